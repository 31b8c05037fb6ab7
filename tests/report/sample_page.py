"""A hand-built pack of a fictional review, text and all, for the writers that show where things stand in the text.

The name Zephyrine Okonjo is planted wherever the words of a document can be: no output may show it when masked.
"""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from dhr_qa.documents.model import Block, Cell, Document, Location, Table
from dhr_qa.errors import DocumentError
from dhr_qa.findings import DocumentSummary, Finding, Guidance, Outcome, Passage, Result, fingerprint, ordered
from dhr_qa.language.index import TextIndex
from dhr_qa.review.covered import Coverage, Limb, Taken
from dhr_qa.review.facts import Action, Facts, Region, Section, TableKind, Term, When, with_known
from dhr_qa.rulebook.model import AppliesTo, Check, Part, Rule, Rulebook, Selector
from dhr_qa.vocabulary import Entry, Vocabulary

DRAFT, LETTER = "packs/draft <v2> & more.docx", "letter.md"
PLANTED = ("Zephyrine", "Okonjo")
SCRIPT = "<script>alert('x')</script>"

_TEXTS = (
    ("heading", "Background to Zephyrine Okonjo"),
    ("paragraph", "Zephyrine Okonjo lived in Fenmarch. Her brother had committed suicide, as she told a nurse."),
    ("paragraph", f"She wrote: {SCRIPT} & asked “why?”\nNobody \u202eanswered\u202c her."),
    ("heading", "Terms of reference"),
    ("list-item", "To ask what was known of Zephyrine's injuries."),
    ("list-item", "To finish within six months."),
    ("heading", "Family"),
    ("paragraph", "Zephyrine's mother saw the draft report. She was given four weeks to read it with her advocate."),
    ("heading", "Action plan"),
)  # fmt: skip
_CELLS = (
    ("Rec.", "Action", "Lead", "Target date", "Status"),
    ("1", "Audit referrals from Zephyrine's ward", "Z. Okonjo, Fenshire Police", "By January 2020", "Amber"),
    ("2", "Train midwives", "Fenshire NHS Trust", "Ongoing", ""),
    ("3", "Write to the Ministry", "Fenmarch CSP", "March 2027", ""),
    ("4", "Open the refuge", "Fenmarch CSP", "June 2026", ""),
)
_ROLES = ("ref", "action", "lead", "target-date", "status")


def _blocks() -> list[Block]:
    found = []
    for place, (kind, text) in enumerate(_TEXTS):
        level = {"heading": 1, "list-item": 0}.get(kind)
        label = {4: "(a)", 5: "(b)"}.get(place, "")
        found.append(Block(place, kind, "body", text, number=place + 1, level=level, label=label))
    for row, cells in enumerate(_CELLS):
        for column, text in enumerate(cells):
            found.append(Block(len(found), "paragraph", "table", text, table=0, row=row, column=column))
    found.append(Block(len(found), "paragraph", "footnote", "See the notes of Z. Okonjo.", source="1", anchor=1))
    return found


def _table(blocks: list[Block]) -> Table:
    first = len(_TEXTS)
    inside = [block for block in blocks if block.table == 0]
    cells = tuple(
        Cell(block.row or 0, block.column or 0, 1, 1, (block.index,), header=block.row == 0) for block in inside
    )
    return Table(0, len(_CELLS), len(_ROLES), cells, first, first + len(inside), header_rows=1)


