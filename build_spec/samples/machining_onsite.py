"""What two assessors found in two days at the machining shop, as they would write it down."""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from typing import Any

from samples import machining_visit
from samples.measuring import normal
from samples.onsite import characteristic, file, many, rated, set_
from samples.sample import Hand, Photo

LEAD, SECOND, GUEST = "陈示例", "林示例", "周示例"
FAMILY = "电机转轴"
OUTSIDE_DIAMETER, KEYWAY, RUNOUT, LENGTH = (
    characteristic(FAMILY, name) for name in ("轴承档外径", "键槽宽度", "径向跳动", "总长")
)

_MEMBERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("m1", {"name": LEAD, "role": "评估组长", "institution": "示例质量评价中心", "certificate": "示例-PG-2026-001"}),
    ("m2", {"name": SECOND, "role": "评估员", "institution": "示例质量评价中心", "certificate": "示例-PG-2026-014"}),
    ("m3", {"name": GUEST, "role": "企业代表", "institution": "浙江示例精密机械有限公司", "post": "质量部部长"}),
)

_CASE = {
    "authority": "示例市经济和信息化局",
    "institution": "示例质量评价中心",
    "assigned": "2026-04-20",
    "visit_start": "2026-05-11",
    "visit_end": "2026-05-12",
    "note": "首次会议确认：评价期间 2025 年全年；产品族为电机转轴一类；关键特性按图样和客户协议定为轴承档外径、键槽宽度、径向跳动三项；热处理外协，按入厂复检计入工序。两日均为正常生产，2 号厂房 3 号磨床检修半天。",
}

