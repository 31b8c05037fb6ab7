"""A real browser, and the pages that it opens: from files, as a reader opens them, with no network at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dhr_qa.checking import check
from dhr_qa.report import html_report
from tests.report.sample_page import PAGE

ROOT = Path(__file__).resolve().parents[2]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light", "has_touch": True},
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of pages: the hand-built one, masked, and the example report with its faults."""
    folder = tmp_path_factory.mktemp("pages")
    draft = check(ROOT / "examples" / "draft" / "overview-report-draft.docx")
    texts = {
        "sample": html_report.render(PAGE),
        "masked": html_report.render(PAGE, masked=True),
        "draft": html_report.render(draft),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


@pytest.fixture
def opened(browser: Any, pages: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """Opens a page in a look. What the page asks for, logs or stumbles over is kept in `page.asked` and `page.said`."""
    contexts = []

    def open_page(name: str, look: str = "light", fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(**{**LOOKS[look], **options})
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(pages[name] + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
