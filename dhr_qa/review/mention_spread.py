"""Names known from one place of a document found in the others: alone, in small letters, in plurals, as initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from dhr_qa.language.known_words import GIVEN, PLACE, SURNAME, WORD, classes_of
from dhr_qa.language.phrases import compile_re2
from dhr_qa.language.small_words import MONTHS
from dhr_qa.review.mention_context import Context
from dhr_qa.review.mention_found import Found, found_of, letters_of, name_words_of
from dhr_qa.review.mention_judge import LIKELY, Candidate, Judge
from dhr_qa.review.mention_minutes import Attendance
from dhr_qa.review.mention_tables import Place
from dhr_qa.review.mention_text import Layout, Token
from dhr_qa.review.mention_words import DocumentWords, NameWords

_LINK = re.compile(r",?[ \r](?:and|or|&)[ \r]|[ ]?/[ \r]?|,[ \r]")
_SHORTEST = 4  #: in small letters
_SMALL = re.compile(r"(?<![A-Za-z@._-])([a-z]{4,})(?![A-Za-z@_])(?:(?=[ ]([a-z]{3,})))?")
_CAPITALS = re.compile(r"(?<![A-Za-z@.])[A-Z]{2,4}(?![A-Za-z@])")
_NEXT_WORDS = re.compile(r" ([a-z]+)(?: ([a-z-]+))?")
_NOTE = 9
_NOTHING = 0.2  #: the score of what is one of several things
_SIGNED, _CLOSED = ("(", "- ", "-"), re.compile(r"[)\]\n]|$")
_TOGETHER = re.compile(r"^ (?:and|&) [A-Z][A-Za-z]+")
_WHAT = re.compile(r"^ \([A-Za-z ]{2,16}\)")  #: "AO (nurse) to ring"
_ENDS = re.compile(r"[\"'*_)]*(?:\]|\r|\n|$)")
_STOPPED = re.compile(r"[.?!]\*{0,2} $")
_NAME_FOLLOWS = re.compile(r"[ \r][A-Z][a-z]")


def person_words(found: Iterable[Found], words: DocumentWords) -> dict[str, str]:
    """Word to "given" or "surname", for the words of names that are sure enough."""
    known: dict[str, str] = {}
    for each in found:
        if each.score < LIKELY:
            continue
        for place, word in enumerate(each.words):
            if len(word) < 2 or words.of(word).body:
                continue
            last = place == len(each.words) - 1 and (len(each.words) > 1 or bool(each.title) or bool(each.initials))
            known.setdefault(word, "surname" if last else "given")
    return known


def side_by_side(candidates: Sequence[Candidate], text: str) -> None:
    """Doubtful names joined by "and", or listed, with a likely one are likely too; so are two after a colon."""
    chain: list[Candidate] = []
    joined = False
    for each in candidates:
        between = text[chain[-1].piece.end : each.piece.start] if chain else ""
        link = bool(chain) and _LINK.fullmatch(between) is not None
        if not link:
            _raise(chain, joined, text)
            chain, joined = [], False
        joined = joined or (link and not between.startswith(", "))
        if link:
            _share(chain[-1].context, each.context)
        chain.append(each)
    _raise(chain, joined, text)


def _share(one: Context, other: Context) -> None:
    """Two people in one breath are of one sort, where only the first is said to be of any: "the crew, A and B"."""
    if not (other.profession or other.kin):
        other.profession, other.kin = one.profession, one.kin


def _raise(chain: Sequence[Candidate], joined: bool, text: str) -> None:
    if len(chain) < 2 or not joined:
        return
    last = chain[-1].context
    if last.thing > last.strong and last.next.endswith("s") and not last.verb:
        for each in chain:  # "on One, Other and Another wards"
            if len(each.piece.tokens) == 1 and not (each.piece.title or each.context.strong):
                each.score = min(each.score, _NOTHING)
        return
    likely = [each.score >= LIKELY for each in chain]
    doubtful = [_doubtful(each) for each in chain]
    if not all(one or other for one, other in zip(likely, doubtful, strict=True)):
        return
    if any(likely) or text[: chain[0].piece.start].rstrip()[-1:] == ":":
        for each in chain:
            each.score = max(each.score, LIKELY)


def _doubtful(each: Candidate) -> bool:
    return 0.45 <= each.score < LIKELY and not (each.piece.beside or each.heading or each.context.determiner)


def elsewhere(candidates: Iterable[Candidate], known: Mapping[str, str], judge: Judge, text: str) -> Iterator[Found]:
    """Doubtful candidates that are, or hold, a word of a name known from elsewhere."""
    for each in candidates:
        piece = each.piece
        if each.score >= LIKELY or piece.tool or piece.saint or not piece.tokens or not _stands(each, known, judge):
            continue
        whole = [token for token in piece.tokens if len(token.text) > 1]
        if len(piece.tokens) == 1 or all(_known(token, known) for token in whole):
            kind = "full" if len(piece.tokens) > 1 else _known(piece.tokens[0], known) or "surname"
            yield found_of(each, 0.85, "title-name" if piece.title else kind, text)
        else:
            for token in piece.tokens:
                if _known(token, known) and not judge.words.of(token.word).ordinary:
                    found = found_of(each, LIKELY, _known(token, known), text)
                    found.start, found.end, found.words = token.start, token.end, name_words_of(token.word)
                    yield found


def _known(token: Token, known: Mapping[str, str]) -> str:
    """What a word of names is elsewhere in the document, "" for a word of none."""
    return next((known[word] for word in name_words_of(token.word) if word in known), "")


def _stands(each: Candidate, known: Mapping[str, str], judge: Judge) -> bool:
    piece, context = each.piece, each.context
    token = piece.tokens[0]
    if len(piece.tokens) > 1:
        if piece.thing or context.thing > context.strong:
            return False
        return any(_known(token, known) for token in piece.tokens)
    if not _known(token, known):
        return _plural(token.word, known) and context.determiner
    word = judge.words.of(token.word)
    if context.strong and not word.body:
        return True
    if piece.thing or context.thing or context.determiner:
        return False
    if token.word in judge.words.vocabulary.ratings or token.word in MONTHS:
        return context.verb and not context.before
    if not word.ordinary:
        return not (context.at and not context.possessive and (word.place or word.unknown))
    if context.start:
        usual = token.word in judge.words.vocabulary.ordinary or judge.words.lower[token.word] > 0
        says = context.verb or context.possessive or context.label
        return (each.only and bool(each.cell)) or (says and not (usual and judge.mostly_thing(token.word)))
    return not (
        (context.at and not context.possessive) or piece.beside or each.heading or context.number
    ) and not judge.mostly_thing(token.word)


def _plural(word: str, known: Mapping[str, str]) -> bool:
    return word.endswith("s") and (word[:-1] in known or word[:-2] in known)


def small(layout: Layout, known: Mapping[str, str], words: DocumentWords) -> Iterator[Found]:
    """Words of names written in small letters, as in messages and file names."""
    wanted = {
        word
        for word in known
        if not words.of(word).ordinary
        and (len(word) >= _SHORTEST or (len(word) == _SHORTEST - 1 and not classes_of(word) & (WORD | PLACE)))
    }
    if not wanted:
        return
    ordered = sorted(map(re.escape, wanted), key=len, reverse=True)
    pattern = compile_re2(rf"[^A-Za-z@](?:{'|'.join(ordered)})", case=True)
    for match in pattern.finditer(layout.text.encode("ascii")):
        start, end = match.start() + 1, match.end()
        if not layout.text[end : end + 1].isalpha():
            word = layout.text[start:end]
            yield Found(start, end, (word,), 0.85, known[word])


def in_small_letters(layout: Layout, words: DocumentWords) -> Iterator[Found]:
    """Given names that a message writes small throughout ("my sister anna rang"), where a cue stands beside them."""
    vocabulary = words.vocabulary
    wanted = {
        word for word in words.lower if len(word) >= _SHORTEST and classes_of(word) & (GIVEN | WORD | PLACE) == GIVEN
    }
    for match in _SMALL.finditer(layout.text) if wanted else ():
        word, after = match.group(1), match.group(2) or ""
        if word not in wanted:
            continue
        before = layout.text[max(0, match.start() - 24) : match.start()].replace(",", " ").split()[-1:]
        cue = bool(before) and before[0].lower().strip("\"'(") in vocabulary.small_cues
        if cue or after in vocabulary.strong_verbs:
            surname = bool(after) and classes_of(after) & (SURNAME | WORD) == SURNAME
            start = match.start(1)
            end = match.end(2) if surname else start + len(word)
            yield Found(start, end, (word, after) if surname else (word,), LIKELY, "full" if surname else "given")


def initials(
    layout: Layout,
    found: Sequence[Found],
    words: NameWords,
    acronyms: Collection[str],
    leads: Collection[Place],
    attendance: Attendance,
) -> Iterator[Found]:
    """Capitals that stand for somebody named: explained by a list or a bracket, or doing what people do in notes.

    `acronyms` are letters that mean something else, `leads` the cells of tables in which those who act are named,
    `attendance` those who were at the meetings of the panel.
    """
    meant: dict[str, Found] = {}
    perhaps: dict[str, Found] = {}
    for each in found:
        source = layout.at(each.start)
        given = attendance.letters(source, letters_of(each.words, each.initials).upper())
        if given:
            meant.setdefault(given, each)
        if each.kind not in ("full", "title-name") or len(each.words) + len(each.initials) < 2:
            continue
        letters = letters_of(each.words, each.initials).upper()
        if 2 <= len(letters) <= 4 and letters not in meant:
            if _explained(layout.text, each, letters):
                meant[letters] = each
            elif letters not in acronyms and letters not in words.titles:
                if attendance.holds(source):
                    perhaps[letters] = each
                else:
                    perhaps.setdefault(letters, each)
    for match in _CAPITALS.finditer(layout.text) if meant or perhaps else ():
        letters = match.group()
        owner = meant.get(letters)
        following = layout.text[match.end() : match.end() + 30]
        if owner is None and letters in perhaps and _acts(layout, match.start(), following, words, leads):
            owner = perhaps[letters]
        if owner is None or (letters in words.titles and _NAME_FOLLOWS.match(following)):
            continue
        yield Found(match.start(), match.end(), owner.words, 0.85, "initials", owner.initials, alias=letters)


def _acts(layout: Layout, start: int, following: str, words: NameWords, leads: Collection[Place]) -> bool:
    """Whether capitals stand where notes say who does something: "AO to write", "AO said", "Action: AO"."""
    before = layout.text[max(0, start - _NOTE) : start]
    if (before.endswith(_SIGNED) and _CLOSED.match(following)) or (
        before.lower().endswith("exhibit ") and following.startswith("/")
    ):
        return True  # "(JC)", "please delete - LW)", "exhibit DZ/14"
    if _STOPPED.search(before) and _ENDS.match(following):
        return True  # "[Names to come out. AO]", "Rang again. AO"
    if before.endswith(" by ") and not layout.text[start + 2 : start + 3].isalpha():
        return True  # "changed by AO"; two letters only
    after = _NEXT_WORDS.match(_TOGETHER.sub("", _WHAT.sub("", following)))
    if after is not None:
        if after.group(1) == "to":
            return (after.group(2) or "") in words.tasks
        return after.group(1) in words.verbs
    cell = layout.at(start).cell
    if cell is not None and cell in leads:
        low, _ = layout.reach(layout.number_at(start))
        return not layout.text[low:start].strip(" \r,/&") or layout.text[start - 2 : start] in (", ", "/ ")
    return layout.text[max(0, start - 9) : start].lower().strip().rstrip(":").endswith("action")


def _explained(text: str, each: Found, letters: str) -> bool:
    after = text[each.end : each.end + 90].split("\n")[0]
    for bracket in re.finditer(r"\(([^()]{2,45})\)", after):
        if re.search(rf"(?<![A-Za-z]){letters}(?![A-Za-z])", bracket.group(1)):
            return True
    before = text[max(0, each.start - 12) : each.start]
    return re.search(rf"(?<![A-Za-z]){letters}[ ]?(?:[-:=(,]|\t)[ ]?$", before) is not None
