"""Builds `dhr_qa/data/rare-words.gz`: right words that look like slips of spelling. Run at development time only.

    python tools/build_rare_words.py --keep FOLDER    # FOLDER: the downloads of build_lexicon.py, made if need be

The lexicon holds the words that people use. SCOWL's next larger list, and the second spellings of British English
("yoghurt", "acknowledgment"), hold some thousand more that are one letter away from one of those. One word a line,
sorted. Build it again after a change of the lexicon or of `dhr_qa/language/spelling.py`.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
TARGET = ROOT / "dhr_qa" / "data" / "rare-words.gz"
LISTS = tuple(f"{name}-words.70" for name in ("english", "british")) + tuple(
    f"british_variant_1-words.{size}" for size in ("10", "20", "35", "40", "50", "55", "60", "70")
)
_PLAIN = re.compile(r"[a-z]{5,}")


def main() -> int:
    from build_lexicon import DEBIAN, fetch

    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--keep", type=Path, help="use (and fill) this folder of downloads instead of a temporary one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        if not (folder / "unpacked" / DEBIAN).exists():
            fetch(folder)
        words = sorted(set(rare(folder / "unpacked" / DEBIAN / "usr" / "share" / "dict" / "scowl")))
    data = gzip.compress("".join(f"{word}\n" for word in words).encode("ascii"), compresslevel=9, mtime=0)
    TARGET.write_bytes(data)
    print(f"{TARGET.relative_to(ROOT)}: {len(words):,} words, {len(data):,} bytes")
    return 0


def rare(folder: Path) -> Iterator[str]:
    """The words of the lists that are not known and have a known neighbour."""
    from dhr_qa.language.fold import folded
    from dhr_qa.language.spelling import known, suggestion

    for name in LISTS:
        path = folder / name
        for line in path.read_text("latin-1").split() if path.exists() else ():
            word = folded(line)
            if _PLAIN.fullmatch(word) and not known(word, rare=False) and suggestion(word):
                yield word


if __name__ == "__main__":
    sys.exit(main())
