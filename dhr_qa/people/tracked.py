"""Whether a private list lies where others can see it: in a repository, or open to other users of the computer."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
from pathlib import Path

_PATIENCE = 10.0  #: seconds
#: Nothing of the repository's own configuration may run a program, and nothing asks or locks.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "safe.directory=*")


def is_tracked(path: Path) -> bool:
    """Whether git has the file, or what it is a link to, under its care. Without git: no."""
    places = [path.absolute()]
    with contextlib.suppress(OSError):
        places.append(path.resolve(strict=True))
    return any(_in_index(place) for place in dict.fromkeys(places))


def _in_index(path: Path) -> bool:
    if not any((folder / ".git").exists() for folder in path.parents):
        return False
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", *_SAFE, "-C", str(path.parent), "ls-files", "--error-unmatch", "--", f":(literal){path.name}"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; the path is an argument of its own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return False
    return done.returncode == 0


def is_open_to_others(path: Path) -> bool:
    """Whether other users of the computer can read the file: its own permissions and those of the folders above."""
    if os.name != "posix":
        return False
    try:
        place = path.resolve(strict=True)
        mode = place.stat().st_mode
        if not mode & (stat.S_IRGRP | stat.S_IROTH):
            return False
        by_others = bool(mode & stat.S_IROTH) and all(f.stat().st_mode & stat.S_IXOTH for f in place.parents)
        by_group = bool(mode & stat.S_IRGRP) and all(f.stat().st_mode & stat.S_IXGRP for f in place.parents)
    except OSError:
        return False
    return by_others or by_group
