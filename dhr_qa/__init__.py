"""dhr-qa checks Domestic Homicide Review reports. The public API; importing it costs next to nothing.

    from dhr_qa import check, inspect, load_rulebook, Finding

`check(paths)` gives a Result with findings and outcomes; `inspect(paths)` the facts that the rules see;
`load_rulebook()` the rules themselves. See `dhr_qa.checking` for their options and errors.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dhr_qa.checking import check, inspect
    from dhr_qa.findings import Finding, Result
    from dhr_qa.rulebook.load import load_rulebook

__version__ = "0.1.0"
__all__ = ["Finding", "Result", "__version__", "check", "inspect", "load_rulebook"]

_HOMES = {
    "check": "dhr_qa.checking",
    "inspect": "dhr_qa.checking",
    "Finding": "dhr_qa.findings",
    "Result": "dhr_qa.findings",
    "load_rulebook": "dhr_qa.rulebook.load",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dhr_qa' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
