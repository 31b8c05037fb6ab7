"""From a private list to findings: where its entries stand in a document, said without repeating them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.engine.excerpts import excerpt
from dhr_qa.engine.settings import RunSettings
from dhr_qa.findings import Finding, Outcome, fingerprint
from dhr_qa.language.fold import fold
from dhr_qa.language.mask import DOT
from dhr_qa.language.phrases import compile_re2
from dhr_qa.people.entries import PrivateList
from dhr_qa.people.forms import forms_of
from dhr_qa.people.search import ADDRESS, BIRTH, NAME, NUMBER, Hit, Known, Search, words_of
from dhr_qa.review.facts import Facts
from dhr_qa.review.mention_text import Layout
from dhr_qa.review.properties import PUBLIC_ROLES
from dhr_qa.review.whereabouts import Spot, spot, without_repeats
from dhr_qa.rulebook.model import AppliesTo, Rule, Rulebook
from dhr_qa.vocabulary import Vocabulary

Ran = tuple[list[Outcome], list[Finding], list[str]]  #: what a run gives: outcomes, findings, bugs

TOPIC = "anonymisation"
#: Sort of entry to the rule that its findings are of.
RULES = {NAME: "real-name-leak", BIRTH: "dob", ADDRESS: "addresses", NUMBER: "identifiers"}
_SAID = {
    "whole": "A name of the private list stands in {place}",
    "word": "One of the names of the private list stands in {place}",
    "glued": "A name of the private list, written as one word, stands in {place}",
    "initials": "The initials of somebody on the private list stand in {place}",
    "near": "A word in {place} differs from a name of the private list by one letter",
    "pseudonym": "A pseudonym of the report, which is also one of the names of the private list, stands in {place}",
    "usual": "A usual short form of a name of the private list stands in {place}",
    BIRTH: "A date of birth of the private list stands in {place}",
    ADDRESS: "An address of the private list stands in {place}",
    NUMBER: "A number or mailbox of the private list stands in {place}",
}
_SURE = ("whole", "word", "glued")
_MASKED = DOT * 3
_WHY = "The private list says whose details must not be found by anybody who reads the report or opens its file."
_HELP = "Take it out, or put the pseudonym in its place. Look at deleted text, comments and properties as well."
_REGISTER = "nicknames"


class PrivateCheck:
    """A private list ready to be looked for. What it was made of is not kept but in compiled form."""

    def __init__(self, entries: PrivateList, vocabulary: Vocabulary, allowed: Iterable[str] = ()) -> None:
        short = [(entry.id, entry.forms) for entry in vocabulary.registers.get(_REGISTER, ())]
        self._search = Search(forms_of(entries, short))
        self._allowed = words_of(allowed)
        self._acronyms = frozenset(entry.title for entry in vocabulary.registers.get("acronyms", ()))
        self._told: set[str] = set()

    def __repr__(self) -> str:
        return "<a private check>"

    def look(self, facts: Facts, rulebook: Rulebook, settings: RunSettings) -> list[Finding]:
        """The findings of the list in one document. With `settings.redact` they hold no word of the document either."""
        layout = Layout(facts.document, facts.index)
        text = layout.text.encode("ascii")
        hits = [*self._search.hits(text, self._known(facts, layout)), *self._foreign(layout)]
        hits = list(_once_a_pseudonym(sorted(hits, key=lambda hit: hit.start), text, facts))
        spots = [spot(layout, facts.document, hit.start, hit.end) for hit in hits]
        self._told.update(at.text for at in spots)
        found: list[Finding] = []
        counts: dict[tuple[str, ...], int] = {}
        for hit, at, new in zip(hits, spots, without_repeats(spots), strict=True):
            if not new:
                continue
            rule = self._rule(hit, rulebook)
            if _wanted(rule, settings):
                found.append(_finding(hit, at, facts, rule, settings, counts))
        return [finding for id in dict.fromkeys(RULES.values()) for finding in _few(found, id, settings.most_sensitive)]

    def added(self, facts: Sequence[Facts], rulebook: Rulebook, settings: RunSettings, ran: Ran) -> Ran:
        """Outcomes, findings and bugs of a pack, with what the list finds in its documents counted in."""
        outcomes, findings, bugs = ran
        more: list[Finding] = []
        for each in facts:
            try:
                more += self.look(each, rulebook, settings)
            except Exception as error:  # told by its kind alone: its words may be those of the list
                bugs = [*bugs, f"private list: {type(error).__name__}"]
        findings = [self._unmarked(one) for one in findings if not any(_same(other, one) for other in more)]
        paths = [each.document.path for each in facts]
        return _with_outcomes(outcomes, more, paths, rulebook), [*findings, *more], bugs

    def _unmarked(self, finding: Finding) -> Finding:
        """A finding of another rule that quotes the list, with a fingerprint in which no word of the list is.

        A digest of a short text, such as a name in a cell, could be tried out against a list of names.
        """
        quoted = self.scrub(finding.excerpt)
        if finding.sensitive or quoted == finding.excerpt:
            return finding
        where = finding.location
        return replace(
            finding, fingerprint=fingerprint(finding.rule, quoted, f"{where.section or ''}{where.row or ''}")
        )

    def quietly(self, tell: Callable[[str], None]) -> Callable[[str], None]:
        """What is told of the progress, without names of the list: a file may be called after somebody."""
        return lambda words: tell(self.scrub(words))

    def take_told(self) -> frozenset[str]:
        """The words that were found since this was last asked; they are forgotten here."""
        taken = frozenset(self._told)
        self._told.clear()
        return taken

    def told(self, words: Iterable[str]) -> None:
        """Words that were found elsewhere, so that `scrub` takes them out too."""
        self._told.update(words)

    def _rule(self, hit: Hit, rulebook: Rulebook) -> Rule:
        return rulebook.rule(RULES[hit.sort]) or _plain_rule(RULES[hit.sort])

    def _known(self, facts: Facts, layout: Layout) -> Known:
        """What the document says of names that may stand."""
        public = [person.name for person in facts.people if person.role in PUBLIC_ROLES and " " in person.name.strip()]
        bodies = [agency.name for agency in facts.agencies if len(agency.name) > 3]
        declared = [person.name for person in facts.people if person.pseudonym or person.role in PUBLIC_ROLES]
        return Known(
            words_of(declared),
            self._allowed,
            self._acronyms | {one.acronym for one in facts.acronyms},
            tuple(_places([*public, *bodies], layout.text.encode("ascii"))),
        )

    def _foreign(self, layout: Layout) -> Iterator[Hit]:
        """Names in other scripts, which folding does not keep."""
        for name in self._search.foreign:
            for number, raw in enumerate(layout.raw):
                place = raw.casefold().find(name)
                while place >= 0:
                    start = layout.sources[number].start + place
                    yield Hit(NAME, "whole", start, start + len(name))
                    place = raw.casefold().find(name, place + len(name))

    def scrub(self, text: str) -> str:
        """A text that is to be printed without anything of the list: every match becomes dots."""
        hits = self._search.hits(fold(text), Known(allowed=self._allowed, acronyms=self._acronyms), liberal=True)
        out = text
        for hit in reversed(hits):
            out = out[: hit.start] + _dots(out[hit.start : hit.end]) + out[hit.end :]
        for words in sorted(self._told, key=len, reverse=True):
            if len(words) > 2 and words in out:
                out = out.replace(words, _dots(words))
        for name in self._search.foreign:
            place = out.casefold().find(name)
            while place >= 0:
                out = out[:place] + DOT * len(name) + out[place + len(name) :]
                place = out.casefold().find(name)
        return out


def _once_a_pseudonym(hits: Iterable[Hit], text: bytes, facts: Facts) -> Iterator[Hit]:
    """The hits, those of a word that the report declares as a pseudonym told once: it may be another person's."""
    pseudonyms = words_of(person.name for person in facts.people if person.pseudonym and " " not in person.name.strip())
    told: set[str] = set()
    for hit in hits:
        word = text[hit.start : hit.end].decode().lower().removesuffix("'s")
        if hit.how != "word" or word not in pseudonyms:
            yield hit
        elif word not in told:
            told.add(word)
            yield dataclasses.replace(hit, how="pseudonym")


