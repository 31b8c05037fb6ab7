"""`dhr-qa serve` as a process: what it prints, how it ends, and what it says without its packages."""

from __future__ import annotations

import http.client
import importlib.util
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dhr_qa.cli.main import main

windows = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of another process is sent in another way there")


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[str], re.Match[str]]]:
    """The command running, and the address that it printed: port and token."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dhr_qa", "serve", "--no-browser", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        found = None
        while found is None:
            line = process.stdout.readline()
            assert line, process.stderr and process.stderr.read()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/enter\?token=([\w-]{43,})", line)
        yield process, found
    finally:
        process.kill()
        process.communicate()


def ask(port: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def test_the_address_opens_it_and_its_close_button_ends_it() -> None:
    with started() as (process, address):
        port, token = address[1], address[2]
        assert ask(port, "/")[0] == 403
        status, headers = ask(port, f"/enter?token={token}")
        assert status == 303
        cookie = headers["set-cookie"].partition(";")[0]
        assert ask(port, "/", Cookie=cookie)[0] == 200
        assert ask(port, "/close", "POST", Cookie=cookie)[0] == 403, "another site might have sent it"
        assert ask(port, "/close", "POST", Cookie=cookie, Origin=f"http://127.0.0.1:{port}")[0] == 200
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Nothing that was dropped into it has been kept." in err
        assert token not in out + err, "the address was printed once"


@windows
def test_ctrl_c_ends_it_at_once() -> None:
    with started() as (process, _):
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in err


def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with started() as (_, address):
        assert main(["serve", "--no-browser", "--port", address[1]]) == 2
        assert f"port {address[1]} cannot be used" in capsys.readouterr().err


def test_without_its_packages_it_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec

    def without(name: str, *more: Any) -> Any:
        return None if name == "uvicorn" else real(name, *more)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    assert main(["serve"]) == 2
    said = capsys.readouterr().err.strip()
    assert said.endswith("python -m pip install 'dhr-qa[web]'")
    assert len(said.splitlines()) == 1


def test_no_other_command_needs_the_packages_of_the_page() -> None:
    code = (
        "import sys; from dhr_qa.cli.main import main; code = main(['rules', 'list']);"
        "sys.exit(code or bool({'starlette', 'uvicorn', 'anyio', 'dhr_qa.web'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL).returncode == 0


def test_the_browser_is_shown_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    import dhr_qa.web.server
    from dhr_qa.web.door import Door

    shown: list[str] = []
    told = threading.Event()
    monkeypatch.setattr(webbrowser, "open", lambda address: (shown.append(address), told.set()))
    door = Door(1234)

    monkeypatch.setattr(dhr_qa.web.server, "serve", lambda port, ready: ready(door))
    assert main(["serve"]) == 0
    assert told.wait(10)
    assert shown == [door.address]
    assert main(["serve", "--no-browser"]) == 0
    assert len(shown) == 1
