"""The blocks of Markdown and plain text: lines in; headings, paragraphs, list items, tables and notes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dhr_qa.documents.markdown_pages import Raw, join_over_pages, mark_page_numbers
from dhr_qa.documents.text_tables import (
    Fragment,
    is_delimiter_row,
    join_tables,
    pipe_table,
    tab_group,
    tab_table,
)

_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*")
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)([^`]*)")
_BULLET = re.compile(r"(\s*)([-*+•◦▪‣●○·–—]|o(?=\t))\s+(?=\S)")
_LABELLED = re.compile(r"(\s*)(\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]|\(?[A-Z]\))\s+(?=\S)")
_FIRST_LABELS = {"1", "a", "i", "A"}
_NOTE = re.compile(r"\s{0,3}\[\^([^\]\s]{1,40})\]:\s*(.*)", re.S)
_PAGE_NOTE = re.compile(
    r"\s{0,3}(?:<sup>&</sup>\s?lt;sup>|<sup>)\s*\[?([0-9]{1,3}|[*†‡§]{1,2})\]?\s*</sup>\s*(.*)", re.S
)
_DEFINITION = re.compile(r"\s{0,3}\[([^\]^\n][^\]\n]{0,200})\]:\s*<?(\S{1,2000}?)>?(?:\s+[\"'(].{0,300})?\s*")
_CLOSING_HASHES = re.compile(r"(?<=\s)#+$")
_OUTLINE_NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,4}\.?\s+[A-Z\"'“‘(]")
_WHOLLY_BOLD = re.compile(r"\s{0,3}(\*\*|__)(?=\S)([^*_]{1,120})(?<=\S)\1\s*")


class _Scanner:
    """One pass over the lines, each looked at once (a group of tab or pipe lines twice)."""

    def __init__(self, lines: Sequence[str], first_line: int, paged: bool) -> None:
        self.lines = lines
        self.base = first_line
        self.raws: list[Raw] = []
        self.references: dict[str, str] = {}
        self.open: Raw | None = None  #: the block that the next line of text goes on with
        self.blank = True
        self.stack: list[int] = []  #: indents of the list items that the next one may be nested in
        self.page = 1 if paged else None
        self.fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)]
        self.next_fence = 0
        self.no_pipes_before = self.no_tabs_before = 0  #: lines before these were looked at and are no table

    def scan(self) -> list[Raw]:
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            if "\f" in line:
                if self.page is not None:
                    self.page += line.count("\f")
                line = line.replace("\f", "")
                self._close()
            if not line.strip():
                self._close()
                number += 1
                continue
            number = self._line(number, line)
            self.blank = False
        return self.raws

    def _close(self) -> None:
        self.open = None
        self.blank = True

    def _add(self, kind: str, number: int, text: str = "", level: int | None = None, label: str = "") -> Raw:
        raw = Raw(kind, [(number + self.base, text)] if text else [], level, label, self.page, after_blank=self.blank)
        self.raws.append(raw)
        if kind != "list-item" and not (kind == "paragraph" and self.stack and text[:2].isspace()):
            self.stack.clear()
        self.open = raw if kind in ("paragraph", "list-item", "footnote") else None
        return raw

    def _line(self, number: int, line: str) -> int:
        """Take in the line (and the group it begins); returns the number of the next line."""
        quoted = False
        if line.lstrip()[0] == ">":
            quoted = True
            line = line.lstrip().lstrip("> ")
            if not line.strip():
                self._close()
                return number + 1
            if self.open is not None and not self.open.quoted:
                self.open = None
        elif self.open is not None and self.open.quoted:
            self.open = None
        count = len(self.raws)
        after = self._grouped(number, line) or self._marked(number, line)
        if not after:
            self._text(number, line)
            after = number + 1
        for raw in self.raws[count:]:
            raw.quoted = quoted
        return after

    # Groups of lines: code, pipe tables, tab tables. Each returns the next line's number, or 0.

    def _grouped(self, number: int, line: str) -> int:
        char = line.lstrip()[0]
        if char in "`~" and _FENCE.fullmatch(line):
            return self._code(number)
        if "|" in line and (self.open is None or char == "|"):
            return self._pipes(number)
        if "\t" in line and not (_BULLET.match(line) and "\t" not in line.strip()):
            return self._tabs(number)
        return 0

    def _code(self, number: int) -> int:
        while self.next_fence < len(self.fences) and self.fences[self.next_fence] <= number:
            self.next_fence += 1
        if self.next_fence == len(self.fences):
            return 0  # never closed: then it was no fence
        end = self.fences[self.next_fence]
        self.next_fence += 1
        inside = [(at + self.base, self.lines[at].rstrip()) for at in range(number + 1, end)]
        while inside and not inside[-1][1].strip():
            inside.pop()
        if inside:
            self._add("code", number).lines = inside
        self._close()
        return end + 1

    def _group(self, number: int, belongs: Callable[[str], bool]) -> tuple[list[Fragment], int]:
        group = []
        at = number
        while at < len(self.lines) and self.lines[at].strip() and belongs(self.lines[at]):
            group.append((at + self.base, self.lines[at].replace("\f", "")))
            at += 1
        return group, at

    def _pipes(self, number: int) -> int:
        if number < self.no_pipes_before:
            return 0
        group, after = self._group(number, lambda text: "|" in text)
        group = [(at, _unquoted(text)) for at, text in group]
        edged = len(group) > 1 and all(text.startswith("|") for _, text in group)
        if not edged and not (len(group) > 1 and is_delimiter_row(group[1][1])):
            self.no_pipes_before = after
            return 0
        self._add("table", number).table = pipe_table(group)
        return after

    def _tabs(self, number: int) -> int:
        if number < self.no_tabs_before:
            return 0
        group, after = self._group(number, lambda text: "\t" in text)
        before = self.raws[-1] if self.raws else None
        in_table = before is not None and before.table is not None and before.table.tabbed
        sort = tab_group(group)
        if sort == "prose" and in_table:
            sort = "table"
        if sort == "table" and self.open is not None and len(group) == 1:
            sort = "prose"  # one line in the middle of a paragraph
        if sort == "contents":
            for at, text in group:
                self._add("paragraph", at - self.base, text.strip())
            self._close()
            return after
        table = tab_table(group) if sort == "table" else None
        if table is None or table.columns < 2:
            self.no_tabs_before = after
            return 0
        if in_table and before is not None and before.table is not None and join_tables(before.table, table):
            return after
        self._add("table", number).table = table
        return after

    # Single lines with a mark of their own. Returns the next line's number, or 0.

    def _marked(self, number: int, line: str) -> int:
        text = line.strip()
        if text[0] == "#" and len(line) - len(line.lstrip(" ")) <= 3:
            level = len(text) - len(text.lstrip("#"))
            if level <= 6 and (len(text) == level or text[level] in " \t"):
                title = _CLOSING_HASHES.sub("", text[level:]).strip()
                if title:
                    self._add("heading", number, title, level)
                self.open = None
                return number + 1
        if self._underlined(text, line) or _RULE.fullmatch(line):
            self._close()
            return number + 1
        if text[0] in "[<" and self._note_or_definition(number, line):
            return number + 1
        return self._item(number, line)

    def _underlined(self, text: str, line: str) -> bool:
        """Whether the line underlines the one above it, which then is a heading."""
        above = self.open
        if above is None or above.kind != "paragraph" or not _UNDERLINE.fullmatch(line) or len(above.lines) != 1:
            return False
        title = above.lines[0][1].strip()
        if len(title) > 120 or (text[0] == "-" and title.endswith(".")):
            return False
        above.kind, above.level = "heading", 1 if text[0] == "=" else 2
        self.stack.clear()
        return True

    def _note_or_definition(self, number: int, line: str) -> bool:
        note = _NOTE.fullmatch(line)
        if note is None and (self.open is None or self.open.kind == "footnote"):
            note = _PAGE_NOTE.fullmatch(line)
        if note is not None:
            raw = self._add("footnote", number, note.group(2), label=note.group(1))
            self.open = raw
            return True
        definition = _DEFINITION.fullmatch(line) if self.open is None else None
        if definition is None or not re.match(r"[a-z]+:|#|/|www\.|\S+\.\S+", definition.group(2)):
            return False
        self.references[" ".join(definition.group(1).split()).lower()] = definition.group(2)
        return True

    def _item(self, number: int, line: str) -> int:
        found = _BULLET.match(line)
        label = ""
        rest = line
        indent = 0
        if found is not None:
            if found.group(2) in "–—" and self.open is not None and self.open.kind == "paragraph":
                return 0  # a dash in running text that happens to begin a line
            label, rest = "•", line[found.end() :]
            indent = len(found.group(1).expandtabs(4))
            inner = _LABELLED.match(rest)
            if inner is not None and not inner.group(1):
                label, rest = inner.group(2), rest[inner.end() :]
        else:
            found = _LABELLED.match(line)
            if found is None:
                return 0
            label, rest = found.group(2), line[found.end() :]
            indent = len(found.group(1).expandtabs(4))
            interrupts = self.open is not None and self.open.kind != "list-item"
            if interrupts and label.strip("().") not in _FIRST_LABELS:
                return 0  # "page\n12. The panel": a number at the start of a wrapped line
        while self.stack and indent <= self.stack[-1] + 1:
            self.stack.pop()
        level = len(self.stack)
        self.stack.append(indent)
        self._add("list-item", number, rest.rstrip("\n"), level, label)
        return number + 1

    def _text(self, number: int, line: str) -> None:
        if self.open is not None and not _OUTLINE_NUMBER.match(line):
            bold = self.open.kind == "paragraph" and len(self.open.lines) == 1 and _own_line(self.open.lines[0][1])
            if not bold and not (self.open.kind == "paragraph" and _own_line(line)):
                self.open.lines.append((number + self.base, line))
                return
        self._add("paragraph", number, line)


def _unquoted(line: str) -> str:
    text = line.strip()
    return text.lstrip("> ") if text.startswith(">") else text


def _own_line(line: str) -> bool:
    """Whether a line is bold from end to end and ends like a heading: it is meant to stand alone."""
    found = _WHOLLY_BOLD.fullmatch(line)
    return found is not None and found.group(2)[-1] not in ".,;"


def scan_blocks(
    lines: Sequence[str], first_line: int = 1, paged: bool = False, plain: bool = False
) -> tuple[list[Raw], dict[str, str]]:
    """The blocks of the lines, in order, and the targets of link definitions by name in lower case.

    `first_line` is the number of the first line; `paged` says that form feeds end pages; `plain` that the
    text is not Markdown but may be copied from a printed page.
    """
    scanner = _Scanner(lines, first_line, paged)
    raws = scanner.scan()
    mark_page_numbers(raws)
    return join_over_pages(raws, plain), scanner.references