#: Item: ratings of the lead and the second assessor, level agreed, note, weakness.
_ITEMS: dict[str, tuple[int, int, int, str, str]] = {
    "system.strategy": (2, 2, 2, "2025 年质量目标 5 项均有数值，总经理签发，7 月和次年 1 月各汇总一次。抽终检合格率、客诉、交付三项，只到公司一级，磨工班长说不出本工序目标值。", "目标没有分解到工序，一次合格率最低的外圆磨削没有单独目标。"),
    "system.leadership": (2, 2, 2, "管理评审 2025-12-18 一次，输入和决议齐全，上年决议 6 项完成 5 项。总经理兼首席质量官，任命书只写“全面负责质量”，没有停线、动用预算的权限；6 次不放行均由检验员签字，质量损失金额未上会。", "任命书没有写明权限，管理层不看质量损失金额。"),
    "system.people": (2, 2, 2, "培训计划 26 项完成 24 项，抽 10 人签到、考核齐全。磨工、检验员持证。有技能矩阵一张，2024 年 5 月后未更新，调走的 2 人仍在表上。", "技能矩阵不更新，3 号磨床只有 1 人能独立顶岗。"),
    "system.customer": (2, 2, 2, "客诉 11 件，抽 10 件按期关闭 9 件。客户 A 的外径偏小 1 月、6 月、10 月三次发生，前两次措施均为“加强自检”。满意度调查覆盖销售额 71%。", "同一客户、同一特性的投诉一年内三次重复。"),
    "system.process": (2, 2, 2, "证书在有效期内；内审 2025-10，覆盖 7 个部门，7 项不符合均有关闭证据。现场抽 5 项作业，4 项与文件一致，清洗液更换周期文件写 5 天、现场 8 天。", ""),
    "system.key_process": (2, 3, 2, "外圆磨削控制图挂在机旁，每 2 小时 5 件，字迹、时间连续，抽 3 个月失控点 7 个，4 个没有写处置。轴承档外径按原始读数复算 Cpk 1.12，键槽宽度 1.41，径向跳动 1.27。铣键槽只有首检，没有控制图。林示例评 3 级的依据是控制图和 GR&R 已做，合议认为失控点处置缺漏、Cpk 未用于调整，按 2 级。", "失控点 7 个中 4 个无处置记录；轴承档外径 Cpk 1.12，没有改进计划。"),
    "system.improvement": (2, 2, 2, "纠正措施单 23 份，按期关闭 21 份，抽 8 份，原因栏 5 份为“操作失误”，只有 1 份附前后数据。QC 小组课题“降低键槽对称度不良”完成，不良由 1.4% 降到 0.9%。", "原因分析停在操作失误，关闭时没有效果数据。"),
    "system.foundation": (3, 3, 3, "在现场抽 10 件量具，均在校准期内。轴承档外径、键槽宽度的测量系统由我组按原始数据复核，%GRR 14% 和 18%，与报告一致；校准证书逐张有确认结论；内控公差为图样的 80%，抽 2 个月出厂判定均按内控执行。", ""),
    "system.supply": (2, 2, 2, "抽 10 张采购单，供方都在名录内。钢材、外协热处理按批检验，记实测硬度。每年评价一次，得分与份额无关。", "外协热处理占返修的三成，未到供方审核过。"),
    "digital.design": (3, 3, 3, "抽 3 个变更，PDM 中申请、评审、现场换版时间连贯，列出了受影响的工装和检验规程；现场 10 份图样版本全部相符。", ""),
    "digital.manufacturing": (2, 2, 2, "产量、首检数据按班录入表格，抽 20 项与原始记录对照，相符 19 项。漏工序靠终检发现，2025 年 3 起漏去毛刺。", ""),
    "digital.monitoring": (2, 2, 2, "自评 4 级，现场核实：大屏数据由统计员每天 7:40 人工录入前一日检验结果，控制图是每周贴一次的图片；没有联网量具，也没有报警。昨日 14:20 起的 3 件外径超差，次日早会才知道。", "大屏是前一日数据，不报警；自评 4 级与事实差两级。"),
    "digital.assurance": (2, 2, 2, "由成品批 2511-08 反查，2 小时 10 分钟查到钢材炉号、热处理批和检验记录；正向查该炉钢去向用了大半天。未做过追溯演练。", "正向追溯要翻三本台账，未演练。"),
    "digital.supply": (1, 1, 1, "订单在 ERP 中，来料检验结果仍是纸质，半年补录一次；问外协热处理上季度批合格率，当天没有拿出数字。", "来料检验数据不在系统里，不能按供方统计。"),
    "digital.data": (2, 2, 2, "质量数据清单 14 项，抽 5 项，近 3 个月齐全；终检合格率质量部报 98.30%、生产部报 98.6%，后者扣除了当天返修合格的。每周备份到移动硬盘，现场恢复成功。", "终检合格率两个部门口径不同。"),
    "sustained.strategy": (2, 2, 2, "三年规划和 2025 年经营计划中有磨床更新、自动检测两项质量投入，7 月检查过一次，自动检测推迟到 2026 年，有说明。", ""),
    "sustained.culture": (2, 2, 2, "质量月、技能比武各一次，有方案和总结。抽问 5 名员工，3 人能结合岗位说出质量价值观。“质量之星”按产量和出勤评，名单没有质量依据；没有文化调查。", "质量之星的评选没有质量数据。"),
    "sustained.innovation": (2, 2, 2, "排列图、因果图分析稿 5 份，数据出自本厂；磨削参数单因素试验 2 次，未做过试验设计。", ""),
    "sustained.evidence": (2, 2, 2, "12 个月月报齐全，有目标、本月、上月值。抽最近 3 次让步放行，2 次有数据依据，1 次仅写“客户急用”。", ""),
    "sustained.assessment": (2, 2, 2, "内审按计划，内审员 4 人持证且不审本部门；检查表只按条款勾选有无。本次自评 22 条中有 5 条高于现场评定，其中 1 条高 2 级。", "自评没有逐条对照证据，偏高。"),
    "sustained.performance": (2, 2, 2, "内部、外部损失能按月给出，抽 3 个月与报废单、扣款单相符。与财务账核对，12 月退货少记 0.35 万元；预防、检验费用未统计。", "质量损失未与财务逐月对账，不分预防和鉴定成本。"),
    "sustained.application": (2, 2, 2, "整改清单 21 项，按期关闭 19 项，附证据。2026 年度预算和部门考核中找不到因内审发现改动的内容。", ""),
}  # fmt: skip

