"""How likely each piece is the name of a person: by its own words, by what stands around it, by the whole document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from dhr_qa.language.known_words import PLACE, classes_of
from dhr_qa.language.small_words import MONTHS
from dhr_qa.review.mention_context import Context
from dhr_qa.review.mention_pieces import Piece
from dhr_qa.review.mention_words import DocumentWords, Word

#: From here on a piece is a name; below it, its words are at most a question.
LIKELY = 0.8
_LONG = 5  #: letters of a given name in capitals that is no acronym
#: "Rose-tinted", "May-time": a name or word made part of a word of the language.
_COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]{3,}(?:ed|ing|like|based|time|wide|long)")
_VOWEL = re.compile("[aeiouy]")
#: A capital inside a word that no "Mc", "De" or the like begins.
_CAMEL = re.compile(r"^(?!Mc|Mac|De|Di|Du|Da|La|Le|Fitz|Van|Von|El|Al|Ul|St|O')[A-Z][a-z]+[A-Z]")
_SEVERAL = 2
_SURE, _CLEAR, _OPEN, _HARDLY, _NOT = 0.95, 0.9, 0.5, 0.2, 0.0


class Votes(Struct):
    """What the places where a word stands say of it, all together."""

    strong: int = 0
    weak: int = 0
    thing: int = 0
    defined: int = 0  #: sentences that say what sort of body or thing it is
    bodies: int = 0  #: of the things those in whose names it stands
    before: int = 0  #: of the weak ones those for a "with" or "by" before it


class Candidate(Struct):
    """A piece with its surroundings and, once judged, its score."""

    piece: Piece
    context: Context
    heading: bool = False
    cell: str = ""  #: what the column says that stands in it: "surname", "given", "lead", "contributor", "person" or ""
    column: str = ""  #: the same, also where only part of the cell is the name
    only: bool = False  #: it is all that its line or cell says
    author: bool = False  #: the text is the name of an author, as the file keeps it
    score: float = 0.0


class Judge(Struct):
    """Votes of a document, and the judgement of its candidates."""

    words: DocumentWords
    votes: dict[str, Votes] = field(default_factory=dict)
    places: set[tuple[str, ...]] = field(default_factory=set)  #: whole names that stand after "at" or "on" like places

    def count(self, candidates: Iterable[Candidate]) -> None:
        """Collects the votes for single words."""
        for each in candidates:
            piece, context = each.piece, each.context
            if piece.tool and len(piece.tokens) > 1:
                shorter = self.votes.setdefault(piece.tokens[0].word, Votes())
                shorter.thing += 1  # "Other", short for the Other Foundation
                shorter.bodies += 1
            if piece.tool or (piece.title and not piece.thing):
                continue
            if context.at and not context.possessive and len(piece.tokens) > 1:
                self.places.add(piece.words)
            body = len(piece.tokens) == 1 and (context.body or context.bracketed)
            for token in piece.tokens:
                votes = self.votes.get(token.word)
                if votes is None:
                    votes = self.votes[token.word] = Votes()
                if piece.thing or piece.saint:
                    votes.thing += 1
                    votes.bodies += 1
                elif len(piece.tokens) == 1:
                    known = self.words.of(token.word)
                    if body and token.word not in self.words.vocabulary.perhaps_tools:
                        body = not known.common_given
                    votes.bodies += body
                    votes.defined += context.defined
                    votes.thing += body + context.noun + context.titled + context.address
                    votes.thing += context.thing + context.determiner
                    votes.thing += context.at and (not context.possessive or (context.alone and not known.common_given))
                    votes.strong += context.strong - context.goal
                    votes.weak += context.weak
                    votes.before += context.before
                    votes.thing += context.joined

    def judge(self, each: Candidate) -> float:
        """The likelihood, 0 to 1, that a candidate names a person."""
        piece = each.piece
        if piece.tool or not piece.tokens:
            return _NOT
        ratings = self.words.vocabulary.ratings
        if len(piece.tokens) > 1 and all(token.word in ratings for token in piece.tokens):
            return _NOT
        if len(set(piece.words)) < len(piece.tokens):
            return _HARDLY  # a word said twice: cells run together
        if piece.title:
            last = piece.tokens[-1].word
            house = len(piece.tokens) > 1 and last in self.words.vocabulary.things and not self.words.of(last).surname
            thing = piece.thing or house or each.context.thing > each.context.strong
            weak = piece.title[-1].text in self.words.vocabulary.weak_titles
            weak = weak and any(self.words.of(token.word).ordinary for token in piece.tokens)
            thing = thing or (
                each.context.at and last in self.words.vocabulary.soft_things | self.words.vocabulary.things
            )
            pub = each.context.determiner and piece.sort != "professional" and (weak or not each.context.article)
            return _HARDLY if thing or pub else _SURE
        if piece.saint:
            return _NOT
        if each.author:
            return self._author(each)
        if len(piece.tokens) == 1:
            return self._single(each)
        return self._full(each)

    def _author(self, each: Candidate) -> float:
        known = [self.words.of(token.word) for token in each.piece.tokens]
        if each.piece.thing or each.piece.beside:
            return _HARDLY
        if len(known) > 1:
            return _CLEAR
        return _CLEAR if known[0].given and not known[0].ordinary else _OPEN

    # --- names of several words ---------------------------------------------------------------------------

    def _full(self, each: Candidate) -> float:
        piece, context = each.piece, each.context
        known = [self.words.of(token.word) for token in piece.tokens]
        strong = context.strong + piece.role + bool(each.cell)
        if piece.thing:
            return _HARDLY if not strong else _OPEN
        about = context.paper and known[0].common_given and not known[0].ordinary
        sure = known[0].common_given and not (known[0].ordinary or known[0].place)
        if not about and (
            context.thing > strong or (context.determiner and not strong and not (sure and context.article))
        ):
            return _HARDLY
        if context.number and not strong and (context.house or not sure):
            return _HARDLY
        if context.body and not strong and not piece.title:
            return _OPEN  # "the agency that sent staff, Other Wells,"
        score = self._shape(piece, known, context.start)
        last = piece.tokens[-1].word
        if (
            last in self.words.vocabulary.soft_things
            and strong <= (piece.words in self.places)
            and (piece.words in self.places or not known[0].common_given or known[0].place)
        ):
            return _HARDLY
        if self._named_place(piece) and strong <= bool(each.cell):
            return _HARDLY
        things = sum(self.mostly_thing(token.word) for token in piece.tokens)
        perhaps = self.words.vocabulary.perhaps_tools
        if not strong and any(token.word in perhaps and self.mostly_thing(token.word) for token in piece.tokens):
            return _HARDLY
        given = any(word.given and not word.ordinary for word in known)
        if things and not given:
            score -= 0.25 * things
        if context.at and not given:
            score -= 0.2
        if each.heading and not given:
            score -= 0.2
        if piece.beside and not given:
            score -= 0.25
        score += 0.15 * min(strong, 2) + 0.05 * bool(each.cell) + 0.05 * min(context.weak, 2) + 0.05 * each.only
        return max(_NOT, min(_SURE, score))

    def _shape(self, piece: Piece, known: Sequence[Word], start: bool) -> float:
        """The score of a name by its words alone; `start`: they begin a sentence."""
        first, last = known[0], known[-1]
        letters = [len(token.text) == 1 for token in piece.tokens]
        if all(letters):
            return _NOT
        if letters[0]:
            rest = [word for word, letter in zip(known, letters, strict=True) if not letter]
            if all(word.ordinary for word in rest):
                return 0.45
            return 0.7 if any(word.place for word in rest) else 0.85
        if any(token.gap.strip() for token in piece.tokens[1:] if len(token.gap.strip()) > 1):
            return _CLEAR  # "de", "bin", "al-" between two words
        if any("-" in token.text and token.text.split("-")[1][:1].islower() for token in piece.tokens):
            return 0.85  # "Siu-ming"
        if first.common_given and not first.ordinary:
            return LIKELY if last.ordinary and not last.surname and not last.given else _CLEAR
        if first.given and not first.ordinary:
            return 0.85
        if letters[-1] and first.common_given:
            return LIKELY  # "Grace B"
        if first.given:  # an ordinary word that is a given name: "Dawn", "Will"
            return LIKELY if not last.ordinary else (0.65 if start else 0.75) if last.surname else 0.5
        if any(word.given and not word.ordinary for word in known[1:]):
            return 0.8
        ordinary = sum(word.ordinary for word in known)
        if ordinary == len(known):
            return 0.35
        if any(word.place for word in known):
            return 0.65
        if ordinary:
            return 0.75 if last.ordinary and last.surname else 0.6
        return LIKELY

    def _named_place(self, piece: Piece) -> bool:
        return bool(classes_of(" ".join(token.word for token in piece.tokens)) & PLACE)

    def mostly_thing(self, word: str) -> bool:
        """Whether a word stands for a thing in more places than for a person."""
        votes = self.votes.get(word)
        return votes is not None and votes.thing > votes.strong + votes.weak // 2

    # --- single words -------------------------------------------------------------------------------------

    def _single(self, each: Candidate) -> float:
        piece, context = each.piece, each.context
        token = piece.tokens[0]
        known = self.words.of(token.word)
        strong = context.strong + piece.role + bool(each.cell) - (known.place and context.goal)
        if token.word in MONTHS and self.words.among_months(token.start, token.end):
            return _NOT
        if len(token.text) < 2 or known.body:
            return _NOT
        if token.text.isupper() and known.common_given and not known.ordinary and len(token.text) >= _LONG:
            alone = not each.heading and not piece.beside and not piece.followed
            told = strong or context.verb or not self.words.capitals_only(token.word)
            return LIKELY if alone and told else _HARDLY
        if (context.owned and known.ordinary) or ((context.owned or token.text.isupper()) and not strong):
            return _HARDLY
        if _COMPOUND.fullmatch(token.text):
            return _HARDLY
        perhaps = token.word in self.words.vocabulary.perhaps_tools
        if not _VOWEL.search(token.word) and len(token.text) < _LONG and known.unknown:
            return _HARDLY  # "Tnt", "Yr"
        if known.ordinary and each.cell == "lead" and not known.given and context.strong < 1:
            return _HARDLY  # "Chamber"
        if known.ordinary and (context.number or token.word in self.words.vocabulary.roles):
            return _HARDLY  # a date, the number of a house; what somebody is
        if each.cell in ("surname", "given") and each.only:
            return _CLEAR
        if context.determiner or (context.thing and context.thing >= strong) or piece.thing:
            return _HARDLY
        if (piece.followed or (piece.beside and not context.start)) and not strong:
            return _HARDLY
        if each.heading and not (known.given and not known.ordinary):
            return _HARDLY
        votes = self.votes.get(token.word, Votes())
        personal = context.kin or context.beside or piece.role or bool(each.cell and each.cell != "lead")
        if context.body and not piece.title and (perhaps or not known.common_given):
            return _HARDLY
        if votes.defined and not personal:
            return _HARDLY
        if context.alone and context.at and not known.common_given:
            return _HARDLY  # "at Other's": a shop, a pub
        if votes.bodies and (known.place or not known.common_given) and not personal:
            return _HARDLY  # "Other", where the Other Foundation is named as well
        if context.bracketed and (perhaps or known.ordinary or known.place):
            return _HARDLY
        if perhaps and not strong and not votes.strong:
            return _HARDLY
        firm = token.word in self.words.vocabulary.firm_tools
        if perhaps and not personal and (firm or not known.common_given or votes.thing >= max(votes.strong, 1)):
            return _HARDLY  # what is known as a body, a system or a brand, and is no usual given name
        if (known.like_place or (known.place and not (known.given or known.surname))) and not personal:
            return _HARDLY
        if (context.noun or context.titled) and not (known.common_given and not known.ordinary) and not strong:
            return _HARDLY
        if context.address and not personal and not (known.common_given and not known.place):
            return _HARDLY
        if known.ordinary:
            if votes.bodies and not piece.title:
                return _HARDLY  # "Haven", where the Haven Domestic Abuse Service is named as well
            if not (known.given or known.surname) and (strong < 2 or context.start):
                called = context.kin and context.beside and not (context.start or piece.followed or votes.thing)
                return LIKELY if called else _HARDLY  # "their lodger Florin"
            if votes.thing > votes.strong and not personal:
                return _HARDLY
            if context.start and context.strong < 2 and not each.cell:
                return _HARDLY
            if strong and not context.at:
                return 0.8
            return _OPEN if votes.strong and not context.at and not context.start else _HARDLY
        if not known.given and (context.joined or (votes.thing and votes.thing * 2 >= votes.strong)):
            return _HARDLY
        only_surname = known.surname and not known.common_given and "-" not in token.text
        if only_surname and not (personal or context.people or each.cell) and votes.strong < _SEVERAL:
            return _OPEN  # "Other said", where nobody of that name has a title or a given name: a body as likely
        if strong and not context.at:
            return 0.85
        if not known.common_given and context.next and not classes_of(context.next) and len(context.next) > 1:
            return _HARDLY  # a word that a scan has broken
        if _CAMEL.search(token.text) and known.unknown and not personal:
            return _HARDLY  # "CareWise", "ViewFirst": nobody's name is written so
        if (known.place or known.may_be_place) and not strong:
            return 0.8 if votes.strong > votes.thing and not context.at else _HARDLY
        if known.common_given:
            return 0.85 if votes.thing <= votes.strong + votes.weak // 2 and not context.at else _OPEN
        if context.at and not context.possessive:
            return _HARDLY
        if votes.thing > votes.strong:
            return _HARDLY
        if (
            votes.strong
            or (votes.weak >= _SEVERAL and votes.weak > votes.before)
            or (known.given and votes.weak and not (known.surname and token.text.isalpha()))
        ):
            return LIKELY
        return 0.6 if known.given else _OPEN
