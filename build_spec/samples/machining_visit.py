"""The two days at the machining shop around the checklist: declarations, schedule, meetings, interviews, tracings, checks."""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from collections.abc import Iterable

from samples.onsite import Operation, characteristic, many, set_

LEAD, SECOND, GUEST, CHIEF = "陈示例", "林示例", "周示例", "方示例"
FAMILY = "电机转轴"
DIAMETER, KEYWAY, RUNOUT = (characteristic(FAMILY, name) for name in ("轴承档外径", "键槽宽度", "径向跳动"))

#: Whose handwriting is at which fields: name, subject, field, stage.
SIGNED: tuple[tuple[str, str, str, str], ...] = (
    (LEAD, "declaration:d1", "signature", ""),
    (SECOND, "declaration:d2", "signature", ""),
    (CHIEF, "attendance:o1", "signature", "onsite"),
    (GUEST, "attendance:o2", "signature", "onsite"),
    (LEAD, "attendance:o3", "signature", "onsite"),
    (SECOND, "attendance:o4", "signature", "onsite"),
    (CHIEF, "attendance:c1", "signature", "onsite"),
    (GUEST, "attendance:c2", "signature", "onsite"),
    (LEAD, "attendance:c3", "signature", "onsite"),
    (SECOND, "attendance:c4", "signature", "onsite"),
    (GUEST, "case", "handed_signature", ""),
)

_DECLARED = {
    "d1": {
        "member": "m1",
        "impartial": "是",
        "confidential": "是",
        "relations": "无",
        "signed_on": "2026-05-08",
        "signed_as": LEAD,
    },
    "d2": {
        "member": "m2",
        "impartial": "是",
        "confidential": "是",
        "relations": "2021 年前在同行业企业任检验科长，与本企业无往来",
        "signed_on": "2026-05-08",
        "signed_as": SECOND,
    },
}

_COACHED = {
    "c1": {
        "who": "示例精益管理咨询有限公司",
        "kind": "机构",
        "from": "2024-03",
        "to": "2024-09",
        "subject": "QC 小组与 5S 辅导",
        "source": "企业在首次会议前书面说明",
    },
}

_QUESTIONS = (
    ("q1", "item:digital.monitoring", "自评 4 级写“超差自动报警”，佐证只有一张大屏照片：报警由什么触发，最近一次报警和处置的记录在哪里？", "没有报警；数据由统计员每天早上录入，控制图每周换图片。", "生产部部长", "2026-05-11 11:10"),
    ("q2", "figure:external_loss", "台账写明“尚未与财务账逐月核对”：请准备全年红字发票和客户扣款单。", "已逐张核对，12 月退货少记 0.35 万元，同意补记。", "财务部主管", "2026-05-12 10:00"),
    ("q3", "item:system.customer", "客户 A 的外径偏小一年发生三次，前两次措施是什么，怎样验证有效？", "前两次都是加强自检，没有验证。", GUEST, "2026-05-11 13:25"),
)  # fmt: skip

#: The contradictions that questions were made from.
_ORIGINS = {"q1": "self-two-above-evidence:item:digital.monitoring"}

_REQUESTS = (
    ("r1", "item:system.strategy", "质量目标分解表和 2025 年检查记录", "看目标是否到工序", "质量部", "已出示", "2026-05-11", "只到公司一级"),
    ("r2", "item:system.key_process", "外圆磨削、铣键槽控制计划和 9—11 月控制图原件", "核对失控点处置", "生产部", "已出示", "2026-05-11", ""),
    ("r3", "item:system.foundation", "量具台账、校准证书、测量系统分析原始数据", "复核 GR&R，核对量程和有效期", "质量部", "已出示", "2026-05-11", ""),
    ("r4", "item:digital.assurance", "任一成品批的流转卡、热处理单、材质书", "做一次逆向追溯", "生产部", "已出示", "2026-05-12", ""),
    ("r5", "figure:internal_loss", "报废单、返修工时单、停工单（3、7、11 月原件）", "与台账核对", "质量部", "已出示", "2026-05-12", ""),
    ("r6", "item:sustained.application", "因内审或自评结果调整预算、考核的文件", "看结果是否用于决策", "总经理办公室", "没有", "2026-05-12", "企业说明没有这类文件"),
)  # fmt: skip