def _dots(words: str) -> str:
    """Dots in place of letters and figures: not even the first ones stay, since the list is secret as a whole."""
    return "".join(DOT if char.isalnum() else char for char in words)


def _places(names: Iterable[str], text: bytes) -> Iterator[tuple[int, int]]:
    wanted = sorted({fold(name).decode() for name in names if name.strip()}, key=len, reverse=True)
    if wanted:
        pattern = compile_re2("|".join(rf"\b{re.escape(name)}\b" for name in wanted), case=True)
        yield from (match.span() for match in pattern.finditer(text))


def _wanted(rule: Rule, settings: RunSettings) -> bool:
    override = settings.overrides.get(rule.id, {})
    if override.get("off") or override.get("severity") == "off":
        return False
    names = {rule.id, rule.topic, *rule.aliases}
    return (not settings.select or not names.isdisjoint(settings.select)) and names.isdisjoint(settings.ignore)


def _finding(
    hit: Hit, at: Spot, facts: Facts, rule: Rule, settings: RunSettings, counts: dict[tuple[str, ...], int]
) -> Finding:
    hide = settings.redact
    where = facts.locate(at.block, at.start, at.end) if at.block is not None else Location(part=at.part)
    where = replace(where, part=at.part)
    said = _SAID[hit.how if hit.sort == NAME else hit.sort].format(place=at.place)
    message = f"{said}." if hide else f"{said}: “{at.text}”."
    source = at.around or (facts.document.blocks[at.block].text if at.block is not None else "", at.start, at.end)
    # No word of the list goes into the fingerprint: kind of entry, place, and which one of these it is there.
    key = (rule.id, hit.sort, hit.how, where.part, where.section or "")
    counts[key] = counts.get(key, 0) + 1
    return Finding(
        rule=rule.id,
        topic=rule.topic,
        severity=str(settings.overrides.get(rule.id, {}).get("severity") or rule.severity),
        confidence="certain" if hit.sort != NAME or hit.how in _SURE else "possible",
        document=facts.document.path,
        message=message,
        why=_WHY,
        remedy=_HELP,
        guidance=rule.guidance,
        excerpt=_MASKED if hide else excerpt(*source),
        location=where,
        sensitive=True,
        fingerprint=fingerprint(*key[:2], "\x1f".join((*key[2:], str(counts[key])))),
    )


