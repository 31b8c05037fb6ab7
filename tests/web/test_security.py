"""The page as strangers meet it: other sites, other names, no token, too much, files that are not what they seem."""

from __future__ import annotations

import io
import logging
import os
import socket
import sys
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from dhr_qa.errors import UsageError
from dhr_qa.web import limits
from dhr_qa.web.server import bound
from tests.web.live import DRAFT, REPORT, Live, running

PAGES = ["/", "/close", "/checks/x", "/checks/x/progress", "/checks/x/take?what=report", "/favicon.ico", "/nothing"]
SCRIPT = "<script>window.stranger = 1</script><img src=x onerror='window.stranger = 2'>"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": None}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
def test_strangers_get_nothing_even_with_the_cookie(live: Live, path: str, headers: dict[str, str | None]) -> None:
    answer = live.ask(path, headers=headers)
    assert answer.status in (400, 403)
    assert b"dhr-qa itself" in answer.body or answer.status == 400
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("cookie", [None, "dhr-qa=x", "dhr-qa-{port}=wrong"])
def test_without_the_cookie_nothing_is_open(live: Live, path: str, cookie: str | None) -> None:
    answer = live.ask(path, headers={"Cookie": cookie and cookie.format(port=live.door.port)})
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/checks", "/checks/x/files", "/checks/x/start", "/checks/x/forget", "/close"])
def test_nothing_is_changed_for_strangers(live: Live, path: str) -> None:
    for headers in ({"Cookie": None}, {"Origin": None}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}):
        assert live.send(path, **headers).status == 403
    assert live.ask(path, "OPTIONS", headers={"Origin": "https://evil.example"}).status == 403


def test_the_token_opens_once_and_leaves_a_clean_address() -> None:
    with running() as page:
        assert page.ask("/").status == 403
        assert page.ask("/enter?token=wrong").status == 403
        assert page.ask("/enter").status == 403
        assert page.ask(f"/enter?token={page.door.token}", headers={"Host": "evil.example"}).status == 403
        opened = page.ask(f"/enter?token={page.door.token}", headers={"Sec-Fetch-Site": "none"})
        assert (opened.status, opened.headers["location"]) == (303, "/")
        given = opened.headers["set-cookie"]
        assert "HttpOnly" in given
        assert "SameSite=Strict" in given
        again = page.ask(f"/enter?token={page.door.token}")
        assert again.status == 403
        assert "works once" in again.text
        page.cookie = given.partition(";")[0]
        assert page.ask("/").status == 200
        back = page.ask(f"/enter?token={page.door.token}")
        assert (back.status, back.headers["location"]) == (303, "/"), "the same browser may come back"
        assert "set-cookie" not in back.headers


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/nothing", 404), ("/close", 200), ("/favicon.ico", 204), ("/checks/x", 404)]
)
@pytest.mark.parametrize("known", [True, False])
def test_every_answer_says_what_a_browser_must_not_do(live: Live, path: str, status: int, known: bool) -> None:
    answer = live.ask(path, headers={} if known else {"Cookie": None})
    assert answer.status == (status if known else 403)
    policy = answer.headers["content-security-policy"]
    for directive in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in answer.headers


def test_what_is_taken_away_is_never_shown_as_a_page(live: Live) -> None:
    address = live.checked(('<b>&"é.md', (REPORT + SCRIPT).encode()))
    for what in ("report", "note", "actions"):
        answer = live.ask(f"{address}/take?what={what}&words=show")
        assert answer.status == 200
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "script-src" not in answer.headers["content-security-policy"]
        assert SCRIPT not in answer.text


def test_other_computers_cannot_connect(live: Live) -> None:
    listening = bound(0)
    try:
        assert listening.getsockname()[0] == "127.0.0.1"
    finally:
        listening.close()
    with pytest.raises(UsageError, match="cannot be used"):
        bound(live.door.port)
    with pytest.raises(UsageError, match="cannot be used"):
        bound(99_999)


