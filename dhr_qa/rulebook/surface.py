"""What a rule may write: the options of every selector and check, their types, fields and placeholders.

Plain data, read by the validation of rule files, by the generated schema and by the documentation.
The engine is the other side of it: a test holds that each option named here is understood there.

Types of options:
    int, number, bool, text    as in YAML
    texts                      a text or a list of texts
    share                      {from: 0..1, to: 0..1}
    choice:a|b                 one of the words
    limit                      a number, an ISO date, or a symbolic limit (SYMBOLIC_LIMIT)
    group, groups              GROUP, or a list of GROUP: the name of a phrase list, a dynamic list
                               ("people:victim"), or {any: [phrases or "@name"]}
    selector                   a selector mapping
    silence                    a selector, or a list of GROUP
    where                      field name to condition (WHERE_OPERATORS)
    by                         list of comparisons (COMPARISONS)
    to                         a selector, or {register: name, key: field or fields}
    fields                     a field name or a list of them
    mapping                    anything, handed on (custom)
"""

from __future__ import annotations

#: A limit that is known only at run time; days may be added: "field:target+60".
SYMBOLIC_LIMIT = r"^(as-of|event:[a-z0-9-]+?|case:[a-z0-9-]+?|field:[a-z0-9.-]+?)([+-][0-9]+)?$"

#: Lists made from the facts or a register, written "source:name" wherever a phrase list may be named.
#: people: names of the people with that role ("*": all); agencies: names of contributor or panel ("*": all);
#: register: every form (or title) of every entry of that register.
DYNAMIC_LISTS = ("people", "agencies", "register")

WHERE_OPERATORS = ("min", "max", "not", "present", "any", "mentions", "without", "about")
COMPARISONS = {
    "exact": "word", "folded": "word", "forms": "word", "dates": "word", "names": "word", "variants": "word",
    "edit-distance": "int", "similarity": "number", "wording": "number", "overlap": "number",
}  # fmt: skip

_COMMON = {"where": "where", "limit": "int", "fallback": "selector", "document": "text"}
_PLACED = {
    **_COMMON,
    "role": "texts",
    "role-not": "texts",
    "position": "share",
    "before": "selector",
    "after": "selector",
}
_WORDS = {"mentions": "groups", "without": "groups"}
_TEXT = {
    **_PLACED,
    **_WORDS,
    "parts": "texts",
    "table": "texts",
    "quotations": "choice:include|exclude|only",
}
_ROWS = "choice:body|header|all"
_FACT = {**_COMMON, **_WORDS, "position": "share", "before": "selector", "after": "selector"}

SELECTOR_OPTIONS: dict[str, dict[str, str]] = {
    "document": {**_COMMON, **_WORDS},
    "file": {**_COMMON, **_WORDS},
    "section": {**_PLACED, **_WORDS},
    "heading": {**_TEXT},
    "paragraph": {**_TEXT, "kind": "texts"},
    "sentence": {**_TEXT, "window": "int", "without-window": "int"},
    "list-item": {**_TEXT},
    "text": {**_TEXT, "kind": "texts"},
    "note": {**_TEXT},
    "comment": {**_TEXT},
    "date": {**_TEXT, "kind": "texts"},
    "phrase": {**_TEXT, "of": "text", "forms": "text", "window": "int", "without-window": "int"},
    "mention": {**_TEXT, "of": "text", "forms": "text", "window": "int", "without-window": "int"},
    "reference": {**_TEXT, "kind": "texts", "window": "int", "without-window": "int"},
    "table": {**_PLACED, **_WORDS, "kind": "texts", "table": "texts"},
    "row": {**_PLACED, **_WORDS, "table": "texts", "rows": _ROWS},
    "cell": {**_PLACED, **_WORDS, "table": "texts", "column": "texts", "rows": _ROWS},
    "mark": {**_COMMON, **_WORDS, "kind": "texts", "parts": "texts"},
    "property": {**_COMMON, **_WORDS, "name": "texts"},
    "attachment": {**_COMMON, **_WORDS, "kind": "texts", "name": "texts"},
    "person": {**_FACT, "role": "texts", "role-not": "texts"},
    "agency": {**_FACT, "role": "texts", "role-not": "texts"},
    "event": {**_FACT, "role": "texts", "role-not": "texts"},
    "citation": {**_FACT, "kind": "texts", "role": "texts", "role-not": "texts"},
    "acronym": {**_FACT},
    "expansion": {**_FACT},
    "body": {**_FACT, "kind": "texts", "role": "texts", "role-not": "texts"},
    "age": {**_FACT, "role": "texts", "role-not": "texts"},
    "point": {**_FACT, "kind": "texts"},
    "last-contact": {**_FACT},
    "slip": {**_FACT, "kind": "texts", "role": "texts", "role-not": "texts"},
    "term": {**_FACT},
    "recommendation": {**_FACT},
    "action": {**_FACT},
    "interval": {**_COMMON, "from": "text", "to": "text", "role": "texts"},
    "name": {**_FACT, "kind": "texts", "parts": "texts", "role": "texts", "role-not": "texts"},
    "identifier": {**_FACT, "kind": "texts", "parts": "texts", "role": "texts", "role-not": "texts"},
}  # fmt: skip

