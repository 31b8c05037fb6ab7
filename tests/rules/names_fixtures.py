"""Word files for the examples of rules on names: names where nobody looks."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents import builders as b


def names_everywhere() -> bytes:
    """A real name in the text, a deletion, the target of a link, a comment and hidden text."""
    return b.docx_bytes(
        b.heading(1, "Background")
        + b.p("This report is about the death of Maya. Her friend, Kirsty Lambourne, rang the police.")
        + b.p("She moved", b.deleted(" in with Asif Raza"), " that ", b.link("summer", rid="mail"), ".")
        + b.p(b.commented(0, "Twice."))
        + b.p(b.r("Told to Folake Oyelaran.", props="<w:vanish/>"), "Nobody asked."),
        comments=b.comment(0, b.p("Bogdan Ilie said three times."), author="Reviewer"),
        rels=[("mail", "hyperlink", "mailto:tamsin.orchard@example.com")],
    )


FIXTURES: dict[str, Callable[[], bytes]] = {"names-everywhere": names_everywhere}
