"""A hand-built result and facts of a fictional review, for the samples of every writer."""

from __future__ import annotations

import datetime

from dhr_qa.documents.model import Block, Document, Location, Mark, Property, Unread
from dhr_qa.findings import (
    DocumentSummary,
    Finding,
    Guidance,
    Outcome,
    Passage,
    Result,
    fingerprint,
    ordered,
)
from dhr_qa.language.index import TextIndex
from dhr_qa.review.covered import Coverage, Limb, Taken
from dhr_qa.review.facts import (
    Acronym,
    Action,
    Event,
    Facts,
    Person,
    Recommendation,
    Region,
    Section,
    Term,
    When,
    with_known,
)

DRAFT = "draft.docx"
_GUIDANCE = (Guidance("statutory-guidance-2016", "section 6"),)
_TARGET_WHY = "An action without a date cannot be tracked. “Ongoing” is the usual way round it."


def _target(row: int) -> Finding:
    return Finding(
        rule="target-date-vague",
        topic="action-plan",
        severity="major",
        confidence="certain",
        document=DRAFT,
        message=f"The target date of action {row} cannot be checked: “Ongoing” (not a date).",
        why=_TARGET_WHY,
        remedy="Give the month and year by which the lead agency will have finished.",
        guidance=(Guidance("statutory-guidance-2016", "action plan template", True),),
        excerpt="Ongoing",
        location=Location(part="table", section="action-plan", heading="Action plan", table=4, row=row,
                          column="target-date", start=0, end=7),
        fingerprint=fingerprint("target-date-vague", f"Ongoing {row}"),
    )  # fmt: skip


_OTHERS = (
    Finding(
        "pen-portrait-present", "pen-portrait", "critical", "certain", DRAFT,
        "The report has no pen portrait of Alma.",
        "Families ask that the person who died is known as a person first.",
        "Ask the family for a few paragraphs on who she was.",
        _GUIDANCE, "", Location(), fingerprint=fingerprint("pen-portrait-present", ""),
    ),
    Finding(
        "dob", "anonymisation", "critical", "certain", DRAFT,
        "A date of birth stands here: “03/04/1971”.", "It lets a reader find the person.", "Give an age range.",
        (), "Alma Fenwick (born 03/04/1971)",
        Location(paragraph=40, section="background", heading="About Alma Fenwick", start=19, end=29),
        related=(Passage("born 03/04/1971", Location(part="footnote", label="2"), DRAFT),),
        sensitive=True, fingerprint=fingerprint("dob", "03/04/1971"),
    ),
    Finding(
        "committed-suicide", "language", "minor", "likely", DRAFT,
        "“committed” treats the death as a crime.", "The word is from the time when it was one.",
        "Write “died by suicide”.", _GUIDANCE, "he said that his brother had committed suicide some years before",
        Location(paragraph=12, heading="Background", start=30, end=47),
        fingerprint=fingerprint("committed-suicide", "committed suicide"),
    ),
    Finding(
        "page-numbers", "structure", "info", "certain", DRAFT, "The pages have no numbers.", "", "Add page numbers.",
        (), "", Location(part="footer"), waived="The designer adds them (A. Chair, until 2027-03-01)",
        fingerprint=fingerprint("page-numbers", ""),
    ),
)  # fmt: skip

