"""Reads the labelled reports under corpus/: their plain text, and where each name stands in it.

A report is Markdown. It opens with an HTML comment that lists its people by origin; the rest is the report,
with every name marked as `{category|the name}`. The mark-up and the policy of labels are in corpus/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
SPLITS = ("dev", "opened", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
#: Names that must be found.
MUST_FIND = ("leak", "professional")
#: Names of people that may stand where they stand.
ALLOWED = ("pseudonym", "panel", "author", "cited", "letter")
PEOPLE = MUST_FIND + ALLOWED
#: What looks like a name and is none.
NOT_A_NAME = "not"
CATEGORIES = (*PEOPLE, NOT_A_NAME)
#: The origin of pseudonyms that are letters or numbers ("Adult A", "Mr F").
LETTERS = "letters"
ORIGINS = (
    "english", "welsh", "scottish-irish", "indian", "pakistani", "bangladeshi", "afghan-iraqi-iranian", "chinese",
    "west-african", "somali", "polish-romanian", "caribbean", "turkish", "portuguese",
)  # fmt: skip

_HEAD = re.compile(r"\A<!--\n(.*?)\n-->\n", re.DOTALL)
_LABEL = re.compile(r"\{([a-z]+)\|([^{}|]+)\}")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"<br>|\n")
_PARTICLES = frozenset({"al", "ap", "bin", "bint", "da", "de", "do", "dos", "el", "mac", "mc", "o", "ul", "ur"})

# One private-use character opens a label of each category, one takes it up again after a line break, and one closes
# it: they pass through a Markdown reader as letters of the text would, and can be taken out of what it hands on.
_OPEN = {chr(0xE000 + index): category for index, category in enumerate(CATEGORIES)}
_AGAIN = {chr(0xE010 + index): category for index, category in enumerate(CATEGORIES)}
_CLOSE = chr(0xE0FF)
_VEIL = re.compile(f"[{''.join((*_OPEN, *_AGAIN, _CLOSE))}]")


class MarkupError(ValueError):
    """The mark-up of a report is wrong; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a report: the name in full, or a pseudonym, and the origin of the name."""

    name: str
    origin: str

    @property
    def words(self) -> frozenset[str]:
        """The words of the name in lower case, particles such as "al" or "de" left out."""
        words = (word.casefold() for word in _WORD.findall(self.name))
        return frozenset(word for word in words if len(word) > 1 and word not in _PARTICLES)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in _WORD.findall(self.name)).casefold()


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled stretch of `Sample.text`. `origin` is "" for what is not a name; `line` counts from 1 in the file."""

    category: str
    start: int
    end: int
    text: str
    line: int
    origin: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled report. `text` is its Markdown without the opening comment and without the marks.

    `unexplained` are pseudonyms of which the report never says that they are any.
    """

    name: str
    split: str
    title: str
    style: str
    people: tuple[Person, ...]
    text: str
    labels: tuple[Label, ...]
    unexplained: tuple[str, ...] = ()

    def labelled(self, *categories: str) -> Iterator[Label]:
        """The labels of the categories, in the order of the text."""
        return (label for label in self.labels if label.category in categories)


def read_corpus(*splits: str) -> tuple[Sample, ...]:
    """The samples of the splits (all of `SPLITS` if none is given), in the order of their file names."""
    return tuple(read(path) for split in splits or SPLITS for path in sorted((CORPUS / split).glob("*.md")))


def read(path: Path) -> Sample:
    """One sample. Raises MarkupError where the comment or a mark is wrong."""
    return parse(path.read_text(encoding="utf-8"), name=path.stem, split=path.parent.name)


def parse(source: str, name: str = "sample", split: str = "dev") -> Sample:
    """A sample from its source. Raises MarkupError for an unknown category or origin, or a mark that is not closed."""
    head = _HEAD.match(source)
    if not head:
        raise MarkupError(f"{name}: no opening comment")
    fields = _fields(head.group(1), name)
    people = tuple(
        Person(person.strip(), origin)
        for origin in (*ORIGINS, LETTERS)
        for person in fields.get(origin, "").split(";")
        if person.strip()
    )
    unexplained = tuple(each.strip() for each in fields.get("unexplained", "").split(";") if each.strip())
    pieces: list[str] = []
    labels: list[Label] = []
    length, end, body = 0, 0, source[head.end() :]
    first_line = source.count("\n", 0, head.end()) + 1
    for match in _LABEL.finditer(body):
        category, text = match.groups()
        line = first_line + body.count("\n", 0, match.start())
        between = body[end : match.start()]
        _refuse_braces(between, name, line)
        if category not in CATEGORIES:
            raise MarkupError(f"{name}, line {line}: unknown category {category!r}")
        start = length + len(between)
        origin = "" if category == NOT_A_NAME else _origin(text, people, f"{name}, line {line}")
        labels.append(Label(category, start, start + len(text), text, line, origin))
        pieces += (between, text)
        length, end = start + len(text), match.end()
    _refuse_braces(body[end:], name, first_line + body.count("\n", 0, end))
    pieces.append(body[end:])
    return Sample(name, split, fields["title"], fields["style"], people, "".join(pieces), tuple(labels), unexplained)


def veil(sample: Sample) -> str:
    """The sample's Markdown with each label between two private-use characters, for a reader of Markdown to read."""
    opens = {category: char for char, category in _OPEN.items()}
    again = {category: char for char, category in _AGAIN.items()}
    pieces: list[str] = []
    end = 0
    for label in sample.labels:
        text = _BREAK.sub(rf"\g<0>{again[label.category]}", label.text)
        pieces += (sample.text[end : label.start], opens[label.category], text, _CLOSE)
        end = label.end
    return "".join((*pieces, sample.text[end:]))


