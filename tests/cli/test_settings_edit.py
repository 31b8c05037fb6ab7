"""Writing entries into settings files: the entry comes in, and nothing else of the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dhr_qa.errors import UsageError
from dhr_qa.rulebook.yaml_text import parse_yaml
from dhr_qa.settings_edit import HEADER, with_entry
from dhr_qa.settings_file import parse

ITEM = {
    "rule": "dob",
    "text": 'a "b" \\ c: d # e',
    "reason": "it's agreed: yes",
    "by": "A. Chair",
    "until": "2027-01-31",
}
KEYS = ("rule", "fingerprint", "text", "document")
EXAMPLE = (Path(__file__).parents[2] / "examples" / "dhr-qa.yaml").read_text(encoding="utf-8")
ENTRY = "rule: a, text: x, reason: b, by: c, until: 2027-01-01"

FILES = {
    "the example": EXAMPLE,
    "a list at the margin": (
        "waivers:\n- rule: a\n  text: x   # why\n  reason: |\n    long\n    text\n  by: b\n  until: 2027-01-01\n"
        "# end\nrules:\n    dob: off   # deeper than elsewhere\n"
    ),
    "a list far in": f"waivers:\n      - {{{ENTRY}}}\n\n\n# the rest\ncase: {{type: homicide}}\n",
    "no list yet": "# only a comment\n",
    "an empty key": "waivers:\n  # none yet\nrules: {}\n",
    "no end of line": "people:\n  - {pseudonym: Alma, role: victim}",
    "another list after it": f"waivers:\n  - {{{ENTRY}}}\nallowed-names:\n  - Alma\n  - Clare's Law\n",
    "lines of Windows": f"case: {{}}\r\nwaivers:\r\n  - {{{ENTRY}}}\r\n# end\r\n",
}
IN_BRACKETS = {
    "an empty list": "case: {type: homicide}  # so\nwaivers: []\n",
    "everything in brackets": "{case: {type: homicide}}\n",
    "a list in brackets": f"# ours\nwaivers: [{{{ENTRY}}}]  # one\ncase: {{}}\n",
}


def added(text: str, section: str = "waivers", item: dict[str, str] = ITEM) -> str:
    made, changed = with_entry(text, section, item, KEYS, "dhr-qa.yaml")
    assert not changed
    return made


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_lines_are_put_in_and_no_other_changes(text: str) -> None:
    made = added(text)
    rest = iter(made.splitlines())
    assert all(line in rest for line in text.splitlines()), "every line is there, in its order"
    assert len(made.splitlines()) <= len(text.splitlines()) + len(ITEM) + 2
    assert ("\r\n" in made) == ("\r\n" in text)
    assert "\n" not in made.replace("\r\n", "") if "\r\n" in text else True


@pytest.mark.parametrize("text", [*FILES.values(), *IN_BRACKETS.values()], ids=[*FILES, *IN_BRACKETS])
def test_it_says_what_it_said_and_the_new(text: str) -> None:
    made = parse_yaml(added(text), "").data
    old = parse_yaml(text.replace("\r\n", "\n"), "").data or {}
    assert made == {**old, "waivers": [*(old.get("waivers") or []), ITEM]}
    parse(added(text), "dhr-qa.yaml", Path())


def test_comments_stay_where_a_file_is_written_anew() -> None:
    assert "type: homicide}  # so" in added(IN_BRACKETS["an empty list"])
    made = added(IN_BRACKETS["a list in brackets"])
    assert "# ours" in made
    assert "# one" in made


def test_a_new_file_says_what_it_is() -> None:
    assert added("").startswith(HEADER)


@pytest.mark.parametrize("text", [*FILES.values(), *IN_BRACKETS.values()], ids=[*FILES, *IN_BRACKETS])
def test_an_entry_that_is_there_is_changed(text: str) -> None:
    once = added(text)
    twice, changed = with_entry(once, "waivers", {**ITEM, "until": "2028-05-01", "by": "yes"}, KEYS, "dhr-qa.yaml")
    assert changed
    was, now = parse_yaml(once.replace("\r\n", "\n"), "").data, parse_yaml(twice.replace("\r\n", "\n"), "").data
    assert now["waivers"] == [*was["waivers"][:-1], {**ITEM, "until": "2028-05-01", "by": "yes"}]
    assert {line.strip() for line in once.splitlines() if line.lstrip().startswith("#")} <= {
        line.strip() for line in twice.splitlines()
    }


def test_two_findings_of_one_rule_are_two_entries() -> None:
    once = added("", item={"rule": "dob", "fingerprint": "0123456789012345"})
    twice = added(once, item={"rule": "dob", "fingerprint": "1e10000000000000"})
    assert [each["fingerprint"] for each in parse_yaml(twice, "").data["waivers"]] == [
        "0123456789012345", "1e10000000000000",
    ]  # fmt: skip


words = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f\x85\xa0"), max_size=25)


one_line = words.map(lambda each: " ".join(each.split()))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.sampled_from(list(FILES.values())), st.lists(one_line, min_size=2, max_size=2))
def test_any_words_can_be_written(text: str, said: list[str]) -> None:
    item = {"rule": "dob", "text": said[0], "reason": said[1]}
    made = parse_yaml(added(text, item=item).replace("\r\n", "\n"), "").data
    assert made["waivers"][-1] == item


def test_what_cannot_be_changed_safely_is_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dhr_qa.settings_edit._rewritten", lambda *args: "waivers: [x]\n")
    with pytest.raises(UsageError, match="by hand"):
        added(IN_BRACKETS["a list in brackets"])