def _new(live: Live, **options: Any) -> str:
    return f"/checks/{live.begin(**options)}"


def test_too_large_a_file_is_refused_before_it_is_read(live: Live) -> None:
    address = _new(live)
    size = str(limits.MAX_FILE + 1)
    answer = live.ask(f"{address}/files", "POST", b"x", {"Content-Length": size, "X-Name": "a.docx"})
    assert answer.status == 413
    assert answer.json()["message"].startswith("The file is larger than 100 MB")


def test_a_file_that_says_nothing_of_its_size_is_counted(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.body, "__defaults__", (1000,))
    address = _new(live)
    with socket.create_connection(("127.0.0.1", live.door.port), timeout=10) as raw:
        raw.sendall(
            f"POST {address}/files HTTP/1.1\r\nHost: 127.0.0.1:{live.door.port}\r\nOrigin: {live.home}\r\n"
            f"Cookie: {live.cookie}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        for _ in range(3):
            raw.sendall(b"200\r\n" + b"x" * 0x200 + b"\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 413")


def test_too_many_files_and_too_much_in_all(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    address = _new(live)
    for _ in range(limits.MOST_FILES):
        assert live.ask(f"{address}/files", "POST", b"x", {"X-Name": "a.md"}).status == 200
    answer = live.ask(f"{address}/files", "POST", b"x", {"X-Name": "a.md"})
    assert (answer.status, "Up to 20 files" in answer.text) == (413, True)
    monkeypatch.setattr("dhr_qa.web.state.MOST_BYTES", 100)
    answer = live.ask(f"{_new(live)}/files", "POST", b"x" * 200, {"X-Name": "a.md"})
    assert (answer.status, "Forget a check" in answer.text) == (413, True)


def test_words_that_are_no_request_of_ours(live: Live) -> None:
    for body in (b"", b"[]", b"{", b"[" * 60_000, b'{"stage": "nonsense"}', b'{"stage": ["draft"]}', b"\xff"):
        assert live.ask("/checks", "POST", body).status == 400
    assert live.ask("/checks", "POST", b" " * (limits.LARGEST_FORM + 1)).status == 413
    address = _new(live)
    assert live.send(f"{address}/start").status == 400, "no document yet"
    assert live.ask(address).status == 404
    assert live.ask(f"{address}/take?what=report").status == 404
    assert live.send(f"{address}/answers", {"rule": "addresses", "answer": "yes", "by": "T"}).status == 400
    done = live.checked(("a.md", REPORT.encode()))
    assert live.ask(f"{done}/files", "POST", b"x", {"X-Name": "b.md"}).status == 409
    for what in ("", "nothing", "copy-0", "copy-99999", "copy-x", "../../etc/passwd"):
        assert live.ask(f"{done}/take?what={what}").status == 404
    for words in ({"rule": "no-such"}, {"rule": "addresses", "answer": "perhaps"}):
        assert live.send(f"{done}/answers", words).status == 400


def _zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


HOSTILE = {
    "empty.docx": b"",
    "broken.docx": b"PK\x03\x04" + b"\x00" * 40,
    "bomb.docx": _zip(word__document=b"\x00" * (40 << 20)),
    "entity.docx": _zip(
        **{
            "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Types>&e;</Types>',
            "word__document.xml": b"<x/>",
        }
    ),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "picture.docx": b"\x89PNG\r\n",
    "program.exe": b"MZ",
    "noise.md": os.urandom(2000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_sentence_and_the_others_are_checked(live: Live, name: str) -> None:
    address = live.checked((quote(name), HOSTILE[name]), ("good.md", REPORT.encode()))
    page = live.ask(address)
    assert page.status == 200
    assert "Not everything could be read" in page.text
    assert f"<li>{name}: " in page.text
    assert "The other documents were checked." in page.text
    assert "Overview report and action plan" in page.text


def test_markup_in_a_text_and_in_a_name_stays_text(live: Live) -> None:
    address = live.checked((quote(f"{SCRIPT}.md"), (REPORT + "\n\n" + SCRIPT).encode()))
    for path in (address, "/", f"{address}/take?what=report&words=show", f"{address}/take?what=note&words=show"):
        shown = live.ask(path).text
        assert SCRIPT not in shown
        assert "<img" not in shown
    assert "&lt;script&gt;" in live.ask(address).text


def test_a_settings_file_that_was_dropped_reads_nothing_from_the_disk(live: Live, tmp_path: Any) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("- name: Zephyrine Okonjo\n")
    text = f"people-file: {names}\nrule-folders: [{tmp_path}]\n"
    address = live.checked(("a.md", REPORT.encode()), ("dhr-qa.yaml", text.encode()))
    assert "this page reads no further files" in live.ask(address).text
    address = live.checked(("a.md", REPORT.encode()), ("dhr-qa.yaml", b"profil: draft"))
    shown = live.ask(address).text
    assert "The settings file was not used." in shown
    assert "dhr-qa.yaml:1:1" in shown
    assert "Overview report and action plan" in shown


_watched: list[str] | None = None


def _watch(event: str, args: tuple[Any, ...]) -> None:
    """Notes every file that is opened for writing, made, moved or removed, and every program that is started."""
    if _watched is None:
        return
    if event == "open":
        mode, flags = args[1], args[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        ):
            _watched.append(f"{event} {args[0]}")
    elif event.startswith(("tempfile.", "os.rename", "os.remove", "os.mkdir", "shutil.", "subprocess.", "os.exec")):
        _watched.append(f"{event} {args[0]}")
    elif event == "socket.connect" and args[1][0] != "127.0.0.1":
        _watched.append(f"{event} {args[1]}")


@pytest.fixture
def watched() -> Iterator[list[str]]:
    global _watched
    if not getattr(sys, "_dhr_qa_watched", False):
        sys.addaudithook(_watch)  # cannot be taken away again, so it is put in once
        sys._dhr_qa_watched = True  # type: ignore[attr-defined]
    _watched = []
    yield _watched
    _watched = None


def test_nothing_is_written_and_nobody_is_asked(live: Live, watched: list[str], tmp_path: Any) -> None:
    data = DRAFT.read_bytes()
    assert len(data) > 10_000
    large = os.urandom(3 << 20)  # above what servers commonly keep in memory; it is taken in, whatever it is
    watched.clear()
    address = live.checked(("report.docx", data), ("large.docx", large))
    for what in ("copy-0", "report", "actions", "note"):
        for words in ("hide", "show"):
            assert live.ask(f"{address}/take?what={what}&words={words}").status == 200
    assert live.ask(address).status == 200
    assert watched == []
    (tmp_path / "proof").write_text("the watch sees what is written")
    assert len(watched) == 1


def test_nothing_is_logged(live: Live, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    address = live.checked(("Zephyrine.md", REPORT.encode()))
    live.ask(f"{address}/take?what=report")
    live.ask("/nothing")
    live.ask("/", headers={"Host": "evil.example"})
    said = capfd.readouterr()
    assert said.out + said.err == ""
    assert "Zephyrine" not in caplog.text


def test_a_fault_of_our_own_says_so_without_words_of_the_document(
    live: Live, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    address = live.checked(("a.md", REPORT.encode()))

    def fail(*args: object, **options: object) -> None:
        raise ValueError("Zephyrine Okonjo")

    monkeypatch.setattr("dhr_qa.web.shown.findings", fail)
    monkeypatch.setattr("dhr_qa.web.work.read_packs", fail)
    broken = live.ask(address)
    assert broken.status == 500
    assert "a fault of its own" in broken.text
    assert "Okonjo" not in broken.text
    failed = live.ask(live.checked(("b.md", REPORT.encode()))).text
    assert "could not be checked" in failed
    assert "ValueError" in failed
    assert "Okonjo" not in failed
    assert "Okonjo" not in "".join(capfd.readouterr())
