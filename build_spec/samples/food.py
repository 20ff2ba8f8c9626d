"""示例食品厂: a small food plant at 经验级, whose workbook has the mistakes that workbooks have.

Nobody visits it: on-site reviews begin at a self-assessed 检验级.
"""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from decimal import Decimal

from qmdesk.intake.template.filling import Filling, ReadingColumn, Row, Value
from samples.measuring import gb18030_csv, normal
from samples.sample import Measured, Photo, Sample, Scan
from samples.words import binding

NAME = "示例县示例糕点厂"
WEIGHT_FILE = "净含量称重记录.csv"

#: A process without tolerances: what its product standard limits. Moisture has an upper limit only, net weight a lower.
MOISTURE = normal(9, "4.42", "0.24", 30, "0.01")  # Cpk 0.81
WEIGHT = normal(25, "250.6", "3.4", 60, "0.1")  # 0.91

CASE: Row = {
    "enterprise": NAME,
    "credit_code": "91990000MA0DEM03X7",  # the last character should be T
    "region": "安徽省示例市示例县",
    "address": "示例县示例镇工业小区 9 号",
    "trade": "C1411 糕点、面包制造",
    "products": "桃酥、麻饼，250 g 袋装",
    "size": "小型",
    "employees": "42人",
    "specialised": "否",
    "class": "自愿参与类",
    "contact": "孙示例",
    "contact_phone": "0000-0000002",
    "period_from": "2025年1月",
    "period_to": "2025年12月",
    "site": "一个厂房，两条烘烤线",
    "family": "桃酥",
    "output_value": "１，２８０",
    "output_value_unit": "万元",
}

ITEMS: dict[str, tuple[Value, str | None, str | None]] = {
    "system.strategy": ("1 经验级", "厂里要求质量第一，没有写成目标。", None),
    "system.leadership": ("1 经验级", "厂长天天在车间，有问题当场解决。", None),
    "system.people": ("2 检验级", "新工人培训三天，健康证齐全。", "健康证；培训签到"),
    "system.customer": ("1", "客户打电话来就处理。", None),
    "system.process": ("不适用", None, None),  # a core item
    "system.key_process": ("经验级", "炉温由老师傅掌握，每天记一次。", "炉温记录"),
    "system.improvement": ("1 经验级", None, None),
    "system.foundation": ("2 检验级", "电子秤每年送检，出厂按国标检验。", "电子秤检定证书；出厂检验记录"),
    "system.supply": ("2", "面粉、油从固定三家购进，索证齐全。", "索证索票台账"),
    "digital.design": ("不适用", None, None),  # without a reason
    "digital.manufacturing": ("1 经验级", "手工记录。", None),
    "digital.monitoring": ("1 经验级", None, None),
    "digital.assurance": ("2 检验级", "袋上喷生产日期和批号。", None),
    "digital.supply": ("1 经验级", None, None),
    "digital.data": ("1 经验级", "检验本和生产本。", None),
    "sustained.strategy": ("1 经验级", None, None),
    "sustained.culture": ("1 经验级", "墙上有标语。", None),
    "sustained.innovation": ("6", "自己改过配方。", None),  # no such level
    "sustained.evidence": ("较好", None, None),  # no level at all
    "sustained.assessment": ("1 经验级", None, None),
    "sustained.performance": ("1 经验级", "没有单独算过。", None),
    "sustained.application": ("1 经验级", None, None),
}

#: Steps with what goes wrong: text, percentages, swapped numbers, a step twice, a hidden row.
_STEPS: list[Row] = [
    {"family": "桃酥", "name": "配料搅拌", "submitted": 9_860, "passed": 9_790},
    {"family": "桃酥", "name": "成型", "submitted": "约9800盘", "passed": 9_420},
    {"family": "桃酥", "name": "烘烤", "submitted": 9_640, "passed": "98%"},
    {"family": "桃酥", "name": "冷却", "submitted": 9_480, "passed": 9_530},
    {"family": "桃酥", "name": "烘烤", "submitted": 9_400, "passed": 9_100},
    {"family": "桃酥", "name": "包装", "submitted": "９４１０", "passed": "9,175袋"},
    {"family": "麻饼", "name": "包装（试做）", "submitted": 300, "passed": 251},
]

