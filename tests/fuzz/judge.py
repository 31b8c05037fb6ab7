"""Feeds a damaged file to the program as a user would, and says how it ended."""

from __future__ import annotations

import io
import re
import signal
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import etree

from dhr_qa.checking import prepare
from dhr_qa.documents.docx_names import Element
from dhr_qa.documents.model import Document
from dhr_qa.errors import DhrQaError, DocumentError
from dhr_qa.many.given import Pack
from dhr_qa.many.job import Checker
from dhr_qa.report.text import render
from dhr_qa.rulebook.load import built_in
from tests.fuzz.mutate import MAIN, mutated

SLOW = 10  #: seconds in which every file must be done
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OFFICE, _TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text"))
_SHOWN = ".//text()[not(ancestor::text:note-citation or ancestor::office:annotation)]"
_WORD = re.compile(r"\w+")

GOOD = ("read", "read, with parts unread", "refused")
BAD = ("BUG", "HANG", "SILENT")


@dataclass(frozen=True)
class Verdict:
    """How one file ended: one of GOOD, or one of BAD with what is wrong."""

    kind: str
    seconds: float
    detail: str = ""


class _TooSlow(BaseException):
    """Not an Exception, so that nothing takes it for an error of a document."""


@contextmanager
def _limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Judge:
    """Checks files in a folder of its own; the rules are loaded once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / ".git").mkdir(exist_ok=True)  # the search for settings ends here
        (folder / "none.md").write_text("x", encoding="utf-8")
        self._built_in = built_in()
        self._checker: Checker = prepare(folder / "none.md", redact=True, with_facts=True).checker

    def verdict(self, source: Path, seed: int) -> tuple[Verdict, str]:
        """The verdict on one damaged copy, and what was done to it."""
        data, how = mutated(source, seed)
        start = time.perf_counter()
        try:
            with _limit():
                found = self._rules(source, data) if source.suffix == ".yaml" else self._document(source, data)
        except _TooSlow:
            found = "HANG", f"over {SLOW} s"
        except Exception as error:
            found = "BUG", f"{type(error).__name__}: {error}"[:200]
        return Verdict(found[0], time.perf_counter() - start, found[1]), how

    def _document(self, source: Path, data: bytes) -> tuple[str, str]:
        path = self._folder / f"case{source.suffix}"
        path.write_bytes(data)
        result = self._checker.check(Pack(str(path), (path,))).result
        if result.bugs:
            return "BUG", "; ".join(result.bugs)
        if result.failures:
            (failure,) = result.failures
            good = isinstance(failure, DocumentError) and failure.code not in ("fault", "crashed") and str(failure)
            return ("refused", "") if good else ("BUG", repr(failure))
        from msgspec.structs import replace

        render(replace(result, tool={"version": "", "rules": "", "profile": "", "guidance": "", "as_of": ""}))
        (facts,) = result.facts
        missing = _LOST[source.suffix](data, facts.document) if source.suffix in _LOST else ""
        if missing:
            return "SILENT", missing
        return ("read, with parts unread" if facts.document.unread else "read"), ""

    def _rules(self, source: Path, data: bytes) -> tuple[str, str]:
        from dhr_qa.rulebook import decode
        from dhr_qa.rulebook.compile import compile_files
        from dhr_qa.rulebook.files import rule_files
        from dhr_qa.settings import load

        path = self._folder / "case.yaml"
        path.write_bytes(data)
        try:
            if source.stem == "settings":
                load(path)
            else:
                decode.rulebook(compile_files(rule_files(path), self._built_in, use_cache=False))
        except DhrQaError as error:
            return ("refused", "") if str(error).strip() else ("BUG", "an error without words")
        return "read", ""


def lost_words(data: bytes, document: Document) -> str:
    """What of the main part, as another reader sees it, is neither in a document that was read nor told as unread."""
    if document.unread:
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = MAIN[document.format == "odt"]
            names = [name for name in archive.namelist() if name.lower().replace("\\", "/") == main]
            root = etree.fromstring(archive.read(names[0])) if names else None
    except Exception as error:
        return f"the main part cannot be read ({type(error).__name__}), and nothing says so"
    if root is None:
        return ""  # the main part has another name
    return _nowhere(_said_in(root), document)


def _said_in(root: Element) -> Iterator[str]:
    """The text of a main part that a reader of the document might see."""
    if root.tag == f"{_OFFICE}document-content":
        for paragraph in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
            above = {each.tag for each in paragraph.iterancestors()}
            if f"{_OFFICE}text" in above and not above & {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from paragraph.xpath(_SHOWN, namespaces={"text": _TEXT[1:-1], "office": _OFFICE[1:-1]})
        return
    for element in root.iter(f"{_W}t", f"{_W}delText"):
        if next(element.iterancestors(_FALLBACK), None) is None:  # else the same once more, for old programs
            yield element.text or ""


def lost_in_pdf(data: bytes, document: Document) -> str:
    """What of a PDF is lost in silence: packed text that is damaged, or words that PDFium gives page by page."""
    if document.unread:
        return ""
    if b"/Encrypt" not in data:
        for found in re.finditer(rb"/FlateDecode[^>]*>>\s*stream\r?\n(?!endstream)", data):
            if b"/Image" in data[data.rfind(b" obj", 0, found.start()) : found.end()]:
                continue
            unpacker = zlib.decompressobj()
            try:
                unpacker.decompress(data[found.end() :])
            except zlib.error:
                return "a packed part is damaged, and nothing says so"
            if not unpacker.eof:
                return "a packed part is cut short, and nothing says so"
    return _nowhere(_said_on_pages(data), document)


def _said_on_pages(data: bytes) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            text = page.get_textpage()
            yield text.get_text_bounded() if text.count_chars() else ""
            text.close()
            page.close()
    finally:
        pdf.close()


def _nowhere(said: Iterable[str], document: Document) -> str:
    """The first word that is neither in the text nor in a mark of a document."""
    texts = [block.text for block in document.blocks] + [mark.text for mark in document.marks]
    texts += [block.label for block in document.blocks]
    texts += [mark.target for mark in document.marks if getattr(mark, "target", "")]
    known = {word for text in texts for word in _WORD.findall(text)}
    together = "".join("".join(_WORD.findall(text)) for text in texts)
    for text in said:
        for word in _WORD.findall(text):
            if word.isdigit() and document.format == "pdf":
                continue  # the number of a page: a foot that all pages have is told once
            two = any(word[:at] in known and word[at:] in known for at in range(1, len(word)))  # no blank between them
            if word not in known and word not in together and not two:
                return f"“{word}” is in the main part and nowhere else"
    return ""


_LOST = {".docx": lost_words, ".odt": lost_words, ".pdf": lost_in_pdf}
