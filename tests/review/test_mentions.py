"""Names of people in the text: found whoever bears them, silent where they are no names, allowed where declared."""

from __future__ import annotations

import time

import pytest

from dhr_qa.language.index import TextIndex
from dhr_qa.review.facts import Mention
from dhr_qa.review.lexicon import lexicon_for
from dhr_qa.review.mention_text import Layout, runs
from dhr_qa.review.mention_who import one_edit
from dhr_qa.review.mentions import find_mentions
from dhr_qa.review.settle import share
from tests.review.making import document_of, facts_of
from tests.review.vocab import vocabulary
from tests.seed import SEED_DOCX, needs_seed

_HEAD = "# Overview report\n\n# Background\n\nThis report is about the death of Maya.\n\n"


def _all(text: str) -> list[Mention]:
    facts = facts_of(_HEAD + text)
    return [each for each in facts.mentions if each.block is None or each.block > 2]


def flagged(text: str) -> list[str]:
    """The names in a text that may not stand there."""
    return [each.name for each in _all(text) if not each.allowed]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Her friend, Kirsty Lambourne, rang.", ["Kirsty Lambourne"]),
        ("PC Lee Marston and DS O'Hanlon attended.", ["PC Lee Marston", "DS O'Hanlon"]),
        ("PC 4471 Okwuosa attended.", ["PC 4471 Okwuosa"]),
        ("Det Ch Insp Tegwen Rowe chaired it.", ["Det Ch Insp Tegwen Rowe"]),
        ("The midwife, Xiulan Qiu, saw her.", ["Xiulan Qiu"]),
        ("Tung Siu-ming wrote to her.", ["Tung Siu-ming"]),
        ("She lived with Haidar al-Jubouri then.", ["Haidar al-Jubouri"]),
        ("Filipe dos Reis and Omar bin Hisham knew.", ["Filipe dos Reis", "Omar bin Hisham"]),
        ("Ubah Warsan told the panel so.", ["Ubah Warsan"]),
        ("It was J. Pargeter who rang.", ["J. Pargeter"]),
        ("Dawn Marsh, who lived below, heard it.", ["Dawn Marsh"]),
        ("Her neighbour Will Chase heard it.", ["Will Chase"]),
        ("Yordanka's mother spoke to the chair.", ["Yordanka"]),
        ("The statement of EFUA NYARKO was read.", ["EFUA NYARKO"]),
        ("Mr and Mrs Pargeter wrote.", ["Mrs Pargeter"]),
        ("Friends called her Danusia.", ["Danusia"]),
        ('"She was the first," said Shukria Rahmati.', ["Shukria Rahmati"]),
        ("Write to k.darko@post.example or tamsin.orchard@post.example.", ["k.darko", "tamsin.orchard"]),
        ("See Witness_Kirsty_Lambourne_v2.docx for more.", ["Kirsty_Lambourne"]),
    ],
)
def test_a_name_is_found(text: str, names: list[str]) -> None:
    assert flagged(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "She was told of Clare's Law, Sarah's law and the Herbert Protocol.",
        "They lived in Nelson Street, near Queen Adelaide Hospital and St Hilda's.",
        "The Gillick test, the Bolam standard and the Edinburgh scale were used.",
        "It was recorded on Athena, on the Lorenzo system and in Mosaic.",
        "Operation Juno and Op Marigold were explained to HMP Wayland.",
        "Will the panel ask? May we say so? Grace periods and Hope were discussed in May 2019 and June.",
        "The rating was Amber, then Green; Red was not used.",
        "She liked Jack Daniel's, Marmite and Jane Eyre, and shopped at Sainsbury's.",
        "Harriet's Trust, Ruby's Place and the Jo Cox Foundation helped.",
        "R v Whybrow and the judgment in Smith v Jones were read.",
        "The Standish Partnership and Amery Solicitors LLP acted.",
        "Frank conversations, Christian charity, Bill payers and Faith groups were mentioned.",
        "Their dog, Bramble, and a cat called Tiger were taken in.",
        "Write to enquiries@fenshire.example or safeguarding.team@fenshire.example.",
        "A Polish, Punjabi and Urdu interpreter came from Lagos, Lublin and Milton Keynes.",
        "Christmas, Easter, Ramadan and Boxing Day were hard.",
        "The DHRs, IMRs and the MARAC were explained to the IDVAs.",
        "Cafcass said so. Relate and Refuge agreed.",
        "Fenshire said that it would write. Fenshire Police did.",
        "As Hester (2013) and Bowes et al. (2020) say, it is common.",
    ],
)
def test_what_only_looks_like_a_name_is_silent(text: str) -> None:
    assert flagged(text) == []