_FINDINGS = (
    ("f1", "system.key_process", "不符合", "外圆磨削 2025 年 9—11 月控制图上 7 个点超出控制限，其中 9-16、10-09、10-28、11-19 四个点没有原因和处置记录，作业指导书 SL-WI-12 第 5.3 条要求当班填写。", "2 号厂房 外圆磨削"),
    ("f2", "digital.monitoring", "薄弱项", "车间大屏显示前一日人工录入的数据，控制图为每周更换的图片，超差没有报警；5 月 11 日 14:20 的 3 件外径超差到次日 7:50 早会才通报。", "2 号厂房 大屏"),
    ("f3", "system.foundation", "亮点", "气动量仪每班用标准件校零并记录，抽 60 个班次无缺漏；量具台账 146 件账物相符。", "2 号厂房 检测室"),
    ("f4", "system.customer", "薄弱项", "客户 A 的轴承档外径偏小投诉 1 月、6 月、10 月三次发生，前两次纠正措施均为“加强自检”，没有查磨床热变形。", "质量部"),
    ("f5", "digital.data", "观察", "终检一次合格率质量部按首次结果报 98.30%，生产部扣除当天返修合格后报 98.6%，本次按首次结果计。", "质量部、生产部"),
)  # fmt: skip

_FIGURES: dict[str, dict[str, str]] = {
    "sigma": {
        "tracked": "是",
        "sampled": "否",
        "verified": "是",
        "note": "2025 年终检 183,120 件，不合格 3,113 件，逐月与检验日报核对，抽 3 个月相符。",
    },
    "cpk": {
        "tracked": "是",
        "verified": "是",
        "note": "三个关键特性均按原始读数复算。轴承档外径由我组现场复测第 24、25 组 10 件，与记录最大相差 0.0004 mm。",
    },
    "fpy": {
        "tracked": "是",
        "verified": "是",
        "note": "8 道工序首次交验数、一次合格数与工序日报核对；粗车日报原把当班返修合格的计为合格，已由企业按原始记录更正后重报。",
    },
    "internal_loss": {
        "tracked": "是",
        "verified": "是",
        "note": "抽 3、7、11 月与报废单、返修工时单、停工单核对相符。年度总产值 4,860 万元由财务盖章确认。",
    },
    "external_loss": {
        "tracked": "是",
        "verified": "是",
        "note": "与客户扣款单、红字发票核对，12 月退货少记 0.35 万元，企业同意补记，不影响等级。",
    },
    "satisfaction": {"verified": "是", "note": "问卷原件 8 份，加权计算复核一致。"},
}

_IN_CONTROL = {
    OUTSIDE_DIAMETER: "25 组数据 X̄ 图、R 图均无点超出控制限；取样期间未调整砂轮参数，未换班组。",
    KEYWAY: "25 组数据 X̄ 图、R 图均无点超出控制限。",
    RUNOUT: "25 组数据 X̄ 图、R 图均无点超出控制限；单侧规格。",
    LENGTH: "50 件按加工顺序，单值图、移动极差图无点超出控制限；非关键特性，只作参考。",
}


def _operations() -> list[dict[str, str]]:
    listed = [set_("case", field, value, author=LEAD) for field, value in _CASE.items()]
    for key, values in _MEMBERS:
        listed += many(f"member:{key}", values, LEAD)
    for item, (lead, second, agreed, note, weakness) in _ITEMS.items():
        listed += rated(item, ((SECOND, second), (LEAD, lead)), agreed, note, weakness, LEAD)
    for figure, values in _FIGURES.items():
        listed += many(f"figure:{figure}", values, SECOND)
    for subject, reason in _IN_CONTROL.items():
        listed += many(subject, {"in_control": "是", "in_control_reason": reason}, LEAD)
    for key, binds, kind, text, place in _FINDINGS:
        listed += many(f"finding:{key}", {"binds": f"item:{binds}", "kind": kind, "text": text, "place": place}, LEAD)
    listed += machining_visit.operations()
    listed += machining_visit.facts(_ITEMS, (key for key, *_ in _FINDINGS if key != "f3"))
    listed.append(set_("case", "conclusion", "检验级", author=LEAD))
    return listed


