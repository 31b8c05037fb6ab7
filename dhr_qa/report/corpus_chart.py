"""The figures of a library as a picture: a bar chart in SVG, alone or on a page with the table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dhr_qa.report.corpus import Library, Row, in_words, percent
from dhr_qa.wording import counted, spoken, titled

MOST_BARS = 30
_ROW, _TOP, _LABEL, _BARS, _FIGURES = 26, 58, 330, 420, 110
_WIDTH = _LABEL + _BARS + _FIGURES
#: Severity to its colour and to the width of the stripes that tell it without colour (0: none).
_LOOK = {"critical": ("#8c1d18", 0), "major": ("#a04a00", 3), "minor": ("#1d5b8c", 6), "info": ("#555f6b", 10)}
_FONT = "font-family: system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
_STYLE = """
body { font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif;
  color: #1b1b1b; background: #fff; margin: 2rem auto; padding: 0 1rem; max-width: 90rem; }
main { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start; }
figure { margin: 0; flex: 1 1 36rem; } svg { max-width: 100%; height: auto; }
.table { flex: 1 1 36rem; overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; } caption { text-align: left; padding-bottom: .5rem; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #8a8a8a; text-align: left; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
"""


def as_svg(library: Library) -> str:
    """The chart as an SVG file of its own. It holds no script and asks for nothing from elsewhere."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_chart(library)}\n'


def as_html(library: Library) -> str:
    """One page with the chart and, beside it, the table of every rule that ran."""
    tool = library.tool
    ran = escape(
        f"dhr-qa {tool['version']}, rules {tool['rules']}, profile {tool['profile']}, guidance {tool['guidance']}, "
        f"as of {tool['as_of']}"
    )
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{_title(library)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{_title(library)}</h1>
<p>{escape(in_words(library))}. {ran}.</p>
<p>A share is that of the documents which a rule is about. No finding does not mean that nothing is wrong.</p>
<main>
<figure>
{_chart(library)}
</figure>
<div class="table" role="region" aria-label="Every rule that ran" tabindex="0">
{_table(library.rows)}
</div>
</main>
</body>
</html>
"""


def _title(library: Library) -> str:
    return f"Which rules fail how often in {counted(library.documents, 'document')}"


def _chart(library: Library) -> str:
    rows = library.failing[:MOST_BARS]
    height = _TOP + _ROW * max(len(rows), 1) + 46
    more = len(library.failing) - len(rows)
    note = f" The {MOST_BARS} that fail most often are shown, of {len(library.failing)}." if more else ""
    told = "; ".join(f"{row.rule}: {row.failing} of {row.applied} ({percent(row.share)})" for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chart-title chart-words" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" style="{_FONT}; font-size: 13px">',
        f'<title id="chart-title">{_title(library)}</title>',
        f'<desc id="chart-words">{escape(told or "No rule failed")}.{note}</desc>',
        _stripes(),
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="0" y="18" font-size="15" font-weight="600" fill="#1b1b1b">{_title(library)}</text>',
        _legend(),
    ]
    if not rows:
        parts.append(f'<text x="0" y="{_TOP + 18}" fill="#1b1b1b">No rule failed.</text>')
    for number, row in enumerate(rows):
        parts.append(_bar(row, _TOP + _ROW * number))
    if note:
        parts.append(f'<text x="0" y="{height - 12}" fill="#1b1b1b">{note.strip()}</text>')
    parts.append("</svg>")
    return "\n".join(parts)


def _stripes() -> str:
    """A pattern for each severity, so that it is told without colour as well."""
    found = []
    for severity, (colour, gap) in _LOOK.items():
        line = f'<path d="M0 0V{gap}" stroke="#ffffff" stroke-width="1.5"/>' if gap else ""
        side = gap or 4
        found.append(
            f'<pattern id="bar-{severity}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="{side}" height="{side}" fill="{colour}"/>{line}</pattern>'
        )
    return f"<defs>{''.join(found)}</defs>"


def _legend() -> str:
    found = []
    for number, severity in enumerate(_LOOK):
        x = _LABEL + number * 100
        found.append(f'<rect x="{x}" y="30" width="14" height="14" fill="url(#bar-{severity})"/>')
        found.append(f'<text x="{x + 20}" y="42" fill="#1b1b1b">{titled(severity)}</text>')
    return "".join(found)


def _bar(row: Row, y: int) -> str:
    width = max(2, round(row.share * _BARS))
    figures = f"{row.failing} of {row.applied} ({percent(row.share)})"
    return (
        f'<text x="{_LABEL - 10}" y="{y + 17}" text-anchor="end" fill="#1b1b1b">{escape(row.rule)}</text>'
        f'<rect x="{_LABEL}" y="{y + 4}" width="{width}" height="{_ROW - 8}" fill="url(#bar-{escape(row.severity)})"/>'
        f'<text x="{_LABEL + width + 6}" y="{y + 17}" fill="#1b1b1b">{figures}</text>'
    )


_HEADS = (
    ("Rule", ""), ("What it checks", ""), ("Topic", ""), ("Severity", ""), ("Failing", "n"), ("About", "n"),
    ("Share", "n"), ("Findings", "n"), ("Questions for a person", "n"), ("Could not check", "n"),
)  # fmt: skip


def _table(rows: Sequence[Row]) -> str:
    heads = "".join(_cell("th", name, kind, ' scope="col"') for name, kind in _HEADS)
    lines = []
    for row in rows:
        cells = [row.title, spoken(row.topic), row.severity]
        numbers = [row.failing, row.applied, percent(row.share), row.findings, row.needs_person, row.could_not_check]
        lines.append(
            f'<tr><th scope="row">{escape(row.rule)}</th>{"".join(_cell("td", cell) for cell in cells)}'
            f"{''.join(_cell('td', str(number), 'n') for number in numbers)}</tr>"
        )
    body = "\n".join(lines)
    return (
        "<table>\n<caption>Every rule that ran, those that fail most often first</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _cell(tag: str, text: str, kind: str = "", more: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f"<{tag}{name}{more}>{escape(text)}</{tag}>"
