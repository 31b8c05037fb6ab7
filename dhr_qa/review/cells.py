"""What single cells of an action plan say: dates, statuses, updates, and the person in a lead cell."""

from __future__ import annotations

import re
from collections.abc import Collection

from dhr_qa.language.dates import FoundDate
from dhr_qa.language.fold import fold
from dhr_qa.language.scans import find_dates_healed
from dhr_qa.review.facts import When
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.names import name_pattern, names_in_line, whole_name

_LINES = re.compile(r"[\n;/→➔]+|->")
_DAY = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1\d{2,4}\b")  #: "Green - completed 30/04/2024" is one status


def when(found: FoundDate) -> When:
    """A date found in text as a fact."""
    return When(found.earliest, found.latest, found.precision, found.text, found.problem)


def completion_date(text: str, lexicon: Lexicon) -> When | None:
    """The date on which something was finished: the one after a word of completion, else the last that is no start."""
    if not text:
        return None
    found = find_dates_healed(text)
    if not found:
        return None
    folded = fold(text)
    done = [start for start, _ in lexicon.list("completion-words").spans(folded)]
    for date in found:
        if any(start < date.start for start in done):
            return when(next((d for d in found if d.start > max(done)), date))
    begun = [start for start, _ in lexicon.list("start-words").spans(folded)]
    others = [d for d in found if not any(start < d.start for start in begun)]
    return when(others[-1]) if others else None


def status_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The statuses in a cell in order: known words and signs by their title, anything else as written."""
    found: list[str] = []
    forms = lexicon.forms("statuses")
    signs = {str(sign): entry for entry in lexicon.register("statuses") for sign in entry.get("marks", ())}
    for piece in _LINES.split(_DAY.sub(" ", text)):
        part = " ".join(piece.split())
        if not part:
            continue
        folded = fold(part)
        whole = forms.identify(folded.strip(b" .:")) or signs.get(part.strip(" .:()"))
        known = [whole] if whole is not None else [entry for _, _, entry in forms.spans(folded)]
        found.extend(entry.title for entry in known[:1])
        if not known:
            found.append(part)
    return tuple(found)


def lead_person(text: str, lexicon: Lexicon, lower: Collection[bytes] = ()) -> str | None:
    """The person named in a lead cell, with the title, or None.

    `lower` are the words that the document also writes in lower case: they end a name ("Ann Other Crime").
    """
    for line in text.split("\n"):
        named = names_in_line(line, lexicon)
        if named:
            return f"{named[0].title} {_shorter(named[0].name, lower)}".strip()
    flat = " ".join(text.split())
    title = lexicon.list("person-titles").regexp.search(fold(flat))
    if title is not None:
        after = flat[title.end() :].lstrip(" .")
        shape = name_pattern(lexicon, "full", "given")
        found = lexicon.pattern(f"^(?:{shape})", case=True).match(fold(after))
        if found is not None:
            words = after[: found.end()].split()
            for count in range(len(words), 0, -1):
                person = whole_name(f"{flat[title.start() : title.end()]} {' '.join(words[:count])}", lexicon)
                if person is not None:
                    return f"{person.title} {_shorter(person.name, lower)}".strip()
    return None


def _shorter(name: str, lower: Collection[bytes]) -> str:
    words = name.split()
    while len(words) > 2 and fold(words[-1]).lower() in lower:
        words.pop()
    return " ".join(words)
