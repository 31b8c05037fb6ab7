"""A cache of compiled rules in the user's cache folder. It holds rules only, never words of a document.

Nothing here raises: a cache that is missing, unreadable, damaged or not the user's own is no cache.
`DHR_QA_CACHE_DIR` names another folder; set to nothing it switches the cache off.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

_MOST_FILES = 600
_LARGEST = 32 * 1024 * 1024


def folder() -> Path | None:
    """The cache folder, or None where there is none to be had. It is not made yet."""
    named = os.environ.get("DHR_QA_CACHE_DIR")
    if named is not None:
        return Path(named) if named.strip() else None
    try:
        import platformdirs

        return Path(platformdirs.user_cache_dir("dhr-qa", appauthor=False))
    except (ImportError, OSError, RuntimeError, KeyError):
        return None


def key(parts: Iterable[bytes | str]) -> str:
    """A name for a cache entry: a digest of everything that it depends on."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def stamp() -> str:
    """What the compact form depends on beside the files: this tool's version, and its code where that is edited."""
    import dhr_qa
    from dhr_qa.rulebook.decode import FORMAT

    here = Path(__file__).parent
    files = [*sorted(here.glob("*.py")), *sorted((here.parent / "language").glob("*.py"))]
    code = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return f"{getattr(dhr_qa, '__version__', '')} {FORMAT} {code}"


def fetch(name: str) -> Any:
    """The value stored under `name`, or None."""
    try:
        where = folder()
        if where is None:
            return None
        path = where / f"{name}.json"
        with path.open("rb") as handle:
            if not _own(os.fstat(handle.fileno())):
                return None
            data = handle.read(_LARGEST + 1)
        digest, _, body = data.partition(b"\n")
        if len(data) > _LARGEST or hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        return msgspec.json.decode(body)
    except (OSError, ValueError, RecursionError):
        return None


def store(name: str, value: Any) -> None:
    """Keeps a value (JSON) under `name`; written whole or not at all."""
    try:
        where = folder()
        if where is None:
            return
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        body = json.dumps(value, separators=(",", ":")).encode()
        handle, temporary = tempfile.mkstemp(dir=where, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(temporary, where / f"{name}.json")
        except BaseException:
            os.unlink(temporary)
            raise
        _trim(where)
    except (OSError, ValueError, RuntimeError):
        return


def _own(known: os.stat_result) -> bool:
    """Whether a file is the user's own and nobody else may write to it."""
    if not stat.S_ISREG(known.st_mode):
        return False
    if not hasattr(os, "getuid"):
        return True
    return known.st_uid == os.getuid() and not known.st_mode & 0o022


def _trim(where: Path) -> None:
    """Lets go of the oldest entries once there are many."""
    entries = list(where.glob("*.json"))
    if len(entries) <= _MOST_FILES:
        return
    entries.sort(key=lambda path: path.stat().st_mtime)
    for path in entries[: len(entries) - _MOST_FILES // 2]:
        path.unlink(missing_ok=True)
