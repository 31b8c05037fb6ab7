"""What the README shows is what the command says: every rule in its transcript finds its fault in the draft."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import dhr_qa
from examples import build_examples

README = build_examples.HERE.parent / "README.md"
DRAFT = build_examples.HERE / "draft" / "overview-report-draft.docx"
_RULE = re.compile(r"^ +([a-z0-9]+(?:-[a-z0-9]+)+)(?: \((?:likely|possible): please judge\))?$", re.MULTILINE)


def test_transcript_of_the_readme_is_true() -> None:
    transcript = README.read_text(encoding="utf-8").split("```\n$ dhr-qa check", 1)[1].split("```", 1)[0]
    shown = set(_RULE.findall(transcript))
    result = dhr_qa.check([DRAFT])
    noticed = {outcome.rule for outcome in result.outcomes if outcome.outcome in ("fail", "needs-person")}
    assert len(shown) >= 4
    assert shown <= noticed
    for line in ("Adults Act 2004", "Action After Fatal Domestic Abuse"):
        assert line in transcript


def test_every_link_of_the_readme_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (README.parent / target).exists(), target


def test_every_command_of_the_readme_exists() -> None:
    from dhr_qa.cli.app import app

    offered = {command.name for command in app.registered_commands} | {group.name for group in app.registered_groups}
    text = README.read_text(encoding="utf-8")
    assert set(re.findall(r"`dhr-qa ([a-z]+)", text)) <= offered


def test_the_rule_shown_to_contributors_is_sound_and_passes_its_examples(tmp_path: Path) -> None:
    text = (README.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rule = text.split("```yaml\n", 1)[1].split("```", 1)[0]
    folder = tmp_path / "our-rules" / "family-voice"
    folder.mkdir(parents=True)
    (folder / "leaflet.yaml").write_text(rule.replace("id: family-leaflet", "id: our-leaflet"), encoding="utf-8")
    settings = tmp_path / "dhr-qa.yaml"
    settings.write_text("rule-folders: [our-rules]\n", encoding="utf-8")
    command = [sys.executable, "-m", "dhr_qa", "rules", "test", "our-leaflet", "--config", str(settings)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 examples run, none failed" in done.stderr
