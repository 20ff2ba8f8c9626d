"""示例电子科技: an electronics maker of 620 people that is at 保证级 in everything but one Cpk of 1.3298."""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from datetime import date
from decimal import Decimal

from qmdesk.intake.template.filling import Filling, ReadingColumn, Row
from samples import electronics_onsite
from samples.measuring import gb18030_csv, grouped, normal, record_sheet, spread
from samples.sample import Measured, Photo, Sample, Scan
from samples.words import binding

NAME = "示例电子科技股份有限公司"
CONTROLLER, SUPPLY = "车载控制器", "电源模块"

#: The readings. The paste's Cpk is 1.3298: written with two decimals it would pass for 1.33, and it isn't.
PASTE = normal(1438, "119.6", "7.45", 125, "0.1")
VOLTAGE = normal(16, "12.004", "0.0225", 125, "0.001")  # 1.75
OFFSET = normal(16, "1.5", "9.8", 125, "0.1")  # 1.66
RIPPLE = normal(20, "46.5", "7.1", 100, "0.1")  # 1.64, one-sided
COATING = normal(12, "51.2", "3.9", 60, "0.1")  # 1.61

OFFSET_FILE, RIPPLE_FILE, COATING_FILE = "AOI贴片偏移导出.csv", "纹波抽检记录表.xlsx", "三防漆厚度.csv"

CASE: Row = {
    "enterprise": NAME,
    "credit_code": "91990000MA0DEM0213",
    "region": "江苏省示例市高新区",
    "address": "示例市高新区示例科技园 6 号楼 1～4 层",
    "trade": "C3975 电子电路制造",
    "products": "车载控制器（年产 112 万件）、电源模块（年产 84 万件）",
    "size": "中型",
    "employees": 620,
    "specialised": "是",
    "class": "重点引导类",
    "contact": "吴示例（质量总监）",
    "contact_phone": "0000-0000001",
    "representative": "吴示例",
    "period_from": "2025-01",
    "period_to": "2025-12",
    "site": "6 号楼 1～4 层：SMT 车间（A、B、C 三线）、插件组装、测试老化、成品库；研发中心在同址。",
    "family": f"{CONTROLLER}、{SUPPLY}",
    "output_value": 86500,
    "output_value_unit": "万元",
}

ITEMS: dict[str, tuple[str, str, str]] = {
    "system.strategy": ("3 保证级", "质量目标分解到 12 个部门、9 道关键工序，月度质量例会 12 次，未达标项下月回查。", "2025 年目标分解表；质量例会纪要"),
    "system.leadership": ("3 保证级", "首席质量官有停线、停发货权，2025 年行使 3 次；总经理每月看损失前三项。", "首席质量官任命书；停线记录"),
    "system.people": ("3 保证级", "9 道关键工序技能矩阵每季更新；QC 小组 14 个，结题 9 个。", "技能矩阵；QC 小组成果"),
    "system.customer": ("3 保证级", "主要产品族以质量屋展开；测满意度和复购率，得分最低的“交期变更通知”已立项。", "质量屋；满意度与忠诚度报告"),
    "system.process": ("3 保证级", "IATF 16949 证书有效；18 个过程均有过程卡和指标，月度取数。", "过程清单和过程卡；证书"),
    "system.key_process": ("3 保证级", "锡膏厚度、贴片偏移、输出电压在系统中打控制图，失控点当班处置；量具全部做 MSA。", "SPC 月报；MSA 汇总"),
    "system.improvement": ("4 预防级", "课题按损失数据排序；8D 结案后 60 天内横向展开；同因再发率 3.2%。", "课题清单；横向展开登记"),
    "system.foundation": ("3 保证级", "实验室获认可；关键测量系统 %GRR 均在 20% 以内；内控严于国标。", "MSA 汇总；实验室认可证书"),
    "system.supply": ("4 预防级", "前五位风险供方有联合改进；关键芯片、PCB 发货前提交批检验数据。", "供方联合改进记录"),
    "digital.design": ("4 预防级", "PLM 中关键特性由公差分析和仿真定出，未完成不能提交设计评审。", "PLM 公差分析记录"),
    "digital.manufacturing": ("3 保证级", "MES 按板序列号过站，未判合格不放行；扫码校料和防错 46 处每班点检。", "MES 过站截图"),
    "digital.monitoring": ("3 保证级", "SPC 系统每班更新，失控点不填原因不能关闭；SPI、AOI 数据自动进系统。", "SPC 系统截图"),
    "digital.assurance": ("3 保证级", "按件追溯，正反向 15 分钟内；2025 年演练 2 次，平衡率 99.4%。", "追溯演练报告"),
    "digital.supply": ("3 保证级", "供方二维码到线边扫码；采购额前 10 名均使用供方门户。", "供方门户截图"),
    "digital.data": ("3 保证级", "缺陷代码、单位、时间统一；权限分级，修改留痕；每月公布数据质量。", "数据标准；数据质量月报"),
    "sustained.strategy": ("3 保证级", "战略地图落到 31 项行动，季度评审，指标达成 87%。", "战略地图；季度评审纪要"),
    "sustained.culture": ("3 保证级", "年度匿名文化调查回收率 76%，最低两项有改进。", "文化调查报告"),
    "sustained.innovation": ("3 保证级", "试验设计 4 项、可靠性设计 2 项，参数写入工艺文件。", "DOE 报告"),
    "sustained.evidence": ("3 保证级", "关键指标 12 项周报，用控制图区分偶然与异常。", "关键指标周报"),
    "sustained.assessment": ("3 保证级", "每年按五级标准自评，差距清单按季跟踪，完成率 85%。", "2025 年自评报告"),
    "sustained.performance": ("3 保证级", "质量成本按四类、两个产品族月度核算，与财务差异 1.1%。", "质量成本月报"),
    "sustained.application": ("3 保证级", "评价结果写进 2026 年预算和部门考核，抽三项弱项可查。", "2026 年预算说明"),
}  # fmt: skip

