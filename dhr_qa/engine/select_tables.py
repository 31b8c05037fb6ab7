"""Selectors of tables, rows and cells."""

from __future__ import annotations

from collections.abc import Iterator

from dhr_qa.documents.model import Table
from dhr_qa.engine.nodes import Node
from dhr_qa.engine.reading import Reading
from dhr_qa.engine.scope import Scope
from dhr_qa.engine.select_text import at_position
from dhr_qa.language.fold import folded
from dhr_qa.rulebook.model import Selector


def table_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each table."""
    for table in _tables(selector, scope, reading):
        known = reading.facts.table_kind(table.index)
        yield Node(
            "table",
            reading,
            range(table.first, table.last),
            values={
                "kind": known.kind if known else "",
                "rows": table.rows,
                "columns": tuple(role for role, _ in known.columns) if known else (),
                "number": table.index + 1,
                "header-rows": reading.facts.header_rows(table),
            },
            place=table.first if table.last > table.first else None,
        )


def row_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each row that holds cells of its own; the columns' roles are fields."""
    for table in _tables(selector, scope, reading):
        rows = reading.rows(table)
        for row in rows.numbers(selector.rows):
            known = rows.row(row)
            yield Node(
                "row",
                reading,
                known.blocks,
                values=known.values,
                cells=known.cells,
                identity=known.identity,
                place=known.blocks[0] if known.blocks else table.first,
            )


def cell_nodes(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Node]:
    """One node for each cell; `column` narrows to columns by role or by heading as printed."""
    wanted = _several(selector.column)
    for table in _tables(selector, scope, reading):
        rows = reading.rows(table)
        chosen = {column for column, name in enumerate(rows.names) if not wanted or _named(name, wanted)}
        for row in rows.numbers(selector.rows) if chosen else ():
            known = rows.row(row)
            for cell in known.own:
                if cell.column not in chosen or not cell.blocks:
                    continue
                text = known.texts[cell.column]
                own = {
                    "value": text,
                    "text": text,
                    "column": rows.names[cell.column],
                    "below": rows.below(cell),
                    "header": cell.header,
                    "shade": cell.shade,
                }
                yield Node("cell", reading, cell.blocks, values={**known.values, **own}, identity=known.identity)


def _tables(selector: Selector, scope: Scope, reading: Reading) -> Iterator[Table]:
    kinds = {*_several(selector.table), *(selector.kind if selector.select == "table" else ())}
    roles = reading.in_roles(selector.role) if selector.role else None
    barred = reading.in_roles(selector.role_not) if selector.role_not else frozenset()
    for table in reading.document.tables:
        if table.last <= table.first or not scope.has(reading, table.first):
            continue
        if (roles is not None and table.first not in roles) or table.first in barred:
            continue
        if kinds:
            known = reading.facts.table_kind(table.index)
            if known is None or known.kind not in kinds:
                continue
        if at_position(selector, reading, table.first):
            yield table


def _several(raw: str | tuple[str, ...]) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) and raw else tuple(raw)


def _named(name: str, wanted: tuple[str, ...]) -> bool:
    return name in wanted or folded(name).strip() in {folded(one) for one in wanted}
