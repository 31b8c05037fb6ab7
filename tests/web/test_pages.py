"""The local page in a real browser, as the people use it for whom it is made."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.tools import AXE, needs_browser, needs_modules
from tests.web.live import DRAFT, PACK, REPORT, SETTINGS, SUMMARY, Live, running

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]
Open = Callable[..., Any]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
DROP = """([selector, files]) => {
    const transfer = new DataTransfer();
    for (const [name, text, time] of files) { transfer.items.add(new File([text], name, {lastModified: time || 1})); }
    document.querySelector(selector).dispatchEvent(
        new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""
QUIET = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def choose(page: Any, *files: Any) -> None:
    page.set_input_files("#files", [each if isinstance(each, Path) else file(*each) for each in files])


def file(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "mimeType": "", "buffer": text.encode()}


def check(page: Any) -> None:
    page.click("#put-in .go")
    page.wait_for_selector("h1:not(:text('Being checked')):not(:text('Check a review'))")


WAIVER = """\
waivers:
  - {rule: target-date-vague, text: Ongoing, reason: The family’s word., by: J. Arkwright, until: 2099-01-31}
"""


@pytest.fixture(scope="module")
def draft(live: Live) -> str:
    """The address of a check of the example with faults."""
    return live.checked(("draft.docx", DRAFT.read_bytes()))


@pytest.fixture(scope="module")
def crowded(live: Live) -> str:
    """A pack with more of everything than a note has room for."""
    name = "A long name that a document of a review may well have, with its date and its version"
    bad = [(f"{name} {number}.pdf".replace(" ", "%20"), b"%PDF-") for number in range(4)]
    papers = [(f"{name} {path.stem}.md".replace(" ", "%20"), path.read_bytes()) for path in PACK]
    address = live.checked(*papers, *bad, stage="submission")
    asked = re.findall(r'name="rule" value="([^"]+)"', live.ask(address).text)
    for rule in list(dict.fromkeys(asked))[:6]:
        by = "Judith Arkwright, chair of the community safety partnership of Fenshire"
        live.send(f"{address}/answers", {"rule": rule, "answer": "not-applicable", "by": by})
    return address


@pytest.fixture(scope="module")
def drafts(live: Live) -> str:
    """Two drafts with everything that a page of findings can have."""
    settings = f"{WAIVER}people-file: names.yaml\n".encode()
    new = (
        ("a.md", _mended().replace("March 2027", "Ongoing").encode(), "new"),
        ("scan.pdf", b"%PDF-", "new"),
        ("dhr-qa.yaml", settings),
    )
    address = live.checked(("a.md", REPORT.encode(), "old"), *new, drafts=True)
    asked = re.findall(r'name="rule" value="([^"]+)"', live.ask(address).text)
    live.send(f"{address}/answers", {"rule": asked[0], "answer": "no", "by": "J. Arkwright"})
    return address


@pytest.fixture(scope="module")
def small(live: Live) -> str:
    return live.checked(("report.md", REPORT.encode()))


def test_from_the_address_to_the_findings(browser: Any) -> None:
    """The whole way, as somebody goes it who has only the address."""
    with running() as live:
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live.door.address)
        assert page.url == f"{live.home}/", "the token is no longer in the address"
        page.evaluate(DROP, ["#drop", [["report.md", REPORT]]])
        assert page.locator("#told").inner_text().startswith("1 document was added.")
        check(page)
        assert page.locator("h1").inner_text() == "report.md"
        assert page.locator(".found article").count() > 3
        assert page.evaluate("document.cookie") == "", "scripts cannot read the cookie"
        assert all(url.startswith(live.home) for url in asked)
        assert said == []
        stranger = browser.new_context()
        other = stranger.new_page()
        assert other.goto(live.home).status == 403
        assert other.goto(live.door.address).status == 403
        assert "not open to this browser" in other.locator("h1").inner_text()
        page.goto(f"{live.home}/close")
        page.click("[data-close]")
        page.wait_for_selector("#closed h1:visible")
        assert page.evaluate("document.activeElement.textContent") == "dhr-qa is closed"
        context.close()
        stranger.close()


def test_another_site_cannot_reach_it(browser: Any, live: Live) -> None:
    """A page of another address of this very computer, with the browser that has the cookie."""
    with running() as other:
        context = browser.new_context(bypass_csp=True)
        name, _, value = live.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": live.home, "sameSite": "Strict", "httpOnly": True}])
        page = context.new_page()
        page.goto(other.home)
        got = page.evaluate(
            """async home => {
                const tried = [];
                for (const options of [{}, {mode: "no-cors"}, {method: "POST", body: "{}"},
                                       {method: "POST", body: "{}", mode: "no-cors", credentials: "include"}]) {
                    try { tried.push((await fetch(home + "/checks", {credentials: "include", ...options})).type); }
                    catch (error) { tried.push("refused"); }
                }
                return tried;
            }""",
            live.home,
        )
        assert set(got) <= {"refused", "opaque"}
        assert len(live.send("/checks").json()["id"]) > 8, "the page itself still may"
        frame = "home => { const f = document.createElement('iframe'); f.src = home; document.body.append(f); }"
        page.evaluate(frame, live.home)
        page.wait_for_timeout(300)
        assert all("Check a review" not in each.content() for each in page.frames[1:])
        context.close()


@needs_modules
@pytest.mark.parametrize(
    ("name", "look"),
    [
        (name, look)
        for name in ("start", "drafts", "close", "unread", "missing", "refused")
        for look in ("light", "dark")
    ]
    + [("start", "phone")],
)
def test_axe_finds_no_violation(opened: Open, live: Live, drafts: str, name: str, look: str) -> None:
    unread = live.checked(("old.doc", b"x")) if name == "unread" else ""
    path = {"drafts": drafts, "close": "/close", "missing": "/checks/none", "unread": unread}.get(name, "/")
    page = opened(path, look, bypass_csp=True)
    if name == "start":
        page.check("input[name=drafts][value=yes]")
        choose(page, ("a.md", REPORT))  # one draft where two are needed: the page says so
        page.click(".go")
        assert page.locator("#problem").is_visible()
    if name == "refused":
        page.context.clear_cookies()
        page.goto(live.home)
    page.evaluate(QUIET)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    # In the dark only colours are other than in the light.
    only = {"type": "rule", "values": ["color-contrast"]} if look == "dark" else {"type": "tag", "values": RULES}
    found = page.evaluate("only => axe.run(document, {runOnly: only})", only)
    faults = [f"{each['id']}: {node['html'][:160]}" for each in found["violations"] for node in each["nodes"][:3]]
    assert faults == []
    assert len(found["passes"]) > (15 if look != "dark" else 0), "the checks ran"
    assert not page.evaluate(SIDEWAYS)


def test_text_can_be_made_twice_as_large(opened: Open, small: str) -> None:
    for path in ("/", small):
        page = opened(path, viewport={"width": 640, "height": 450})  # what 200 % leaves of 1280 by 900
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not page.evaluate(SIDEWAYS)


def test_what_can_be_touched_is_large_enough(opened: Open, small: str) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links in running text."""
    for path in ("/", small):
        page = opened(path, "phone")
        small_ones = page.evaluate(
            """() => [...document.querySelectorAll('button, select, input, summary, nav a, .tags a')]
                     .filter(node => node.getClientRects().length)
                     .map(node => [node.outerHTML.slice(0, 60), node.closest('label') || node])
                     .map(([html, node]) => [html, node.getBoundingClientRect()])
                     .filter(([, box]) => box.height < 24 || box.width < 24)
                     .map(([html]) => html)"""
        )
        assert small_ones == []


def test_the_keyboard_alone_is_enough(opened: Open) -> None:
    page = opened("/")
    chosen = [file("report.md", REPORT), file("note.md", "A note.")]
    page.on("filechooser", lambda chooser: chooser.set_files(chosen))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    def tab_to(selector: str, most: int = 40) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                style = "getComputedStyle(document.activeElement)"
                assert page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'")
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    tab_to("#files")
    page.keyboard.press("Enter")
    page.wait_for_selector("#chosen li")
    tab_to("#chosen li:nth-child(2) button")
    page.keyboard.press("Enter")
    assert page.locator("#chosen li").count() == 1
    assert page.evaluate("document.activeElement.matches('#chosen button')"), "the focus is not lost"
    tab_to(".go")
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk")
    tab_to(".found article .where a", 80)
    page.keyboard.press("Enter")
    page.wait_for_selector(".note:target")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.note:target')"), "the next stop is the note"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash.startsWith('#finding-')")


def test_progress_is_shown_while_the_check_runs(opened: Open, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from dhr_qa.web import work

    goes_on, real = threading.Event(), work.judge

    def slow(*args: Any, **options: Any) -> Any:
        options["tell"]("Checking a.md: family-draft-shared")
        goes_on.wait(10)
        return real(*args, **options)

    monkeypatch.setattr(work, "judge", slow)
    page = opened("/")
    choose(page, ("a.md", REPORT))
    page.click("#put-in .go")
    page.wait_for_selector("[role=status]:text('Checking: The family')")
    assert page.locator("progress").get_attribute("aria-label")
    assert page.locator("progress").evaluate("bar => bar.position") < 0.5
    other = opened("/")
    assert other.locator(".earlier li").first.inner_text().startswith("a.md")
    assert "being checked" in other.locator(".earlier").inner_text(), "another tab goes on meanwhile"
    goes_on.set()
    page.wait_for_selector(".desk")


def test_a_finding_shows_its_passage_and_a_passage_its_finding(opened: Open, draft: str) -> None:
    page = opened(draft)
    link = page.locator("#finding-1 .where a").first
    link.click()
    page.wait_for_selector(".reading .shown")
    note = page.locator(".note:target")
    assert note.locator("a").get_attribute("href") == "#finding-1"
    marked = page.locator(".reading .shown").first
    pane, words = page.locator(".reading").bounding_box(), marked.bounding_box()
    assert pane["y"] <= words["y"] < pane["y"] + pane["height"], "the passage is to be seen beside the finding"
    assert page.locator("#finding-1").evaluate("node => node.getBoundingClientRect().bottom > 0"), (
        "and so is the finding"
    )
    page.evaluate("location.hash = ''")
    marked = page.locator(".reading mark[data-notes='1'], .reading [data-notes~='1']").first
    marked.click(position={"x": 4, "y": 4})
    page.wait_for_function("location.hash === '#finding-1'")
    page.go_back()
    page.wait_for_function("location.hash.length < 2")
    assert page.said == []


def test_the_words_in_a_table_are_found_too(opened: Open, draft: str) -> None:
    page = opened(draft)
    linked = page.evaluate(
        """() => [...document.querySelectorAll('.found .where a')].map(link => link.hash)
                 .filter(hash => document.querySelector(hash)?.closest('.in-table'))"""
    )
    assert len(linked) > 3
    for address in linked[:4]:
        page.evaluate("hash => { location.hash = ''; location.hash = hash; }", address)
        page.wait_for_selector(f"{address}:target")
        page.wait_for_selector(".reading td .shown")


def test_topics_and_levels_can_be_picked(opened: Open, draft: str) -> None:
    page = opened(draft)
    cards = page.locator(".found article:visible")
    everything = cards.count()
    page.select_option("#filter-topic", "action-plan")
    assert 0 < cards.count() < everything
    assert page.locator("#filter-told").inner_text().startswith("Showing ")
    page.uncheck("input[name=level][value=question]")
    for level in page.locator("input[name=level]").all():
        level.uncheck()
    assert cards.count() == 0
    page.click("#filter button[type=reset]")
    page.wait_for_selector("#filter-told:empty", state="attached")
    assert cards.count() == everything


def test_a_question_is_answered_and_the_answer_taken_back(opened: Open, live: Live) -> None:
    page = opened(live.checked(("report.md", REPORT.encode())))
    asked = page.locator("article.question").count()
    form = page.locator("#question-1 form")
    rule = form.locator("[name=rule]").input_value()
    form.locator("button").click()
    assert form.locator(".live").inner_text() == "Choose an answer."
    form.get_by_label("Yes").check()
    form.locator("button").click()
    assert form.locator(".live").inner_text() == "Give the name of the person who answers."
    assert page.evaluate("document.activeElement.name") == "by"
    page.keyboard.type("Judith <b>Arkwright</b>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answered li")
    assert page.locator("article.question").count() == asked - 1
    assert "Judith <b>Arkwright</b>" in page.locator(".answered").inner_text()
    assert page.locator("#told").inner_text().startswith("Your answer is kept.")
    assert page.evaluate("document.activeElement.id") == "question-1", "the next question has the focus"
    assert page.locator("#question-1 [name=by]").input_value() == "Judith <b>Arkwright</b>", (
        "the name is asked for once"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Answers (dhr-qa.yaml)").click()
    assert download.value.suggested_filename == "dhr-qa.yaml"
    assert rule in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("button", name=re.compile("Take back")).click()
    page.wait_for_selector(".answered", state="detached")
    assert page.locator("article.question").count() == asked


def test_files_are_taken_away_with_names_hidden_or_not(opened: Open, small: str) -> None:
    page = opened(small)
    names = {"Full report (HTML)": "Okonjo", "Actions as a table (CSV)": "Perran", "Readiness note, one page": None}
    for shown in (False, True):
        if shown:
            page.get_by_label("Show the words of the report").check()
        for button, name in names.items():
            with page.expect_download() as download:
                page.get_by_role("button", name=button).click()
            text = Path(download.value.path()).read_text(encoding="utf-8-sig")
            assert download.value.suggested_filename.startswith("report - ")
            if name:
                assert (name in text) is shown
    assert page.url.endswith(small), "the page stays where it is"


def test_the_copy_is_a_word_document(opened: Open, draft: str) -> None:
    page = opened(draft)
    with page.expect_download() as download:
        page.get_by_role("button", name="Word copy with comments").click()
    assert download.value.suggested_filename == "draft - with comments.docx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK\x03\x04")


@pytest.mark.parametrize("words", ["hide", "show"])
def test_the_note_is_one_page(opened: Open, live: Live, crowded: str, words: str) -> None:
    note = live.ask(f"{crowded}/take?what=note&words={words}").text
    assert "and 2 more that could not be read" in note
    assert note.count("Arkwright") == 4
    page = opened("/")
    page.goto("about:blank")
    page.set_content(note)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.evaluate(SIDEWAYS)


def _mended() -> str:
    return REPORT.replace("He committed suicide", "He died by suicide").replace("| Ongoing |", "| March 2027 |") + (
        "\n## Conclusions\n\nThe alleged victim was a vulnerable female. He committed suicide.\n"
    )


def test_two_drafts(opened: Open) -> None:
    page = opened("/")
    page.check("input[name=drafts][value=yes]")
    page.evaluate(DROP, ["body", [["new.md", _mended(), 2_000_000], ["old.md", REPORT, 1_000_000]]])
    page.wait_for_selector("#chosen li")
    drafts = page.evaluate("[...document.querySelectorAll('#chosen input:checked')].map(radio => radio.value)")
    assert drafts == ["new", "old"], "the one that was saved first is taken for the old one"
    page.locator("#chosen li").nth(1).get_by_label("New draft").check()
    page.click("#put-in .go")
    assert "one for the new" in page.locator("#problem").inner_text()
    page.locator("#chosen li").nth(1).get_by_label("Old draft").check()
    check(page)
    assert page.locator("h1").inner_text() == "new.md: the new draft"
    assert "old.md" in page.locator("main").inner_text()

    def listed(name: str) -> str:
        return page.locator(f"#{name}").inner_text()

    page.evaluate(QUIET)
    assert "Ongoing" in listed("fixed") or "target date" in listed("fixed").lower()
    assert page.locator("#still li").count() > 2
    assert page.locator("#come li a").count() > 0
    assert page.locator("#fixed li a").count() == 0, "what is gone has no place on the page"
    page.locator("#come li a").first.click()
    assert page.locator("article:target, li:target").count() == 1


def test_a_folder_that_is_dropped_is_a_pack(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "Submission"
    (folder / "older").mkdir(parents=True)
    for name in ("report.md", "plan.md", "~$report.docx", ".hidden.md", "README.md", "older/first.md"):
        (folder / name).write_text(REPORT, encoding="utf-8")
    page = opened("/")
    devtools = page.context.new_cdp_session(page)
    box = page.locator("#drop").bounding_box()
    place = {"x": box["x"] + 20, "y": box["y"] + 20}
    for event in ("dragEnter", "dragOver", "drop"):
        if event == "drop":
            page.wait_for_selector("#drop.over")
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        devtools.send("Input.dispatchDragEvent", {"type": event, **place, "data": data})
    page.wait_for_selector("#chosen li")
    assert sorted(each.inner_text() for each in page.locator("#chosen .name").all()) == ["plan.md", "report.md"]
    assert page.locator("#drop.over").count() == 0
    check(page)
    assert page.locator("h1").inner_text() == "2 documents"


def test_a_draft_that_cannot_be_read_is_not_compared(opened: Open, live: Live) -> None:
    unread = ("new.docx", b"PK\x03\x04", "new")
    page = opened(live.checked(("old.md", REPORT.encode(), "old"), unread, drafts=True))
    assert page.locator("h1").inner_text() == "The two drafts could not be compared"
    assert "new.docx: " in page.locator(".problem").inner_text()
    page = opened(live.checked(("old.md", REPORT.encode(), "old"), unread, ("a.md", b"# A\n\nB.", "new"), drafts=True))
    assert "so the comparison is not complete" in page.locator("main").inner_text()


def test_a_pack_with_its_settings(opened: Open) -> None:
    page = opened("/")
    choose(page, *PACK)
    choose(page, SETTINGS)
    page.select_option("#stage", label="Ready to go to the Home Office")
    assert page.locator("#chosen li").count() == len(PACK) + 1
    check(page)
    assert page.locator("h1").inner_text() == f"{len(PACK)} documents"
    shown = page.locator("#main").inner_text()
    assert "at the stage “submission”" in shown
    assert "Agreement between passages and papers" in shown
    assert page.locator("#consistency, [id$=-consistency]").count() > 0, "the papers were compared with each other"


def test_what_is_waived_is_not_among_the_points(opened: Open, live: Live) -> None:
    points = opened(live.checked(("report.md", REPORT.encode()))).locator(".found article").count()
    page = opened(live.checked(("report.md", REPORT.encode()), ("dhr-qa.yaml", WAIVER.encode())))
    assert page.locator(".found article").count() == points - 1
    assert "Ongoing" not in page.locator(".found").inner_text()
    assert "The family’s word." in page.locator(".part-behind").inner_text()


def test_one_bad_file_has_its_sentence_and_the_others_are_checked(opened: Open) -> None:
    page = opened("/")
    choose(page, ("good.md", REPORT), ("broken.docx", "PK\x03\x04nonsense"), ("scan.pdf", "%PDF-1.7"), ("empty.md", ""))
    check(page)
    problem = page.locator(".problem").inner_text()
    for name in ("broken.docx: ", "scan.pdf: ", "empty.md: The file is empty"):
        assert name in problem
    assert page.locator(".found article").count() > 3


def test_mistakes_are_said_and_have_the_focus(opened: Open, live: Live) -> None:
    page = opened("/")
    page.click("#put-in .go")
    assert "Choose a document first" in page.locator("#problem").inner_text()
    assert page.evaluate("document.activeElement.id") == "problem"
    choose(page, SUMMARY)
    assert not page.locator("#problem").is_visible()
    choose(page, SUMMARY)
    assert page.locator("#chosen li").count() == 1, "the same file twice is one file"
    choose(page, *[(f"{number}.md", "text") for number in range(21)])
    assert "Up to 20 files" in page.locator("#problem").inner_text()
    page.evaluate(DROP, ["body", [["~$report.docx", "x"], [".hidden.md", "x"]]])
    assert page.locator("#chosen li").count() == 20


def test_it_says_when_dhr_qa_is_gone(opened: Open) -> None:
    page = opened("/")
    choose(page, ("a.md", REPORT))
    page.context.set_offline(True)
    page.click("#put-in .go")
    page.wait_for_selector("#problem:has-text('does not answer')")
    page.context.set_offline(False)
    page.click("#put-in .go")
    page.wait_for_selector(".desk")


def test_two_tabs_the_back_button_and_forgetting(opened: Open, live: Live) -> None:
    page = opened("/")
    choose(page, ("first.md", REPORT))
    check(page)
    second = page.context.new_page()
    second.goto(live.home)
    choose(second, ("second.md", REPORT))
    check(second)
    assert (page.locator("h1").inner_text(), second.locator("h1").inner_text()) == ("first.md", "second.md")
    address = second.url
    second.go_back()
    second.wait_for_selector(".earlier")
    assert [each.inner_text() for each in second.locator(".earlier a").all()][:2] == ["second.md", "first.md"]
    second.go_forward()
    second.wait_for_selector(".desk")
    second.goto(live.home)
    second.get_by_role("button", name="Forget second.md").click()
    second.wait_for_function("!document.body.innerText.includes('second.md')")
    assert second.goto(address).status == 404
    page.reload()
    assert page.locator("h1").inner_text() == "first.md"


def test_script_in_a_text_or_a_name_does_not_run(opened: Open) -> None:
    script = "<img src=x onerror='window.stranger = 1'><script>window.stranger = 2</script>"
    page = opened("/")
    choose(page, (f"{script}.md".replace("/", ""), REPORT + f"\n\n{script}\n"), ("b.md", script))
    check(page)
    page.evaluate(QUIET)
    page.wait_for_timeout(100)
    assert page.evaluate("window.stranger") is None
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.stranger = 3\">')")
    page.wait_for_timeout(100)
    assert page.evaluate("window.stranger") is None, "the policy stops what is not ours"


def test_on_paper_the_report_is_left_out(opened: Open, small: str) -> None:
    page = opened(small)
    page.emulate_media(media="print")
    for hidden in (".reading", ".take", ".bar", ".answering", "#filter"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator(".found article").first.is_visible()
    assert not page.evaluate(SIDEWAYS)
