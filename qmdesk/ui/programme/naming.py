"""What the fields and values of a programme's rows are called in the window."""

from __future__ import annotations

from collections.abc import Iterable

from qmdesk.formdef.programme import ClassRule
from qmdesk.model.programme import Participant
from qmdesk.ui.words import mark, tr

CLASSES = {"key": mark("重点引导"), "volunteer": mark("自愿参与"), "advancing": mark("进阶提升")}
SIZES = {"large": mark("大型"), "medium": mark("中型"), "small": mark("小型"), "micro": mark("微型")}
FIELDS = {
    "enterprise": mark("企业名称"),
    "credit_code": mark("统一社会信用代码"),
    "city": mark("市"),
    "county": mark("县（市、区）"),
    "province": mark("省"),
    "specialised": mark("专精特新"),
    "earlier": mark("前期评价"),
    "class": mark("参评类别"),
    "class_by": mark("类别来源"),
    "trade": mark("行业"),
    "size": mark("规模"),
    "institution": mark("评价机构"),
    "assessors": mark("评估员"),
    "contact": mark("企业联系人和联系方式"),
    "visit_start": mark("现场开始"),
    "visit_end": mark("现场结束"),
    "self_level": mark("自评等级"),
    "onsite_level": mark("复核等级"),
    "second_level": mark("二次复核等级"),
    "final_level": mark("确认等级"),
    "self_on": mark("自评日期"),
    "concluded_on": mark("复核结论日期"),
    "second_on": mark("二次复核日期"),
    "published_on": mark("发布日期"),
    "consent": mark("同意公布"),
    "note": mark("备注"),
    "removed": mark("移出名录"),
    "case_id": mark("案卷编号"),
    "case_path": mark("案卷文件"),
    "authority": mark("主管部门"),
    "year": mark("年度"),
    "pack": mark("政策包"),
    "institutions": mark("评价机构名单"),
    "cells": mark("未采纳的行"),
    "problems": mark("未采纳的原因"),
    "where": mark("原表位置"),
    "settled": mark("未采纳的行已了结"),
}
STATES = {
    "late": (mark("逾期"), "bad", "octagon-alert"),
    "soon": (mark("将到期"), "warn", "triangle-alert"),
    "open": (mark("未到期"), "muted", "circle"),
    "undated": (mark("无日期"), "muted", "circle-dot"),
    "done": (mark("已完成"), "good", "circle-check"),
    "closed": (mark("不适用"), "muted", "circle-slash"),
}
#: Levels by number, short; a form could name them otherwise, the ministry's names are these.
LEVELS = {1: mark("经验级"), 2: mark("检验级"), 3: mark("保证级"), 4: mark("预防级"), 5: mark("卓越级")}
FLAGS = ("specialised", "earlier", "consent", "removed")


def field_title(name: str) -> str:
    """A field in the window's language; what is not known stands as it is."""
    if name.startswith("county:"):
        return tr("{county}属于", county=name.removeprefix("county:"))
    if name.startswith("done:"):
        return tr("步骤完成日期")
    return capital(tr(FIELDS[name])) if name in FIELDS else name


def value_title(name: str, text: str) -> str:
    """A value as it is shown."""
    if name in FLAGS:
        return yes_no({"true": True, "false": False}.get(text))
    if name == "class":
        return tr(CLASSES[text]) if text in CLASSES else text
    if name == "class_by":
        return {"proposed": tr("拟定"), "table": tr("表中所填"), "person": tr("人工填写")}.get(text, text)
    if name == "size":
        return tr(SIZES[text]) if text in SIZES else text
    if name.endswith("_level"):
        return level_title(int(text)) if text.isdecimal() else text
    return text


def yes_no(value: bool | None) -> str:
    """是, 否, or nothing where it is not said."""
    return "" if value is None else (tr("是") if value else tr("否"))


def level_title(level: int | None) -> str:
    """A level's name, "" where there is none."""
    return tr(LEVELS[level]) if level in LEVELS else ""


def class_title(row: Participant) -> str:
    """The class; one that is only proposed says so."""
    name = tr(CLASSES[row.class_]) if row.class_ in CLASSES else row.class_
    return tr("{name}（拟）", name=name) if name and row.class_by == "proposed" else name


def class_rule_title(rule: ClassRule | None, lang: str) -> str:
    """What the authority's notice lays down for a class: who chooses the institution, whether a fee may be charged."""
    if rule is None:
        return ""
    chosen = tr("评价机构由主管部门选定") if rule.chosen_by == "authority" else tr("评价机构由企业自主选择")
    fee = tr("不得向企业收费") if rule.fee_forbidden else tr("是否收费通知未说明")
    note = rule.note.in_(lang) if rule.note is not None else ""
    return "\n".join(part for part in (rule.name.in_(lang), chosen, fee, note) if part)


def days_title(row: Participant) -> str:
    """The days of the visit, short: 9-01–9-02."""
    days = [each[5:] for each in dict.fromkeys((row.visit_start, row.visit_end)) if each]
    return "–".join(days)


def place_title(row: Participant) -> str:
    """City and county."""
    return joined((row.city, row.county))


def capital(text: str) -> str:
    """A word at the beginning of a line: English begins with a capital there, whatever it does elsewhere."""
    return text[:1].upper() + text[1:]


def joined(parts: Iterable[str], by: str = " ") -> str:
    return by.join(part for part in parts if part)
