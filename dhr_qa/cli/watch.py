"""`check --watch`: check again whenever a document, a setting or a rule is saved, until Ctrl-C."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dhr_qa.cli.streams import note
from dhr_qa.errors import DhrQaError

_PAUSE = 0.5  #: seconds between two looks at the files
_CALM = 0.3  #: seconds that a file must stay as it is: Word saves in several steps

Stamp = tuple[tuple[str, int, int], ...]


def watching(
    run: Callable[[], int], paths: Sequence[Path], config: Path | None = None, outputs: Sequence[Path] = ()
) -> int:
    """Call `run` now and after every change of what it reads; gives the last exit code when Ctrl-C is pressed.

    A wrong option or setting ends it at the first run; later ones are told, and it goes on. `paths` are the
    documents and folders, and any further file that is read; `outputs` what `run` writes, whose changes do
    not count.
    """
    seen = stamp(paths, config, outputs)
    code = run()
    try:
        note("Watching for changes; Ctrl-C ends it.")
        while True:
            gc.collect()
            time.sleep(_PAUSE)
            now = stamp(paths, config, outputs)
            if now == seen:
                continue
            time.sleep(_CALM)
            seen = stamp(paths, config, outputs)
            if seen != now:
                seen = ()  # it is still being saved
                continue
            note(f"Changed at {time.strftime('%H:%M:%S')}; checking again.")
            try:
                code = run()
            except DhrQaError as error:
                note(str(error))
                code = error.exit_code
    except KeyboardInterrupt:
        note("Stopped watching.")
    return code


def stamp(paths: Sequence[Path], config: Path | None = None, outputs: Sequence[Path] = ()) -> Stamp:
    """Name, time and size of everything that a check of `paths` reads."""
    left_out = {each.absolute() for each in outputs}
    return tuple(sorted(_stamps(paths, config, left_out)))


def _stamps(paths: Sequence[Path], config: Path | None, left_out: set[Path]) -> Iterator[tuple[str, int, int]]:
    for path in dict.fromkeys(_files(paths, config)):
        if path.absolute() in left_out:
            continue
        try:
            found = path.stat()
        except OSError:
            continue  # just being replaced, or gone
        yield str(path), found.st_mtime_ns, found.st_size


def _files(paths: Sequence[Path], config: Path | None) -> Iterator[Path]:
    from dhr_qa.documents.read import documents_in
    from dhr_qa.settings import find, load

    settings = {config} if config is not None else {find(path) for path in paths}
    for file in settings - {None}:
        if file is None:
            continue
        yield file
        try:
            loaded = load(file)
        except DhrQaError:
            continue
        if loaded.people_file is not None:
            yield loaded.people_file
        for folder in loaded.rule_folders:
            yield from folder.rglob("*.yaml")
    for path in paths:
        try:
            yield from documents_in(path) if path.is_dir() else (path,)
        except DhrQaError:
            yield path