def test_a_name_known_from_one_place_is_found_in_the_others() -> None:
    text = "Małgorzata Sienko rang. Sienko was upset. They spoke to sienko and to gosia.sienko84@post.example.\n\n"
    assert flagged(text + "Saved as ToR_SIENKO_v3.docx. The Sienkos moved.") == [
        "Małgorzata Sienko", "Sienko", "sienko", "gosia.sienko84", "SIENKO", "Sienkos",
    ]  # fmt: skip


def test_initials_that_are_explained_are_their_owners() -> None:
    text = "Jagoda Tomczyk (JT) rang. JT was told. Delfim Coelho (DC) agreed, and DC Florin Stanciu did not."
    found = [(each.name, each.kind) for each in _all(text)]
    assert found == [
        ("Jagoda Tomczyk", "full"), ("JT", "initials"), ("JT", "initials"), ("Delfim Coelho", "full"),
        ("DC", "initials"), ("DC Florin Stanciu", "title-name"),
    ]  # fmt: skip


def test_cells_cut_into_lines_and_columns_of_names() -> None:
    text = (
        "| Surname | Forename(s) | Request to |\n|---|---|---|\n| NG | Ka-man | None |\n| Sienko | Zofia | Friend |\n\n"
        "| Action | Lead | Target date |\n|---|---|---|\n| Audit | Housing<br>Sinéad<br>O'Hanra<br>han | June 2027 |\n"
    )
    assert flagged(text) == ["NG", "Ka-man", "Sienko", "Zofia", "Sinéad O'Hanra han"]


def test_offsets_are_those_of_the_block() -> None:
    facts = facts_of(_HEAD + "Yesterday DS Wójcik’s note of 3 May said that Kirsty Łambourne “knew”.\n")
    for each in facts.mentions:
        if each.block is not None:
            assert facts.document.blocks[each.block].text[each.start : each.end] == each.name
    assert [each.name for each in facts.mentions if not each.allowed] == ["DS Wójcik", "Kirsty Łambourne"]


# --- who may be named


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (
            "# Panel\n\n| Name | Organisation |\n|---|---|\n| Ann Pargeter | Police |\n\n# B\n\nMs Pargeter rang.",
            "panel",
        ),
        ("# Who sat on the panel\n\n- Ann Pargeter, Fenshire Police\n\n# B\n\nMs Pargeter rang.", "panel"),
        ("Present: Ann Pargeter (police), Bo Wren (council).\n\n# B\n\nMs Pargeter rang.", "panel"),
        ("Members of the panel were Ann Pargeter (police) and Bo Wren.\n\n# B\n\nMs Pargeter rang.", "panel"),
        ("The chair, Ann Pargeter, has no link with Fenshire.\n\n# B\n\nMs Pargeter rang.", "chair"),
        ("Independent author: Ann Pargeter\n\n# B\n\nMs Pargeter rang.", "author"),
        ("Dear Ms Pargeter,\n\nThank you for the report.", "letter"),
        ("# References\n\nPargeter, A. (2016) Leaving. Fenshire Press.\n\n# B\n\nPargeter says so.", "cited"),
        ("Her Honour Judge Pargeter passed sentence.", "judge"),
    ],
)  # fmt: skip
def test_people_who_may_be_named(text: str, allowed: str) -> None:
    found = [each for each in _all(text) if "Pargeter" in each.name]
    assert found
    assert {each.allowed for each in found} == {allowed}


