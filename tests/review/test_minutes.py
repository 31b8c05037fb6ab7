"""Who was at the meetings of a review panel, and who at other meetings; letters about a review; names in records."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Mention
from dhr_qa.review.read import read_facts
from tests.review.making import document_of
from tests.review.vocab import vocabulary


def _mentions(text: str) -> tuple[Mention, ...]:
    return read_facts(document_of(text), vocabulary()).mentions


def _flagged(text: str) -> list[str]:
    return [each.name for each in _mentions(text) if not each.allowed]


_PANEL = "# Minutes of the second meeting of the review panel\n\n"
_ATTENDED = (
    "| Present | Agency | Initials |\n|---|---|---|\n| Gwenda Probert | Independent chair | GP |\n"
    "| Tomasz Wilk | Fenshire Police | TW |\n| Farah Aziz | ICB | FA |\n\n"
)


def test_a_table_of_attendance_gives_members_and_their_initials() -> None:
    told = "FA asked for the log. TW: PC Daniel Obi wrote it. Mr Wilk to ask Kamal Hussain, the brother.\n"
    mentions = _mentions(_PANEL + _ATTENDED + told)
    assert [each.name for each in mentions if not each.allowed] == ["PC Daniel Obi", "Kamal Hussain"]
    assert {"FA", "TW", "Mr Wilk"} <= {each.name for each in mentions if each.allowed == "panel"}


@pytest.mark.parametrize(
    "listed",
    [
        "**Present**\n\n- Gwenda Probert, Independent Chair\n- Tomasz Wilk – Fenshire Police\n\n",
        "Attendees:\n\nGwenda Probert (Chair)\nTomasz Wilk, Detective Superintendent, Fenshire Police\n\n",
        "| Present: | Gwenda Probert (Chair), Tomasz Wilk (police) |\n|---|---|\n| Apologies: | Farah Aziz |\n\n",
        "| Name | Role | Attended |\n|---|---|---|\n| Gwenda Probert | Chair | Y |\n| Tomasz Wilk | Police | N |\n\n",
    ],
)
def test_other_forms_of_attendance(listed: str) -> None:
    assert _flagged(f"{_PANEL}{listed}1. Tomasz Wilk said that DS Lena Croft led the case.\n") == ["DS Lena Croft"]


@pytest.mark.parametrize("title", ["Minutes of the MARAC meeting of 4 May 2021", "Strategy meeting, 2 June 2020"])
def test_whoever_sat_at_another_meeting_is_not_of_the_panel(title: str) -> None:
    table = "| Name | Agency |\n|---|---|\n| Joan Petrie | Fenshire Police |\n| Iqbal Saleem | Housing |\n\n"
    line = "Present: Joan Petrie (police), Iqbal Saleem (housing).\n"
    assert len(_flagged(f"# {title}\n\n{table}{line}")) == 4
    assert len(_flagged(f"{_PANEL}{_ATTENDED}## {title}\n\n{line}")) == 2


def test_a_list_of_subjects_in_panel_papers_is_no_attendance() -> None:
    rows = "| Anna Kowalska | AK | Victim |\n| Piotr Nowak | PN | Perpetrator |\n\n"
    head = "# Panel papers\n\n## Paper 3\n\n| Name | Initials | Role |\n|---|---|---|\n"
    assert _flagged(head + rows) == ["Anna Kowalska", "Piotr Nowak"]


def test_a_letter_of_notification_names_its_writer_and_whom_it_goes_to() -> None:
    text = (
        "# Panel papers\n\nMs Helen Rowe DHR Enquiries, Interpersonal Abuse Unit, Home Office, 2 Marsham Street\n"
        "\nDear Ms Rowe\n\n**Decision to hold a review**\n\nMrs Kowalska was found by PS Daniel Obi.\n\n"
        "Yours sincerely\n\nCllr Ivy Denholm\nChair of the partnership\n\ncc: Tomasz Wilk, Fenshire Police\n"
    )
    assert _flagged(text) == ["Mrs Kowalska", "PS Daniel Obi"]


def test_a_letter_that_asks_an_agency_for_its_files_is_none_about_the_report() -> None:
    text = (
        "# Appendix\n\nDear Mrs Hargreaves\n\nThe board has decided to hold a review. Please tell us if your school "
        "had contact with the family.\n\nYours sincerely\n\nPaula Strang\n"
    )
    assert "Mrs Hargreaves" in _flagged(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('The sheet lists "Suspect KOWALSKI, Piotr interviewed".', "KOWALSKI, Piotr"),
        ('The log says "Aggrieved: GALBRAITH. No further action."', "GALBRAITH"),
        ("One log has F. YUSUFI as the caller.", "F. YUSUFI"),
        ("Colleague would like to help, B.S. to ring.", "B.S."),
        ("Tell Lowri thank you for the candle.", "Lowri"),
    ],
)
def test_names_as_records_and_notes_write_them(text: str, name: str) -> None:
    assert _flagged(f"# Chronology\n\n{text}\n") == [name]


@pytest.mark.parametrize(
    "text",
    ["The DASH, Risk form and the MARAC, Police list.", "VICTIM SUPPORT rang.", "Suspect MAPPA, Level 2."],
)
def test_capitals_that_are_no_names(text: str) -> None:
    assert _flagged(f"# Chronology\n\n{text}\n") == []


def test_a_name_that_is_said_to_be_no_pseudonym_is_none() -> None:
    assert "Songul" in _flagged('# Notes\n\nOne report arrived with "Songul" in it. "Songul" is not a pseudonym.\n')
