"""Names as records write them: "OTHER, Ann", "Suspect: OTHER", "A. OTHER", and initials with stops that are to act."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dhr_qa.language.fold import folded
from dhr_qa.language.known_words import SURNAME, WORD
from dhr_qa.language.small_words import FUNCTION_WORDS
from dhr_qa.review.mention_found import Found
from dhr_qa.review.mention_text import Layout
from dhr_qa.review.mention_words import DocumentWords

# Each begins with a capital, which a search finds quickly, and looks back from there.
_TURNED = re.compile(
    r"([A-Z](?<![A-Za-z.'/-].)(?:(?<=M)(?:c|ac)[A-Z]|(?<=O)'[A-Z])?[A-Z'-]{2,}), "
    r"(?:([A-Z][a-z]+(?:-[A-Za-z]+)?|[A-Z]{3,})|([A-Z])\.)(?![A-Za-z])"
)
_INITIAL = re.compile(r"([A-Z])(?<![A-Za-z.].)\. ?((?:Mc|Mac|O')?[A-Z][A-Z'-]{3,})(?![A-Za-z'])")
#: "L OTHER", in a line that is not all in capitals.
_BARE = re.compile(
    r"([A-Z])(?:(?<=[a-z(:/] .)|(?<=MRS .)|(?<=MR .)|(?<=MS .)|(?<=MISS .)|(?<=DR .))"
    r" ([A-Z][A-Z'-]{3,})(?![A-Za-z'])(?= ?[a-z,.;)\"\n])"
)
_CAPITALS = re.compile(r" [A-Z][A-Z'-]{3,}(?![A-Za-z'])")
_LABEL = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,12})(?::|\(s\):| -)?$")
_BEFORE = 18
_DOTTED = re.compile(r"[A-Z](?<![A-Za-z.].)\.(?:[A-Z]\.){1,2}(?![A-Za-z])")
_THEN = re.compile(r" ([a-z]+)(?: ([a-z-]+))?")
_CLOSED = re.compile(r"\s*[)\]]|\s*$")
_LONG = 4


def in_records(layout: Layout, words: DocumentWords, acronyms: Collection[str]) -> Iterator[Found]:
    """Surnames in capitals that say by what stands beside them that they are somebody's. `acronyms` mean else."""
    text = layout.text
    for match in _TURNED.finditer(text):
        surname, given, letter = match.groups()
        known = words.of(folded(given)) if given else None
        forename = known is not None and known.common_given and not (known.ordinary or known.body)
        if _surname(surname, words, acronyms) and (forename or (letter and len(surname) >= _LONG)):
            found = (folded(given), folded(surname)) if given else (folded(surname),)
            initials = (letter.lower(),) if letter else ()
            yield Found(match.start(), match.end(2 if given else 3), found, 0.9, "full", initials)
    for match in _INITIAL.finditer(text):
        if _surname(match.group(2), words, acronyms):
            yield Found(match.start(), match.end(), (folded(match.group(2)),), 0.85, "full", (match.group(1).lower(),))
    for match in _BARE.finditer(text):
        known = words.of(folded(match.group(2)))
        if known.surname and not known.classes & WORD and match.group(2) not in acronyms:
            yield Found(match.start(), match.end(), (folded(match.group(2)),), 0.8, "full", (match.group(1).lower(),))
    for match in _CAPITALS.finditer(text):
        label = _LABEL.search(text[max(0, match.start() - _BEFORE) : match.start()])
        if label is None or label.group(1).lower() not in words.vocabulary.record_labels:
            continue
        surname = match.group()[1:]
        if _surname(surname, words, acronyms):
            yield Found(match.start() + 1, match.end(), (folded(surname),), 0.85, "surname")


def dotted(layout: Layout, words: DocumentWords, acronyms: Collection[str]) -> Iterator[Found]:
    """Initials with stops of somebody who is to do something or has done it: "B.S. to ring"."""
    vocabulary = words.vocabulary
    for match in _DOTTED.finditer(layout.text):
        letters = match.group().replace(".", "")
        if letters in acronyms or letters in vocabulary.titles:
            continue
        following = layout.text[match.end() : match.end() + 30]
        after = _THEN.match(following)
        acts = after is not None and (
            (after.group(2) or "") in vocabulary.tasks
            if after.group(1) == "to"
            else after.group(1) in vocabulary.strong_verbs
        )
        before = layout.text[max(0, match.start() - 2) : match.start()]
        if acts or (before.endswith(("(", "- ")) and _CLOSED.match(following.split("\n")[0])):
            yield Found(match.start(), match.end(), (), 0.8, "initials", tuple(letters.lower()), alias=letters)


def _surname(text: str, words: DocumentWords, acronyms: Collection[str]) -> bool:
    """Whether capitals can be a surname: no word of the language, no letters that stand for something."""
    known = words.of(folded(text))
    if text in acronyms or known.body or folded(text) in FUNCTION_WORDS or text in words.vocabulary.titles:
        return False
    if known.classes & WORD:
        return bool(known.classes & SURNAME) and not words.lower[folded(text)]
    return not known.place or known.surname
