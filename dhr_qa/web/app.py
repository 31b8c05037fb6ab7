"""The pages of the local page and what their script asks for, by address."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dhr_qa import __version__
from dhr_qa.errors import DhrQaError
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import PROFILES
from dhr_qa.web import pages, shown, take, work
from dhr_qa.web.limits import LARGEST_FORM, MOST_FILES, TooMuch, body, file_name
from dhr_qa.web.state import NEW, OLD, Check, Store, Upload
from dhr_qa.wording import clean

ANSWERS = ("yes", "no", "not-applicable")
LONGEST_BY = 100


class LocalPage:
    """The application, with all that it holds. `close` is called when the person closes it."""

    def __init__(self, close: Callable[[], None]) -> None:
        self.store = Store()
        self.worker = work.Worker()
        self.worker.do(load_rulebook)  # at once, so that the first check need not wait for it
        self._close = close

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.start),
                Route("/favicon.ico", self.nothing),
                Route("/close", self.closing),
                Route("/close", self.close, methods=["POST"]),
                Route("/checks", self.begin, methods=["POST"]),
                Route("/checks/{id}", self.show),
                Route("/checks/{id}/files", self.add, methods=["POST"]),
                Route("/checks/{id}/start", self.run, methods=["POST"]),
                Route("/checks/{id}/progress", self.progress),
                Route("/checks/{id}/answers", self.answer, methods=["POST"]),
                Route("/checks/{id}/forget", self.forget, methods=["POST"]),
                Route("/checks/{id}/take", self.take),
            ],
            exception_handlers={HTTPException: _missing, TooMuch: _too_much, Exception: _broken},
        )

    async def start(self, request: Request) -> Response:
        checks = [check for check in self.store if check.state != "filling"]
        return _page("start.html", checks=checks, most=MOST_FILES, version=__version__)

    async def nothing(self, request: Request) -> Response:
        return Response(status_code=204)

    async def begin(self, request: Request) -> Response:
        """A new check, still without files."""
        asked = await _asked(request)
        stage = asked.get("stage", "")
        if stage not in ("", *PROFILES):
            raise HTTPException(400)
        check = Check(stage=stage, drafts=asked.get("drafts") is True)
        return JSONResponse({"id": self.store.begin(check).id})

    async def add(self, request: Request) -> Response:
        """One file: the request's body as it is."""
        check = self._check(request)
        if check.state != "filling":
            raise HTTPException(409)
        data = await body(request)
        self.store.room(len(data))
        draft = (OLD if request.headers.get("x-draft") == OLD else NEW) if check.drafts else ""
        check.add(Upload(file_name(request.headers.get("x-name", "")), data, draft))
        return JSONResponse({})

    async def run(self, request: Request) -> Response:
        check = self._check(request)
        needed = [check.documents(draft) for draft in ((OLD, NEW) if check.drafts else ("",))]
        if not all(needed):
            message = (
                "Choose a document for the old draft and one for the new." if check.drafts else "Choose a document."
            )
            return JSONResponse({"message": message}, 400)
        if check.state == "filling":
            check.state = "waiting"
            self.worker.do(lambda: work.carry_out(check))
        return JSONResponse({"to": f"/checks/{check.id}"})

    async def show(self, request: Request) -> Response:
        """The findings; the progress as long as there are none."""
        check = self._check(request)
        if check.state == "done":
            return pages.response(await asyncio.to_thread(shown.findings, check))
        if check.state == "failed":
            return _page("failed.html", check=check)
        if check.state == "filling":
            raise HTTPException(404)
        return _page("progress.html", check=check)

    async def progress(self, request: Request) -> Response:
        check = self._check(request)
        return JSONResponse({"state": check.state, "words": check.words, "done": check.done, "of": check.of})

    async def answer(self, request: Request) -> Response:
        """A person's answer to a question, or with an empty answer that it is taken back."""
        check = self._check(request)
        asked = await _asked(request)
        rule, answer = str(asked.get("rule", "")), str(asked.get("answer", ""))
        by = clean(str(asked.get("by", "")))[:LONGEST_BY]
        known = load_rulebook().rule(rule)
        if check.state != "done" or known is None or answer not in ("", *ANSWERS):
            raise HTTPException(400)
        if answer and not by:
            return JSONResponse({"message": "Give the name of the person who answers."}, 400)
        answers = {name: given for name, given in check.answers.items() if name != known.id}
        if answer:
            answers[known.id] = work.attestation(known.id, answer, by)
        await asyncio.wrap_future(self.worker.do(lambda: work.answered(check, answers)))
        return JSONResponse({"to": f"/checks/{check.id}"})

    async def forget(self, request: Request) -> Response:
        self.store.forget(self._check(request).id)
        return JSONResponse({"to": "/"})

    async def take(self, request: Request) -> Response:
        """A file to take away, masked unless the person has chosen otherwise."""
        check = self._check(request)
        if check.state != "done":
            raise HTTPException(404)
        what, masked = request.query_params.get("what", ""), request.query_params.get("words") != "show"
        try:
            file = await asyncio.wrap_future(self.worker.do(lambda: take.file(check, what, masked)))
        except DhrQaError as error:
            return _page("message.html", 422, title="This file cannot be made", message=str(error))
        if file is None:
            raise HTTPException(404)
        name = f"attachment; filename=\"{_ascii(file.name)}\"; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(file.data, 200, {"Content-Disposition": name, "Content-Type": file.type})

    async def closing(self, request: Request) -> Response:
        return _page("close.html", checks=list(self.store))

    async def close(self, request: Request) -> Response:
        self._close()
        return JSONResponse({})

    def _check(self, request: Request) -> Check:
        check = self.store.get(request.path_params["id"])
        if check is None:
            raise HTTPException(404)
        return check


def _page(template: str, status: int = 200, **values: Any) -> Response:
    return pages.response(pages.page(template, **values), status)


async def _asked(request: Request) -> dict[str, Any]:
    """What the script sends: a JSON object."""
    try:
        found = json.loads(await body(request, LARGEST_FORM))
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(found, dict):
        raise HTTPException(400)
    return found


def _ascii(name: str) -> str:
    """A name of a file in the characters that every browser takes."""
    return "".join(each if each.isascii() and each.isprintable() and each not in '"\\' else "_" for each in name)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these only
    if request.method == "GET" and error.status_code == 404:
        message = "It may have been forgotten, or dhr-qa was started again since. What was checked is kept nowhere."
        return _page("message.html", 404, title="This page is not here", message=message)
    return JSONResponse({"message": "dhr-qa did not understand that. Load the page again."}, error.status_code)


async def _too_much(request: Request, error: Exception) -> Response:
    return JSONResponse({"message": str(error)}, 413)


async def _broken(request: Request, error: Exception) -> Response:
    assert isinstance(error, Exception)  # noqa: S101
    message = work.fault(error)
    if request.method == "GET":
        return _page("message.html", 500, title="dhr-qa has met a fault of its own", message=message)
    return JSONResponse({"message": message}, 500)
