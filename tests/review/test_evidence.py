"""Sections told by their text: a portrait without a heading, contact with a family under another heading."""

from __future__ import annotations

from tests.review.making import facts_of

_PORTRAIT = (
    "Anna was born in Fenton and grew up by the sea. She was a loving mother who enjoyed baking, music and long "
    "walks with "
    "her dog, and her friends remember her laugh and her kindness. She worked as a teaching assistant and was proud of "
    "every child in her class. She dreamed of opening a cafe of her own."
)
_CONTACTS = (
    "Anna was known to police. In 2018 there were three incidents of domestic abuse and a referral to MARAC. Services "
    "recorded that the perpetrator had assaulted her, and a risk assessment was completed by the police officer."
)
_HEAD = (
    "# Overview report into the death of Anna\n\n# Introduction\n\nThis overview report is about the death of Anna.\n\n"
)
_MORE = (
    "The review was chaired by somebody from outside the county. It asked each organisation for an account of its "
    "part and looked at how the organisations worked with each other over three years, and at what has changed since."
)


def _how(text: str, role: str) -> str | None:
    return next((s.how for s in facts_of(text).sections if role in s.roles), None)


def test_a_portrait_without_a_heading_is_found_by_words_of_a_life() -> None:
    facts = facts_of(f"{_HEAD}{_PORTRAIT}\n\n{_MORE}\n\n# Conclusions\n\n{_CONTACTS}\n")
    found = next(s for s in facts.sections if "pen-portrait" in s.roles)
    assert found.how == "body"
    assert facts.document.blocks[found.first].text.startswith("Anna was born")
    assert found.heading == "Introduction"
    assert facts.roles_at(found.first) == ("pen-portrait",)


def test_a_history_of_contacts_is_no_portrait() -> None:
    assert _how(f"{_HEAD}{_CONTACTS}\n\n{_CONTACTS}\n", "pen-portrait") is None


def test_a_portrait_under_a_heading_counts_by_the_heading() -> None:
    assert _how(f"{_HEAD}# Who was Anna?\n\n{_PORTRAIT}\n", "pen-portrait") == "heading"


def test_condolences_in_the_introduction() -> None:
    words = (
        "The panel offers its sincere condolences to the family and friends of Anna for the loss they have suffered."
    )
    assert _how(f"{_HEAD}{words}\n\n# Conclusions\n\n{_CONTACTS}\n", "condolence") == "body"


def test_family_involvement_told_under_other_contributors() -> None:
    text = (
        f"{_HEAD}# Other contributors\n\nThe chair spoke with Anna's mother and with her sister, who had an "
        f"advocate with "
        f"them.\n\n# Conclusions\n\n{_CONTACTS}\n"
    )
    facts = facts_of(text)
    found = next(s for s in facts.sections if "family-involvement" in s.roles)
    assert found.roles == ("contributors", "family-involvement")
    assert found.how == "body"


def test_family_mentioned_but_not_met_is_no_involvement() -> None:
    words = (
        "A member of the family called the police on the evening of her death and waited for the ambulance to arrive."
    )
    assert _how(f"{_HEAD}{words}\n", "family-involvement") is None


def test_an_intended_involvement_in_the_terms_is_no_involvement() -> None:
    text = f"{_HEAD}# Terms of Reference\n\n- The chair will invite the family to be involved in the review process.\n"
    assert _how(text, "family-involvement") is None


def test_terms_of_reference_told_by_a_sentence_with_their_list() -> None:
    text = (
        f"{_HEAD}The terms of reference were as follows:\n\n- Was Anna known to services?\n- Were there "
        f"barriers?\n\n{_CONTACTS}\n"
    )
    facts = facts_of(text)
    found = next(s for s in facts.sections if "terms-of-reference" in s.roles)
    assert found.how == "body"
    assert len(facts.terms) == 2
