"""Paragraphs, lines and tables that list those who took part in a review, whatever their headings are called.

A list is told by its form: several names, each beside the body or the work of its bearer. That it lists the panel, the
authors of reports or advisers has to be said as well: by the heading, by the first words of the paragraph, by the line
above, or, where a report tells how it was made, by a word in the paragraph itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dhr_qa.documents.model import Block, Table
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import Matcher
from dhr_qa.language.sentences import sentences
from dhr_qa.review.blocks import line, without_label
from dhr_qa.review.facts import Facts
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.mention_found import Found
from dhr_qa.review.mention_text import Layout

#: A name with the body or work of its bearer behind it ("Ann Other (police)", "Ann Other, police", "Ann Other of").
_AFTER = re.compile(
    r" ?\([^()0-9]{2,80}[);,]|,? (?:for|from|of|at|representing) (?:the |her |its |their )?[A-Za-z]"
    r"|, (?:the |an? |then |also |now )?[A-Za-z][\w '&/-]{1,80}(?:[;.,:\r\n]|$)| ?- ?[A-Za-z]|,? who "
    r"| (?:came|sat|attended|spoke|stood in) (?:from|for)"
)
#: The same before it ("Fenshire Police: Ann Other", "Housing (Ann Other").
_BEFORE = re.compile(
    r"(?:^|[.;:(\n\r*]\s*|, |\band )(?:the )?[A-Z][\w '&/-]{1,60}?(?: ?:[ *]*| - | ?\()(?:[a-z ]{3,20}: )?$"
    r"|\([a-z ]{3,30}: ?$"
)
#: "Housing was represented by Ann Other", "the council sent Ann Other".
_SENT = re.compile(r"(?:represented by|sent|joined by|and by|, by|by|came) $")
#: "Ann Other is head of safety", at the head of a paragraph.
_IS = re.compile(r" (?:is|was|leads|led|manages|managed|works|worked|heads|headed|represents|represented|joined)\b")
_AND = re.compile(r"(?:,| and| or|, and) $")
_LABEL = re.compile(
    r"[*_ ]*([A-Za-z][A-Za-z' -]{2,45}?)[*_]*(?:[.:]| -)[*_ ]|[*_]{2}([A-Za-z][A-Za-z' -]{2,45}?)[.:]?[*_]{2} "
)
_CAPTION = re.compile(r"^(?:table|figure|appendix|annex)\s+[a-z0-9.]{1,4}\s*[:.-]?\s*", re.IGNORECASE)
_WIDEST, _LINE_WORDS, _LISTED = 70, 25, 30
_SEVERAL, _MANY = 2, 3
_LEAD_IN = 25  #: words of a sentence that leads in a list
_KINDS = ("full", "title-name")
_REACH = 100
_PLAN = "action-plan"
_BODY = frozenset(("body", "textbox"))
#: Sections in which a report tells how it was made.
_MADE = frozenset(("introduction", "methodology", "contributors", "author", "panel", "timescales", "title-page"))
_TOLD = frozenset(("analysis", "chronology", "background", "overview", "recommendations", "action-plan", "lessons"))


class Rosters:
    """The names, by their number in `found`, that stand in lists of those who took part in a review."""

    def __init__(self, facts: Facts, lexicon: Lexicon, layout: Layout, found: Sequence[Found]) -> None:
        self._facts, self._lexicon, self._layout = facts, lexicon, layout
        self._names: dict[int, list[int]] = defaultdict(list)
        self._found = found
        self._listed: set[int] = set()
        self._authors: set[int] = set()
        for number, each in enumerate(found):
            index = layout.at(each.start).block
            if index is not None and each.kind in _KINDS and facts.kind_at(index) != _PLAN:
                self._names[index].append(number)
        if not self._names:
            return
        self._labels = lexicon.list("roster-labels")
        self._headings = lexicon.list("roster-headings")
        self._barred = lexicon.list("roster-headings-not")
        self._words = lexicon.list("roster-words")
        self._not = lexicon.list("roster-not")
        self._sentences = lexicon.list("roster-sentences")
        self._scopes: dict[int, str] = {}
        for table in facts.document.tables:
            self._table(table)
        below, led = 0, False
        for block in facts.document.blocks:
            if block.part not in _BODY or not block.text.strip():
                continue
            if block.kind == "heading":
                below = 0
                continue
            if self._is_label(block) or self._leads_in(block):
                below, led = _LISTED, not self._is_label(block)
                self._paragraph(block, self._names.get(block.index, ()))
                continue
            names = self._names.get(block.index, ())
            short = len(block.text.split()) <= _LINE_WORDS
            if below and short and names:
                self._listed.update(number for number in names if not led or self._tied(number))
                below -= 1
                continue
            below = 0
            if names:
                self._paragraph(block, names)

    def holds(self, number: int) -> bool:
        """Whether a name, by its number, stands in such a list."""
        return number in self._listed

    def leads(self, number: int) -> bool:
        """Whether a name, by its number, is the first of a paragraph that begins like "Chair and author:"."""
        return number in self._authors

    def _is_label(self, block: Block) -> bool:
        """Whether a line says by itself that those of the panel follow: "Review panel", "Table 1: Panel members"."""
        return len(block.text) <= _WIDEST and self._labels.is_whole(_said(block))

    def _scope(self, index: int) -> str:
        """What a block's headings say: "roster" lists follow, "made" how the review was made, "told" what happened."""
        section = self._facts.section_at(index)
        if section is None:
            return ""
        known = self._scopes.get(section.first)
        if known is None:
            known = self._scopes[section.first] = self._scope_of(index)
        return known

    def _scope_of(self, index: int) -> str:
        section = self._facts.section_at(index)
        steps = 0
        while section is not None and steps < _MANY:
            heading = line(section.heading)
            if self._barred.occurs(heading) or _TOLD.intersection(section.roles):
                return "told"
            if section.heading and self._headings.is_whole(heading):
                return "roster"
            if section.heading and self._lexicon.list("roster-made").is_whole(heading):
                return "made"
            if not steps and _MADE.intersection(section.roles or section.inherited):
                return "made"
            section = self._facts.sections[section.parent] if section.parent is not None else None
            steps += 1
        return ""

    def _paragraph(self, block: Block, names: Sequence[int]) -> None:
        if not names:
            return
        text = block.text
        scope = self._scope(block.index)
        said = fold(text)
        for _, opened in self._lexicon.list("roster-brackets").spans(said):
            inside = range(self._start(block.index) + opened, self._start(block.index) + (text.find(")", opened) + 1))
            self._listed.update(number for number in names if self._found[number].start in inside)
        label = _LABEL.match(text[without_label(block)[1] :])
        called = line(label.group(1) or label.group(2)) if label is not None else b""
        labelled = bool(called) and self._labels.is_whole(called)
        if called and scope != "told" and self._lexicon.list("roster-chairs").is_whole(called):
            self._authors.add(names[0])
        if not labelled and (scope in ("told", "") or self._not.occurs(said)):
            return
        tied = [number for number in names if self._tied(number, scope == "roster")]
        least = _SEVERAL if labelled or scope == "roster" else _MANY
        alone = scope == "roster" and len(text.split()) <= _LINE_WORDS and bool(tied)
        told = labelled or scope == "roster" or self._words.occurs(said)
        if told and (len(tied) >= least or alone) and len(tied) * 2 >= len(names):
            self._listed.update(tied)
        spans = list(sentences(text)) if scope or self._listed.intersection(tied) else []
        base = self._start(block.index)
        for first, last in spans:
            if self._sentences.occurs(said[first:last]):
                here = range(base + first, base + last)
                self._listed.update(number for number in names if self._found[number].start in here)

    def _start(self, block: int) -> int:
        number = self._names[block][0]
        return self._layout.at(self._found[number].start).start

    def _tied(self, number: int, roster: bool = False) -> bool:
        """Whether the body or work of whoever is named stands beside the name, or beside one that it is joined to."""
        each, text = self._found[number], self._layout.text
        source = self._layout.at(each.start)
        before = text[max(source.start, each.start - _REACH) : each.start]
        if _BEFORE.search(before) or _SENT.search(before):
            return True
        if roster and not before.strip(" 0123456789.*") and _IS.match(text, each.end):
            return True
        if each.context is not None and each.context.kin:
            return False  # "Ann Other (her sister)"
        if _AFTER.match(text, each.end, source.end) or text[each.end : source.end].strip(" .;*_") == "":
            return True
        return _AND.search(before) is not None and number > 0 and self._found[number - 1].end > each.start - _REACH

    def _table(self, table: Table) -> None:
        """Every name of a table below a heading or a line that says so, or with the authors of reports in a column."""
        document, lexicon = self._facts.document, self._lexicon
        heads = [line(document.cell_text(cell)) for cell in table.cells if cell.row == 0]
        barred = (lexicon.list("attendance-not"), lexicon.list("contact-headings"))
        if any(each.is_whole(head) for each in barred for head in heads):
            return
        above = next(
            (block for block in reversed(document.blocks[max(0, table.first - 2) : table.first]) if block.text.strip()),
            None,
        )
        listing = above is not None and above.kind != "heading" and self._leads_in(above)
        scope = self._scope(table.first)
        if not listing and scope != "roster" and (scope == "told" or not _reports(lexicon, heads)):
            return
        for cell in table.cells:
            for block in cell.blocks:
                self._listed.update(self._names.get(block, ()))

    def _leads_in(self, block: Block) -> bool:
        """Whether a line or a short sentence leads in a list of those who took part."""
        if self._is_label(block):
            return True
        text = block.text.rstrip(" *_")
        if len(text.split()) > _LEAD_IN or self._scope(block.index) == "told":
            return False
        said = fold(text)
        follows = text.endswith(":") or self._lexicon.list("roster-follows").occurs(said)
        return follows and self._lexicon.list("roster-lead-ins").occurs(said) and not self._not.occurs(said)


def _reports(lexicon: Lexicon, heads: Sequence[bytes]) -> bool:
    """Whether a table says who wrote which report: a column of kinds of reports beside one of writers."""
    kinds: Matcher = lexicon.list("roster-report-heads")
    return any(kinds.is_whole(head) for head in heads) and any(
        lexicon.list("roster-writer-heads").is_whole(head) for head in heads
    )


def _said(block: Block) -> bytes:
    return line(_CAPTION.sub("", block.text[without_label(block)[1] :].lstrip("*_ ")))
