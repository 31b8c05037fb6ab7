"""One local page for each file of tests, and browsers that have come in through its door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.live import Live, entered, running

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
}


@pytest.fixture(scope="module")
def live() -> Iterator[Live]:
    with running() as page:
        yield entered(page)


@pytest.fixture
def opened(browser: Any, live: Live) -> Iterator[Callable[..., Any]]:
    """Opens an address of the page in a browser. What it asks for, logs or stumbles over is kept on the page."""
    contexts = []

    def open_page(path: str = "/", look: str = "light", **options: Any) -> Any:
        context = browser.new_context(**{**LOOKS[look], **options})
        contexts.append(context)
        name, _, value = live.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": live.home, "sameSite": "Strict", "httpOnly": True}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(live.home + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
