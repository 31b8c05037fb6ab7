"""Several processes that check packs side by side; one that dies takes only its own pack with it."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from dhr_qa.errors import DocumentError, UsageError, place_of
from dhr_qa.many.given import Pack
from dhr_qa.many.job import Checker, Job, Part, broken, lost

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

AHEAD = 4  #: packs for each process that may be under way or done before the one that is to be told next
MOST_PACKS = 250  #: after so many a process gives way to a new one, so that none grows for ever
_PATIENCE = 5.0  #: seconds for a process to end by itself

Answer = Part | str  #: a part, or why no work can be done at all


class Pool:
    """Up to `size` processes, started when there is work for them. Leaving the `with` block ends them all.

    They are started afresh ("spawn"), so it is the same on every system and no lock is inherited half-way.
    """

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._size = max(1, size)
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.stop(at_once=error[0] is not None or worker.task is not None)
        self._workers = []

    def work(self, packs: Sequence[Pack]) -> Iterator[Part]:
        """The parts of the packs, in order. Raises UsageError where the rules cannot be loaded there."""
        done: dict[int, Part] = {}
        given = 0
        for told in range(len(packs)):
            while told not in done:
                while given < len(packs) and given < told + AHEAD * self._size and (idle := self._idle()):
                    idle.give(given, packs[given])
                    given += 1
                self._collect(packs, done)
            yield done.pop(told)

    def _idle(self) -> _Worker | None:
        """A process with nothing to do; a new one as long as there are fewer than may be."""
        for worker in list(self._workers):
            if worker.task is None:
                if worker.given < MOST_PACKS and worker.process.is_alive():
                    return worker
                worker.stop()
                self._workers.remove(worker)
        if len(self._workers) < self._size:
            self._workers.append(_Worker(self._job))
            return self._workers[-1]
        return None

    def _collect(self, packs: Sequence[Pack], done: dict[int, Part]) -> None:
        """Wait until a process has an answer, or has died."""
        busy = {worker.answers: worker for worker in self._workers if worker.task is not None}
        for ready in wait(list(busy)):
            worker = busy[ready]  # type: ignore[index]
            task = worker.task
            if task is None:
                continue
            try:
                answer: Answer = worker.answers.recv()
            except (EOFError, OSError):
                self._workers.remove(worker)
                worker.stop(at_once=True)
                done[task] = lost(packs[task], _ended(worker.process.exitcode))
                continue
            if isinstance(answer, str):
                raise UsageError(answer)
            worker.task = None
            done[task] = answer


class _Worker:
    """One process, and the ends of the pipe that lead to it."""

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("spawn")
        self.answers, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, job), daemon=True)
        self.process.start()
        theirs.close()  # the process alone holds that end, so that its death is seen
        self.task: int | None = None
        self.given = 0

    def give(self, number: int, pack: Pack) -> None:
        self.task = number
        self.given += 1
        try:
            self.answers.send(pack)
        except OSError:
            return  # it has died, which is seen when its answer is waited for

    def stop(self, at_once: bool = False) -> None:
        if at_once:
            self.process.terminate()
        self.answers.close()
        self.process.join(_PATIENCE)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()


def _ended(code: int | None) -> str:
    killed = code is not None and code < 0
    how = f"it was stopped by signal {-code}, perhaps for want of memory" if killed and code else f"exit code {code}"
    return f"The process that read this ended before it was done ({how})"


def _serve(packs: Connection, job: Job) -> None:
    """The life of a process: one pack after another until nobody sends any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    try:
        checker = Checker(job)
    except Exception as error:
        _answer(packs, str(error))
        return
    while True:
        try:
            pack = packs.recv()
        except (EOFError, OSError):
            return
        part: Part = checked(checker, pack)
        if not _answer(packs, part):
            return


def checked(checker: Checker, pack: Pack) -> Part:
    """The part of a pack, with whatever happens told in it."""
    try:
        return checker.check(pack)
    except DocumentError as error:
        return lost(pack, error.message)
    except Exception as error:
        return broken(pack, f"checking a document: {type(error).__name__} at {place_of(error)}")


def _answer(packs: Connection, answer: Answer) -> bool:
    try:
        packs.send(answer)
    except (OSError, EOFError):
        return False  # nobody is there any more
    return True