#: Family, step, line, submitted first, passed first.
_STEPS = (
    (CONTROLLER, "锡膏印刷", "SMT-A", 412_300, 410_650),
    (CONTROLLER, "锡膏印刷", "SMT-B", 398_760, 397_164),
    (CONTROLLER, "锡膏印刷", "SMT-C", 321_540, 319_772),
    (CONTROLLER, "贴片回流（AOI）", "SMT-A", 411_980, 409_096),
    (CONTROLLER, "贴片回流（AOI）", "SMT-B", 398_420, 395_632),
    (CONTROLLER, "贴片回流（AOI）", "SMT-C", 321_200, 318_630),
    (CONTROLLER, "选择性波峰焊", "", 1_130_600, 1_125_512),
    (CONTROLLER, "在线测试（ICT）", "", 1_129_900, 1_123_121),
    (CONTROLLER, "三防涂覆", "", 1_128_700, 1_125_314),
    (CONTROLLER, "功能测试（FCT）", "", 1_128_100, 1_119_640),
    (CONTROLLER, "老化", "", 1_127_300, 1_124_482),
    (CONTROLLER, "成品检验", "", 1_126_400, 1_123_190),
    (SUPPLY, "锡膏印刷贴片", "SMT-C", 848_900, 844_231),
    (SUPPLY, "插件波峰焊", "", 847_600, 842_514),
    (SUPPLY, "灌封", "", 846_200, 842_815),
    (SUPPLY, "耐压测试", "", 845_300, 843_610),
    (SUPPLY, "输出测试", "", 844_400, 838_067),
    (SUPPLY, "老化", "", 843_500, 841_391),
    (SUPPLY, "成品检验", "", 842_300, 840_110),
)

_SHARES = (15, 11, 16, 17, 17, 17, 17, 17, 18, 17, 19, 19)
_CAUSES = {
    CONTROLLER: ("焊点虚焊", "外壳划伤", "标签错贴", "功能参数漂移"),
    SUPPLY: ("输出偏差", "灌封气泡", "端子变形", "标签错贴"),
}


def _defects() -> list[Row]:
    rows: list[Row] = []
    for family, units, defective in ((CONTROLLER, 1_126_400, 3_210), (SUPPLY, 842_300, 2_190)):
        monthly = zip(spread(units, _SHARES), spread(defective, _SHARES), strict=True)
        rows += [
            {
                "month": date(2025, month, 1),
                "family": family,
                "units": all_units,
                "defective": bad,
                "cause": _CAUSES[family][month % 4],
            }
            for month, (all_units, bad) in enumerate(monthly, 1)
        ]
    return rows


