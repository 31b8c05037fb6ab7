"""Who speaks and who is meant: the sentences that decide whether a rule of wording may say anything."""

from __future__ import annotations

import pytest

from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.speakers import Speakers
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

REPORT = """# Domestic Homicide Review

## Confidentiality

| Name | Relationship |
|---|---|
| Maya | Victim |
| Daniel | Perpetrator |

## Background

Maya was 34 when she was killed. Maya had two children, whom she brought up alone.

Daniel was 39 when he was arrested. Daniel lived at the house that his mother owned.

## Analysis

{}
"""


def asked(text: str) -> tuple[Speakers, int, int, int]:
    """The answers, and the place of the words in double brackets."""
    plain = text.replace("[[", "").replace("]]", "")
    words = text[text.index("[[") + 2 : text.index("]]")]
    facts = facts_of(REPORT.format(plain), kind="overview-report")
    block = next(block.index for block in facts.document.blocks if block.text == plain)
    start = text.index("[[")
    return Speakers(facts, lexicon_for(vocabulary())), block, start, start + len(words)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Maya [[did not engage]] with the service.", "victim"),
        ("The victim repeatedly [[declined support]].", "victim"),
        ("Maya, however, [[declined support]].", "victim"),
        ("Maya was offered a place but [[declined support]].", "victim"),
        ("Maya left the refuge after three days and [[chose to return]].", "victim"),
        ("When officers arrived Maya was upset and [[refused to give a statement]].", "victim"),
        ("The nurse offered Maya an appointment, which she [[did not attend]].", "victim"),
        ("Officers noted that she [[was uncooperative]].", "victim"),
        ("Daniel [[declined support]].", "perpetrator"),
        ("The police saw Maya with Daniel, who [[declined support]].", "perpetrator"),
        ("Daniel was seen in custody. He [[declined support]].", "perpetrator"),
        ("Maya asked for help, but the council [[declined support]].", "agency"),
        ("The refuge, which [[did not engage]] with Maya, has closed.", "agency"),
        ("The outreach worker [[did not attend]] Maya's flat.", "agency"),
        ("Maya's mother [[declined support]].", "family"),
        ("The mother of Maya [[declined support]].", "unclear"),
        ("Maya and Daniel [[declined support]].", "unclear"),
        ("Maya spoke to her sister. She [[declined support]].", "unclear"),
        ("They [[did not attend]].", "unclear"),
        ("Maya's beautician [[declined support]].", "other"),
        ("[[Declined support]] from the adviser.", "unclear"),
    ],
)
def test_of_whom_it_is_said(text: str, subject: str) -> None:
    speakers, *place = asked(text)
    assert speakers.subject(*place) == subject


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Maya's [[reluctance to engage]] was noted.", "victim"),
        ("Her repeated [[failure to attend]] was noted.", "victim"),
        ("There was [[a lack of engagement]] by Maya.", "victim"),
        ("The [[reluctance]] of Maya to support police action was a theme.", "victim"),
        ("Maya's mother's [[reluctance]] was noted.", "family"),
        ("The council's [[reluctance to engage]] with Maya was not explained.", "agency"),
        ("Daniel's [[failure to attend]] led to a warrant.", "perpetrator"),
        ("His [[failure to attend]] led to a warrant.", "perpetrator"),
        ("There was a [[reluctance]] to share information about Maya.", "unclear"),
    ],
)
def test_whose_it_is(text: str, owner: str) -> None:
    speakers, *place = asked(text)
    assert speakers.owner(*place) == owner


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Maya [[declined support]].", "author"),
        ("The panel notes that Maya [[declined support]].", "author"),
        ('The note says that Maya "[[declined support]]".', "quotation"),
        ("The IMR states that Maya [[declined support]].", "recorded"),
        ("The worker recorded that Maya [[declined support]].", "recorded"),
        ("It was reported that Maya [[declined support]].", "recorded"),
        ("Daniel said that Maya [[declined support]].", "reported"),
        ("Priya told the chair that Maya [[declined support]].", "reported"),
        ("It would be wrong to say that Maya [[declined support]].", "criticised"),
        ("The terms [[non-compliant]] and difficult blame Maya.", "criticised"),
        ("She was thought to be safe, but her [[reluctance]] was noted.", "author"),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    speakers, *place = asked(text)
    assert speakers.speaker(*place) == speaker
