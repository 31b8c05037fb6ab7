"""The phrase language: how vocabulary says which words to look for, and how that becomes RE2.

Written for people, matched without regard to case on folded text:

- words as they are: ``died by suicide``; a run of spaces or a line break counts as one space;
- a hyphen matches a hyphen, a space or nothing: ``one-off``, "one off"; an apostrophe may be missing;
- a star at the end of a word is any ending: ``isolat*`` is "isolated", "isolation";
- alternatives in brackets: ``(told|informed) the panel``; optional words: ``(draft)? report``;
- ``[number]`` is a whole number in figures or in words: ``met [number] times``;
- three dots are up to six words of the same sentence: ``shared ... with the family``; at the end of a
  phrase or an alternative they let a heading go on (``who was ...``), at the start they say nothing.

Everything is linear-time: RE2 has no backtracking, so no phrase and no user's pattern can hang a run.
"""

from __future__ import annotations

import re as _stdlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import re2

from dhr_qa.language.amounts import AMOUNT
from dhr_qa.language.fold import fold
from dhr_qa.language.needs import KNOWN, Needs, Words, needs
from dhr_qa.language.sieve import Sieve
from dhr_qa.vocabulary import PhraseList

_SPACE = r"[ \t\r]+"
_UP_TO_SIX_WORDS = r"(?:[ \t\r,]+[A-Za-z0-9'&/()\"-]+){0,6}?"
_GAP = rf"{_UP_TO_SIX_WORDS}[ \t\r,]+"
_NUMBER = "[number]"
_FEW = 4  #: phrases that pass every sieve and are still looked for one by one
_SHORT = 2_000  #: characters of a text in which phrases are looked for one by one
_OFTEN, _BRIEF = 16, 24  #: after so many texts a list of so few phrases is looked for in one
#: What the start of a phrase or an alternative looks like in the output: no space is wanted after it.
_STARTS = ("(?:", "|", "")
_TOKEN = _stdlib.compile(r"\.\.\.|[()|?*]|\s+|[^\s()|?*.]+|\.")


#: Before a pattern where it is kept beside the phrases of a rulebook.
AS_PATTERN = "\x01"


class PhraseError(ValueError):
    """A phrase or pattern that cannot be compiled; the message says why in plain words."""


class Prepared(NamedTuple):
    """A phrase as an RE2 pattern (without flags), and the words that a text must hold for it to occur."""

    pattern: str
    needs: Needs = ()


def packed(phrase: str) -> str:
    """A phrase worked out, in short: what a rulebook keeps. Raises PhraseError as `phrase_pattern` does."""
    pattern, needed = _prepared(phrase)
    return "\n".join([pattern, *("|".join(words) for words in needed)])


def prepared(phrase: str) -> Prepared:
    """A phrase worked out, or as it was before. Raises PhraseError for unbalanced brackets or an empty phrase."""
    known = KNOWN.get(phrase.strip())
    if known is None:
        return _prepared(phrase)
    pattern, *needed = known.split("\n")
    return Prepared(pattern, tuple([tuple(words.split("|")) for words in needed]))


def needs_of_pattern(pattern: str) -> Needs:
    """The words that a text must hold for a pattern (RE2) to match in it."""
    known = KNOWN.get(AS_PATTERN + pattern)
    if known is None:
        from dhr_qa.language.pattern_needs import pattern_needs

        return pattern_needs(pattern)
    return tuple([tuple(words.split("|")) for words in known.split("\n") if words])


def packed_needs(needed: Needs) -> str:
    """Needs in short, as `packed` writes those of a phrase."""
    return "\n".join("|".join(words) for words in needed)


def phrase_pattern(phrase: str) -> str:
    """One phrase of the phrase language as an RE2 pattern (without flags). Raises PhraseError."""
    return prepared(phrase).pattern


