"""The checks that count nodes and that look for words in them."""

from __future__ import annotations

from typing import Any

from dhr_qa.engine.run import run_rule
from dhr_qa.findings import Finding, Outcome
from dhr_qa.review.facts import Facts
from dhr_qa.vocabulary import Vocabulary
from tests.engine.make import facts, rule, settings, vocabulary

WORDS = vocabulary(
    {
        "blame": {
            "phrases": ("failed to engage", "(chose|choosing) to stay"),
            "say": {"failed to engage": "was not reached"},
        },
        "services": ["police"],
        "family": ["mother"],
        "draft": ["draft"],
    },
    sections=[{"id": "family-involvement", "title": "Involvement of the family"}],
)


def ask(text: str | Facts, words: Vocabulary = WORDS, **more: Any) -> tuple[Outcome, list[Finding]]:
    known = facts(text) if isinstance(text, str) else text
    return run_rule(rule(**more), [known], settings(), words)


HEADINGS = {"select": "heading"}


def count(text: str, message: str = "{count} found", given: Any = HEADINGS, **options: Any) -> tuple[str, list[str]]:
    outcome, found = ask(text, given=given, check={"kind": "count", **options}, message=message)
    return outcome.outcome, [finding.message for finding in found]


def test_count_limits() -> None:
    text = "# One\n# Two\n"
    assert count(text, min=2) == ("pass", [])
    assert count(text, min=3, message="{count} of {min}") == ("fail", ["2 of 3"])
    assert count(text, max=1) == ("fail", ["2 found"])
    assert count(text, exactly=2) == ("pass", [])
    assert count(text, exactly=3) == ("fail", ["2 found"])
    assert count("No heading.", min=1, message="{count|heading|headings} missing") == ("fail", ["headings missing"])


def test_count_evidence_and_place() -> None:
    outcome, _ = ask("# One\nText.\n", given=HEADINGS, check={"kind": "count", "min": 1})
    assert [passage.excerpt for passage in outcome.evidence] == ["One"]
    text = "# Family {family-involvement}\nNothing said.\n"
    given = {"select": "sentence", "mentions": ["draft"]}
    check = {"kind": "count", "min": 1, "at": "family-involvement"}
    _, (finding,) = ask(text, given=given, check=check, message='Nothing in "{title}".')
    assert finding.message == "Nothing in “Involvement of the family”."
    assert (finding.location.section, finding.location.paragraph) == ("family-involvement", 1)
    _, (finding,) = ask(text + "# Law {methodology}\nA draft.", given=given, check={**check, "min": 2})
    assert finding.location.section == "family-involvement"
    _, (finding,) = ask("A draft.", given=given, check={**check, "min": 2})
    assert finding.location.paragraph == 1
    _, (finding,) = ask("Nothing.", given=given, check=check)
    assert finding.location.part == "file"


def test_count_of_different_values() -> None:
    text = "# Same\n# same\n# Other\n"
    assert count(text, max=1, distinct="text") == ("fail", ["2 found"])
    assert count(text, max=2, distinct="text") == ("pass", [])


def test_count_per_node() -> None:
    assert count("# One\n# Two\n", max=0, per="node", message='"{text}" of {count}')[1] == ["“One” of 2", "“Two” of 2"]
    assert count("# One\n# Two\n", max=1, per="node", message='"{text}"')[1] == ["“Two”"]


def test_count_as_a_share() -> None:
    given = {"select": "sentence", "mentions": ["services"]}
    every: dict[str, Any] = {"share-of": {"select": "sentence"}}
    text = "The police came. The police left. Maya sang."
    said = count(text, given=given, max=0.5, message="{share} ({count} of {total}), at most {max}", **every)
    assert said == ("fail", ["67% (2 of 3), at most 50%"])
    assert count(text, given=given, max=0.7, **every) == ("pass", [])
    nothing: dict[str, Any] = {"share-of": {"select": "table"}}
    assert count(text, given=given, max=0.5, **nothing)[0] == "not-applicable"


def test_count_unless() -> None:
    excuse = {"select": "sentence", "mentions": ["family"]}
    text = "# One\nMaya's mother spoke.\n"
    outcome, _ = ask(text, given=HEADINGS, check={"kind": "count", "min": 2, "unless": excuse})
    assert outcome.outcome == "pass"
    assert outcome.evidence[0].excerpt == "Maya's mother spoke."
    given = {"select": "sentence", "mentions": ["draft"]}
    text = "The police draft. Another draft."
    assert count(text, given=given, max=1, unless=["services"])[0] == "pass"


def match(text: str, given: Any = None, **options: Any) -> tuple[Outcome, list[Finding]]:
    message = options.pop("message", '"{match}": say "{say}"')
    given = given or {"select": "sentence"}
    return ask(text, given=given, check={"kind": "match", **options}, message=message)