def _losses() -> list[Row]:
    """Monthly totals of the ledger in 万元; the stoppages are booked in 元 by another department."""
    yearly = (
        ("内部", "报废损失", 82_640, "ERP 报废凭证"),
        ("内部", "返修费用", 55_370, "返修工单结算"),
        ("内部", "降级损失", 9_880, "降级处置单"),
        ("外部", "索赔", 21_450, "客户索赔函"),
        ("外部", "保修费用", 24_130, "售后结算单"),
        ("外部", "退货损失", 7_190, "退货入库单"),
    )
    rows: list[Row] = []
    for kind, category, hundredths, voucher in yearly:
        for month, part in enumerate(spread(hundredths, _SHARES), 1):
            rows.append(
                {
                    "month": date(2025, month, 1),
                    "kind": kind,
                    "category": category,
                    "cost": Decimal(part) / 100,
                    "unit": "万元",
                    "voucher": f"{voucher} 2025-{month:02d}",
                }
            )
    for month, yuan in ((3, 386_500), (7, 412_800), (11, 331_200)):
        rows.append(
            {
                "month": date(2025, month, 1),
                "kind": "内部",
                "category": "停工损失",
                "cost": yuan,
                "unit": "元",
                "voucher": f"停线损失核定单 2025-{month:02d}",
            }
        )
    return rows


_CHARACTERISTICS: list[Row] = [
    {"name": "锡膏厚度", "unit": "μm", "family": CONTROLLER, "step": "锡膏印刷", "lsl": 90, "usl": 150, "target": 120, "key": "是", "gauge": "SPI 检测仪"},
    {"name": "贴片偏移 X", "unit": "μm", "family": CONTROLLER, "step": "贴片回流（AOI）", "lsl": -50, "usl": 50, "target": 0, "key": "是", "gauge": "AOI 检测仪", "data": OFFSET_FILE},
    {"name": "三防漆厚度", "unit": "μm", "family": CONTROLLER, "step": "三防涂覆", "lsl": 30, "usl": 70, "target": 50, "key": "否", "gauge": "涡流测厚仪", "data": COATING_FILE},
    {"name": "输出电压", "unit": "V", "family": SUPPLY, "step": "输出测试", "lsl": Decimal("11.88"), "usl": Decimal("12.12"), "target": 12, "key": "是", "gauge": "六位半数字表"},
    {"name": "输出纹波", "unit": "mV", "family": SUPPLY, "step": "输出测试", "usl": 80, "key": "是", "gauge": "示波器", "data": RIPPLE_FILE},
]  # fmt: skip

_LISTED = (
    ("system.key_process", "SPC 月报", "SPC月报.pdf"),
    ("system.process", "过程清单和过程卡", "过程清单.pdf"),
    ("digital.manufacturing", "MES 过站截图", "MES过站.png"),
    ("digital.assurance", "追溯演练报告", "追溯演练报告.pdf"),
    ("sustained.performance", "质量成本月报", "质量成本月报.pdf"),
    ("sustained.culture", "文化调查报告", "文化调查报告.pdf"),
)


def filling() -> Filling:
    """What the quality department wrote into the workbook."""
    return Filling(
        case=CASE,
        items={key: {"level": level, "note": note, "documents": documents} for key, (level, note, documents) in ITEMS.items()},
        figures={
            "sigma": {"tracked": "是", "source": "MES", "method": "成品检验不合格品件数／检验件数"},
            "cpk": {"tracked": "是", "source": "SPC 系统"},
            "fpy": {"tracked": "是", "source": "MES 首次过站", "method": "并行线按件数合并后连乘"},
            "internal_loss": {"tracked": "是", "source": "财务质量成本科目"},
            "external_loss": {"tracked": "是", "source": "财务质量成本科目"},
            "satisfaction": {"year_1": Decimal("91.2"), "year_2": Decimal("92.8"), "year_3": Decimal("93.5"), "source": "第三方调查", "method": "32 家客户加权，%"},
            "loyalty": {"year_1": 89, "year_2": 90, "year_3": Decimal("92.5"), "source": "CRM", "method": "年度复购客户比例，%"},
            "market_share": {"year_1": Decimal("6.8"), "year_2": Decimal("7.5"), "year_3": Decimal("8.1"), "source": "行业协会", "method": "国内同类产品销售额占比，%"},
        },
        tables={
            "steps": [{"family": family, "name": name, "line": line or None, "submitted": submitted, "passed": passed} for family, name, line, submitted, passed in _STEPS],
            "characteristics": _CHARACTERISTICS,
            "defects": _defects(),
            "losses": _losses(),
            "documents": [{"binds": binding(key), "text": text, "filename": filename} for key, text, filename in _LISTED],
        },
        readings=[
            ReadingColumn("锡膏厚度", PASTE, family=CONTROLLER, subgroup=5, order="按生产顺序"),
            ReadingColumn("输出电压", VOLTAGE, family=SUPPLY, subgroup=5, order="按生产顺序"),
        ],
    )  # fmt: skip


