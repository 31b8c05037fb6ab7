"""Places where a name may stand: lists of members and contributors, letters, sources, courts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dhr_qa.documents.model import Block
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher
from dhr_qa.language.sentences import sentences
from dhr_qa.review.blocks import squeezed
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.mention_found import Found
from dhr_qa.review.mention_minutes import Attendance
from dhr_qa.review.mention_text import Layout, Source
from dhr_qa.review.people import LETTER as LETTER_KIND

PANEL, AUTHOR, CITED, LETTER, JUDGE = "panel", "author", "cited", "letter", "judge"
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: After a name in running text: "(2016)", "et al.", "and Other (2016)", ", 2016)".
_CITED_AFTER = re.compile(
    r"(?:'s)?(?:,? et al\.?|(?:[ ](?:and|&)[ ][A-Z][A-Za-z'-]+)?"
    r"(?:[ ]\((?:19|20)[0-9]{2}|,[ ](?:19|20)[0-9]{2}[a-z]?[),:;]))"
)
#: In a list of sources: "Other, A." and a year not far.
_LISTED_AFTER = re.compile(r",[ ](?:(?:[A-Z]\.[ -]?){1,4}|[A-Z]{1,3}(?=[ ,(&]))[^\n]{0,60}?[( ,.](?:19|20)[0-9]{2}")
_SIGNED = 5  #: letters after "Yours sincerely," in the same line: the signature is there
_LETTER_LINES, _LINE_WORDS, _LETTER_BLOCKS = 4, 12, 20
_BEFORE = 120  #: characters before "Present:" that may name another meeting
_SUBJECT, _ADDRESS = 2, 30  #: lines after a greeting that may be its subject; words of an address in one paragraph
_SOCIAL = "social"  #: "the evidence of Mr Other" is a witness's, "of Dr Other" may be a writer's
_GREETING = re.compile(r"[^,:\n]{0,60}")
#: "Ann Other (police)": a name with the body it stands for, as lists of members in running text have them.
_WITH_BODY = re.compile(
    r"[A-Z][\w’'.-]* [A-Z][\w’'-]*"
    r"(?: \([^()0-9]{3,80}\)|,? (?:for|from|of) (?:the )?[A-Z]|, [A-Z][\w ]{2,60}(?:[;.]|$))"
)
_SAID_IN = re.compile(r" (?:first )?([a-z]+) (?:this |it |the [a-z]+ )?in (?:19|20)[0-9]{2}\b")
_OWN_VERB = re.compile(r" (?:has |have |also |\([^()]*\) )?([a-z]+)")
_OWN_WORK = re.compile(r"'s (?:[0-9]{4} |own |later |earlier )?([a-z]+)")
_LISTED = 30  #: words of a line that names a contributor; a numbered paragraph that tells something has more
_SEVERAL, _MANY = 2, 3
_TOLD = frozenset(("analysis", "chronology", "overview"))  #: "The panel's discussion" lists no members
_VERSUS = re.compile(r"[ ]v\.?[ ][A-Z]")
_COURT = re.compile(r"(?:^|[ (])(?:R|Regina|Re|In re)[ ](?:v\.?[ ])?$|[ ]v\.?[ ]$")


def cited(layout: Layout, each: Found, source: Source, lexicon: Lexicon) -> bool:
    """Whether a name stands as that of the author of a source."""
    text = layout.text
    work = lexicon.list("cited-before")
    after = text[each.end : each.end + 110].split("\n")[0]
    if _LISTED_AFTER.match(after):
        return True
    start = text.rfind("\n", 0, each.start) + 1
    if (
        source.part in ("footnote", "endnote")
        and _YEAR.search(text, each.end, source.end)
        and not text[start : each.start].strip()
    ):
        return True  # a note that begins with the author of a source
    if _learned(each, lexicon):
        verb = _OWN_VERB.match(text[each.end : each.end + 24])
        if verb is not None and lexicon.occurs("cited-verbs", verb.group(1).encode()):
            return True  # "Professor Ann Other describes"
        if lexicon.occurs("cited-works", text[max(start, each.start - 24) : each.start].encode()):
            return True  # "the report of Dame Ann Other"
        written = _OWN_WORK.match(text[each.end : each.end + 40])
        if written is not None and lexicon.occurs("cited-works", written.group(1).encode()):
            return True  # "Sir Ann Other's report of 2018"
    argued = _SAID_IN.match(after)
    if argued is not None and lexicon.occurs("cited-verbs", argued.group(1).encode()):
        return True  # "as Other argued in 1995"
    if each.sort != _SOCIAL and work.occurs(text[max(start, each.start - 60) : each.start].encode()):
        return True
    return bool(_CITED_AFTER.match(after)) and not text.endswith("born ", start, each.start)


def _learned(each: Found, lexicon: Lexicon) -> bool:
    """Whether the title is one of those of whom reports are cited."""
    return bool(each.title) and lexicon.occurs("cited-titles", each.title.encode("ascii", "replace"))


def in_case_name(layout: Layout, each: Found) -> bool:
    """Whether a name is a party's in the name of a case of law ("R v Other")."""
    text = layout.text
    before = text[max(0, each.start - 12) : each.start]
    after = text[each.end : each.end + 6]
    return bool(_COURT.search(before)) or _VERSUS.match(after) is not None


