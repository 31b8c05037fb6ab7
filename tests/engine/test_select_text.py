"""Selectors of text: which blocks, sentences, sections they give, and what narrows them."""

from __future__ import annotations

import pytest

from dhr_qa.engine.results import CannotCheck, DoesNotApply
from dhr_qa.engine.select import select, selects
from dhr_qa.review.facts import Person
from dhr_qa.vocabulary import Vocabulary
from tests.engine.make import facts, scope, selector, vocabulary

REPORT = """
# Pen portrait {pen-portrait}
Maya loved her garden. She was a nurse. Her mother said she was "a good liar" once.
# Family {family-involvement}
The draft report was ready. It was shared with the mother. She read it.
[^] A note about the mother.
## Contact
The chair wrote to her father.
- The sister was invited
# Chronology {chronology}
~ Contents line 3
| Who | What |
|---|---|
| The father | Was told |
"""
WORDS = vocabulary(
    {"family": ["(mother|father|sister)"], "draft": ["draft (report)?"], "shared": ["shared"], "read": ["read it"]}
)


def texts(text: str = REPORT, kind: str = "", words: Vocabulary = WORDS, **written: object) -> list[str]:
    return [node.text for node in select(selector(**written), scope(facts(text), words=words, kind=kind))]


def test_text_gives_every_block_and_paragraph_leaves_out_headings_contents_and_header_rows() -> None:
    everything = texts(select="text")
    assert "Pen portrait" in everything
    assert "Contents line 3" in everything
    assert "Who" in everything
    running = texts(select="paragraph")
    assert running == [
        'Maya loved her garden. She was a nurse. Her mother said she was "a good liar" once.',
        "The draft report was ready. It was shared with the mother. She read it.",
        "A note about the mother.",
        "The chair wrote to her father.",
        "The sister was invited",
        "The father",
        "Was told",
    ]


def test_kinds_of_block() -> None:
    assert texts(select="heading") == ["Pen portrait", "Family", "Contact", "Chronology"]
    assert texts(select="list-item") == ["The sister was invited"]
    assert texts(select="note") == ["A note about the mother."]
    assert texts(select="text", kind_=["toc"]) == ["Contents line 3"]
    assert texts(select="paragraph", parts=["table"]) == ["The father", "Was told"]


def test_role_takes_in_subsections_and_notes() -> None:
    found = texts(select="paragraph", role=["family-involvement"])
    assert "The chair wrote to her father." in found
    assert "A note about the mother." in found
    assert not any("garden" in text or text == "Was told" for text in found)
    left = texts(select="paragraph", role_not=["family-involvement"])
    assert not any("chair" in text or "note" in text for text in left)
    assert "Was told" in left


def test_section_gives_the_outermost_of_a_role_and_its_text_without_the_heading() -> None:
    nodes = list(select(selector(select="section", role=["family-involvement"]), scope(facts(REPORT))))
    assert [node.get("title") for node in nodes] == ["Family"]
    assert nodes[0].text.startswith("The draft report")
    assert "father" in nodes[0].text
    assert nodes[0].locate().heading == "Family"
    assert nodes[0].locate().paragraph == 3
    assert texts(select="section", where={"title": "contact"}) == [
        "The chair wrote to her father.\nThe sister was invited"
    ]


def test_a_section_within_a_section_of_the_same_role_is_not_a_second_one() -> None:
    nested = "# Family {family-involvement}\nOne.\n## Contact with family {family-involvement}\nTwo.\n"
    assert len(texts(nested, select="section", role=["family-involvement"])) == 1


def test_position_is_a_share_of_the_words_before() -> None:
    text = "\n".join(f"Line {number} of ten." for number in range(10))
    assert texts(text, select="paragraph", position={"from": 0, "to": 0.2}) == [
        "Line 0 of ten.",
        "Line 1 of ten.",
        "Line 2 of ten.",
    ]
    assert texts(text, select="paragraph", position={"from": 0.85})[-1] == "Line 9 of ten."


def test_position_counts_within_the_kind_of_document() -> None:
    text = "A first document with many more words than the other.\n"
    text += "=== executive-summary\nOpening words.\nClosing words."
    assert texts(text, kind="executive-summary", select="paragraph", position={"to": 0.1}) == ["Opening words."]


def test_sentences_are_those_with_the_words() -> None:
    assert texts(select="sentence", mentions=["family"]) == [
        'Her mother said she was "a good liar" once.',
        "It was shared with the mother.",
        "A note about the mother.",
        "The chair wrote to her father.",
        "The sister was invited",
        "The father",
    ]
    assert texts(
        select="sentence", mentions=["family"], without=["shared"], role=["family-involvement"], parts=["body"]
    ) == [
        "The chair wrote to her father.",
        "The sister was invited",
    ]


def test_window_looks_at_sentences_before_and_after_in_the_same_section() -> None:
    assert texts(select="sentence", mentions=["draft", "family"]) == []
    assert texts(select="sentence", mentions=["draft", "family"], window=1) == ["The draft report was ready."]
    assert texts(select="sentence", mentions=["draft", "read"], window=1) == []
    assert texts(select="sentence", mentions=["draft", "read"], window=2) == ["The draft report was ready."]
    # the neighbour of the first sentence of "Family" in "Pen portrait" does not count
    assert texts(select="sentence", mentions=["draft", {"any": ["liar"]}], window=3) == []


