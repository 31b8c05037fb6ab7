"""A second process that takes its share of the work, where that saves time.

It is a fork of this one: what is known is there already, and what it finds comes back through a pipe, so that nothing
is written to a disk. Whatever becomes of it, nothing is lost: what it has not done is done here.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, TypeVar

from dhr_qa.errors import DhrQaError

T = TypeVar("T")

_NUMBER = 2  #: bytes of a number in the queue
_MOST = 32_768 // _NUMBER  #: numbers that surely fit into a pipe


def processors() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def possible() -> bool:
    """Whether a second process can help: this one can be forked safely, and there is a processor for it."""
    # With other threads a fork may inherit a lock that nobody opens; the frameworks of macOS do not bear one at all.
    return sys.platform == "linux" and threading.active_count() == 1 and processors() > 1


def shared(
    work: Callable[[int], Any], mine: Sequence[int], theirs: Sequence[int], others: Sequence[int]
) -> dict[int, Any]:
    """What `work` gives for each number.

    `mine` are done here. The second process begins with `theirs`, and `others` are taken, one by one, by who is free;
    so are those of `theirs` that are left in the end. What `work` gives must be such as can be pickled.
    Errors of `work` in this process are raised.
    """
    queue, first = _filled(others[:_MOST]), _filled(theirs[:_MOST])
    child, back = _begun(lambda: {number: work(number) for number in chain(_taken(first), _taken(queue))})
    try:
        done = {number: work(number) for number in chain(mine, _taken(queue), _taken(first))}
        done |= _read(back) or {}
    except BaseException:
        if child:
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(queue)
        os.close(first)
        _ended(child, back)
    return done | {number: work(number) for number in (*theirs, *others) if number not in done}


def aside(work: Callable[[], T]) -> Callable[[], T]:
    """Begins a piece of work in a second process. What comes back, when called, waits for it and gives what it gave.

    What `work` gives must be such as can be pickled. Errors that it is made to raise are raised then.
    """
    child, back = _begun(lambda: _outcome(work))

    def result() -> T:
        try:
            done = _read(back)
        finally:
            _ended(child, back)
        if done is None:
            return work()
        value, error = done
        if error is not None:
            raise error
        found: T = value
        return found

    return result


def _outcome(work: Callable[[], T]) -> tuple[T | None, DhrQaError | None]:
    try:
        return work(), None
    except DhrQaError as error:
        return None, error


def _begun(work: Callable[[], Any]) -> tuple[int, int]:
    """A second process that does this work, and the end of the pipe that what it gives comes out of.

    Where there can be none, for want of memory or of leave, it is 0, and nothing comes out.
    """
    back, out = os.pipe()
    try:
        child = os.fork()
    except OSError:
        child = 0
    else:
        if child == 0:
            os.close(back)
            _give(out, work)
    os.close(out)
    return child, back


def _ended(child: int, back: int) -> None:
    os.close(back)
    if child:
        with suppress(OSError):
            os.waitpid(child, 0)


def _filled(numbers: Sequence[int]) -> int:
    """The end to read from of a pipe that holds numbers: each can be taken once, by whichever process reads it."""
    take, put = os.pipe()
    os.write(put, b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    os.close(put)
    return take


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number, "big")


def _give(out: int, work: Callable[[], Any]) -> None:
    """What the second process does. It ends here: nothing that waits for the end of the first one is run twice."""
    try:
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(out, "wb") as pipe:
            pipe.write(data)
    finally:
        os._exit(0)


def _read(back: int) -> Any:
    """What the second process gave, or None if it ended too early."""
    with os.fdopen(os.dup(back), "rb") as pipe:
        data = pipe.read()
    try:
        return pickle.loads(data)  # noqa: S301 - of our own process
    except Exception:
        return None