def unveil(text: str) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """A veiled piece of text without its private-use characters, and (category, start, end) of each label in it.

    A label that a reader has cut in two at a line break (over two paragraphs of a cell, say) counts in both pieces.
    """
    labels: list[tuple[str, int, int]] = []
    pieces: list[str] = []
    opened: tuple[str, int] | None = None
    length = end = 0
    for match in _VEIL.finditer(text):
        between, char = text[end : match.start()], match.group()
        pieces.append(between)
        length += len(between)
        end = match.end()
        if char == _CLOSE and opened:
            labels.append((*opened, length))
            opened = None
        elif char in _OPEN or (char in _AGAIN and not opened):
            opened = ((_OPEN | _AGAIN)[char], length)
    pieces.append(text[end:])
    if opened:
        labels.append((*opened, length + len(text) - end))
    return "".join(pieces), tuple(labels)


def form_of(label: Label) -> str:
    """The outer form of a name: how it stands in the text, for the counts and for reports of recall by form."""
    text = label.text
    words = _WORD.findall(_BREAK.sub(" ", text))
    if _BREAK.search(text):
        return "split"
    if "_" in text or re.search(r"[a-z]\.[a-z]", text):
        return "address"
    if text == text.casefold():
        return "lower"
    if text == text.upper() and len("".join(words)) > 3:
        return "upper"
    if re.search(r"\b[A-Z]\b\.?", text) or text.isupper():
        return "initials"
    if _TITLE.match(text):
        return "title"
    return "full" if len(words) > 1 else "single"


_TITLE = re.compile(
    r"(?:Dr|Mr|Mrs|Ms|Miss|Sir|Dame|Cllr|Rev|Prof|Professor|PC|PS|DC|DS|DI|DCI|Det|Detective|Supt|Superintendent|"
    r"Sgt|Sergeant|Insp|Inspector|Matron|Sister|Nurse|Staff Nurse|Father|Pastor|Imam|Judge|Councillor)\b"
)


def _fields(head: str, name: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.split("\n"):
        key, colon, value = line.partition(":")
        if not colon or key in fields or key not in ("title", "style", "unexplained", LETTERS, *ORIGINS):
            raise MarkupError(f"{name}: opening comment: {line!r}")
        fields[key] = value.strip()
    if missing := {"title", "style"} - fields.keys():
        raise MarkupError(f"{name}: opening comment: no {', '.join(sorted(missing))}")
    return fields


def _refuse_braces(text: str, name: str, line: int) -> None:
    for index, char in enumerate(text):
        if char in "{}":
            near = text[max(0, index - 15) : index + 15]
            raise MarkupError(f"{name}, near line {line}: a brace outside a label: {near!r}")


def _origin(text: str, people: tuple[Person, ...], where: str) -> str:
    """The origin of the people of the report whose name the text can be. Raises MarkupError if none or several fit."""
    words = {word.casefold() for word in _WORD.findall(_BREAK.sub(" ", text))}
    closed = "".join(_WORD.findall(_BREAK.sub("", text))).casefold()
    fits = {person.origin for person in people if person.origin == LETTERS and person.name == text}
    if not fits:
        named = [person for person in people if person.origin != LETTERS]
        shared = max((len(words & person.words) for person in named), default=0)
        fits = (
            {person.origin for person in named if shared and len(words & person.words) == shared}
            or {person.origin for person in named if any(len(word) > 3 and word in closed for word in person.words)}
            or {person.origin for person in named if closed == person.initials}
        )
    if len(fits) != 1:
        raise MarkupError(f"{where}: {text!r} fits {', '.join(sorted(fits)) or 'nobody'} of the opening comment")
    return fits.pop()
