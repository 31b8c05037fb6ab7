"""Decisions about a whole paper: which names it explains, which lists are of the panel, which keys hold real names."""

from __future__ import annotations

import pytest

from dhr_qa.review.facts import Mention
from dhr_qa.review.read import read_facts
from tests.review.making import document_of
from tests.review.vocab import vocabulary

_STORY = (
    "\n\n# Background\n\nNora met Felix in 2012. Nora's mother Ida was glad. Felix hit "
    "Nora. Ida rang the police. Nora left Felix in May 2019.\n\n# Analysis\n\nNora told Ida "
    "that Felix would kill her.\n"
)
_REPORT = (
    "# Confidentiality\n\nThe pseudonyms Nora (victim) and Felix (perpetrator) are "
    "used.\n\n# Review panel\n\n| Name | Organisation |\n|---|---|\n| Una Priddle | Council "
    "|\n\n# Background\n\nNora met Felix. Nora left Felix. Nora saw Felix.\n\n"
)
_NAMED = "# Confidentiality\n\nThe pseudonyms Nora and Felix are used.\n\n"
_MET = "\n\n# Background\n\nNora met Felix. Nora left Felix."

#: Ways of telling that Nora, Felix and Ida are no real names.
TOLD = {
    "plain": (
        "# Confidentiality\n\nPseudonyms are used: Nora for the victim, Felix for the "
        "perpetrator and Ida for the victim's mother."
    ),
    "replace": (
        "# Anonymity\n\nTo protect the family, real names have been replaced. The victim is "
        "Nora. The perpetrator is Felix. Nora's mother is Ida."
    ),
    "agreed": (
        "# Introduction\n\nThe family agreed that she should be called Nora, her husband Felix, and her mother Ida."
    ),
    "bullets": (
        "# Glossary of pseudonyms\n\n- Nora – the victim\n- Felix – her husband, the perpetrator\n- Ida – her mother"
    ),
    "bullets2": (
        "# People in this report\n\n- **Nora**: victim\n- **Felix**: perpetrator\n- **Ida**: mother of the victim"
    ),
    "table": (
        "# Key\n\nThe names below are not real.\n\n| Pseudonym | Relationship |\n|---|---|\n| "
        "Nora | Victim |\n| Felix | Husband and perpetrator |\n| Ida | Mother |"
    ),
    "table2": (
        "# People referred to\n\nAll names have been changed.\n\n| | |\n|---|---|\n| Nora | The "
        "victim |\n| Felix | The perpetrator |\n| Ida | Nora's mother |"
    ),
    "table3": (
        "# Family composition\n\nNames have been anonymised.\n\n| Family member | Relationship "
        "to victim | Age |\n|---|---|---|\n| Nora | Victim | 34 |\n| Felix | Husband | 37 |\n| "
        "Ida | Mother | 60 |"
    ),
    "tableR": (
        "# The subjects of the review\n\n| Who | Name used | Ethnicity |\n|---|---|---|\n| "
        "Victim | Nora | White British |\n| Perpetrator | Felix | White British |\n| Mother | "
        "Ida | White British |"
    ),
    "bracket": (
        "# Introduction\n\nThis review concerns the death of a woman (referred to as Nora) at "
        "the hands of her husband (Felix). Her mother (Ida) contributed."
    ),
    "quote": (
        "# Introduction\n\nThis report examines the death of 'Nora' (a pseudonym). Her husband "
        "will be known as 'Felix' and her mother as 'Ida'."
    ),
    "chosen": ("# Introduction\n\nIda chose the name Nora for her daughter. She also chose the names Felix and Ida."),
    "star": (
        "# Introduction\n\nNora* was 34 when she was killed by her husband Felix*. Her mother "
        "Ida* spoke to the panel.\n\n*Names have been changed."
    ),
    "foot": "# Introduction\n\nThe death of Nora. (Nora, Felix and Ida are not their real names.)",
    "we": ("# Introduction\n\nIn these pages we call her Nora. Her husband appears as Felix and her mother as Ida."),
    "list": (
        "# Confidentiality\n\nThe following pseudonyms have been used in this review to protect "
        "identities:\n\nNora (the victim)\n\nFelix (the perpetrator)\n\nIda (the victim's "
        "mother)"
    ),
    "colon": ("# Confidentiality\n\nPseudonyms:\n\nVictim: Nora\n\nPerpetrator: Felix\n\nVictim's mother: Ida"),
    "colon2": ("# Confidentiality\n\nPseudonyms used. Victim = Nora; Perpetrator = Felix; Mother = Ida."),
    "short": (
        "# Introduction\n\nThe victim, Nora, was killed by her husband, Felix. Her mother is "
        "Ida. These names are pseudonyms."
    ),
    "hereafter": (
        "# Introduction\n\nThe victim (hereafter Nora) and her husband (hereafter Felix) lived "
        "with her mother (hereafter Ida)."
    ),
    "given": ("# Introduction\n\nThe deceased has been given the name Nora; her husband, Felix; and her mother, Ida."),
    "purposes": (
        "# Introduction\n\nFor the purposes of this report the victim shall be Nora, the "
        "perpetrator Felix and the victim's mother Ida."
    ),
    "identif": (
        "# Identification\n\n| Identifier | Person |\n|---|---|\n| Nora | Victim |\n| Felix | "
        "Perpetrator |\n| Ida | Maternal grandmother of the children |"
    ),
    "alias": (
        "# Introduction\n\nAliases protect the family: the victim's is Nora, her husband's Felix, her mother's Ida."
    ),
    "appears": (
        "# Introduction\n\nShe appears in this report under the name of Nora, he under that of "
        "Felix, and her mother under that of Ida."
    ),
    "standsfor": (
        "# Introduction\n\nNora stands for the woman who died, Felix for the man who killed her "
        "and Ida for her mother. None is a real name."
    ),
    "table4": (
        "# Introduction\n\n| Name in report | Relationship |\n|---|---|\n| Nora | Deceased |\n| "
        "Felix | Offender |\n| Ida | Deceased's mother |"
    ),
    "genogram": ("# Genogram\n\nNora (34) – victim; Felix (37) – perpetrator; Ida – mother. Pseudonyms throughout."),
}
#: Lists and keys of people who may not be named, with those people.
NOT_ALLOWED = {
    "tor1": (
        (
            "# Terms of reference\n\n| Name | Relationship | Date of birth |\n|---|---|---|\n| "
            "Ebele Onwuka | Victim | 1/2/1980 |\n| Chike Onwuka | Perpetrator | 3/4/1979 |\n| Ada | "
            "Daughter | 2010 |"
        ),
        ["Ebele Onwuka", "Chike Onwuka", "Ada"],
    ),
    "tor2": (
        (
            "# Appendix A: Terms of reference\n\nSubjects of the review\n\nVictim: Ebele "
            "Onwuka\n\nPerpetrator: Chike Onwuka\n\nChild: Ada Onwuka"
        ),
        ["Ebele Onwuka", "Chike Onwuka", "Ada Onwuka"],
    ),
    "tor3": (
        (
            "# Terms of reference\n\n| Subject | Role | Address |\n|---|---|---|\n| Ebele Onwuka | "
            "Victim | 4 High Road |\n| Chike | Husband | as above |"
        ),
        ["Ebele Onwuka", "Chike"],
    ),
    "key1": (
        (
            "# Annex (confidential): key to pseudonyms\n\n| Real name | Pseudonym |\n|---|---|\n| "
            "Ebele Onwuka | Nora |\n| Chike Onwuka | Felix |"
        ),
        ["Ebele Onwuka", "Chike Onwuka"],
    ),
    "key2": (
        ("# Annex: key\n\n| In the report | Name |\n|---|---|\n| Nora | Ebele Onwuka |\n| Felix | Chike Onwuka |"),
        ["Ebele Onwuka", "Chike Onwuka"],
    ),
    "key3": (
        (
            "# Annex: key\n\n| Pseudonym | True name | Relationship |\n|---|---|---|\n| Nora | "
            "Ebele | Victim |\n| Felix | Chike | Husband |"
        ),
        ["Ebele", "Chike"],
    ),
    "key4": (
        "# Annex: not for publication\n\nNora = Ebele Onwuka\n\nFelix = Chike Onwuka",
        ["Ebele Onwuka", "Chike Onwuka"],
    ),
    "contacts": (
        (
            "# Key contacts\n\n| Name | Organisation | Email |\n|---|---|---|\n| Rhoda Fenby | "
            "Police | r.fenby@police.example |\n| Yusuf Adan | Housing | y.adan@homes.example |"
        ),
        ["Rhoda Fenby", "Yusuf Adan"],
    ),
    "contacts2": (
        (
            "# Appendix: practitioners spoken to\n\n| Name | Role | Agency |\n|---|---|---|\n| "
            "Rhoda Fenby | Sergeant | Police |\n| Yusuf Adan | Housing officer | Fenshire Homes |"
        ),
        ["Rhoda Fenby", "Yusuf Adan"],
    ),
    "contacts3": (
        (
            "# Agencies written to\n\n| Agency | Addressee | Date |\n|---|---|---|\n| Police | "
            "Rhoda Fenby | 1 May 2021 |\n| Housing | Yusuf Adan | 2 May 2021 |"
        ),
        ["Rhoda Fenby", "Yusuf Adan"],
    ),
    "contacts4": (
        ("# Professionals involved\n\n- Rhoda Fenby, Fenshire Police\n- Yusuf Adan, Housing\n- Dr Lena Osk, GP"),
        ["Rhoda Fenby", "Yusuf Adan", "Dr Lena Osk"],
    ),
    "witness": (
        (
            "# Witness list\n\n| No | Name | Connection |\n|---|---|---|\n| 1 | Gita Rawal | "
            "Neighbour |\n| 2 | Tomasz | Colleague |"
        ),
        ["Gita Rawal", "Tomasz"],
    ),
    "family": (
        (
            "# Family tree\n\n| Name | Relation to victim |\n|---|---|\n| Obinna Onwuka | Brother "
            "|\n| Nkechi Onwuka | Mother |"
        ),
        ["Obinna Onwuka", "Nkechi Onwuka"],
    ),
    "lead": (
        (
            "# Action plan\n\n| Recommendation | Action | Lead officer | Target date "
            "|\n|---|---|---|---|\n| 1 | Train | Rhoda Fenby | May 2024 |\n| 2 | Audit | Yusuf | "
            "June 2024 |"
        ),
        ["Rhoda Fenby", "Yusuf"],
    ),
    "apol": (
        (
            "# Practitioner event\n\nThe event was attended by Rhoda Fenby (police), Yusuf Adan "
            "(housing) and Dr Lena Osk (GP)."
        ),
        ["Rhoda Fenby", "Yusuf Adan", "Dr Lena Osk"],
    ),
    "board": (
        ("# Governance\n\nThe plan was agreed by the Board, chaired by Cllr Rhoda Fenby, on 3 May 2022."),
        ["Rhoda Fenby"],
    ),
    "email": (
        (
            "# Annex\n\nFrom: Rhoda Fenby\n\nTo: Yusuf Adan\n\nSubject: Onwuka\n\nDear "
            "Yusuf,\n\nPlease call Obinna Onwuka.\n\nRegards,\n\nRhoda Fenby"
        ),
        ["Rhoda Fenby", "Yusuf Adan", "Obinna Onwuka"],
    ),
}
#: Lists of the panel, of contributors and of the author.
PANELS = {
    "p1": "# Review panel\n\n- Rhoda Fenby, Fenshire Police\n- Yusuf Adan, Housing",
    "p2": (
        "# Members of the panel\n\n| Organisation | Name and job title |\n|---|---|\n| Police | "
        "Rhoda Fenby, Detective Inspector |\n| Housing | Yusuf Adan, Manager |"
    ),
    "p3": (
        "# Introduction\n\nThe panel comprised Rhoda Fenby (Fenshire Police), Yusuf Adan "
        "(Housing) and Lena Osk (Refuge)."
    ),
    "p4": ("# Introduction\n\nReview panel: Rhoda Fenby, Fenshire Police; Yusuf Adan, Housing; Lena Osk, Refuge."),
    "p5": (
        "# Process\n\nThe agencies on the panel and their representatives were:\n\nFenshire "
        "Police – Rhoda Fenby\n\nHousing – Yusuf Adan"
    ),
    "p6": (
        "# The Review Panel Membership\n\nRhoda Fenby\nDetective Inspector, Fenshire "
        "Police\n\nYusuf Adan\nManager, Fenshire Homes"
    ),
    "p7": (
        "# Contributors to the review\n\n| Agency | IMR author |\n|---|---|\n| Police | Rhoda "
        "Fenby |\n| Housing | Yusuf Adan |"
    ),
    "p8": (
        "# Contributors\n\nIndividual management reviews were written by Rhoda Fenby for the "
        "police and Yusuf Adan for housing."
    ),
    "p9": ("# Domestic Homicide Review Panel\n\nChair: Rhoda Fenby\n\nPolice: Yusuf Adan\n\nRefuge: Lena Osk"),
    "p10": (
        "# Methodology\n\nMembers of the Review Panel\n\n| | |\n|---|---|\n| Rhoda Fenby | "
        "Fenshire Police |\n| Yusuf Adan | Fenshire Homes |"
    ),
    "p11": (
        "# Author of the overview report\n\nRhoda Fenby was appointed by the partnership. Ms "
        "Fenby is a retired nurse.\n\n# Parallel\n\nMs Fenby attended."
    ),
    "p13": ("# Panel\n\nThe members were as follows: Police, Rhoda Fenby; Housing, Yusuf Adan; Refuge, Lena Osk."),
}