def _written(name: str) -> str:
    """Where the handwriting of somebody lies in the sample."""
    return f"onsite/hand-{(LEAD, SECOND, GUEST, machining_visit.CHIEF).index(name) + 1}.png"


#: The last two subgroups of the workbook measured again: the same pieces, a little noise.
_REMEASURED = tuple(
    float(value) + offset / 10_000
    for value, offset in zip(
        normal(17, "24.0085", "0.00185", 125, "0.0001")[115:], (1, -2, 0, 3, -1, 4, 0, -3, 2, 1), strict=True
    )
)

#: Key, item, author, time, what the picture is called, its caption, and the lines on it.
_CHECKED: tuple[tuple[str, str, str, str, str, str, tuple[str, ...]], ...] = (
    ("strategy", "system.strategy", LEAD, "2026-05-11 09:35", "质量目标追溯核对", "三项目标追到公司一级为止", ("终检合格率 ≥98%：公司 有　车间 无　班组 无", "客诉 ≤12 件：公司 有　部门 无", "交付 ≥97%：公司 有　部门 有", "磨工班长：说不出本工序目标")),
    ("people", "system.people", SECOND, "2026-05-11 09:50", "培训与上岗抽查", "抽 10 人，签到、考核齐全", ("抽 10 人：签到 10　考核 10", "磨工 4 人：上岗证 4", "技能矩阵更新：2024-05", "3 号磨床可独立：1 人")),
    ("improvement", "system.improvement", SECOND, "2026-05-11 13:40", "纠正措施单抽查", "8 份中 5 份原因为操作失误", ("抽 8 份　按期关闭 7", "原因“操作失误”5 份", "附前后数据 1 份", "QC 小组：1.4% → 0.9%")),
    ("supply", "system.supply", LEAD, "2026-05-11 16:20", "采购与来料抽查", "10 张采购单供方均在名录内", ("采购单 10 张：名录内 10", "热处理 3 批：实测硬度 有", "供方现场审核：无记录")),
    ("design", "digital.design", SECOND, "2026-05-11 16:50", "PDM 变更核对", "3 个变更前后连贯", ("ECN-25-031　申请 6-02 评审 6-04 换版 6-09", "ECN-25-038　申请 8-11 评审 8-12 换版 8-18", "ECN-25-044　申请 10-08 评审 10-10 换版 10-15", "现场图样 10 份：版本相符 10")),
    ("manufacturing", "digital.manufacturing", SECOND, "2026-05-11 10:30", "班产量录入核对", "20 项相符 19 项", ("抽 20 项：相符 19", "不符：5-08 精车 乙班 产量 -40", "漏工序：2025 年 3 起（去毛刺）")),
    ("incoming", "digital.supply", SECOND, "2026-05-12 08:40", "来料检验单", "来料检验结果仍为纸质，半年补录", ("检验单：纸质", "ERP 补录：2025-07、2026-01", "热处理上季度批合格率：未提供")),
    ("data", "digital.data", LEAD, "2026-05-12 09:10", "合格率口径核对", "两个部门口径不同", ("质量部：首次　98.30%", "生产部：扣除当天返修　98.6%", "备份恢复：成功")),
    ("plan", "sustained.strategy", LEAD, "2026-05-12 10:15", "年度计划检查记录", "7 月检查一次，自动检测推迟有说明", ("2025 年经营计划：质量投入 2 项", "磨床更新：完成", "自动检测：推迟到 2026 年 3 月")),
    ("culture", "sustained.culture", SECOND, "2026-05-12 10:40", "员工抽问与质量之星", "评选依据为产量和出勤", ("抽问 5 人：3 人能结合岗位说出", "质量之星依据：产量、出勤", "质量数据：无")),
    ("methods", "sustained.innovation", SECOND, "2026-05-12 11:05", "分析稿抽查", "5 份分析稿数据出自本厂", ("排列图 2　因果图 2　散布图 1", "单因素试验 2 次", "试验设计：无")),
    ("decisions", "sustained.evidence", LEAD, "2026-05-12 11:20", "让步放行抽查", "3 次中 2 次有数据依据", ("2025-11-06　有数据", "2025-12-15　有数据", "2026-02-20　“客户急用”")),
    ("audit", "sustained.assessment", LEAD, "2026-05-12 13:30", "内审检查表", "检查表按条款勾选有无", ("内审员 4 人：证书 4", "检查表：有／无 勾选", "自评高于现场：5 条（1 条高 2 级）")),
    ("use", "sustained.application", LEAD, "2026-05-12 14:00", "整改清单与预算核对", "预算和考核中没有相应改动", ("整改 21 项：按期关闭 19", "2026 年预算：无对应", "部门考核：无对应")),
)  # fmt: skip

