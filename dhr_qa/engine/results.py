"""What a check says: faults, evidence, a question. The engine turns it into outcomes and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from dhr_qa.engine.nodes import Node

#: From the weightiest to the lightest: of several parts of a rule the first one present is the outcome.
#: A fault found stands whatever else was asked; a question outweighs a part that could not run, since it is
#: what the reader can act on; a part that could not run outweighs a pass, so that nothing unchecked looks
#: passed; and parts that do not apply say nothing against those that do.
RANK = ("fail", "needs-person", "could-not-check", "pass", "not-applicable")


class CannotCheck(Exception):
    """The document or the configuration does not give what a rule needs; the message says what, in plain words."""


class NoWords(CannotCheck):
    """The document gives no words for a list that is made from it (the name of the victim…)."""


class DoesNotApply(Exception):
    """The rule has nothing to ask here; the message says why, in plain words."""


class Fault(Struct, frozen=True):
    """One thing that is not as the rule expects.

    Attributes:
        node: where it stands; None for something missing from the document.
        start, end: offsets within `block` (of the node's text where it has no block), if narrower than the node.
        block: the block that `start` and `end` count in.
        key: which of the check's messages applies.
        values: placeholders beside the node's own fields.
        text: the words found, for the fingerprint and the excerpt ("" : the node's).
        other: the node at the other end of a comparison.
        role: the section at whose heading the finding stands, if the document has it.
    """

    node: Node | None = None
    block: int | None = None
    start: int | None = None
    end: int | None = None
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    other: Node | None = None
    role: str = ""


class Verdict(Struct, frozen=True):
    """What one part of a rule says of one scope."""

    outcome: str
    faults: Sequence[Fault] = ()
    evidence: Sequence[Node] = ()
    question: str | None = None
    reason: str = ""
    note: str = ""  #: evidence that does not stand in a document: an attestation
