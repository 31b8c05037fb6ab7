"""Words of the language that are never the name of anybody: those of grammar, and the months."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: With a capital they begin a sentence, a heading or a cell. "will" and "may" are left out: they are names as well.
FUNCTION_WORDS = _words(
    """
    a about above according after again against all almost along already also although always am among an and
    another any anyone anything are as at away back be because been before being below beside besides between
    beyond both but by can cannot could despite did do does doing done down during each eight either eleven else
    even ever every everyone everything except few finally first five following for former four from further
    furthermore had has have having he hence her here hers herself him himself his how however i if in indeed
    instead into is it its itself just last later latter least less like many me meanwhile mine more moreover
    most much must my myself near neither never nevertheless next nine no nobody none nor not nothing now of off
    often on once one only onto or other others otherwise our ours out over own per perhaps please previous
    previously rather regarding same second seven several shall she should since six so some someone something
    sometimes soon still such ten than that the their theirs them then there thereafter therefore these they
    thing things third this those though three through throughout thus to today together tomorrow too toward
    towards twelve twenty two under unless unlike until up upon us usually very via was we were what whatever
    when whenever where whereas whether which while who whoever whole whom whose why with within without would
    yes yesterday yet you your yours morning evening afternoon night note ongoing tbc tba
    """
)
MONTHS = _words("january february march april may june july august september october november december")
