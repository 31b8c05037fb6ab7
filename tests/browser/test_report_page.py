"""The page in a real browser: accessible in light, dark and on a phone, usable by keyboard, printable, on its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.tools import AXE, needs_browser, needs_modules

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]
Open = Callable[..., Any]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


@needs_modules
@pytest.mark.parametrize("look", ["light", "dark", "phone"])
@pytest.mark.parametrize("name", ["sample", "masked", "draft"])
def test_axe_finds_no_violation(opened: Open, name: str, look: str) -> None:
    page = opened(name, look, bypass_csp=True)
    if name != "draft" or look == "light":  # a whole report takes long, and the other pages have every sort of thing
        page.evaluate(ALL_OPEN)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    faults = [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"][:3]]
    assert faults == []
    assert len(found["passes"]) > 30, "the checks ran"


@pytest.mark.parametrize("name", ["sample", "draft"])
def test_it_asks_for_nothing_and_its_script_runs_under_its_policy(opened: Open, name: str) -> None:
    page = opened(name)
    page.evaluate(ALL_OPEN)
    page.wait_for_timeout(50)
    assert page.asked == [page.url]
    assert page.said == []
    assert page.locator("#filter").is_visible()
    assert page.locator("body").evaluate("body => getComputedStyle(body).fontFamily").startswith('"Helvetica Neue"')


def test_the_policy_stops_markup_that_is_not_ours(opened: Open) -> None:
    page = opened("sample")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img id=bad src=x onerror=\"window.stranger = 1\">')")
    page.evaluate("""() => { const s = document.createElement('script'); s.textContent = 'window.stranger = 2';
                             document.body.append(s); }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.stranger") is None


@pytest.mark.parametrize("look", ["light", "phone"])
@pytest.mark.parametrize("name", ["sample", "masked", "draft"])
def test_no_page_scrolls_sideways(opened: Open, name: str, look: str) -> None:
    page = opened(name, look)
    page.evaluate(ALL_OPEN)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_text_can_be_made_twice_as_large(opened: Open) -> None:
    page = opened("sample", viewport={"width": 640, "height": 450})  # what 200 % leaves of 1280 by 900
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_keyboard_reaches_everything_in_order(opened: Open) -> None:
    page = opened("sample")
    page.evaluate(ALL_OPEN)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
                 .filter(node => node.getClientRects().length)
                 .map((node, place) => { node.dataset.place = place; return place; })"""
    )
    assert len(wanted) > 50
    reached, hidden = [], []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        place = page.evaluate("document.activeElement.dataset.place")
        if place is None:
            continue
        if int(place) in reached:
            break
        reached.append(int(place))
        shown = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
                       return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"""
        )
        if not shown:
            hidden.append(place)
    assert reached == wanted
    assert hidden == [], "what has the focus must be seen to have it"


def test_the_first_stop_leads_past_the_navigation(opened: Open) -> None:
    page = opened("sample")
    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("node => node.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_section_opens_with_the_keyboard_and_by_a_link_into_it(opened: Open) -> None:
    page = opened("sample")
    section = page.locator("details.chunk").first
    section.locator("summary").focus()
    page.keyboard.press("Enter")
    assert section.get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert section.get_attribute("open") is None
    page.locator("#finding-4 a").first.click()
    assert page.locator("#text-1-4").is_visible()
    assert section.get_attribute("open") is not None


def test_an_address_with_a_place_shows_it(opened: Open) -> None:
    page = opened("sample", fragment="#text-1-q1-0")
    assert page.locator("#text-1-q1-0").is_visible()
    assert page.locator("mark.question").first.is_visible()


def test_the_filter_hides_says_so_and_gives_all_back(opened: Open) -> None:
    page = opened("sample")
    cards = page.locator("article:visible")
    assert cards.count() == 5
    page.select_option("#filter-topic", "language")
    assert cards.count() == 2
    assert page.locator("#filter-told").inner_text().startswith("Showing 3 of 8 points and questions.")
    assert not page.locator("#put-right-action-plan").is_visible(), "no heading without anything below it"
    page.uncheck("input[value=minor]")
    assert cards.count() == 0
    page.click("button[type=reset]")
    page.wait_for_timeout(50)
    assert cards.count() == 5
    assert page.locator("#filter-told").inner_text() == ""


def test_a_link_to_a_hidden_finding_shows_it_again(opened: Open) -> None:
    page = opened("sample")
    page.select_option("#filter-topic", "language")
    page.evaluate("location.hash = '#finding-4'")
    page.wait_for_timeout(50)
    assert page.locator("#finding-4").is_visible()


def test_all_sections_open_and_close(opened: Open) -> None:
    page = opened("sample")
    sections = page.locator("details.chunk")
    page.click("[data-open=all]")
    assert page.locator("details.chunk[open]").count() == sections.count()
    page.click("[data-open=none]")
    assert page.locator("details.chunk[open]").count() == 0
    page.click("[data-open=marked]")
    assert page.locator("details.chunk[open]").count() == sections.count() - page.locator("details.quiet").count()


def test_it_works_without_script(opened: Open) -> None:
    page = opened("sample", java_script_enabled=False)
    assert page.locator("article").first.is_visible()
    assert not page.locator("#filter").is_visible()
    assert not page.locator("[data-open]").first.is_visible()
    page.locator("details.chunk summary").first.click()
    assert page.locator("mark").first.is_visible()


def test_on_paper(opened: Open) -> None:
    page = opened("sample", viewport={"width": 680, "height": 960})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for hidden in ("nav", "#filter", "button", ".skip", "#text", "details"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".answer").first.is_visible(), "room to write the answer"
    picture = page.screenshot(full_page=True)
    assert len(picture) > 20_000
    assert page.pdf(format="A4")[:5] == b"%PDF-"


def test_dark_is_dark_and_light_is_light(opened: Open) -> None:
    def brightness(look: str) -> int:
        page = opened("sample", look)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    assert brightness("dark") < 150 < 700 < brightness("light")


def test_what_can_be_touched_is_large_enough(opened: Open) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links in running text."""
    page = opened("sample", "phone")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, select, input, summary, .tags a')]
                 .filter(node => node.getClientRects().length)
                 .map(node => [node.outerHTML.slice(0, 60), (node.closest('label') || node).getBoundingClientRect()])
                 .filter(([, box]) => box.height < 24 || box.width < 24)
                 .map(([html]) => html)"""
    )
    assert small == []
