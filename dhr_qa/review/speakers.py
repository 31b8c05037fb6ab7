"""Who speaks and who is meant: whose words a phrase of the report is in, and of whom it says something.

Grammar, not understanding. From the phrase the words before it are read backwards over auxiliaries and adverbs to the
nearest person or body; a pronoun counts only where one person alone can be meant. What cannot be told is `unclear`,
and no rule should build on it. The words for persons, bodies, records and reports are in the registers
`speaker-subjects` and `agencies` and in the phrase lists `speaker-…`.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from dhr_qa.language.quotations import quotations
from dhr_qa.language.sentences import sentences
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.who import (
    AGENCY,
    FAMILY,
    JOINING,
    LIGHT,
    OTHER,
    PERPETRATOR,
    PREPOSITIONS,
    PRONOUN,
    RECORD,
    REVIEW,
    VICTIM,
    People,
    Tokens,
    Who,
    governed,
    of_clause,
)

#: Speakers. recorded: a service's record or officer says so, in the report's words; reported: some other person does.
AUTHOR, QUOTATION, RECORDED, REPORTED, CRITICISED = "author", "quotation", "recorded", "reported", "criticised"
UNCLEAR = "unclear"
TELLS, TELLS_THAT, CRITICISES = "speaker-tells", "speaker-tells-that", "speaker-criticises"
Spans = list[tuple[int, int]]

_RELATIVE = frozenset(("who", "which"))
#: After these words nobody's telling goes on.
_OVER = re.compile(rb"(?:^|[ ,;])(?:but|however|although|though)[ ]|;", re.I)
_MOST_OWNED = 3  #: words between an owner and what is owned: "her continued and repeated failure"
_FAR = 600  #: characters of a sentence, before and after the phrase, that are looked at
_BACK = 2  #: sentences before the phrase in which the person of a pronoun is looked for


class Speakers:
    """Answers both questions for one document."""

    def __init__(self, facts: Facts, lexicon: Lexicon) -> None:
        self._facts = facts
        self._lexicon = lexicon
        self._people = People(facts, lexicon)
        self._known: dict[int, tuple[Spans, Spans]] = {}

    # --- who is meant -------------------------------------------------------------------------------------

    def subject(self, block: int, start: int, end: int) -> str:
        """Of whom words that say what somebody does or is say it: "Maya [did not engage]"."""
        sentence = self._sentence(block, start)
        tokens = Tokens(self._folded(block)[sentence[0] : start])
        return self._kind(self._before(tokens, len(tokens.words), block, sentence[0]), block, sentence, tokens)

    def owner(self, block: int, start: int, end: int) -> str:
        """Whose the thing is that the words name: "Maya's [reluctance to engage]", "[lack of support] from Maya"."""
        sentence = self._sentence(block, start)
        tokens = Tokens(self._folded(block)[sentence[0] : start])
        people = self._people.people(tokens)
        for place in range(len(tokens.words) - 1, len(tokens.words) - 2 - _MOST_OWNED, -1):
            who = next((each for each in people if each.first <= place <= each.last), None)
            if who is not None and who.owns:
                return self._kind(who, block, sentence, tokens)
            if who is not None:
                break
            if place < 0 or tokens.words[place].lower() in PREPOSITIONS or not tokens.words[place][0].isalpha():
                break
        return self._owner_after(block, sentence, end)

    def _owner_after(self, block: int, sentence: tuple[int, int], end: int) -> str:
        after = Tokens(self._folded(block)[end : sentence[1]])
        people = self._people.people(after)
        for place, word in enumerate(after.words[:4]):
            who = next((each for each in people if each.first == place), None)
            if who is not None:
                return UNCLEAR if who.owns or not place else self._kind(who, block, sentence, after)
            if word.lower() not in ("of", "by", "from", "on", "the", "part"):
                break
        return UNCLEAR

    def _before(self, tokens: Tokens, place: int, block: int, offset: int) -> Who | None:
        """The person or body that does what the words at `place` say, read backwards."""
        people = self._people.people(tokens)
        at = {who.last: who for who in people}
        number = place - 1
        while number >= 0:
            who = at.get(number)
            if who is not None:
                return None if who.owns or governed(who, tokens, people) else who
            word = tokens.words[number].lower()
            if word in JOINING and number:
                return of_clause(tokens, number, people)
            if word in _RELATIVE:
                before = number - 2 if number and tokens.words[number - 1] == "," else number - 1
                who = at.get(before)
                return who if who is not None and not governed(who, tokens, people) else None
            if word not in LIGHT and not word.endswith("ly"):
                return Who(number, number, OTHER, "", word, False)
            number -= 1
        return None

    # --- persons and bodies in a stretch of text ------------------------------------------------------------

    def _kind(self, who: Who | None, block: int, sentence: tuple[int, int], tokens: Tokens) -> str:
        if who is None:
            return UNCLEAR
        if who.kind == RECORD:
            return AGENCY
        if who.kind != PRONOUN:
            return who.kind
        return self._meant(who, block, sentence, tokens) if who.sex else UNCLEAR

    def _meant(self, who: Who, block: int, sentence: tuple[int, int], tokens: Tokens) -> str:
        """The one person that a pronoun can mean; unclear where there are several."""
        possible: dict[str, str] = {}
        for other in self._people.people(tokens):
            if other.last < who.first and self._fits(other, who.sex) and not self._tells(other, tokens):
                possible[other.key if other.kind not in (VICTIM, PERPETRATOR) else other.kind] = other.kind
        spans = self._read(block)[0]
        number = bisect_right(spans, (sentence[0], 0))
        for start, end in spans[max(0, number - _BACK) : number]:
            before = Tokens(self._folded(block)[max(start, end - _FAR) : end])
            for other in self._people.people(before):
                if self._fits(other, who.sex) and not self._tells(other, before):
                    possible[other.key if other.kind not in (VICTIM, PERPETRATOR) else other.kind] = other.kind
        if len(possible) == 1:
            return next(iter(possible.values()))
        if possible:
            return UNCLEAR
        fitting = [role for role, sex in self._people.sex_of_role.items() if sex == who.sex]
        return fitting[0] if len(fitting) == 1 and len(self._people.sex_of_role) == 2 else UNCLEAR

    @staticmethod
    def _fits(other: Who, sex: str) -> bool:
        people = (VICTIM, PERPETRATOR, FAMILY, OTHER)
        return other.kind in people and not other.many and other.sex in ("", sex)

    def _tells(self, who: Who, tokens: Tokens) -> bool:
        """Whether somebody is the one who tells or records what follows, and so hardly the one it is told of."""
        rest = tokens.text[tokens.spans[who.last][1] :]
        return who.kind in (AGENCY, OTHER) and bool(self._spans(TELLS, rest[:40]))

    # --- who speaks ---------------------------------------------------------------------------------------

    def speaker(self, block: int, start: int, end: int) -> str:
        """Whose words these are: the author's, a quotation's, somebody's who is reported, or rejected ones."""
        quoted = self._read(block)[1]
        number = bisect_right(quoted, (end, 0)) - 1
        if number >= 0 and quoted[number][1] > start:
            return QUOTATION
        sentence = self._sentence(block, start)
        folded = self._folded(block)
        if self._spans(CRITICISES, folded[sentence[0] : sentence[1]]):
            return CRITICISED
        left = folded[sentence[0] : start]
        told = self._spans(TELLS_THAT, left)
        if not told or _OVER.search(left, told[-1][1]):
            return AUTHOR
        tokens = Tokens(left[: told[-1][0]])
        kind = self._kind(self._before(tokens, len(tokens.words), block, sentence[0]), block, sentence, tokens)
        if kind == REVIEW:
            return AUTHOR
        return REPORTED if kind in (VICTIM, PERPETRATOR, FAMILY, OTHER) else RECORDED

    # --- text -----------------------------------------------------------------------------------------------

    def _spans(self, name: str, text: bytes) -> Spans:
        """Where the phrases of a list stand in a text; nowhere, if the vocabulary has no such list."""
        known = name in self._lexicon.vocabulary.phrases
        return list(self._lexicon.list(name).spans(text)) if known else []

    def _folded(self, block: int) -> bytes:
        return self._facts.index.text(block)

    def _sentence(self, block: int, place: int) -> tuple[int, int]:
        """The sentence that a character stands in, or as much of it before and after as can matter."""
        start, end = 0, len(self._facts.document.blocks[block].text)
        spans = self._read(block)[0]
        number = bisect_right(spans, (place, end + 1)) - 1
        if number >= 0 and place < spans[number][1]:
            start, end = spans[number]
        return max(start, place - _FAR), min(end, place + _FAR)

    def _read(self, block: int) -> tuple[Spans, Spans]:
        """The sentences and the quotations of a block."""
        if block not in self._known:
            text = self._facts.document.blocks[block].text
            self._known[block] = sentences(text), quotations(text)
        return self._known[block]