def _offset_file() -> bytes:
    rows = [
        (f"B{2511000 + number // 5:07d}", "SMT-" + "ABC"[number // 5 % 3], number % 5 + 1, value)
        for number, value in enumerate(OFFSET)
    ]
    return gb18030_csv(("板号", "线体", "位号序", "贴片偏移 X(μm)"), rows)


def _ripple_file() -> bytes:
    about = (
        ("产品／料号", "电源模块 PM-12V-5A"),
        ("特性名称", "输出纹波"),
        ("规格", "≤80 mV"),
        ("仪器／编号", "示波器 SB-07，带宽 20 MHz"),
        ("日期", "2025-11-17 至 2025-11-21"),
    )
    return record_sheet("输出纹波抽检记录表", about, grouped(RIPPLE, 4))


def _coating_file() -> bytes:
    rows = [(f"2025-11-{4 + number // 6:02d}", f"{8 + number % 6}:30", value) for number, value in enumerate(COATING)]
    return gb18030_csv(("日期", "时间", "三防漆厚度(μm)"), rows)


_EVIDENCE = (
    Scan("evidence/spc-report.pdf", "SPC月报.pdf", "SPC 月报　2025 年 11 月", (
        "锡膏厚度（SMT-A）：规格 90～150 μm，25 组 × 5，受控；系统显示 Cpk 1.33。",
        "贴片偏移 X：规格 ±50 μm，25 组 × 5，受控，Cpk 1.66。",
        "输出电压：规格 11.88～12.12 V，25 组 × 5，受控，Cpk 1.74。",
        "输出纹波：规格 ≤ 80 mV，25 组 × 4，受控，Cpk 1.64。",
        "失控点：本月 3 点，均当班处置，原因已关闭。",
    )),
    Scan("evidence/processes.pdf", "过程清单.pdf", "过程清单（2025 版）", (
        "共 18 个过程：顾客导向 6 个，支持 8 个，管理 4 个。", "每个过程有过程卡：负责人、输入输出、接口、指标、目标值、风险。",
        "2025 年以流程分析缩短：样件承认由 21 天到 15 天；工程变更由 9 天到 6 天。",
    )),
    Scan("evidence/trace-drill.pdf", "追溯演练报告.pdf", "产品追溯演练报告", (
        "日期：2025 年 9 月 23 日　对象：车载控制器 序列号 A25092107731", "反向：12 分钟列全物料批、过站、测试数据。",
        "正向：由 PCB 批 P250812 查到 3,412 件去向，14 分钟。", "数量平衡率 99.4%，差异 20 件为报废未及时登记，已更正。",
    )),
    Scan("evidence/quality-cost.pdf", "质量成本月报.pdf", "质量成本年度汇总　2025 年", (
        "总产值 86,500 万元。内部损失 1,591.95 万元（1.84%），外部损失 527.70 万元（0.61%）。",
        "预防 512 万元，鉴定 1,146 万元。与财务账差异 1.1%。", "损失前三：FCT 不良、锡膏印刷不良、灌封气泡，均已立项。",
    )),
    Scan("evidence/culture.pdf", "文化调查报告.pdf", "质量文化调查报告　2025 年", (
        "发放 598 份，回收 455 份，回收率 76%。", "最低两项：敢说问题 61%，跨部门配合 66%；改进措施见附页，复测安排在 2026 年 6 月。",
    )),
    Photo("evidence/mes.png", "MES过站.png", "MES 过站　SMT-B", ("序列号 A25111803342", "前道：锡膏印刷 合格 08:14", "本道：贴片回流 放行 08:21", "未判合格：系统拦截（本班 4 次）")),
)  # fmt: skip

SAMPLE = Sample(
    id="electronics",
    workbook="示例电子_自评表.xlsx",
    filling=filling(),
    measured=(
        Measured("measurements/offset.csv", OFFSET_FILE, _offset_file()),
        Measured("measurements/ripple.xlsx", RIPPLE_FILE, _ripple_file()),
        Measured("measurements/coating.csv", COATING_FILE, _coating_file()),
    ),
    evidence=_EVIDENCE,
    onsite=electronics_onsite.ONSITE,
    onsite_files=electronics_onsite.FILES,
)
