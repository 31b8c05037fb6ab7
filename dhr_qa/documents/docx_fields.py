"""Word's fields: their code becomes a mark, their result is text. A field may run over many paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from dhr_qa.documents.docx_names import VAL, Element, W, is_on, number_in
from dhr_qa.documents.docx_paragraph import Change
from dhr_qa.documents.docx_walk import Field, Walk
from dhr_qa.documents.model import Mark, Span

_MAX_OPEN = 40
_FIELD_TYPE = W + "fldCharType"
_ADDRESS = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s"\\][^\s"]*))?', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"([^"]*)"', re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*)"')
_FROM_OUTSIDE = {"INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "IMPORT", "DATABASE"}
_NOT_COMPUTED = {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"}


def character(walk: Walk, element: Element) -> None:
    """A <w:fldChar>: a field begins, its code gives way to its result, or it ends."""
    kind = element.get(_FIELD_TYPE)
    if kind == "begin":
        para = walk.begin()
        if len(walk.fields) >= _MAX_OPEN:  # never ended: not a field any more
            _code_read(walk, walk.fields.pop(0))
        walk.fields.append(Field(para, para.length, shown=_form_value(element)))
    elif not walk.fields:
        return  # an end without a beginning
    elif kind == "separate":
        _code_read(walk, walk.fields[-1])
    elif kind == "end":
        field = walk.fields[-1]
        _code_read(walk, field)
        walk.fields.pop()
        walk.refresh()
        _result_read(walk, field, element)
        return
    walk.refresh()


def instruction(walk: Walk, element: Element) -> None:
    """A piece of a field's code."""
    text = element.text or ""
    if walk.sink is not None:
        walk.sink.append(text)
    elif text.strip():  # code outside any field: shown nowhere
        para = walk.begin()
        para.marks.append(Change("field", para.length, para.length, text.strip()))


def simple(walk: Walk, element: Element, children: Callable[[Walk, Element], None]) -> None:
    """A <w:fldSimple>: code in an attribute, result inside. `children` walks the inside."""
    para = walk.begin()
    field = Field(para, para.length, [element.get(W + "instr", "")])
    walk.fields.append(field)
    _code_read(walk, field)
    children(walk, element)
    walk.fields.pop()
    _result_read(walk, field, element)


def at_paragraph_end(walk: Walk) -> None:
    """Code that has not ended with its paragraph is taken to have ended: rather show words than lose them."""
    for field in walk.fields:
        if field.in_code:
            _code_read(walk, field)
    walk.refresh()


def _code_read(walk: Walk, field: Field) -> None:
    if not field.in_code:
        return
    field.in_code = False
    field.instruction = " ".join("".join(field.code).split())
    name = field.instruction.partition(" ")[0].upper()
    if field.instruction:
        if walk.para is field.para:
            field.mark = Change("field", field.start, field.para.length, field.instruction)
            field.para.marks.append(field.mark)
        else:
            walk.gathered.marks.append(Mark("field", field.instruction, block=field.para.index, part=walk.part))
    if name == "TOC":
        field.toc = True
        walk.open_tocs += 1
        walk.begin().toc = True
    elif name == "PAGE" and walk.part in ("header", "footer"):
        walk.gathered.facts["page-field"] = "yes"
    elif name in _FROM_OUTSIDE:
        source = _QUOTED.search(field.instruction)
        walk.gathered.marks.append(Mark("external", source[1] if source else field.instruction, part="file"))
    elif name in _NOT_COMPUTED:
        walk.gathered.unread("numbers that Word makes with AUTONUM or LISTNUM fields", walk.name)


def _result_read(walk: Walk, field: Field, element: Element) -> None:
    if field.toc:
        walk.open_tocs -= 1
        if walk.para is not None and walk.para is not field.para and not walk.para.length:
            walk.para.toc = False  # the contents ended before this paragraph's first word
    para = walk.para
    if para is None:
        return
    name = field.instruction.partition(" ")[0].upper()
    if para is field.para and para.length == field.start:
        if field.shown:
            walk.write(field.shown, element)
        elif name in ("MACROBUTTON", "GOTOBUTTON"):  # these show the last words of their code
            walk.write(field.instruction.split(" ", 2)[-1] if field.instruction.count(" ") > 1 else "", element)
            para.change(Change("placeholder", field.start, para.length))
    start = field.start if para is field.para else 0
    if para.length <= start or not field.instruction or field.toc:
        return
    if name == "HYPERLINK":
        address, place = _ADDRESS.match(field.instruction), _PLACE.search(field.instruction)
        target = (address[1] or address[2] or "" if address else "") + (f"#{place[1]}" if place else "")
        para.change(Change("hyperlink", start, para.length, target, target))
    para.spans.append(Span("field", start, para.length, field.instruction))
    if field.mark is not None and para is field.para:
        field.mark.end = para.length


def _form_value(element: Element) -> str:
    """What an old form field shows without a result of its own: a tick box or the chosen item of a list."""
    data = element.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and is_on(state) else "☐"
    items = data.findall(f"{W}ddList/{W}listEntry")
    chosen = data.find(f"{W}ddList/{W}result")
    place = number_in(None if chosen is None else chosen.get(VAL), 0, 0, 1000) or 0
    return items[place].get(VAL, "") if place < len(items) else ""
