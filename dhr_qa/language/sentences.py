"""Sentences: where each begins and ends in a paragraph. Rules of English, linear time, no model.

On the hard cases in the tests (initials, ranks, "No. 5", footnote digits, quotations, list labels) it
does better than the trained splitters that were tried, and it costs no import.
"""

from __future__ import annotations

import re

#: A mark that may end a sentence, with closing quotes and brackets and the digits of a footnote after it.
_END = re.compile(
    r"""(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["'”’»)\]]*+)"""
    r"(?P<note>\[\d{1,3}\]|(?<=[a-z)\]”’\"'][.!?])\d{1,3}|(?<=[a-z][.!?][”’\"')])\d{1,3}|(?<=\d{4}\.)\d{1,2}"
    r"|[¹²³⁰⁴-⁹]{1,3})?(?=\s)|\n"
)
_LABEL = re.compile(r"(?:[-*•◦▪‣●○·–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)(?=\s|$)")
_WORD_BEFORE = re.compile(r'[^\s(\["“‘/–—]+$')
_NEXT_WORD = re.compile(r"[\"'“‘(\[]*([A-Za-z][A-Za-z'’]*)?")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Never the end of a sentence: a name follows.
_TITLES = _words(
    "dr mr mrs ms mx miss prof rev revd hon cllr sgt supt insp det cons ins dci dsupt d/supt ch.insp sr fr lt col "
    "capt maj gen cmdr cpl pte messrs"
)
#: Not the end of a sentence where a number (or a bracket with one) follows.
_BEFORE_NUMBERS = _words(
    "no nos para paras p pp s ss sec secs art arts reg regs sch sched vol vols fig figs app ch chap cl ed eds tel ext "
    "ref refs c ca circa approx jan feb mar apr jun jul aug sep sept oct nov dec al r rr item pt"
)
#: Hardly ever the end of a sentence, whatever follows.
_INSIDE = _words("e.g i.e eg ie viz cf vs v incl inc. esp approx nr fao w.r.t n.b nb")
#: Words that begin sentences and are not names: they settle whether "Adult A." or "the U.K." ends one.
_STARTERS = _words(
    "the a an this that these those it he she they we i you there here in on at as by for from with within without to "
    "of and but or nor so yet if when where while who what why how which her his their its our my your after before "
    "during since until although though because however therefore following both all some many most no not none each "
    "every one two three was were is are had has have did does do would could should may might will can despite "
    "throughout also then later at upon given under over between prior such another other several"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences of a text, left to right, without the blanks around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if _ends(text, start, found):
            _add(spans, text, start, found.end())
            start = found.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    place = found.end()
    following = text[place : place + 40].lstrip(" \t\u00a0")
    if found.group() == "\n":
        return _line_ends(text, start, found.start(), following)
    if not following:
        return False
    if following[0] == "\n":
        following = following.lstrip()
    first = following[:1]
    if not (first.isupper() or first.isdigit() or first in "\"'“‘([-–•*£"):
        return False
    if first in "\"'“‘([-–*" and not (following[1:2].isalnum() or following[1:2] in "\"'“‘[ "):
        return False
    if first in "\"'“‘(" and following[1:2].islower():
        return False
    stop = found.group("stop")
    before = text[max(start, found.start() - 30) : found.start()]
    if stop != ".":
        return not (before[-1:] in "[(" and found.group("close")[:1] in "])")  # […] is words left out
    if found.group("close") or found.group("note"):
        return True
    return _full_stop_ends(text, start, found.start(), before, following)


def _full_stop_ends(text: str, start: int, stop: int, before: str, following: str) -> bool:
    match = _WORD_BEFORE.search(before)
    word = match.group().lstrip("'") if match else ""
    at_start = not text[start : stop - len(word)].strip(" \t\n\"'“‘([")
    if at_start and _LABEL.fullmatch(word + "."):
        return False  # "1. Ensure": the number of a list item
    lower = word.lower()
    if lower in _TITLES or lower in _INSIDE:
        return False
    if lower in _BEFORE_NUMBERS and (following[0].isdigit() or (following[0] == "(" and lower not in ("no", "p"))):
        return False
    next_word = _NEXT_WORD.match(following)
    starter = next_word is not None and (next_word.group(1) or "").lower() in _STARTERS
    if len(word) == 1 and word.isalpha():
        return starter and word.isupper() and not at_start  # "J. Smith" goes on, "Adult A. The" does not
    if "." in word and all(len(part) == 1 for part in word.split(".")):
        return starter or lower in ("a.m", "p.m")
    return True


def _line_ends(text: str, start: int, end: int, following: str) -> bool:
    """Whether a line break ends a sentence: before a list item, after a short line, at a blank line."""
    if not following:
        return False
    if following[0] == "\n" or _LABEL.match(following):
        return True
    line = text[max(start, text.rfind("\n", start, end) + 1) : end].rstrip()
    if line.endswith((".", "!", "?", ":", ";")):
        return following[0].isupper() or following[0].isdigit()
    short = len(line) < 60 and not line.endswith((",", "-", "–", "&", "/"))
    return short and (following[0].isupper() or following[0].isdigit()) and len(line) > 0
