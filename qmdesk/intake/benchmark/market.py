"""The market table as printed, products and surveys as the workbook has them, competitors and liaisons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qmdesk.formdef.benchmark import Shape
from qmdesk.formdef.plain_text import is_blank
from qmdesk.intake.benchmark.kept import YEAR, Rows, Taken, added_key, normal
from qmdesk.intake.benchmark.word_reader import Cell

_MARKET = (("市场占有率", "share"), ("顾客满意", "satisfaction"), ("顾客忠诚", "loyalty"))


def market(taken: Taken, rows: Rows, where: str) -> bool:
    """The market table as printed: products across, years down."""
    words = {kind for row in rows for word, kind in _MARKET if row and row[0].text.strip().startswith(word)}
    head = next((row for row in rows if row and normal(row[0].text).startswith("主导产品")), None)
    if head is None or len(words) < 2:
        return False
    products = _products(taken, head, where)
    for number, row in enumerate(rows, 1):
        kind = next((kind for word, kind in _MARKET if row and row[0].text.strip().startswith(word)), "")
        year = next((int(found[1]) for cell in row[:3] if (found := YEAR.fullmatch(cell.text.strip()))), 0)
        if not kind or not year:
            continue
        if year not in taken.made.years:
            taken.tell(
                "benchmark-year-other", f"{where}!{number}", years=year, known="/".join(map(str, taken.made.years))
            )
            continue
        _market_row(taken, kind, year, row, products, f"{where}!{number}")
    return True


def _products(taken: Taken, head: Sequence[Cell], where: str) -> dict[int, str]:
    """Column -> key of the product that stands above it."""
    found: dict[int, str] = {}
    for at, cell in enumerate(head):
        name = cell.text.strip()
        if cell.origin == head[0].origin or is_blank(name) or name in {"/", "调查方式"}:
            continue
        key = added_key(name)
        found[at] = key
        taken.put(f"product:{key}", "name", name, where)
    return found


def _market_row(taken: Taken, kind: str, year: int, row: Sequence[Cell], products: dict[int, str], where: str) -> None:
    seen: dict[str, int] = {}
    for at, key in products.items():
        if at >= len(row):
            continue
        nth = seen[key] = seen.get(key, 0) + 1
        if kind == "share":
            taken.put(f"product:{key}", f"{'domestic' if nth == 1 else 'international'}_{year}", row[at].text, where)
        elif nth == 1:
            taken.put(f"product:{key}", f"{kind}_{year}", row[at].text, where)
    surveyed = next((cell.text for cell in reversed(row) if "自评" in cell.text), "")
    if kind != "share" and surveyed:
        _survey(taken, f"survey:{kind}.{year}", surveyed, where)


def _survey(taken: Taken, subject: str, text: str, where: str) -> None:
    boxes, _, body = text.partition("调查机构名称")
    taken.put(subject, "method", boxes, where)
    taken.put(subject, "body", body.strip(" :：\n"), where)


def listed(taken: Taken, rows: Rows, where: str) -> bool:
    """Competitors, liaisons: a head of labels of one kind of record, a record in each row below."""
    kinds = [each.record for each in taken.made.tables if each.shape is Shape.LIST] + ["liaison"]
    return any(_records(taken, kind, rows, where, least=3) for kind in kinds)


def market_list(taken: Taken, rows: Rows, where: str) -> bool:
    """Products as the workbook has them: one in each row."""
    return _records(taken, "product", rows, where, least=4)


def _records(taken: Taken, kind: str, rows: Rows, where: str, *, least: int) -> bool:
    fields = taken.form.records[kind].fields
    named = {normal(text): name for name, each in fields.items() for text in (each.label.zh, each.label.en)}
    for head_at, head in enumerate(rows[:6]):
        columns = {at: named[normal(cell.text)] for at, cell in enumerate(head) if normal(cell.text) in named}
        if len(set(columns.values())) < least:
            continue
        id_at = next((at for at, cell in enumerate(head) if normal(cell.text) == "id"), None)
        for number, row in enumerate(rows[head_at + 1 :], head_at + 2):
            texts = {name: row[at].text for at, name in columns.items() if at < len(row) and not is_blank(row[at].text)}
            if not texts:
                continue
            known = row[id_at].text.strip() if id_at is not None and id_at < len(row) else ""
            key = known or added_key("|".join(texts.get(name, "") for name in ("product", "name", "mobile")))
            for name, text in texts.items():
                taken.put(f"{kind}:{key}", name, text, f"{where}!{number}")
        return True
    return False


def surveys(taken: Taken, rows: Rows, where: str) -> bool:
    """Who surveyed, as the workbook has it: kind and year in the first column."""
    found = False
    for number, row in enumerate(rows, 1):
        match = re.fullmatch(r"(satisfaction|loyalty)\.(20[0-9]{2})", row[0].text.strip()) if row else None
        if match and int(match[2]) in taken.made.years and len(row) >= 4:
            found = True
            taken.put(f"survey:{match[0]}", "method", row[2].text, f"{where}!{number}")
            taken.put(f"survey:{match[0]}", "body", row[3].text, f"{where}!{number}")
    return found
