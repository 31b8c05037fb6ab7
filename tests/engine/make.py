"""Builders for tests of the engine: documents and facts from a few lines, rules from their written form.

A text is one block a line: "# Heading {role, role}", "- list item", "| cells |" (the first row is the header;
"!table KIND column-role, …" before it says what the table is), "=== KIND" begins another kind of document,
"[^] note" is a footnote and "[c] words" a comment on the block before, "~ line" an entry of the contents,
anything else a paragraph.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dhr_qa.documents.model import Block, Cell, Document, Table
from dhr_qa.engine.scope import Scope, Session
from dhr_qa.engine.settings import RunSettings
from dhr_qa.language.index import TextIndex
from dhr_qa.review.facts import LATER, Facts, Region, Section, TableKind, When, with_known
from dhr_qa.review.traces import find_traces
from dhr_qa.rulebook import decode, encode
from dhr_qa.rulebook.model import AppliesTo, Condition, Part, Rule, Rulebook, Selector
from dhr_qa.vocabulary import Entry, PhraseList, Vocabulary

TODAY = datetime.date(2026, 11, 22)
HEADING = re.compile(r"(#+) (.*?)(?: \{(.*)\})?$")


@dataclass
class _Text:
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    kinds: list[TableKind] = field(default_factory=list)
    sections: list[tuple[int, str, tuple[str, ...], int, str]] = field(default_factory=list)
    regions: list[tuple[str, int]] = field(default_factory=list)
    number: int = 0

    def add(self, kind: str, text: str, part: str = "body", **more: Any) -> Block:
        if part == "body" and not more.get("toc"):
            self.number += 1
            more.setdefault("number", self.number)
        block = Block(len(self.blocks), kind, part, text, **more)
        self.blocks.append(block)
        return block

    def table(self, rows: list[list[str]], known: str) -> None:
        number, first = len(self.tables), len(self.blocks)
        cells = []
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                block = self.add("paragraph", text, "table", table=number, row=r, column=c)
                cells.append(Cell(r, c, 1, 1, (block.index,), header=r == 0))
        self.tables.append(Table(number, len(rows), len(rows[0]), tuple(cells), first, len(self.blocks), 1))
        if known:
            kind, _, columns = known.partition(" ")
            roles = tuple((role.strip(), place) for place, role in enumerate(columns.split(",")) if role.strip())
            self.kinds.append(TableKind(number, kind, 1, roles))


def facts(text: str, kind: str = "overview-report", format: str = "md", path: str = "draft.md", **more: Any) -> Facts:
    """The facts of a text: blocks, tables, sections and regions as marked; other facts in `more`."""
    out = _Text()
    if kind:
        out.regions.append((kind, 0))
    rows: list[list[str]] = []
    known = ""
    for line in [line.strip() for line in text.strip().splitlines()] + [""]:
        if line.startswith("|"):
            if not set(line) <= set("|-: "):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            out.table(rows, known)
            rows, known = [], ""
        heading = HEADING.match(line)
        if not line:
            continue
        if line.startswith("==="):
            out.regions.append((line[3:].strip(), len(out.blocks)))
        elif line.startswith("!table "):
            known = line[7:]
        elif heading:
            roles = tuple(role.strip() for role in (heading[3] or "").split(",") if role.strip())
            block = out.add("heading", heading[2], level=len(heading[1]))
            out.sections.append((block.index, heading[2], roles, len(heading[1]), out.regions[-1][0] if kind else ""))
        elif line.startswith("[^]"):
            out.add("paragraph", line[3:].strip(), "footnote", anchor=len(out.blocks) - 1, source="1")
        elif line.startswith("[c]"):
            out.add("paragraph", line[3:].strip(), "comment", anchor=len(out.blocks) - 1, author="A. Editor")
        elif line.startswith("~"):
            out.add("paragraph", line[1:].strip(), toc=True)
        elif line.startswith("- "):
            out.add("list-item", line[2:], label="•", level=0)
        else:
            label = re.match(r"(\d+(?:\.\d+)*|\([a-z]\))\s", line)
            out.add("paragraph", line, label=label[1] if label else "", label_typed=bool(label))
    document = Document(
        path,
        format,
        tuple(out.blocks),
        tuple(out.tables),
        **{name: more.pop(name) for name in ("marks", "properties", "attachments", "size", "pages") if name in more},
    )
    ends = [start for _, start in out.regions[1:]] + [len(out.blocks)] * bool(out.regions)
    later = {name: more.pop(name) for name in LATER if name in more}
    made = Facts(
        document=document,
        index=TextIndex([block.text for block in out.blocks]),
        regions=tuple(Region(k, start, end) for (k, start), end in zip(out.regions, ends, strict=True)),
        sections=_sections(out, ends),
        tables=tuple(out.kinds),
        **more,
    )
    return with_known(made, **later)


def _sections(out: _Text, ends: list[int]) -> tuple[Section, ...]:
    made: list[Section] = []
    for number, (first, title, roles, level, kind) in enumerate(out.sections):
        stop = min(end for end in ends if end > first)
        later = [start for start, _, _, other, _ in out.sections[number + 1 :] if other <= level]
        last = min([stop, *later])
        parents = [n for n, s in enumerate(made) if s.first < first < s.last]
        inherited = (made[parents[-1]].roles or made[parents[-1]].inherited) if parents and not roles else ()
        words = sum(len(block.text.split()) for block in out.blocks[first + 1 : last])
        made.append(
            Section(
                roles,
                title,
                level,
                first,
                last,
                first,
                words=words,
                inherited=inherited,
                kind=kind,
                parent=parents[-1] if parents else None,
            )
        )
    return tuple(made)


def when(text: str) -> When:
    """ "2020-01-15" is a day, "2020-01" a month."""
    year, month, *day = (int(piece) for piece in text.split("-"))
    if day:
        date = datetime.date(year, month, day[0])
        return When(date, date, "day", text)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return When(datetime.date(year, month, 1), after - datetime.timedelta(days=1), "month", text)


def vocabulary(phrases: Mapping[str, Any] | None = None, **registers: list[dict[str, Any]]) -> Vocabulary:
    """Phrase lists (a list of phrases, or fields of PhraseList) and registers (entries as they are written)."""
    lists = {
        name: PhraseList(name, tuple(one)) if isinstance(one, (list, tuple)) else PhraseList(name, **one)
        for name, one in (phrases or {}).items()
    }
    entries = {
        name: tuple(
            Entry(
                one["id"],
                one.get("title", ""),
                tuple(one.get("forms", ())),
                {key: value for key, value in one.items() if key not in ("id", "title", "forms")},
            )
            for one in several
        )
        for name, several in registers.items()
    }
    return Vocabulary(lists, entries)


def selector(**written: Any) -> Selector:
    """A selector from its written form; underscores stand for hyphens, `from_` for "from"."""
    return decode.selector(encode.selector(_kebab(written)))


def condition(written: dict[str, Any]) -> Condition:
    return decode.condition(encode.condition(written))


def part(written: Mapping[str, Any]) -> Part:
    message = written.get("message", "found")
    raw = encode.check(written["check"])
    return Part(
        given=decode.selector(encode.selector(written["given"])),
        check=decode.check(raw),
        message={"": message} if isinstance(message, str) else message,
        remedy=written.get("remedy", ""),
        when=condition(written["when"]) if written.get("when") else None,
        severity=written.get("severity", ""),
        quantifier=written.get("quantifier", "every"),
        stop_on_fail=written.get("stop-on-fail", False),
    )


def rule(
    given: Mapping[str, Any] | None = None,
    check: Mapping[str, Any] | None = None,
    message: Any = "found",
    documents: tuple[str, ...] = ("any",),
    applies: Mapping[str, Any] | None = None,
    checks: list[dict[str, Any]] | None = None,
    when: dict[str, Any] | None = None,
    **more: Any,
) -> Rule:
    """A rule from its written form. `applies` are more fields of AppliesTo."""
    parts = checks if checks is not None else [{"given": given, "check": check, "message": message, **more}]
    return Rule(
        id=more.get("id", "a-rule"),
        title="A rule",
        topic=more.get("topic", "structure"),
        severity="minor",
        confidence="certain",
        since="0.1",
        applies_to=AppliesTo(documents, **(applies or {})),
        rationale="Because.",
        guidance=(),
        parts=tuple(part(one) for one in parts),
        remedy="Mend it.",
        when=condition(when) if when else None,
        sensitive=more.get("sensitive", False),
        aliases=more.get("aliases", ()),
    )


def rulebook(*rules: Rule, vocabulary: Vocabulary | None = None) -> Rulebook:
    return Rulebook(tuple(rules), vocabulary or Vocabulary())


def settings(**more: Any) -> RunSettings:
    return RunSettings(as_of=more.pop("as_of", TODAY), **more)


def scope(*documents: Facts, words: Vocabulary | None = None, kind: str = "", **more: Any) -> Scope:
    words = words or Vocabulary()
    for one in documents:
        one.finders = {"traces": lambda known: find_traces(known, words), **one.finders}
    session = Session(words, settings(**more))
    return Scope(session, tuple(session.reading(one) for one in documents), kind)


def _kebab(written: Mapping[str, Any]) -> dict[str, Any]:
    return {key.rstrip("_").replace("_", "-"): value for key, value in written.items()}
