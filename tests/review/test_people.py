"""People whom a report declares."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Facts, Person
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.names import names_in_line, whole_name
from dhr_qa.review.people import role_of_relation
from tests.review.making import facts_of
from tests.review.vocab import vocabulary

_HEAD = "# Overview report\n\n# Introduction\n\n"


def _roles(text: str) -> dict[str, str]:
    return {p.name: p.role for p in facts_of(_HEAD + text).people}


def _person(facts: Facts, role: str) -> Person:
    return next(p for p in facts.people if p.role == role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This report is about the death of Anna.", {"Anna": "victim"}),
        ("This review concerns Anna, who was killed in 2020.", {"Anna": "victim"}),
        ("Review into the death of Adult A.", {"Adult A": "victim"}),
        ("The victim will be referred to as Anna in what follows.", {"Anna": "victim"}),
        ("The victim (Anna) lived in Fenton.", {"Anna": "victim"}),
        ("The victim is known throughout this report as Mrs J.", {"Mrs J": "victim"}),
        ("The perpetrator, her ex-partner Ben, was arrested.", {"Ben": "perpetrator"}),
        ("Ben was convicted of her murder.", {"Ben": "perpetrator"}),
        ("Ben (the perpetrator) was arrested.", {"Ben": "perpetrator"}),
        ("She was killed by her husband, Ben.", {"Ben": "perpetrator"}),
        ("A previous partner, known in this report as Carl, moved away.", {"Carl": "other-subject"}),
        ("Her mother, referred to as Dora, spoke to the chair.", {"Dora": "family"}),
        ("Her daughter (known as Ella) was at school.", {"Ella": "child"}),
    ],
)
def test_a_sentence_declares_a_person(text: str, expected: dict[str, str]) -> None:
    assert _roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Was the perpetrator known to have a history of abuse?",
        "The perpetrator was arrested in Fenshire.",
        "The victim, Police were told, had called.",
        "The death of January 2020 was notified.",
        "Following the death of Domestic abuse victims, services change.",
        "The murder of a woman in Fenton was reported.",
    ],
)
def test_other_capitals_declare_nobody(text: str) -> None:
    assert _roles(text) == {}


def test_a_name_that_is_a_common_word_stays_a_name() -> None:
    facts = facts_of(
        _HEAD + "The death of Grace in 2020. By the grace of others, Grace was heard. Grace's mother spoke.\n"
    )
    victim = _person(facts, "victim")
    assert (victim.name, victim.mentions, victim.pseudonym, victim.allowed) == ("Grace", 3, True, "pseudonym")


def test_offsets_give_the_name() -> None:
    facts = facts_of(_HEAD + "This review concerns the death of “Anna” in Fenton.\n")
    victim = _person(facts, "victim")
    assert facts.document.blocks[victim.block or 0].text[victim.start : victim.end] == "Anna"


def test_a_table_of_pseudonyms() -> None:
    facts = facts_of(
        "# Overview report\n\n# Confidentiality\n\nThe following pseudonyms are used.\n\n"
        "| Pseudonym | Relationship to the victim | Age |\n|---|---|---|\n| Anna | Victim | 34 |\n| Ben | "
        "Perpetrator, husband of the "
        "victim | 40 |\n| Dora | Mother of the victim | |\n| Ella | Victim's daughter | 7 |\n| Carl | Former "
        "partner | |\n"
    )
    assert {p.name: p.role for p in facts.people} == {
        "Anna": "victim",
        "Ben": "perpetrator",
        "Dora": "family",
        "Ella": "child",
        "Carl": "other-subject",
    }
    assert all(p.pseudonym and p.allowed == "pseudonym" for p in facts.people)
    assert _person(facts, "family").relation == "Mother of the victim"


def test_a_list_of_pseudonyms() -> None:
    facts = facts_of(
        "# Overview report\n\n# Pseudonyms\n\n- Anna – the victim\n- Ben: the perpetrator\n- Dora (Anna’s mother)\n\n"
        "# Conclusions\n\nAnna and Ben lived in Fenton.\n"
    )
    assert {p.name: p.role for p in facts.people} == {"Anna": "victim", "Ben": "perpetrator", "Dora": "family"}


def test_the_death_of_somebody_hardly_mentioned_is_not_the_victim() -> None:
    facts = facts_of(
        _HEAD
        + "The death of Anna shocked all. Anna was kind. Anna sang. She was sad after the death of Peter Writer.\n"
    )
    assert {p.name for p in facts.people if p.role == "victim"} == {"Anna"}
    assert "Peter Writer" not in {p.name for p in facts.people}


def test_author_and_chair_on_the_cover_and_in_the_text() -> None:
    facts = facts_of(
        "# Overview report into the death of Anna\n\n**Written by:**\n\nAnn Other, Independent Consultant\n\n# "
        "Introduction\n\n"
        "Ann Other was appointed as the independent chair. The panel was chaired by Ann Other.\n"
    )
    assert {(p.name, p.role) for p in facts.people if p.role in ("chair", "author")} == {
        ("Ann Other", "author"),
        ("Ann Other", "chair"),
    }
    assert _person(facts, "author").title == "Independent Consultant"


def test_one_sentence_for_chair_and_author() -> None:
    facts = facts_of(_HEAD + "The independent chair of the panel and author of the overview report is Ann Other.\n")
    assert [(p.name, p.role) for p in facts.people] == [("Ann Other", "author"), ("Ann Other", "chair")]


def test_a_panel_table_with_headings() -> None:
    facts = facts_of(
        "# Overview report\n\n# Review Panel\n\n| Name | Job title | Organisation |\n|---|---|---|\n"
        "| DCI Ann Other | Head of Crime | Fenshire Police |\n| Xiulan Yordanka | Manager | Fenshire Women's Aid |\n"
    )
    first, second = facts.people
    assert (first.name, first.role, first.title, first.organisation) == (
        "Ann Other", "panel", "DCI, Head of Crime", "Fenshire Police",
    )  # fmt: skip
    assert (second.name, second.title, second.organisation) == ("Xiulan Yordanka", "Manager", "Fenshire Women's Aid")
    assert [(a.name, a.role, a.sort) for a in facts.agencies] == [
        ("Fenshire Police", "panel", "police"),
        ("Fenshire Women's Aid", "panel", "specialist-da"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ann Other, Head of Safeguarding, Fenshire Hospitals NHS Trust",
        "Ann Other – Head of Safeguarding – Fenshire Hospitals NHS Trust",
        "Fenshire Hospitals NHS Trust: Ann Other, Head of Safeguarding",
        "Ann Other (Head of Safeguarding), Fenshire Hospitals NHS Trust",
    ],
)
def test_a_panel_list(line: str) -> None:
    facts = facts_of(f"# Overview report\n\n# Panel members\n\n- {line}\n- Ben Writer, Fenshire Police\n")
    person = facts.people[0]
    assert (person.name, person.title, person.organisation) == (
        "Ann Other", "Head of Safeguarding", "Fenshire Hospitals NHS Trust",
    )  # fmt: skip
    assert facts.people[1].organisation == "Fenshire Police"


def test_a_panel_in_prose() -> None:
    facts = facts_of(
        "# Executive summary\n\n# Introduction\n\nThe review looked at what was known, and what is told here is "
        "its summary.\n\n"
        "The panel comprised: Dr Ann Other (Chair), Superintendent Ben Writer of Fenshire Police, and Ms Ruth Nkemelu, "
        "Fenshire Women's Aid.\n\n# Conclusions\n\nThe panel concluded that more can be done, and says how in "
        "what follows.\n"
    )
    panel = [(p.name, p.title, p.organisation) for p in facts.people if p.role == "panel"]
    assert panel == [
        ("Ann Other", "Dr, Chair", ""),
        ("Ben Writer", "Superintendent", "Fenshire Police"),
        ("Ruth Nkemelu", "Ms", "Fenshire Women's Aid"),
    ]
    assert _person(facts, "chair").name == "Ann Other"


def test_a_relation_in_passing_makes_no_pseudonym_unless_the_paragraph_speaks_of_pseudonyms() -> None:
    passing = facts_of(_HEAD + "The officer spoke to Susan, her mother, at the house.\n")
    assert [(p.name, p.pseudonym, p.allowed) for p in passing.people] == [("Susan", False, "")]
    said = facts_of(_HEAD + "Pseudonyms are used: Mia, the victim, and Karl, her former partner.\n")
    assert [(p.name, p.role, p.allowed) for p in said.people] == [
        ("Mia", "victim", "pseudonym"),
        ("Karl", "other-subject", "pseudonym"),
    ]


def test_the_people_of_a_letter() -> None:
    facts = facts_of(
        "# Home Office Feedback Letter\n\nAnn Other\n\nFenshire County Council\n\nDear Ann,\n\nThank you for "
        "submitting it.\n\n"
        "Yours sincerely,\n\nBen Writer\n"
    )
    assert {(p.name, p.role, p.allowed) for p in facts.people} == {
        ("Ann Other", "letter", "letter"),
        ("Ann", "letter", "letter"),
        ("Ben Writer", "letter", "letter"),
    }


def test_people_of_the_settings() -> None:
    facts = facts_of(_HEAD + "Zola lived in Fenton.\n", case={"people": [{"pseudonym": "Zola", "role": "victim"}]})
    assert [(p.name, p.role, p.allowed, p.mentions) for p in facts.people] == [("Zola", "victim", "settings", 1)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mother of the victim", "family"),
        ("victim’s sister", "family"),
        ("Daughter of Anna", "child"),
        ("Victim", "victim"),
        ("ex-husband", "other-subject"),
        ("The perpetrator", "perpetrator"),
        ("neighbour", "other-subject"),
        ("a house", ""),
    ],
)
def test_role_of_relation(text: str, role: str) -> None:
    assert role_of_relation(text, lexicon_for(vocabulary())) == role


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Ann Other", "Ann Other", ""),
        ("DCI Ann Other", "Ann Other", "DCI"),
        ("Cllr Ann O'Other", "Ann O'Other", "Cllr"),
        ("Dr. Ann Mary Other", "Ann Mary Other", "Dr"),
        ("DI Other", "Other", "DI"),
        ("Anne-Marie Other-Writer", "Anne-Marie Other-Writer", ""),
        ("Zoë Łukasz", "Zoë Łukasz", ""),
    ],
)
def test_whole_names(text: str, name: str, title: str) -> None:
    found = whole_name(text, lexicon_for(vocabulary()))
    assert found is not None
    assert (found.name, found.title) == (name, title)
    assert text[found.start : found.end] == name


@pytest.mark.parametrize(
    "text", ["Fenshire Police", "Home Office", "Head of Safeguarding", "TBC", "Ann", "", "Domestic Abuse"]
)
def test_no_names(text: str) -> None:
    assert whole_name(text, lexicon_for(vocabulary())) is None
    assert names_in_line(text, lexicon_for(vocabulary())) == []
