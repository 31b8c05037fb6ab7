"""Bodies named in running text: where their names stand, what sort they are, to whom a sentence is addressed."""

from __future__ import annotations

import re

from dhr_qa.language.fold import fold
from dhr_qa.review.lexicon import Lexicon


def sort_of(name: str, lexicon: Lexicon) -> str:
    """The sort of a body by the words of its name (police, health…), "" where no words tell."""
    entry = lexicon.forms("agencies").first(fold(name))
    return entry.id if entry is not None else ""


def names_in(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Spans of names of bodies as they look in running text, leading articles and loose joining words left out."""
    folded = fold(text)
    found = []
    for start, end in lexicon.list("agency-names").spans(folded):
        while True:
            lead = lexicon.list("citation-leads").regexp.match(folded[start:end])
            if lead is None or lead.end() == 0 or start + lead.end() >= end:
                break
            rest = folded[start + lead.end() : end]
            start += lead.end() + len(rest) - len(rest.lstrip())
        if start < end:
            found.append((start, end))
    return found


def addressee(text: str, lexicon: Lexicon) -> str:
    """The body that a recommendation is put to: the last one named before its "should", else the first named.

    "Practice should be reviewed by Fenshire Police" names it after "by"; without that, a body named later in such
    a sentence is only spoken of. Bodies joined by "and" are given together. The words are those of the text; ""
    where nobody is named.
    """
    folded = fold(text)
    vague = set(lexicon.list("agencies-vague").spans(folded))
    named = sorted(set(names_in(text, lexicon)) | set(_common(folded, lexicon)))
    if not named:
        return ""
    modal, end_of_modal = next(iter(lexicon.list("modal-words").spans(folded)), (None, 0))
    before = [span for span in named if modal is not None and span[1] <= modal]
    if not before and modal is not None and (subject := _SUBJECT.fullmatch(text[:modal])):
        return subject[1]  # a body that no list knows: "Riverside Recovery should ask about partners"
    near = [span for span in before if modal is not None and modal - span[1] <= _NEAR] or before
    chosen = [span for span in near if span not in vague] or near
    if not chosen and modal is not None and _PASSIVE.match(folded, end_of_modal):
        named = [span for span in named if _BY.search(folded[: span[0]])]
    chosen = chosen or named[:1]
    if not chosen:
        return ""
    start, end = chosen[-1]
    for first, last in reversed(chosen[:-1]):
        if text[last:start].strip(" ,") not in _JOINING:
            break
        start = first
    return text[start:end].strip(" ,")


_NEAR = 60
_SUBJECT = re.compile(r"\s*(?:The )?((?:[A-Z][\w'-]+)(?: (?:(?:and|of|for|in|&) )?[A-Z][\w'-]+){1,5})\s*")
_PASSIVE = re.compile(rb"\s+(?:[a-z]+\s+)?be\s", re.I)
_BY = re.compile(rb"\bby (?:the )?$", re.I)
_JOINING = ("", "and", "&", "and the", "or")


def _common(folded: bytes, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Bodies by their common nouns and national bodies, where no proper name covers them."""
    spans = [span for name in ("agency-nouns", "agencies-vague") for span in lexicon.list(name).spans(folded)]
    spans += [(start, end) for start, end, _ in lexicon.forms("national-bodies").spans(folded)]
    proper = list(lexicon.list("agency-names").spans(folded))
    return [(s, e) for s, e in spans if not any(a <= s and e <= b for a, b in proper)]