_CHARACTERISTICS: list[Row] = [
    {"name": "水分", "unit": "%", "family": "桃酥", "step": "烘烤", "usl": 5, "key": "是", "gauge": "快速水分仪"},
    {"name": "净含量", "unit": "g", "family": "桃酥", "step": "包装", "lsl": 241, "target": 250, "key": "是", "gauge": "电子秤", "data": WEIGHT_FILE},
    {"name": "炉温", "unit": "℃", "family": "桃酥", "step": "烘烤", "lsl": 200, "usl": 180, "key": "否"},
]  # fmt: skip

_LOSSES: list[Row] = [
    {"month": "2025-06", "kind": "外部", "category": "退货损失", "cost": Decimal("0.86"), "voucher": "超市退货单"},
    {"month": "8月", "kind": "内部", "category": "报废损失", "cost": "3200元", "voucher": "破碎饼称重单"},
]


def filling() -> Filling:
    """What the plant's clerk wrote into the workbook."""
    moisture: list[Value] = [*MOISTURE]
    moisture[11], moisture[17] = "偏高", "4.6%"
    return Filling(
        case=CASE,
        items={key: {"level": level, "note": note, "documents": documents} for key, (level, note, documents) in ITEMS.items()},
        figures={
            "sigma": {"tracked": "未做统计"},
            "cpk": {"tracked": "否"},
            "fpy": {"tracked": "是", "value": "98", "source": "车间估计"},
            "internal_loss": {"tracked": "未做统计"},
            "external_loss": {"tracked": "未做统计", "value": "基本没有"},
        },
        tables={
            "steps": _STEPS,
            "characteristics": _CHARACTERISTICS,
            "losses": _LOSSES,
            "documents": [
                {"binds": binding("system.foundation"), "text": "电子秤检定证书", "filename": "电子秤检定证书.pdf"},
                {"binds": binding("system.key_process"), "text": "炉温记录", "filename": "炉温记录.png"},
                {"binds": binding("system.people"), "text": "健康证", "filename": "健康证.jpg"},
                {"binds": "卫生", "text": "卫生检查表", "filename": "卫生检查表.pdf"},
            ],
        },
        readings=[ReadingColumn("水分", moisture, family="桃酥"), ReadingColumn(None, [181, 183, 179])],
        without=frozenset({"recorded", "defects"}),
        hidden=frozenset({("steps", 6)}),
    )  # fmt: skip


def _weight_file() -> bytes:
    rows = [
        (
            number,
            f"2025/12/{1 + (number - 1) // 12}",
            f"{value}g" if number % 9 == 0 else value,
            "合格" if value >= 241 else "轻",
        )
        for number, value in enumerate(WEIGHT, 1)
    ]
    return gb18030_csv(("序号", "日期", "净含量(g)", "判定"), rows)


_EVIDENCE = (
    Scan("evidence/scale.pdf", "电子秤检定证书.pdf", "检定证书（示例）", ("器具名称：电子计价秤　编号：DZC-02", "最大称量 3 kg　检定分度值 1 g", "检定结论：合格　有效期至 2026 年 4 月 8 日")),
    Photo("evidence/oven-log.png", "炉温记录.png", "烘烤炉温记录", ("日期　　　早班　　中班", "12-01　　182　　　185", "12-02　　180　　　＿＿", "12-03　　186　　　183", "记录人：＿＿＿")),
    Photo("evidence/workshop.png", "车间照片.png", "车间卫生责任区", ("烘烤线　责任人：班长", "检查：每周一次", "本周：✓ ✓ ✓ － －")),
)  # fmt: skip

SAMPLE = Sample(
    id="food",
    workbook="自评表(最终版).xlsx",
    filling=filling(),
    measured=(Measured("measurements/weight.csv", WEIGHT_FILE, _weight_file()),),
    evidence=_EVIDENCE,
    gbk=True,
)
