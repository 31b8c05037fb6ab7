"""Words hidden by their colour or under a shape: what is told, and the looks of ordinary reports that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.docx_cover import contrast, covered, nearly_white
from dhr_qa.documents.model import Document, Span
from tests.documents import builders as b
from tests.rules.anonymisation_fixtures import black_shape

WHITE, NAVY = '<w:color w:val="FFFFFF"/>', '<w:color w:val="1F3864"/>'
BLACK_PEN, NAVY_GROUND = '<w:highlight w:val="black"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'


def read(*body: str) -> Document:
    return read_docx(Path("a.docx"), b.docx_bytes("".join(body)))


def told(kind: str, *body: str) -> list[tuple[str, int | None, int | None]]:
    return [(mark.text, mark.block, mark.start) for mark in read(*body).marks if mark.kind == kind]


@pytest.mark.parametrize(
    ("props", "hidden"),
    [
        (BLACK_PEN, True),
        (BLACK_PEN + '<w:color w:val="000000"/>', True),
        (BLACK_PEN + WHITE, False),
        ('<w:highlight w:val="yellow"/>', False),
        ('<w:highlight w:val="yellow"/><w:color w:val="FFFF00"/>', True),
        ('<w:shd w:val="clear" w:fill="000000"/>', True),
        (NAVY_GROUND, False),
        (NAVY_GROUND + NAVY, True),
        (NAVY_GROUND + WHITE, False),
        (NAVY, False),
    ],
)
def test_letters_that_look_like_their_ground(props: str, hidden: bool) -> None:
    found = told("covered", b.p("She lived with ", b.r("Jo Finch", props=props), " then."))
    assert found == ([("Jo Finch", 0, 15)] if hidden else [])


def test_dark_header_rows_and_banners_cover_nothing() -> None:
    header = b.tr(b.tc(b.p(b.r("Agency", props=WHITE)), shade="1F3864"), b.tc("Role", shade="000000"))
    banner = b.p(b.r("Summary", props=WHITE), props=NAVY_GROUND)
    assert told("covered", b.tbl(header), banner, b.p("Plain", props='<w:shd w:val="clear" w:fill="000000"/>')) == []
    same = b.tbl(b.tr(b.tc(b.p(b.r("Jo Finch", props=NAVY)), shade="1F3864")))
    assert told("covered", same) == [("Jo Finch", 0, 0)]


def test_letters_that_are_nearly_white_are_white() -> None:
    near = b.r("nearly", props='<w:color w:val="FDFDFD"/>')
    grey = b.r("grey", props='<w:color w:val="BFBFBF"/>')
    assert told("white-text", b.p("a ", near, grey)) == [("nearly", 0, 2)]
    assert nearly_white("F8F8F8")
    assert not nearly_white("D0D0D0")


def test_stretches_that_touch_are_one() -> None:
    spans = (Span("highlight", 0, 4, "black"), Span("shade", 4, 8, "000000"), Span("colour", 10, 12, "FFFFFF"))
    assert list(covered("", spans)) == [(0, 8)]
    assert list(covered("", ())) == []


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("000000", "odd") == pytest.approx(21)


def test_a_plain_shape_over_the_text() -> None:
    assert told("cover", b.p("under it ", black_shape())) == [("", 0, 9)]
    behind = black_shape().replace('behindDoc="0"', 'behindDoc="1"')
    coloured = black_shape().replace("000000", "1F3864")
    small = black_shape().replace('cy="200000"', 'cy="9000"')
    beside = black_shape().replace("<wp:wrapNone/>", "<wp:wrapSquare/>")
    with_words = black_shape().replace(
        "</wps:spPr>", f"</wps:spPr><wps:txbx><w:txbxContent>{b.p('x')}</w:txbxContent></wps:txbx>"
    )
    for other in (behind, coloured, small, beside, with_words):
        assert told("cover", b.p("under it ", other)) == []


def test_many_spans_take_no_longer_than_their_number() -> None:
    spans = [Span("highlight", place, place + 1, "black") for place in range(0, 40_000, 2)]
    assert len(list(covered("", spans))) == 20_000
