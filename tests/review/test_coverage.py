"""Coverage of the terms of reference: links, limbs, and what does not count as an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dhr_qa.documents.read import read_document
from dhr_qa.language.fold import fold
from dhr_qa.language.phrases import phrase_pattern
from dhr_qa.review.coverage_called import called
from dhr_qa.review.coverage_links import _expanded
from dhr_qa.review.coverage_share import Share, root, shares
from dhr_qa.review.facts import Coverage
from dhr_qa.review.lexicon import Lexicon
from dhr_qa.review.read import read_facts
from tests.benchmarks.coverage import LEARNED_FROM, judged, precision_recall
from tests.review.making import facts_of
from tests.review.vocab import vocabulary
from tests.seed import SEED_DOCX, SEED_TXT, needs_seed

FILLING = """Officers who came to the house in spring thought first of the noise, and nobody thought of what would come
after it. The sergeant on duty told the author of the report that there had been no time. The panel found that there
had been time, since the record runs to eleven hours and four people worked on it. Maya wrote to her sister that week
that she did not know whether he would come back. Two neighbours noted that she had come on foot, in the rain, and that
she had not wanted to sit down. The surgery saw her on the next day for an hour, and the record of it fills half a page,
most of it about a cough. Nobody rang her afterwards. """


def covered(*terms: str, analysis: str = "", before: str = "", after: str = "", label: str = "{}.") -> list[Coverage]:
    """The coverage of each item of a report with these terms and this analysis."""
    listed = "\n".join(f"{label.format(number)} {text}" for number, text in enumerate(terms, start=1))
    text = f"# Terms of reference\n\n{listed}\n\n{before}\n\n# Analysis\n\n{analysis}\n\n{FILLING}\n\n{after}\n"
    found = facts_of(text, kind="overview-report").terms
    assert [term.text for term in found] == list(terms)
    return [term.coverage for term in found if term.coverage is not None]


def statuses(*terms: str, **parts: str) -> list[str]:
    return [each.status for each in covered(*terms, **parts)]


GAMBLING = "Examine the effect of gambling on the household."
POLICE = "Consider whether the police asked for a stalking protection order."
SCHOOL = "Consider what the school knew of the threats."


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("## ToR 1 and 3: What was known", [True, False, True]),
        ("## Terms of reference 1-3", [True, True, True]),
        ("## KLOE 2", [False, True, False]),
        ("## Term 3: the school", [False, False, True]),
        ("The panel turns to the second question (ToR 2). It found little.", [False, True, False]),
        ("## What the school knew of the threats", [False, False, True]),
        ("## The household", [False, False, False]),
    ],
)
def test_the_report_says_itself_which_item_it_answers(line: str, linked: list[bool]) -> None:
    found = statuses(GAMBLING, POLICE, SCHOOL, analysis=f"{line}\n\nNothing was asked.")
    assert [status == "linked" for status in found] == linked


def test_a_heading_without_a_text_below_it_links_nothing() -> None:
    found = statuses(GAMBLING, SCHOOL, analysis="## ToR 1\n\n## ToR 2\n\nThe head knew.")
    assert found == ["not-evident", "linked"]


def test_a_range_of_numbers_or_letters_is_read_out() -> None:
    assert _expanded("2, 4 to 6 and 9") == ["2", "4", "5", "6", "9"]
    assert _expanded("(a)-(c)") == ["a", "b", "c"]
    assert len(_expanded("1 to 99")) < 40


TRAINING = "Consider whether receptionists had been trained to look behind an alibi."
FRIENDS = "What did her friends and her employer know of it?"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Nobody at the desk was trained in what to ask.", "mentioned"),
        ("She began a course in the spring and liked it.", "not-taken-up"),
        ("One receptionist had been on a course.", "mentioned"),  # a word of the item stands with it
        ("They had been on a course, and had read a briefing.", "mentioned"),  # and so does a second word for it
        ("## Training\n\nNobody had been on one.", "mentioned"),
    ],
)
def test_another_word_for_a_thing_needs_more_of_the_item_beside_it(said: str, status: str) -> None:
    first, _ = covered(TRAINING, POLICE, analysis=said)
    assert (first.status if first.taken_up else "not-taken-up") == status


def test_everyday_words_of_a_setting_support_nothing() -> None:
    asked = "Was his abuse of former partners known, and was it disclosed to her?"
    assert statuses(asked, POLICE, analysis="One officer said that two men lived there.")[0] == "not-evident"
    assert statuses(asked, POLICE, analysis="Two women had left him, and neither disclosed it.")[0] == "mentioned"


def test_a_part_of_a_wide_field_does_not_answer_for_another() -> None:
    church = "Did neighbours and members of her church have concerns?"
    assert not covered(church, POLICE, analysis="No matters of race or religion arose.")[0].taken_up
    assert statuses(church, POLICE, analysis="The vicar had concerns and told a neighbour.")[0] == "mentioned"


def test_a_setting_in_one_list_with_a_service_weighs_as_much() -> None:
    assert statuses(FRIENDS, POLICE, analysis="Her friends saw it.")[0] == "partly"
    assert statuses("Her employer: what did it know?", POLICE, analysis="Her friends saw it.")[0] == "not-evident"


def test_a_heading_above_a_line_that_points_to_the_recommendations_answers_nothing() -> None:
    heading = "## ToR 1: Gambling\n\n"
    pointing = "This is a matter of national concern and the panel has made a recommendation.\n\n## Others"
    assert statuses(GAMBLING, SCHOOL, analysis=heading + pointing)[0] == "not-evident"
    assert statuses(GAMBLING, SCHOOL, analysis=heading + f"Nobody asked. {pointing}")[0] == "linked"


@pytest.mark.parametrize(
    "text",
    [
        "The review will concentrate on January 2020 to October 2021, with a summary of earlier contact.",
        "The review will cover January 2019, when they began to live together, to August 2021.",
        "Produce an overview report and an executive summary that set out the chronology.",
    ],
)
def test_what_the_review_covers_and_writes_is_about_the_process(text: str) -> None:
    assert statuses(text, SCHOOL)[0] == "process"
    assert statuses("Consider how the police dealt with the call of 14 March 2020.", SCHOOL)[0] != "process"


def test_what_a_recommendation_or_the_chronology_says_is_no_answer() -> None:
    chronology = "# Chronology\n\nIn May the school rang the police about threats."
    advice = "# Recommendations\n\n1. The partnership should commission support for people who gamble.\n"
    gambling, school = covered(GAMBLING, SCHOOL, before=chronology, after=advice)
    assert (gambling.status, school.status) == ("not-evident", "not-evident")
    assert [role for role, _ in gambling.missing[0].elsewhere] == ["recommendations"]
    assert [role for role, _ in school.missing[0].elsewhere] == ["chronology"]


def test_a_section_about_the_review_says_nothing_of_an_item() -> None:
    (found,) = covered(GAMBLING, before="# Contributors\n\nA gambling charity was asked and had no record.")
    assert [limb.elsewhere for limb in found.missing] == [()]


def test_what_should_change_is_answered_by_a_recommendation() -> None:
    advice = "# Recommendations\n\n1. The surgery should train its receptionists by May.\n"
    assert statuses("Identify the training needs of staff.", GAMBLING, after=advice)[0] == "mentioned"


def test_to_say_that_there_was_none_is_an_answer() -> None:
    assert statuses(GAMBLING, SCHOOL, analysis="There was no betting.")[0] == "mentioned"


def test_half_an_item_and_the_limb_that_is_missing() -> None:
    one, _ = covered("Examine alcohol use, and the part of the ambulance service.", SCHOOL, analysis="He drank.")
    assert one.status == "partly"
    assert [limb.title for limb in one.missing] == ["the ambulance service"]
    assert one.sections == (("analysis", "mentioned"),)
    assert one.passages[0].text == "He drank."


def test_an_acronym_of_the_document_stands_for_its_words() -> None:
    terms = ("Consider the work of the Community Outreach Bureau (COB) with the household.", SCHOOL)
    assert statuses(*terms, analysis="Nobody rang.")[0] == "not-evident"
    assert statuses(*terms, analysis="COB rang once.")[0] == "mentioned"


def test_words_that_no_topic_knows_are_looked_for_themselves() -> None:
    known, unknown = "Consider what the allotment holder saw.", "Consider what the chess ladder saw."
    first, second = covered(known, unknown, analysis="The holder of the allotments saw the gate.")
    assert (first.status, second.status) == ("", "not-evident")
    assert second.missing[0].title == '"chess", "ladder"'


POLICY = "Consider whether a Stalking Protection Order was sought."


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("A Stalking Protection Order is an order of the magistrates' court.", "not-evident"),
        ("Officers should think of a Stalking Protection Order earlier.", "not-evident"),
        ("A Stalking Protection Order should have been sought.", "mentioned"),
        ("There is no record of a Stalking Protection Order.", "mentioned"),
        ("It is the panel's view that a Stalking Protection Order is what the facts called for.", "mentioned"),
        ("Maya rang twice. A Stalking Protection Order is what she needed.", "mentioned"),
    ],
)
def test_what_a_thing_is_or_what_should_be_done_does_not_say_what_happened(sentence: str, status: str) -> None:
    found, _ = covered(POLICY, SCHOOL, analysis=sentence)
    assert found.status == status
    assert bool(found.missing and found.missing[0].weak) is (status == "not-evident")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("A friend from the college waited at the bus stop.", "not-evident"),
        ("He parked outside the college on most days.", "not-evident"),
        ("Reports were provided to the review by the college, the council, the surgery and the police.", "not-evident"),
        ("The college rang her twice.", "mentioned"),
        ("A letter came from the college in May.", "mentioned"),
    ],
)
def test_a_service_that_is_named_in_passing_is_not_taken_up(sentence: str, status: str) -> None:
    assert statuses("How did the college respond?", GAMBLING, analysis=sentence)[0] == status


def test_what_is_told_of_one_person_does_not_answer_for_another() -> None:
    before = "# Introduction\n\nThis review examines the death of Maya, who was killed by her husband, Daniel, in 2024."
    terms = ("Consider whether Daniel's use of alcohol was known.", "Consider what was known of Maya's use of alcohol.")
    his, hers = covered(*terms, before=before, analysis="Daniel drank on most days. Daniel told the surgery of it.")
    assert (his.status, hers.status) == ("mentioned", "not-evident")


def test_where_a_service_is_not_taken_up_what_it_was_asked_about_does_not_help() -> None:
    terms = ("How did the ambulance service respond to strangulation?", "Was strangulation recognised by any service?")
    first, second = covered(*terms, analysis="Nobody asked about the marks on her throat.")
    assert [limb.title for limb in first.missing] == ["the ambulance service"]
    assert (first.status, second.status) == ("not-evident", "mentioned")


def test_a_body_is_looked_for_by_its_kind_of_name_and_a_person_is_not() -> None:
    terms = ("Consider what the noise team was told.", "Consider what Asha Verrall and the chess team saw.")
    first, second = covered(*terms, analysis="There was noise in May.")
    assert first.status == "mentioned"
    assert [limb.title for limb in second.missing] == ["the chess team"]


def test_what_only_abstract_words_ask_is_left_to_a_person() -> None:
    assert statuses("Consider whether there were barriers to reporting.", GAMBLING)[0] == ""


def test_a_question_about_the_case_is_none_about_the_review() -> None:
    case, review = covered(
        "Did the surgery keep the family informed about his care?", "Keep the family informed of progress."
    )
    assert (case.status == "process", review.status) == (False, "process")


def test_headings_inside_an_analysis_belong_to_it_and_those_before_it_do_not() -> None:
    told = "He gambled."
    before = f"# Section Five: Chronology\n\n{told}\n\n# Maya\n\n{told}"
    assert statuses(GAMBLING, SCHOOL, before=before)[0] == "not-evident"
    inside = f"{FILLING}\n\n## Money\n\n{told}"
    assert statuses(GAMBLING, SCHOOL, before=before, analysis=inside)[0] == "mentioned"


def test_a_checklist_with_numbered_questions_links_nothing() -> None:
    assert statuses(GAMBLING, SCHOOL, analysis="She answered yes to question 1 of the form.")[0] == "not-evident"
    assert statuses(GAMBLING, SCHOOL, analysis="## Question 1\n\nShe answered.")[0] == "linked"


def test_an_item_in_general_words_is_left_to_a_person() -> None:
    assert statuses("Consider whether agencies responded properly.", GAMBLING)[0] == ""


def test_items_about_the_process_have_their_passage_where_they_belong() -> None:
    inquest = "# Parallel reviews\n\nThe inquest was closed in May.\n"
    found, _ = covered("Take account of the coroner's inquest in terms of timing.", GAMBLING, before=inquest)
    assert found.status == "process"
    assert found.passages[0].text == "The inquest was closed in May."
    supplied = "Each agency is to supply a chronology and an Individual Management Review by an author from outside."
    assert statuses(supplied, GAMBLING)[0] == "process"


def test_a_list_of_the_items_at_the_head_of_the_analysis_is_no_answer() -> None:
    again = f"- {GAMBLING}\n- {SCHOOL}\n"
    assert statuses(GAMBLING, SCHOOL, analysis=again) == ["not-evident", "not-evident"]


def test_that_her_wishes_are_spoken_of_somewhere_does_not_answer_what_they_were_asked_about() -> None:
    item = "Was her discharge safe, and were her wishes sought?"
    assert statuses(item, GAMBLING, analysis="She wanted a garden.")[0] == "not-evident"
    assert statuses(item, GAMBLING, analysis="She was sent home. She wanted a garden.")[0] != "not-evident"


def test_a_heading_for_several_items_does_not_cover_one_that_only_the_chronology_tells_of() -> None:
    before = "# Chronology\n\nIn May he went to a casino."
    analysis = "## ToR 1 and 2\n\nThe head of the school knew of threats."
    assert statuses(GAMBLING, SCHOOL, before=before, analysis=analysis) == ["not-evident", "linked"]
    assert statuses(GAMBLING, SCHOOL, before=before, analysis=analysis.replace("1 and 2", "1"))[0] == "linked"


def test_what_stands_behind_such_as_is_an_example() -> None:
    item = "Were orders of a court, such as a non-molestation order or an occupation order, considered?"
    asked = item.replace("such as", "including")
    told = "No non-molestation order was sought."
    assert statuses(item, asked, analysis=told) == ["mentioned", "partly"]


def test_a_service_is_known_by_the_name_that_the_report_gives_it() -> None:
    item = "How did the alcohol service respond to her?"
    before = "# Contributors to the review\n\nLanternside (the alcohol service) sent a report. So did the surgery."
    told = "Lanternside saw her twice."
    assert statuses(item, GAMBLING, analysis=told)[0] == "not-evident"
    assert statuses(item, GAMBLING, analysis=told, before=before)[0] == "mentioned"
    assert (
        called(b"Fenshire (the alcohol service) wrote. Fenshire Police and Fenshire Council did.", ["alcohol service"])
        == []
    )


def test_what_a_question_touches_on_counts_where_it_asks_a_setting_for_nothing_else() -> None:
    item = "Consider whether Maya's GP noted signs of injury."
    assert statuses(item, GAMBLING, analysis="Her doctor recorded a bruised wrist.")[0] == "mentioned"


@pytest.mark.parametrize(
    ("kind", "words", "brief"),
    [
        ("executive-summary", 1, True),
        ("executive-summary", 3, False),
        ("overview-report", 1, False),
    ],
)
def test_a_short_summary_is_judged_as_one(kind: str, words: int, brief: bool) -> None:
    text = f"# Terms of reference\n\n1. {GAMBLING}\n2. {SCHOOL}\n\n# Analysis\n\n{FILLING * words}\n"
    found = [term.coverage for term in facts_of(text, kind=kind).terms]
    assert [each and (each.status, each.brief) for each in found] == [("not-evident", brief)] * 2


def test_a_report_without_an_analysis_is_not_judged() -> None:
    text = f"# Terms of reference\n\n1. {GAMBLING}\n2. {SCHOOL}\n\n# Analysis\n\nTo be written.\n"
    assert [term.coverage for term in facts_of(text, kind="overview-report").terms] == [None, None]


def test_every_phrase_of_the_topics_can_be_compiled_and_every_topic_finds_its_own_words() -> None:
    registers = vocabulary().registers
    for entry in (*registers["coverage-topics"], *registers["coverage-process"]):
        assert entry.title, entry.id
        assert entry.get("asked"), entry.id
        for phrase in (*entry.forms, *entry.get("asked")):
            phrase_pattern(phrase)


def test_every_topic_is_found_by_what_asks_for_it() -> None:
    """No phrase of another topic may stand in front of one: the longest pattern of those that begin together wins."""
    lexicon = Lexicon(vocabulary())
    forms = lexicon.forms("coverage-topics", "asked")
    lost = []
    for entry in lexicon.register("coverage-topics"):
        for phrase in entry.get("asked"):
            if not set("(|?*.[") & set(phrase):
                asked = [found.id for _, _, found in forms.spans(fold(f"Consider the {phrase} here."))]
                if entry.id not in asked:
                    lost.append((entry.id, phrase, asked))
    assert lost == []


def test_the_figures_on_the_labelled_reports_hold() -> None:
    items = judged("dev")
    assert len(items) == 64
    assert not [each for each in items if each.status == "absent"]
    precision, recall = precision_recall(items)
    assert precision >= 0.95
    assert recall >= 0.95
    assert {each.status for each in items if each.reading == "process"} == {"process"}


def test_the_reports_learned_from_stay_above_the_floor() -> None:
    items = [each for part in LEARNED_FROM for each in judged(part)]
    assert len(items) == 700
    assert not [each for each in items if each.status == "absent" and each.reading != "process"]
    precision, recall = precision_recall(items)
    assert precision >= 0.94
    assert recall >= 0.93
    only_elsewhere = [each for each in items if each.status == "not-evident" and each.elsewhere]
    assert len(only_elsewhere) >= 100
    right = [each for each in only_elsewhere if each.reading in ("unanswered", "partly")]
    assert right == only_elsewhere, "so sure may a finding be"


HARM = "Whether professionals saw harm by an adult child to a parent as domestic abuse."
HOSPITAL = "Was her discharge from the community hospital planned with the ward?"


def test_a_passage_with_most_of_an_item_in_other_forms_is_left_to_a_person() -> None:
    told = "## Parents harmed by their grown children\n\nNobody had seen that the harm was domestic abuse."
    assert covered(HARM, POLICE, analysis=told)[0].status != "not-evident"


def test_a_word_that_stands_about_something_else_does_not_take_up_what_the_chronology_tells() -> None:
    before = "# Chronology\n\nIn May Maya was discharged from the ward of the community hospital without a plan."
    other = "The hospital told the police of the assault on Daniel, and was thanked for it."
    own = "Her discharge from the ward of the community hospital had been planned by nobody."
    assert covered(HOSPITAL, POLICE, before=before, analysis=other)[0].status == "not-evident"
    assert covered(HOSPITAL, POLICE, before=before, analysis=own)[0].status == "mentioned"


def test_inflections_have_one_root() -> None:
    assert root("isolated") == root("isolation") == root("isolating")
    assert root("investigated") == root("investigation")
    assert root("part") != root("particular")


def test_a_month_is_no_verb() -> None:
    item = "How did the crisis team respond in May?"
    assert (
        statuses(item, POLICE, analysis="On 28 May the call to the crisis team lasted seven minutes.")[0] == "mentioned"
    )


def test_sections_from_agency_to_agency_answer_also_in_front_of_the_themes() -> None:
    agencies = "## The Lanes Surgery\n\nA doctor spoke of it.\n\n## Marram Court\n\nThe owner saw it."
    gambled = "## The Betting Shop\n\nHe gambled away her wages, and nobody at the shop asked."
    before = f"# One after the other\n\n{agencies}\n\n{gambled}\n"
    assert statuses(GAMBLING, POLICE, before=before)[0] == "mentioned"
    assert statuses(GAMBLING, POLICE, before="# What her sister said\n\nHe gambled.")[0] == "not-evident"


@pytest.mark.parametrize(
    "heading", ["Cross-cutting themes", "Agency by agency", "The questions in turn", "What the panel made of it"]
)
def test_an_analysis_by_another_name_answers(heading: str) -> None:
    before = f"# {heading}\n\nHe gambled away her wages, and nobody asked about it.\n"
    assert statuses(GAMBLING, POLICE, before=before)[0] == "mentioned"


def test_a_numbered_section_is_no_appendix() -> None:
    for head, status in (("Section", "mentioned"), ("Appendix", "not-evident")):
        told = f"\n# {head} Five: Things in common\n\nHe gambled away her wages, and nobody asked about it.\n"
        assert statuses(GAMBLING, POLICE, after=told)[0] == status, head


def test_a_heading_takes_up_the_matter_of_the_person_of_whom_the_text_below_speaks() -> None:
    before = "# Introduction\n\nThis review examines the death of Maya, who was killed by her husband, Daniel, in 2024."
    for name, status in (("Maya", "mentioned"), ("Daniel", "not-evident")):
        told = f"## Being heard as an autistic person\n\n{name} gave dates and was thought to be cold."
        assert statuses("Was Maya's autism understood?", POLICE, before=before, analysis=told)[0] == status, name


def test_a_heading_that_says_only_what_the_item_says_leaves_it_to_a_person() -> None:
    item = "To find out whether there was any history of domestic abuse in the marriage."
    for heading, status in (("The marriage", ""), ("The allotment", "not-evident")):
        told = f"## {heading}\n\nHe had ruled the house from the first."
        assert statuses(item, POLICE, analysis=told)[0] == status, heading


def test_words_that_stand_nowhere_are_not_missed_where_with_whom_it_was_is_taken_up() -> None:
    item = "What neighbours knew, and the lantern and kayak."
    assert statuses(item, POLICE)[0] == ""
    assert statuses(item, POLICE, before="# Chronology\n\nThe lantern and the kayak were sold.")[0] == "not-evident"


def test_an_item_with_one_faint_word_is_no_rival_for_a_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    known: list[Share] = []

    def kept(*given: Any) -> list[Share]:
        known.extend(shares(*given))
        return known

    monkeypatch.setattr("dhr_qa.review.coverage.shares", kept)
    discharge = "To examine the decision to discharge Colin from Sallow Ward in October 2020."
    faint = "To consider what her son saw."
    told = "The ward was short of beds. The discharge was brought forward and her son was packed before she knew."
    statuses(discharge, faint, analysis=told)
    assert known[0].own == known[0].here > 0


def test_a_refugee_is_no_refuge() -> None:
    item = "Consider whether a place in a refuge was offered."
    assert statuses(item, POLICE, analysis="He had come to the town as a refugee.")[0] == "not-evident"


@needs_seed
@pytest.mark.parametrize("path", [SEED_DOCX, SEED_TXT], ids=["docx", "txt"])
def test_the_real_report(path: Path) -> None:
    terms = read_facts(read_document(path), vocabulary()).terms
    found = [term.coverage.status if term.coverage else None for term in terms]
    places = {status: [number for number, each in enumerate(found, 1) if each == status] for status in set(found)}
    assert places == {
        "process": [1, 2, 3, 4, 5, 6, 12],
        "not-evident": [7, 8, 14, 16, 18, 19],
        "partly": [9, 15, 17],
        "mentioned": [10, 11, 13],
    }
