"""The updates that pile up in a cell of an action plan: each with the date and the status that it gives of itself."""

from __future__ import annotations

from msgspec import Struct

from dhr_qa.documents.model import Cell, Document
from dhr_qa.language.fold import fold
from dhr_qa.language.scans import find_dates_healed
from dhr_qa.review.cells import when
from dhr_qa.review.facts import When
from dhr_qa.review.lexicon import Lexicon

_HEAD = 60  #: characters at the beginning of an update in which its own date and status stand
_SHORT = 40  #: a line so short may be a status and nothing else
_GAP = 16  #: characters between words that lead to a date and the date


class Update(Struct, frozen=True):
    """One update: its words, the date that it bears, and the status that it gives (its title), if any."""

    text: str
    when: When | None = None
    status: str = ""


def read_updates(document: Document, cell: Cell | None, lexicon: Lexicon) -> tuple[Update, ...]:
    """The updates of a cell, each from its "Update:" or its date to the next; the whole cell if none is marked."""
    if cell is None:
        return ()
    starts = lexicon.list("update-starts").regexp
    found: list[list[str]] = []
    for index in cell.blocks:
        for part in document.blocks[index].text.split("\n"):
            if not part.strip():
                continue
            if not found or starts.search(fold(part)) is not None:
                found.append([part.strip()])
            else:
                found[-1].append(part.strip())
    return tuple(_update("\n".join(parts), lexicon) for parts in found)


def _update(text: str, lexicon: Lexicon) -> Update:
    return Update(text, _own_date(text, lexicon), _own_status(text, lexicon))


def _own_date(text: str, lexicon: Lexicon) -> When | None:
    """The date in the head of an update, or after words such as "as of" and "since the last update in"."""
    dates = find_dates_healed(text)
    head = lexicon.list("update-starts").regexp.search(fold(text[:_HEAD]))
    if head is not None:
        own = next((date for date in dates if date.start < head.end()), None)
        if own is not None:
            return when(own)
    leads = [end for _, end in lexicon.list("update-date-leads").spans(fold(text))] if dates else []
    near = (date for date in dates if any(0 <= date.start - end <= _GAP for end in leads))
    found = next(near, None)
    return when(found) if found is not None else None


def _own_status(text: str, lexicon: Lexicon) -> str:
    """The status in the head of an update, or on a line of its own, by title; "" where it gives none."""
    forms = lexicon.forms("statuses")
    head = lexicon.list("update-starts").regexp.search(fold(text[:_HEAD]))
    lines = text.split("\n")
    if head is not None:
        found = next((entry for _, _, entry in forms.spans(fold(text[: head.end()]))), None)
        if found is not None:
            return found.title
    for line in (*lines, *(part for part in lines[0].split(":")[1:2])):
        if len(line) > _SHORT:
            continue
        folded = fold(line).strip(b" .:()-")
        label = lexicon.list("status-labels").regexp.match(folded)
        whole = forms.identify(folded[label.end() :].strip(b" .:()-=") if label is not None else folded)
        if whole is not None:
            return whole.title
    return ""