def flagged(text: str) -> list[Mention]:
    facts = read_facts(document_of(text), vocabulary())
    return [each for each in facts.mentions if not each.allowed]


@pytest.mark.parametrize("way", TOLD)
def test_pseudonyms_are_known_however_they_are_told(way: str) -> None:
    assert [each.name for each in flagged(TOLD[way] + _STORY)] == []


@pytest.mark.parametrize("way", NOT_ALLOWED)
def test_a_list_of_others_allows_nobody(way: str) -> None:
    text, names = NOT_ALLOWED[way]
    told = " | ".join(each.name for each in flagged(_REPORT + text))
    assert [name for name in names if name not in told] == []


@pytest.mark.parametrize("way", PANELS)
def test_the_panel_is_known_however_it_is_listed(way: str) -> None:
    assert [each.name for each in flagged(_NAMED + PANELS[way] + _MET)] == []


def test_a_name_that_is_used_throughout_and_never_explained_is_told_as_that() -> None:
    story = _STORY.replace("Felix", "Piers")
    found = flagged(
        f"# Introduction\n\nThis review is about the death of Nora.{story}\n\n# Conclusion\n\nPiers was interviewed."
    )
    assert {each.throughout for each in found if each.name == "Piers"} == {True}
    changed = (
        f"# Introduction\n\nNames in this report have been changed.{story}\n\n# Conclusion\n\nPiers was interviewed."
    )
    assert not [each.name for each in flagged(changed) if each.name == "Piers"]
