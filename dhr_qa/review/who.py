"""The persons and bodies that a sentence names, in its words: who each is, of which sex, and what belongs to whom.

Names come from the facts of the report, words such as "the officer" or "her mother" from the registers
`speaker-subjects` and `agencies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.vocabulary import Entry

#: What a person or body can be.
VICTIM, PERPETRATOR, AGENCY, FAMILY, REVIEW, OTHER = "victim", "perpetrator", "agency", "family", "review", "other"
RECORD, PRONOUN = "record", "pronoun"
REGISTER, AGENCIES = "speaker-subjects", "agencies"

_WORD = re.compile(r"[A-Za-z0-9&]+(?:['-][A-Za-z0-9]+)*'?|[;:,.!?()]")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What may stand between somebody and what they do.
LIGHT = _words(
    "had has have having was were is are be been being did does do would could should might may will can must not "
    "never also then still again later often always sometimes soon now once even both either just first however "
    "therefore to in fact at times chose decided continued appeared seemed tended began known sadly too , more "
    "very quite rather further a an"
)
_HELPING = _words("had has was is did does would could should might may will can must")
JOINING = frozenset(("and", "but", "or", "then", "yet", "so"))
_CLAUSE = _words(
    "that because when if while whilst as since after before although though where whereas until unless ; :"
)
_STARTS = frozenset((",", "and", "but", "(", ")"))
PREPOSITIONS = _words("of to with by for from about against between on at into towards regarding like")
_DETERMINERS = _words("the a an his her their its this that these those both all")
_PRONOUN_SEX = {
    "she": "f", "her": "f", "hers": "f", "herself": "f", "he": "m", "his": "m", "him": "m", "himself": "m",
}  # fmt: skip
_OWNING = frozenset(("her", "his", "their", "its"))


class Who(Struct, frozen=True):
    """A person or body in a sentence: token span, what it is, its sex if known and whether it owns what follows."""

    first: int
    last: int
    kind: str
    sex: str
    key: str
    owns: bool
    many: bool = False


class Tokens:
    """The words and signs of a folded text with their places."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        found = list(_WORD.finditer(text.decode()))
        self.words = [match.group() for match in found]
        self.spans = [match.span() for match in found]


