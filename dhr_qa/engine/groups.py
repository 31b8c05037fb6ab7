"""Groups of words as matchers: each compiled once for a vocabulary, and once a document for lists from its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher, phrase_pattern
from dhr_qa.language.sieve import Sieve
from dhr_qa.review.facts import Facts
from dhr_qa.rulebook.model import Group
from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary

_CACHES: dict[int, tuple[Vocabulary, Groups]] = {}
_MOST_CACHES = 4
_BLANK = re.compile(r"(?:\\?[ \r])+")


def as_group(raw: Any) -> Group:
    """A group from its written form: a list's name or {any: [...]}; a Group is handed back as it is."""
    if isinstance(raw, Group):
        return raw
    if isinstance(raw, str):
        return Group(list=raw)
    written = raw["any"]
    return Group(any=(written,) if isinstance(written, str) else tuple(written))


def as_groups(raw: Any) -> tuple[Group, ...]:
    """Several groups from one or a list of them."""
    if not raw:
        return ()
    if isinstance(raw, (str, Group, dict)):
        return (as_group(raw),)
    return tuple(as_group(item) for item in raw)


def names_of(group: Group) -> tuple[str, ...]:
    """The names of the lists that a group uses directly."""
    return (*((group.list,) if group.list else ()), *(phrase[1:] for phrase in group.any if phrase.startswith("@")))


def is_dynamic(name: str) -> bool:
    """Whether a list's name stands for words out of the document: "people:victim"."""
    return name.startswith(("people:", "agencies:"))


class Groups:
    """The matchers of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._matchers: dict[tuple[str, tuple[str, ...]], Matcher | None] = {}
        self._entries: dict[tuple[str, str], EntryMatcher] = {}

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Groups:
        """The groups of a vocabulary, made once for as long as it is in use."""
        known = _CACHES.get(id(vocabulary))
        if known is None:
            if len(_CACHES) >= _MOST_CACHES:
                _CACHES.pop(next(iter(_CACHES)))
            known = _CACHES[id(vocabulary)] = (vocabulary, cls(vocabulary))
        return known[1]

    def matcher(self, group: Group, facts: Facts | None = None) -> Matcher | None:
        """The matcher of a group; None if it has no words. `facts` are needed for dynamic lists only."""
        key = (group.list, group.any)
        if facts is not None and any(is_dynamic(name) for name in names_of(group)):
            return self._build(group, facts)
        if key not in self._matchers:
            self._matchers[key] = self._build(group, None)
        return self._matchers[key]

    def entries(self, register: str, forms: str = "") -> EntryMatcher:
        """The matcher of a register's entries, by their forms or by another field that lists phrases."""
        key = (register, forms)
        if key not in self._entries:
            self._entries[key] = EntryMatcher(self, register, forms)
        return self._entries[key]

    def _build(self, group: Group, facts: Facts | None) -> Matcher | None:
        lists = list(self._lists(group, facts, ()))
        lists = [one for one in lists if one.phrases or one.patterns]
        if not lists:
            return None
        if len(lists) == 1:
            return Matcher(lists[0])
        name = group.list or "inline"
        say = {phrase: text for one in lists for phrase, text in one.say.items()}
        if not any(one.case for one in lists):
            phrases = tuple(phrase for one in lists for phrase in one.phrases)
            patterns = tuple(pattern for one in lists for pattern in one.patterns)
            return Matcher(PhraseList(name, phrases, patterns, say=say))
        mixed: list[str] = []
        for one in lists:
            parts = [phrase_pattern(phrase) for phrase in sorted(one.phrases, key=len, reverse=True)]
            parts += [f"(?:{pattern})" for pattern in one.patterns]
            mixed += parts if one.case else [f"(?i:{part})" for part in parts]
        return Matcher(PhraseList(name, patterns=tuple(mixed), case=True, say=say))

    def _lists(self, group: Group, facts: Facts | None, within: tuple[str, ...]) -> Iterable[PhraseList]:
        if group.list:
            yield from self._named(group.list, facts, within)
        loose = []
        for phrase in group.any:
            if phrase.startswith("@"):
                yield from self._named(phrase[1:], facts, within)
            else:
                loose.append(phrase)
        if loose:
            yield PhraseList("inline", tuple(loose))

    def _named(self, name: str, facts: Facts | None, within: tuple[str, ...]) -> Iterable[PhraseList]:
        if name in within:
            return
        source, _, which = name.partition(":")
        if which and source == "people":
            names = [person.name for person in facts.people if _is(person.role, which)] if facts else []
            # Capitals count in names: "May" is a person, "may" is not.
            yield PhraseList(name, patterns=_literal(names), case=True)
        elif which and source == "agencies":
            names = [agency.name for agency in facts.agencies if which in ("*", agency.role)] if facts else []
            yield PhraseList(name, patterns=_literal(names))
        elif which and source == "register":
            yield PhraseList(name, tuple(form for entry in self.vocabulary.register(which) for form in forms_of(entry)))
        else:
            found = self.vocabulary.phrases[name]
            included = tuple(phrase[1:] for phrase in found.phrases if phrase.startswith("@"))
            if included:
                for other in included:
                    yield from self._named(other, facts, (*within, name))
                kept = tuple(phrase for phrase in found.phrases if not phrase.startswith("@"))
                found = PhraseList(found.name, kept, found.patterns, found.case, found.say)
            yield found


