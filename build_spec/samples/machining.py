"""示例精密机械: a machining shop of 85 people at 检验级, more confident of itself than its evidence is."""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from datetime import date
from decimal import Decimal

from qmdesk.intake.template.filling import Filling, ReadingColumn, Row
from samples import machining_onsite
from samples.measuring import gb18030_csv, grouped, normal, record_sheet, spread
from samples.sample import Measured, Photo, Sample, Scan
from samples.words import binding

NAME = "浙江示例精密机械有限公司"
FAMILY = "电机转轴"

#: The readings. Seeds were chosen so that every chart is in control; what they give is checked by tests.
JOURNAL = normal(17, "24.0085", "0.00185", 125, "0.0001")  # Cpk 1.12, the worst of the key characteristics
KEYWAY = normal(19, "7.9665", "0.0044", 125, "0.001")  # 1.41
LENGTH = normal(3, "156.006", "0.0205", 50, "0.001")  # 1.53
RUNOUT = normal(31, "0.0068", "0.0021", 125, "0.0001")  # 1.27, one-sided

LENGTH_FILE, RUNOUT_FILE = "总长测量记录.csv", "径向跳动抽检记录表.xlsx"

CASE: Row = {
    "enterprise": NAME,
    "credit_code": "91990000MA0DEM0138",
    "region": "浙江省示例市示例区",
    "address": "示例市示例区示例工业园二路 18 号 1、2 号厂房",
    "trade": "C3484 机械零部件加工",
    "products": "家电和电动工具用电机转轴，直径 8～40 mm，年产约 18 万件",
    "size": "小型",
    "employees": 85,
    "specialised": "是",
    "class": "自愿参与类",
    "contact": "周示例（质量部）",
    "contact_phone": "0000-0000000",
    "representative": "周示例",
    "period_from": date(2025, 1, 1),
    "period_to": date(2025, 12, 1),
    "site": "1 号厂房（下料、车、铣）和 2 号厂房（磨、清洗、检验）；热处理外协，按本厂入厂复检计。",
    "family": FAMILY,
    "output_value": 4860,
    "output_value_unit": "万元",
}

#: Item: own level, grounds, documents.
ITEMS: dict[str, tuple[str, str, str]] = {
    "system.strategy": ("2 检验级", "总经理签发的 2025 年质量目标共 5 项：终检一次合格率≥98%、客诉≤12 件、交付及时率≥97% 等，半年汇总一次。", "2025 年质量目标；上半年目标完成情况"),
    "system.leadership": ("3 保证级", "总经理兼任首席质量官，每月主持质量例会；检验员有不放行权，2025 年行使 6 次。", "管理评审报告；首席质量官任命书"),
    "system.people": ("2 检验级", "年度培训 24 课时/人，完成率 92%；检验员、磨工持上岗证。", "2025 年培训计划和记录"),
    "system.customer": ("2 检验级", "客诉统一登记 11 件，10 件按期关闭；年底对前 8 位客户做满意度调查，得分 91.3。", "客诉台账；满意度调查汇总"),
    "system.process": ("2 检验级", "ISO 9001 证书有效至 2027 年 8 月；内审每年一次覆盖全部部门，2025 年 7 项不符合全部关闭。", "质量手册封面和证书；内审报告"),
    "system.key_process": ("3 保证级", "外圆磨削设控制图看板，每 2 小时抽 5 件；轴承档外径做过 GR&R，Cpk 每季计算。", "外径控制图看板；GR&R 分析报告"),
    "system.improvement": ("2 检验级", "纠正措施单 23 份，按期关闭 21 份；QC 小组 1 个（降低键槽对称度不良）。", "纠正措施台账"),
    "system.foundation": ("3 保证级", "量具 146 件全部在校准期内；轴承档外径、键槽宽度的测量系统 %GRR 分别为 14%、18%。", "量具台账；GR&R 分析报告"),
    "system.supply": ("2 检验级", "合格供方 21 家，钢材、外协热处理按批检验并记实测值，每年评价一次。", "合格供方名录；来料检验记录"),
    "digital.design": ("3 保证级", "图样全部用 PDM 管理，变更单在系统里流转，列出受影响的工装和检验规程。", "PDM 变更单截图"),
    "digital.manufacturing": ("2 检验级", "关键工序产量、首检数据按班录入表格，次日可查。", "班产量和首检录入表"),
    "digital.monitoring": ("4 预防级", "车间大屏实时显示合格率和控制图，超差自动报警。", "车间大屏照片"),
    "digital.assurance": ("2 检验级", "产品打批号，凭流转卡可查到钢材炉号和检验记录。", "批次追溯演示记录"),
    "digital.supply": ("2 检验级", "采购订单和来料检验录入 ERP。", "ERP 来料检验截图"),
    "digital.data": ("2 检验级", "质量数据清单 14 项，写明来源、频次和责任人，每周备份。", "质量数据清单"),
    "sustained.strategy": ("2 检验级", "2025—2027 年发展规划，磨床更新、自动检测列入预算，半年检查一次。", "发展规划（节选）"),
    "sustained.culture": ("3 保证级", "质量月、技能比武每年各一次；设“质量之星”，与奖金挂钩。", "质量月活动总结"),
    "sustained.innovation": ("2 检验级", "排列图、因果图分析 5 份；磨削参数以单因素试验确定。", "键槽对称度分析报告"),
    "sustained.evidence": ("2 检验级", "每月质量月报，有目标值、本月值和上月值，例会传阅。", "12 月质量月报"),
    "sustained.assessment": ("2 检验级", "每年内审一次，内审员 4 人持证，不审本部门。", "内审报告"),
    "sustained.performance": ("3 保证级", "内部、外部损失按月按科目统计，全年 165.30 万元和 77.76 万元。", "2025 年质量损失台账"),
    "sustained.application": ("2 检验级", "内审、客户审核发现列入整改清单，按期关闭 19/21。", "整改清单"),
}  # fmt: skip

