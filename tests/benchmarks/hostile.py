"""Time and memory of `dhr-qa check` on the worst files that the limits let through, and on those they refuse.

    python -m tests.benchmarks.hostile            all cases
    python -m tests.benchmarks.hostile tables     those with "tables" in their name

Each case is one process. The last line says whether all stayed within the bound that `docs/limits.md` states.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import re
import string
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from dhr_qa.documents import limits
from tests.benchmarks.bench import FOLDER, run
from tests.documents import builders as b
from tests.documents import pdf_writer as w
from tests.documents.test_odt import odt_bytes

MOST_SECONDS = 180.0
MOST_MIB = 1024.0

Case = Callable[[], tuple[str, bytes]]


def _docx(body: str, **parts: str) -> tuple[str, bytes]:
    members = b.docx_members() | parts
    return "report.docx", b.zip_bytes(members | {"word/document.xml": b.part("w:document", f"<w:body>{body}</w:body>")})


def _text(words: str) -> tuple[str, bytes]:
    return "report.md", words.encode()


_SENTENCE = "On 3 May 2021 Mr Brown of Fenshire Police told the panel that Anna had rung 01632 960123 again. "


def ten_thousand_tables() -> tuple[str, bytes]:
    return _docx(
        b.tbl(b.tr(b.tc(b.p("Lead")), b.tc(b.p("Target date"))), b.tr(b.tc(b.p("x")), b.tc(b.p("y")))) * 10_000
    )


def paragraph_of_20_mb() -> tuple[str, bytes]:
    return _docx(b.p(_SENTENCE * (20 * limits.MIB // len(_SENTENCE))))


def longest_text_in_one_paragraph() -> tuple[str, bytes]:
    return _text(_SENTENCE * (limits.MAX_CHARACTERS // len(_SENTENCE)))


def longest_text_in_paragraphs() -> tuple[str, bytes]:
    return _text(f"{_SENTENCE * 5}\n\n" * (limits.MAX_CHARACTERS // (5 * len(_SENTENCE) + 2)))


def a_word_of_20_mb() -> tuple[str, bytes]:
    return _docx(b.p("a" * (20 * limits.MIB)))


def most_tags_paragraphs() -> tuple[str, bytes]:
    each = "<w:p><w:r><w:t>a b</w:t></w:r></w:p>"
    return _docx(each * ((limits.MAX_TAGS - 200) // each.count("<")))


def most_tags_cells() -> tuple[str, bytes]:
    row = b.tr(*[b.tc(b.p("x")) for _ in range(60)])
    return _docx(b.tbl(row * ((limits.MAX_TAGS - 200) // row.count("<"))))


def most_tags_in_one_paragraph() -> tuple[str, bytes]:
    each = "<w:r><w:t>Anna </w:t></w:r>"
    return _docx(f"<w:p>{each * ((limits.MAX_TAGS - 200) // each.count('<'))}</w:p>")


def most_tracked_changes() -> tuple[str, bytes]:
    each = '<w:ins w:id="1" w:author="A"><w:r><w:t>new </w:t></w:r></w:ins>'
    return _docx(f"<w:p>{each}</w:p>" * ((limits.MAX_TAGS - 200) // (each.count("<") + 2)))


def headings_without_end() -> tuple[str, bytes]:
    return _text("\n\n".join(f"# {n}. Section {n}\n\nText." for n in range(limits.MAX_BLOCKS // 2)))


def most_paragraphs() -> tuple[str, bytes]:
    return _text("a b\n\n" * limits.MAX_BLOCKS)


def wide_text_table() -> tuple[str, bytes]:
    row = "|" + " x |" * 20_000
    return _text(f"{row}\n|{'---|' * 20_000}\n" + f"{row}\n" * 10)


def quotes_in_quotes() -> tuple[str, bytes]:
    return _text("> " * 200_000 + "end\n\n" + "- " * 100_000 + "end\n")


def open_brackets() -> tuple[str, bytes]:
    return _text(
        "[" * 200_000
        + "\n\n"
        + "*a " * 200_000
        + "\n\n"
        + "`" * 100_001
        + "\n\n"
        + "<a" * 100_000
        + "\n\n"
        + "![" * 100_000
        + "](" * 100_000
    )


def names_without_end() -> tuple[str, bytes]:
    return _text(
        "\n\n".join(f"Mr Name{n} Surname{n} of ABC{n} spoke on {1 + n % 28}/05/2021." for n in range(limits.MAX_BLOCKS))
    )


def acronyms_without_end() -> tuple[str, bytes]:
    words = iter("".join(four) + "X" for four in itertools.product(string.ascii_uppercase, repeat=4))
    return _text("\n\n".join(" ".join(itertools.islice(words, 50)) for _ in range(2000)))


def recommendations_without_end() -> tuple[str, bytes]:
    items = "\n\n".join(f"Recommendation {n}: The Agency {n} should train its staff by May 2026." for n in range(5_000))
    rows = "".join(f"| {n} | Train staff {n} | Police | May 2026 |\n" for n in range(5_000))
    plan = "| Recommendation | Action | Lead agency | Target date |\n|---|---|---|---|\n"
    return _text(f"# Recommendations\n\n{items}\n\n# Action plan\n\n{plan}{rows}")


def zip_bomb() -> tuple[str, bytes]:
    return "report.docx", b.zip_bytes(b.docx_members() | {"word/media/a.bin": bytes(300 * limits.MIB)})


def zip_of_many_bombs() -> tuple[str, bytes]:
    extra = {f"word/media/{n}.bin": bytes(40 * limits.MIB) for n in range(20)}
    return "report.docx", b.zip_bytes(b.docx_members() | extra)


def largest_media() -> tuple[str, bytes]:
    noise = os.urandom(limits.MAX_FILE - limits.MIB)
    return "report.docx", b.zip_bytes(b.docx_members() | {"word/media/image1.png": noise}, zipfile.ZIP_STORED)


def too_large_a_file() -> tuple[str, bytes]:
    return "report.docx", b"PK\x03\x04" + bytes(limits.MAX_FILE)


def too_long_a_text() -> tuple[str, bytes]:
    return _text("word " * (limits.MAX_TEXT // 4))


def deepest_nesting() -> tuple[str, bytes]:
    return _docx("<w:tbl><w:tr><w:tc>" * 60 + b.p("x") + "</w:tc></w:tr></w:tbl>" * 60)


def overlapping_members() -> tuple[str, bytes]:
    """Many entries of the table of contents that all point to one packed part, as in a 'quoted' zip bomb."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in b.docx_members().items():
            archive.writestr(name, data)
        archive.writestr("word/media/0.bin", bytes(20 * limits.MIB))
        first = archive.getinfo("word/media/0.bin")
        for number in range(1, 3000):
            copy = zipfile.ZipInfo(f"word/media/{number}.bin")
            for slot in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(copy, slot, getattr(first, slot))
            archive.filelist.append(copy)
    return "report.docx", out.getvalue()


