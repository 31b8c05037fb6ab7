"""Where sentences begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dhr_qa.language.sentences import sentences

#: Hard cases: a bar divides the sentences.
CASES = """
Dr. Patel saw her in May.|She was referred to Cllr. Jones.|He agreed.
The panel (e.g. the police and health) met twice.|It agreed the terms.
See No. 5 of the list.|It was closed.
Was she asked?|No.|The record is silent.
Section 9(3) of the Act, i.e. s.9(3), applies.|It was amended in 2021.
The victim may not know where to turn for help.2|They may fear the consequences.
It is common among women.[7]|It accounts for much.
He was arrested at 9 p.m. and released.|She called again at 11.30 p.m.|The police attended.
"I was scared."|She then left.
"Why did you not tell us?" the officer asked.|She did not answer.
The family said: "He never listened.|He took her phone."|The panel accepts this.
Agencies should: (a) review the policy; (b) train staff; and (c) report by June.|The lead is named.
Adult A. Smith was not seen.
The chair met Adult A.|The meeting was short.
Mr. B. told the police that J. Smith had called.|He was not believed.
The guidance (Home Office, 2016) applies.|Para. 12 defines it.
Hill et al. (2017) describe eight stages.|The panel used them.
It cost £3.5 million.|That was too much.
In 2019.|Nothing was done until 2020.
She lived at 12 High St. in the town.|He lived nearby.
Services included alcohol support, housing, etc.|None was taken up.
The review covers Jan. 2019 to Sept. 2021.|It was extended.
He said he would "end it all."|The GP did not ask more.
The report [...] was not shared.|It was filed.
She left...|He followed.
1. Ensure that all staff are trained.|2. Audit the records.
The U.K. Government issued guidance.|The N.H.S.|The two differ.
DI Brown (retd.) was present.|He spoke.
The GP wrote to the trust on 3.4.2019.|No reply came.
The author (see p. 14) agrees.|So does the panel.
What was known?|What was done?|Who was told?
She asked for help!|No one came.
See www.fenshire.gov.uk.|The site lists services.
The letter was sent by Fenshire Services Ltd.|It was late.
He had a conviction under s. 20 of the 1861 Act.|He was fined.
There were 11.2% more calls.|Most were at night.
The score was 14.|The threshold is 10.
Children (aged 4 and 6) were present.|(They were not spoken to.)|The officer left.
He told her to "get out".|She did.
She said ‘he will kill me.’|The call ended.
The panel met Supt. Green and Det. Sgt. Brown.|Both agreed.
Crime and Victims Act 2004.5|The review was commissioned.
Ref. 12 was lost.|Tel. 020 7946 0000 is the number.
He was seen by Prof. O'Neill.|She advised rest.
Vol. 2 was not read, cf. Smith.|It was long.
It ended in June 2021.|"She was kind," her sister said.|The panel agrees.
Hill, M. and Fox, C. (1998) wrote this.|It is old.
Contact was made with the A.&E. department.|It was busy.
"""


@pytest.mark.parametrize("case", CASES.strip().split("\n"))
def test_hard_cases(case: str) -> None:
    expected = case.split("|")
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_line_breaks() -> None:
    text = "Terms:\n• one\n• two\n(a) three;\n(b) four\n\nThe panel met in the\nFenshire Hotel, as\nagreed.\nIt rained."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Terms:", "• one", "• two", "(a) three;", "(b) four", "The panel met in the", "Fenshire Hotel, as\nagreed.",
        "It rained.",
    ]  # fmt: skip
    assert sentences("") == []
    assert sentences(" \n ") == []


def test_offsets_leave_out_the_blanks_around() -> None:
    assert sentences("  One two.   Three ") == [(2, 10), (13, 18)]


@given(st.text("aA bB.?!\"'(1)\n\t;:…é", max_size=60))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    ends = [0]
    for start, end in spans:
        assert ends[-1] <= start < end <= len(text)
        assert not text[ends[-1] : start].strip()
        assert text[start:end] == text[start:end].strip()
        ends.append(end)
    assert not text[ends[-1] :].strip()


@pytest.mark.parametrize("piece", [".", ". ", "a. ", "A. ", "?)", ".”", "\n", "1. ", "[1]. ", "e.g. ", "word "])
def test_time_is_linear(piece: str) -> None:
    started = time.process_time()
    sentences(piece * 100000)
    assert time.process_time() - started < 4