_STEPS = (
    ("下料", 186_400, 185_654),
    ("粗车", 186_120, 183_887),
    ("精车", 185_730, 182_944),
    ("铣键槽", 185_010, 183_160),
    ("调质（外协，入厂复检）", 184_620, 183_143),
    ("外圆磨削", 184_090, 180_040),
    ("去毛刺清洗", 183_560, 182_459),
    ("终检", 183_120, 180_007),
)

#: Units inspected and defective month by month, and the main cause.
_SHARES = (13, 9, 16, 16, 17, 16, 15, 15, 17, 16, 17, 16)
_DEFECTIVE = (262, 175, 281, 268, 290, 271, 266, 255, 274, 259, 262, 250)
_CAUSES = ("轴承档外径超差", "键槽对称度超差", "表面划伤", "轴承档外径超差", "轴承档外径超差", "径向跳动超差",
           "表面划伤", "轴承档外径超差", "键槽对称度超差", "轴承档外径超差", "表面划伤", "轴承档外径超差")  # fmt: skip

#: Losses in 万元 by month: scrap, rework, stoppage; the vouchers are those of the ledger.
_SCRAP = ("9.42", "6.85", "8.97", "8.66", "9.51", "8.74", "8.30", "7.92", "8.81", "8.15", "8.02", "7.65")
_REWORK = ("4.20", "3.15", "4.06", "3.98", "4.37", "3.90", "3.72", "3.61", "3.95", "3.70", "3.58", "3.48")
_STOPPAGE = {2: "4.60", 5: "3.90", 8: "5.10", 11: "5.00"}
_CLAIMS = {1: "6.80", 4: "9.25", 6: "7.40", 9: "11.36", 12: "8.15"}
_RETURNS = {2: "4.10", 3: "5.35", 7: "6.20", 8: "5.05", 10: "6.90", 11: "4.80"}


def _losses() -> list[Row]:
    rows: list[Row] = []
    for month in range(1, 13):
        listed: list[tuple[str, str, object, str]] = [
            ("内部", "报废损失", _SCRAP[month - 1], f"报废单汇总 2025-{month:02d}"),
            ("内部", "返修费用", _REWORK[month - 1], f"返修工时单 2025-{month:02d}"),
        ]
        for kind, category, costs, voucher in (
            ("内部", "停工损失", _STOPPAGE, "停工单"),
            ("外部", "索赔", _CLAIMS, "客户扣款单"),
            ("外部", "退货损失", _RETURNS, "红字发票"),
        ):
            if month in costs:
                listed.append((kind, category, costs[month], f"{voucher} 记-{month:02d}{17 + month}"))
        if month == 12:
            listed.append(("外部", "保修费用", "2.40", "更换发货单 2025 年汇总"))
        rows += [
            {
                "month": date(2025, month, 1),
                "kind": kind,
                "category": category,
                "cost": Decimal(str(cost)),
                "unit": "万元",
                "voucher": voucher,
            }
            for kind, category, cost, voucher in listed
        ]
    return rows


def _defects() -> list[Row]:
    units = spread(183_120, _SHARES)
    return [
        {
            "month": date(2025, month, 1),
            "family": FAMILY,
            "units": units[month - 1],
            "defective": _DEFECTIVE[month - 1],
            "cause": _CAUSES[month - 1],
        }
        for month in range(1, 13)
    ]