def section_reason(facts: Facts, source: Source, each: Found) -> str:
    """Why a name may stand in the section it stands in, "" for no such reason."""
    if source.block is None or source.part not in ("body", "table", "textbox"):
        return ""
    section = facts.section_at(source.block)
    if section is None or (each.context is not None and each.context.kin):
        return ""
    roles = set(section.roles)
    block = facts.document.blocks[source.block]
    if PANEL in roles and not _TOLD.intersection(roles):
        return PANEL
    if (
        "contributors" in roles
        and each.cell != "lead"
        and (
            source.cell is not None
            or ((block.kind == "list-item" or block.label) and len(block.text.split()) <= _LISTED)
        )
    ):
        return PANEL
    if AUTHOR in roles and len(each.words) > 1:
        return AUTHOR
    return ""


class Lists:
    """Sentences and lines that list the members of the panel ("Present:", "the panel was made up of")."""

    def __init__(self, facts: Facts, lexicon: Lexicon, attendance: Attendance) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        others = lexicon.list("meetings-of-others")
        for field, whole in (("panel-lines", True), ("panel-lists", False)):
            for block, spans in facts.index.find(lexicon.list(field)).items():
                if whole and attendance.elsewhere(block):
                    continue  # minutes of another meeting
                text = facts.document.blocks[block].text
                for start, end in spans:
                    if whole and others.occurs(fold(text[max(0, start - _BEFORE) : start])):
                        continue
                    stop = len(text) if whole else next((e for s, e in sentences(text) if s <= start < e), end)
                    self._spans.setdefault(block, []).append((start, stop))
                if text.rstrip().endswith(":"):
                    self._lines(facts, block)
        for block, spans in facts.index.find(lexicon.list("panel-lists-bracketed")).items():
            text = facts.document.blocks[block].text
            parts = list(sentences(text))
            for start, end in spans[:1]:
                stop = next((e for s, e in parts if s <= start < e), end)
                for first, last in parts:
                    if first >= stop - 1 and _WITH_BODY.search(text, first, last):
                        stop = last
                least = _SEVERAL if "(" in text[end:stop] else _MANY
                if len(_WITH_BODY.findall(text, end, stop)) >= least:
                    self._spans.setdefault(block, []).append((start, stop))

    def _lines(self, facts: Facts, block: int) -> None:
        """The short lines right below "The members of the panel were:"."""
        before: bool | None = None
        for each in facts.document.blocks[block + 1 : block + 1 + _LISTED]:
            if each.kind == "heading" or each.part != "body" or len(each.text.split()) > _LINE_WORDS:
                return
            stop = each.text.rstrip().endswith(".")
            if stop and before is False:
                return  # what was said, behind lines without a stop
            before = stop if each.text.strip() else before
            self._spans.setdefault(each.index, []).append((0, len(each.text)))

    def holds(self, block: int | None, place: int) -> bool:
        """Whether a place of a block is within such a list."""
        return block is not None and any(start <= place < end for start, end in self._spans.get(block, ()))


