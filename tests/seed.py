"""Where the one real report lies that some tests read; they are skipped where it is not to be had."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "seed"
SEED_DOCX = _FOLDER / "carol-executive-summary-and-action-plan.docx"
SEED_TXT = _FOLDER / "carol-executive-summary-and-action-plan.txt"

needs_seed = pytest.mark.skipif(not (SEED_DOCX.exists() and SEED_TXT.exists()), reason="the sample report is not here")