_CHARACTERISTICS: list[Row] = [
    {"name": "轴承档外径", "unit": "mm", "family": FAMILY, "step": "外圆磨削", "lsl": Decimal("24.002"), "usl": Decimal("24.015"), "target": Decimal("24.0085"), "key": "是", "gauge": "气动量仪 QD-03"},
    {"name": "键槽宽度", "unit": "mm", "family": FAMILY, "step": "铣键槽", "lsl": Decimal("7.949"), "usl": Decimal("7.985"), "target": Decimal("7.967"), "key": "是", "gauge": "内测千分尺 NC-11"},
    {"name": "径向跳动", "unit": "mm", "family": FAMILY, "step": "外圆磨削", "usl": Decimal("0.015"), "key": "是", "gauge": "偏摆仪 PB-02、杠杆千分表", "data": RUNOUT_FILE},
    {"name": "总长", "unit": "mm", "family": FAMILY, "step": "精车", "lsl": Decimal("155.9"), "usl": Decimal("156.1"), "target": 156, "key": "否", "gauge": "数显高度尺 GD-05", "data": LENGTH_FILE},
]  # fmt: skip

_LISTED = (
    ("system.leadership", "管理评审报告", "管理评审报告.pdf"),
    ("system.process", "质量手册封面和证书", "质量手册封面.pdf"),
    ("system.key_process", "外径控制图看板", "外径控制图看板.png"),
    ("system.foundation", "GR&R 分析报告", "GRR分析报告.pdf"),
    ("system.customer", "客诉台账", "客诉台账.pdf"),
    ("digital.monitoring", "车间大屏照片", "车间大屏.png"),
    ("sustained.performance", "2025 年质量损失台账", "质量损失台账.pdf"),
    ("fpy", "各工序合格率汇总表", "工序合格率汇总.pdf"),
)


def filling() -> Filling:
    """What the quality manager wrote into the workbook."""
    tracked = {"tracked": "是", "source": "质量部月报"}
    return Filling(
        case=CASE,
        items={key: {"level": level, "note": note, "documents": documents} for key, (level, note, documents) in ITEMS.items()},
        figures={
            "sigma": {**tracked, "method": "终检不合格品件数／终检总数"},
            "cpk": {**tracked, "source": "控制图和抽检记录"},
            "fpy": {**tracked, "source": "工序日报", "method": "各工序首次交验合格数／首次交验数，连乘"},
            "internal_loss": {**tracked, "source": "报废单、返修工时单、停工单"},
            "external_loss": {**tracked, "source": "客户扣款单、红字发票"},
            "satisfaction": {"year_1": Decimal("88.6"), "year_2": Decimal("90.1"), "year_3": Decimal("91.3"), "source": "年度满意度调查", "method": "前 8 位客户问卷，加权平均，%"},
            "loyalty": {"year_2": Decimal("83.0"), "year_3": Decimal("86.5"), "source": "销售台账", "method": "上年客户本年继续下单的比例，%"},
            "market_share": {"year_1": Decimal("3.1"), "year_2": Decimal("3.4"), "year_3": Decimal("3.6"), "source": "行业协会统计", "method": "同规格转轴国内销量占比，%"},
        },
        tables={
            "steps": [{"family": FAMILY, "name": name, "submitted": submitted, "passed": passed} for name, submitted, passed in _STEPS],
            "characteristics": _CHARACTERISTICS,
            "defects": _defects(),
            "losses": _losses(),
            "documents": [{"binds": binding(key), "text": text, "filename": filename} for key, text, filename in _LISTED],
        },
        readings=[
            ReadingColumn("轴承档外径", JOURNAL, family=FAMILY, subgroup=5, order="按生产顺序"),
            ReadingColumn("键槽宽度", KEYWAY, family=FAMILY, subgroup=5, order="按生产顺序"),
        ],
    )  # fmt: skip


def _length_file() -> bytes:
    rows = [
        (
            number,
            f"2025-11-{3 + (number - 1) // 10:02d}",
            "数控车 C-0" + str(1 + number % 2),
            value,
            "甲班" if number % 20 < 10 else "乙班",
        )
        for number, value in enumerate(LENGTH, 1)
    ]
    return gb18030_csv(("序号", "日期", "设备", "总长(mm)", "班组"), rows)


def _runout_file() -> bytes:
    about = (
        ("产品／图号", "电机转轴 DZ-24-156"),
        ("特性名称", "径向跳动"),
        ("规格", "≤0.015 mm"),
        ("量具／编号", "偏摆仪 PB-02、杠杆千分表 QF-07（分度 0.001 mm，估读 0.0001 mm）"),
        ("日期", "2025-11-10 至 2025-11-14"),
    )
    return record_sheet("过程质量特性抽检记录表", about, grouped(RUNOUT, 5))


