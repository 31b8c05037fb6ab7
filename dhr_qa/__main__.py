"""`python -m dhr_qa` and the command `dhr-qa`: answers --version at once, hands the rest to the command line."""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def main() -> int:
    """Run the command on the arguments of this process. Gives the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from dhr_qa import __version__

        with suppress(OSError):  # the command line knows what to say of that
            print(f"dhr-qa {__version__}", flush=True)
            return 0
    import gc

    from dhr_qa.cli.main import main as run

    gc.disable()  # a run keeps nearly all that it makes until its end: looking for what is free costs a tenth of it
    return run(sys.argv[1:])


def run_and_end() -> None:
    """As `main`; then the process ends at once, without clearing away what its end clears away anyhow.

    That alone would take a twentieth of the time of a check.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a closed pipe, a full disk, no stream at all
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run_and_end()
