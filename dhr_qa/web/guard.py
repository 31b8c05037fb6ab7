"""Stands before every page: refuses strangers, and sends with every answer what a browser must not do with it."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dhr_qa.web import pages
from dhr_qa.web.door import Door

ENTRANCE = "/enter"
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _NOTHING,  # of whatever says nothing else of itself
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """An application behind the door."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._answer(scope)
        await (answer or self._app)(scope, receive, guarded)

    def _answer(self, scope: Scope) -> Response | None:
        """What is said instead of a page, to strangers and at the entrance; None lets the request through."""
        headers = Headers(scope=scope)
        once = {name: value for name, value in headers.items() if len(headers.getlist(name)) == 1}
        if self._door.is_foreign(scope["method"], once):
            return PlainTextResponse("This address is only for the page of dhr-qa itself.\n", 403)
        known = self._door.knows(once)
        if scope["path"] == ENTRANCE:
            token = QueryParams(scope["query_string"]).get("token", "")
            if scope["method"] == "GET" and self._door.open_with(token):
                return RedirectResponse("/", 303, {"Set-Cookie": self._door.set_cookie})
            if known:
                return RedirectResponse("/", 303)
        if known:
            return None
        if scope["method"] == "GET" and scope["path"] != "/favicon.ico":
            return pages.response(pages.page("refused.html"), 403)
        return PlainTextResponse("This page is open only to the browser that dhr-qa was started with.\n", 403)
