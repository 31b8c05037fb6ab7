"""The limbs of an item: topics of the vocabulary, acronyms, names of bodies, and failing these its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dhr_qa.language.fold import fold
from dhr_qa.language.stems import stems
from dhr_qa.review.coverage_asked import TOPICS, Asked
from dhr_qa.review.coverage_bodies import bodies, free, named, of_a_body, short_names, words_pattern
from dhr_qa.review.coverage_owners import Owners
from dhr_qa.review.facts import Facts, Term
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.vocabulary import Entry

Everything = tuple[list[tuple[int, "Wanted"]], dict[int, int]]
_FLAGS = ("setting", "forward", "chief", "light", "service")
_ACRONYM = re.compile(rb"\b[A-Z][A-Z&]{1,6}[A-Z]s?\b")
_LISTED = re.compile(rb"[ ,]*(?:(?:and|or|the|of|its|their|her|his|any|a|both|local)[ ,]+)*[ ,]*")
_JOINED = re.compile(rb"(?:,| and| or|, and|, or) (?:(?:the|of|its|their|her|his|any|a|both|local) )*")
_CAPITAL = re.compile(r"(?<!\bthe )(?<=[\w,;(] )[A-Z][A-Za-z]+")


class Wanted(Struct, frozen=True):
    """What one limb looks for: an RE2 pattern on folded text. The flags are those of the vocabulary."""

    key: str
    title: str
    pattern: Any
    setting: bool = False
    forward: bool = False
    chief: bool = False
    light: bool = False
    service: bool = False
    example: bool = False  #: it stands behind "such as"
    actor: bool = False  #: it is asked what this service did
    named: tuple[str, ...] = ()  #: phrases for a service, by which the report may tell what it is called
    owner: str = ""  #: the person whose matter it is, where the item says so
    entry: Entry | None = None  #: the topic; none for a name, an acronym or the item's own words
    titled: frozenset[str] = frozenset()  #: stems of the title of a service, which are its name

    @property
    def subject(self) -> str:
        """The key without the person whose matter it is."""
        return self.key.partition(":")[0]


def limbs_of(term: Term, everything: Everything, asked: Asked) -> list[list[Wanted]]:
    """What each question of an item asks for, of everything that it names and in the order in which it stands.

    What only says when or why something happened counts where nothing else is asked for, and so do settings.
    """
    text, lexicon = fold(term.text), asked.lexicon
    found, ends = everything
    found = _with_equals(text, sorted(found, key=lambda one: one[0]), ends)
    found = _with_actors(text, found, ends, lexicon)
    clauses = [part for part in _clauses(text, lexicon, found) if part]
    owned = {each.subject for clause in clauses for each in clause if each.owner}
    particular = [
        [each for each in clause if (not each.setting or each.actor) and (each.owner or each.subject not in owned)]
        for clause in clauses
    ]
    firm = [_firm(clause) for clause in particular if clause]
    return firm or clauses


def everything_in(term: Term, asked: Asked, spelled: Mapping[str, Sequence[str]], owners: Owners) -> Everything:
    """Each limb with its place in an item, and the places where limbs begin and end."""
    text = fold(term.text)
    facts, lexicon = asked.facts, asked.lexicon
    spans = list(asked.spans(TOPICS, text))
    found = [(start, _of_topic(entry, asked, owners, text[:start])) for start, _, entry in spans]
    taken = [(start, end) for start, end, _ in spans]
    ends = dict(taken)
    for start, end in free(text, _ACRONYM, spans):
        acronym = text[start:end].decode().removesuffix("s")
        if acronym in spelled:
            found.append((start, Wanted(acronym, acronym, words_pattern((acronym, *spelled[acronym]), lexicon))))
    for start, end, body, pattern in bodies(text, spans, lexicon):
        taken.append((start, end))
        ends[start] = end
        found.append((start, Wanted(body, f"the {body}", pattern, chief=True)))
    people = {word.casefold() for person in facts.people for word in person.name.split()}
    for start, name in named(term.text, taken):
        words = name.split()
        if of_a_body(words, lexicon) and not {word.casefold() for word in words} & people:
            found.append((start, Wanted(name, name, words_pattern((name, *short_names(words, lexicon)), lexicon))))
    return found, ends


def _firm(clause: list[Wanted]) -> list[Wanted]:
    """Without what a question only touches on, unless it asks for nothing else."""
    firm = [each for each in clause if not each.light]
    return firm if any(not each.setting for each in firm) else clause


def _with_equals(text: bytes, found: Sequence[tuple[int, Wanted]], ends: Mapping[int, int]) -> list[tuple[int, Wanted]]:
    """The limbs; a setting in one list with a service weighs as much: "what did her friends and her employer know".

    One that only ends a name ("her church friends") does not.
    """
    between = [text[ends.get(first, first) : second] for (first, _), (second, _) in pairwise(found)]
    beside: dict[int, list[Wanted]] = defaultdict(list)
    for number, words in enumerate(between):
        if _JOINED.fullmatch(words) is not None:
            beside[number].append(found[number + 1][1])
            beside[number + 1].append(found[number][1])
    return [
        (start, replace(each, setting=False, chief=True))
        if each.setting and any(other.chief for other in beside[number]) and between[number - 1 : number] != [b" "]
        else (start, each)
        for number, (start, each) in enumerate(found)
    ]


def _with_actors(
    text: bytes, found: Sequence[tuple[int, Wanted]], ends: Mapping[int, int], lexicon: Lexicon
) -> list[tuple[int, Wanted]]:
    """The limbs, the services marked of which it is asked what they did: "how did the X and the Y respond"."""
    marked: list[tuple[int, Wanted]] = []
    last = -1  # where the service before ends, if it is one of those
    for start, each in found:
        listed = last >= 0 and _LISTED.fullmatch(text[last:start]) is not None
        asked = (each.chief or each.service) and (
            listed
            or lexicon.list("coverage-actors").regexp.search(text[:start]) is not None
            or (text[ends.get(start, start) :].startswith(b":"))
        )
        last = ends.get(start, -1) if asked else -1
        marked.append((start, replace(each, actor=True) if asked else each))
    return marked


def _clauses(text: bytes, lexicon: Lexicon, found: Sequence[tuple[int, Wanted]]) -> Iterator[list[Wanted]]:
    """The limbs of each question; those behind "after", "when"… only where nothing particular stands before them."""
    ends = [match.start() for match in lexicon.list("coverage-clauses").regexp.finditer(text)]
    first = 0
    for end in [*ends, len(text)]:
        aside = lexicon.list("coverage-asides").regexp.search(text[first:end])
        limit = first + aside.start() if aside else end
        forward = lexicon.occurs("coverage-forward", text[first:end])
        main = [each if forward else replace(each, forward=False) for start, each in found if first <= start < limit]
        behind = [each for start, each in found if limit <= start < end]
        such = lexicon.list("coverage-examples").regexp.search(text[first:limit])
        if such:
            last = first + such.start()
            kept = {each.key for start, each in found if first <= start < last}
            main = [each if each.key in kept else replace(each, example=True) for each in main]
        yield list({each.key: each for each in main or behind}.values())
        first = end


def _of_topic(entry: Entry, asked: Asked, owners: Owners, before: bytes) -> Wanted:
    pattern = asked.pattern(entry, (*entry.forms, *entry.get("asked", ())))
    flags = {name: bool(entry.get(name)) for name in _FLAGS}
    owner = owners.owner(before) if entry.get("personal") else ""
    title = f"{entry.title} ({owners.titles[owner]})" if owner else entry.title
    named = tuple(entry.get("asked", ())) if entry.get("chief") else ()
    titled = asked.roots(entry.title) if entry.get("chief") else frozenset()
    return Wanted(f"{entry.id}:{owner}", title, pattern, named=named, owner=owner, entry=entry, titled=titled, **flags)


def own_words(term: Term, asked: Asked) -> dict[str, str]:
    """The words that tell what an item asks for, stem to word: without names and empty words.

    A capitalised word within a sentence is left out: it names a person or a place oftener than a matter.
    """
    empty = asked.lexicon.list("coverage-empty").regexp
    names = {word.casefold() for person in asked.facts.people for word in person.name.split()}
    names |= {word.casefold() for word in _CAPITAL.findall(term.text)}
    text = fold(term.text)
    names |= {word for start, end, _ in asked.spans(TOPICS, text) for word, _ in stems(text[start:end].decode())}
    found: dict[str, str] = {}
    for word, root in stems(term.text):
        if word not in names and len(word) > 2 and not word.isdigit() and not empty.fullmatch(word.encode()):
            found.setdefault(root, word)
    return found


def empty_words(terms: Sequence[Term], lexicon: Lexicon) -> frozenset[str]:
    """Words of the items, in small letters, that tell nothing."""
    empty = lexicon.list("coverage-empty").regexp
    words = {word for term in terms for word, _ in stems(term.text)}
    return frozenset(word for word in words if len(word) < 3 or empty.fullmatch(word.encode()))


def spelled_out(facts: Facts, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Acronyms to what they stand for, as the document and the vocabulary say."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in lexicon.register("acronyms"):
        if entry.get("expansions") and not entry.get("common"):
            found[entry.title] = tuple(entry.get("expansions"))
    for each in facts.acronyms:
        if each.expansions:
            found[each.acronym] = tuple(dict.fromkeys((*each.expansions, *found.get(each.acronym, ()))))
    return found