class People:
    """Finds them in the text of one document."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts = facts
        self._lexicon = lexicon

    def people(self, tokens: Tokens) -> list[Who]:
        found: list[Who] = []
        taken = bytearray(len(tokens.text) + 1)
        for start, end, kind, sex, key, many in sorted(self._spans(tokens.text), key=lambda span: (span[0], -span[1])):
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            inside = [n for n, (first, last) in enumerate(tokens.spans) if first < end and start < last]
            if not inside:
                continue
            rest = tokens.text[end : end + 2].decode()
            owns = rest.startswith("'") or (kind == PRONOUN and key in _OWNING and self._owns_next(tokens, inside[-1]))
            found.append(Who(inside[0], inside[-1], kind, sex, key, owns, many))
        return found

    @staticmethod
    def _owns_next(tokens: Tokens, number: int) -> bool:
        """Whether "her" belongs to a thing that follows: not at the end of a clause."""
        after = tokens.words[number + 1].lower() if number + 1 < len(tokens.words) else "thing"
        return after[0].isalpha() and after not in PREPOSITIONS | JOINING | _CLAUSE | _DETERMINERS

    def _spans(self, text: bytes) -> Iterator[tuple[int, int, str, str, str, bool]]:
        """Start, end, kind, sex, key and whether they are several, of each person or body; some may overlap."""
        for match in self._names.finditer(text) if self._names is not None else ():
            key = match.group().decode()
            role = self._roles.get(key, OTHER)
            yield *match.span(), role, self._sexes.get(key, ""), key, False
        for start, end, entry in self._entries(REGISTER, text):
            sex = str(entry.get("sex", ""))
            kind = str(entry.get("kind", entry.id))
            words = text[start:end].decode().lower()
            if kind == PRONOUN:
                sex = _PRONOUN_SEX.get(words, "")
            elif kind in self.sex_of_role:
                sex = self.sex_of_role[kind]
            key = words if kind in (PRONOUN, FAMILY, OTHER) else kind
            yield start, end, kind, sex, key, bool(entry.get("plural"))
        for start, end, entry in self._entries(AGENCIES, text):
            yield start, end, AGENCY, "", entry.id, False

    def _entries(self, register: str, text: bytes) -> Iterator[tuple[int, int, Entry]]:
        forms = self._lexicon.forms(register)
        return forms.spans(text) if forms else iter(())

    @cached_property
    def _roles(self) -> dict[str, str]:
        kinds = {VICTIM: VICTIM, PERPETRATOR: PERPETRATOR, "family": FAMILY, "child": FAMILY}
        roles = {}
        for agency in self._facts.agencies:
            roles[fold(agency.name).decode()] = AGENCY
        for person in self._facts.people:
            roles[fold(person.name).decode()] = kinds.get(person.role, OTHER)
        return roles

    @cached_property
    def _names(self) -> re.Pattern[bytes] | None:
        names = sorted((name for name in self._roles if name.strip()), key=len, reverse=True)
        if not names:
            return None
        return re.compile(rb"\b(?:" + b"|".join(re.escape(name.encode()) for name in names) + rb")(?![A-Za-z0-9])")

    @cached_property
    def sex_of_role(self) -> dict[str, str]:
        """Victim and perpetrator to their sex, where each is one person and the text tells it."""
        found = {}
        for role in (VICTIM, PERPETRATOR):
            names = [name for name, of in self._roles.items() if of == role]
            sexes = {self._sexes.get(name, "") for name in names}
            if len(sexes) == 1 and "" not in sexes:
                found[role] = sexes.pop()
        return found

    @cached_property
    def _sexes(self) -> dict[str, str]:
        """Name to sex, as the pronouns right after the name say most of the time."""
        found = {}
        others = self._names.pattern if self._names is not None else b"(?!)"
        pronouns = rb"\b(she|her|herself|he|his|him|himself)\b"
        for name, role in self._roles.items():
            if role not in (VICTIM, PERPETRATOR):
                continue
            after = re.compile(rb"\b" + re.escape(name.encode()) + rb"\b(?!')([^.;\n]{1,120})")
            votes = {"f": 0, "m": 0}
            for match in after.finditer(self._facts.index.folded):
                piece = re.split(others, match.group(1), maxsplit=1)[0]
                pronoun = re.search(pronouns, piece, re.I)
                if pronoun is not None:
                    votes[_PRONOUN_SEX[pronoun.group(1).decode().lower()]] += 1
            low, high = sorted(votes.values())
            if high and low * 3 <= high:
                found[name] = max(votes, key=lambda sex: votes[sex])
        return found


def governed(who: Who, tokens: Tokens, people: Sequence[Who]) -> bool:
    """Whether somebody hangs on other words: "the mother of Maya", "Daniel and Maya"."""
    number = who.first - 1
    while number >= 0 and tokens.words[number].lower() in _DETERMINERS:
        number -= 1
    if number < 0:
        return False
    word = tokens.words[number].lower()
    if word == "of":
        return True
    if word in ("and", "or"):
        return any(other.last == number - 1 and not other.owns for other in people)
    return False


def of_clause(tokens: Tokens, number: int, people: Sequence[Who]) -> Who | None:
    """The subject of the clause before "and" or "but", which the words after it share."""
    last = number
    for place in range(number - 1, -2, -1):
        if place >= 0 and tokens.words[place].lower() not in _CLAUSE:
            continue
        fitting = [who for who in people if place < who.first < last and not who.owns]
        fitting = [who for who in fitting if _begins(who, place + 1, tokens)]
        if fitting:
            return fitting[-1]
        last = place
    return None


def _begins(who: Who, first: int, tokens: Tokens) -> bool:
    """Whether somebody stands where the subject of a clause stands: at its start, or after a comma or "and"."""
    if who.first == first or tokens.words[who.first - 1].lower() in _STARTS:
        return True
    after = tokens.words[who.last + 1].lower() if who.last + 1 < len(tokens.words) else ""
    return after in _HELPING
