"""What the comments say, which findings get one, and in what order."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from dhr_qa.annotate.notes import MOST, notes_for
from dhr_qa.annotate.words import plain
from dhr_qa.documents.docx import read_docx
from dhr_qa.documents.model import Location
from dhr_qa.findings import DocumentSummary, Finding, Outcome, Passage, Result
from tests.annotate.making import PATH, annotate, found
from tests.documents import builders as b

DATA = b.docx_bytes(
    b.p("The panel met four times.")
    + b.tbl(b.tr("Action", "Lead"), b.tr(b.tc(b.p("Train staff."), b.p("And again.")), "Fenshire"))
    + b.p("Last."),
    headers=["Draft"],
)
DOCUMENT = replace(read_docx(PATH, DATA), path="draft.docx")
TOOL = {"version": "9.9", "rules": "1", "profile": "draft", "guidance": "2016", "as_of": "2026-11-22"}


def finding(severity: str = "major", **more: Any) -> Finding:
    values: dict[str, Any] = {
        "rule": "some-rule", "topic": "action-plan", "severity": severity, "confidence": "certain",
        "document": "draft.docx", "message": "This is missing.", "why": "Because.", "remedy": "Write it.",
        "guidance": (), "excerpt": "", "location": Location(part="file"),
    }  # fmt: skip
    return Finding(**{**values, **more})


def question(*evidence: Passage, document: str = "draft.docx") -> Outcome:
    return Outcome("ask-rule", "family-voice", document, "needs-person", evidence, "Was the family asked?")


def result(*findings: Finding, outcomes: tuple[Outcome, ...] = ()) -> Result:
    return Result(TOOL, (DocumentSummary("draft.docx", ("overview-report",), "", 9),), outcomes, findings)


def texts(made: Result, masked: bool = False) -> list[list[str]]:
    return [plain(note.lines) for note in notes_for(made, DOCUMENT, masked=masked)[0]]


def block(words: str) -> int:
    return next(each.index for each in DOCUMENT.blocks if words in each.text)


def test_a_finding() -> None:
    where = Location(part="body", paragraph=1, start=4, end=9, block=0)
    related = (Passage("Last.", Location(part="body", paragraph=2, block=block("Last"))),)
    said = texts(result(finding(confidence="likely", location=where, related=related)))[1]
    assert said == [
        "Major. This is missing.",
        "See also: paragraph 2: “Last.”",
        "What would help: Write it.",
        "Rule some-rule (likely: please judge)",
    ]


def test_what_does_not_stand_in_the_text_is_placed_and_quoted() -> None:
    where = Location(part="header", block=block("Draft"))
    said = texts(result(finding("info", excerpt="Draft", location=where)))[1]
    assert said[:2] == ["For information. This is missing.", "Where: the page header: “Draft”"]
    assert texts(result(finding()))[1][1] == "What would help: Write it."


def test_a_question() -> None:
    passages = [Passage("", Location(part="file")), Passage("The panel met", Location(paragraph=1, block=0))]
    passages.append(Passage("Last.", Location(paragraph=2, block=block("Last"))))
    notes, _ = notes_for(result(outcomes=(question(*passages[1:]),)), DOCUMENT)
    assert plain(notes[1].lines) == [
        "Question for a person. Was the family asked?",
        "Read also paragraph 2.",
        "Rule ask-rule; dhr-qa attest writes down the answer.",
    ]
    assert notes[1].block == 0
    assert notes_for(result(outcomes=(question(passages[0]),)), DOCUMENT)[0][1].block is None


def test_a_question_of_a_pack_stands_in_the_document_with_the_passage() -> None:
    here = question(Passage("x", Location(block=0), "draft.docx"), document="other.docx")
    there = question(Passage("x", Location(block=0), "other.docx"))
    assert len(texts(result(outcomes=(here,)))) == 2
    assert len(texts(result(outcomes=(there,)))) == 1


def test_the_first_note_sums_up() -> None:
    made = result(
        finding(), finding("minor"), finding("minor", waived="agreed (A, until 2027-01-01)"), finding(document="else"),
        outcomes=(question(), replace(question(), outcome="could-not-check"), replace(question(), outcome="pass")),
    )  # fmt: skip
    first = texts(made)[0]
    assert first[0] == (
        "Read by dhr-qa 9.9 as of 2026-11-22 (profile draft, guidance 2016): 1 major and 1 minor; "
        "1 question for a person; 1 rule could not be checked; 1 waived."
    )
    assert "Delete these comments" in first[-1]
    assert not any("masked" in line for line in first)
    assert any("masked" in line for line in texts(made, masked=True)[0])
    assert len(texts(made)) == 4, "the first, two findings and a question: nothing waived, nothing of another file"
    assert "no finding" in texts(result())[0][0]


def test_the_weightiest_are_kept_and_stand_in_reading_order() -> None:
    many = [finding("minor", location=Location(block=0, start=0, end=3)) for _ in range(MOST)]
    heavy = [finding("critical", location=Location(block=block("Last"))), finding("info", location=Location(block=0))]
    notes, left = notes_for(result(*many, *heavy, outcomes=(question(),)), DOCUMENT)
    assert (len(notes), left) == (MOST, 4)
    said = [plain(note.lines)[0].split(".")[0] for note in notes]
    assert said.count("Minor") == MOST - 3
    assert said[1] == "Question for a person"
    assert said[-1] == "Critical"
    assert "For information" not in said
    assert any("4 notes more did not fit" in line for line in plain(notes[0].lines))


def test_offsets_in_a_cell_become_offsets_in_its_paragraph() -> None:
    cell = "Train staff.\nAnd again."
    where = Location(
        table=1, row=1, column="action", start=cell.index("again"), end=len(cell), block=block("And again")
    )
    notes, _ = notes_for(result(finding(location=where)), DOCUMENT)
    assert found(annotate(DATA, *notes))[1].covers == "again."
    whole = replace(where, start=0, end=len(cell), block=block("Train"))
    notes, _ = notes_for(result(finding(location=whole)), DOCUMENT)
    assert found(annotate(DATA, *notes))[1].covers == "Train staff."


def test_a_place_that_the_file_does_not_have() -> None:
    notes, _ = notes_for(result(finding(location=Location(block=10_000, start=1, end=2))), DOCUMENT)
    assert notes[1].block is None
