"""The page: well-formed, self-contained, accessible in its structure, and safe from what a document says."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise

import html5lib
import lxml.html
import pytest
from msgspec.structs import replace

from dhr_qa.documents.model import Location
from dhr_qa.findings import Finding, Outcome, Passage, Result
from dhr_qa.report import html_report
from dhr_qa.report.html_report import SCRIPT as OUR_SCRIPT
from dhr_qa.report.html_report import STYLE, asset
from dhr_qa.review.facts import with_known
from tests.report.sample_page import DRAFT, PAGE, SCRIPT
from tests.report.sample_result import RESULT

CLEAN = replace(
    PAGE, findings=(), failures=(), bugs=(), outcomes=tuple(each for each in PAGE.outcomes if each.outcome == "pass")
)
EMPTY = replace(RESULT, outcomes=(), findings=(), documents=())
PAGES: dict[str, tuple[Result, bool]] = {
    "page": (PAGE, False),
    "masked": (PAGE, True),
    "without-text": (RESULT, False),
    "nothing-found": (CLEAN, False),
    "nothing-checked": (EMPTY, False),
}


@cache
def page(name: str) -> str:
    result, masked = PAGES[name]
    return html_report.render(result, masked=masked)


def parsed(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_parser_finds_no_fault(name: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_ids_stand_once_and_links_lead_somewhere(name: str) -> None:
    root = parsed(page(name))
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for attribute in ("href", "aria-labelledby", "for"):
        for node in root.iter():
            for target in (node.get(attribute) or "").split():
                inner = target.removeprefix("#")
                assert target.startswith("https://") or inner in ids, f"{attribute}={target}"


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [int(node.tag[1]) for node in parsed(page(name)).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    text = page(name)
    root = parsed(text)
    assert not list(root.iter("link", "img", "iframe", "object", "embed", "video", "audio", "base", "form[@action]"))
    assert not [
        node for node in root.iter() if any(key in node.attrib for key in ("src", "srcset", "action", "background"))
    ]
    assert not re.search(r"@import|url\s*\(|https?:", asset(STYLE))
    assert not re.search(r"https?:|fetch|XMLHttpRequest|import\(|eval|innerHTML|document\.write", asset(OUR_SCRIPT))
    assert all(
        node.get("rel") == "noreferrer noopener" for node in root.iter("a") if node.get("href", "").startswith("http")
    )


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_lets_only_our_own_style_and_script_run(name: str) -> None:
    root = parsed(page(name))
    (policy,) = (node.get("content") for node in root.iter("meta") if node.get("http-equiv"))
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        (text,) = (node.text for node in root.iter(tag))
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    for node in root.iter():
        assert "style" not in node.attrib, "the policy would drop it"
        assert not [key for key in node.attrib if key.startswith("on")]


def test_our_style_and_script_are_plain_ascii_and_cannot_end_early() -> None:
    for name in (STYLE, OUR_SCRIPT):
        assert asset(name).isascii(), "where a stream shows no other character, references would change them"
        assert "</" not in asset(name)


HOSTILE = (
    f'{SCRIPT}<img src=x onerror=alert(1)>"\'><a href="javascript:alert(1)">&lt;b&gt;{{{{ 7*7 }}}}{{% raw %}}\u202e\x1b'
)


def hostile() -> Result:
    """Every text of a result that may come from outside, hostile."""
    finding = PAGE.findings[-1]
    where = replace(finding.location, heading=HOSTILE, label=HOSTILE)
    bad = replace(
        finding, message=HOSTILE, excerpt=HOSTILE, why=HOSTILE, remedy=HOSTILE, rule="committed-suicide", waived=None,
        location=where, related=(Passage(HOSTILE, where, HOSTILE),),
    )  # fmt: skip
    facts = PAGE.facts[0]
    blocks = tuple(replace(block, text=HOSTILE, label=HOSTILE) for block in facts.document.blocks)
    document = replace(facts.document, blocks=blocks)
    actions = tuple(replace(each, action=HOSTILE, lead=HOSTILE, recommendation=HOSTILE) for each in facts.actions)
    terms = tuple(replace(each, text=HOSTILE, label=HOSTILE) for each in facts.terms)
    outcome = replace(PAGE.outcomes[5], question=HOSTILE, reason=HOSTILE)
    passed = Outcome("family-draft-shared", "family-voice", DRAFT, "pass", PAGE.outcomes[3].evidence, reason=HOSTILE)
    return replace(
        PAGE,
        findings=(bad, replace(bad, waived=HOSTILE, document=HOSTILE)),
        outcomes=(outcome, passed, replace(PAGE.outcomes[4], reason=HOSTILE)),
        failures=(Exception(HOSTILE),),
        bugs=(HOSTILE,),
        facts=(with_known(replace(facts, document=document), actions=actions, terms=terms),),
        documents=(replace(PAGE.documents[0], path=HOSTILE, unread=({"what": HOSTILE, "location": {}},)),),
    )


@pytest.mark.parametrize("masked", [False, True])
def test_a_script_in_a_document_stays_text(masked: bool) -> None:
    shown = html_report.render(hostile(), masked=masked)
    html5lib.HTMLParser(strict=True).parse(shown)
    root = parsed(shown)
    assert len(list(root.iter("script"))) == 1
    assert not list(root.iter("img"))
    assert not [node for node in root.iter("a") if node.get("href", "").startswith("javascript")]
    assert not [node for node in root.iter() for key in node.attrib if key.startswith("on")]
    assert not {"\u202e", "\x1b"} & set(shown)
    assert masked or "{{ 7*7 }}" in shown
    assert "49" not in "".join(root.find("body").itertext()).split()


def test_it_says_what_it_is_and_never_judges() -> None:
    text = "".join(parsed(page("page")).find("body").itertext())
    assert "not connected with the Home Office" in text
    for word in ("compliant", "score", "passed the", "%"):
        assert word not in text.casefold()


def test_every_finding_and_question_is_there_with_its_place_and_help() -> None:
    root = parsed(page("page"))
    said = {node.get("id"): " ".join(node.text_content().split()) for node in root.iter() if node.get("id")}
    standing = [each for each in PAGE.findings if each.waived is None]
    assert sum(name.startswith("finding-") for name in said) == len(standing)
    for finding in standing:
        assert any(finding.message in text for name, text in said.items() if name.startswith("finding-"))
    assert "Passage" not in said["question-1"]
    assert "Zephyrine's mother saw the draft report." in said["question-1"]
    waived = next(each for each in PAGE.findings if each.waived)
    assert waived.message in root.text_content()
    assert not any(waived.message in text for name, text in said.items() if name.startswith("finding-"))


def test_findings_stand_at_their_words_in_the_text() -> None:
    root = parsed(page("page"))
    marks = [(node.text_content(), node.get("class")) for node in root.iter("mark")]
    assert ("Zephyrine Okonjo", "critical") in marks
    assert [text for text, level in marks if level == "minor"] == ["had ", "committed", " suicide"], "overlaps share"
    assert ("Ongoing", "major") in marks
    assert ("Zephyrine's mother saw the draft report.", "question") in marks
    details = [node for node in root.iter("details") if "Background" in node.text_content()[:200]]
    assert any("finding" in (node.find("summary").text_content()) for node in details)


def test_the_text_is_whole() -> None:
    body = parsed(page("page"))
    shown = " ".join("".join(node.text_content() for node in body.iter("p", "h4", "h5", "td", "th")).split())
    for block in PAGE.facts[0].document.blocks:
        plain = block.text.replace("\u202e", "").replace("\u202c", "")
        for words in re.split(
            r"Zephyrine Okonjo|had committed suicide|\n|Zephyrine's mother saw the draft report\.", plain
        ):
            assert " ".join(words.split()) in shown


def test_rows_and_columns_of_tables_keep_their_headings() -> None:
    root = parsed(page("page"))
    (table,) = (node for node in root.iter("table") if "source" in node.get("class", ""))
    assert [node.text_content() for node in table.iter("th")] == ["Rec.", "Action", "Lead", "Target date", "Status"]
    assert all(node.get("scope") == "col" for node in table.iter("th"))


def test_parts_without_anything_in_them_are_left_out() -> None:
    def parts(name: str) -> list[str]:
        return [node.get("href", "")[1:] for node in parsed(page(name)).find(".//nav").iter("a")]

    assert parts("page") == [
        "glance", "put-right", "smaller", "questions", "family", "terms", "actions", "text", "behind", "sources"
    ]  # fmt: skip
    assert parts("nothing-found") == ["glance", "family", "terms", "actions", "text", "behind"]
    assert parts("nothing-checked") == ["glance", "behind"]
    assert "No finding in 1 check" in page("nothing-found")


def test_an_address_that_is_not_a_web_page_is_no_link() -> None:
    root = parsed(page("page"))
    assert [node.get("href") for node in root.iter("a") if "://" in node.get("href", "")] == ["https://example.org/g"]


def test_every_control_has_a_name_and_waits_for_its_script() -> None:
    root = parsed(page("page"))
    for node in root.iter("input", "select"):
        label = node.getparent() if node.tag == "input" else root.find(f".//label[@for='{node.get('id')}']")
        assert label.tag == "label"
        assert label.text_content().strip()
    for node in (*root.iter("form"), *(node for node in root.iter("p") if "buttons" in node.get("class", ""))):
        assert "hidden" in node.attrib, "it does nothing where no script runs"


def test_without_colours_the_words_still_say_it() -> None:
    root = parsed(page("page"))
    for node in root.iter("article"):
        assert node.find_class("tag")[0].text_content() in ("Critical", "Major", "Minor", "Question 1")
    for node in root.find_class("note"):
        assert re.match(
            r"\S+ (Critical|Major|Minor|For information) finding \d+|Q\d+ Question \d+", node.text_content()
        )


def test_the_drawing_has_its_words() -> None:
    root = parsed(page("page"))
    (drawing,) = (node for node in root.iter("svg") if node.get("role") == "img")
    names = drawing.get("aria-labelledby").split()
    said = [root.get_element_by_id(name).text_content() for name in names]
    assert said == [
        "3 actions with a target date, from January 2020 to March 2027",
        "4 actions: 1 late, 1 to come, 1 finished and 1 without a date. The table below has every row.",
    ]
    assert all(node.get("aria-hidden") == "true" for node in root.iter("svg") if node is not drawing)


def test_a_finding_in_an_empty_cell_and_one_of_the_file_are_found_again() -> None:
    text = page("page")
    assert 'href="#text-1-3"' in text, "the cell without words"
    whole = parsed(text).find_class("whole")[0].text_content()
    assert "There is no plan <script>" in whole


def test_a_place_that_is_not_in_the_text_is_no_link() -> None:
    odd = replace(PAGE.findings[0], document=DRAFT, location=Location(paragraph=999))
    shown = parsed(html_report.render(replace(PAGE, findings=(odd,))))
    assert "paragraph 999" in shown.get_element_by_id("finding-1").text_content()
    assert not list(shown.get_element_by_id("finding-1").iter("a"))


def test_the_same_finding_twice_is_two_findings() -> None:
    finding: Finding = PAGE.findings[0]
    copy = replace(finding)
    shown = parsed(html_report.render(replace(PAGE, findings=(finding, copy))))
    assert len([node for node in shown.iter() if (node.get("id") or "").startswith("finding-")]) == 2
