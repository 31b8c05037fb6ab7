"""Reads a PDF in a process of its own, so that whatever PDFium does over it, the other files are still checked.

PDFium is a large program in C++, written to be fast with files that come from anywhere; a fault of it ends the whole
process that it runs in. The bytes of the file go to that process, and what was read comes back, through pipes: no text
is written to a disk, nor to a core file if it ends badly.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from dhr_qa.documents import limits
from dhr_qa.documents.model import Document
from dhr_qa.errors import DocumentError, place_of

_CHILD = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); import dhr_qa.documents.pdf_apart as p; p.child()"
_ENDED = (
    "The program that reads PDFs (PDFium) broke off over this file; make the PDF again, or check the Word document "
    "that it was made from. Other files were checked."
)
_SLOW = (
    "The file was not read because reading it took longer than the most that is allowed; make the PDF again, or check "
    "the Word document that it was made from."
)
_LARGE = "There is not memory enough to read it."


def read_pdf_apart(path: Path, data: bytes, code: str = "") -> Document:
    """The document in the bytes of a PDF, as `read_pdf` gives it; `code` is what the other process runs
    in the place of `child`.

    Raises DocumentError: those of `read_pdf`; crashed where the process ended, too-large where it took too much time
    or memory. An error that nobody expected is raised here under its own name, with the place where it arose.
    """
    file = str(path)
    try:
        done = subprocess.run(  # noqa: S603 -- this same Python, with a text of ours
            [sys.executable, "-I", "-S", "-c", code or _CHILD, json.dumps(sys.path)],
            input=json.dumps(file).encode() + b"\n" + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.MAX_PDF_SECONDS + limits.MAX_PDF_GRACE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError("bomb", _SLOW, file) from None
    except OSError:  # no other process may be started here
        from dhr_qa.documents.pdf import read_pdf

        return read_pdf(path, data)
    try:
        kind, said = pickle.loads(done.stdout)  # noqa: S301 -- of the process that was started above
    except Exception:  # it ended before its answer was whole
        raise DocumentError("crashed", _ENDED, file) from None
    if kind == "read" and isinstance(said, Document):
        return said
    if kind == "refused":
        raise DocumentError(*said)
    if kind == "memory":
        raise DocumentError("too-large", _LARGE, file)
    name, place = said
    raise type(name, (RuntimeError,), {"place": place})()


def child() -> None:
    """The life of the other process: a name and the bytes of a PDF come in, what became of it goes out."""
    import gc

    gc.disable()
    _bound()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no part of the answer
    given = sys.stdin.buffer
    file = json.loads(given.readline())
    pickle.dump(_answer(Path(file), given.read()), answers, protocol=pickle.HIGHEST_PROTOCOL)
    answers.flush()
    os._exit(0)  # nothing that a library does at the end can spoil the answer


def _answer(path: Path, data: bytes) -> tuple[str, object]:
    from dhr_qa.documents.pdf import read_pdf

    try:
        return "read", read_pdf(path, data)
    except DocumentError as error:
        return "refused", (error.code, error.message, error.file)
    except MemoryError:
        return "memory", None
    except Exception as error:
        return "fault", (type(error).__name__, place_of(error))


def _bound() -> None:
    """No more memory and time than a PDF needs, no core file, and Ctrl-C is for the process that started this one."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:  # Windows has none; the time has its end all the same
        return
    seconds = int(limits.MAX_PDF_SECONDS + limits.MAX_PDF_GRACE)
    for which, most in (
        (resource.RLIMIT_AS, limits.MAX_PDF_MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, hard = resource.getrlimit(which)
            resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):  # this system does not have it
            continue
