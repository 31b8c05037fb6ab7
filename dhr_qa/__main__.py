"""`python -m dhr_qa` and the command `dhr-qa`: answers --version at once, hands the rest to the command line."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command on the arguments of this process. Gives the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from dhr_qa import __version__

        print(f"dhr-qa {__version__}")
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
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # a closed pipe, no stream at all: Python's own end knows what to do
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    run_and_end()
