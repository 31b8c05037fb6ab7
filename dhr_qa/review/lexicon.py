"""The vocabulary made ready to search with: matchers for phrase lists and registers, compiled when first used.

One `Lexicon` belongs to one `Vocabulary` and is kept as long as that is the one in use, so that a run over
many documents compiles each pattern once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any, TypeVar

import re2

from dhr_qa.language.fold import fold
from dhr_qa.language.needs import Needs, telling
from dhr_qa.language.phrases import Matcher, compiled, prepared
from dhr_qa.language.phrases import phrase_pattern as _phrase_pattern
from dhr_qa.language.sieve import Sieve
from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary

T = TypeVar("T")

_SPACES = r"[ \t\r]+"
NAME = "<name>"
RELATION = "<relation>"
_NUMBER = r"(?P<number>\d{1,3}[a-z]?|[ivxIVX]{1,4}\b|[A-Z]\b)"
phrase_pattern = cache(_phrase_pattern)
_WORDS = re.compile(r"[a-z0-9_]+")
_PLACEHOLDER = re.compile(r"(<name>|<relation>)")


class Forms:
    """The forms of a register, to be found in text and traced back to their entries.

    Spans are leftmost, and of those that start together the longest form is tried first. A form that ends
    or begins with "..." stands for itself in running text; as a whole line it matches with whatever follows
    or precedes.
    """

    def __init__(self, name: str, entries: Sequence[Entry], field: str) -> None:
        phrases = [(entry, form) for entry in entries for form in _listed(entry, field)]
        pairs = [(entry, _closed(form)) for entry, form in phrases]
        whole = [pair for pair, (_, form) in zip(pairs, phrases, strict=True) if not _is_open(form)]
        opened = [(entry, _opened(form)) for entry, form in phrases if _is_open(form)]
        open_needs = {_opened(form): _needs(form) for _, form in phrases if _is_open(form)}
        patterns = [(e, f"(?:{p})") for e in entries for p in e.get("patterns", ())] if field == "forms" else []
        self._whole = sorted(whole, key=_length) + patterns + sorted(opened, key=_length)
        parts = dict.fromkeys(pattern for _, pattern in sorted(pairs, key=_length) + patterns)
        needed = {pattern: _needs(form) for (_, pattern), (_, form) in zip(pairs, phrases, strict=True)}
        self.matcher = Matcher(PhraseList(name=name, patterns=tuple(parts)), [needed.get(part, ()) for part in parts])
        self._place = {entry.id: place for place, entry in enumerate(entries)}
        self._known: dict[bytes, tuple[Entry, ...]] = {}
        closed = {pattern for _, pattern in whole}
        self._pieces = [(entry, pattern) for entry, pattern in pairs if pattern not in closed]
        self._needed = needed | open_needs
        self._loose: Any = None

    def __bool__(self) -> bool:
        return bool(self._whole)

    def identify(self, text: bytes) -> Entry | None:
        """The entry of which the whole folded text is a form; the longest form's if several are."""
        found = self.identify_all(text)
        return found[0] if found else None

    def identify_all(self, text: bytes) -> tuple[Entry, ...]:
        """Every entry of which the whole folded text is a form, the longest form's first."""
        key = text.lower()
        if key not in self._known:
            found = {}
            for place in self._sieve.passing(key):
                entry, pattern = self._pairs[place]
                if entry.id not in found and compiled(pattern).fullmatch(key) is not None:
                    found[entry.id] = entry
            self._known[key] = tuple(found.values())
        return self._known[key]

    @cached_property
    def _pairs(self) -> list[tuple[Entry, str]]:
        return self._whole + self._pieces

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve([self._needed.get(pattern, ()) for _, pattern in self._pairs])

    def identify_broken(self, text: bytes) -> tuple[Entry, ...]:
        """As `identify_all`, for text in which a narrow column or a scan has broken words ("Progr ess")."""
        if self._loose is None:
            texts = [pattern.replace(_SPACES, r"[ \t\r]*") for _, pattern in self._whole]
            self._loose = _set_of(texts)
        places = sorted(self._loose.Match(b"".join(text.lower().split())) or ())
        return tuple({self._whole[place][0].id: self._whole[place][0] for place in places}.values())

    def spans(self, text: bytes) -> Iterator[tuple[int, int, Entry]]:
        """Start, end and entry of every form in a folded text."""
        for start, end in self.matcher.spans(text):
            entry = self.identify(text[start:end])
            if entry is not None:
                yield start, end, entry

    def first(self, text: bytes) -> Entry | None:
        """The entry, first in the register's order, of which a form occurs in a folded text."""
        found = [entry for _, _, entry in self.spans(text)]
        return min(found, key=lambda entry: self._place[entry.id]) if found else None


class Literal(str):
    """A field that is one text, not a list of phrases: taken word for word, brackets and all."""

    __slots__ = ()


def _listed(entry: Entry, field: str) -> Sequence[str]:
    value = entry.forms if field == "forms" else entry.get(field, ())
    return (Literal(value),) if isinstance(value, str) else tuple(value)


def _closed(form: str) -> str:
    if isinstance(form, Literal):
        words = r"[ \t\r]+".join(re.escape(word) for word in fold(form).decode().split())
        return rf"\b{words}\b" if form[-1:].isalnum() else rf"\b{words}"
    return phrase_pattern(form.strip(". "))


