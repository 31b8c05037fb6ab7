"""Takes the comments that an earlier run put in out again, and leaves everybody else's."""

from __future__ import annotations

from collections.abc import Iterable

from dhr_qa.annotate import tree
from dhr_qa.annotate.runs import join_runs
from dhr_qa.documents.docx_names import AUTHOR, ID, OWN_AUTHOR, W14, W15, Element, W

_COMMENT = W + "comment"


def own_comments(comments: Element | None, extended: Element | None) -> list[Element]:
    """The comments by dhr-qa that nobody has answered. `extended`: the part that says what answers what."""
    if comments is None:
        return []
    by_paragraph = {
        paragraph.get(W14 + "paraId", ""): comment
        for comment in comments.iterchildren(_COMMENT)
        for paragraph in comment.iter(tree.P)
    }
    answered: set[Element] = set()
    for link in () if extended is None else extended.iter(W15 + "commentEx"):
        parent = by_paragraph.get(link.get(W15 + "paraIdParent", " "))
        answer = by_paragraph.get(link.get(W15 + "paraId", " "))
        if parent is not None and answer is not None and answer.get(AUTHOR) != OWN_AUTHOR:
            answered.add(parent)
    own = (each for each in comments.iterchildren(_COMMENT) if each.get(AUTHOR) == OWN_AUTHOR)
    return [each for each in own if each not in answered]


def take_out(root: Element, comments: Element, own: Iterable[Element]) -> None:
    """Take comments and their marks out; runs that a mark had parted are one again."""
    identities = set()
    for comment in own:
        identities.add(comment.get(ID))
        comments.remove(comment)
    marks = [each for each in root.iter(tree.START, tree.END, tree.REFERENCE) if each.get(ID) in identities]
    places: list[Element] = []
    for mark in marks:
        thing = mark
        if mark.tag == tree.REFERENCE:
            run = mark.getparent()
            thing = run if run is not None and tree.is_reference(run) else mark
        before = thing.getprevious()
        if before is not None and before.tag == tree.R:
            places.append(before)
        _take(thing)
    for run in reversed(list(dict.fromkeys(places))):
        following = run.getnext()
        if run.getparent() is not None and following is not None:
            join_runs(run, following)


def _take(element: Element) -> None:
    """Take an element out; white space after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
        element.tail = None
    parent.remove(element)
