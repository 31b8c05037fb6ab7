"""Empty reports: their form is right, and a check of one says only what is still to be written."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import docx
import pytest

from dhr_qa import check, inspect
from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Document
from dhr_qa.findings import Result
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.skeleton.plan import kinds, skeleton
from dhr_qa.skeleton.write import word_file

KINDS = ("overview-report", "executive-summary", "action-plan")
#: Topics about how a report is made and worded: their rules have nothing to say of an empty one,
OF_FORM = ("structure", "language", "anonymisation")
#: but for those that ask for something to be written.
ASKS_FOR_TEXT = {
    "draft-residue", "title-metadata", "pseudonym-statement", "pseudonym-key",
    "pseudonym-consistent", "real-name-consent", "small-number-risk",
}  # fmt: skip
_PROMPT = re.compile(r"\[Insert [^\]]+\]")


@cache
def made(kind: str) -> bytes:
    return word_file(skeleton(load_rulebook().vocabulary, kind))


@cache
def read(kind: str) -> Document:
    return read_docx(Path(f"{kind}.docx"), made(kind))


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    folder = tmp_path_factory.mktemp("empty")
    (folder / ".git").mkdir()
    found = {}
    for kind in KINDS:
        path = folder / f"{kind}.docx"
        path.write_bytes(made(kind))
        found[kind] = check(path)
    return found


def test_the_vocabulary_has_these_kinds() -> None:
    assert tuple(kinds(load_rulebook().vocabulary)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_each_time(kind: str) -> None:
    assert word_file(skeleton(load_rulebook().vocabulary, kind)) == made(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_of_the_vocabulary_is_there_in_order(kind: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "empty.docx"
    path.write_bytes(made(kind))
    facts = inspect(path)[0][0]
    assert facts.kinds == (kind,)
    wanted = [
        entry.id
        for entry in sorted(load_rulebook().vocabulary.register("sections"), key=lambda entry: entry.get("order", 0))
        if kind in (*(entry.get("needed-in") or ()), *(entry.get("expected-in") or ()))
    ]
    assert len(wanted) >= (1 if kind == "action-plan" else 15)
    if kind != "action-plan":  # a plan is a file of its own
        wanted = [role for role in wanted if role != "action-plan"]
    found = [section.roles[0] for section in facts.sections if section.roles and section.how == "heading"]
    assert [role for role in found if role != "title-page"] == [role for role in wanted if role != "title-page"]


@pytest.mark.parametrize("kind", KINDS)
def test_its_own_check_says_only_what_is_still_to_be_written(kind: str, checked: dict[str, Result]) -> None:
    result = checked[kind]
    assert not result.failures
    assert not result.bugs
    of_form = {finding.rule for finding in result.findings if finding.topic in OF_FORM}
    assert of_form - ASKS_FOR_TEXT == set()
    assert "draft-residue" in of_form
    prompts = [finding for finding in result.findings if finding.rule == "draft-residue"]
    assert len(prompts) >= 10
    assert all(_PROMPT.search(finding.message.replace("“", "").replace("”", "")) for finding in prompts)
    assert not [document.unread for document in result.documents if document.unread]


@pytest.mark.parametrize("kind", KINDS)
def test_every_prompt_is_found_by_the_rule_for_prompts(kind: str, checked: dict[str, Result]) -> None:
    """So nothing that was not written can go unseen. Of very many only the first are listed, and the rest counted."""
    there = sum(len(_PROMPT.findall(block.text)) for block in read(kind).blocks)
    findings = [finding for finding in checked[kind].findings if finding.rule == "draft-residue"]
    counted = re.search(r"(\d+) such places were found", " ".join(finding.remedy for finding in findings))
    assert (int(counted[1]) if counted else len(findings)) == there


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_says_what_belongs_there(kind: str) -> None:
    plan = skeleton(load_rulebook().vocabulary, kind)
    for part in plan.parts:
        assert part.prompts, f"{part.heading} has a prompt"
        assert all(_PROMPT.fullmatch(prompt) for prompt in part.prompts)
        assert len(part.guidance) < 330, "guidance is short"
        if part.grid is not None:
            assert len(part.grid.prompts) == len(part.grid.headings) == len(part.grid.shares)
            assert all(_PROMPT.fullmatch(prompt) for prompt in part.grid.prompts)


@pytest.mark.parametrize("kind", KINDS)
def test_prompts_are_placeholders_that_go_when_somebody_types(kind: str) -> None:
    document = read(kind)
    placeholders = [mark.text for mark in document.marks if mark.kind == "placeholder"]
    written = [prompt for part in skeleton(load_rulebook().vocabulary, kind).parts for prompt in part.prompts]
    assert [prompt for prompt in written if not any(prompt in text for text in placeholders)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_form_of_the_file(kind: str) -> None:
    document = read(kind)
    assert all(table.header_rows == 1 for table in document.tables)
    assert document.tables
    facts = dict(document.facts)
    assert facts["page-field"] == "yes"
    assert facts["language"] == "en-GB"
    assert ("landscape" in facts) == (kind == "action-plan")
    properties = {each.name: each.value for each in document.properties}
    assert properties["title"].startswith("Domestic Homicide Review")
    assert not {"creator", "lastModifiedBy"} & set(properties)
    assert any(block.part == "header" for block in document.blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_python_docx_opens_it(kind: str) -> None:
    opened = docx.Document(io.BytesIO(made(kind)))
    assert len(opened.tables) == len(read(kind).tables)
    headings = [each.text for each in opened.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert headings == [part.heading for part in skeleton(load_rulebook().vocabulary, kind).parts]


def test_a_kind_that_there_is_none_for() -> None:
    with pytest.raises(KeyError):
        skeleton(load_rulebook().vocabulary, "feedback-letter")