def month(year: int, number: int) -> When:
    """A whole month, as the author of a plan gives it."""
    first = datetime.date(year, number, 1)
    after = datetime.date(year + number // 12, number % 12 + 1, 1)
    return When(first, after - datetime.timedelta(days=1), "month", first.strftime("%B %Y"))


def _actions() -> tuple[Action, ...]:
    targets = (month(2020, 1), None, month(2027, 3), month(2026, 6))
    found = []
    for row, (number, action, lead, target, status) in enumerate(_CELLS[1:], start=1):
        block = len(_TEXTS) + row * len(_ROLES)
        found.append(
            Action(0, row, number, "", "", action, lead, "Z. Okonjo" if row == 1 else None, target, targets[row - 1],
                   status=(status,) if status else (), block=block)
        )  # fmt: skip
    done = When(datetime.date(2020, 3, 5), datetime.date(2020, 3, 5), "day", "5 March 2020")
    return (replace(found[0], completed="Done 5 March 2020", completed_on=done), *found[1:])


_COVERAGE = Coverage(
    "not-evident",
    (Limb("support", (), (("family-involvement", Taken(7, 0, 4)),)),),
    closest=(Taken(7, 0, 4, 0.5, "Zephyrine Okonjo's closest words."),),
    sections=(("conclusions", "linked"),),
)


def _facts() -> Facts:
    blocks = _blocks()
    document = Document(DRAFT, "docx", tuple(blocks), (_table(blocks),), sha256="ab" * 32, size=1000)
    sections = (
        Section(("background",), _TEXTS[0][1], 1, 0, 3, heading_block=0),
        Section(("terms-of-reference",), _TEXTS[3][1], 1, 3, 6, heading_block=3),
        Section(("family-involvement",), _TEXTS[6][1], 1, 6, 8, heading_block=6),
        Section(("action-plan",), _TEXTS[8][1], 1, 8, len(blocks) - 1, heading_block=8),
    )
    facts = Facts(
        document=document,
        index=TextIndex([block.text for block in blocks]),
        regions=(Region("overview-report", 0, len(blocks)),),
        sections=sections,
        tables=(TableKind(0, "action-plan", 1, tuple((role, number) for number, role in enumerate(_ROLES))),),
    )
    return with_known(
        facts,
        terms=(Term("a", _TEXTS[4][1], 4, 0, 46, coverage=_COVERAGE), Term("b", _TEXTS[5][1], 5, 0, 28, process=True)),
        actions=_actions(),
    )


FACTS = _facts()
GUIDANCE = (Guidance("guide", "section 6"), Guidance("act", "section 9", True))


def _rule(name: str, topic: str, title: str, severity: str = "major") -> Rule:
    part = Part(Selector("paragraph"), Check("count", {"min": 1}), {"": "…"}, remedy="Write it down.")
    return Rule(
        name, title, topic, severity, "likely", "0.1", AppliesTo(("any",)),
        f"{title}: that matters to a panel. It matters to a family too.", GUIDANCE, (part,), remedy="Write it down.",
    )  # fmt: skip


def _vocabulary() -> Vocabulary:
    def register(*entries: tuple[str, str, dict[str, object]]) -> tuple[Entry, ...]:
        return tuple(Entry(name, title, fields=fields) for name, title, fields in entries)

    return Vocabulary(
        registers={
            "sources": register(
                ("guide", "A guide <of sorts>", {"issuer": "An office", "date": "2016", "url": "https://example.org/g",
                                                 "read": "part", "note": "The opening was read."}),
                ("act", "An Act", {"url": "javascript:alert(1)", "read": "no"}),
            ),
            "panel-tests": register(
                ("form", "Is it in good form?", {"about": "Its words.", "topics": ["anonymisation", "language"]}),
                ("people", "Did people take part?", {"topics": ["family-voice"]}),
            ),
            "report-topics": register(("language", "Choice of words", {}), ("family-voice", "The family", {})),
            "report-levels": register(("critical", "Critical", {"about": "Likely to be sent back."})),
            "report-states": register(("pass", "No finding", {}), ("found", "Found in the text", {})),
            "report-parts": register(
                ("page", "", {"about": "What was found."}), ("glance", "At a glance", {}),
                ("text", "The text", {"about": "Open a section.", "about-masked": "Places only."}),
            ),
            "family-steps": register(
                ("draft", "They could read the draft", {"rules": ["family-draft-shared", "family-advocacy-offered"]}),
                ("panel", "They could meet the panel", {"rules": ["family-met-panel"]}),
                ("unknown", "A step that no rule looks for", {"rules": ["no-such-rule"]}),
            ),
            "action-states": register(
                ("done", "Finished", {"counted": "finished"}), ("late", "Late", {"counted": "late"}),
                ("ahead", "To come", {"counted": "to come"}), ("undated", "No date", {"counted": "without a date"}),
            ),
            "statuses": register(("green", "Green", {"sort": "done"}), ("amber", "Amber", {"sort": "open"})),
            "columns": register(("target-date", "Target date", {}), ("action", "Action to take", {})),
            "sections": register(("background", "Background", {}), ("action-plan", "Action plan", {})),
        }
    )  # fmt: skip


RULEBOOK = Rulebook(
    rules=(
        _rule("committed-suicide", "language", "Suicide is not spoken of as a crime", "minor"),
        _rule("real-name-leak", "anonymisation", "No real name stands in the report", "critical"),
        _rule("target-date-vague", "action-plan", "Every action has a target date"),
        _rule("family-draft-shared", "family-voice", "The family saw the draft report"),
        _rule("family-advocacy-offered", "family-voice", "The family was told of advocates"),
        _rule("family-met-panel", "family-voice", "The family could meet the panel", "minor"),
    ),
    vocabulary=_vocabulary(),
    version="2026.11",
)


def _finding(rule: str, severity: str, message: str, excerpt: str, where: Location, **more: object) -> Finding:
    book = RULEBOOK.rule(rule)
    assert book is not None
    made = Finding(
        rule, book.topic, severity, "likely", DRAFT, message, book.rationale, book.remedy, GUIDANCE, excerpt, where,
        fingerprint=fingerprint(rule, excerpt),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def _in_text(block: int, words: str) -> Location:
    text = FACTS.document.blocks[block].text
    start = text.index(words)
    return FACTS.locate(block, start, start + len(words))


def _findings() -> tuple[Finding, ...]:
    first = FACTS.document.blocks[1].text
    ongoing = len(_TEXTS) + 2 * len(_ROLES) + 3
    name = _finding(
        "real-name-leak", "critical", "A name stands here: “Zephyrine Okonjo”.", "Zephyrine Okonjo lived in Fenmarch",
        _in_text(1, "Zephyrine Okonjo"), sensitive=True,
        related=(Passage("the notes of Z. Okonjo", Location(part="footnote"), DRAFT),),
    )  # fmt: skip
    word = "Write “died by suicide”."
    crime = _finding("committed-suicide", "minor", word, first[36:76], _in_text(1, "committed suicide"))
    again = replace(crime, location=_in_text(1, "had committed"), message="Here too.")
    said = "The target date cannot be checked: “Ongoing”."
    vague = _finding("target-date-vague", "major", said, "Ongoing", FACTS.locate(ongoing, 0, 7))
    empty = replace(vague, message="There is no status.", excerpt="", location=FACTS.locate(ongoing + 1, 0, 0))
    missing = replace(vague, message=f"There is no plan {SCRIPT}.", excerpt="", location=Location(part="file"))
    waived = replace(crime, message="It stands in a quotation.", waived="Her own words (A. Chair, until 2027-03-01)")
    letter = replace(
        crime, document=LETTER, location=Location(paragraph=2, line=7, start=0, end=4), message="In the letter too.",
        confidence="certain", related=(),
    )  # fmt: skip
    return ordered([name, crime, again, vague, empty, missing, waived, letter])


_MOTHER = Passage(
    "Zephyrine's mother saw the draft report.", _in_text(7, "Zephyrine's mother saw the draft report."), DRAFT
)

PAGE = Result(
    tool={"version": "0.1.0", "rules": "2026.11", "profile": "draft", "guidance": "2016", "as_of": "2026-11-22",
          "settings": ""},
    documents=(
        DocumentSummary(DRAFT, ("overview-report",), "ab" * 32, 120,
                        ({"what": "an embedded workbook", "location": {"part": "file", "label": "a.xlsx"}},)),
        DocumentSummary(LETTER, ("feedback-letter",), "cd" * 32, 40),
    ),
    outcomes=(
        Outcome("real-name-leak", "anonymisation", DRAFT, "fail"),
        Outcome("committed-suicide", "language", DRAFT, "fail"),
        Outcome("target-date-vague", "action-plan", DRAFT, "fail"),
        Outcome("family-draft-shared", "family-voice", DRAFT, "pass", (_MOTHER,)),
        Outcome("family-advocacy-offered", "family-voice", DRAFT, "could-not-check", reason="the file has no headings"),
        Outcome("family-met-panel", "family-voice", DRAFT, "needs-person", (_MOTHER, _MOTHER),
                "Was the family offered a meeting with the panel?"),
        Outcome("family-met-panel", "family-voice", LETTER, "not-applicable", reason="there is no overview report"),
        Outcome("committed-suicide", "language", LETTER, "fail"),
    ),
    findings=_findings(),
    failures=(DocumentError("damaged", "The file is damaged.", "broken.docx"),),
    bugs=("some-rule: ValueError",),
    sources={"guide": "A guide <of sorts>", "act": "An Act"},
    facts=(FACTS,),
    rulebook=RULEBOOK,
)  # fmt: skip
