"""Who may come in: requests to this address, from its own pages, by the browser that had the one-time token."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

SAFE = ("GET", "HEAD")
_FROM_OURSELVES = ("same-origin", "none")  #: of Sec-Fetch-Site; "none" is an address that somebody typed or opened


@dataclass
class Door:
    """The door of one server on `port`. The token opens it once, for one browser, which is then known by a cookie.

    The header Host is checked against names that are rebound to this address, Origin and Sec-Fetch-Site against
    other sites (and other ports of this computer), the cookie against everybody else.
    """

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    used: bool = False

    @property
    def address(self) -> str:
        """The address to open first."""
        return f"http://127.0.0.1:{self.port}/enter?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers keep cookies by host only, so that it has the port in it."""
        return f"dhr-qa-{self.port}"

    @property
    def set_cookie(self) -> str:
        """The header that gives a browser the cookie, until it is closed."""
        return f"{self.cookie}={self.secret}; Path=/; HttpOnly; SameSite=Strict"

    def is_foreign(self, method: str, headers: Mapping[str, str]) -> bool:
        """Whether a request was not meant for this server, or comes from a page that is not its own."""
        host = headers.get("host", "")
        names = {f"{name}:{self.port}" for name in ("127.0.0.1", "localhost")}
        if host not in names | ({"127.0.0.1", "localhost"} if self.port == 80 else set()):
            return True
        if headers.get("sec-fetch-site", "none") not in _FROM_OURSELVES:
            return True
        origin = headers.get("origin")
        if origin is None:
            return method not in SAFE  # a browser says where whatever changes something comes from
        return origin != f"http://{host}"

    def knows(self, headers: Mapping[str, str]) -> bool:
        """Whether the request has the cookie."""
        given = (pair.strip().partition("=") for pair in headers.get("cookie", "").split(";"))
        return any(name == self.cookie and _same(value, self.secret) for name, _, value in given)

    def open_with(self, token: str) -> bool:
        """Whether the token opens the door; it does so once."""
        if self.used or not _same(token, self.token):
            return False
        self.used = True
        return True


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