def _needs(form: str) -> Needs:
    if isinstance(form, Literal):
        return tuple((word,) for word in _WORDS.findall(fold(form).decode().lower()))
    return prepared(form.strip(". ")).needs


def _length(pair: tuple[Entry, str]) -> int:
    return -len(pair[1])


def _is_open(form: str) -> bool:
    return form.startswith("...") or form.endswith("...")


def _opened(form: str) -> str:
    before = r"[^\n]*?\W" if form.startswith("...") else ""
    after = r"\W[^\n]*" if form.endswith("...") else ""
    return f"{before}{phrase_pattern(form.strip('. '))}{after}"


def _set_of(patterns: Sequence[str]) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    found = re2.Set.FullMatchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


class Lexicon:
    """Matchers by name, built on demand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._lists: dict[str, Matcher] = {}
        self._forms: dict[tuple[str, str], Forms] = {}
        self._kept: dict[str, Any] = {}

    def keep(self, name: str, build: Callable[[], T]) -> T:
        """What an extractor builds from the vocabulary, built once and kept under a name of its own."""
        if name not in self._kept:
            self._kept[name] = build()
        kept: T = self._kept[name]
        return kept

    def list(self, name: str) -> Matcher:
        """The matcher of a phrase list. Raises KeyError for a name that the vocabulary does not have."""
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = Matcher(self.vocabulary.phrases[name])
        return found

    def occurs(self, name: str, text: bytes) -> bool:
        """Whether a phrase of the list occurs in a folded text."""
        return self.list(name).occurs(text)

    def register(self, name: str) -> tuple[Entry, ...]:
        return self.vocabulary.registers.get(name, ())

    def entry(self, register: str, id: str) -> Entry | None:
        return next((entry for entry in self.register(register) if entry.id == id), None)

    def forms(self, register: str, field: str = "forms") -> Forms:
        """The forms of a register, or another field that lists phrases, ready to search with."""
        key = (register, field)
        if key not in self._forms:
            self._forms[key] = Forms(f"{register}.{field}", self.register(register), field)
        return self._forms[key]

    def pattern(self, text: str, case: bool = False) -> Any:
        """An RE2 pattern of the vocabulary, compiled once."""
        return compiled(text, case)

    def numbered(self, phrase: str) -> str:
        """A phrase in which "#" stands for a number, as a pattern with the group `number`."""
        before, _, after = phrase.partition("#")
        parts = [phrase_pattern(part) for part in (before, after) if part.strip()]
        joined = rf"\s*{_NUMBER}".join(parts) if after.strip() else rf"{parts[0]}[\s.:-]*{_NUMBER}"
        return joined

    def statement_needs(self, phrase: str) -> Needs:
        """The words that a text must hold for a phrase with <name> and <relation> to occur in it."""
        parts = (part for part in _PLACEHOLDER.split(phrase) if part not in (NAME, RELATION) and part.strip())
        needed = tuple(words for part in parts for words in prepared(part).needs)
        return (*needed, *self.relation_needs(phrase))

    def relation_needs(self, statement: str) -> Needs:
        """The words of which one must be there for the <relation> of a statement, if it has one."""
        if RELATION not in statement:
            return ()
        each = [prepared(phrase).needs for phrase in self.vocabulary.phrases["relations"].phrases]
        if not all(each):
            return ()
        return (tuple(dict.fromkeys(word for one in each for word in max(one, key=telling))),)

    def statement(self, phrase: str, name: str, plain: bool = False, titles: str = "") -> str:
        """A phrase with <name> and <relation> as a pattern in which capitals count for names only.

        `name` is the pattern of a name, `titles` one of what may stand before it; `plain` says that the
        phrase is already a pattern (RE2).
        """
        out: list[str] = []
        if plain:
            for part in _PLACEHOLDER.split(phrase):
                out.append(self._placeholder(part, name, titles) if part in (NAME, RELATION) else part)
            return "".join(out)
        parts = _PLACEHOLDER.split(phrase)
        for place, part in enumerate(parts):
            if part in (NAME, RELATION):
                out.append(self._placeholder(part, name, titles))
            elif part.strip():
                gap_before = r"[ \t\r]+" if out and part[0].isspace() else ""
                gap_after = r"[ \t\r]+" if place + 1 < len(parts) and part[-1].isspace() else ""
                out.append(f"{gap_before}(?i:{phrase_pattern(part)}){gap_after}")
            elif part and out:
                out.append(r"[ \t\r]+")
        return "".join(out)

    def _placeholder(self, part: str, name: str, titles: str) -> str:
        if part == NAME:
            return rf"['\"]?{titles}(?P<name>{name})['\"]?"
        pieces = [phrase_pattern(phrase) for phrase in self.vocabulary.phrases["relations"].phrases]
        return f"(?P<relation>(?i:{'|'.join(pieces)}))"


_LAST: list[Lexicon] = []


def lexicon_for(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary: the one built last if it is of the same object."""
    if not _LAST or _LAST[0].vocabulary is not vocabulary:
        _LAST[:] = [Lexicon(vocabulary)]
    return _LAST[0]


def part(match: Any, name: str) -> tuple[int, int]:
    """Start and end of a named group of an RE2 match; (-1, -1) where the group or the name has no part in it."""
    number = match.re.groupindex.get(name.encode())
    if number is None:
        return -1, -1
    start, end = match.span(number)
    return start, end
