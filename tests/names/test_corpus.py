"""The labelled reports and the lists of names are what corpus/README.md says: complete, consistent, large enough."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from tests.names.corpus_reader import (
    ALLOWED,
    CATEGORIES,
    CORPUS,
    LETTERS,
    MUST_FIND,
    NOT_A_NAME,
    ORIGINS,
    PEOPLE,
    SPLITS,
    Label,
    MarkupError,
    Sample,
    form_of,
    parse,
    read_corpus,
    unveil,
    veil,
)
from tests.seed import SEED_TXT, needs_seed

SAMPLES = read_corpus()
EACH = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.split}/{sample.name}")
FORMS = ("full", "title", "single", "split", "initials", "address", "upper", "lower")
#: Names that are also words, as months and the like stand in every report; and names that very many people have.
ORDINARY = frozenset(
    {
        "april",
        "ash",
        "christine",
        "colin",
        "comfort",
        "darren",
        "grant",
        "hope",
        "ip",
        "julie",
        "june",
        "kerry",
        "linda",
        "man",
        "may",
        "non",
        "olive",
        "paul",
        "summer",
        "trevor",
    }
)
#: Initials of two letters may be those of a thing as well ("MH").
_TWO_LETTERS = re.compile("[A-Z]{2}")
_TITLED = re.compile(r"\b(?:Dr|Mrs?|Ms|Miss|Cllr|Rev|Revd|P[CS]|D[CSI]|DCI|Supt|Sgt|Nurse|Sergeant) [A-Z]")
_HEAD = "<!--\ntitle: t\nstyle: s\nwelsh: Rhys Probert\nturkish: Ela Probert; Can Demir\nletters: Adult A\n-->\n"


def _count(labels: Iterable[Label], *categories: str) -> int:
    return sum(label.category in categories for label in labels)


def _all_labels(*splits: str) -> Iterator[Label]:
    return (label for sample in SAMPLES if not splits or sample.split in splits for label in sample.labels)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}


def _unlabelled(sample: Sample, pattern: str, flags: int = 0) -> list[str]:
    """What the pattern finds outside every label, with some words around it."""
    inside = bytearray(len(sample.text))
    for label in sample.labels:
        inside[label.start : label.end] = b"\1" * (label.end - label.start)
    return [
        sample.text[max(0, match.start() - 30) : match.end() + 30]
        for match in re.finditer(pattern, sample.text, flags)
        if not any(inside[match.start() : match.end()])
    ]


@pytest.mark.parametrize("split", ["dev", "opened"])
def test_each_split_is_large_enough(split: str) -> None:
    labels = list(_all_labels(split))
    assert len({sample.style for sample in SAMPLES if sample.split == split}) >= 5
    assert _count(labels, *PEOPLE) >= 450
    assert _count(labels, *MUST_FIND) >= 175
    assert _count(labels, NOT_A_NAME) >= 150
    assert all(_count(labels, category) for category in CATEGORIES)


@pytest.mark.parametrize("split", ["dev", "opened"])
def test_each_split_is_balanced_over_origins_and_forms(split: str) -> None:
    found = [label for label in _all_labels(split) if label.category in MUST_FIND]
    by_origin = Counter(label.origin for label in found)
    assert set(by_origin) == set(ORIGINS)
    assert min(by_origin.values()) >= 15
    assert max(by_origin.values()) <= 45
    assert min(Counter(form_of(label) for label in found)[form] for form in FORMS) >= 6
    names = Counter((label.origin, label.text) for label in found)
    for origin in ORIGINS:
        times = [count for (whose, _), count in names.items() if whose == origin]
        assert 1 in times, origin
        forms = {form_of(label) for label in found if label.origin == origin}
        assert {"full", "title", "single"} <= forms, origin


@EACH
def test_length_is_that_of_a_short_report(sample: Sample) -> None:
    assert 700 <= len(sample.text.split()) <= 2000


@EACH
def test_labels_stand_where_they_say(sample: Sample) -> None:
    for label, after in zip(sample.labels, (*sample.labels[1:], None), strict=True):
        assert sample.text[label.start : label.end] == label.text
        assert label.text == label.text.strip()
        assert after is None or label.end <= after.start
        assert not (label.category in PEOPLE and label.text.endswith(("'s", "’s"))), label


@EACH
def test_no_mention_is_left_unlabelled(sample: Sample) -> None:
    names = {word for person in sample.people if person.origin != LETTERS for word in person.words}
    for name in sorted(names):
        flags = 0 if name in ORDINARY else re.IGNORECASE
        wanted = name.capitalize() if name in ORDINARY else name
        assert not _unlabelled(sample, rf"(?<![^\W\d_]){wanted}(?![^\W\d_])", flags)
    for text in {label.text for label in sample.labelled(*PEOPLE) if not _TWO_LETTERS.fullmatch(label.text)}:
        assert not _unlabelled(sample, rf"(?<!\w){re.escape(text)}(?!\w)")
    assert not _unlabelled(sample, _TITLED.pattern)


@EACH
def test_everybody_listed_is_mentioned(sample: Sample) -> None:
    texts = [label.text for label in sample.labelled(*PEOPLE)]
    joined = [re.sub(r"<br>|[\W_]", "", text).casefold() for text in texts]
    for person in sample.people:
        assert person.name in texts or any(word in text for word in person.words for text in joined), person


@EACH
def test_a_name_keeps_its_category(sample: Sample) -> None:
    """A full name is not a leak in one place and a professional in another: its standing is the person's."""
    seen: dict[str, str] = {}
    for label in sample.labelled(*PEOPLE):
        if form_of(label) in ("full", "title"):
            assert seen.setdefault(label.text, label.category) == label.category, label


