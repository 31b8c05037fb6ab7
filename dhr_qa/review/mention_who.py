"""Whose name each one is: the declared people of the review, or somebody whom nobody has declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dhr_qa.language.fold import fold
from dhr_qa.review.facts import Person
from dhr_qa.review.mention_found import Found, name_words_of
from dhr_qa.review.mention_text import runs

PROFESSIONAL, LEAD = "professional", "lead"
_NEVER = -1
_MANY = 40


class Who(Struct):
    """A person with the words of the name; `person` is the index in the declared people, -1 for nobody declared."""

    words: tuple[str, ...]
    person: int = _NEVER
    allowed: str = ""
    role: str = ""
    subject: bool = False
    last: int = _NEVER  #: where the name was met last
    declared: bool = False
    professional: int = 0
    private: int = 0


def words_of_name(name: str, titles: Iterable[str] = ()) -> tuple[str, ...]:
    """The words of a name as written, without titles, initials and small words."""
    barred = set(titles)
    found: list[str] = []
    for run in runs(fold(name).decode("ascii")):
        for token in run:
            if token.text not in barred:
                found += name_words_of(token.word)
    return tuple(found)


def declared_people(
    people: Sequence[Person], subjects: Iterable[str], titles: Iterable[str], shared: Sequence[Person] = ()
) -> list[Who]:
    """The declared people, each name once, with the first reason for which it may stand.

    `shared` are those whom other documents of the pack declare; they have no index here.
    """
    roles = set(subjects)
    known: dict[tuple[str, ...], Who] = {}
    for index, person in enumerate(people):
        words = words_of_name(person.name, titles)
        if not words:
            continue
        who = known.get(words)
        if who is None:
            who = Who(words, index, person.allowed, person.role, person.role in roles, declared=True)
            known[words] = who
        who.allowed = who.allowed or person.allowed
    for person in shared:
        words = words_of_name(person.name, titles)
        if words and words not in known:
            known[words] = Who(words, _NEVER, person.allowed, person.role, person.role in roles, declared=True)
    return list(known.values())


class People:
    """Everybody named in a document."""

    def __init__(self, declared: list[Who]) -> None:
        self.everybody = list(declared)
        self._by_word: dict[str, list[Who]] = {}
        self._whole_names: dict[frozenset[str], Who] = {}
        for who in declared:
            self._add(who)

    def _add(self, who: Who) -> None:
        for word in who.words:
            self._by_word.setdefault(word, []).append(who)

    def meet(self, found: Sequence[Found], hints: Sequence[int]) -> list[Who]:
        """Whose each name is, in the order given (that of the text). Whole names are met first.

        `hints`: how much the place of each speaks for a professional.
        """
        owners: dict[int, Who] = {}
        for number, each in enumerate(found):
            if len(each.words) > 1:
                owners[number] = self._whole(each)
        for who in self.everybody:
            who.last = _NEVER
        result = []
        for number, each in enumerate(found):
            who = owners.get(number) or self._part(each)
            who.last = each.start
            self._note(who, each, hints[number])
            result.append(who)
        return result

    def _note(self, who: Who, each: Found, hint: int) -> None:
        context = each.context
        if hint and not (context is not None and context.kin):
            who.professional += hint
        if each.sort == PROFESSIONAL:
            who.professional += 3
        if each.cell == LEAD:
            who.professional += 2
        if context is not None and context.kin:
            who.private += 2
        elif context is not None and context.profession:
            who.professional += 1

    def _whole(self, each: Found) -> Who:
        words = frozenset(each.words)
        if words in self._whole_names:
            return self._whole_names[words]
        best: Who | None = None
        for who in _some(self._by_word.get(each.words[-1], [])) + _some(self._by_word.get(each.words[0], [])):
            theirs = set(who.words)
            if words == theirs:
                return who
            if words < theirs or (theirs < words and not who.declared) or _same_but_middle(each.words, who.words):
                best = best or who
        if best is None:
            best = Who(each.words)
            self.everybody.append(best)
            self._add(best)
        elif len(words) > len(best.words) and not best.declared:
            best.words = each.words
            self._add(best)
        self._whole_names[words] = best
        return best

    def _part(self, each: Found) -> Who:
        if not each.words:
            return Who(())
        word = each.words[-1]
        theirs = self._by_word.get(word, [])
        if not theirs and word.endswith("s"):
            theirs = self._by_word.get(word[:-1], []) or self._by_word.get(word[:-2], [])
        fitting = [who for who in _some(theirs) if _initials_fit(each, who)]
        if not fitting:
            who = Who(each.words)
            self.everybody.append(who)
            self._add(who)
            return who
        if each.title and len(fitting) > 1 and all(who.last == _NEVER and not who.declared for who in fitting):
            who = Who(each.words)  # "Mrs Other" before any other of that name: one of them, or a third
            self.everybody.append(who)
            self._add(who)
            return who
        exact = [who for who in fitting if who.declared and who.words == each.words and not each.title]
        return (exact or [max(fitting, key=lambda who: (who.last, who.declared))])[0]


def _some(people: list[Who]) -> list[Who]:
    """Of very many people who share a name the first and the last."""
    return people if len(people) <= 2 * _MANY else people[:_MANY] + people[-_MANY:]


def _same_but_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Names that begin and end alike, one with a middle name."""
    return len(one) > 1 and len(other) > 1 and one[0] == other[0] and one[-1] == other[-1]


def _initials_fit(each: Found, who: Who) -> bool:
    """Whether the initials of a name can be those of a person: "H. Other" is not John Other."""
    others = [word for word in who.words if word not in each.words]
    if not each.initials or not others:
        return True
    first = [part[0] for word in others for part in word.split("-")]
    return each.initials[0] in first


def one_edit(one: str, other: str) -> bool:
    """Whether two words differ by one letter: changed, added, left out, or two of them in turn."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    return short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
