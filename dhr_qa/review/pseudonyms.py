"""Sentences that tell which names a report uses in place of real ones, however many names they give at once.

"Ruby and Stephen are the names used for the victim and her former partner." What gives such a sentence away
is in the phrase list `pseudonym-told`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dhr_qa.documents.model import Document
from dhr_qa.language.index import TextIndex
from dhr_qa.language.sentences import sentences
from dhr_qa.language.small_words import FUNCTION_WORDS
from dhr_qa.review.blocks import TEXT_PARTS
from dhr_qa.review.facts import Person
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.mention_text import Token, runs
from dhr_qa.review.mention_words import name_words
from dhr_qa.review.names import name_pattern, not_name

_SAID = re.compile(
    rb"(?: \([0-9]{1,3}\))?(?:,| \(|:| -| =)? ?(?:(?:is|was|who is|who was) )?"
    rb"(?:(?:the|her|his|their|a|an|[A-Z][a-z]+'s) )?"
    rb"(?:(?:wo)?man |first |second |former |own |late |eldest |youngest |older |younger )?"
)
#: Begins a sentence that says of the names of the sentence before that they are not the real ones.
_BACK = re.compile(r"(?:Both|These|Those|They|All|Neither|None|Names|The(?: two| three)? names)\b")
_BESIDE_NUMBER = re.compile(r",? [0-9]")
_GLUE = frozenset("@_/\\")
_CALLED = re.compile(
    rb"s?(?:,|:| =| -)? ?"
    rb"(?:(?:is|are|was|as|being|named|called|appears as|shall be|will be|becomes|known as|hereafter) )?['\"(]?"
)
_LINKED = re.compile(rb",? (?:and )?")
_NEAR = 50
_MOST_WORDS, _AROUND = 400, 4
_TITLED = 2  #: words of a title and a name
ROLE, REASON = "other-subject", "pseudonym"


def told_names(document: Document, index: TextIndex, lexicon: Lexicon) -> Iterator[Person]:
    """People whose names in the report a sentence tells: single names, labels with a letter, initials."""
    told = index.find(lexicon.list("pseudonym-told"))
    denied = index.find(lexicon.list("pseudonym-denied"))
    for number, spans in told.items():
        if number in denied:
            spans = [each for each in spans if not any(s <= each[0] and each[1] <= e for s, e in denied[number])]
        block = document.blocks[number]
        if block.part not in TEXT_PARTS or block.toc or block.kind == "heading":
            continue
        folded = index.text(number)
        if len(folded.split()) > _MOST_WORDS:
            continue
        near = sentences(block.text)
        holding = [place for place, (start, end) in enumerate(near) if any(start <= s < end for s, _ in spans)]
        pointing = [place - 1 for place in holding if place and _BACK.match(block.text[near[place][0] :])]
        for place, (start, end) in enumerate(near):
            sure = place in holding or place in pointing
            if sure or any(abs(place - other) <= _AROUND for other in holding):
                yield from _of_sentence(block.text, folded, number, start, end, sure, lexicon)


def _of_sentence(
    text: str, folded: bytes, block: int, start: int, end: int, sure: bool, lexicon: Lexicon
) -> Iterator[Person]:
    """The names of one sentence. `sure`: it holds the statement itself; its neighbours give labels only,
    and names of which they say who it is."""
    piece = folded[start:end]
    labels = set(_labelled(piece, lexicon))
    names = sorted(labels.union(_single(piece.decode("ascii"), lexicon)))
    names = [each for each in names if not any(o != each and o[0] <= each[0] and each[1] <= o[1] for o in names)]
    relations = _relations(piece, lexicon)
    roles = _matched(piece, names, relations)
    for (first, last), (role, said) in zip(names, roles, strict=True):
        if sure or said or (first, last) in labels:
            yield Person(
                text[start + first : start + last], role or ROLE, True, REASON,
                block=block, start=start + first, end=start + last,
            )  # fmt: skip


def _labelled(piece: bytes, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Labels ("Adult A", "Mr F"), and initials that a word of relation is said of ("TL is the woman who died")."""
    shape = lexicon.pattern(rf"\b{name_pattern(lexicon, 'labelled')}", case=True)
    for match in shape.finditer(piece):
        yield match.span()
    for match in lexicon.pattern(rf"\b(?:{name_pattern(lexicon, 'initials')})", case=True).finditer(piece):
        first, last = match.span()
        letters = piece[first:last].decode()
        after = piece[last : last + 4]
        explained = after.startswith((b" is ", b" was", b" wil", b" are", b" sta", b")", b" (", b",", b" and"))
        if (
            letters not in ("A", "I")
            and explained
            and not not_name(piece[first:last], lexicon)
            and not _known(letters, lexicon)
        ):
            yield first, last


