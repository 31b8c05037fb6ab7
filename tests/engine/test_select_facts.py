"""Selectors of facts, of words and of what travels with the file."""

from __future__ import annotations

import pytest

from dhr_qa.documents.model import Attachment, Mark, Property
from dhr_qa.engine.results import DoesNotApply
from dhr_qa.engine.select import select
from dhr_qa.engine.select_facts import months_between
from dhr_qa.review.facts import Acronym, Agency, Citation, Event, Facts, Person, Recommendation, Term
from tests.engine.make import facts, scope, selector, vocabulary, when

WORDS = vocabulary(
    {"barrier": ["barrier*"]},
    themes=[
        {"id": "age", "title": "Age", "forms": ["age", "older"], "experts": ["charity for older people"]},
        {"id": "sex", "title": "Sex", "forms": ["sex", "gender"]},
        {"id": "race", "title": "Race", "forms": ["race"]},
    ],
    bodies=[{"id": "trust", "title": "Primary care trust", "forms": ["primary care trust"], "valid-to": "2013-03-31"}],
    events=[{"id": "decision", "title": "Decision to review"}, {"id": "completion", "title": "Completion"}],
)


def nodes(known: Facts | str, kind: str = "", **written: object):  # type: ignore[no-untyped-def]
    known = facts(known) if isinstance(known, str) else known
    return list(select(selector(**written), scope(known, words=WORDS, kind=kind)))


def test_people_and_agencies_by_their_roles() -> None:
    known = facts(
        "Maya and Priya Shah.",
        people=(
            Person("Maya", "victim", block=0, start=0, end=4),
            Person("Priya Shah", "panel", organisation="Council", block=0, start=9, end=19),
        ),
        agencies=(Agency("Fenshire Police", "contributor", sort="police"), Agency("Council", "panel")),
    )
    (panel,) = nodes(known, select="person", role=["panel"])
    assert panel.text == "Priya Shah"
    assert panel.get("organisation") == "Council"
    assert (panel.locate().start, panel.locate().end) == (9, 19)
    assert [node.text for node in nodes(known, select="person", role_not=["panel"])] == ["Maya"]
    assert [node.text for node in nodes(known, select="agency", where={"sort": "police"})] == ["Fenshire Police"]


def test_facts_stay_in_their_kind_of_document() -> None:
    text = "Recommendation one.\n=== executive-summary\nRecommendation two.\n"
    known = facts(
        text,
        recommendations=(Recommendation("1", "one", 0, kind="overview-report"), Recommendation("1", "two", 1)),
        terms=(Term("a", "first", 0), Term("b", "second", 1, process=True)),
    )
    assert [n.text for n in nodes(known, kind="executive-summary", select="recommendation")] == ["two"]
    assert [n.text for n in nodes(known, kind="overview-report", select="recommendation")] == ["one"]
    assert [n.text for n in nodes(known, select="term", where={"process": False})] == ["first"]


def test_citations_by_kind_and_section() -> None:
    text = "# Law {methodology}\nThe Care Act 2014 and guidance.\n"
    known = facts(
        text,
        citations=(
            Citation("act", "Care Act", 2014, "Care Act 2014", 1, 4, 17),
            Citation("guidance", "", None, "guidance", 1, 22, 30),
        ),
    )
    (act,) = nodes(known, select="citation", kind_="act")
    assert act.get("year") == 2014
    assert act.get("sentence") == "The Care Act 2014 and guidance."
    assert len(nodes(known, select="citation", role=["methodology"])) == 2
    assert nodes(known, select="citation", role=["panel"]) == []


def test_acronyms() -> None:
    known = facts("The IMR came.", acronyms=(Acronym("IMR", ("Individual Management Review",), 3, (0, 4)),))
    (node,) = nodes(known, select="acronym")
    assert (node.get("expansion"), node.get("defined"), node.get("uses")) == ("Individual Management Review", False, 3)
    assert node.locate().start == 4


