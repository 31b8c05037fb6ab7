"""The private list of real names (`--people`): read, looked for in a file, kept out of all that is printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dhr_qa.findings import Finding
from dhr_qa.settings import Settings
from dhr_qa.vocabulary import Vocabulary

if TYPE_CHECKING:
    from dhr_qa.people.looking import PrivateCheck


def private_list(
    path: str | os.PathLike[str] | None, settings: Settings, vocabulary: Vocabulary
) -> tuple[PrivateCheck | None, list[Finding]]:
    """What to look with, if there is a private list that can be used, and what is to be said of it as a file.

    Raises PrivateListError, which holds nothing of the list.
    """
    if path is None:
        return None, []
    from dhr_qa.people.using import private_check  # only where there is a list

    allowed = [*settings.allowed_names, *(person.pseudonym for person in settings.people)]
    return private_check(Path(path), vocabulary, allowed)
