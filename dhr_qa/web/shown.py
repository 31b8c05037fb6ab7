"""The page of findings of a check: the view of the HTML report, with answers, files to take away and changes."""

from __future__ import annotations

from msgspec import Struct

from dhr_qa.findings import Finding, Outcome, Result
from dhr_qa.report.arrange import topic_key
from dhr_qa.report.changes import Changes, compare
from dhr_qa.report.places import place
from dhr_qa.report.plain_words import Words
from dhr_qa.report.view import build
from dhr_qa.report.view_cards import file_name, numbered
from dhr_qa.web import pages
from dhr_qa.web.state import Check
from dhr_qa.web.take import ACTIONS, NOTE, REPORT, SETTINGS, copies, has_actions
from dhr_qa.wording import clean

SAID = {"yes": "Yes", "no": "No", "not-applicable": "Does not apply"}


class Given(Struct, frozen=True):
    """An answer that a person has given in this session."""

    rule: str
    title: str
    answer: str
    by: str


class Changed(Struct, frozen=True):
    """A finding or question of one of two drafts; `href` leads to it where it is on the page."""

    level: str
    level_title: str
    words: str
    where: str
    href: str = ""


class Change(Struct, frozen=True):
    """What has become of some of them, in one sentence, and which."""

    id: str
    title: str
    about: str
    items: tuple[Changed, ...]


def findings(check: Check) -> pages.Page:
    """The page of a check that is done."""
    assert check.new is not None  # noqa: S101 - it is done
    result = check.new.result
    sides = [side for side in (check.old, check.new) if side is not None]
    failures = [clean(str(each)) for side in sides for each in side.result.failures]
    if not all(side.result.documents for side in sides):
        return pages.page("unread.html", check=check, failures=failures)
    by = next((each.by for each in reversed(check.answers.values())), "")
    return pages.page(
        "findings.html",
        check=check,
        view=build(result),
        failures=failures,
        old=[file_name(each.path) for each in check.old.result.documents] if check.old else [],
        changes=_changes(check.old.result, result) if check.old else [],
        answers=_given(check, Words(result.rulebook)),
        by=by,
        copies=[(what, file_name(path)) for what, path in copies(result)],
        actions=ACTIONS if has_actions(result) else "",
        report=REPORT,
        note=NOTE,
        settings=SETTINGS if check.answers else "",
    )


def _given(check: Check, words: Words) -> list[Given]:
    return [
        Given(each.rule, words.rule_title(each.rule), SAID[each.answer], each.by) for each in check.answers.values()
    ]


def _changes(old: Result, new: Result) -> list[Change]:
    """What has become of the findings and questions of the old draft, in the order in which people ask for it."""
    changes, words, page = compare(old, new), Words(new.rulebook), numbered(new)
    links = {id(each): f"#finding-{page.number(each)}" for each in page.findings}
    links |= {id(each): f"#question-{number}" for number, each in enumerate(page.questions, start=1)}
    found = [
        _change("fixed", "No longer found", _ABOUT["fixed"], changes.fixed, words, links),
        _change("come", "New in this draft", _ABOUT["come"], changes.new, words, links),
        _change("still", "Still there", _ABOUT["still"], changes.still, words, links),
        _change("waived", "Set aside since", _ABOUT["waived"], changes.waived, words, links),
        _asked(changes, links),
    ]
    return [each for each in found if each.items or each.id in ("fixed", "come", "still")]


_ABOUT = {
    "fixed": "Found in the old draft, not in the new one.",
    "come": "Found in the new draft only. It may also be an old point whose words have changed.",
    "still": "Found in both drafts.",
    "waived": "Found in both drafts; somebody has decided since to let it stand.",
    "asked": "Questions for a person that the old draft did not raise.",
}


def _change(
    name: str, title: str, about: str, those: tuple[Finding, ...], words: Words, links: dict[int, str]
) -> Change:
    ordered = sorted(those, key=lambda each: topic_key(each.topic))
    items = tuple(
        Changed(
            each.severity,
            words.title("report-levels", each.severity),
            clean(each.message),
            clean(place(each.location)),
            links.get(id(each), ""),
        )
        for each in ordered
    )
    return Change(name, title, about, items)


def _asked(changes: Changes, links: dict[int, str]) -> Change:
    items = tuple(_question(each, links) for each in changes.asked)
    return Change("asked", "New questions", _ABOUT["asked"], items)


def _question(outcome: Outcome, links: dict[int, str]) -> Changed:
    return Changed("needs-person", "Question", clean(outcome.question or ""), "", links.get(id(outcome), ""))
