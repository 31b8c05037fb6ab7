"""`inspect --format csv` as people run it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dhr_qa.cli.main import main
from tests.seed import SEED_DOCX, needs_seed

PLAN = (
    "# Action plan\n\n| Action | Lead agency | Target date |\n|---|---|---|\n"
    "| =HYPERLINK() audit | Fenshire Police | June 2027 |\n"
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_to_a_file_and_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, out = tmp_path / "plan.md", tmp_path / "actions.csv"
    plan.write_text(PLAN, encoding="utf-8")
    assert main(["inspect", str(plan), "--format", "csv", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfDocument,Recommendation,")
    (row,) = rows(out)
    assert (row["Action"], row["Lead agency"], row["Target to"]) == (
        "'=HYPERLINK() audit", "Fenshire Police", "2027-06-30",
    )  # fmt: skip
    assert main(["inspect", str(plan), "--format", "csv"]) == 0
    assert "'=HYPERLINK() audit" in capsys.readouterr().out


@needs_seed
def test_the_one_real_plan(tmp_path: Path) -> None:
    out = tmp_path / "actions.csv"
    assert main(["inspect", str(SEED_DOCX), "--format", f"csv={out}", "--redact"]) == 0
    found = rows(out)
    assert len(found) == 25
    assert {row["State"] for row in found} == {"done", "open, given as complete"}
    assert all(row["Completed on"] for row in found)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in found for value in row.values())
