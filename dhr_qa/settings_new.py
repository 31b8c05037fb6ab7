"""Writes the text of a new `dhr-qa.yaml`: every key explained, and filled with what a report shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dhr_qa.review.facts import Facts, Person
from dhr_qa.settings_edit import scalar
from dhr_qa.wording import clean, counted, listed

#: Those whose names a report may not give: the panel and the chair stand under their own.
SUBJECTS = ("victim", "perpetrator", "family", "child", "other-subject")
_MOST = 40  #: people and questions that are written out
_COLUMN = 34  #: where remarks after a value begin


def new_settings(facts: Sequence[Facts], questions: Sequence[tuple[str, str]], hide: Callable[[str], str] = str) -> str:
    """The text for the documents of one review; `questions` are rules and what they ask a person.

    Only what the report itself shows to be a pseudonym is written down: a name that may be real is not. `hide` masks
    such names in the names of files.
    """
    case: dict[str, str] = {}
    for each in facts:
        for name, value in each.case.items():
            case.setdefault(name, value)
    names = hide(listed([each.document.path.replace("\\", "/").rpartition("/")[2] for each in facts]))
    names = names.encode("utf-8", "replace").decode()  # bytes that stand for no character
    return "\n".join(
        [
            f"# Settings of dhr-qa for the review of {clean(names)}. Written by dhr-qa init: please correct it.",
            "# dhr-qa finds this file from the report upward. Every key may be left out; a misspelt one is an error.",
            "",
            "case:",
            _line("type", case.get("type", ""), "homicide, suicide or homicide-suicide"),
            _line("naming", case.get("naming", ""), "pseudonym, or real-name-with-consent"),
            _commissioned(facts),
            _line("stage", case.get("stage", "draft"), "draft, submission or publication: later ones run more rules"),
            "",
            'guidance: "2016"'.ljust(_COLUMN) + "# the edition of the statutory guidance that the review follows",
            "",
            *_people(facts),
            "",
            "# A private list of the real names that must not appear; it belongs outside the repository.",
            "# people-file: ../private/names.people.yaml",
            "",
            "# Names that may stand in the report although they are no pseudonyms.",
            "# allowed-names:",
            "#   - Clare's Law",
            "",
            "# What is wanted otherwise than the rules have it. Three ways to write it:",
            "#   some-rule: off",
            "#   some-rule: minor",
            "#   some-rule: {severity: minor, limits: {max: 12}}",
            "rules:",
            "",
            "# Folders with rules of your own, seen from this file.",
            "# rule-folders: [our-rules]",
            "",
            "# Findings that people have decided to live with for a time: dhr-qa waive writes them here.",
            "waivers:",
            "",
            *_questions(questions),
            "",
        ]
    )


def _line(key: str, value: str, remark: str) -> str:
    if not value:
        return f"  # {key}:".ljust(_COLUMN) + f"# {remark}; the report does not show it"
    return f"  {key}: {scalar(value)}".ljust(_COLUMN) + f"# {remark}"


def _commissioned(facts: Sequence[Facts]) -> str:
    """The day of the decision where the report gives a day; a month only is told of."""
    remark = "the day on which the review was decided on"
    known = [event for each in facts for event in each.events]
    events = [event for name in ("commissioned", "decision") for event in known if event.name == name]
    for event in events:
        if event.when.precision == "day" and not event.when.problem:
            return _line("commissioned", event.when.earliest.isoformat(), remark)
    for event in events:
        return "  # commissioned: 2024-01-31".ljust(_COLUMN) + f"# {remark}; the report says {clean(event.when.text)}"
    return _line("commissioned", "", remark)


def _people(facts: Sequence[Facts]) -> list[str]:
    """The pseudonyms, each once, the most spoken of first in each role."""
    found: dict[str, Person] = {}
    unsure: set[str] = set()
    for each in facts:
        for person in each.people:
            if person.role not in SUBJECTS:
                continue
            if person.pseudonym:
                found.setdefault(person.name.casefold(), person)
            else:
                unsure.add(person.name.casefold())
    order = sorted(found.values(), key=lambda each: (SUBJECTS.index(each.role), -each.mentions, each.name))
    lines = ["# The pseudonyms that the report uses, never real names. Roles: " + ", ".join(SUBJECTS) + "."]
    lines.append("people:" if order else "# people:")
    for person in order[:_MOST]:
        relation = f", relation: {scalar(clean(person.relation))}" if clean(person.relation) else ""
        lines.append(f"  - {{pseudonym: {scalar(clean(person.name))}, role: {person.role}{relation}}}")
    if not order:
        lines.append("#   - {pseudonym: Alma, role: victim}")
    left = unsure - set(found)
    if left:
        verb = "stands" if len(left) == 1 else "stand"
        more = f"{counted(len(left), 'more name')} {verb} in the report and may be real"
        lines.append(f"  # {more}: dhr-qa inspect shows them.")
    return lines


def _questions(questions: Sequence[tuple[str, str]]) -> list[str]:
    lines = ["# Answers to the questions that no rule can decide: dhr-qa attest writes them here."]
    if not questions:
        return [*lines, "attestations:"]
    lines.append(
        "# These are open; take the # away and put in the answer (yes, no or not-applicable), a name and the day."
    )
    lines.append("attestations:")
    for rule, question in questions[:_MOST]:
        lines.append(f"  # {clean(question)}")
        lines.append(f'  # - {{rule: {rule}, answer: "yes", by: NAME, on: 2026-01-31}}')
    return lines