EVENTS = (
    Event("decision", when("2020-03"), 0, 0, 4),
    Event("completion", when("2021-06-15"), 0, 5, 9),
    Event("decision", when("2020-03-10"), 0, 10, 14),
)


def test_events_and_intervals_take_the_most_exact_date() -> None:
    known = facts("Some text with dates in it.", events=EVENTS)
    assert len(nodes(known, select="event", role=["decision"])) == 2
    (node,) = nodes(known, select="interval", from_="decision", to="completion")
    assert (node.get("days"), node.get("from"), node.get("to")) == (462, "Decision to review", "Completion")
    assert 15.1 < node.get("months") < 15.2
    assert nodes(known, select="interval", from_="decision", to="death") == []
    assert len(nodes(known, select="interval")) == 1


def test_an_interval_of_imprecise_dates_is_the_shortest_it_can_be() -> None:
    events = (Event("decision", when("2020-03"), 0, 0, 4), Event("completion", when("2020-09"), 0, 5, 9))
    (node,) = nodes(facts("Some text here.", events=events), select="interval", from_="decision", to="completion")
    assert node.get("days") == 154
    assert node.get("days-most") == 213
    assert node.get("months") < 6 < node.get("months-most")


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [("2020-01-15", "2020-07-15", 6.0), ("2020-01-31", "2020-02-29", 0.93), ("2020-07-15", "2020-01-15", -6.0)],
)
def test_months_between(first: str, second: str, months: float) -> None:
    assert months_between(when(first).earliest, when(second).earliest) == months


def test_mentions_count_an_entry_in_the_sections_asked_for() -> None:
    text = "# Equality {equality}\nHer age and sex were considered. Older people meet barriers.\n"
    text += "# Facts {background}\nHer race.\n"
    found = nodes(text, select="mention", of="themes")
    assert [(n.get("id"), n.get("count")) for n in found] == [("age", 2), ("sex", 1), ("race", 1)]
    assert [n.get("id") for n in nodes(text, select="mention", of="themes", role=["equality"])] == ["age", "sex"]
    near = nodes(text, select="mention", of="themes", mentions=["barrier"])
    assert [(n.get("id"), n.get("count")) for n in near] == [("age", 1)]
    assert [n.get("id") for n in nodes(text, select="mention", of="themes", mentions=["barrier"], window=1)] == [
        "age",
        "sex",
    ]
    assert [n.get("id") for n in nodes(text, select="mention", of="themes", where={"count": {"min": 2}})] == ["age"]


def test_mentions_by_another_list_of_forms() -> None:
    text = "A charity for older people sat on the panel."
    assert [n.get("id") for n in nodes(text, select="mention", of="themes", forms="experts")] == ["age"]


def test_phrases_give_every_occurrence_with_its_date_and_number() -> None:
    text = "The Primary Care Trust wrote in May 2019. See paragraph 4.2 and paragraph 7. The primary care trust closed."
    found = nodes(text, select="phrase", of="bodies")
    assert [n.get("match") for n in found] == ["Primary Care Trust", "primary care trust"]
    assert found[0].get("date").text == "May 2019"
    assert found[0].get("title") == "Primary care trust"
    late = {"date": {"min": "field:valid-to"}}
    assert len(nodes("The Primary Care Trust wrote in May 2009.", select="phrase", of="bodies", where=late)) == 0
    assert len(nodes("The Primary Care Trust wrote in May 2019.", select="phrase", of="bodies", where=late)) == 1
    assert [n.get("number") for n in nodes(text, select="phrase", mentions=[{"any": ["paragraph"]}])] == ["4.2", "7"]


def test_phrases_heed_quotations_and_other_words_of_the_sentence() -> None:
    text = 'There was a barrier. He called it "a barrier". No barrier was found.'
    barrier = [{"any": ["barrier"]}]
    assert len(nodes(text, select="phrase", mentions=barrier)) == 3
    assert len(nodes(text, select="phrase", mentions=barrier, quotations="exclude")) == 2
    assert len(nodes(text, select="phrase", mentions=barrier, without=[{"any": ["no"]}])) == 2


