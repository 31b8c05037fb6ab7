"""Reads a private list: a YAML file of real names, dates of birth, addresses and numbers, however it is arranged.

    people:
      - name: Jane Weston
        also: [Janey, Jane Archer]
        born: 1984-05-03
        address: 14 Alder Lane, Saltby FE4 2QX
        numbers: [943 476 5919, 07700 900123, jane.weston@example.com]

What stands under a key that is not known, or in a bare list, is taken for what it looks like, so that
nothing on the list is passed over in silence. No message repeats a word of the file.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dhr_qa.errors import RuleProblem
from dhr_qa.people.entries import PrivateList, PrivateListError

_LARGEST = 1_000_000  #: bytes
_MOST_ENTRIES = 5_000
_LONGEST = 300  #: characters of one entry
_SORTS = ("names", "others", "births", "addresses", "numbers")
#: Keys by the sort of entry that stands under them; "" holds mappings or lists of people.
_KEYS = {
    "people": "", "persons": "", "family": "", "children": "", "staff": "", "subjects": "", "private": "",
    "name": "names", "names": "names", "real-name": "names", "real-names": "names", "full-name": "names",
    "also": "others", "aliases": "others", "alias": "others", "nicknames": "others", "nickname": "others",
    "known-as": "others", "variants": "others", "spellings": "others", "maiden-name": "others",
    "former-names": "others", "former-name": "others", "initials": "others", "other-names": "others",
    "born": "births", "dob": "births", "date-of-birth": "births", "dates-of-birth": "births", "births": "births",
    "address": "addresses", "addresses": "addresses", "postcode": "addresses", "postcodes": "addresses",
    "home": "addresses",
    "number": "numbers", "numbers": "numbers", "phone": "numbers", "phones": "numbers", "telephone": "numbers",
    "mobile": "numbers", "email": "numbers", "emails": "numbers", "e-mail": "numbers", "mail": "numbers",
    "nhs": "numbers", "nhs-number": "numbers", "ni": "numbers", "national-insurance": "numbers",
    "vehicle": "numbers", "vehicles": "numbers", "references": "numbers", "reference": "numbers",
}  # fmt: skip
_FIRST = ("first-name", "first", "forename", "forenames", "given-name", "given", "first-names")
_LAST = ("surname", "last-name", "last", "family-name")
_MIDDLE = ("middle-name", "middle", "middle-names")
#: Keys whose values say something about a person that is no secret and is not looked for.
_NOT_SOUGHT = ("role", "relation", "relationship", "pseudonym", "note", "notes", "comment", "sex", "gender", "id")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_POSTCODE = re.compile(r"\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b")


def read_private_list(path: Path, shown: str) -> PrivateList:
    """The entries of the file at `path`. Raises PrivateListError, which holds `shown` and at most a line number."""
    try:
        if path.stat().st_size > _LARGEST:
            raise PrivateListError("this private list is too large", shown)
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PrivateListError("there is no such private list of names", shown) from None
    except UnicodeDecodeError:
        raise PrivateListError("this private list is not plain text (UTF-8)", shown) from None
    except OSError as error:
        raise PrivateListError(f"this private list cannot be read: {error.strerror}", shown) from None
    return parse_private_list(text, shown)


def parse_private_list(text: str, shown: str) -> PrivateList:
    """The entries in the text of a private list."""
    from dhr_qa.rulebook.yaml_text import parse_yaml  # the YAML parser: only where there is a list

    line = None
    try:
        data = parse_yaml(text, shown).data
    except RuleProblem as problem:
        line = problem.line
        data = None
    if line is not None:  # outside the handler, so that no error holds the other one, which may quote the file
        raise PrivateListError("this private list is not valid YAML here", shown, line)
    found: dict[str, dict[Any, None]] = {sort: {} for sort in _SORTS}
    for sort, value in _entries(data, ""):
        found[sort].setdefault(value)
        if sum(map(len, found.values())) > _MOST_ENTRIES:
            raise PrivateListError("this private list has too many entries", shown)
    if not any(found.values()):
        raise PrivateListError("this private list is empty", shown)
    return PrivateList(**{sort: tuple(values) for sort, values in found.items()})


def _entries(data: Any, sort: str) -> Iterator[tuple[str, Any]]:
    """Sort and value of everything in the data; `sort` is what the key above says that it is."""
    if isinstance(data, Mapping):
        yield from _of_mapping(data)
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _entries(item, sort)
    elif data is not None and not isinstance(data, bool):
        yield from _of_value(str(data).strip()[:_LONGEST], sort)


def _of_mapping(data: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    keys = {key: str(key).strip().lower().replace("_", "-").replace(" ", "-") for key in data}
    parts = [str(data[key]) for order in (_FIRST, _MIDDLE, _LAST) for key in data if keys[key] in order and data[key]]
    if parts:
        yield from _of_value(" ".join(parts), "names")
    for key, value in data.items():
        if keys[key] in (*_FIRST, *_MIDDLE, *_LAST, *_NOT_SOUGHT):
            continue
        if keys[key] not in _KEYS and _is_name(str(key)):  # somebody's name with details under it
            yield "names", str(key).strip()
        yield from _entries(value, _KEYS.get(keys[key], ""))


def _is_name(key: str) -> bool:
    """Whether a key is the name of a person, and not a word of the author's such as "Maternal Grandmother"."""
    from dhr_qa.language.fold import folded
    from dhr_qa.language.known_words import GIVEN, WORD, classes_of

    words = key.split()
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    classes = [classes_of(folded(word)) for word in words]
    return any(one & GIVEN or not one & WORD for one in classes)


def _of_value(text: str, sort: str) -> Iterator[tuple[str, Any]]:
    if not text:
        return
    sort = sort or _looks_like(text)
    if sort == "births":
        dates = _dates(text)
        yield from (("births", date) for date in dates)
        if not dates:
            yield "numbers", text
    elif sort == "names" and sum(char.isalpha() for char in text) < 2:
        yield "numbers", text
    else:
        yield sort, text


def _looks_like(text: str) -> str:
    if "@" in text:
        return "numbers"
    if _dates(text) and sum(char.isdigit() for char in text) <= 8:
        return "births"
    figures = sum(char.isdigit() for char in text)
    if _POSTCODE.search(text) or (figures and figures < 5 and len(text.split()) > 2):
        return "addresses"
    return "numbers" if figures else "names"


def _dates(text: str) -> list[datetime.date]:
    from dhr_qa.language.dates import find_dates

    written = _DATE.fullmatch(text)
    if written:
        try:
            return [datetime.date(*map(int, written.groups()))]
        except ValueError:
            return []
    return [date.earliest for date in find_dates(text) if date.precision == "day" and not date.problem]
