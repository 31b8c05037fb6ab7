"""Pages from templates: those of the HTML report and our own, each with the policy that the browser must keep."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment
from msgspec import Struct
from starlette.responses import HTMLResponse

from dhr_qa.report import html_report

_STYLES = ("style.css", "web.css")
_SCRIPTS = ("script.js", "web.js")
_POLICY = "connect-src 'self'"  #: beside what a page of the report may do: its script may speak with this server


class Page(Struct, frozen=True):
    """The text of a page, and its content security policy."""

    text: str
    policy: str


def page(template: str, **values: object) -> Page:
    """A page from a template; every value is escaped."""
    style, script = _joined(_STYLES), _joined(_SCRIPTS)
    policy = html_report.policy(style, script, forms="'self'", more=_POLICY)
    text = html_report.framed(environment(), template, style, script, policy, **values)
    return Page(text, policy)


def response(page: Page, status: int = 200) -> HTMLResponse:
    """The answer that shows a page."""
    return HTMLResponse(page.text, status, {"Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'"})


@cache
def environment() -> Environment:
    """The templates of this folder, and those of the HTML report."""
    return html_report.environment_of(asset)


@cache
def asset(name: str) -> str:
    """A file of our templates, or of those of the HTML report."""
    own = files("dhr_qa.web").joinpath("templates", name)
    return own.read_text(encoding="utf-8") if own.is_file() else html_report.asset(name)


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(asset(name) for name in names)
