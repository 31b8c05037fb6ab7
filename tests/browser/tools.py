"""What these tests need beside Python: a browser, and packages of npm. Where one is missing, tests say so loudly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")

needs_modules = pytest.mark.skipif(
    not AXE.is_file(),
    reason="NOT TESTED: packages of npm are missing (make browser installs them)",
)
needs_browser = pytest.mark.skipif(not BROWSER, reason="NOT TESTED: no Chromium or Chrome was found on the path")
