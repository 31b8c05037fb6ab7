"""Hypothesis strategies: a small document as it should be read, and Word files that say it in odd ways."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.documents import builders as b

#: Two lists: numbers with a sub-level, and letters.
NUMBERING = (
    b.definition(1, b.level(0, "decimal", "%1."), b.level(1, "decimal", "%1.%2"))
    + b.definition(2, b.level(0, "upperLetter", "%1)"), b.level(1, "lowerRoman", "(%2)"))
    + b.num(1, 1)
    + b.num(2, 2)
)


@dataclass
class Wanted:
    """What the reader should make of a generated file, in reading order."""

    blocks: list[tuple[str, str, str, int | None]] = field(default_factory=list)  #: text, kind, part, level
    notes: list[str] = field(default_factory=list)
    cells: list[list[tuple[int, int, int, int, str]]] = field(default_factory=list)  #: for each table, its cells
    unseen: list[str] = field(default_factory=list)


words = st.text(alphabet="abcdefgXYZ é’&<>\"'17.,-", min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
_secret = st.text(alphabet="qwxyz", min_size=3, max_size=6)


@st.composite
def _run(draw: st.DrawFn, text: str) -> str:
    """One piece of text as a run: plain, formatted, or in several text nodes."""
    props = draw(
        st.sampled_from(["", "<w:b/>", "<w:i/><w:sz w:val='24'/>", '<w:vanish w:val="false"/>', "<w:rFonts/>"])
    )
    cut = draw(st.integers(0, len(text)))
    inside = [piece for piece in (text[:cut], text[cut:]) if piece]
    between = draw(st.sampled_from(["", "<w:softHyphen/>", "<w:lastRenderedPageBreak/>"]))
    return b.r(b.t(inside[0]), between + "".join(b.t(piece) for piece in inside[1:]) or "<w:softHyphen/>", props=props)


@st.composite
def _noise(draw: st.DrawFn, wanted: Wanted) -> str:
    """Something between runs that adds no visible text."""
    secret = draw(_secret)
    kind = draw(st.integers(0, 7))
    if kind == 0:
        wanted.unseen.append(secret)
        return b.deleted(secret)
    if kind == 1:
        wanted.unseen.append(secret)
        return b.moved_from(b.r(b.t(secret)))
    if kind == 2:
        wanted.unseen.append(secret)
        return b.r(b.t(secret), props="<w:vanish/>")
    if kind == 3:
        wanted.unseen.append(secret)
        return b.ins(b.deleted(secret), author="Somebody")
    return ["<w:proofErr w:type='gramStart'/>", b.bookmark("_Toc1"), "<w:r/>", '<w:permStart w:id="1"/>'][kind - 4]


@st.composite
def inline(draw: st.DrawFn, text: str, wanted: Wanted, depth: int = 0) -> str:
    """Runs that together show `text`, each in wrappers of its own."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    pieces = [text[i:j] for i, j in zip([0, *cuts], [*cuts, len(text)], strict=True) if text[i:j]]
    out = []
    for piece in pieces:
        if draw(st.booleans()):
            out.append(draw(_noise(wanted)))
        wrapper = draw(st.integers(0, 11 if depth < 2 else 1))
        inner = draw(_run(piece)) if wrapper < 2 else draw(inline(piece, wanted, depth + 1))
        out.append(_wrapped(wrapper, inner))
    return "".join(out)


def _wrapped(wrapper: int, inner: str) -> str:
    return [
        inner,
        inner,
        b.ins(inner),
        b.moved_to(inner),
        b.link(inner, anchor="x"),
        b.smart_tag(inner),
        b.sdt(inner, inline=True),
        b.simple_field("REF x", inner),
        b.field("REF y", inner),
        f'<w:dir w:val="ltr">{inner}</w:dir>',
        f'<w:customXml w:element="e">{inner}</w:customXml>',
        f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>",
    ][wrapper]