def test_the_two_splits_share_no_name() -> None:
    words = {
        split: {
            word
            for sample in SAMPLES
            if sample.split == split
            for person in sample.people
            if person.origin != LETTERS
            for word in person.words
        }
        for split in SPLITS
    }
    assert not words["dev"] & words["opened"]


@needs_seed
def test_no_name_of_a_published_report() -> None:
    published = {word.casefold() for word in re.findall(r"\b[A-Z][^\W\d_]+", SEED_TXT.read_text(encoding="utf-8"))}
    assert len(published) > 300
    names = {
        word for sample in SAMPLES for person in sample.people if person.origin != LETTERS for word in person.words
    }
    assert not names & published - ORDINARY
    listed = {
        word for origin in _origins().values() for kind in _LISTS for name in origin[kind] for word in _words(name)
    }
    assert not {word for word in listed if len(word) > 2} & published


def test_the_readme_gives_the_counts() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for sample in SAMPLES:
        counts = Counter(label.category for label in sample.labels)
        assert _row(f"{sample.split}/{sample.name}", [counts[category] for category in CATEGORIES]) in readme
    for split in SPLITS:
        labels = list(_all_labels(split))
        assert _row(f"**{split}**", [_count(labels, category) for category in CATEGORIES]) in readme
    for origin in (*ORIGINS, LETTERS):
        numbers = []
        for split in SPLITS:
            labels = [label for label in _all_labels(split) if label.origin == origin]
            numbers += [_count(labels, *MUST_FIND), _count(labels, *ALLOWED)]
        assert _row(origin, numbers) in readme
    for form in FORMS:
        numbers = [
            sum(form_of(label) == form for label in _all_labels(split) if label.category in MUST_FIND)
            for split in SPLITS
        ]
        assert _row(form, numbers) in readme


def _row(first: str, numbers: list[int]) -> str:
    return f"| {first} | {' | '.join(map(str, numbers))} |"


# The reader itself.


def test_parse_gives_plain_text_and_labels() -> None:
    sample = parse(f"{_HEAD}# {{not|May}}\n\nTo {{professional|PC Rhys<br>Probert}} of {{pseudonym|Adult A}}.\n")
    assert sample.text == "# May\n\nTo PC Rhys<br>Probert of Adult A.\n"
    assert [(label.category, label.text, label.line, label.origin) for label in sample.labels] == [
        ("not", "May", 8, ""),
        ("professional", "PC Rhys<br>Probert", 10, "welsh"),
        ("pseudonym", "Adult A", 10, LETTERS),
    ]


@pytest.mark.parametrize(
    ("text", "origin"),
    [("C. Demir", "turkish"), ("can.demir", "turkish"), ("ELA", "turkish"), ("RP", "welsh"), ("De<br>mir", "turkish")],
)
def test_origin_is_that_of_the_person(text: str, origin: str) -> None:
    assert parse(f"{_HEAD}{{leak|{text}}}").labels[0].origin == origin


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{leek|Rhys}", "unknown category 'leek'"),
        ("{leak|Rhys", "a brace outside a label"),
        ("Rhys}", "a brace outside a label"),
        ("{leak|}", "a brace outside a label"),
        ("\n\n{leak|Gwen}", "line 10: 'Gwen' fits nobody"),
        ("{leak|Probert}", "fits turkish, welsh"),
        ("{leak|Adult B}", "fits nobody"),
    ],
)
def test_wrong_markup_is_refused(body: str, message: str) -> None:
    with pytest.raises(MarkupError, match=re.escape(message)):
        parse(_HEAD + body)


@pytest.mark.parametrize("head", ["", "<!--\ntitle: t\n-->\n", "<!--\ntitle: t\nstyle: s\nmartian: Zog\n-->\n"])
def test_wrong_opening_comment_is_refused(head: str) -> None:
    with pytest.raises(MarkupError):
        parse(f"{head}text")


@EACH
def test_a_veiled_sample_gives_its_labels_back(sample: Sample) -> None:
    plain, labels = unveil(veil(sample))
    assert plain == sample.text
    assert labels == tuple((label.category, label.start, label.end) for label in sample.labels)


def test_a_label_cut_at_a_line_break_counts_in_both_pieces() -> None:
    whole = veil(parse(f"{_HEAD}By {{leak|Can<br>Demir}} too"))
    first, second = whole.split("<br>")
    assert unveil(first) == ("By Can", (("leak", 3, 6),))
    assert unveil(second) == ("Demir too", (("leak", 0, 5),))
    assert unveil(f"{first}\n{second}") == ("By Can\nDemir too", (("leak", 3, 12),))


# The names for the substitution test.

_LISTS = ("female", "male", "surnames")


def _origins() -> dict[str, dict[str, list[str]]]:
    origins: dict[str, dict[str, list[str]]] = json.loads((CORPUS.parent / "origins.json").read_text(encoding="utf-8"))
    return origins


def test_the_lists_of_names_are_long_enough_and_clean() -> None:
    origins = _origins()
    assert len(origins) >= 14
    assert {str(origin["group"]) for origin in origins.values()} == set(ORIGINS)
    for key, origin in origins.items():
        for kind, least in zip(_LISTS, (24, 24, 20), strict=True):
            names = origin[kind]
            assert len(names) == len(set(names)) >= least, (key, kind)
            for name in names:
                assert re.fullmatch(r"(?:[^\W\d_]|[ '-])+", name), (key, name)
                assert name == unicodedata.normalize("NFC", name), (key, name)
                assert any(char.isupper() for char in name), (key, name)