def _prepared(phrase: str) -> Prepared:
    if not phrase.strip():
        raise PhraseError("an empty phrase matches everything")
    out: list[str] = []
    depth = 0
    gap_pending = space_pending = False
    text = fold(phrase.strip().replace("…", "...")).decode()
    tokens = _TOKEN.findall(text)
    for number, token in enumerate(tokens):
        if token.isspace():
            space_pending = bool(out) and out[-1] not in _STARTS
            continue
        if token == "...":
            gap_pending, space_pending = bool(out) and out[-1] not in _STARTS, False
            continue
        if gap_pending:
            out.append(_UP_TO_SIX_WORDS if token in "|)" else _GAP)
        elif space_pending and token not in "|)":
            out.append(_SPACE)
        gap_pending = space_pending = False
        if token == "(":
            depth += 1
            out.append("(?:")
        elif token == ")":
            depth -= 1
            if depth < 0:
                raise PhraseError(f'a bracket is closed but not opened in "{phrase}"')
            out.append(")")
        elif token == "|":
            if depth == 0:
                raise PhraseError(f'alternatives need brackets in "{phrase}"')
            out.append("|")
        elif token == "?":
            _make_optional(out, phrase, tokens[number + 1 : number + 2])
        elif token == "*":
            out.append("[A-Za-z]*")
        else:
            out.append(_word(token))
    if depth:
        raise PhraseError(f'a bracket is opened but not closed in "{phrase}"')
    if gap_pending:
        out.append(_UP_TO_SIX_WORDS)
    body = "".join(out)
    if not body:
        raise PhraseError(f'the phrase "{phrase}" holds no words')
    head = r"\b" if text[0].isalnum() or text[0] == "(" or text.startswith(_NUMBER) else ""
    ends = text[-1].isalnum() or text[-1] in ")*?'" or text.endswith(_NUMBER)
    tail = r"\b" if ends or gap_pending else ""
    return Prepared(f"{head}(?:{body}){tail}", needs(tokens, bool(head), bool(tail)))


def _word(token: str) -> str:
    if _NUMBER in token:
        return rf"\b{AMOUNT}\b".join(_word(piece) for piece in token.split(_NUMBER))
    return "".join("[- \\t\\r]?" if char == "-" else "'?" if char == "'" else _stdlib.escape(char) for char in token)


def _make_optional(out: list[str], phrase: str, following: list[str]) -> None:
    """Make the group just closed optional, and with it the space that would be left over without it.

    `following` is the next token, if any. A group glued to a word, as in "mother(s)?", takes no space.
    """
    if not out or out[-1] != ")":
        raise PhraseError(f'a question mark follows a bracket, as in "(draft)? report": "{phrase}"')
    depth = 0
    for place in range(len(out) - 1, -1, -1):
        depth += (out[place] == ")") - (out[place] == "(?:")
        if depth == 0:
            break
    group = "".join(out[place:])
    del out[place:]
    glued_after = bool(following) and not following[0].isspace() and following[0] not in "|)"
    if out and out[-1] == _SPACE and not glued_after:  # "the (draft)? report": the space before goes too
        out.pop()
        out.append(f"(?:{_SPACE}{group})?")
    elif (not out or out[-1] in (*_STARTS, _GAP)) and following and following[0].isspace():
        out.append(f"(?:{group}{_SPACE})?")
        out.append("")  # nothing more to join: the next word follows at once
    else:
        out.append(f"{group}?")


def compile_re2(pattern: str, case: bool = False) -> Any:
    """An RE2 pattern over folded bytes; ^ and $ are the start and the end of a block.

    Raises PhraseError with RE2's reason in plain words.
    """
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = case
    options.max_mem = 32 << 20
    try:
        return re2.compile(b"(?m)" + pattern.encode("ascii"), options)
    except re2.error as error:
        raise PhraseError(f"not a valid pattern: {error}") from None
    except UnicodeEncodeError:
        raise PhraseError("a pattern is matched on folded text: write it in plain ASCII") from None


