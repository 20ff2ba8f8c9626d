"""Labels and values: the application form, the recommendation, the cover, numbers in the sentences of 2024."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qmdesk.formdef.types import Form
from qmdesk.intake.benchmark.kept import Rows, Taken, normal, words_of
from qmdesk.intake.benchmark.word_reader import Cell


def labels(taken: Taken, rows: Rows, where: str) -> bool:
    """Pairs: a cell that is a field's label, and the cell to its right."""
    fields = _labels_of(taken.form)
    if any(normal(cell.text) in _RECOMMENDING for row in rows for cell in row):
        fields |= {normal(label): name for label, name in _RECOMMENDER.items()}
    found = sum(_sentence(taken, text, where) for text in words_of(rows))
    for number, row in enumerate(rows, 1):
        at = 0
        while at < len(row):
            name = _field_named(fields, row[at].text)
            value_at = _next(row, at)
            if name is None or value_at is None or _field_named(fields, row[value_at].text) is not None:
                at = value_at if value_at is not None else len(row)
                continue
            found += 1
            place = f"{where}!{number}"
            taken.put("case", name, row[value_at].text, f"{place} {row[at].text.splitlines()[0][:20]}")
            at = _next(row, value_at) or len(row)
    return found > 0


def _labels_of(form: Form) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, each in form.records["case"].fields.items():
        found.setdefault(normal(each.label.zh), name)
        found.setdefault(normal(each.label.en), name)
    return found | {normal(alias): name for alias, name in _ALIASES.items() if name in form.records["case"].fields}


#: Labels as the printed forms word them where ours reads otherwise.
_ALIASES = {
    "申报方向(单选)": "direction",
    "所属央企集团全称(非央企不用填)": "central_group",
    "主导产品名称及市场占有率": "main_product",
    "单位名称": "enterprise",
    "企业名称": "enterprise",
    "电子邮箱": "email",
    "姓名": "contact",
}
#: What the same labels mean in the recommending body's own table.
_RECOMMENDING = frozenset({"推荐意见", "推荐单位联系人"})
_RECOMMENDER = {
    "电话": "recommender_phone",
    "手机": "recommender_mobile",
    "电子邮箱": "recommender_email",
}
#: Sentences of the printed form of 2024 with numbers to fill in, by field.
_SENTENCES = {
    "patents": r"有效专利数共\s*([0-9]+)\s*个",
    "inventions": r"其中发明专利\s*([0-9]+)\s*个",
    "standards": r"标准制定数共\s*([0-9]+)\s*个",
    "standards_international": r"国际\s*([0-9]+)\s*个",
    "standards_national": r"国家\s*([0-9]+)\s*个",
    "standards_trade": r"行业\s*([0-9]+)\s*个",
    "standards_local": r"地方\s*([0-9]+)\s*个",
    "standards_group": r"团体\s*([0-9]+)\s*个",
}


def _sentence(taken: Taken, text: str, where: str) -> int:
    """Numbers out of a printed sentence (有效专利数共 12 个); how many there were."""
    if "个" not in text or "patents" not in taken.form.records["case"].fields:
        return 0
    found = {name: match[1] for name, pattern in _SENTENCES.items() if (match := re.search(pattern, text))}
    for name, number in found.items():
        taken.put("case", name, number, where)
    return len(found)


def take_line(taken: Taken, text: str, where: str) -> None:
    """A line of a cover: label, colon, value."""
    label, mark, value = text.replace("：", ":").partition(":")
    name = _labels_of(taken.form).get(normal(label)) if mark and len(label) <= 20 else None
    if name is not None and not re.search("[_＿]", value):
        taken.put("case", name, value, where)


def _field_named(fields: dict[str, str], text: str) -> str | None:
    word = normal(text)
    if not word or len(word) > 60:
        return None
    if word in fields:
        return fields[word]
    return next((name for label, name in fields.items() if len(label) >= 6 and word.startswith(label)), None)


def _next(row: Sequence[Cell], at: int) -> int | None:
    """The next cell of a row that is another one."""
    return next((other for other in range(at + 1, len(row)) if row[other].origin != row[at].origin), None)
