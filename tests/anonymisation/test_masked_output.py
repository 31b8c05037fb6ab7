"""Where words are masked, nothing that the trap document hides comes out, in any format and any command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dhr_qa.cli.main import main
from dhr_qa.report.formats import WRITERS
from tests.anonymisation.test_trap_document import NAME, number
from tests.anonymisation.trap_document import PLACES, trap

NUMBERS = [number(place.name)[4:] for place in PLACES]


@pytest.mark.parametrize(
    ("plant", "secrets"),
    [
        (number, [*NUMBERS, *(text.replace(" ", "_") for text in NUMBERS)]),
        (lambda place: NAME, NAME.casefold().split()),
    ],
    ids=["numbers", "names"],
)
def test_nothing_that_is_hidden_comes_out(
    plant: Callable[[str], str],
    secrets: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    data, file = trap(plant)
    Path(file).write_bytes(data)
    outputs = [f"--format={kind}=out.{kind}" for kind in WRITERS if kind != "text"]
    assert main(["check", file, "--redact", "--verbose", "--format=text", *outputs]) == 1
    assert main(["inspect", file, "--redact", "--format=json", "-o", "facts.json"]) == 0
    assert main(["inspect", file, "--redact"]) == 0
    printed = capsys.readouterr()
    texts = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir() if path.name != file}
    texts |= {"output": " ".join(printed.out.split()), "errors": printed.err}
    leaks = {name: [secret for secret in secrets if secret in text.casefold()] for name, text in texts.items()}
    assert {name: found for name, found in leaks.items() if found} == {}
    assert len(texts) == len(WRITERS) + 2