_SLOTS = (
    ("s01", "2026-05-11", "08:30", "09:10", "首次会议", "双方介绍，确认范围、期间、产品族和关键特性", "", "二楼会议室", "m1, m2", "总经理、各部门负责人"),
    ("s02", "2026-05-11", "09:10", "10:20", "查阅资料", "战略、领导、人员", "dimension:system", "二楼会议室", "m1", "质量部"),
    ("s03", "2026-05-11", "09:10", "11:20", "现场走查", "录入、大屏、数据", "dimension:digital", "2 号厂房", "m2", "生产部"),
    ("s04", "2026-05-11", "10:20", "11:50", "现场走查", "外圆磨削、铣键槽", "item:system.key_process", "2 号厂房", "m1", "磨工班长"),
    ("s05", "2026-05-11", "13:00", "14:40", "访谈", "最高管理者、班组长、操作人员", "dimension:system", "会议室、班组园地", "m1, m2", "按访谈名单"),
    ("s06", "2026-05-11", "14:50", "16:00", "见证测量", "轴承档外径复测 10 件", "dimension:performance", "检测室", "m1", "检验员"),
    ("s07", "2026-05-12", "08:30", "10:40", "批次追溯", "逆向、正向各一批", "item:digital.assurance", "2 号厂房、仓库", "m2", "仓库、热处理外协对接人"),
    ("s08", "2026-05-12", "09:00", "11:30", "查阅资料", "战略实施、文化、循证、评价", "dimension:sustained", "二楼会议室", "m1", "总经理办公室"),
    ("s09", "2026-05-12", "10:40", "13:50", "指标核算", "五项指标与凭证", "dimension:performance", "财务部", "m2", "财务部主管"),
    ("s10", "2026-05-12", "14:10", "15:30", "评价组会", "逐条合议", "", "二楼小会议室", "m1, m2", ""),
    ("s11", "2026-05-12", "16:00", "16:50", "末次会议", "通报事实和复核等级，移交整改建议", "", "二楼会议室", "m1, m2", "总经理、各部门负责人"),
)  # fmt: skip

_SAFETY = "进入车间穿防砸鞋、戴护目镜，长发入帽；磨床运转时不靠近砂轮侧；跟随陪同人员走黄线通道；遇警铃由东门撤离到篮球场集合。"
_NOTES = "企业说明 2 号厂房 3 号磨床 5 月 12 日上午检修半天，其余正常生产；评价组说明结论为复核等级，最终等级由主管部门确认。"

_OPENED = (
    "首次会议纪要\n时间：2026 年 5 月 11 日 8:30—9:10，二楼会议室，陈示例主持。\n"
    "一、确认评价范围为电机转轴的机械加工（不含热处理外协现场），期间为 2025 年全年，主要产品族为电机转轴。\n"
    "二、约定关键特性三项：轴承档外径、键槽宽度、径向跳动，规格限以图样 DZ-24-156 为准，看数据之前约定。\n"
    "三、说明安全须知和保密要求，双方无异议。"
)
_CLOSED = (
    "末次会议纪要\n时间：2026 年 5 月 12 日 16:00—16:50，二楼会议室，陈示例主持。\n"
    "一、通报 22 个条目和 5 项指标的事实，企业逐条确认，无异议。\n"
    "二、复核等级为检验级，须由主管部门确认公布。\n"
    "三、移交整改建议，周示例签收；企业将在商定期限内反馈整改情况。"
)

