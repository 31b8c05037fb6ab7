"""What is masked in everything that is printed where words are masked."""

from __future__ import annotations

from dhr_qa.report.secrets import secret_filter
from dhr_qa.review.facts import Mention, Names
from dhr_qa.review.traces import find_traces
from tests.engine.make import facts
from tests.review.vocab import vocabulary


def test_identifiers_and_names_that_may_not_stand() -> None:
    names = Names((Mention("Jo Finch", 1, 0, 8, "body"), Mention("Ann Carr", 1, 0, 8, "body", allowed="panel")))

    report = facts(
        "# Report\nRing 07700 900121 or info@fenmarch.gov.uk. She died on 3 May 2020.",
        names=names,
        finders={"traces": lambda known: find_traces(known, vocabulary())},
    )
    hide = secret_filter([report])
    assert hide("Jo Finch, Jo_Finch.docx, Ann Carr") == "J• F••••, J•_F••••.docx, Ann Carr"
    assert hide("07700  900121; 3 May 2020; info@fenmarch.gov.uk") == "•••••  ••••••; 3 May 2020; info@fenmarch.gov.uk"
    assert hide("Jo Finchley") == "Jo Finchley"


def test_a_document_without_any_changes_nothing() -> None:
    assert secret_filter([facts("# Report\nThe panel met.")])("07700 900121") == "07700 900121"
