"""Tables whose columns are years: rows of the edition, and rows that the applicant added beside them."""

from __future__ import annotations

from collections.abc import Sequence

from qmdesk.formdef.benchmark import Benchmark, Shape, Table
from qmdesk.formdef.plain_text import is_blank
from qmdesk.intake.benchmark.kept import YEAR, Rows, Taken, added_key, normal
from qmdesk.intake.benchmark.word_reader import Cell


def by_year(taken: Taken, rows: Rows, where: str) -> bool:
    """A table whose head has years and whose rows are those of the edition, or added ones beside them."""
    for head_at, head in enumerate(rows[:6]):
        columns = _columns(taken, head)
        if not columns or "name" not in columns.values():
            continue
        table = _table_of(taken.made, rows[head_at + 1 :], columns)
        if table is not None:
            _year_problems(taken, head, where)
            for number, row in enumerate(rows[head_at + 1 :], head_at + 2):
                _year_row(taken, table, columns, row, f"{where}!{number}")
            return True
    return False


def _columns(taken: Taken, head: Sequence[Cell]) -> dict[int, str]:
    """Column -> field: a year, the average and the best of the trade, the own rank, unit and name."""
    found: dict[int, str] = {}
    for at, cell in enumerate(head):
        word = normal(cell.text)
        year = YEAR.search(cell.text)
        if "平均" in word or word.startswith("averageofthetrade"):
            found[at] = "average"
        elif "最佳" in word or word.startswith("bestofthetrade"):
            found[at] = "best"
        elif "名次" in word or word.startswith("ownrank"):
            found[at] = "rank"
        elif year and word in {year[1], f"{year[1]}年"}:
            if int(year[1]) in taken.made.years:
                found[at] = f"y{year[1]}"
        elif word in {"单位", "unit"}:
            found[at] = "unit"
        elif word in {"项目", "figure", "subject"}:
            found[at] = "name"
        elif word == "id":
            found[at] = "id"
    has_years = any(name.startswith("y") for name in found.values()) or any(YEAR.search(cell.text) for cell in head)
    return found if has_years else {}


def _year_problems(taken: Taken, head: Sequence[Cell], where: str) -> None:
    others = {int(year[1]) for cell in head if (year := YEAR.fullmatch(cell.text.strip()))} - set(taken.made.years)
    if others:
        details = {"years": "/".join(map(str, sorted(others))), "known": "、".join(map(str, taken.made.years))}
        taken.tell("benchmark-year-other", where, **details)


def _table_of(made: Benchmark, rows: Rows, columns: dict[int, str]) -> Table | None:
    """The table that most of the rows are of."""
    name_at = next(at for at, name in columns.items() if name == "name")
    best: tuple[int, Table] | None = None
    for table in made.tables:
        if table.shape is Shape.ROWS:
            known = _row_names(table)
            count = sum(1 for row in rows if name_at < len(row) and _row_key(known, row[name_at].text) is not None)
            if count and (best is None or count > best[0]):
                best = (count, table)
    return None if best is None else best[1]


def _row_names(table: Table) -> dict[str, str]:
    return {normal(name): row.id for row in table.rows for name in (row.name.zh, row.name.en)}


def _row_key(known: dict[str, str], text: str) -> str | None:
    word = normal(text)
    if word in known:
        return known[word]
    return next(
        (key for name, key in known.items() if len(word) >= 4 and (name.startswith(word) or word.startswith(name))),
        None,
    )


def _year_row(taken: Taken, table: Table, columns: dict[int, str], row: Sequence[Cell], where: str) -> None:
    cells = {name: row[at].text for at, name in columns.items() if at < len(row)}
    name = cells.get("name", "").strip()
    values = {each: text for each, text in cells.items() if each not in {"name", "id", "unit"} and not is_blank(text)}
    if is_blank(name):
        if values:
            taken.tell("benchmark-row-nameless", where)
        return
    key = _row_key(_row_names(table), name)
    if key is None:
        if not values:
            return
        key = cells.get("id", "").strip() or added_key(name)
        taken.put(f"{table.record}:{key}", "name", name, where)
    row_of = next((each for each in table.rows if each.id == key), None)
    unit = cells.get("unit", "").strip()
    if (
        unit
        and "unit" in taken.form.records[table.record].fields
        and (row_of is None or not _same_unit(row_of.unit, unit))
    ):
        taken.put(f"{table.record}:{key}", "unit", unit, where)
    for each, text in values.items():
        if each in taken.form.records[table.record].fields:
            taken.put(f"{table.record}:{key}", each, text, where)


def _same_unit(declared: object, unit: str) -> bool:
    zh, en = getattr(declared, "zh", ""), getattr(declared, "en", "")
    return normal(unit) in {normal(zh), normal(en)} or unit in {zh, en}