_MEETINGS = {
    "opening": {
        "day": "2026-05-11",
        "start": "08:30",
        "end": "09:10",
        "place": "二楼会议室",
        "chair": LEAD,
        "scope": "是",
        "safety": _SAFETY,
        "confidentiality": "是",
        "notes": _NOTES,
        "minutes": _OPENED,
    },
    "team": {
        "day": "2026-05-12",
        "start": "14:10",
        "end": "15:30",
        "place": "二楼小会议室",
        "chair": LEAD,
        "notes": "22 个条目逐条合议，关键过程一条两人评级不同，按失控点处置缺漏合议为 2 级；等级建议检验级。",
    },
    "closing": {
        "day": "2026-05-12",
        "start": "16:00",
        "end": "16:50",
        "place": "二楼会议室",
        "chair": LEAD,
        "notes": "企业对事实无异议；对质量在线监测与预警由自评 4 级改为 2 级表示接受，计划年内接入在线量具。",
        "minutes": _CLOSED,
    },
}

_PRESENT = (
    ("1", CHIEF, "企业", "总经理", "02"),
    ("2", GUEST, "企业", "质量部部长", "01"),
    ("3", LEAD, "评价组", "评估组长", "00"),
    ("4", SECOND, "评价组", "评估员", "00"),
)

_INTERVIEWS = (
    ("i1", CHIEF, "总经理", "最高管理者", "总经理办公室", LEAD, "2026-05-11", "13:00", "总经理办公室", (
        ("item:system.leadership", "去年您亲自停过一次不合格品放行吗？依据什么？", "没有，都是检验员签字；有争议时质量部长来问我。"),
        ("item:sustained.performance", "去年质量损失一共多少？您什么时候知道的？", "具体数要问财务，年终会上没有讲过。"),
    )),
    ("i2", "吴示例", "磨工班班长", "班组长", "生产部", LEAD, "2026-05-11", "13:50", "班组园地", (
        ("item:system.key_process", "控制图上出了点子怎么办？最近一次是哪天？", "先看砂轮，修一下再量；上个月 28 号有一次，忘记写了。"),
        ("item:system.strategy", "你们工序今年的质量目标是多少？", "没有给我们定，只知道厂里要 98%。"),
    )),
    ("i3", "郑示例", "外圆磨床操作工", "操作人员", "生产部", SECOND, "2026-05-11", "14:10", "3 号磨床", (
        ("item:system.people", "这台磨床谁教你的？你不在时谁能顶？", "师傅带了半年；我请假就停，别人不熟。"),
        ("item:digital.monitoring", "超差了你是怎样知道的？", "自己量，每两小时五件；大屏是昨天的数。"),
    )),
)  # fmt: skip

_STOPS = (
    ("p1", "原料库、下料", "炉号标识、来料检验记录", "item:digital.supply", SECOND, "2026-05-11 09:30", "炉号喷在端面，清楚"),
    ("p2", "2 号厂房 外圆磨削", "控制图、失控点处置、首检", "item:system.key_process", LEAD, "2026-05-11 10:35", "4 个失控点没有处置记录"),
    ("p3", "2 号厂房 大屏", "数据时间、报警", "item:digital.monitoring", SECOND, "2026-05-11 11:05", "前一日数据，没有报警"),
    ("p4", "检测室", "量具标识、标准件、温湿度", "item:system.foundation", LEAD, "2026-05-11 14:15", "抽 10 件均在有效期内"),
    ("p5", "成品库", "批号、先进先出、隔离区", "item:digital.assurance", SECOND, "2026-05-12 09:20", ""),
)  # fmt: skip

_TRACES = (
    ("t1", "backward", "2511-08", "2026-05-12 08:35", "2026-05-12 10:45", "完整", "由成品批反查到钢材炉号、热处理批和检验记录。", (
        ("成品检验", "出厂检验单 2511-08", "找到", "15"),
        ("外圆磨削", "流转卡 11-0832", "找到", "35"),
        ("热处理（外协）", "HT-2510-31 入厂复检单", "找到", "45"),
        ("原料", "炉号 25-48812 材质书", "找到", "35"),
    )),
    ("t2", "forward", "25-48812", "2026-05-12 09:00", "2026-05-12 13:20", "有断点", "同一炉钢的去向要翻三本台账，其中 60 件查不到成品批。", (
        ("下料", "领料单 10-112", "找到", "40"),
        ("热处理（外协）", "送外单 3 张", "不完整", "95"),
        ("成品批", "2511-08、2511-11", "不完整", "90"),
        ("发货", "发货单 4 张", "找到", "35"),
    )),
)  # fmt: skip

