"""A small writer of PDFs for tests: pages as content streams, with fonts of the viewer, and nothing compressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1", before: str = "") -> str:
    """A line of print; `y` is counted from the top, `before` are operators in front (a colour, a mode)."""
    plain = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q BT {before} /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm ({plain}) Tj ET Q\n"


def lines(x: float, y: float, several: Sequence[str], size: float = 11, step: float = 14, font: str = "F1") -> str:
    """Lines of print one below the other."""
    return "".join(text(x, y + number * step, words, size, font) for number, words in enumerate(several))


def rectangle(x: float, y: float, wide: float, high: float, colour: str = "0 0 0") -> str:
    """A filled rectangle, its upper left corner at (x, y)."""
    return f"q {colour} rg {x} {HEIGHT - y - high} {wide} {high} re f Q\n"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line half a point thick."""
    return f"q 0.5 w 0 0 0 RG {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S Q\n"


def grid(xs: Sequence[float], ys: Sequence[float]) -> str:
    """All the lines of a table with its columns parted at `xs` and its rows at `ys`."""
    across = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


@dataclass
class Sheet:
    """A page: its content, annotations as dictionaries, and other entries of the page's own dictionary."""

    content: str
    annotations: Sequence[str] = ()
    extra: str = ""
    picture: bool = False  #: a picture fills the page, painted first


@dataclass
class _File:
    objects: list[bytes] = field(default_factory=list)

    def add(self, body: str | bytes) -> int:
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def stream(self, entries: str, data: bytes) -> int:
        return self.add(f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")


def pdf_bytes(
    pages: Sequence[str | Sheet],
    info: Mapping[str, str] | None = None,
    catalog: str = "",
    bookmarks: Sequence[tuple[str, int]] = (),
    attached: Mapping[str, bytes] | None = None,
) -> bytes:
    """A whole PDF. `bookmarks`: title and page (from 0); `attached`: files in it by name."""
    out = _File()
    root, tree = out.add(""), out.add("")
    fonts = [
        out.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
        for name in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
    ]
    image = out.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\xee"
    )
    named = " ".join(f"/F{number} {font} 0 R" for number, font in enumerate(fonts, 1))
    kids = []
    for page in pages:
        sheet = page if isinstance(page, Sheet) else Sheet(page)
        drawn = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q\n" if sheet.picture else ""
        content = out.stream("", (drawn + sheet.content).encode("cp1252"))
        notes = " ".join(f"{out.add(each)} 0 R" for each in sheet.annotations)
        kids.append(
            out.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R "
                f"/Resources << /Font << {named} >> /XObject << /Im1 {image} 0 R >> >> /Annots [{notes}] "
                f"{sheet.extra} >>"
            )
        )
    several = " ".join(f"{kid} 0 R" for kid in kids)
    out.objects[tree - 1] = f"<< /Type /Pages /Kids [{several}] /Count {len(kids)} >>".encode()
    entries = catalog
    if bookmarks:
        outline = out.add("")
        first = len(out.objects) + 1
        for number, (title, page) in enumerate(bookmarks):
            after = f"/Next {first + number + 1} 0 R" if number + 1 < len(bookmarks) else ""
            out.add(f"<< /Title ({title}) /Parent {outline} 0 R /Dest [{kids[page]} 0 R /Fit] {after} >>")
        out.objects[outline - 1] = (
            f"<< /First {first} 0 R /Last {len(out.objects)} 0 R /Count {len(bookmarks)} >>".encode()
        )
        entries += f" /Outlines {outline} 0 R"
    if attached:
        files = []
        for name, data in attached.items():
            held = out.stream("/Type /EmbeddedFile", data)
            spec = out.add(f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F {held} 0 R >> >>")
            files.append(f"({name}) {spec} 0 R")
        entries += f" /Names << /EmbeddedFiles << /Names [{' '.join(files)}] >> >>"
    out.objects[root - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {entries} >>".encode()
    told = out.add("<< " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>")
    return _written(out, root, told)


def _written(out: _File, root: int, told: int) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(out.objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, root, told, start,
    )  # fmt: skip
    return data
