"""Contrast of every pair of colours in the style, computed as WCAG 2.2 does (1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from dhr_qa.report.html_report import STYLE, asset

TEXT, GRAPHIC = 4.5, 3.0
#: What stands on what beside the pairs that share a name.
ON = {"graphic": ("text", "band")}


def schemes() -> dict[str, dict[str, str]]:
    """The colours of light, dark and print: the later ones change those of light."""
    blocks = re.findall(r":root \{(.*?)\}", asset(STYLE), re.S)
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6});", block)) for block in blocks]
    assert len(colours) == 3, "light, dark, print"
    light = colours[0]
    return {"light": light, "dark": {**light, **colours[1]}, "print": {**light, **colours[2]}}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_can_be_read(scheme: str) -> None:
    colours = schemes()[scheme]
    names = sorted(name.removesuffix("-ink") for name in colours if name.endswith("-ink"))
    assert len(names) >= 14
    poor = {
        name: round(contrast(colours[f"{name}-ink"], colours[f"{name}-paper"]), 2)
        for name in names
        if contrast(colours[f"{name}-ink"], colours[f"{name}-paper"]) < TEXT
    }
    assert poor == {}


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_lines_and_signs_can_be_seen(scheme: str) -> None:
    colours = schemes()[scheme]
    graphics = sorted(name for name in colours if name.endswith("-graphic"))
    assert len(graphics) >= 8
    poor = {
        (name, paper): round(contrast(colours[name], colours[f"{paper}-paper"]), 2)
        for name in graphics
        for paper in ON["graphic"]
        if contrast(colours[name], colours[f"{paper}-paper"]) < GRAPHIC
    }
    assert poor == {}


def test_dark_changes_every_colour_that_light_has() -> None:
    blocks = re.findall(r":root \{(.*?)\}", asset(STYLE), re.S)
    light, dark = ({name for name, _ in re.findall(r"--([\w-]+): (#\w+);", block)} for block in blocks[:2])
    assert light == dark


def test_every_colour_is_one_of_these() -> None:
    """A colour written anywhere else would be measured by nobody."""
    style = re.sub(r":root \{.*?\}", "", asset(STYLE), flags=re.S)
    screen = style[: style.index("@media print")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsl", screen) == []


def test_what_has_the_focus_is_shown() -> None:
    assert ":focus-visible" in asset(STYLE)
    assert not re.search(r"outline:\s*(none|0)", asset(STYLE).replace("main:focus { outline: none; }", ""))