def _odt(body: str) -> tuple[str, bytes]:
    return "report.odt", odt_bytes(body)


def odt_paragraphs() -> tuple[str, bytes]:
    return _odt("<text:p>a b</text:p>" * limits.MAX_BLOCKS)


def odt_tables_in_tables() -> tuple[str, bytes]:
    start, end = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    )
    return _odt((start * 80 + "<text:p>x</text:p>" + end * 80) * 500)


def odt_boxes_in_boxes() -> tuple[str, bytes]:
    start, end = "<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>"
    return _odt((start * 60 + "<text:p>x</text:p>" + end * 60) * 500)


def odt_merged_cells() -> tuple[str, bytes]:
    cell = '<table:table-cell table:number-columns-spanned="999" table:number-rows-spanned="999"><text:p>x</text:p>'
    line = f"<table:table-row>{(cell + '</table:table-cell>') * 60}</table:table-row>"
    return _odt(f"<table:table>{line * 600}</table:table>")


def odt_insertions_without_end() -> tuple[str, bytes]:
    starts = "".join(f'<text:change-start text:change-id="c{n}"/>' for n in range(20_000))
    return _odt(f"<text:p>{starts}a</text:p>" + "<text:p>b</text:p>" * 20_000)


def odt_lists_of_a_style_without_end() -> tuple[str, bytes]:
    style = '<text:list-level-style-number text:level="1" style:num-format="1"/>' * 100_000
    items = "<text:list-item><text:p>x</text:p></text:list-item>" * 20_000
    return _odt(
        f'<text:list-style style:name="L9">{style}</text:list-style><text:list text:style-name="L9">{items}</text:list>'
    )