def test_none_gives_one_finding_for_each_match_at_the_words() -> None:
    outcome, found = match("Maya failed to engage. She failed to engage again, choosing to stay.", none=["blame"])
    assert outcome.outcome == "fail"
    assert [f.message for f in found] == [
        "“failed to engage”: say “was not reached”",
        "“failed to engage”: say “was not reached”",
        "“choosing to stay”: say “”",
    ]
    assert [(f.location.start, f.location.end) for f in found] == [(5, 21), (27, 43), (51, 67)]


def test_none_per_node_counts() -> None:
    _, (finding,) = match(
        "Maya failed to engage and failed to engage.", none=["blame"], per="node", message="{count} times"
    )
    assert finding.message == "2 times"


def test_none_passes_and_does_not_apply() -> None:
    assert match("Maya sang.", none=["blame"])[0].outcome == "pass"
    assert match("# Only a heading", none=["blame"])[0].outcome == "not-applicable"


def test_unless_silences_in_the_same_sentence_only() -> None:
    given = {"select": "paragraph"}
    assert match("The police failed to engage.", given, none=["blame"], unless=["services"])[1] == []
    assert len(match("The police came. Maya failed to engage.", given, none=["blame"], unless=["services"])[1]) == 1


def test_unless_with_a_window() -> None:
    text = "The police came. Maya failed to engage."
    assert match(text, none=["blame"], unless=["services"], window=1)[1] == []


def test_matches_in_quotations_do_not_count_where_they_are_left_out() -> None:
    given = {"select": "sentence", "quotations": "exclude"}
    text = 'The record says she "failed to engage". She failed to engage.'
    assert len(match(text, given, none=["blame"])[1]) == 1


def test_overlapping_matches_of_two_lists_are_one_finding() -> None:
    words = vocabulary({"short": ["failed"], "long": ["failed to engage"]})
    _, found = ask(
        "She failed to engage.",
        words,
        given={"select": "sentence"},
        check={"kind": "match", "none": ["short", "long"]},
        message="{match}",
    )
    assert [f.message for f in found] == ["failed to engage"]


def test_any_and_all_give_one_finding_for_each_node() -> None:
    given = {"select": "section"}
    text = "# One {panel}\nThe police came.\n# Two {author}\nThe mother and the police.\n"
    assert match(text, given, any=["services", "family"])[0].outcome == "pass"
    outcome, (finding,) = match(text, given, all=["services", "family"], message="{title}")
    assert (outcome.outcome, finding.message, finding.location.section) == ("fail", "One", "panel")


def test_quantifiers() -> None:
    text = "The police came. Maya sang."
    assert match(text, any=["services"], quantifier="some")[0].outcome == "pass"
    outcome, found = match(text, any=["draft"], quantifier="some", message="nowhere")
    assert outcome.outcome == "fail"
    assert len(found) == 1
    assert [f.excerpt for f in match(text, any=["services"], quantifier="none", message="x")[1]] == ["The police came."]
    assert match(text, any=["draft"], quantifier="none")[0].outcome == "pass"
    assert match(text, none=["services"], quantifier="some")[0].outcome == "pass"
    assert match("The police came.", none=["services"], quantifier="some")[0].outcome == "fail"


def test_a_quantifier_may_be_written_at_the_part() -> None:
    outcome, _ = ask(
        "The police came. Maya sang.",
        given={"select": "sentence"},
        check={"kind": "match", "any": ["services"]},
        quantifier="some",
    )
    assert outcome.outcome == "pass"


def test_any_with_a_window_looks_at_the_neighbours() -> None:
    given = {"select": "sentence", "mentions": ["draft"]}
    text = "The draft was done. The mother read it."
    assert match(text, given, any=["family"])[0].outcome == "fail"
    assert match(text, given, any=["family"], window=1)[0].outcome == "pass"


def test_a_finding_in_the_letter_never_comes_from_a_rule_for_any_document() -> None:
    text = "Maya sang.\n=== feedback-letter\nShe failed to engage.\n"
    check = {"kind": "match", "none": ["blame"]}
    given = {"select": "text"}
    outcome, found = ask(text, given=given, check=check)
    assert (outcome.outcome, found) == ("pass", [])
    assert len(ask(text, given=given, check=check, documents=("feedback-letter",))[1]) == 1


def test_words_in_properties_and_file_names() -> None:
    from dhr_qa.documents.model import Property

    known = facts("Text.", format="docx", properties=(Property("title", "The draft of May"),), path="a/police v3.docx")
    check = {"kind": "match", "none": ["draft", "services"]}
    _, (finding,) = ask(known, given={"select": "property"}, check=check, message="{name}: {match}")
    assert (finding.message, finding.location.part, finding.excerpt) == ("title: draft", "metadata", "The draft of May")
    _, (finding,) = ask(known, given={"select": "file"}, check=check, message="{match}")
    assert (finding.message, finding.location.part) == ("police", "file")
