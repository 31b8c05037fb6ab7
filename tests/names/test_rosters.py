"""Lists of those who took part in a review, in the layouts that reports and minutes use; and lists of others."""

from __future__ import annotations

import pytest

from dhr_qa.review.read import read_facts
from tests.review.making import document_of
from tests.review.vocab import vocabulary

_COVER = "# Fenshire Community Safety Partnership\n\n# Overview report: Jo\n\n"
_STORY = (
    "\n\n# Background\n\nJo was seen by the nurse, Petra Halloway, in May 2019. PC Iqbal "
    "Rehman attended. The case was "
    "closed by Wendy Plumtree, a housing officer at Fenshire Council (tenancy team). She told her friend Carly Dobbs."
    "\n\n# Analysis\n\nThe report of Ms Winstone was thorough.\n"
)
_OTHERS = {"Petra Halloway", "PC Iqbal Rehman", "Wendy Plumtree", "Carly Dobbs"}

#: Ways of listing Gail Winstone (council), Owen Pryce (police), Dr Ngozi Adeyemi (health) and Neil Sutcliffe (housing).
LISTS = {
    "label, agency: name": (
        "## Chair, panel and independence\n\n**Chair and author.** Ann Holdway is a retired probation manager.\n\n"
        "**Panel.** Fenshire Council: Gail Winstone, community safety lead. Fenshire Police: "
        "Det. Supt. Owen Pryce. Health "
        "Board: Dr Ngozi Adeyemi, consultant. Housing: Neil Sutcliffe. The minute-taker was Inês Carvalho."
    ),
    "table with odd headings": (
        "## Membership\n\n| Agency | Sent | In what capacity |\n|---|---|---|\n| Council | Gail "
        "Winstone | Head of safety |\n"
        "| Police | Owen Pryce | Head of vulnerability |\n| Housing | Neil Sutcliffe | Manager |"
    ),
    "bullets, agency: name (role)": (
        "## Membership of the review\n\n- Fenshire Council: Gail Winstone (Head of Safety)\n- "
        "ICB: Dr Ngozi Adeyemi (named "
        "GP)\n- Housing: Neil Sutcliffe (manager)"
    ),
    "run-on prose": (
        "## Process\n\n1.3 A panel was convened. It had four members: Gail Winstone, Head "
        "of Safety at Fenshire Council; "
        "Det. Supt. Owen Pryce, Fenshire Police; Dr Ngozi Adeyemi, ICB; and Neil Sutcliffe, Housing."
    ),
    "those who came": (
        "## How the review was done\n\nThe panel met four times. Those who came were Gail "
        "Winstone (Council), Owen Pryce "
        "(Police) and Neil Sutcliffe (Housing). Ksenia Wolska of Fenshire Women's Aid gave advice on coercion."
    ),
    "who was sent": (
        "## Scope and method\n\nFrom the council came Gail Winstone and Tahira Aslam; the "
        "police sent Owen Pryce; health was "
        "represented by Dr Ngozi Adeyemi, and housing by Neil Sutcliffe. The panel met six times."
    ),
    "authors": (
        "## The review process\n\nAgencies that took part, with the author of each report "
        "in brackets: Fenshire Police "
        "(Owen Pryce); ICB (Dr Ngozi Adeyemi); Housing (Neil Sutcliffe); Council (Gail Winstone)."
    ),
    "authors in a table": (
        "## Reports\n\n| Agency | Type of report | Completed by |\n|---|---|---|\n| Police | "
        "IMR | Owen Pryce |\n| Council "
        "| Summary report | Gail Winstone |\n| Housing | IMR | Neil Sutcliffe |"
    ),
    "lines below a label": (
        "## Introduction\n\n**Review Panel**\n\nGail Winstone, Head of Safety, Fenshire "
        "Council\n\nOwen Pryce, Fenshire "
        "Police\n\nNeil Sutcliffe, Housing\n\nThe panel met four times."
    ),
    "a caption": (
        "## Introduction\n\nTable 1: Panel members\n\n| Who | From |\n|---|---|\n| Gail "
        "Winstone | Council |\n| Owen Pryce "
        "| Police |\n| Neil Sutcliffe | Housing |"
    ),
    "led in without a colon": (
        "## Section 1\n\n**The review panel** consisted of the following.\n\n- Gail "
        "Winstone, Fenshire Council\n- Owen "
        "Pryce, Fenshire Police\n- Neil Sutcliffe, Housing"
    ),
    "what each does": (
        "## Membership of the panel and independence of members\n\n2.1 Gail Winstone is Head "
        "of Safety at Fenshire Council."
        "\n\n2.2 Det. Supt. Owen Pryce leads on vulnerability.\n\n2.3 Neil Sutcliffe manages housing."
    ),
    "brackets": (
        "## Preface\n\nThe chair and the panel (Gail Winstone, Owen Pryce, Dr Ngozi Adeyemi "
        "and Neil Sutcliffe) offer their "
        "condolences to the family."
    ),
    "thanks": (
        "## Acknowledgements\n\nThe chair thanks the members of the panel, Gail Winstone, Owen "
        "Pryce and Neil Sutcliffe, for "
        "their time. Inês Carvalho kept the papers."
    ),
}

#: Lists of people who took no part in the review, and whose names may not stand.
NOT_OF_THE_PANEL = {
    "practitioners": (
        "## Methodology\n\nThe panel spoke to practitioners: Gail Winstone (social worker), "
        "Owen Pryce (housing officer) and "
        "Neil Sutcliffe (nurse)."
    ),
    "analysis": (
        "## Panel's analysis\n\nThe panel thought that Gail Winstone, social worker, Owen "
        "Pryce, nurse, and Neil Sutcliffe, "
        "teacher, had missed signs."
    ),
    "discussion": (
        "## Panel discussion\n\nHousing: Gail Winstone visited in May. Police: PC Owen Pryce "
        "attended. The panel was told that "
        "Neil Sutcliffe had called."
    ),
    "another meeting": (
        "## Narrative\n\nThe MARAC of 3 May was attended by Gail Winstone (Council), Owen "
        "Pryce (Police) and Neil Sutcliffe "
        "(Housing)."
    ),
}


def _flagged(text: str) -> set[str]:
    facts = read_facts(document_of(text), vocabulary())
    return {mention.name for mention in facts.mentions if not mention.allowed and mention.block is not None}


@pytest.mark.parametrize("how", LISTS)
def test_whoever_is_listed_may_be_named(how: str) -> None:
    assert _flagged(_COVER + LISTS[how] + _STORY) == _OTHERS


@pytest.mark.parametrize("how", NOT_OF_THE_PANEL)
def test_whoever_is_listed_for_another_reason_may_not(how: str) -> None:
    found = _flagged(_COVER + NOT_OF_THE_PANEL[how])
    assert all(any(surname in name for name in found) for surname in ("Winstone", "Pryce", "Sutcliffe"))