class EntryMatcher:
    """Finds the entries of a register: one search for all forms, then which entry the words belong to."""

    def __init__(self, groups: Groups, register: str, forms: str) -> None:
        self.entries = groups.vocabulary.register(register)
        self._each: list[tuple[Entry, Matcher]] = []
        for entry in self.entries:
            words = forms_of(entry, forms)
            one = groups.matcher(Group(any=tuple(words))) if words else None
            if one is not None:
                self._each.append((entry, one))
        needed = [(number, part.needs) for number, (_, one) in enumerate(self._each) for part in one.parts]
        self._owners = [number for number, _ in needed]
        self._sieve = Sieve([needs for _, needs in needed])
        every = tuple(word for entry in self.entries for word in forms_of(entry, forms))
        self.matcher = groups.matcher(Group(list="", any=every)) if every else None
        self._known: dict[bytes, tuple[Entry, ...]] = {}

    def named(self, words: bytes) -> tuple[Entry, ...]:
        """The entries one of whose forms is exactly these folded words."""
        if words not in self._known:
            numbers = sorted({self._owners[place] for place in self._sieve.passing(words)})
            each = (self._each[number] for number in numbers)
            self._known[words] = tuple(entry for entry, one in each if one.is_whole(words))
        return self._known[words]


def forms_of(entry: Entry, field: str = "") -> tuple[str, ...]:
    """The phrases of an entry: its forms (its title if it has none), or what another field lists."""
    if field and field != "forms":
        raw = entry.get(field) or ()
        return (raw,) if isinstance(raw, str) else tuple(raw)
    return entry.forms or ((entry.title,) if entry.title else ())


def _is(role: str, which: str) -> bool:
    """Whether somebody belongs to a list of people. Sons and daughters with names are family, and mostly grown up."""
    return which in ("*", role) or (which == "family" and role == "child")


def _literal(names: Iterable[str]) -> tuple[str, ...]:
    """Names as patterns: as written, runs of spaces as one, longest first."""
    out = []
    for name in sorted({name.strip() for name in names if name.strip()}, key=lambda item: (-len(item), item)):
        text = fold(name).decode()
        body = _BLANK.sub(r"[ \\t\\r]+", re.escape(text))
        out.append((r"\b" if text[0].isalnum() else "") + body + (r"\b" if text[-1].isalnum() else ""))
    return tuple(out)