_GAUGES = (
    ("g0", "气动量仪", "QD-03", DIAMETER, "23.990", "24.030", "0.0001", "0.0008", "示例校字 2025-0297", "示例计量检测所", "2025-03-03", "2026-03-02", "上一张证书"),
    ("gx", "内测千分尺", "NC-11", KEYWAY, "5", "30", "0.001", "0.003", "示例校字 2025-0301", "示例计量检测所", "2025-03-03", "2026-03-02", "上一张证书"),
    ("g1", "气动量仪", "QD-03", DIAMETER, "23.990", "24.030", "0.0001", "0.0008", "示例校字 2026-0312", "示例计量检测所", "2026-03-02", "2027-03-01", "限用：每班用标准件校零"),
    ("g2", "内测千分尺", "NC-11", KEYWAY, "5", "30", "0.001", "0.003", "示例校字 2026-0318", "示例计量检测所", "2026-03-02", "2027-03-01", "每月复核"),
    ("g3", "偏摆仪（杠杆千分表 QF-07）", "PB-02", RUNOUT, "0", "0.2", "0.001", "0.0012", "示例校字 2025-1107", "示例计量检测所", "2025-11-05", "2026-11-04", ""),
)  # fmt: skip

_VOUCHERS = (
    ("v1", "case/output_value", "2025 年利润表附表（工业总产值）", "财字 2026-01-15", "4860.00万元", "2026-01-15", ""),
    ("v2", "loss:internal/scrap", "报废单汇总 12 张", "BF-2025-01 至 12", "101.00万元", "2025-12-31", ""),
    ("v3", "loss:internal/rework", "返修工时单汇总 12 张", "FX-2025-01 至 12", "45.70万元", "2025-12-31", ""),
    ("v4", "loss:internal/stoppage", "停工单 4 张", "TG-2025", "18.60万元", "2025-12-31", ""),
    ("v5", "loss:external/claim", "客户扣款单 5 张", "记-0118 等", "42.96万元", "2025-12-31", ""),
    ("v6", "loss:external/return", "红字发票 7 张", "记-0219 等", "32.75万元", "2025-12-31", "12 月退货一张 0.35 万元未入台账，企业同意补记，不影响等级"),
)  # fmt: skip


def _numbered(kind: str, rows: tuple[tuple[str, ...], ...], names: tuple[str, ...], author: str) -> list[Operation]:
    """Rows of key and texts as records; an empty text is left out, an ``order`` is the row's number."""
    listed: list[Operation] = []
    for number, (key, *texts) in enumerate(rows, 1):
        values = {name: text for name, text in zip(names, texts, strict=True) if text}
        if kind in ("question", "request", "stop"):
            values["order"] = str(number)
        listed += many(f"{kind}:{key}", values, author)
    return listed


def facts(items: Iterable[str], findings: Iterable[str]) -> list[Operation]:
    """Every item and finding gone through with the enterprise at the closing meeting."""
    listed = [set_(f"item:{item}", "fact", "无异议", author=LEAD) for item in items]
    listed.append(
        set_(
            "item:system.key_process",
            "agreed_reason",
            "控制图失控点处置缺漏，Cpk 没有用于调整过程，不满足 3 级。",
            author=LEAD,
        )
    )
    listed.append(set_("item:digital.monitoring", "fact_words", "大屏当时理解为实时显示，接受现场认定。", author=LEAD))
    return listed + [set_(f"finding:{key}", "agreed", "无异议", author=LEAD) for key in findings]