@pytest.mark.parametrize(
    "text",
    [
        "Ruby and Stephen are the names used in this report for the victim and her partner.",
        "All names have been changed. Ruby is the victim. Stephen, her husband, was convicted.",
        "The main report calls the victim Ruby and her husband Stephen.",
        "Ruby was chosen by her mother as her name in this report. Stephen was chosen by the panel.",
        "Her daughter is called Ruby in this summary and her brother, who is called Stephen in this report, is 40.",
        "Ruby was 72 when her son, Stephen, hit her. Both are pseudonyms.",
    ],
)
def test_pseudonyms_however_they_are_told(text: str) -> None:
    text += "\n\n# Chronology\n\nRuby rang Stephen. Stephen told Ruby's mother that he was sorry."
    assert flagged(text) == []


def test_a_month_is_no_pseudonym() -> None:
    facts = facts_of(
        "It followed the guidance (August 2016), called the guidance in this report. Maya died on 3 May 2024."
    )
    assert [person.name for person in facts.people if person.allowed == "pseudonym"] == []


def test_a_key_of_real_and_chosen_names_tells_which_are_real() -> None:
    key = (
        "| Name | In the report | Who |\n|---|---|---|\n| Merle Pargeter | Ruby | Victim |\n| Dev Rao | Will | Son |\n"
    )
    facts = facts_of(f"# Confidentiality\n\n{key}\n# Introduction\n\nRuby was 72. Will rang.")
    told = {mention.name: mention.allowed for mention in facts.mentions}
    assert told == {"Merle Pargeter": "", "Ruby": "pseudonym", "Dev Rao": "", "Will": "pseudonym"}


def test_a_letter_to_a_family_does_not_allow_their_names() -> None:
    facts = facts_of(
        "Dear Mrs Pargeter,\n\nI am so sorry that your daughter has died.\n\nYours sincerely\n\nJo Merrivale"
    )
    assert {each.name: each.allowed for each in facts.mentions} == {"Mrs Pargeter": "", "Jo Merrivale": "letter"}


def test_a_witness_is_not_the_author_of_a_source() -> None:
    facts = facts_of("The evidence of Mr Pargeter bears this out. A study by Dr Merrivale found the same.")
    assert {each.name: each.allowed for each in facts.mentions} == {"Mr Pargeter": "", "Dr Merrivale": "cited"}


def test_the_name_behind_the_pseudonym_is_no_pseudonym() -> None:
    text = "The pseudonym Ruby is used.\n\nThe first name of the victim, Merle, was left in, and so was Merle Pargeter."
    assert flagged(text) == ["Merle", "Merle Pargeter"]


def test_a_short_name_is_that_of_the_person_named_last() -> None:
    text = (
        "# Panel\n\n- Taslima Begum, Fenshire Police\n\n# B\n\nMs Begum rang. Then Shahnaz Begum came. Ms Begum wept."
    )
    assert [(each.name, each.allowed) for each in _all(text)] == [
        ("Taslima Begum", "panel"), ("Ms Begum", "panel"), ("Shahnaz Begum", ""), ("Ms Begum", ""),
    ]  # fmt: skip


def test_settings_say_who_may_be_named() -> None:
    text = _HEAD + "Kirsty Lambourne wrote the foreword. Maya Pargeter was her name."
    facts = facts_of(text, case={"allowed-names": ["Kirsty Lambourne"], "naming": "pseudonym"})
    assert [each.name for each in facts.mentions if not each.allowed] == ["Maya Pargeter"]