@st.composite
def _paragraph(draw: st.DrawFn, wanted: Wanted, part: str) -> str:
    text = draw(words)
    look = draw(st.integers(0, 5))
    style, num, kind, level = "", None, "paragraph", None
    if look == 0:
        level = draw(st.integers(1, 4))
        style, kind = f"Heading{level}", "heading"
    elif look in (1, 2):
        level = draw(st.integers(0, 1))
        num, kind = (look, level), "list-item"
    inside = draw(inline(text, wanted))
    if part == "body" and draw(st.integers(0, 5)) == 0:
        wanted.notes.append(draw(words))
        inside += b.note_ref("footnote", len(wanted.notes))
    wanted.blocks.append((text, kind, part, level))
    cut = draw(st.integers(0, 9)) == 0 and kind == "paragraph"
    before = b.p(draw(_noise(wanted)), mark=b.end_deleted()) if cut else ""
    return before + b.p(inside, style=style, num=num)


@st.composite
def _table(draw: st.DrawFn, wanted: Wanted, depth: int) -> str:
    columns = draw(st.integers(1, 4))
    cells: list[tuple[int, int, int, int, list[str]]] = []
    wanted.cells.append([])
    place = len(wanted.cells) - 1
    above: dict[int, int] = {}
    rows = []
    for row in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 7)) == 0:
            gone = draw(_secret)
            wanted.unseen.append(gone)
            rows.append(b.tr(b.tc(b.p(b.r(b.t(gone)))), props=b.changed("del")))
            above = {}
        column, inside, merging = 0, [], {}
        while column < columns:
            span = draw(st.integers(1, columns - column))
            over = above.get(column)
            if over is not None and cells[over][3] == span and draw(st.booleans()):
                cell = cells[over]
                cells[over] = (cell[0], cell[1], row - cell[0] + 1, span, cell[4])
                inside.append(b.tc(b.p(), span=span, merge="continue"))
                merging[column] = over
            else:
                content, texts = draw(_content(wanted, "table", depth + 1))
                merge = draw(st.sampled_from(["", "restart"]))
                if merge:
                    merging[column] = len(cells)
                cells.append((row, column, 1, span, texts))
                inside.append(b.tc(content + b.p(), span=span, merge=merge))
            column += span
        rows.append(draw(_row("".join(inside))))
        above = merging
    wanted.cells[place] = [(r, c, down, over, "\n".join(texts)) for r, c, down, over, texts in cells]
    return b.tbl(*rows)


@st.composite
def _row(draw: st.DrawFn, inside: str) -> str:
    row = b.tr(inside) if inside else b.tr(b.tc())
    return b.sdt(row) if draw(st.integers(0, 4)) == 0 else row


@st.composite
def _content(draw: st.DrawFn, wanted: Wanted, part: str, depth: int) -> tuple[str, list[str]]:
    """Paragraphs and tables, and the texts of the paragraphs that stand in no further table."""
    out, texts = [], []
    for _ in range(draw(st.integers(1, 5 if depth == 0 else 2))):
        if depth < 3 and draw(st.integers(0, 3)) == 0:
            piece = draw(_table(wanted, depth))
        else:
            piece = draw(_paragraph(wanted, part))
            texts.append(wanted.blocks[-1][0])
        wrapper = draw(st.integers(0, 6))
        out.append(b.sdt(piece) if wrapper == 0 else b.custom_xml(piece) if wrapper == 1 else piece)
    return "".join(out), texts


@st.composite
def documents(draw: st.DrawFn) -> tuple[bytes, Wanted]:
    """A Word file and what it says."""
    wanted = Wanted()
    body, _ = draw(_content(wanted, "body", 0))
    notes = "".join(
        b.note("footnote", place + 1, b.p(draw(inline(text, wanted)))) for place, text in enumerate(wanted.notes)
    )
    return b.docx_bytes(body, numbering=NUMBERING, footnotes=notes), wanted