def operations() -> list[Operation]:
    """All of it but the facts, in the words of the ``set`` command."""
    listed: list[Operation] = []
    for kind, records in (("declaration", _DECLARED), ("coaching", _COACHED), ("meeting", _MEETINGS)):
        for key, values in records.items():
            listed += many(f"{kind}:{key}", values, LEAD)
    for key, binds, text, answer, by, at in _QUESTIONS:
        values = {
            "origin": _ORIGINS.get(key, ""),
            "binds": binds,
            "text": text,
            "answer": answer,
            "answered_by": by,
            "answered_at": at,
            "settled": "是",
            "order": key[1:],
        }
        listed += many(f"question:{key}", {name: value for name, value in values.items() if value}, LEAD)
    listed += _numbered("request", _REQUESTS, ("binds", "text", "reason", "owner", "status", "seen_on", "note"), LEAD)
    listed += _numbered(
        "slot", _SLOTS, ("day", "start", "end", "activity", "text", "binds", "area", "members", "counterpart"), LEAD
    )
    for meeting, letter, day, time in (("opening", "o", "2026-05-11", "08:2"), ("closing", "c", "2026-05-12", "15:5")):
        for key, name, side, post, minute in _PRESENT:
            values = {
                "meeting": meeting,
                "name": name,
                "side": side,
                "post": post,
                "at": f"{day} {time}{minute[-1]}",
                "signed_as": name,
            }
            listed += many(f"attendance:{letter}{key}", values, LEAD)
    for subject in (DIAMETER, KEYWAY, RUNOUT):
        listed += many(subject, {"agreed": "是", "agreed_on": "2026-05-11 09:00"}, LEAD)
    for key, person, post, level, department, by, day, start, place, answers in _INTERVIEWS:
        values = {
            "person": person,
            "post": post,
            "level": level,
            "department": department,
            "by": by,
            "day": day,
            "start": start,
            "place": place,
        }
        listed += many(f"interview:{key}", values, by)
        for number, (binds, question, answer) in enumerate(answers, 1):
            values = {"interview": key, "binds": binds, "question": question, "answer": answer, "order": str(number)}
            listed += many(f"interview_answer:{key}-{number}", values, by)
    listed += _numbered("stop", _STOPS, ("area", "look_for", "binds", "by", "seen_at", "note"), SECOND)
    for key, direction, batch, started, ended, result, note, links in _TRACES:
        values = {
            "direction": direction,
            "batch": batch,
            "product": FAMILY,
            "started": started,
            "ended": ended,
            "result": result,
            "note": note,
        }
        listed += many(f"trace:{key}", values, SECOND)
        for number, (name, document, found, minutes) in enumerate(links, 1):
            values = {
                "trace": key,
                "name": name,
                "document": document,
                "found": found,
                "minutes": minutes,
                "order": str(number),
            }
            listed += many(f"trace_step:{key}-{number}", values, SECOND)
    gauge = (
        "name",
        "number",
        "characteristics",
        "range_low",
        "range_high",
        "resolution",
        "uncertainty",
        "certificate",
        "laboratory",
        "calibrated",
        "due",
        "note",
    )
    rows = tuple((key, name, number, whose.partition(":")[2], *rest) for key, name, number, whose, *rest in _GAUGES)
    listed += _numbered("gauge", rows, gauge, LEAD)
    listed += [set_(f"gauge:{key}", "unit", "mm", author=LEAD) for key, *_ in _GAUGES]
    listed += _numbered("voucher", _VOUCHERS, ("binds", "document", "number", "amount", "booked", "note"), SECOND)
    skipped = {"skipped": "是", "reason": "键槽宽度、径向跳动的量具本周送检，只复测了轴承档外径", "by": LEAD}
    listed += many("visit:measuring", skipped, LEAD)
    listed += many(
        "case",
        {"handed_over": "2026-05-12 16:40", "handed_to": GUEST, "facts_by": CHIEF, "facts_on": "2026-05-12"},
        LEAD,
    )
    return listed
