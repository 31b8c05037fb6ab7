"""Everything planted in the trap document is found, each in the part where it stands."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from msgspec.structs import replace

from dhr_qa.engine.run import run_rule
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Result
from dhr_qa.language.identifier_numbers import check_digit
from dhr_qa.people.entries import PrivateList
from dhr_qa.people.looking import PrivateCheck
from dhr_qa.report.redact import redacted
from dhr_qa.review.facts import Facts
from dhr_qa.review.read import read_facts
from dhr_qa.review.traces import Trace, find_traces
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rulebook
from tests.anonymisation.trap_document import PLACES, Place, trap_document

NAME, GLUED = "Imogen Thackray", "imogen_thackray"


def number(place: str) -> str:
    """A number with the right check digit for each place: no two are the same."""
    base = 400_000_000 + 7_654_321 * [each.name for each in PLACES].index(place)
    while True:
        for last in range(10):
            if check_digit(f"{base}{last}".encode()):
                figures = f"{base}{last}"
                return f"{figures[:3]} {figures[3:6]} {figures[6:]}"
        base += 1


@cache
def book() -> Rulebook:
    return load_rulebook()


def facts(plant: str = "") -> Facts:
    """The facts of the trap with a name in every place, or with the numbers."""
    return read_facts(trap_document(lambda place: plant or number(place)), book().vocabulary, kind="overview-report")


@cache
def traces() -> dict[str, list[Trace]]:
    found: dict[str, list[Trace]] = {}
    for trace in find_traces(facts(), book().vocabulary):
        found.setdefault("".join(char for char in trace.text if char.isdigit()), []).append(trace)
    return found


def test_there_are_places_enough() -> None:
    assert len(PLACES) >= 22
    assert len({number(place.name) for place in PLACES}) == len(PLACES)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name.replace(" ", "-"))
def test_a_number_is_found_in_every_place(place: Place) -> None:
    kind = "email" if place.name == "mail address of a link" else "nhs-number"
    found = traces().get(number(place.name).replace(" ", ""), [])
    assert [(trace.kind, trace.part, trace.public) for trace in found] == [(kind, place.part, "")]


def test_the_rule_tells_of_every_number_and_of_its_part() -> None:
    rule = book().rule("identifiers")
    assert rule is not None
    run = RunSettings()
    outcome, found = run_rule(rule, [facts()], run, book().vocabulary)
    assert outcome.outcome == "fail"
    assert sorted(each.location.part for each in found) == sorted(place.part for place in PLACES)
    masked = run_rule(rule, [facts()], RunSettings(redact=True), book().vocabulary)[1]
    shown = repr(redacted(Result({}, (), (), tuple(replace(each, document="report.docx") for each in masked))))
    assert not [place.name for place in PLACES if number(place.name)[4:] in shown]


# ---- names: looked for with a private list, and by the rule for names left in


def parts(found: list[Finding]) -> list[str]:
    return sorted(each.location.part for each in found if each.rule == "real-name-leak")


def test_a_name_of_the_private_list_is_found_in_every_place() -> None:
    check = PrivateCheck(PrivateList(names=(NAME,)), book().vocabulary)
    found = check.look(facts(NAME), book(), RunSettings())
    assert parts(found) == sorted(place.part for place in PLACES)
    assert {each.confidence for each in found} == {"certain"}


#: The rules that tell of names which nobody has listed: of the case, of staff, of those who worked on the file.
TELLING = ("real-name-leak", "named-professional", "file-metadata")
#: A name that stands once in the whole file, in a heading, may be the title of anything.
NOT_ALONE = ("heading",)


def test_a_name_that_nobody_has_listed_is_seen_in_every_place() -> None:
    seen = Counter(
        mention.part for mention in facts(NAME).mentions if mention.name.casefold() in (NAME.casefold(), GLUED)
    )
    assert not Counter(place.part for place in PLACES) - seen - Counter(body=1)  # a field's code is its link as well


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.name not in NOT_ALONE], ids=lambda place: place.name.replace(" ", "-")
)
def test_a_name_that_stands_in_one_place_alone_is_told_with_its_part(place: Place) -> None:
    document = trap_document(lambda name: NAME if name == place.name else "the neighbour")
    known = read_facts(document, book().vocabulary, kind="overview-report")
    rules = [rule for id in TELLING if (rule := book().rule(id)) is not None]
    run = RunSettings(profile="publication")
    found = [each for rule in rules for each in run_rule(rule, [known], run, book().vocabulary)[1]]
    naming = [each for each in found if "Thackray" in each.message]
    assert place.part in [each.location.part for each in naming]
