"""`check --annotate`: which copies are to be written, what must not be written over, and writing them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from dhr_qa.cli.options import same_file
from dhr_qa.cli.streams import note
from dhr_qa.documents.read import WORD_SUFFIXES
from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.findings import Result
from dhr_qa.wording import counted, listed


class Copy(Struct, frozen=True):
    """A document, and the annotated copy of it that is to be written."""

    source: Path
    target: Path


def plan(wanted: Path, inputs: Sequence[Path], others: Sequence[Path] = ()) -> list[Copy]:
    """The copies that `--annotate WANTED` asks for. `others` are files that the same run writes.

    Raises UsageError where there is no Word document, where it is not clear which copy is meant, and where
    a copy would overwrite a document, or a file that is not an earlier copy.
    """
    word = [path for path in inputs if path.suffix.lower() in WORD_SUFFIXES]
    if not word:
        if not inputs:
            return []  # nothing can be read, and that is said elsewhere
        raise UsageError("--annotate writes comments into a copy of a Word document; none is among these")
    if _is_folder(wanted):
        copies = [Copy(path, wanted / path.name) for path in word]
        names = [copy.target.name.casefold() for copy in copies]
        twice = [path.name for path, name in zip(word, names, strict=True) if names.count(name) > 1]
        if twice:
            raise UsageError(f"two of the documents are called {twice[0]}; annotate them one by one")
    elif len(word) > 1:
        raise UsageError(
            f"--annotate {wanted} is one file, but {counted(len(word), 'Word document')} are to be checked; "
            "name a folder for the copies, such as --annotate annotated/"
        )
    else:
        copies = [Copy(word[0], wanted)]
    for copy in copies:
        _refuse(copy, inputs, others)
    left = [path.name for path in inputs if path not in word]
    if left:
        note(f"No copy is made of {listed(left)}: only Word documents can have comments.")
    return copies


def write_copies(copies: Sequence[Copy], result: Result, masked: bool) -> None:
    """Write the copies of all documents that were read. Raises UsageError where a file cannot be written."""
    from dhr_qa.annotate.notes import notes_for
    from dhr_qa.annotate.write import Draft

    read = {document.file or document.path: document for document in result.documents}
    for copy in copies:
        known = read.get(str(copy.source))
        if known is None:
            continue  # it could not be read, and that has been said
        try:
            data = copy.source.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise UsageError(f"this document can no longer be read: {reason}", str(copy.source)) from None
        if hashlib.sha256(data).hexdigest() != known.sha256:
            raise UsageError("this document was changed while it was checked; check it again", str(copy.source))
        draft = Draft(copy.source, data)
        notes, left = notes_for(result, draft.document, masked=masked, called=known.path)
        _write(copy.target, draft.annotated(notes))
        more = f"; {counted(left, 'more note')} did not fit" if left else ""
        name = str(copy.target) if known.path == str(copy.source) else f"The copy of {known.path}"
        note(f"{name}: {counted(len(notes), 'comment')}{more}.")


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix or str(path).endswith((os.sep, "/"))


def _refuse(copy: Copy, inputs: Sequence[Path], others: Sequence[Path]) -> None:
    """Raise UsageError where a copy must not be written."""
    source, target = copy.source, copy.target
    if any(same_file(target, path) or _same_name(target, path) for path in inputs):
        raise UsageError("the copy would overwrite a document that is checked; give it another name", str(target))
    if any(_same_name(target, path) for path in others):
        raise UsageError("two outputs of this run would be written to one file", str(target))
    if target.suffix.lower() != source.suffix.lower():
        suffix = source.suffix
        raise UsageError(
            f"Word opens a copy of a {suffix} document only if its name ends in {suffix} too; "
            f"call it {target.with_suffix(suffix).name}",
            str(target),
        )
    if target.exists():
        _refuse_to_overwrite(copy)


def _refuse_to_overwrite(copy: Copy) -> None:
    """An earlier copy may be written over, unless somebody has commented in it; nothing else may."""
    from dhr_qa.annotate.write import has_own_comments, peoples_comments

    not_ours = "there is such a file, and it is no copy by dhr-qa; give the copy another name"
    try:
        old = copy.target.read_bytes()
        ours = has_own_comments(copy.target, old)
        lost = peoples_comments(copy.target, old) - peoples_comments(copy.source, copy.source.read_bytes())
    except DocumentError:
        raise UsageError(not_ours, str(copy.target)) from None
    except OSError as error:
        raise UsageError(f"cannot write here: {error.strerror or error}", str(copy.target)) from None
    if not ours:
        raise UsageError(not_ours, str(copy.target))
    if lost:
        raise UsageError(
            f"people have written comments in this copy that the document does not have ({sum(lost.values())}), and "
            "they would be lost; give the new copy another name",
            str(copy.target),
        )


def _same_name(one: Path, other: Path) -> bool:
    return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())


def _write(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        open_in_word = " (is it open in Word?)" if isinstance(error, PermissionError) else ""
        raise UsageError(f"cannot write here: {reason}{open_in_word}", str(target)) from None
