"""`dhr-qa serve`: the local page, for people who would rather not type commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dhr_qa.cli.streams import note, say
from dhr_qa.errors import EXIT_OK, UsageError

if TYPE_CHECKING:
    from dhr_qa.web.door import Door

_NEEDED = ("starlette", "uvicorn")
_MISSING = "The page needs two packages that are not installed; install them with: python -m pip install 'dhr-qa[web]'"


def command(
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port of the address. [default: any]")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser, or only print its address.")
    ] = True,
) -> int:
    """Check reports in the browser: drop them in, read the findings beside the text, take away what you need.

    The page is served by this computer to this computer. Nothing is sent anywhere and nothing is written to the disk;
    what was dropped in is held in memory and gone when the page is closed (with its Close button, or with Ctrl-C here).
    The address has a token in it that works once, so that no one else can use it.

    \b
    Examples:
      dhr-qa serve
      dhr-qa serve --port 8765 --no-browser
    """
    from importlib.util import find_spec

    if not all(find_spec(name) for name in _NEEDED):
        raise UsageError(_MISSING)
    from dhr_qa.web.server import serve

    def ready(door: Door) -> None:
        say(f"The page is open at\n\n  {door.address}\n\nThis address works once. Press Ctrl-C to close the page.\n")
        if browser:
            _open(door.address)

    serve(port, ready)
    note("The page is closed. Nothing that was dropped into it has been kept.")
    return EXIT_OK


def _open(address: str) -> None:
    """Show the page in the browser, without waiting for it."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
