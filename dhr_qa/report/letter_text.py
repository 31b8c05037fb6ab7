"""A feedback letter beside the report that answers it, as text: point by point, with the closest passages."""

from __future__ import annotations

from msgspec.structs import replace

from dhr_qa.report.page import PLAIN_WIDTH, Page
from dhr_qa.report.places import place
from dhr_qa.report.redact import mask
from dhr_qa.review.letter import Answer, Answers, Shown, touched
from dhr_qa.wording import clean, counted, listed, quoted, shortened

_STATES = {
    "same": "as in the old draft",
    "changed": "changed since the old draft",
    "new": "new since the old draft",
    "gone": "no longer in the report",
}
_HANG = 7
_LONGEST, _LONGEST_POINT = 260, 600


def render(answers: Answers, *, width: int = PLAIN_WIDTH, colour: bool = False, masked: bool = False) -> str:
    """Every point with what stands closest to it, ending in a newline."""
    page = Page(width, colour)
    page.write((listed([clean(path) for path in answers.letters]), "bold underline"))
    about = f"{counted(len(answers.answers), 'point')} to answer"
    page.write(f"{about}, set beside {listed([clean(path) for path in answers.against]) or 'no document'}.")
    if answers.changes is not None:
        counts = answers.changes
        page.write(
            f"Since {listed([clean(path) for path in answers.old])}: {counted(counts['new'], 'passage')} new, "
            f"{counts['changed']} changed, {counts['gone']} gone."
        )
    page.write(
        (
            "The closest passages are those that share the telling words of a point. Whether they answer it is for a "
            "person to judge.",
            "dim",
        )
    )
    for number, answer in enumerate(answers.answers, 1):
        page.blank()
        _answer(page, answer, number, masked)
    if answers.publishing:
        page.blank()
        page.write((f"ABOUT SENDING AND PUBLISHING ({len(answers.publishing)})", "bold"))
        for each in answers.publishing:
            page.write(_words(each.point.text, masked, _LONGEST), indent=2)
    return page.text()


def _answer(page: Page, answer: Answer, number: int, masked: bool) -> None:
    point = answer.point
    label = f"{point.number}." if point.number else f"({number})"
    under = f", under “{shortened(point.under, 80)}”" if point.under and not masked else ""
    page.write((_words(point.text, masked, _LONGEST_POINT), "bold"), label=label, hang=_HANG)
    page.write((f"{place(replace(answer.location, heading=None))}{under}", "dim"), indent=_HANG)
    for shown in answer.passages:
        _passage(page, shown, "Named in the letter" if shown.named else "Close", masked)
    if not any(not shown.named for shown in answer.passages):
        page.write("No passage close to this was found.", indent=_HANG)
    for shown in answer.gone:
        _passage(page, shown, "Gone", masked)
    if touched(answer) is False:
        page.write("Nothing close to this has changed since the old draft.", indent=_HANG)


def _passage(page: Page, shown: Shown, title: str, masked: bool) -> None:
    state = f" ({_STATES[shown.change]})" if shown.change else ""
    page.write((f"{title}: ", "bold"), f"{clean(shown.document)}, {place(shown.location)}{state}", indent=_HANG)
    page.write(_words(shown.text, masked, _LONGEST), indent=_HANG + 2)
    if shown.before and not masked:
        page.write(f"was “{clean(shown.before)}”, is “{clean(shown.after)}”", indent=_HANG + 2)
    if shown.words and not masked:
        page.write((f"shared words: {', '.join(clean(word) for word in shown.words)}", "dim"), indent=_HANG + 2)


def _words(text: str, masked: bool, limit: int) -> str:
    return quoted(mask(clean(text)) if masked else text, limit)