def test_without_may_look_further_or_less_far_than_mentions() -> None:
    text = "# Analysis {analysis}\n\nThe draft was late. Family waited. They were told."
    asked = {"select": "sentence", "mentions": [{"any": ["draft"]}], "without": [{"any": ["told"]}]}
    assert texts(text, **asked) == ["The draft was late."]
    assert texts(text, **asked, **{"without-window": 1}) == ["The draft was late."]
    assert texts(text, **asked, **{"without-window": 2}) == []
    near = {"select": "sentence", "mentions": [{"any": ["draft"]}, {"any": ["family"]}], "window": 1}
    near |= {"without": [{"any": ["waited"]}]}
    assert texts(text, **near) == []
    assert texts(text, **near, **{"without-window": 0}) == ["The draft was late."]


def test_window_crosses_paragraphs_of_one_section() -> None:
    text = "# Family {family-involvement}\nThe draft was ready.\nThe mother had it.\n"
    assert texts(text, select="sentence", mentions=["draft", "family"], window=1) == ["The draft was ready."]


def test_words_are_only_those_of_the_node_and_never_of_two_blocks() -> None:
    text = "The draft\nreport was shared"
    assert texts(text, select="paragraph", mentions=[{"any": ["draft report"]}]) == []
    assert texts(text, select="paragraph", mentions=["draft"], without=["shared"]) == ["The draft"]


def test_quotations() -> None:
    liar = [{"any": ["liar"]}]
    assert len(texts(select="sentence", mentions=liar)) == 1
    assert texts(select="sentence", mentions=liar, quotations="exclude") == []
    assert len(texts(select="paragraph", mentions=liar, quotations="only")) == 1
    assert texts(select="paragraph", mentions=["family"], quotations="only") == []
    assert texts(select="sentence", quotations="only") == ['Her mother said she was "a good liar" once.']


def test_before_and_after() -> None:
    chair = {"select": "sentence", "mentions": [{"any": ["chair"]}]}
    assert texts(select="heading", before=chair) == ["Pen portrait", "Family", "Contact"]
    assert texts(select="heading", after=chair) == ["Chronology"]
    nowhere = {"select": "sentence", "mentions": [{"any": ["nowhere"]}]}
    assert len(texts(select="heading", before=nowhere)) == 4
    assert texts(select="heading", after=nowhere) == []


def test_limit_and_fallback() -> None:
    assert len(texts(select="heading", limit=2)) == 2
    fallback = {"select": "sentence", "mentions": [{"any": ["nurse"]}]}
    assert texts(select="section", role=["equality"], fallback=fallback) == ["She was a nurse."]
    assert texts(select="heading", limit=1, fallback=fallback) == ["Pen portrait"]


def test_where_on_text() -> None:
    assert texts(select="section", where={"words": {"min": 20}}) == texts(select="section", where={"title": "Family"})
    assert texts(select="heading", where={"level": {"not": 1}}) == ["Contact"]
    assert texts(select="paragraph", where={"label": {"present": True}}) == ["The sister was invited"]


def test_table_narrows_text_to_tables_of_a_kind() -> None:
    text = "!table panel name,title\n| Name | Title |\n|---|---|\n| A Person | Officer |\n| Other |\n"
    assert texts(text, select="paragraph", table="panel") == ["A Person", "Officer", "Other"]
    assert texts(text, select="paragraph", table="action-plan") == []


def test_the_letter_is_never_looked_at_unless_asked_for() -> None:
    text = "The mother read it.\n=== feedback-letter\n# Letter {feedback-letter}\nThe father read it.\n"
    assert texts(text, select="sentence", mentions=["family"]) == ["The mother read it."]
    assert texts(text, kind="feedback-letter", select="sentence") == ["The father read it."]
    assert texts(text, select="sentence", document="feedback-letter") == ["The father read it."]
    assert texts(text, select="section") == []


def test_a_kind_of_document_that_is_not_there_makes_the_question_pointless() -> None:
    with pytest.raises(DoesNotApply, match="action plan"):
        texts(select="action", document="action-plan")


def test_names_of_people_as_words() -> None:
    known = facts("Maya sang. In May they met.", people=(Person("Maya", "victim"), Person("May", "family")))
    sing = selector(select="sentence", mentions=["people:victim"])
    assert [node.text for node in select(sing, scope(known))] == ["Maya sang."]
    both = selector(select="sentence", mentions=[{"any": ["@people:*", "sang"]}])
    assert len(list(select(both, scope(known)))) == 2
    with pytest.raises(CannotCheck, match="perpetrator"):
        list(select(selector(select="sentence", mentions=["people:perpetrator"]), scope(known)))
    assert len(list(select(selector(select="sentence", without=["people:perpetrator"]), scope(known)))) == 2


def test_names_keep_their_capitals() -> None:
    known = facts("Grace came. She spoke with grace.", people=(Person("Grace", "victim"),))
    found = select(selector(select="sentence", mentions=["people:victim"]), scope(known))
    assert [node.text for node in found] == ["Grace came."]


def test_document_and_file() -> None:
    text = "One two three.\n=== executive-summary\nFour five.\n"
    nodes = list(select(selector(select="document"), scope(facts(text))))
    assert [(node.get("kind"), node.get("words")) for node in nodes] == [
        ("overview-report", 3),
        ("executive-summary", 2),
    ]
    assert nodes[0].locate().part == "file"
    (file,) = select(selector(select="file"), scope(facts(text, path="packs/Maya v2.docx", size=2_500_000)))
    assert (file.text, file.get("megabytes"), file.get("words")) == ("Maya v2.docx", 2.5, 5)


def test_selects_stops_at_the_first() -> None:
    assert selects(selector(select="heading"), scope(facts(REPORT)))
    assert not selects(selector(select="heading"), scope(facts("No heading.")))
