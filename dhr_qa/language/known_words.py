"""Which words are known as names, as ordinary words or as places: looks words up in the lexicon of the package.

The file `dhr_qa/data/lexicon.gz` is built by `tools/build_lexicon.py`, which describes it; its sources are in
`dhr_qa/data/NOTICE`.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

#: Classes of words: a word may be of several.
GIVEN, GIVEN_RARE, SURNAME, WORD, CAPITAL, PLACE = (1 << place for place in range(6))
#: Any sort of name of a person.
NAME = GIVEN | GIVEN_RARE | SURNAME

_PATH = Path(__file__).resolve().parents[1] / "data" / "lexicon.gz"
_LETTERS = 3
_GZIP = 31  #: zlib's word for "with a gzip header"


@cache
def _groups() -> dict[str, str]:
    """The first letters of words to what follows them, with the classes."""
    text = zlib.decompress(_PATH.read_bytes(), _GZIP).decode("ascii")
    return {letters: rest for letters, _, rest in (line.partition("\t") for line in text.splitlines())}


@cache
def classes_of(word: str) -> int:
    """The classes of a word in folded lower case ("anna", "milton keynes"), added up; 0 for an unknown word."""
    group = _groups().get(word[:_LETTERS])
    if group is None:
        return 0
    rest = f"|{word[_LETTERS:]}"
    place = group.find(rest)
    while place >= 0:
        end = place + len(rest)
        if group[end : end + 1].isdigit():
            return int(group[end : end + 2], 8)
        place = group.find(rest, end)
    return 0
