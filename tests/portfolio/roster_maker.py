"""Rosters for tests and benchmarks, made by a seed: enterprises of Zhejiang with right codes, some rows made wrong."""

from __future__ import annotations

import random
from pathlib import Path

import openpyxl

from qmdesk.formdef.credit_code import check_character
from qmdesk.formdef.programme_loader import load_pack

HEAD = (
    "序号", "所在县\n(市、区)", "企业名称", "统一社会\n信用代码", "是/否\n为专精特新中小\n企业",
    "是否\n已参加前期\n评价", "企业联系\n人和联系\n方式",
)  # fmt: skip
KINDS = ("no name", "no code", "one digit wrong", "a code as a number", "another city's county")
TRADES = ("精密机械", "汽车零部件", "电子", "食品", "纺织", "化工", "医疗器械", "家电")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def code_of(division: str, number: int) -> str:
    """A right credit code of a division."""
    digits = ""
    for _ in range(9):
        number, rest = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[rest] + digits
    first = f"91{division}{digits}"
    return first + check_character(first)


def enterprises(count: int, seed: int = 2026, city: str = "") -> list[list[object]]:
    """Rows of a roster as they are typed: number, county, name, code, yes or no, yes or no, contact."""
    rng = random.Random(seed)
    counties = [each for each in load_pack("zhejiang", 2026).regions if each.kind == "county"]
    counties = [each for each in counties if city in ("", each.within)]
    rows: list[list[object]] = []
    for at in range(1, count + 1):
        county = rng.choice(counties)
        name = f"{county.within}{_word(at)}{rng.choice(TRADES)}有限公司"
        code = code_of(county.divisions[0], seed * 100_000 + at)
        yes = [rng.choice(("是", "否")), rng.choice(("是", "否", "否"))]
        rows.append([at, county.id, name, code, *yes, f"联系人{at % 97} 1380000{at % 10000:04}"])
    return rows


def spoil(rows: list[list[object]], count: int, seed: int = 7) -> list[int]:
    """Make some rows wrong, each in one of five ways; their numbers."""
    rng = random.Random(seed)
    places = sorted(rng.sample(range(len(rows)), count))
    for nth, at in enumerate(places):
        row, kind = rows[at], KINDS[nth % len(KINDS)]
        code = str(row[3])
        if kind == "no name":
            row[2] = None
        elif kind == "no code":
            row[3] = None
        elif kind == "one digit wrong":
            row[3] = code[:-1] + ("0" if code[-1] != "0" else "1")
        elif kind == "a code as a number":
            row[3] = 913301060000000000 + at
        else:
            row[1] = f"{row[1]}外"
    return [at + 1 for at in places]


def write_xlsx(path: Path, rows: list[list[object]], *, region: str = "", contact: str = "") -> Path:
    """A workbook in the annex's shape."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "汇总表"
    for line in (["附件3"], ["参评企业汇总表"], [f"地区：{region}"], [f"联系人及联系方式：{contact}"], HEAD, *rows):
        sheet.append(list(line))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":  # what looks like a formula is a text here, as a person pastes it
                cell.data_type = "s"
    sheet.merge_cells("A2:G2")
    book.save(path)
    return path


def _word(number: int) -> str:
    signs = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"
    word = ""
    number += len(signs)
    while number:
        number, rest = divmod(number, len(signs))
        word = signs[rest] + word
    return word
