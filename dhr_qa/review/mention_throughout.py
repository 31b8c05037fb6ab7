"""Names that a report uses all through like pseudonyms, without a word about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dhr_qa.review.facts import Facts
from dhr_qa.review.mention_found import Found
from dhr_qa.review.mention_text import Layout
from dhr_qa.review.mention_who import Who

_PLAN = "action-plan"
_LEAST = 5  #: mentions in the text
_LEAST_CHANGED = 3
_SHARE = 0.25  #: of the mentions of whoever is named most
_REACH = 0.4  #: of the text between the first mention and the last
_SECTIONS = 2
_SURE = 4  #: places to one that speaks for a professional


def used_throughout(
    facts: Facts, layout: Layout, found: Sequence[Found], owners: Sequence[Who], changed: bool
) -> dict[int, Who]:
    """People (by their `id`) who are known by one name only, and by that in most parts of the report.

    They have no title and no surname in any place, nothing says that they act for a service, and they are named
    about as often as the subjects of the review. `changed`: the report says that names are changed, though not
    which; relatives by one name may then be named less often.
    """
    places: defaultdict[int, list[Found]] = defaultdict(list)
    people: dict[int, Who] = {}
    for each, who in zip(found, owners, strict=True):
        source = layout.at(each.start)
        if source.block is not None and not source.label and facts.kind_at(source.block) != _PLAN:
            places[id(who)].append(each)
            people[id(who)] = who
    counts = Counter({key: len(some) for key, some in places.items()})
    most = max((counts[key] for key, who in people.items() if who.subject or not who.allowed), default=0)
    text = max((source.end for source in layout.sources if source.block is not None), default=0)
    longer = {word for each in found if len(each.words) > 1 for word in each.words}
    chosen = {}
    for key, some in places.items():
        who = people[key]
        if who.allowed or len(who.words) != 1 or who.words[0] in longer or who.professional * _SURE > len(some):
            continue
        least = _LEAST_CHANGED if changed and who.private and not who.professional else max(_LEAST, _SHARE * most)
        if counts[key] < least or any(
            each.title or len(each.words) != 1 or each.kind not in ("given", "full") for each in some
        ):
            continue
        if some[-1].start - some[0].start < _REACH * text:
            continue
        sections = {facts.section_at(block) for each in some if (block := layout.at(each.start).block) is not None}
        if len(sections) >= _SECTIONS:
            chosen[key] = who
    return chosen
