"""A running local page for tests, and a plain client that says exactly what it is told to."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dhr_qa.web.door import Door
from dhr_qa.web.server import bound, server_for

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "examples" / "draft" / "overview-report-draft.docx"
GOOD = ROOT / "examples" / "good" / "overview-report.docx"
SUMMARY = ROOT / "examples" / "good" / "executive-summary.md"
SETTINGS = ROOT / "examples" / "dhr-qa.yaml"
PACK = sorted((ROOT / "tests" / "packs" / "disagrees").glob("*.md"))

#: A small report with findings of several levels, a question and an action plan; quick to check.
REPORT = """\
# Overview report into the death of Olwen

## Introduction

This review is about the death of Olwen, who was killed by her husband Idris in March 2024. He committed suicide.

## Terms of reference

1. To establish what lessons are to be learned.

## Family involvement

Her sister, Zephyrine Okonjo, was told of the review.

## Recommendations

Recommendation 1: Fenshire Police should audit its referrals.

## Action plan

| Recommendation | Scope | Action | Lead agency | Target date | Status |
|---|---|---|---|---|---|
| 1 | Local | Audit the referrals | DI Perran Goss, Fenshire Police | Ongoing | Amber |
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Live:
    """The page as it runs, and how to speak with it. A header set to None is left out."""

    door: Door
    cookie: str = field(default="", repr=False)
    begun: list[str] = field(default_factory=list)

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str | None] | None = None
    ) -> Answer:
        said: dict[str, str | None] = {"Host": f"127.0.0.1:{self.door.port}", "Cookie": self.cookie or None}
        if method != "GET":
            said |= {"Origin": self.home, "Sec-Fetch-Site": "same-origin"}
        said |= headers or {}
        connection = http.client.HTTPConnection("127.0.0.1", self.door.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in said.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None and "Content-Length" not in said:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def send(self, path: str, words: Any = None, **headers: str | None) -> Answer:
        return self.ask(path, "POST", json.dumps(words or {}).encode(), dict(headers))

    def begin(self, **options: Any) -> str:
        """The id of a new check; earlier ones are forgotten where there would be too many."""
        while len(self.begun) > 12:
            self.send(f"/checks/{self.begun.pop(0)}/forget")
        self.begun.append(self.send("/checks", options).json()["id"])
        return self.begun[-1]

    def checked(self, *files: tuple[str, bytes] | tuple[str, bytes, str], **options: Any) -> str:
        """The address of a check of files that is done."""
        id = self.begin(**options)
        for name, data, *draft in files:
            self.ask(f"/checks/{id}/files", "POST", data, {"X-Name": name, "X-Draft": draft[0] if draft else ""})
        started = self.send(f"/checks/{id}/start")
        assert started.status == 200, started.text
        for _ in range(600):
            if self.ask(f"/checks/{id}/progress").json()["state"] in ("done", "failed"):
                break
            time.sleep(0.05)
        return f"/checks/{id}"


@contextmanager
def running() -> Iterator[Live]:
    """A page that runs; its thread has ended afterwards."""
    listening = bound(0)
    door = Door(listening.getsockname()[1])
    server = server_for(door)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        live = Live(door)
        yield live
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
    assert not thread.is_alive()


def entered(live: Live) -> Live:
    """With the cookie, as a browser has it that came with the token."""
    live.cookie = f"{live.door.cookie}={live.door.secret}"
    return live
