"""What is said of each declared person in different places made one: role, reason to be named, number of mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from dhr_qa.language.fold import fold
from dhr_qa.language.index import TextIndex
from dhr_qa.language.known_words import SURNAME, WORD, classes_of
from dhr_qa.language.phrases import compile_re2
from dhr_qa.review.facts import Facts, Person
from dhr_qa.review.people import IMPLIED, PSEUDONYM, SUBJECTS

VICTIM, PERPETRATOR, OTHER, SETTINGS = "victim", "perpetrator", "other-subject", "settings"
CONSENT = "consent"
_SHARE = 0.5  #: a second name is a victim too if it is mentioned at least half as often as the first
_LEAST = 2  #: a name that only usage declares is mentioned more than once


def mentions(index: TextIndex, names: Iterable[str]) -> Counter[str]:
    """How often each name stands in the document, capitals counting, not as part of a longer word."""
    wanted = {fold(name).decode(): name for name in names}
    if not wanted:
        return Counter()
    ordered = sorted(wanted, key=len, reverse=True)
    pattern = compile_re2(r"\b(?:" + "|".join(re.escape(name) for name in ordered) + r")\b", case=True)
    return Counter(wanted[match.group().decode()] for match in pattern.finditer(index.folded))


def settled(people: Sequence[Person], index: TextIndex, consent: bool = False) -> tuple[Person, ...]:
    """Each person once in each role, with mentions counted; a subject has one role only.

    What the settings and a key to names say goes before what a sentence says. Of several names that sentences
    make the victim, those that are hardly mentioned are somebody else's. A subject may be named where the
    report says that the name is not the real one, or where it is the name that the report uses; with `consent`
    also by the real name.
    """
    counts = mentions(index, {person.name for person in people})
    subjects: dict[str, list[Person]] = {}
    others: dict[tuple[str, str], Person] = {}
    for person in people:
        if person.role in SUBJECTS:
            subjects.setdefault(person.name, []).append(person)
        else:
            others.setdefault((person.name, person.role), person)
    whole = {word for person in people if person.role not in SUBJECTS for word in person.name.split()}
    for name in [name for name, said in subjects.items() if name in whole and not any(map(_sure, said))]:
        del subjects[name]  # the first name of the chair
    keyed = {person.role for said in subjects.values() for person in said if _sure(person)}
    subjects = {name: _beyond_key(said, keyed) for name, said in subjects.items()}
    most = max((counts[name] for name, said in subjects.items() if any(p.role == VICTIM for p in said)), default=0)
    chosen = [found for name, said in subjects.items() if (found := _subject(said, counts[name], most)) is not None]
    stated = {name for name, said in subjects.items() if any(p.allowed not in ("", IMPLIED) for p in said)}
    real = {name for name in subjects if stated - {name} and _with_surname(index, name)}
    chosen = [_allowed(person, subjects[person.name], chosen, counts, person.name in real) for person in chosen]
    if consent:
        chosen = [person if person.allowed else replace(person, allowed=CONSENT) for person in chosen]
    everyone = chosen + [p for p in others.values() if p.name not in subjects or p.role != "letter"]
    everyone = [replace(person, mentions=counts[person.name]) for person in everyone]
    return tuple(sorted(everyone, key=lambda p: (p.block if p.block is not None else -1, p.start, p.role)))


def _beyond_key(said: Sequence[Person], keyed: Container[str]) -> list[Person]:
    """What is said of a subject, where a key to names ("-", "Her partner") leaves open who died and who killed:
    then sentences tell the part. `keyed`: the roles that the key gives to anybody."""
    told = Counter(p.role for p in said if not _sure(p) and p.role in (VICTIM, PERPETRATOR) and p.role not in keyed)
    if not told:
        return list(said)
    role = max(told, key=lambda each: told[each])
    return [replace(p, role=role) if _from_key(p) and p.role == OTHER else p for p in said]


def _subject(said: Sequence[Person], count: int, most: int) -> Person | None:
    """The subject of whom all of this is said; None for a whole name that is hardly mentioned."""
    roles = Counter(p.role for p in said)
    ranked = sorted(said, key=lambda p: (p.allowed != SETTINGS, not _from_key(p), SUBJECTS.index(p.role)))
    best = ranked[0]
    if best.role == VICTIM and not _from_key(best) and count < _SHARE * most and best.allowed != SETTINGS:
        rest = [p for p in said if p.role != VICTIM]
        if not rest and " " in best.name:
            return None
        best = rest[0] if rest else replace(best, role=OTHER, relation="")
    if best.role == VICTIM and roles[PERPETRATOR] > roles[VICTIM]:
        best = next(p for p in said if p.role == PERPETRATOR)
    first = min(said, key=lambda p: (p.block if p.block is not None else -1, p.start))
    relation = best.relation or next((p.relation for p in said if p.relation), "")
    return replace(best, relation=relation, block=first.block, start=first.start, end=first.end)


def _with_surname(index: TextIndex, name: str) -> bool:
    """Whether a single name also stands with a surname after it, as pseudonyms do not."""
    if not name.isalpha():
        return False
    pattern = compile_re2(rf"\b{re.escape(fold(name).decode())} ([A-Z][a-z]+)\b", case=True)
    after = (match.group(1).decode().lower() for match in pattern.finditer(index.folded))
    return any(classes_of(word) & SURNAME or not classes_of(word) & WORD for word in after)


def _allowed(
    person: Person, said: Sequence[Person], everyone: Sequence[Person], counts: Counter[str], real: bool
) -> Person:
    """The person with the reason why the name may stand.

    There is none for a name that only usage declares and another outdoes, nor, where the report states its
    pseudonyms, for one that it also gives with a surname (`real`).
    """
    stated = next((p.allowed for p in said if p.allowed and p.allowed != IMPLIED), "")
    if stated:
        return replace(person, allowed=stated, pseudonym=any(p.pseudonym for p in said))
    if not any(p.allowed == IMPLIED for p in said):
        return replace(person, allowed="", pseudonym=any(p.pseudonym for p in said))
    rivals = [p for p in everyone if p.role == person.role and p.name != person.name and p.allowed not in ("", IMPLIED)]
    outdone = any(counts[person.name] < counts[p.name] for p in rivals)
    main = person.role in (VICTIM, PERPETRATOR) and not outdone and not real
    kept = main and (counts[person.name] >= _LEAST or person.role == VICTIM or not rivals)
    return replace(person, allowed=PSEUDONYM if kept else "", pseudonym=kept)


def _sure(person: Person) -> bool:
    return person.allowed == SETTINGS or _from_key(person)


def _from_key(person: Person) -> bool:
    return person.relation != "" and person.allowed == PSEUDONYM and person.end > 0


def share(pack: Sequence[Facts]) -> None:
    """Lets each document of a pack know the people whom the others declare: a key in the report serves the summary."""
    for facts in pack:
        others = (person for other in pack if other is not facts for person in other.people if person.allowed)
        facts.shared = tuple(others)