def test_a_key_in_the_report_serves_the_summary() -> None:
    key = "# Overview report\n\n# Confidentiality\n\nThe pseudonyms Maya and Leena are used.\n"
    report, summary = facts_of(key), facts_of("# Executive summary\n\nHer mother, Leena, told Maya to leave.\n")
    share([report, summary])
    assert [(each.name, each.allowed) for each in summary.mentions] == [("Leena", "pseudonym"), ("Maya", "pseudonym")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("PC Lee Marston attended.", "professional"),
        ("The health visitor, Wendy Ottershaw, saw her.", "professional"),
        ("It was seen by Wendy Ottershaw of the crisis team.", "professional"),
        ("Write to wendy.ottershaw@fenshire.police.example.", "professional"),
        ("Her neighbour, Wendy Ottershaw, heard it.", "person"),
        ("Wendy Ottershaw, a friend from school, heard it.", "person"),
    ],
)
def test_professionals_are_told_from_others(text: str, role: str) -> None:
    assert [each.role for each in _all(text)] == [role]


def test_a_name_that_is_nearly_the_pseudonym_says_so() -> None:
    text = "The pseudonyms Daniel and Leena are used. Danial told Lena that he was sorry. Danielle was there."
    assert [(each.name, each.near) for each in _all(text) if each.near] == [("Danial", "Daniel"), ("Lena", "Leena")]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("daniel", "danial", True), ("daniel", "dainel", True), ("daniel", "danie", True), ("daniel", "daniell", True),
        ("daniel", "daniel", False), ("daniel", "danielle", False), ("maya", "mary", False), ("ab", "ba", True),
    ],
)  # fmt: skip
def test_one_edit(one: str, other: str, near: bool) -> None:
    assert one_edit(one, other) is one_edit(other, one) is near


def test_unknown_words_are_an_inventory() -> None:
    facts = facts_of(_HEAD + "Zemblat was shut. She saw Corvane, not Corvane. Fenshire Police came.\n")
    assert [(each.word, each.count) for each in facts.names.unknown] == [("Corvane", 2), ("Zemblat", 1)]


def test_nothing_is_looked_for_before_it_is_asked_for() -> None:
    facts = facts_of(_HEAD + "PC Lee Marston attended.")
    assert "names" not in facts.__dict__
    assert find_mentions(facts, vocabulary()) == facts.mentions


@needs_seed
def test_a_real_plan_and_summary() -> None:
    from dhr_qa.documents.read import read_document
    from dhr_qa.review.read import read_facts

    facts = read_facts(read_document(SEED_DOCX), vocabulary())
    flagged = [each for each in facts.mentions if not each.allowed]
    assert len(flagged) == 28  # the professionals whom the action plan names, and nobody else
    assert {each.role for each in flagged} == {"professional"}
    assert {each.plan for each in flagged} <= {"lead", "plan"}
    assert {"pseudonym", "panel", "author", "cited", "letter"} >= {each.allowed for each in facts.mentions} - {""}
    assert len(facts.names.unknown) <= 10


# --- cost


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        lines = "".join(
            f"Anna Smith{chr(97 + n % 26)} rang kofi.mensah{n}@post.example about Ben Smith, told by anna smith. "
            for n in range(times)
        )
        facts = facts_of(_HEAD + lines)
        start = time.process_time()
        assert len(facts.mentions) > times
        return time.process_time() - start

    seconds(50)
    assert seconds(1600) < 40 * max(seconds(200), 0.005)


def test_runs_and_layout() -> None:
    document = document_of("# A\n\nMr Haidar al-Jubouri, of Fenmarch, told S. K. Virdee’s GP.\n")
    layout = Layout(document, TextIndex([block.text for block in document.blocks]))
    found = [" ".join(token.text for token in run) for run in runs(layout.text)]
    assert found[:5] == ["A", "Mr Haidar al-Jubouri", "Fenmarch", "S K Virdee", "GP"]
    assert lexicon_for(vocabulary()).vocabulary is vocabulary()
