"""The checking itself, on a thread of its own, so that the page goes on answering meanwhile."""

from __future__ import annotations

import datetime
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from dhr_qa.checking import Pack, Read, judged, read_packs
from dhr_qa.choosing import run_settings_for
from dhr_qa.errors import DhrQaError
from dhr_qa.findings import Result
from dhr_qa.rulebook.load import load_rulebook
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.settings import Attestation, Settings
from dhr_qa.web.state import NEW, OLD, Check, Side, Upload

T = TypeVar("T")


class Stopped(DhrQaError):
    """The check is no longer wanted."""


class Worker:
    """One thread that does one thing after another; it ends with the process."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, name="dhr-qa checks", daemon=True).start()

    def do(self, job: Callable[[], T]) -> Future[T]:
        """Put a job in the queue."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def _run(self) -> None:
        while True:
            job, future = self._jobs.get()
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)


def carry_out(check: Check) -> None:
    """Read and check the files of a check. Whatever happens, its state says how it ended."""
    try:
        if check.stopped:
            raise Stopped("The check was stopped.")
        check.state, check.words = "running", "Getting the rules ready"
        rulebook = load_rulebook()
        settings = _settings(check, rulebook)
        drafts = (OLD, NEW) if check.drafts else ("",)
        check.of = sum(len(check.documents(draft)) for draft in drafts) + len(drafts) * len(rulebook.rules)
        sides = [_side(check, check.documents(draft), settings, rulebook) for draft in drafts]
        check.new, check.old = sides[-1], sides[0] if check.drafts else None
        check.state, check.words = "done", "Done"
    except Stopped:
        check.state = "failed"
    except DhrQaError as error:
        check.state, check.words = "failed", str(error)
    except Exception as error:
        check.state, check.words = "failed", fault(error)


def answered(check: Check, answers: dict[str, Attestation]) -> None:
    """Let the rules run again with the answers that a person has given. Raises what the rules raise."""
    check.answers = answers
    check.masked = None
    for name in ("new", "old"):
        side: Side | None = getattr(check, name)
        if side is not None:
            setattr(check, name, Side(side.read, judge(check, side.read)))


def judge(check: Check, read: Read, redact: bool = False, tell: Callable[[str], None] | None = None) -> Result:
    """What the rules say of papers that have been read, at the stage of the check and with its answers."""
    given = read.settings.attestations
    settings = replace(read.settings, attestations=(*given, *check.answers.values()))
    run_settings = run_settings_for(settings, read.rulebook, profile=check.stage or None, redact=redact)
    return judged(replace(read, settings=settings), run_settings, tell=tell)


def hidden(check: Check) -> Result:
    """The result without names and numbers of people, and without the words of the documents."""
    from dhr_qa.report.redact import redacted

    assert check.new is not None  # noqa: S101 - asked for only when a check is done
    if check.masked is None:
        check.masked = redacted(judge(check, check.new.read, redact=True))
    return check.masked


def fault(error: Exception) -> str:
    """What to say of a fault of our own, without a word of any document."""
    from dhr_qa.cli.main import fault as words

    return words(error)


def _side(check: Check, uploads: Sequence[Upload], settings: Settings, rulebook: Rulebook) -> Side:
    """The files read, and judged. One that cannot be read is in the failures of the result."""

    def tell(words: str) -> None:
        if check.stopped:
            raise Stopped("The check was stopped.")
        check.done += 1
        rule = words.partition(": ")[2] if words.startswith("Checking ") else ""
        check.words = _asked(rulebook, rule) if rule else words

    packs = [Pack(each.name, (Path(each.name),), data={Path(each.name): each.data}) for each in uploads]
    read = read_packs(packs, settings, rulebook, tell=tell)
    check.of += len(rulebook.rules) * (sum(bool(reading.facts) for _, reading in read.packs) - 1)  # one run was counted
    return Side(read, judge(check, read, tell=tell))


def _asked(rulebook: Rulebook, name: str) -> str:
    rule = rulebook.rule(name)
    return f"Checking: {rule.title}" if rule is not None else "Checking"


def _settings(check: Check, rulebook: Rulebook) -> Settings:
    """The settings file that was put in, if it can be used; what it would read from the disk is left out."""
    from dhr_qa.settings_file import parse
    from dhr_qa.waivers import check_names

    if not check.settings_files:
        return Settings()
    upload = check.settings_files[0]
    if len(check.settings_files) > 1:
        check.notices.append("More than one settings file was put in; only the first was used.")
    try:
        text = upload.data.decode("utf-8-sig")
        settings = parse(text, upload.name, Path())
        check_names(settings, rulebook)
    except UnicodeDecodeError:
        check.notices.append(f"{upload.name}: this settings file is not plain text (UTF-8), so it was not used.")
        return Settings()
    except DhrQaError as error:
        check.notices += [f"The settings file was not used. {line}" for line in str(error).splitlines()]
        return Settings()
    check.settings_text = text
    if settings.rule_folders or settings.people_file:
        check.notices.append(
            f"{upload.name}: this page reads no further files, so “rule-folders” and “people-file” were left out."
        )
    return replace(settings, rule_folders=(), people_file=None)


def attestation(rule: str, answer: str, by: str) -> Attestation:
    """An answer of today."""
    return Attestation(rule, answer, by, datetime.date.today())
