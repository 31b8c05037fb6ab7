"""The shape of the code: imports run one way, modules are small and say their job, domain words are in `rules/`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dhr_qa.rulebook.load import built_in

ROOT = Path(__file__).parents[1] / "dhr_qa"
MODULES = sorted(path for path in ROOT.rglob("*.py"))
MOST_LINES = 350

#: What the modules of a package (or a module that stands alone) may import from the others.
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "second": {"errors"},
    "vocabulary": set(),
    "wording": set(),
    "documents": {"errors"},
    "language": {"vocabulary", "errors"},
    "findings": {"documents"},
    "choosing": {"engine", "errors", "findings", "rulebook", "settings", "wording"},
    "review": {"documents", "language", "vocabulary", "errors"},
    "rulebook": {"documents", "language", "vocabulary", "findings", "errors"},
    "engine": {"second", "documents", "language", "vocabulary", "findings", "errors", "review", "rulebook"},
    "settings": {"errors", "settings_file", "rulebook", "wording"},
    "settings_file": {"errors", "settings", "rulebook", "wording"},
    "waivers": {"documents", "errors", "findings", "rulebook", "settings", "wording"},
    "people": {
        "documents",
        "language",
        "vocabulary",
        "findings",
        "errors",
        "review",
        "rulebook",
        "engine",
        "settings",
        "waivers",
    },
    "settings_edit": {"errors", "rulebook"},
    "settings_new": {"review", "settings_edit", "wording"},
    "skeleton": {"vocabulary"},
    "annotate": {"documents", "findings", "errors", "report", "wording"},
    "report": {"documents", "language", "vocabulary", "findings", "errors", "review", "rulebook", "wording"},
}
#: These stand above the rest and may import all of it (but nothing imports the command).
TOP = {"__init__", "__main__", "cli", "checking", "many", "web"}
#: Runs rules on the documents written in them, so it stands above the engine although it lives with the rules.
ABOVE = {"rulebook/examples.py": {"engine", "review"}}

#: What finds and judges. It may know the slugs of roles and columns, but no words of reviews.
CORE = {"documents", "language", "review", "engine", "rulebook", "vocabulary", "findings"}
#: Words of a file format that are words of the vocabulary too.
FORMAT_WORDS = {"table of contents", "contents page"}
FORMAT_ACRONYMS = {"PDF"}
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "a about after all also an and any are as at be been before but by can could did do does each else first "
        "for from had has have if in into is it its last long longer may more no not of on one only or other out "
        "over own part per said same says several should so some stand stands such than that the their them then "
        "there these they this those to under until up was were what when where which who whose will with within "
        "without ",
    )
)


def owner(path: Path) -> str:
    """The package below dhr_qa that a module belongs to, or its own name."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def for_types_only(path: Path) -> set[int]:
    """The nodes under `if TYPE_CHECKING:`, which never run."""
    blocks = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    return {id(inner) for block in blocks for inner in ast.walk(block)}


def imported(path: Path) -> Iterator[str]:
    """The packages of dhr_qa that a module imports when it runs, at its top or later."""
    never = for_types_only(path)
    for node in ast.walk(tree(path)):
        if id(node) in never:
            continue
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{relative(path)}: imports are written in full"
            module = node.module or ""
            names = [f"dhr_qa.{alias.name}" for alias in node.names] if module == "dhr_qa" else [module]
        yield from (name.split(".")[1] for name in names if name.startswith("dhr_qa."))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in the code of a module that is not a docstring, with its line."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, " ".join(node.value.split())


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_run_one_way(path: Path) -> None:
    package = owner(path)
    found = set(imported(path)) - {package, "__version__"}
    assert "cli" not in found or package in TOP, "nothing below the command imports it"
    if package not in TOP:
        assert package in ALLOWED, f"{package} is new: say in this test what it may import"
        assert found <= ALLOWED[package] | ABOVE.get(relative(path), set())


def test_allowed_imports_make_no_circle() -> None:
    order = [
        "errors", "second", "vocabulary", "wording", "documents", "language", "findings", "review", "rulebook",
        "engine",
    ]  # fmt: skip
    for package in order:
        assert ALLOWED[package] <= set(order[: order.index(package)])


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_the_first_line_says_the_job(path: Path) -> None:
    docstring = ast.get_docstring(tree(path))
    assert docstring, "a module begins with a docstring"
    assert len(docstring.splitlines()[0]) > 20
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith('"""'), "and it stands in the first line"


@cache
def vocabulary_phrases() -> re.Pattern[str]:
    """The phrases of the vocabulary that have two words or more which are not mere grammar."""
    vocabulary = built_in()["vocabulary"]
    texts: set[str] = set()
    for one in vocabulary["phrases"].values():
        texts.update(one["phrases"], one["say"])
    for entries in vocabulary["registers"].values():
        for entry in entries:
            texts.add(entry["title"])
            for value in entry.values():
                texts.update(text for text in (value if isinstance(value, list) else ()) if isinstance(text, str))
    plain = set()
    for text in texts:
        words = re.sub(r"[^a-z' -]+", " ", re.sub(r"\([^()]*\)\??", " ", text.lower())).split()
        if len(set(words) - _SMALL) >= 2:
            plain.add(" ".join(words))
    assert len(plain) > 300, "the vocabulary is there"
    longest_first = sorted(map(re.escape, plain - FORMAT_WORDS), key=len, reverse=True)
    return re.compile(rf"(?<![a-z-])(?:{'|'.join(longest_first)})(?![a-z-])")


@cache
def acronyms() -> re.Pattern[str]:
    """The acronyms of the vocabulary."""
    register = built_in()["vocabulary"]["registers"]["acronyms"]
    names = {entry["title"] for entry in register if re.fullmatch(r"[A-Za-z]{3,}", entry["title"])} - FORMAT_ACRONYMS
    assert len(names) > 20
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")


CORE_MODULES = [path for path in MODULES if owner(path) in CORE]


@pytest.mark.parametrize("path", CORE_MODULES, ids=relative)
def test_no_domain_words_in_code_that_finds_and_judges(path: Path) -> None:
    found = []
    for line, text in literals(path):
        for match in (*vocabulary_phrases().finditer(text.lower()), *acronyms().finditer(text)):
            found.append(f"line {line}: {match.group()}")
    assert found == [], "words of reviews belong in rules/vocabulary"


def test_the_test_for_domain_words_can_fail() -> None:
    assert vocabulary_phrases().search("the individual management review of an agency")
    assert not vocabulary_phrases().search("terms-of-reference")
    assert acronyms().search("the MARAC met")
