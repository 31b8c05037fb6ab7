"""The words that a text must hold for a phrase to occur in it: what spares a search that can find nothing.

`needs` of "(told|informed) the panel" are ((told, informed), (the,), (panel,)): one of each. A star at the end
is any ending. What is not sure is left out, so a phrase may ask for less than it needs, never for more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice, takewhile

Needs = tuple[tuple[str, ...], ...]
#: Of the characters that a phrase spells out, those that need not be there (see `phrases`).
_MAY_LACK = "-'"
_PIECES = re.compile(r"[a-z0-9_]+|[^a-z0-9_]")
_WORDS = re.compile(r"[a-z0-9_]+")
_GAP, _SPACE, _STAR, _NUMBER = "...", " ", "*", "[number]"

#: Phrases that were worked out when their rulebook was compiled: pattern and needs, as `phrases.packed` writes them.
KNOWN: dict[str, str] = {}
_MARK = "\x7f"


def joined(phrases: Mapping[str, str]) -> str:
    """Phrases worked out, as one text: the compact form of a rulebook is read in less time so."""
    return _MARK.join(part for pair in phrases.items() for part in pair)


def prepare(text: str) -> None:
    """Takes over phrases that were worked out before, as `joined` writes them."""
    parts = text.split(_MARK)
    KNOWN.update(zip(parts[::2], parts[1::2], strict=False))


class Words:
    """Which blocks of a document hold which words, as sets of bits: the block 0 is the bit 1, the block 3 the bit 8."""

    def __init__(self, blocks: Sequence[bytes]) -> None:
        found: dict[str, list[int]] = {}
        for number, folded in enumerate(blocks):
            for word in set(_WORDS.findall(folded.lower().decode("ascii"))):
                found.setdefault(word, []).append(number)
        self._blocks = found
        self._bits: dict[str, int] = {}
        self.every = (1 << len(blocks)) - 1

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._blocks)

    def with_word(self, word: str) -> int:
        """The blocks with a word, or with one that begins so where it ends in a star."""
        bits = self._bits.get(word)
        if bits is None:
            words = self.beginning(word[:-1]) if word[-1] == _STAR else [word]
            bits = self._bits[word] = _bits(number for each in words for number in self._blocks.get(each, ()))
        return bits

    def beginning(self, start: str) -> list[str]:
        """The words of the document that begin so, in order."""
        place = bisect_left(self._sorted, start)
        return list(takewhile(lambda word: word.startswith(start), islice(self._sorted, place, None)))

    def allowing(self, needs: Needs) -> int:
        """The blocks in which a phrase with these needs can occur."""
        bits = self.every
        for words in needs:
            some = 0
            for word in words:
                some |= self.with_word(word)
            bits &= some
            if not bits:
                break
        return bits


def _bits(numbers: Iterable[int]) -> int:
    octets = bytearray()
    for number in numbers:
        place = number >> 3
        if place >= len(octets):
            octets.extend(bytes(place + 1 - len(octets)))
        octets[place] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_of(bits: int) -> list[int]:
    """The numbers that a set of bits holds, in order."""
    octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    return [place * 8 + bit for place, octet in enumerate(octets) if octet for bit in range(8) if octet >> bit & 1]


class _Group:
    """Alternatives in brackets: each a list of words, spaces, gaps, stars and groups."""

    def __init__(self) -> None:
        self.alternatives: list[list[str | _Group]] = [[]]
        self.optional = False


def needs(tokens: Sequence[str], closed_left: bool, closed_right: bool) -> Needs:
    """The needs of a phrase, cut up as `phrases` does; `closed_…`: no letter can stand right before, or after it."""
    stack = [_Group()]
    for token in tokens:
        here = stack[-1]
        if token == "(":
            inner = _Group()
            here.alternatives[-1].append(inner)
            stack.append(inner)
        elif token == ")":
            stack.pop()
        elif token == "|":
            here.alternatives.append([])
        elif token == "?":
            last = here.alternatives[-1][-1]
            if isinstance(last, _Group):
                last.optional = True
        else:
            here.alternatives[-1].append(_SPACE if token.isspace() else token.lower())
    return tuple(dict.fromkeys(_of(stack[0].alternatives[0], closed_left, closed_right)))


def _of(items: Sequence[str | _Group], left: bool, right: bool) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for place, item in enumerate(items):
        if isinstance(item, str) and item in (_SPACE, _GAP, _STAR):
            continue
        before = _closed(items[:place][::-1], left)
        after = _closed(items[place + 1 :], right)
        if isinstance(item, str):
            found += _of_word(item, before, after)
        elif not item.optional:
            each = [_of(alternative, before, after) for alternative in item.alternatives]
            if all(each):
                found.append(tuple(dict.fromkeys(word for one in each for word in max(one, key=telling))))
    return found


def telling(words: tuple[str, ...]) -> tuple[int, int]:
    """Few long words tell more than many or short ones."""
    return -len(words), min(map(len, words))


def _closed(items: Sequence[str | _Group], end: bool) -> bool:
    """Whether what stands next to a word keeps letters from it. `items`: from the word on, in either direction."""
    spaced = False
    for item in items:
        if isinstance(item, _Group) and item.optional and spaced:
            continue  # with its space it may be absent
        if isinstance(item, _Group) or item == _STAR:
            return spaced
        if item not in (_SPACE, _GAP):
            return spaced or not (item[0].isalnum() or item[-1].isalnum() or _NUMBER in item or item[0] in _MAY_LACK
                                  or item[-1] in _MAY_LACK or "_" in item)  # fmt: skip
        spaced = True
    return end


def _of_word(token: str, left: bool, right: bool) -> list[tuple[str, ...]]:
    if _NUMBER in token:
        return []
    pieces = _PIECES.findall(token)
    found: list[tuple[str, ...]] = []
    for place, piece in enumerate(pieces):
        if not (piece[0].isalnum() or piece[0] == "_"):
            continue
        if pieces[place - 1] in _MAY_LACK if place else not left:
            continue
        bare = right if place + 1 == len(pieces) else pieces[place + 1] not in _MAY_LACK
        found.append((piece if bare else f"{piece}{_STAR}",))
    return found