def _same(private: Finding, other: Finding) -> bool:
    """Whether a finding of a rule says in other words what the list says of a place for certain."""
    here, there = private.location, other.location
    if (private.rule, private.document) != (other.rule, other.document):
        return False
    places = [(at.part, at.paragraph, at.table, at.row, at.column, at.line) for at in (here, there)]
    if places[0] != places[1] or None in (here.start, here.end, there.start, there.end):
        return False
    return bool(here.start < there.end and there.start < here.end)  # type: ignore[operator]


def _few(found: Sequence[Finding], rule: str, most: int) -> list[Finding]:
    """The findings of one rule, no more than are listed of any."""
    mine = [finding for finding in found if finding.rule == rule]
    if len(mine) > most:
        note = f"{len(mine)} such places were found; the first {most} are listed."
        mine = [*mine[: most - 1], replace(mine[most - 1], remedy=f"{mine[most - 1].remedy} {note}")]
    return mine


def _with_outcomes(
    outcomes: Sequence[Outcome], found: Sequence[Finding], documents: Sequence[str], rulebook: Rulebook
) -> list[Outcome]:
    """The outcomes with the list counted in: a rule of which it found something has failed."""
    failed = {(finding.rule, finding.document) for finding in found}
    known = {(outcome.rule, outcome.document) for outcome in outcomes}
    result = [
        replace(outcome, outcome="fail", evidence=(), question=None, reason="")
        if (outcome.rule, outcome.document) in failed
        else outcome
        for outcome in outcomes
    ]
    for id in dict.fromkeys(RULES.values()):
        for document in documents:
            if (id, document) in failed - known:
                result.append(Outcome(id, TOPIC, document, "fail"))
            elif id == RULES[NAME] and (id, document) not in known and rulebook.rule(id) is None:
                result.append(Outcome(id, TOPIC, document, "pass"))
    return result


def _plain_rule(id: str) -> Rule:
    """A rule that a rulebook without it lacks."""
    fields: Mapping[str, Any] = {"guidance": (), "parts": (), "rationale": _WHY, "remedy": _HELP}
    return Rule(
        id, "Nothing of the private list stands in the file", TOPIC, "critical", "likely", "0.1",
        AppliesTo(documents=("any",)), sensitive=True, **fields,
    )  # fmt: skip
