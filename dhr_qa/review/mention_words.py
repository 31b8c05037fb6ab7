"""What is known of words that may be names: from the vocabulary, from the lexicon, and from the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from dhr_qa.language.fold import folded
from dhr_qa.language.known_words import CAPITAL, GIVEN, GIVEN_RARE, NAME, PLACE, SURNAME, WORD, classes_of
from dhr_qa.language.small_words import FUNCTION_WORDS, MONTHS
from dhr_qa.review.lexicon import Lexicon

_LOWER = re.compile(r"(?<![A-Za-z@._/-])[a-z]{2,}(?![A-Za-z@_])")
#: Registers of bodies.
_BODIES = ("agencies", "national-bodies", "bodies")
_COLON = re.compile(r"(?: (?:by|of|for|to|from))?:")
_DATING = re.compile(
    r"(?i)(?:[0-9](?:st|nd|rd|th)?|\b(?:in|on|by|since|until|till|during|from|of|early|late|mid|last|this|next))[ -]$"
)
_MONTH = "(?:" + "|".join(month.capitalize() for month in MONTHS) + ")"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}(?: [0-9]{{4}})?(?:, ?| and | or | to | & |/| ?[-–] ?)$")
_MONTH_AFTER = re.compile(rf"(?:, ?| and | or | to | & |/| ?[-–] ?){_MONTH}\b|,? [0-9]{{4}}\b")
_PLACE = 6  #: letters of a word that can look like a place
_JOINED = re.compile(" (?:and|&) ")
_ARTICLE = re.compile(r"^(?:al|el|ul|ur|ad|an|as|ash|at|az)-")
_IRISH = re.compile(r"^(?:o'|mc|mac(?=[a-z]{4}))")


class Title(Struct, frozen=True):
    """A word in front of a name; `head` words are enough by themselves, modifiers are not ("Det", "Staff")."""

    sort: str
    head: bool


class NameWords:
    """The words of the vocabulary about names, as sets. Built once for a vocabulary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles: dict[str, Title] = {}
        self.weak_titles: set[str] = set()  #: words of the language as well
        for entry in lexicon.register("name-titles"):
            sort = str(entry.get("sort", ""))
            for word in entry.get("words", ()):
                self.titles.setdefault(str(word), Title(sort, True))
            self.weak_titles.update(map(str, entry.get("weak", ())))
            for word in entry.get("modifiers", ()):
                self.titles.setdefault(str(word), Title(sort, False))
        self.professions = _words(lexicon, "name-professions")
        self.kin = _words(lexicon, "name-kin")
        self.animals = _words(lexicon, "name-animals")
        self.verbs = _words(lexicon, "name-verbs")
        self.weak_verbs = _words(lexicon, "name-verbs-weak")
        self.strong_verbs = self.verbs - self.weak_verbs
        self.before = _words(lexicon, "name-before")
        self.before_places = _words(lexicon, "name-before-places")
        self.weak_before = _words(lexicon, "name-before-weak")
        self.at = _words(lexicon, "name-at")
        self.confiding = _words(lexicon, "name-confiding")
        self.determiners = _words(lexicon, "name-determiners")
        self.fillers = _words(lexicon, "name-fillers")
        self.moves = _words(lexicon, "name-moves")
        self.place_names = _words(lexicon, "name-places")
        self.place_ends = tuple(sorted(_words(lexicon, "name-place-endings")))
        self.place_begins = tuple(sorted(_words(lexicon, "name-place-beginnings")))
        self.works_before = _words(lexicon, "name-works-before")
        self.displays = _words(lexicon, "name-displays")
        self.plural_verbs = _words(lexicon, "name-verbs-plural")
        self.things_of = _words(lexicon, "name-things-of")
        self.nouns_after = _words(lexicon, "name-things-after")
        self.small_cues = self.kin | self.before | {"from", "with", "to", "and", "by", "is"}
        self.soft_things = _words(lexicon, "name-things-soft")
        self.things = _words(lexicon, "name-things") - self.soft_things
        self.thing_before = _words(lexicon, "name-thing-before")
        self.organisations = _words(lexicon, "name-organisations")
        self.body_begins = _words(lexicon, "name-body-begins")
        self.bodies = _words(lexicon, "name-bodies") | _words(lexicon, "name-peoples") | self.things
        self.said_bodies = _words(lexicon, "name-bodies-said")
        self.ordinary = _words(lexicon, "name-ordinary")
        self.clear = _words(lexicon, "name-clear") - self.ordinary
        self.ratings = _words(lexicon, "name-ratings")
        self.papers = _words(lexicon, "name-papers")
        self.tasks = _words(lexicon, "name-tasks")
        self.acts = _words(lexicon, "name-acts")
        self.record_labels = _words(lexicon, "name-record-labels")
        self.roles = self.professions | self.kin | {f"{word}s" for word in self.professions}
        self.barred_after_title = self.roles | self.organisations | FUNCTION_WORDS
        self.eponyms = _words(lexicon, "name-eponyms")
        #: Folded words of a thing called after a person, to whether its last word has to be possessive.
        self.tools: dict[str, bool] = {}
        #: Those of a single word that is a name as well: they name a thing where nothing says otherwise.
        self.perhaps_tools: set[str] = set()
        for form in (*_forms(lexicon, "name-tools"), *_plain_forms(lexicon, _BODIES)):
            key = folded(form)
            bare = key.removesuffix("'s")
            if " " not in bare and classes_of(bare) & NAME:
                self.perhaps_tools.add(bare)
            else:
                self.tools[bare] = bare != key
        #: Of those, the ones that in reports of this sort name a thing, though lists of given names have them.
        self.firm_tools = _words(lexicon, "name-tools-firm") & self.perhaps_tools
        #: Those of two names ("Other and Another", shops), which runs of capitals do not hold together.
        self.joined_tools = [key for key in self.tools if _JOINED.search(key)]
        self.tool_starts = {key.split()[0] for key in self.tools}
        self.longest_tool = max((len(key.split()) for key in self.tools), default=0)


