"""What a run is given: the packs that paths name, the settings that govern them, and the rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dhr_qa.errors import DocumentError, UsageError
from dhr_qa.rulebook.model import Rulebook
from dhr_qa.settings import Settings, find, load, shown_path

PathLike = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Pack:
    """Documents that are checked together: one file, or all the reports in a folder.

    `name` is the path of the file or folder, from which the settings are looked for.
    """

    name: str
    paths: tuple[Path, ...]
    left_out: tuple[Path, ...] = ()  #: documents in the folder of a kind that is not read
    apart: bool = False  #: they were given one by one, so that each is wanted, were it a copy of another
    data: Mapping[Path, bytes] = field(default_factory=dict, compare=False, repr=False)  #: of files that are on no disk

    @property
    def loose(self) -> bool:
        """Whether it is one file that was given by its own name."""
        return self.paths == (Path(self.name),)


def gather(paths: PathLike | Pack | Iterable[PathLike | Pack]) -> tuple[list[Pack], list[DocumentError]]:
    """The packs that paths name, in order, each path once, and the paths that lead nowhere.

    A file that stands in a folder which is given too is checked there, and not once more by itself.
    """
    several = [paths] if isinstance(paths, (str, os.PathLike, Pack)) else paths
    given = [path if isinstance(path, Pack) else Path(path) for path in several]
    packs: list[Pack] = []
    failures: list[DocumentError] = []
    for path in dict.fromkeys(given):
        if isinstance(path, Pack):
            packs.append(path)
        elif path.is_dir():
            _add_folder(path, packs, failures)
        elif path.exists():
            packs.append(Pack(str(path), (path,)))
        else:
            message = f"There is no such file or folder.{_nearest_file(path)}"
            failures.append(DocumentError("missing", message, str(path)))
    inside = {path.absolute() for pack in packs if not pack.loose for path in pack.paths}
    return [pack for pack in packs if not (pack.loose and pack.paths[0].absolute() in inside)], failures


def _add_folder(path: Path, packs: list[Pack], failures: list[DocumentError]) -> None:
    from dhr_qa.documents.read import documents_in, left_out

    try:
        found, others = documents_in(path), left_out(path)
    except DocumentError as error:
        failures.append(error)
        return
    if found:
        packs.append(Pack(str(path), tuple(found), tuple(others)))
    else:
        failures.append(DocumentError("missing", "There is no report in this folder that can be read.", str(path)))


def _nearest_file(path: Path) -> str:
    """' Did you mean "…"?' with the report beside it that has nearly that name, or ""."""
    from difflib import get_close_matches

    from dhr_qa.documents.read import documents_in

    try:
        by_stem = {each.stem.casefold(): each.name for each in documents_in(path.parent)}
    except DocumentError:
        return ""
    found = get_close_matches(path.stem.casefold(), by_stem, 1, 0.7)
    return f' Did you mean "{by_stem[found[0]]}"?' if found else ""


def settings_for(packs: Sequence[Pack], config: PathLike | None = None) -> Settings:
    """The settings of a run: those of `config`, else of the dhr-qa.yaml that governs every path."""
    if config is not None:
        return load(Path(config))
    folders: dict[Path, Path | None] = {}  # a thousand files of one folder ask once
    for pack in packs:
        path = Path(pack.name).resolve()
        folder = path if path.is_dir() else path.parent
        if folder not in folders:
            folders[folder] = find(folder)
    found = list(dict.fromkeys(folders.values()))
    if len(found) > 1:
        files = " and ".join(shown_path(each) if each else "none" for each in found[:2])
        raise UsageError(f"these documents have different settings files ({files}); check each alone, or say --config")
    return load(found[0]) if found and found[0] else Settings()


def library_packs(folder: Path) -> tuple[list[Pack], list[DocumentError]]:
    """A library: every report in a folder by itself, every folder within it (however deep) a pack.

    Hidden folders and folders that are links are passed over. Raises DocumentError where there is no report.
    """
    from dhr_qa.documents.read import documents_in, left_out

    if not folder.is_dir():
        raise DocumentError("missing", "There is no such folder.", str(folder))
    packs = [Pack(str(path), (path,)) for path in documents_in(folder)]
    failures: list[DocumentError] = []
    for name, folders, _ in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        if Path(name) == folder:
            continue
        try:
            found, others = documents_in(Path(name)), left_out(Path(name))
        except DocumentError as error:
            failures.append(error)
            continue
        if found:
            packs.append(Pack(name, tuple(found), tuple(others)))
    if not packs and not failures:
        raise DocumentError("missing", "There is no report in this folder that can be read.", str(folder))
    return packs, failures


def library_settings(folder: Path, config: PathLike | None = None) -> Settings:
    """The settings of a library: those of `config`, else of the dhr-qa.yaml that governs the folder itself."""
    found = Path(config) if config is not None else find(folder)
    return load(found) if found is not None else Settings()


def rulebook_for(settings: Settings) -> Rulebook:
    """The rules of the package with those of the folders that the settings name."""
    from dhr_qa.rulebook.load import load_rulebook

    for folder in settings.rule_folders:
        if not folder.exists():
            raise UsageError(f"there is no rule folder {shown_path(folder)}", settings.file)
    return load_rulebook(settings.rule_folders)