_EVIDENCE = (
    Scan("evidence/management-review.pdf", "管理评审报告.pdf", "2025 年管理评审报告", (
        "时间：2025 年 12 月 18 日　地点：二楼会议室　主持：总经理",
        "一、目标完成：终检一次合格率 98.30%（目标 98%，达成）；客诉 11 件（目标 12 件以内，达成）；交付及时率 96.2%（目标 97%，未达成）。",
        "二、主要问题：外圆磨削一次合格率 97.8%，为全过程最低；轴承档外径超差占终检不合格品的 41%。",
        "三、决议：1. 二季度前更换 3 号磨床砂轮主轴轴承；2. 增加自动量仪 1 台，预算 18 万元；3. 客户扣款每月由财务书面通报质量部。",
        "四、上年决议落实：共 6 项，按期完成 5 项，检测室恒温改造推迟至 2026 年 3 月。",
    )),
    Scan("evidence/quality-manual.pdf", "质量手册封面.pdf", "质量手册", (
        "文件编号：SL-QM-01　　版本：D/2", "生效日期：2024 年 9 月 1 日", "认证范围：电机转轴的机械加工",
        "质量管理体系认证证书编号：示例 00000Q00000R0S　有效期至 2027 年 8 月 20 日",
    )),
    Scan("evidence/gauge-study.pdf", "GRR分析报告.pdf", "测量系统分析报告（GR&R）", (
        "量具：气动量仪 QD-03　特性：轴承档外径　公差：0.013 mm", "方法：方差分析法，10 件 × 3 人 × 3 次，2025 年 9 月",
        "结果：%GRR（占公差）14%，可区分类别数 ndc = 9。结论：限用，每班用标准件校零。",
        "量具：内测千分尺 NC-11　特性：键槽宽度　公差：0.036 mm", "结果：%GRR（占公差）18%，ndc = 7。结论：限用，每月复核。",
    )),
    Scan("evidence/complaints.pdf", "客诉台账.pdf", "2025 年客户投诉台账（摘）", (
        "序号　日期　　　客户　　　问题　　　　　　　　数量　关闭日期", "01　　01-14　　客户 A　　轴承档外径偏小　　　120　 02-05",
        "02　　02-21　　客户 C　　键槽毛刺　　　　　　　35　 03-02", "03　　03-18　　客户 A　　表面划伤　　　　　　　60　 04-01",
        "04　　04-09　　客户 B　　径向跳动超差　　　　　210　05-12", "05　　06-16　　客户 A　　轴承档外径偏小　　　150　 07-08",
        "（全年 11 件，按期关闭 10 件；客户 A 的外径问题重复发生 3 次）",
    )),
    Scan("evidence/losses.pdf", "质量损失台账.pdf", "2025 年质量损失台账（年度汇总）", (
        "年度总产值：4,860.00 万元（财务部 2026 年 1 月 15 日提供）",
        "内部损失：报废 101.00 万元，返修 45.70 万元，停工 18.60 万元，合计 165.30 万元，占总产值 3.40%",
        "外部损失：索赔 42.96 万元，退货 32.40 万元，保修 2.40 万元，合计 77.76 万元，占总产值 1.60%",
        "说明：由质量部按报废单、返修工时单和客户扣款单汇总，尚未与财务账逐月核对。",
    )),
    Scan("evidence/yields.pdf", "工序合格率汇总.pdf", "2025 年各工序一次交验合格率", tuple(
        f"{number}. {name}：首次交验 {submitted:,} 件，一次合格 {passed:,} 件，{passed / submitted:.2%}"
        for number, (name, submitted, passed) in enumerate(_STEPS, 1)
    )),
    Photo("evidence/chart-board.png", "外径控制图看板.png", "轴承档外径 X̄ 控制图　外圆磨削",
          ("规格 24.002～24.015 mm　每 2 小时 5 件", "2025 年 11 月第 2 周　第 1～25 组"),
          tuple(float(sum(group) / 5) for group in grouped(JOURNAL, 5)), (24.002, 24.015)),
    Photo("evidence/screen.png", "车间大屏.png", "质量看板", ("昨日终检合格率　98.4%", "本月累计　　　　98.2%", "外圆磨削一次合格率　97.9%", "数据更新：2026-03-11 08:05")),
)  # fmt: skip

SAMPLE = Sample(
    id="machining",
    workbook="自评表.xlsx",
    filling=filling(),
    measured=(
        Measured("measurements/length.csv", LENGTH_FILE, _length_file()),
        Measured("measurements/runout.xlsx", RUNOUT_FILE, _runout_file()),
    ),
    evidence=_EVIDENCE,
    onsite=machining_onsite.ONSITE,
    onsite_files=machining_onsite.FILES,
)
