"""Finds the names of people everywhere in a file, and says of each whether it may stand there.

The way: capitalised words are cut into pieces that can be one name; each is judged by its words (lexicon), by
what stands around it (vocabulary) and by the votes of the whole document; names that are sure are then looked
for wherever else they stand. What is declared in the review takes a name off the list of those that may not.
Linear in the size of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from dhr_qa.language.fold import fold
from dhr_qa.review.facts import Facts, Mention, Names, UnknownWord
from dhr_qa.review.lexicon import Lexicon, lexicon_for
from dhr_qa.review.mention_addresses import addresses, aliases_of, file_names
from dhr_qa.review.mention_context import context
from dhr_qa.review.mention_found import Claims, Found, found_of
from dhr_qa.review.mention_judge import LIKELY, Candidate, Judge
from dhr_qa.review.mention_minutes import Attendance
from dhr_qa.review.mention_pieces import pieces
from dhr_qa.review.mention_places import (
    AUTHOR,
    CITED,
    JUDGE,
    LETTER,
    PANEL,
    Lists,
    cited,
    in_case_name,
    letter_blocks,
    section_reason,
)
from dhr_qa.review.mention_records import dotted, in_records
from dhr_qa.review.mention_rosters import Rosters
from dhr_qa.review.mention_spread import elsewhere, in_small_letters, initials, person_words, side_by_side, small
from dhr_qa.review.mention_tables import columns_of_bodies, columns_of_names, name_cells
from dhr_qa.review.mention_text import Layout, Source, Token, runs
from dhr_qa.review.mention_throughout import used_throughout
from dhr_qa.review.mention_who import PROFESSIONAL, People, Who, declared_people, one_edit, words_of_name
from dhr_qa.review.mention_words import DocumentWords, NameWords, name_words
from dhr_qa.review.people import PSEUDONYM, SUBJECTS
from dhr_qa.review.settle import OTHER
from dhr_qa.review.whereabouts import spot
from dhr_qa.vocabulary import Vocabulary

_UNKNOWN = 0.45
_PLAN = "action-plan"
_ADVOCATE = "advocate"
_CLOSING = 40  #: characters of a line that ends a letter
_LEAST_LETTERS = 4  #: shorter names differ by one letter by chance
_NAME_PARTS = ("surname", "given")  #: columns that hold part of a name and nothing else


def find_names(facts: Facts, vocabulary: Vocabulary) -> Names:
    """All names of people in a document of which the other facts are known."""
    lexicon = lexicon_for(vocabulary)
    search = _Search(facts, lexicon)
    found = search.found()
    return Names(tuple(search.mentions(found)), tuple(search.unknown(found)))


def find_mentions(facts: Facts, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """The mentions alone."""
    return find_names(facts, vocabulary).mentions


class _Search:
    """The looking through one document, step by step."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self.facts = facts
        self.lexicon = lexicon
        self.vocabulary: NameWords = name_words(lexicon)
        self.layout = Layout(facts.document, facts.index)
        self.words = DocumentWords(self.layout.text, self.vocabulary)
        self.judge = Judge(self.words)
        self.candidates: list[Candidate] = []
        self._leads: set[tuple[int, int, int]] = set()
        self._attendance = Attendance(facts, lexicon)

    # --- finding ------------------------------------------------------------------------------------------

    def found(self) -> list[Found]:
        """Every likely name in the order of the layout, none inside another."""
        self._candidates()
        self.judge.count(self.candidates)
        for each in self.candidates:
            each.score = self.judge.judge(each)
        self._whole_columns()
        text = self.layout.text
        side_by_side(self.candidates, text)
        likely = [found_of(each, each.score, _kind(each), text) for each in self.candidates if each.score >= LIKELY]
        acronyms = self._acronyms()
        records = list(in_records(self.layout, self.words, acronyms))
        declared = [
            Found(0, 0, words, 1.0, "full")
            for person in (*self.facts.people, *self.facts.shared)
            if (words := words_of_name(person.name, self.vocabulary.titles))
        ]
        known = person_words([*likely, *records, *declared], self.words)
        claims = Claims()
        claims.take(records)
        claims.take(likely)
        claims.take(elsewhere(self.candidates, known, self.judge, text))
        claims.take(addresses(self.layout, known, self.words))
        claims.take(file_names(self.layout, known, self.words, aliases_of(self.facts)))
        claims.take(small(self.layout, known, self.words))
        claims.take(in_small_letters(self.layout, self.words))
        claims.take(initials(self.layout, likely, self.vocabulary, acronyms, self._leads, self._attendance))
        claims.take(dotted(self.layout, self.words, acronyms))
        return claims.sorted()

    def _candidates(self) -> None:
        layout = self.layout
        everything = list(runs(layout.text))
        self.words.count(token.text for run in everything for token in run)
        inside = {place for start, end in self._shops() for place in range(start, end)}
        cells = name_cells(self.facts.document, self.lexicon, self.facts.tables)
        self._leads = {place for place, column in cells.items() if column == "lead"}
        signed = self._signed()
        bodies = columns_of_bodies(self.facts.document, self.lexicon)
        for run in everything:
            number = layout.number_at(run[0].start)
            source = layout.sources[number]
            if source.kind == "other":
                continue
            low, high = layout.reach(number)
            column = cells.get(source.cell, "") if source.cell is not None else ""
            for piece in pieces(run, self.words, column in _NAME_PARTS):
                if not piece.tokens or (piece.start in inside and not piece.title):
                    continue
                around = context(layout.text, piece.start, piece.end, low, high, self.vocabulary)
                if piece.start == source.start and source.block in signed and self.words.of(piece.words[0]).given:
                    around.strong += 1
                    piece.beside = piece.followed = False
                cell = column
                only = (
                    source.cell is not None
                    and not layout.text[low : piece.start].strip()
                    and not layout.text[piece.end : high].strip(" .,;")
                )
                agency = only and source.cell is not None and (source.cell[0], source.cell[2]) in bodies
                if agency and len(piece.tokens) == 1 and piece.tokens[0].word in self.vocabulary.perhaps_tools:
                    continue  # a landlord called after its founder, under "Agency"
                if cell and not (only or len(piece.tokens) > 1):
                    cell = ""
                self.candidates.append(
                    Candidate(piece, around, source.kind == "heading", cell, column, only, source.kind == "person")
                )

    def _signed(self) -> set[int]:
        """Blocks right below "Kind regards": they begin with the name of whoever wrote."""
        ending = self.lexicon.list("valedictions").regexp
        closing, found = False, set()
        for block in self.facts.document.blocks:
            if text := block.text.strip():
                if closing:
                    found.add(block.index)
                closing = len(text) <= _CLOSING and ending.match(fold(text)) is not None
        return found

    def _shops(self) -> list[tuple[int, int]]:
        """Where names of shops and tools stand that join two names."""
        text = self.layout.text
        small = text.lower()
        here = "|".join(re.escape(name) for name in self.vocabulary.joined_tools if name in small)
        found = re.finditer(rf"\b(?:{here})\b", text, re.IGNORECASE) if here else ()
        return [match.span() for match in found if match[0][0].isupper()]

    def _acronyms(self) -> set[str]:
        """Capitals that stand for something else than a person."""
        return {each.title for each in self.lexicon.register("acronyms")} | {
            each.acronym for each in self.facts.acronyms if each.expansions
        }

    def _whole_columns(self) -> None:
        """Single words that fill a cell of a column of names are names."""
        sources = self.layout.sources
        filled = {source.cell: True for source in sources if source.cell is not None and source.end > source.start}
        best: dict[tuple[int, int, int], float] = {}
        doubtful: list[tuple[tuple[int, int, int], Candidate]] = []
        for each in self.candidates:
            cell = self.layout.at(each.piece.start).cell if each.only else None
            if cell is not None:
                best[cell] = max(best.get(cell, 0.0), each.score)
                if _UNKNOWN <= each.score < LIKELY:
                    doubtful.append((cell, each))
        columns = columns_of_names(best, filled, LIKELY) if doubtful else set()
        for (table, _, column), each in doubtful:
            if (table, column) in columns:
                each.score = LIKELY

    # --- telling ------------------------------------------------------------------------------------------

    def mentions(self, found: Sequence[Found]) -> list[Mention]:
        """The names as mentions, each with its person."""
        facts, layout = self.facts, self.layout
        people = People(declared_people(facts.people, SUBJECTS, self.vocabulary.titles, facts.shared))
        owners = people.meet(found, [int(bool(self._plan(layout.at(each.start), each))) for each in found])
        self._allow(found, owners)
        changed = bool(facts.index.find(self.lexicon.list("names-changed")))
        throughout = used_throughout(facts, layout, found, owners, changed)
        if changed:
            for who in throughout.values():  # the names are changed, says the report, and so this one is
                who.allowed, who.role = PSEUDONYM, who.role or OTHER
            throughout = {}
        numbers = {id(who): number for number, who in enumerate(people.everybody)}
        pseudonyms = {
            who.words[0]: facts.people[who.person].name if who.person >= 0 else who.words[0].capitalize()
            for who in people.everybody
            if who.subject and who.allowed and len(who.words) == 1
        }
        told = []
        for each, who in zip(found, owners, strict=True):
            source = layout.at(each.start)
            at = spot(layout, facts.document, each.start, each.end)
            unknown = not who.allowed and not who.declared
            told.append(
                Mention(
                    name=at.text,
                    block=source.block,
                    start=each.start - source.start,
                    end=each.end - source.start,
                    part=at.part,
                    mark=source.mark,
                    score=round(each.score, 2),
                    kind=each.kind,
                    person=who.person if who.person >= 0 else None,
                    allowed=who.allowed,
                    title=each.title,
                    role=who.role or (PROFESSIONAL if who.professional > who.private else "person"),
                    field=source.label,
                    place=at.place,
                    who=numbers.get(id(who), -1),
                    near=_near(who.words, pseudonyms) if unknown else "",
                    plan=self._plan(source, each),
                    around=at.around[0] if at.around is not None else None,
                    hang=(at.start, at.end) if at.around is not None else (0, 0),
                    throughout=id(who) in throughout,
                )
            )
        return told

    def _in_plan(self, source: Source) -> bool:
        """Whether a place is within an action plan: a table of contacts there lists no contributors to a review."""
        return source.block is not None and self.facts.kind_at(source.block) == _PLAN

    def _plan(self, source: Source, each: Found) -> str:
        """Whether a name stands in an action plan: "lead" in a column of leads, "plan" elsewhere in it."""
        if source.block is None:
            return ""
        if source.cell is not None:
            kind = self.facts.table_kind(source.cell[0])
            if kind is None or kind.kind != _PLAN:
                return ""
            return "lead" if each.cell == "lead" else "plan"
        return "plan" if self.facts.kind_at(source.block) == _PLAN else ""

    def _allow(self, found: Sequence[Found], owners: Sequence[Who]) -> None:
        """Reasons why people may be named: sections that list them, letters, sources, courts."""
        letters = dict(letter_blocks(self.facts, self.lexicon))
        lists = Lists(self.facts, self.lexicon, self._attendance)
        rosters = Rosters(self.facts, self.lexicon, self.layout, found)
        in_cases = Counter(id(who) for each, who in zip(found, owners, strict=True) if in_case_name(self.layout, each))
        times = Counter(map(id, owners))
        self._not_in_minutes(owners)
        for number, (each, who) in enumerate(zip(found, owners, strict=True)):
            if who.allowed or (who.subject and not rosters.holds(number)):
                continue
            source = self.layout.at(each.start)
            reason = ""
            if each.sort == JUDGE:
                reason = JUDGE
            elif (
                source.block is not None
                and each.start - source.start < letters.get(source.block, 0)
                and each.kind in ("full", "title-name")
            ):
                reason = LETTER
            elif self._attendance.holds(source) and each.kind != "initials":
                reason = PANEL
            elif cited(self.layout, each, source, self.lexicon):
                reason = CITED
            elif in_cases[id(who)] == times[id(who)]:  # a party of a case of law and nothing else in the report
                reason = JUDGE
            elif not self._in_plan(source) and (
                (each.cell == "contributor" and not self._plan(source, each))
                or (each.kind in ("full", "title-name") and lists.holds(source.block, each.start - source.start))
                or rosters.holds(number)
            ):
                reason = PANEL
            elif rosters.leads(number):
                reason = AUTHOR
            elif each.kind in ("full", "title-name"):
                reason = section_reason(self.facts, source, each)
            if reason:
                who.allowed = reason
                who.role = who.role or reason

    def _not_in_minutes(self, owners: Sequence[Who]) -> None:
        """An advocate of the family whom minutes name may not be named: reports list advocates, minutes do not."""
        for who in owners:
            person = self.facts.people[who.person] if who.person >= 0 else None
            if person is not None and person.role == who.role == _ADVOCATE and self._attendance.within(person.block):
                who.allowed, who.role = "", PROFESSIONAL

    def unknown(self, found: Sequence[Found]) -> list[UnknownWord]:
        """Capitalised words of the text that no list knows and no cue explains, most frequent first."""
        taken = {word for each in found for word in each.words}
        counts: Counter[str] = Counter()
        first: dict[str, Token] = {}
        for each in self.candidates:
            if each.score >= LIKELY or each.piece.tool or each.score < 0.1 or each.heading:
                continue
            for token in each.piece.tokens:
                known = self.words.of(token.word)
                if token.word in taken or known.ordinary or known.place or known.body or len(token.text) < 3:
                    continue
                if token.text.isupper() or self.judge.mostly_thing(token.word):
                    continue
                counts[token.text] += 1
                first.setdefault(token.text, token)
        listed = []
        for word, count in counts.most_common():
            token = first[word]
            source = self.layout.at(token.start)
            if source.block is not None and not source.label:
                listed.append(
                    UnknownWord(word, count, source.block, token.start - source.start, token.end - source.start)
                )
        return listed


def _near(words: Sequence[str], pseudonyms: Mapping[str, str]) -> str:
    """The pseudonym from which a single name differs by one letter, "" for none."""
    if len(words) != 1 or len(words[0]) < _LEAST_LETTERS:
        return ""
    return next((name for word, name in pseudonyms.items() if one_edit(words[0], word)), "")


def _kind(each: Candidate) -> str:
    if each.piece.title:
        return "title-name"
    if len(each.piece.tokens) > 1:
        return "full"
    return "surname" if each.cell == "surname" else "given"