def _known(letters: str, lexicon: Lexicon) -> bool:
    """Whether letters are an acronym that the vocabulary knows."""
    known = lexicon.keep("acronym-titles", lambda: frozenset(each.title for each in lexicon.register("acronyms")))
    return letters in known


def _single(piece: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Capitalised words that stand alone and can be a given name."""
    vocabulary = name_words(lexicon)
    barred = lexicon.list("pseudonym-not-after").regexp
    for whole in runs(piece):
        titled = len(whole) == _TITLED and whole[0].text in vocabulary.titles and whole[0].word in vocabulary.kin
        run = whole[1:] if titled else whole  # "Aunt Hazel"
        if len(run) > 1 or not _can_be_name(run[0], vocabulary.bodies | vocabulary.roles):
            continue
        token = run[0]
        if piece[token.end : token.end + 2] == "'s":
            continue  # the other end of a relation: "Sam's wife"
        if _BESIDE_NUMBER.match(piece[token.end :]) or piece[: token.start].rstrip()[-1:].isdigit():
            continue  # a month: "August 2016", "3 May"
        if piece[: token.start].count('"') % 2 and piece[token.start - 1] != '"':
            continue  # quoted from something else
        if _GLUE.intersection(piece[max(0, token.start - 1) : token.start] + piece[token.end : token.end + 1]):
            continue  # part of an address or of a file name
        before = piece[: token.start].rstrip("\"'(") + " " if piece[: token.start].strip() else ""
        if barred.search(before.replace("  ", " ").encode()):
            continue
        if (
            token.word in vocabulary.ordinary
            and not before
            and not re.match(r" (?:is|was|are|and)\b|,", piece[token.end :])
        ):
            continue
        yield whole[0].start, token.end


def _can_be_name(token: Token, barred: frozenset[str]) -> bool:
    from dhr_qa.language.known_words import NAME, WORD, classes_of

    if len(token.text) < 2 or token.text.rstrip("s").isupper() or token.word in FUNCTION_WORDS or token.word in barred:
        return False
    classes = classes_of(token.word)
    return bool(classes & NAME) or not classes & WORD


def _relations(piece: bytes, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Words of relation with the role they give, from left to right; those about the other end left out."""
    rest = bytearray(piece)
    for start, end in lexicon.list("relation-objects").spans(piece):
        rest[start:end] = b" " * (end - start)
    return [(start, end, entry.id) for start, end, entry in lexicon.forms("person-roles").spans(bytes(rest))]


def _matched(
    piece: bytes, names: list[tuple[int, int]], relations: list[tuple[int, int, str]]
) -> list[tuple[str, bool]]:
    """Role of each name, in turn where all names come first, else the nearest; and whether it is said of it."""
    if names and len(names) == len(relations) and names[-1][1] <= relations[0][0] and len(names) > 1:
        return [(role, True) for _, _, role in relations]
    found: list[tuple[str, bool]] = []
    several = ""  # the role of people whom a word in the plural names together
    for place, (first, last) in enumerate(names):
        low = names[place - 1][1] if place else 0
        high = names[place + 1][0] if place + 1 < len(names) else 1 << 30
        before = [each for each in relations if low <= each[0] and each[1] <= first]
        after = [each for each in relations if last <= each[0] < high]
        # "her husband Alec", "her sister, Joy", "her son is 'Max'"
        beside = bool(before) and _CALLED.fullmatch(piece[before[-1][1] : first]) is not None
        said = bool(after) and _SAID.fullmatch(piece[last : after[0][0]]) is not None  # "TL is the woman who died"
        linked = place > 0 and _LINKED.fullmatch(piece[names[place - 1][1] : first]) is not None
        if linked and several:
            found.append((several, True))  # "their sons are Alec and Joe"
            continue
        several = before[-1][2] if beside and piece[before[-1][1] - 1 : before[-1][1]] == b"s" else ""
        if said and not beside:
            found.append((after[0][2], True))
        elif before and first - before[-1][1] <= _NEAR:
            found.append((before[-1][2], beside))
        elif after and after[0][0] - last <= _NEAR:
            found.append((after[0][2], False))
        else:
            found.append(("", False))
    return found