def letter_blocks(facts: Facts, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Blocks that name the writer of a letter or whom it goes to, and the place in each up to which they do.

    Only letters about the quality of a review are meant, those that go to and fro between a partnership and the
    office that reads its report: who writes to agencies, to colleagues or to relatives is named there like anybody.
    """
    document = facts.document
    greeting = lexicon.list("salutations").regexp
    ending = lexicon.list("valedictions").regexp
    copied = lexicon.list("letters-copied")
    official = lexicon.list("official-letters")
    signing = 0
    recent: list[int] = []
    pages: list[int] = []
    evidence = False  # of the letter that is open
    subject = 0  # a line in bold right below the greeting says what the letter is about
    for block in document.blocks:
        text = squeezed(block.text)
        if not text or block.part not in ("body", "textbox"):
            continue
        folded = fold(text)
        short = len(text.split()) <= _LINE_WORDS
        head = block.kind == "heading" and not subject
        subject = max(subject - 1, 0)
        if block.kind != "heading" and greeting.match(folded) is not None:
            signing, subject = 0, _SUBJECT
            ahead = document.blocks[block.index : block.index + _LETTER_BLOCKS]
            evidence = facts.kind_at(block.index) == LETTER_KIND or any(
                official.occurs(fold(document.blocks[each].text)) for each in recent
            )
            evidence = evidence or _official(ahead, official, ending)
            between = _official(ahead, lexicon.list("review-letters"), ending)
            evidence = evidence or (between and not _official(ahead, lexicon.list("agency-letters"), ending))
            family = _to_family(facts, lexicon, block.index)
            if evidence and not family:
                yield block.index, _GREETING.match(block.text).end()  # type: ignore[union-attr]
                for each in recent:
                    yield each, len(document.blocks[each].text)
            evidence = evidence or family  # whoever writes to a family for the review
        ended = ending.match(folded)
        if ended is not None and short:
            if evidence or any(official.occurs(fold(document.blocks[each].text)) for each in pages):
                signing = 0 if len(folded) - ended.end() > _SIGNED else _LETTER_LINES
                yield block.index, len(block.text)
            evidence, pages = False, []
        elif signing:
            listed = copied.regexp.match(folded) is not None
            signing = _LETTER_LINES + 1 if listed else signing - 1 if short and not head else 0
            if signing:
                yield block.index, len(block.text)
        address = short or (len(text.split()) <= _ADDRESS and not text.endswith((".", ":", ";")))
        recent = [*recent[-5:], block.index] if address and block.kind != "heading" else []
        pages = [*pages[-_LETTER_BLOCKS:], block.index] if not head else []


def _official(ahead: Sequence[Block], official: Matcher, ending: Any) -> bool:
    """Whether a letter, up to its end, speaks of the office that reads reports."""
    for block in ahead:
        folded = fold(block.text)
        if official.occurs(folded):
            return True
        if ending.match(folded) is not None:
            return False
    return False


def _to_family(facts: Facts, lexicon: Lexicon, greeting: int) -> bool:
    """Whether the letter that begins with a greeting speaks to relatives ("your daughter", "your loss")."""
    if facts.kind_at(greeting) == LETTER_KIND:
        return False
    ending = lexicon.list("valedictions").regexp
    for block in facts.document.blocks[greeting : greeting + _LETTER_BLOCKS]:
        folded = fold(block.text)
        if lexicon.occurs("letters-to-families", folded):
            return True
        if ending.match(folded) is not None:
            break
    return False
