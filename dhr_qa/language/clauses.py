"""How many finite verbs a sentence may have, at most: none is no sentence, one after "although" is half of one.

There is no model of grammar here, only lists, so every word that could be a verb counts. A count of none is
therefore sure, a higher one is not.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AUXILIARIES = _words(
    "is are was were am be been being has have had having do does did will would can could may might shall should "
    "must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't "
    "cannot shouldn't mustn't ought need needs dare let lets"
)
_PAST = _words(
    "arose ate became began beat bent bit bled blew bore bought bound bred broke brought built burst came cast "
    "caught chose clung cost crept cut dealt dealt drank drew drove dug fed fell felt fled flew forbade forgave "
    "forgot fought found froze gave got grew heard held hid hit hung hurt kept knelt knew laid lay led left lent "
    "lit lost made meant met paid put quit ran rang read rode rose said sang sat saw sent set shook shot showed "
    "shut slept slid sold sought spent spoke spread stole stood stuck struck swam swore taught thought threw told "
    "took tore understood went withdrew withheld woke won wore wrote known seen done gone given taken written "
    "shown driven spoken broken"
)
_PRESENT = _words(
    "say know think go get make take see come want use find give tell work call try ask feel become leave put "
    "mean keep begin seem help show hear play run move live believe bring happen write provide sit stand lose pay "
    "meet include continue set learn change lead understand watch follow stop create speak read allow add spend "
    "grow open walk win offer remember love consider appear buy wait serve die send expect build stay fall cut "
    "reach remain suggest raise pass require report decide pull support recommend welcome thank hope note agree "
    "recognise acknowledge highlight indicate demonstrate exist suffer experience access engage receive identify "
    "contain describe apply relate refer involve ensure enable reflect represent concern affect depend remind "
    "ended"
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_BEFORE_NOUNS = _words(
    "the a an his her their its our your my this that these those of in on at by for with from to and or no any "
    "some all each every both many several few two three four five six seven other such"
)
_SKIPPED = frozenset(("not", "also", "never", "then", "already", "still", "only", "once", "since"))


def most_verbs(sentence: str) -> int:
    """How many finite verbs a sentence can have at most; an auxiliary and what it helps count once."""
    count = 0
    joined = False
    before = ""
    for match in _WORD.finditer(sentence.replace("’", "'")):
        word = match.group().lower()
        if _may_be_verb(word, before):
            count += not joined or "'" in word
            joined = True
        elif not (word in _SKIPPED or word.endswith("ly")):
            joined = False
        before = word
    return count


def _may_be_verb(word: str, before: str) -> bool:
    if word in _AUXILIARIES or word in _PAST or (word.endswith("ed") and len(word) > 3):
        return True
    if "'" in word and word.rpartition("'")[2] in ("s", "d", "ll", "ve", "re", "m", "t"):
        return word.rpartition("'")[2] != "s" or word in ("it's", "he's", "she's", "that's", "there's", "who's")
    if before in _BEFORE_NOUNS:
        return False
    return word in _PRESENT or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")))