_PLACE = ("text", "words", "role", "heading", "label", "page", "position", "document")
_BLOCK = (*_PLACE, "kind", "part", "level", "style", "dates", "date", "capitals")
_LINE = (*_BLOCK, "title", "title-role", "number", "numbers", "label-style", "next", "next-kind", "umbrella", "ending")

#: Fields of the nodes: for `where`, `key`, `field` and as placeholders. "*" means more, by the document's own
#: names: column roles of tables ("target-date"), fields of register entries.
NODE_FIELDS: dict[str, tuple[str, ...]] = {
    "document": ("text", "words", "pages", "format", "kind", "kinds", "tables", "megabytes", "name", "document", "*"),
    "file": ("text", "words", "pages", "format", "kind", "companions", "kinds", "tables", "megabytes", "name",
             "document", "*"),
    "section": (*_PLACE, "title", "level", "how", "kind", "sentences", "dates", "date"),
    "heading": _LINE,
    "paragraph": _LINE,
    "list-item": _LINE,
    "text": _LINE,
    "note": _LINE,
    "comment": (*_BLOCK, "author"),
    "sentence": (*_PLACE, "kind", "part", "dates", "date", "capitals", "amount", "verbs"),
    "date": (*_PLACE, "part", "date", "earliest", "latest", "precision", "problem", "sentence"),
    "mention": (*_PLACE, "id", "title", "count", "match", "sentence", "sentences", "*"),
    "phrase": (*_PLACE, "part", "match", "number", "amount", "sentence", "date", "speaker", "subject", "owner", "id",
               "title", "*"),
    "reference": (*_PLACE, "part", "match", "kind", "number", "found", "sentence", "id", "title", "*"),
    "table": ("kind", "rows", "columns", "number", "text", "words", "role", "heading", "page", "position", "document",
              "header-rows"),
    "row": ("text", "words", "umbrella", "row", "row.label", "kind", "role", "heading", "page", "position", "document",
            "*"),
    "cell": ("text", "value", "ending", "words", "column", "row", "row.label", "kind", "header", "shade", "below",
             "role", "heading", "page", "position", "document", "*"),
    "mark": ("kind", "text", "author", "date", "part", "first", "words", "document"),
    "property": ("name", "value", "source", "public", "unseen", "text", "words", "document"),
    "attachment": ("name", "kind", "size", "megabytes", "text", "words", "document", "*"),
    "person": (*_PLACE, "name", "role", "pseudonym", "allowed", "organisation", "title", "relation", "mentions",
               "entry"),
    "agency": (*_PLACE, "name", "role", "sort", "contribution", "listed", "umbrella", "analysed"),
    "event": (*_PLACE, "name", "title", "date", "earliest", "latest", "precision", "problem"),
    "citation": (*_PLACE, "kind", "title", "year", "section", "sentence"),
    "acronym": (*_PLACE, "acronym", "expansion", "expansions", "uses", "defined", "spelled", "common"),
    "expansion": (*_PLACE, "acronym", "expansion", "fits"),
    "body": (*_PLACE, "name", "kind", "count", "root"),
    "age": (*_PLACE, "name", "role", "amount", "sentence"),
    "point": (*_PLACE, "kind", "number", "under"),
    "last-contact": (*_PLACE, "sentence", "taken-up"),
    "slip": (*_PLACE, "part", "match", "kind", "meant", "sentence"),
    "term": (*_PLACE, "label", "wording", "process", "short", "coverage", "basis", "missing", "taken-up", "elsewhere",
             "weak", "brief"),
    "recommendation": (*_PLACE, "number", "wording", "addressee", "name", "place", "known-by"),
    "action": (*_PLACE, "recommendation", "item", "wording", "scope", "action", "lead", "lead-person", "target-date",
               "target", "outcome", "milestones", "status", "latest-status", "completed", "completed-on", "updates",
               "latest-update", "row", "row.label", "said", "lead-agency", "lead-role", "target-kind", "target-fault",
               "target-problem", "target-again", "target-based", "status-by", "state", "done", "update-dates", "fields",
               "inherited", "torn", "number", "known-by"),
    "name": (*_PLACE, "name", "allowed", "kind", "part", "place", "title", "score", "section", "times", "occurrence",
             "near", "plan", "field", "throughout"),
    "identifier": (*_PLACE, "kind", "part", "place", "valid", "public", "value"),
    "interval": ("from", "to", "days", "months", "days-most", "months-most", "start", "finish", "text", "document"),
}  # fmt: skip

