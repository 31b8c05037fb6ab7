"""Packs checked on a Dask cluster: the same function as in a process of one's own, sent to its scheduler.

The workers open the documents themselves, by their full path: they must see the same files. What they send
back are findings, with the words of the documents that findings quote. The private list of names is never sent.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import logging
import pickle
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dhr_qa import __version__
from dhr_qa.documents.model import Document
from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.many.given import Pack
from dhr_qa.many.job import Checker, Job, Part, lost
from dhr_qa.many.pool import AHEAD, checked

PATIENCE = 10.0  #: seconds in which a scheduler must answer
_here = threading.local()


class Cluster:
    """A connection to a scheduler. Leaving the `with` block takes back what is under way and ends it."""

    def __init__(self, job: Job, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError("--dask needs the extra cluster: pip install 'dhr-qa[cluster]'") from None
        if job.people is not None or job.settings.people_file is not None:
            raise UsageError("a private list of names stays on this computer, so it cannot be used with --dask")
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        folders = tuple(folder.absolute() for folder in job.settings.rule_folders)
        job = replace(job, settings=replace(job.settings, rule_folders=folders))
        self._client: Any = None
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
            self._workers = self._welcome()
            self._sent = self._client.scatter(pickle.dumps(job), broadcast=True, hash=False)
        except (OSError, ValueError, TimeoutError) as error:
            self._close()
            reason = type(error).__name__
            raise UsageError(f"no Dask scheduler could be reached at {address} ({reason})") from None
        except UsageError:
            self._close()
            raise

    def _welcome(self) -> int:
        """The number of threads at work. Raises UsageError where the workers are none or of another version."""
        threads: dict[str, int] = self._client.nthreads()
        if not threads:
            raise UsageError("the Dask scheduler has no workers; start some and try again")
        for answer in self._client.run(version, on_error="return").values():
            if answer != __version__:
                said = f"version {answer}" if isinstance(answer, str) else "no dhr-qa that can be used"
                raise UsageError(f"a worker of the cluster has {said}; it must have version {__version__}, as here has")
        return sum(threads.values())

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *error: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._client is not None:
            with contextlib.suppress(Exception):  # a scheduler that has gone away needs no farewell
                self._client.close(timeout=2)
            self._client = None

    def work(self, packs: Sequence[Pack]) -> Iterator[Part]:
        """The parts of the packs, in order. A worker that dies loses no more than its own pack."""
        under_way: deque[tuple[Pack, Any]] = deque()
        try:
            for pack in packs:
                under_way.append(
                    (pack, self._client.submit(part_of, self._sent, _absolute(pack), _shown(pack), pure=False))
                )
                if len(under_way) >= AHEAD * self._workers:
                    yield _result(*under_way.popleft())
            while under_way:
                yield _result(*under_way.popleft())
        finally:
            for _, future in under_way:
                future.cancel()


def _result(pack: Pack, future: Any) -> Part:
    try:
        part: Part = future.result()
    except Exception as error:  # the worker died, the scheduler went away…
        return lost(pack, f"The cluster did not finish it ({type(error).__name__})")
    finally:
        future.release()
    return part


def version() -> str:
    """The version of dhr-qa on a worker."""
    return __version__


def part_of(job: bytes, pack: Pack, shown: tuple[str, ...]) -> Part:
    """The work of a worker: one pack, its documents called as they are called where the command was given."""
    key = hashlib.sha256(job).digest()
    if getattr(_here, "key", None) != key:
        _here.checker = _Renaming(pickle.loads(job))  # noqa: S301 -- Dask itself sends pickles; only it can call this
        _here.key = key
    checker: _Renaming = _here.checker
    checker.names = dict(zip(map(str, pack.paths), shown, strict=True))
    return checked(checker, pack)


class _Renaming(Checker):
    """A checker that opens files by their full path and calls them as the user did."""

    names: dict[str, str]

    def document_at(self, path: Path, data: bytes | None = None) -> Document:
        shown = self.names[str(path)]
        try:
            return replace(super().document_at(path, data), path=shown)
        except DocumentError as error:
            raise DocumentError(error.code, error.message, shown) from None


def _absolute(pack: Pack) -> Pack:
    return dataclasses.replace(
        pack, name=str(Path(pack.name).absolute()), paths=tuple(path.absolute() for path in pack.paths)
    )


def _shown(pack: Pack) -> tuple[str, ...]:
    return tuple(map(str, pack.paths))
