"""Writes the example reports again: `python -m examples.build_examples` (or `make examples`).

The good report is written from `source/overview-report.txt`. The draft is the same text with the faults
of `faults.py` put in, and `draft/FAULTS.md` lists them from the same table, so that text, draft and list
cannot come apart. Writing them twice gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from examples import faults, markup, word

HERE = Path(__file__).parent
SOURCE = HERE / "source" / "overview-report.txt"
PARTNERSHIP = "Fenmarch Community Safety Partnership"
CONTACTS = (
    ("Before 2017", 12), ("2017", 4), ("2018", 7), ("2019", 9), ("2020", 11),
    ("2021", 10), ("2022", 14), ("2023", 49), ("2024", 98),
)  # fmt: skip
#: The page of each heading as the contents of the good report give it, in order.
PAGES = (
    3, 3, 4, 5, 7, 7, 7, 8, 8, 9, 10, 10, 11, 11, 11, 11, 12, 12, 13, 14,
    14, 16, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 21, 22, 22, 22, 23, 24, 25,
    26, 27, 28, 29, 29, 30, 31, 31, 32, 32, 33, 33, 34, 35, 36, 38,
)  # fmt: skip


def good_source() -> str:
    """The text of the good report in the examples' markup."""
    return SOURCE.read_text(encoding="utf-8")


def contents(source: str) -> tuple[tuple[markup.Line, str], ...]:
    """The headings of the good report's source, each with its page."""
    headings = [line for line in markup.lines(source) if line.kind.startswith("heading")]
    return tuple((line, str(page)) for line, page in zip(headings, PAGES, strict=True))


def _chart() -> dict[str, object]:
    listed = ", ".join(f"{year} {count}" for year, count in CONTACTS)
    return {
        "chart": CONTACTS,
        "chart_caption": f"Entries in the combined chronology by year ({listed})",
        "chart_alt": "Bar chart of entries in the combined chronology by year. They rise slowly from four in 2017 "
        "to 14 in 2022, then to 49 in 2023 and 98 in the nine months of 2024.",
    }


def good_report() -> bytes:
    """The bytes of `good/overview-report.docx`."""
    source = good_source()
    return word.write(
        source,
        word.Paper(
            title="Domestic homicide review into the death of Maya: overview report",
            author=PARTNERSHIP,
            last_modified_by=PARTNERSHIP,
            header="Official-Sensitive until the Home Office has agreed to publication",
            contents=contents(source),
            **_chart(),  # type: ignore[arg-type]
        ),
    )


def draft_report() -> bytes:
    """The bytes of `draft/overview-report-draft.docx`."""
    good = good_source()
    return word.write(
        faults.draft(good),
        word.Paper(
            title=faults.PROPERTY_TITLE,
            author=PARTNERSHIP,
            last_modified_by="Tom Ferriby",
            header="Draft overview report",
            reviewer="Tom Ferriby",
            contents=faults.contents(contents(good)),
            **_chart(),  # type: ignore[arg-type]
        ),
    )


def built() -> dict[Path, bytes]:
    """Every file that this script writes, by its path below `examples/`."""
    return {
        Path("good/overview-report.docx"): good_report(),
        Path("draft/overview-report-draft.docx"): draft_report(),
        Path("draft/FAULTS.md"): faults.table().encode(),
    }


def main() -> None:
    """Write them all."""
    for path, data in built().items():
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        print(f"{target.relative_to(HERE.parent)}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
