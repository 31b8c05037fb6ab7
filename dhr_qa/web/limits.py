"""What one person may put in, and the reading of what a browser sends: into memory, and no more than is allowed."""

from __future__ import annotations

from urllib.parse import unquote

from starlette.requests import Request

from dhr_qa.documents.limits import MAX_FILE, MIB
from dhr_qa.wording import clean, shortened

MOST_FILES = 20  #: in one check
MOST_BYTES = 3 * MAX_FILE  #: of all files that are held at a time
MOST_CHECKS = 30  #: that are held at a time
LARGEST_FORM = 64 * 1024  #: bytes of anything that is no file
LONGEST_NAME = 160  #: characters of a file's name
_SEPARATORS = str.maketrans("\\:", "//")


class TooMuch(Exception):
    """More was sent than is allowed; the message says so in a sentence."""


async def body(request: Request, most: int = MAX_FILE) -> bytes:
    """What the request carries, in memory. Raises TooMuch as soon as it is more than `most` bytes."""
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most:
        raise TooMuch(_too_large(most))
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > most:
            raise TooMuch(_too_large(most))
    return bytes(found)


def _too_large(most: int) -> str:
    if most < MIB:
        return "More was sent than this page ever sends."
    return f"The file is larger than {most // MIB} MB, so it was not read; compress its pictures and save it again."


def file_name(sent: str) -> str:
    """The name of a file as a page sends it (percent-encoded): its last part, on one line, not too long."""
    name = clean(unquote(sent)).translate(_SEPARATORS).rpartition("/")[2].strip()
    if len(name) > LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        suffix = f"{dot}{suffix}" if stem and len(suffix) < 12 else ""
        name = shortened(name.removesuffix(suffix), LONGEST_NAME - len(suffix)) + suffix
    return name if name.strip(".") else "document"