def _pdf(*pages: str) -> tuple[str, bytes]:
    return "report.pdf", w.pdf_bytes(pages)


def pdf_most_pages() -> tuple[str, bytes]:
    return _pdf(*[w.lines(72, 80, ["The panel met four times and heard from them."] * 40)] * limits.MAX_PAGES)


def pdf_page_of_most_letters() -> tuple[str, bytes]:
    return _pdf(*[w.lines(10, 5, ["a " * 500] * 200, size=1, step=4)] * 20)


def pdf_shapes_without_end() -> tuple[str, bytes]:
    return _pdf(w.text(72, 80, "The panel met.") + w.rule(10, 10, 500, 700) * limits.MAX_PAGE_OBJECTS * 2)


def pdf_table_without_end() -> tuple[str, bytes]:
    return _pdf(w.grid([10 + n for n in range(500)], [10 + n for n in range(700)]) + w.text(72, 80, "x"))


def pdf_states_without_end() -> tuple[str, bytes]:
    return _pdf("q " * 5_000_000 + w.text(72, 80, "The panel met."))


def pdf_page_of_a_mile() -> tuple[str, bytes]:
    name, data = _pdf(w.lines(72, 80, ["The panel met four times."] * 40))
    return name, data.replace(b"[0 0 595 842]", b"[0 0 1e9 1e9]")


def pdf_packed_bomb() -> tuple[str, bytes]:
    name, data = _pdf("PLACE")
    packer, piece = zlib.compressobj(9), b"q " * limits.MIB  # piece by piece: a child counts its parent's memory too
    packed = b"".join(packer.compress(piece) for _ in range(500)) + packer.flush()
    head = b"/Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return name, re.sub(rb"/Length 5 >>\nstream\nPLACE", lambda _: head + packed, data)


CASES: tuple[Case, ...] = (
    ten_thousand_tables, paragraph_of_20_mb, longest_text_in_one_paragraph, longest_text_in_paragraphs,
    a_word_of_20_mb, most_tags_paragraphs,
    most_tags_cells, most_tags_in_one_paragraph, most_tracked_changes, headings_without_end, most_paragraphs,
    wide_text_table,
    quotes_in_quotes, open_brackets, names_without_end, acronyms_without_end, recommendations_without_end, zip_bomb,
    zip_of_many_bombs, largest_media, too_large_a_file, too_long_a_text, deepest_nesting, overlapping_members,
    odt_paragraphs, odt_tables_in_tables, odt_boxes_in_boxes, odt_merged_cells, odt_insertions_without_end,
    odt_lists_of_a_style_without_end, pdf_most_pages, pdf_page_of_most_letters, pdf_shapes_without_end,
    pdf_table_without_end, pdf_states_without_end, pdf_page_of_a_mile, pdf_packed_bomb,
)  # fmt: skip


def measured(cases: tuple[Case, ...], folder: Path) -> Iterator[tuple[str, float, float, int]]:
    """Name, seconds, peak MiB and exit code of each case."""
    for case in cases:
        name, data = case()
        path = folder / name
        path.write_bytes(data)
        del data
        limit = ["timeout", str(int(MOST_SECONDS * 2))]
        command = [*limit, sys.executable, "-m", "dhr_qa", "check", str(path), "--fail-on", "never"]
        done = run(command)
        yield case.__name__.replace("_", " "), done.wall, done.peak, done.code
        path.unlink()


def main() -> int:
    """Print the table. Exit code 1 where a bound was passed, or a case ended in a bug."""
    options = argparse.ArgumentParser()
    options.add_argument("words", nargs="*")
    words = options.parse_args().words
    cases = tuple(case for case in CASES if all(word in case.__name__ for word in words))
    FOLDER.mkdir(exist_ok=True)
    good = True
    print(f"{'case':<32} {'seconds':>8} {'peak MiB':>9} {'exit':>5}")
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        for name, seconds, peak, code in measured(cases, Path(folder)):
            good &= seconds <= MOST_SECONDS and peak <= MOST_MIB and code in (0, 3)
            print(f"{name:<32} {seconds:>8.1f} {peak:>9.0f} {code:>5}", flush=True)
    print(f"bound: {MOST_SECONDS:.0f} s, {MOST_MIB:.0f} MiB: {'kept' if good else 'NOT KEPT'}")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
