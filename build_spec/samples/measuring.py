"""Measurements that look like a factory's, the same in every run, and the files that a factory keeps them in."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from statistics import NormalDist

#: Written into workbooks as their time of making, so that the same data give the same bytes.
MADE = datetime(2026, 5, 11)  # noqa: DTZ001 - the workbook format has no zone


def normal(seed: int, mean: str, sd: str, count: int, step: str) -> list[Decimal]:
    """Normal readings rounded to the gauge's step. Only ``random()`` is used: its sequence never changes."""
    source, law = random.Random(seed), NormalDist(float(mean), float(sd))
    return [_rounded(law.inv_cdf(source.random()), step) for _ in range(count)]


def _rounded(value: float, step: str) -> Decimal:
    size = Decimal(step)
    return ((Decimal(repr(value)) / size).to_integral_value() * size).quantize(size)


def spread(total: int, shares: Sequence[int]) -> list[int]:
    """A total over months in proportion to shares, whole numbers that add up to it."""
    parts = [total * share // sum(shares) for share in shares]
    parts[0] += total - sum(parts)
    return parts


def gb18030_csv(head: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as an old instrument or an ERP export writes it: GB18030, CRLF, no BOM."""
    lines = [",".join(str(cell) for cell in row) for row in (head, *rows)]
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def record_sheet(title: str, about: Sequence[tuple[str, str]], subgroups: Sequence[Sequence[Decimal]]) -> bytes:
    """A record form as a workshop prints it: a title block, a header of two merged rows, a row a subgroup."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": title, "created": MADE})
    boxed = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "font_name": "宋体", "font_size": 10})
    head = book.add_format({"border": 1, "align": "center", "bold": True, "bg_color": "#DDDDDD", "font_name": "宋体"})
    big = book.add_format({"bold": True, "font_size": 16, "align": "center", "font_name": "宋体"})
    sheet = book.add_worksheet("记录")
    size = len(subgroups[0])
    sheet.merge_range(0, 0, 0, size + 2, title, big)
    for row, (name, value) in enumerate(about, 1):
        sheet.merge_range(row, 0, row, 1, name, boxed)
        sheet.merge_range(row, 2, row, size + 2, value, boxed)
    top = len(about) + 1
    sheet.merge_range(top, 0, top + 1, 0, "子组", head)
    sheet.merge_range(top, 1, top, size, "测量值", head)
    for column, name in enumerate(("平均值", "极差"), size + 1):
        sheet.merge_range(top, column, top + 1, column, name, head)
    for column in range(1, size + 1):
        sheet.write_string(top + 1, column, f"X{column}", head)
    for number, values in enumerate(subgroups, 1):
        _record_row(sheet, top + 1 + number, number, values, boxed)
    last = top + 2 + len(subgroups)
    sheet.merge_range(last, 0, last, size + 2, "注：每 2 小时连续抽取一个子组，超出界限时停机并通知班长。", boxed)
    book.close()
    return content.getvalue()


def _record_row(sheet, row: int, number: int, values: Sequence[Decimal], boxed) -> None:  # noqa: ANN001
    sheet.write_number(row, 0, number, boxed)
    for column, value in enumerate(values, 1):
        sheet.write_number(row, column, float(value), boxed)
    size = len(values)
    area = f"B{row + 1}:{chr(65 + size)}{row + 1}"
    sheet.write_formula(row, size + 1, f"=AVERAGE({area})", boxed, float(round(sum(values) / size, 5)))
    sheet.write_formula(row, size + 2, f"=MAX({area})-MIN({area})", boxed, float(max(values) - min(values)))


def grouped(values: Sequence[Decimal], size: int) -> list[Sequence[Decimal]]:
    """Readings in subgroups of so many."""
    return [values[start : start + size] for start in range(0, len(values), size)]
