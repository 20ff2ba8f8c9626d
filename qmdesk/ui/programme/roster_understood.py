"""How each sheet of an import was understood: where it belongs, which heading gave which field, what was passed by."""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.portfolio.roster_plan import Plan
from qmdesk.ui.programme.desk import ProgrammeDesk
from qmdesk.ui.programme.lists import Line, ListTable
from qmdesk.ui.programme.naming import FIELDS, field_title, joined
from qmdesk.ui.words import mark, tr

#: Columns of a roster that no field of a row stands for by itself.
_OTHERS = {"number": mark("序号"), "phone": mark("联系方式")}
_PASSED = {
    "empty": mark("空行 {n}"),
    "heading": mark("重复的表头 {n}"),
    "total": mark("合计行 {n}"),
    "note": mark("说明行 {n}"),
    "group": mark("分组行 {n}"),
}


def understood(desk: ProgrammeDesk, plan: Plan) -> ListTable:
    """A table with one line for each column of each sheet, and for what was passed over."""
    titles = (tr("文件与工作表"), tr("表中的列或内容"), tr("读作"))
    made = ListTable(desk.theme, tr("读法"), titles, (30, 40, 30))
    lines: list[Line] = []
    for file, table in plan.tables:
        where = joined((file, table.sheet), " / ")
        lines += [Line((where, text, _said(name))) for name, text in table.said.items()]
        lines += [Line((where, " ".join(label.split()), _title(name))) for name, label in table.labels.items()]
        lines += [Line((where, each, tr("没有用到")), "info", "muted") for each in table.unknown]
        if table.passed:
            lines.append(Line((where, _passed(table.passed), tr("没有当作企业")), "info", "muted"))
    made.lines.show_lines(lines)
    return made


def _said(name: str) -> str:
    return {"region": tr("整张表的地区"), "contact": tr("报送联系人"), "year": tr("年度")}.get(name, tr("报送单位"))


def _title(name: str) -> str:
    bare = name.rstrip("+-")
    title = field_title(bare) if bare in FIELDS else tr(_OTHERS.get(bare, bare))
    return title if bare == name else joined((title, tr("是") if name.endswith("+") else tr("否")), " · ")


def _passed(passed: Mapping[str, int]) -> str:
    return joined((tr(_PASSED[reason], n=count) for reason, count in passed.items() if reason in _PASSED), "、")
