"""Who may come in, decided on headers alone."""

from __future__ import annotations

import pytest

from dhr_qa.web.door import Door

HOST = {"host": "127.0.0.1:8080"}
OWN = {**HOST, "origin": "http://127.0.0.1:8080"}


@pytest.fixture
def door() -> Door:
    return Door(8080)


def test_the_token_works_once_and_is_long(door: Door) -> None:
    assert len(door.token) >= 43
    assert door.token != Door(8080).token
    assert f"?token={door.token}" in door.address
    assert not door.open_with("")
    assert not door.open_with("wrong")
    assert not door.open_with("é")
    assert door.open_with(door.token)
    assert not door.open_with(door.token)


def test_the_cookie_is_kept_from_scripts_and_other_sites(door: Door) -> None:
    assert door.secret not in repr(door)
    assert door.secret != door.token
    assert door.set_cookie == f"dhr-qa-8080={door.secret}; Path=/; HttpOnly; SameSite=Strict"


@pytest.mark.parametrize(
    ("cookie", "known"),
    [
        ("", False),
        ("dhr-qa-8080", False),
        ("dhr-qa-8080=", False),
        ("dhr-qa-8080=wrong", False),
        ("dhr-qa-8081={secret}", False),
        ("other=1; dhr-qa-8080={secret}", True),
        ("dhr-qa-8080=wrong; dhr-qa-8080={secret}", True),
    ],
)
def test_the_cookie_is_asked_for(door: Door, cookie: str, known: bool) -> None:
    assert door.knows({"cookie": cookie.format(secret=door.secret)}) is known


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080"])
def test_its_own_names(door: Door, host: str) -> None:
    assert not door.is_foreign("GET", {"host": host})
    assert not door.is_foreign("POST", {"host": host, "origin": f"http://{host}"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": ""},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:8081"},
        {"host": "evil.example:8080"},
        {"host": "localhost.evil.example:8080"},
        {"host": "[::1]:8080"},
        {**HOST, "origin": "null"},
        {**HOST, "origin": "https://127.0.0.1:8080"},
        {**HOST, "origin": "http://127.0.0.1:8081"},
        {**HOST, "origin": "http://localhost:8080"},
        {**HOST, "origin": "https://evil.example"},
        {**HOST, "sec-fetch-site": "cross-site"},
        {**OWN, "sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers(door: Door, method: str, headers: dict[str, str]) -> None:
    assert door.is_foreign(method, headers)


def test_whatever_changes_something_says_where_it_comes_from(door: Door) -> None:
    assert door.is_foreign("POST", HOST)
    assert door.is_foreign("DELETE", HOST)
    assert not door.is_foreign("POST", OWN)
    assert not door.is_foreign("GET", {**HOST, "sec-fetch-site": "none"})
    assert not door.is_foreign("POST", {**OWN, "sec-fetch-site": "same-origin"})


def test_on_port_80_a_host_has_no_port() -> None:
    assert not Door(80).is_foreign("GET", {"host": "127.0.0.1"})