FILES = (
    Photo("onsite/reaction-plan.png", "", "外圆磨削　控制图背面", ("2025-09-16　10:00　超上限　处置：＿＿＿", "2025-10-09　14:00　超下限　处置：＿＿＿", "2025-10-28　08:00　超上限　处置：＿＿＿", "2025-11-03　16:00　超上限　处置：修整砂轮")),
    Photo("onsite/screen-data.png", "", "质量看板（数据时间）", ("显示日期：2026-05-11", "昨日终检合格率　98.1%", "录入：统计员　2026-05-11 07:40", "控制图：图片　更新 2026-05-04")),
    Photo("onsite/gauge-label.png", "", "校准标识", ("名称：气动量仪　编号：QD-03", "校准日期：2026-03-02", "有效期至：2027-03-01", "结论：限用（每班校零）")),
    Photo("onsite/remeasure.png", "", "现场复测记录　轴承档外径", ("第 24、25 组 10 件，单位 mm", "企业与评价组读数最大相差 0.0004"), _REMEASURED, (24.002, 24.015)),
    Photo("onsite/trace.png", "", "批次追溯　2511-08", ("成品批 2511-08　1,200 件", "热处理批 HT-2510-31", "钢材炉号 25-48812", "用时 2 小时 10 分")),
    *(Photo(f"onsite/{key}.png", "", title, lines) for key, _, _, _, title, _, lines in _CHECKED),
    *(Hand(_written(name), name) for name in dict.fromkeys(each[0] for each in machining_visit.SIGNED)),
)  # fmt: skip

ONSITE: dict[str, Any] = {
    "form": "meqmc/2026",
    "about": "示例：评价组 2026 年 5 月 11—12 日在浙江示例精密机械有限公司的现场记录。人员、单位、数据均为虚构。",
    "files": [
        file(
            "o1",
            "onsite/reaction-plan.png",
            "控制图背面处置栏.png",
            "item:system.key_process",
            "9—11 月失控点处置栏，4 处空白",
            "2026-05-11 10:42",
            LEAD,
        ),
        file(
            "o2",
            "onsite/screen-data.png",
            "大屏数据时间.png",
            "item:digital.monitoring",
            "大屏显示的是前一日人工录入的数据",
            "2026-05-11 11:05",
            SECOND,
        ),
        file(
            "o3",
            "onsite/gauge-label.png",
            "气动量仪校准标识.png",
            "item:system.foundation",
            "QD-03 在校准期内，限用标识清楚",
            "2026-05-11 14:18",
            LEAD,
        ),
        file(
            "o4",
            "onsite/remeasure.png",
            "外径现场复测.png",
            "figure:cpk",
            "第 24、25 组 10 件的现场复测",
            "2026-05-11 15:30",
            LEAD,
        ),
        file(
            "o5",
            "onsite/trace.png",
            "批次追溯.png",
            "item:digital.assurance",
            "由成品批反查到炉号，用时 2 小时 10 分",
            "2026-05-12 09:50",
            SECOND,
        ),
        *(
            file(f"c-{key}", f"onsite/{key}.png", f"{title}.png", f"item:{item}", caption, captured, author)
            for key, item, author, captured, title, caption, _ in _CHECKED
        ),
    ],
    "signatures": [
        {"subject": subject, "field": field, "stage": stage, "path": _written(name), "author": LEAD}
        for name, subject, field, stage in machining_visit.SIGNED
    ],
    "operations": _operations(),
}
