"""Runs the local page: a socket of this computer only, no log, and an end that waits for nobody."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

import uvicorn

from dhr_qa.errors import UsageError
from dhr_qa.web.app import LocalPage
from dhr_qa.web.door import Door
from dhr_qa.web.guard import Guard

HOME = "127.0.0.1"


def serve(port: int, ready: Callable[[Door], None]) -> None:
    """Serve until the page is closed or Ctrl-C is pressed. `port` 0 takes any that is free.

    `ready` is called once the address answers. Raises UsageError where the port is taken.
    """
    listening = bound(port)
    door = Door(listening.getsockname()[1])
    server = server_for(door)
    # From the first moment on, not only once uvicorn listens to them; it hands them back to these at its end.
    before = {each: signal.signal(each, lambda *_: _end(server)) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        ready(door)
        server.run(sockets=[listening])
    finally:
        listening.close()
        for each, handler in before.items():
            signal.signal(each, handler or signal.SIG_DFL)


def server_for(door: Door) -> uvicorn.Server:
    """The server behind a door, not yet running."""
    page = LocalPage(lambda: _end(server))
    config = uvicorn.Config(
        Guard(page.app(), door),
        access_log=False,
        log_config=None,
        log_level="critical",  # the traces of faults could hold words of documents
        lifespan="off",
        http="h11",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=64,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    return server


def _end(server: uvicorn.Server) -> None:
    server.should_exit = True


def bound(port: int) -> socket.socket:
    """A listening socket that other computers cannot reach. Raises UsageError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOME, port))
        listening.listen(64)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"port {port} cannot be used: {reason}; leave --port out to take any that is free") from None
    return listening