class Matcher:
    """A phrase list ready to search with. One compiled alternation; single phrases only on request.

    `needed`: the needs of its patterns, one for each, where the patterns were made of phrases. `apart`: search a
    whole document for one after the other; many long ones with gaps in one alternation take RE2 several times as long.
    """

    def __init__(self, phrases: PhraseList, needed: Sequence[Needs] = (), apart: bool = False) -> None:
        self.name = phrases.name
        self.list = phrases
        self.apart = apart
        self._asked = 0
        self._needed = needed

    @cached_property
    def parts(self) -> list[Prepared]:
        """The alternatives in the order in which they are tried."""
        # Longer phrases first, so that "coercive and controlling behaviour" wins over "coercive".
        parts = [prepared(phrase) for phrase in sorted(self.list.phrases, key=len, reverse=True)]
        needed = self._needed or [needs_of_pattern(pattern) for pattern in self.list.patterns]
        return parts + [Prepared(f"(?:{p})", n) for p, n in zip(self.list.patterns, needed, strict=True)]

    @cached_property
    def regexp(self) -> Any:
        if not self.parts:
            raise PhraseError(f'the phrase list "{self.name}" is empty')
        return compile_re2("|".join([part.pattern for part in self.parts]), self.list.case)

    def places(self, words: Words) -> list[int]:
        """For each of `parts` the blocks of a document with these words in which it can occur."""
        return [words.allowing(part.needs) for part in self.parts]

    def regexp_for(self, places: Sequence[int]) -> Any:
        """As `regexp`, without the phrases that cannot occur in a document: those without any of `places`."""
        if all(places) or "regexp" in self.__dict__:
            return self.regexp
        allowed = [part.pattern for part, bits in zip(self.parts, places, strict=True) if bits]
        return compile_re2("|".join(allowed), self.list.case)

    def spans(self, text: bytes) -> Iterator[tuple[int, int]]:
        """Start and end of every match in folded text, left to right, without overlap."""
        return spans_of(self.regexp, text) if self._at_once(text) else spans_of_several(self._passing(text), text)

    def occurs(self, text: bytes) -> bool:
        """Whether any phrase occurs in a folded text."""
        if self._at_once(text):
            return self.regexp.search(text) is not None
        return any(pattern.search(text) is not None for pattern in self._passing(text))

    def is_whole(self, text: bytes) -> bool:
        """Whether a whole folded text is one of the phrases."""
        if self._at_once(text):
            return self.regexp.fullmatch(text) is not None
        return any(pattern.fullmatch(text) is not None for pattern in self._passing(text))

    def found_in(self, text: str) -> bool:
        """Whether any phrase occurs in a text that is not folded yet."""
        return self.occurs(fold(text))

    def _at_once(self, text: bytes) -> bool:
        """Whether a text is searched with all phrases in one, and not with those alone that it has the words of.

        A long text is; so is any, where sieving would spare little, or where a short list is asked for again and again.
        """
        if "regexp" in self.__dict__ or len(text) > _SHORT or not self.parts:
            return True
        self._asked += 1
        return (self._asked > _OFTEN and len(self.parts) <= _BRIEF) or len(self._sieve.always) > _FEW

    @cached_property
    def _sieve(self) -> Sieve:
        return Sieve([part.needs for part in self.parts])

    def _passing(self, text: bytes) -> list[Any]:
        return [self.pattern(number) for number in self._sieve.passing(text)]

    def pattern(self, number: int) -> Any:
        """One of `parts`, compiled."""
        return compiled(self.parts[number].pattern, self.list.case)

    def say(self, matched: str) -> str | None:
        """What the vocabulary suggests in place of the words matched, if anything."""
        for phrase, suggestion in self._say:
            if phrase.fullmatch(fold(matched)):
                return suggestion
        return None

    @cached_property
    def _say(self) -> list[tuple[Any, str]]:
        return [(compile_re2(phrase_pattern(phrase)), text) for phrase, text in self.list.say.items()]


#: A single pattern, compiled once.
compiled = cache(compile_re2)


def spans_of_several(patterns: Sequence[Any], text: bytes) -> Iterator[tuple[int, int]]:
    """As one alternation of the patterns finds them: the leftmost, and of several there the first in order."""
    place = 0
    found = [pattern.search(text) for pattern in patterns]
    while any(match is not None for match in found):
        start, number = min((match.start(), number) for number, match in enumerate(found) if match is not None)
        end = found[number].end()
        if end > start:
            yield start, end
        place = end if end > start else end + 1
        if place > len(text):
            return
        for number, match in enumerate(found):
            if match is not None and match.start() < place:
                found[number] = patterns[number].search(text, place)


def spans_of(regexp: Any, text: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of every match that is not empty, left to right, without overlap."""
    for match in regexp.finditer(text):
        start, end = match.span()
        if end > start:
            yield start, end


def matcher(phrases: Iterable[str], name: str = "inline") -> Matcher:
    """A matcher for phrases given on the spot."""
    return Matcher(PhraseList(name=name, phrases=tuple(phrases)))
