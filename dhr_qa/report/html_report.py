"""The report of a check as one HTML file that needs nothing else: no network, no other file, no script to be read."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dhr_qa.findings import Result
from dhr_qa.report.view import build
from dhr_qa.wording import visible

STYLE, SCRIPT = "style.css", "script.js"


def render(result: Result, *, masked: bool = False) -> str:
    """The whole page, ending in a newline. `masked`: without any word of the documents, only places."""
    return page("report.html", view=build(result, masked))


def page(template: str, **values: object) -> str:
    """A page from a template. Every value is escaped; the page may run our own script and load nothing."""
    style, script = asset(STYLE), asset(SCRIPT)
    return framed(environment(), template, style, script, policy(style, script), **values)


def framed(templates: Environment, template: str, style: str, script: str, policy: str, **values: object) -> str:
    """A page from one of some templates, with a style and a script of ours in it, under a policy."""
    shown = templates.get_template(template).render(
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        **values,
    )
    return shown.rstrip() + "\n"


def policy(style: str, script: str, forms: str = "'none'", more: str = "") -> str:
    """What a page with this style and script may do.

    It names both by their digests, so that markup which got into the page from a document could not run even if
    the escaping failed. `forms`: where forms may lead; `more`: further directives.
    """
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        f"base-uri 'none'; form-action {forms}{f'; {more}' if more else ''}"
    )


@cache
def environment() -> Environment:
    """The templates of the report."""
    return environment_of(asset)


def environment_of(find: Callable[[str], str]) -> Environment:
    """The templates that `find` gives by name, with escaping on and every name that is missing an error."""
    return Environment(
        loader=FunctionLoader(find),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _printable(value: object) -> object:
    """Text from outside without characters that could turn the order of words round; our own markup as it is."""
    return visible(value) if type(value) is str else value


def asset(name: str) -> str:
    """A file of the templates' folder."""
    return files("dhr_qa.report").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"