def _forms(lexicon: Lexicon, register: str) -> Iterator[str]:
    return (form for entry in lexicon.register(register) for form in entry.forms)


def _plain_forms(lexicon: Lexicon, registers: Iterable[str]) -> Iterator[str]:
    """Single words without signs by which bodies are known ("cafcass"), and that are no words of the language."""
    for register in registers:
        for form in _forms(lexicon, register):
            if form.isalpha() and not classes_of(folded(form)) & WORD:
                yield form


def _words(lexicon: Lexicon, name: str) -> frozenset[str]:
    found = lexicon.vocabulary.phrases.get(name)
    return frozenset(folded(word) for word in found.phrases) if found is not None else frozenset()


def name_words(lexicon: Lexicon) -> NameWords:
    """The words of a vocabulary about names."""
    return lexicon.keep("name-words", lambda: NameWords(lexicon))


class Word(Struct, frozen=True):
    """What a capitalised word can be."""

    classes: int
    ordinary: bool  #: a word of the language, or one that this document writes small
    given: bool  #: known as a given name, common or rare
    common_given: bool
    surname: bool
    place: bool
    body: bool  #: ends names of bodies, heads sections: never part of a name
    unknown: bool  #: in no list, and never written small
    like_place: bool = False  #: in no list of words, and it looks like a place
    may_be_place: bool = False  #: a place that is a name as well

    @property
    def namelike(self) -> bool:
        """Whether it can be part of a name where nothing speaks against it."""
        return not self.body and (self.given or self.surname or not (self.ordinary or self.place))


class DocumentWords:
    """The words of one document."""

    def __init__(self, text: str, words: NameWords) -> None:
        self.vocabulary = words
        self._text = text
        self._known: dict[str, Word] = {}
        self._capital: Counter[str] = Counter()
        self._mixed: set[str] = set()

    @cached_property
    def lower(self) -> Counter[str]:
        """How often each word stands in small letters, e-mail and web addresses left out."""
        return Counter(_LOWER.findall(self._text))

    def count(self, texts: Iterable[str]) -> None:
        """Notes how the words of the document are written that have a capital."""
        for text in texts:
            word = text.lower()
            self._capital[word] += 1
            if not text.isupper():
                self._mixed.add(word)

    def times(self, word: str) -> int:
        """How often a word stands with a capital."""
        return self._capital[word]

    def begins(self, place: int) -> bool:
        """Whether a sentence or a line begins at a place, so that any word there has a capital."""
        before = self._text[max(0, place - 4) : place].rstrip(" \"'(")
        return not before or before[-1] in ".!?:;\n\r"

    def dates(self, place: int) -> bool:
        """Whether a month at a place is one: a number or a word of time stands before it."""
        return _DATING.search(self._text[max(0, place - 12) : place]) is not None

    def among_months(self, start: int, end: int) -> bool:
        """Whether a word that is a month too stands in a row of months, or before a year: "May, August and June"."""
        before, after = self._text[max(0, start - 20) : start], self._text[end : end + 20]
        return _MONTH_BEFORE.search(before) is not None or _MONTH_AFTER.match(after) is not None

    def labels(self, place: int) -> bool:
        """Whether what ends at a place is the label of a line: a colon follows, perhaps after a small word."""
        return _COLON.match(self._text, place) is not None

    def capitals_only(self, word: str) -> bool:
        """Whether a word stands in capitals wherever it stands, as an acronym does."""
        return word not in self._mixed

    def of(self, word: str) -> Word:
        """What is known of a word in folded lower case."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._find(word)
        return found

    def _like_a_place(self, word: str) -> bool:
        """Whether a word of no list names a place: one of the vocabulary's, or one that ends or begins like those."""
        vocabulary = self.vocabulary
        if word in vocabulary.place_names:
            return True
        return len(word) > _PLACE and (word.endswith(vocabulary.place_ends) or word.startswith(vocabulary.place_begins))

    def _find(self, word: str) -> Word:
        bare = _ARTICLE.sub("", word)
        parts = [part for part in bare.replace("'", "").split("-") if part]
        each = [classes_of(part) for part in parts]
        classes = 0
        for part in each:
            classes |= part & NAME
        if len(each) == 1:
            classes = each[0]
        elif all(part & WORD and not part & GIVEN for part in each):
            classes |= WORD
        if _IRISH.match(bare) and not classes & WORD:
            classes |= SURNAME
        lower = self.lower[word]
        small = lower > 0 and not classes & GIVEN and lower > self._capital[word]
        plain = bool(classes & WORD) and word not in self.vocabulary.clear
        ordinary = plain or small or word in self.vocabulary.ordinary
        given = bool(classes & (GIVEN | GIVEN_RARE))
        peoples = bool(classes & CAPITAL and not classes & NAME)
        body = word in self.vocabulary.bodies or word in FUNCTION_WORDS or peoples
        if len(parts) > 1 and not body:
            body = all(part in self.vocabulary.bodies for part in parts)
        return Word(
            classes,
            ordinary,
            given,
            bool(classes & GIVEN),
            bool(classes & SURNAME),
            bool(classes & PLACE),
            body,
            not classes and not ordinary,
            not classes and self._like_a_place(bare),
            bare in self.vocabulary.place_names,
        )