RESULT = Result(
    tool={"version": "0.1.0", "rules": "2026.11", "profile": "draft", "guidance": "2016", "as_of": "2026-11-22",
          "settings": "dhr-qa.yaml"},
    documents=(
        DocumentSummary(DRAFT, ("executive-summary", "action-plan"), "ab" * 32, 14500,
                        ({"what": "an embedded workbook",
                          "location": {"part": "file", "label": "word/embeddings/a.xlsx"}},)),
        DocumentSummary("letter.docx", ("feedback-letter",), "cd" * 32, 900),
    ),
    outcomes=(
        Outcome("pen-portrait-present", "pen-portrait", DRAFT, "fail"),
        Outcome("tor-present", "terms-of-reference", DRAFT, "pass",
                (Passage("Terms of Reference", Location(paragraph=9, heading="Terms of Reference"), DRAFT),)),
        Outcome("family-draft-shared", "family-voice", DRAFT, "needs-person",
                (Passage("The family were offered a copy of the draft.",
                         Location(paragraph=30, heading="Family involvement"), DRAFT),),
                "Did the family have enough time, in private, to read the draft?"),
        Outcome("accessible-doc", "publication", DRAFT, "could-not-check", reason="the file has no language set"),
        Outcome("suicide-analysis", "analysis", DRAFT, "not-applicable", reason="the case is not of this type"),
        Outcome("tor-present", "terms-of-reference", "letter.docx", "pass"),
    ),
    sources={"statutory-guidance-2016": "Statutory guidance, December 2016"},
    findings=ordered([*(_target(row) for row in (1, 2, 3, 5, 6, 7, 9, 12)), *_OTHERS]),
)  # fmt: skip


def _blocks() -> tuple[Block, ...]:
    texts = [
        "To consider the support that Alma was offered.", "To finish within six months.",
        "Recommendation 1: Fenshire Police should audit its referrals.", "Audit",
        "Inspector P. Reed, Fenshire Police", "Ongoing", "Alma died in January 2020.",
    ]  # fmt: skip
    heading = Block(0, "heading", "body", "Terms of Reference", number=1, level=1)
    return (heading, *(Block(place, "paragraph", "body", text, place + 1) for place, text in enumerate(texts, start=1)))


#: Half taken up: one limb in the text, one only in a recommendation.
COVERAGE = Coverage(
    "partly",
    (Limb("support", (Taken(7, 0, 4),)), Limb("the referral centre", (), (("recommendations", Taken(3, 18, 31)),))),
    (Taken(7, 0, 4, 1.0, "Alma died in January 2020."),),
    (Taken(3, 0, 61, 0.5, "Recommendation 1: Fenshire Police should audit its referrals."),),
    (("conclusions", "mentioned"),),
)


def _facts() -> Facts:
    blocks = _blocks()
    january = When(datetime.date(2020, 1, 1), datetime.date(2020, 1, 31), "month", "January 2020")
    document = Document(
        DRAFT, "docx", blocks, sha256="ab" * 32,
        marks=(Mark("tracked-deletion", "Jane", "P. Reed", block=1, start=3, end=3, part="tracked-deletion"),
               Mark("comment", "Check this with her mother", "P. Reed")),
        properties=(Property("creator", "P. Reed"), Property("revision", "14")),
        unread=(Unread("an embedded workbook", "word/embeddings/a.xlsx"),),
    )  # fmt: skip
    facts = Facts(
        document=document,
        index=TextIndex([block.text for block in blocks]),
        regions=(Region("executive-summary", 0, len(blocks)),),
        sections=(Section(("terms-of-reference",), "Terms of Reference", 1, 0, 3, heading_block=0, words=16),
                  Section((), "", 1, 3, 8, words=20)),
        people=(Person("Alma", "victim", pseudonym=True, allowed="pseudonym", mentions=12, block=1, start=29, end=33),
                Person("P. Reed", "professional", mentions=1, block=5, start=10, end=17)),
    )  # fmt: skip
    return with_known(
        facts,
        terms=(Term("a", blocks[1].text, 1, 0, 46, coverage=COVERAGE),
               Term("b", blocks[2].text, 2, 0, 28, process=True)),
        recommendations=(Recommendation("1", blocks[3].text[18:], 3, 18, 61, "Fenshire Police"),),
        actions=(
            Action(0, 1, "1", "a", "Local", "Audit", "P. Reed, Fenshire Police", "P. Reed", "By January 2020", january,
                   "Better referrals", "", ("Amber",), "Done 31/01/2020", january, ("first update",), (), 4),
        ),
        events=(Event("death", january, 7, 13, 25),),
        acronyms=(Acronym("IMR", ("Individual Management Review",), 3, (1, 0), (1, 0)),),
    )  # fmt: skip


FACTS = _facts()