def test_dates() -> None:
    text = "# Scope {terms-of-reference}\nThe period is January 2015 to 31 May 2020.\n"
    text += "# Facts {background}\nIn 2001 they met.\n"
    found = nodes(text, select="date", role=["terms-of-reference"])
    assert found
    assert all(node.get("earliest").year in (2015, 2020) for node in found)
    assert nodes(text, select="date", where={"date": {"max": "2005-01-01"}})[0].get("precision") == "year"
    assert nodes(text, select="date", mentions=[{"any": ["met"]}])[0].get("sentence") == "In 2001 they met."


def test_marks_properties_and_attachments() -> None:
    known = facts(
        "Text here.",
        format="docx",
        marks=(
            Mark("tracked-deletion", "gone", "A Person", block=0, start=0, end=0),
            Mark("field", "PAGE", part="footer"),
            Mark("comment", "Is this right?", "A Person", block=0),
        ),
        properties=(Property("creator", "A Person"), Property("Company", "Fenshire", "app")),
        attachments=(Attachment("image1.png", "image", 2_000_000, ("GPS 1",), (("camera", "X"),)),),
    )
    assert [n.text for n in nodes(known, select="mark", kind_=["tracked-deletion"])] == ["gone"]
    (field,) = nodes(known, select="mark", kind_=["field"], mentions=[{"any": ["PAGE"]}])
    assert field.locate().part == "footer"
    assert [n.get("author") for n in nodes(known, select="comment")] == ["A Person"]
    assert nodes(known, select="comment", role=["panel"]) == []
    assert nodes(known, select="comment", mentions=["barrier"]) == []
    (author,) = nodes(known, select="property", name=["Creator"])
    assert author.get("value") == "A Person"
    assert author.locate().part == "metadata"
    (image,) = nodes(known, select="attachment", kind_=["image"])
    assert (image.get("megabytes"), image.get("camera"), image.text) == (2.0, "X", "GPS 1")


@pytest.mark.parametrize("select_", ["mark", "property", "comment", "attachment"])
def test_plain_text_carries_nothing_unseen(select_: str) -> None:
    with pytest.raises(DoesNotApply, match="plain text"):
        nodes(facts("Text.", format="txt"), select=select_)


def test_markdown_may_carry_comments_all_the_same() -> None:
    known = facts("Text.", marks=(Mark("comment", "Check this", block=0, part="comment"),))
    assert [node.text for node in nodes(known, select="comment")] == ["Check this"]


def test_comments_of_a_word_file_are_blocks() -> None:
    marks = (Mark("comment", "Is this right?", block=1),)
    known = facts("# Family {family-involvement}\nText.\n[c] Is this right?", format="docx", marks=marks)
    (node,) = nodes(known, select="comment", role=["family-involvement"])
    assert (node.text, node.get("author"), node.locate().part) == ("Is this right?", "A. Editor", "comment")


def test_a_pdf_has_no_tracked_changes_and_may_have_hidden_words() -> None:
    marks = (Mark("hidden", "a secret", part="hidden"),)
    known = facts("Text.", format="pdf", marks=marks)
    changes = selector(select="mark", kind=["tracked-insertion", "moved-to"])
    with pytest.raises(DoesNotApply, match="nothing of the sort"):
        list(select(changes, scope(known)))
    hidden = selector(select="mark", kind=["hidden"])
    assert list(select(hidden, scope(facts("Text.", format="pdf")))) == []
    (found,) = select(hidden, scope(known))
    assert found.text == "a secret"


def test_things_of_the_file_are_looked_at_once() -> None:
    known = facts("Text.\n=== executive-summary\nMore.", format="docx", properties=(Property("creator", "A"),))
    from msgspec.structs import replace

    first = scope(known, kind="overview-report")
    assert len(list(select(selector(select="property"), first))) == 1
    assert list(select(selector(select="property"), replace(first, kind="executive-summary", first=False))) == []