#: Options of `match` also accept `quantifier`, which may be written at the part as well.
_ANY_CHECK = {"otherwise": "question", "unless": "silence", "at": "text", "beside": "selector"}
_SOME = "choice:every|some|none"

CHECK_OPTIONS: dict[str, dict[str, str]] = {
    "count": {**_ANY_CHECK, "min": "number", "max": "number", "exactly": "int", "per": "choice:all|node",
              "field": "text",
              "distinct": "text", "share-of": "selector", "as-many-as": "selector", "as-stated": "selector"},
    "match": {**_ANY_CHECK, "none": "groups", "any": "groups", "all": "groups", "per": "choice:match|node",
              "field": "fields",
              "quantifier": _SOME, "window": "int"},
    "measure": {**_ANY_CHECK, "metric": "metric", "min": "limit", "max": "limit", "of": "group", "field": "text",
                "fields": "texts", "per": "choice:node|all", "quantifier": _SOME},
    "value": {**_ANY_CHECK, "type": "choice:text|date|agency|number|listed|status|sequence", "field": "text",
              "accept-precision": "texts", "allowed": "texts", "register": "text", "not-in": "groups",
              "required": "bool", "single": "bool", "min": "limit", "max": "limit", "group-by": "fields",
              "quantifier": _SOME},
    "relate": {**_ANY_CHECK, "to": "to", "key": "fields", "other-key": "fields", "by": "by",
               "mode": "choice:left-in-right|right-in-left|both|equal-values|same-value|same-order|unique|alike",
               "where": "where",
               "value": "text", "other-value": "text", "sort": "text", "together": "bool", "apart": "groups",
               "differs": "fields"},
    "attest": {"question": "text", "unless": "selector"},
    "custom": {**_ANY_CHECK, "name": "text", "options": "mapping"},
}  # fmt: skip

#: Modes of relate in which the selected nodes are compared with each other.
ALONE = ("unique", "alike", "same-value")

METRICS = (
    "words", "sentences", "characters", "paragraphs", "pages", "megabytes", "days", "months", "number", "dates",
    "share-of-words", "share-of-sentences", "hits", "capitals", "position", "filled", "words-per-sentence",
    "words-before", "overlap",
)  # fmt: skip

#: Keys of the messages of checks that have several; a check with one message writes it as plain text.
#: A key that is not written is not reported (a single plain text covers them all).
MESSAGE_KEYS: dict[str, tuple[str, ...]] = {
    "relate": ("near", "left-only", "right-only", "differs", "order", "duplicate"),
    "value": ("empty", "invalid", "precision", "several", "range", "refused", "sequence"),
}

#: Placeholders of each check, beside the fields of the node itself ({heading}, {row.label}, {other.heading}…).
PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "count": ("count", "min", "max", "share", "total", "title", "stated", "value"),
    "match": ("match", "say", "count", "value", "passage"),
    "measure": ("value", "min", "max", "unit", "title"),
    "value": ("value", "problem", "min", "max"),
    "relate": ("value", "other", "title", "key", "count", "distance", "here", "there"),
    "attest": ("answer",),
    "custom": ("value", "*"),
}
