"""What the assessors found at the electronics maker: 保证级 but for one characteristic, and that exactly."""

# ruff: noqa: E501 - what people wrote, one thing a line
from __future__ import annotations

from typing import Any

from samples.onsite import characteristic, file, many, rated, set_
from samples.sample import Photo

LEAD, SECOND, THIRD, GUEST = "郑示例", "许示例", "何示例", "吴示例"
CONTROLLER, SUPPLY = "车载控制器", "电源模块"
PASTE, OFFSET, COATING = (characteristic(CONTROLLER, name) for name in ("锡膏厚度", "贴片偏移 X", "三防漆厚度"))
VOLTAGE, RIPPLE = (characteristic(SUPPLY, name) for name in ("输出电压", "输出纹波"))

_MEMBERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("m1", {"name": LEAD, "role": "评估组长", "institution": "示例质量评价中心", "certificate": "示例-PG-2026-003"}),
    ("m2", {"name": SECOND, "role": "评估员", "institution": "示例质量评价中心", "certificate": "示例-PG-2026-021"}),
    ("m3", {"name": THIRD, "role": "评估员", "institution": "示例质量评价中心", "certificate": "示例-PG-2026-027"}),
    ("m4", {"name": GUEST, "role": "企业代表", "institution": "示例电子科技股份有限公司", "post": "质量总监"}),
)

_CASE = {
    "authority": "江苏省示例市工业和信息化局",
    "institution": "示例质量评价中心",
    "assigned": "2026-05-06",
    "visit_start": "2026-06-08",
    "visit_end": "2026-06-09",
    "note": "首次会议确认：评价期间 2025 年全年；产品族为车载控制器、电源模块两类，分别计算，按低者定级；关键特性四项：锡膏厚度、贴片偏移 X、输出电压、输出纹波。SMT 三条线并行，按件数合并。",
}

#: Item: ratings of the second and the third assessor, level agreed, note, weakness.
_ITEMS: dict[str, tuple[int, int, int, str, str]] = {
    "system.strategy": (3, 3, 3, "抽 FCT 一次合格率、客诉 ppm、质量损失三项，公司、部门、工序三级数值连贯，12 次例会纪要齐全；3 位班组长都能说出本工序目标值和上月实际值。", "先行指标只有一项，年中没有据此改动过目标或资源。"),
    "system.leadership": (3, 3, 3, "首席质量官任命书写明停线、停发货和 50 万元以内预算权，2025 年停线 3 次有记录。总经理每月看损失前三项，9 项督办 8 项关闭。", ""),
    "system.people": (3, 2, 2, "技能矩阵每季更新，抽 9 道关键工序，三防涂覆只有 1 人能独立顶岗，与当日排班不符。QC 小组结题 9 个，附前后数据。抽问 5 名操作工，3 人能说出缺陷样式和反应步骤。", "三防涂覆关键岗位只有 1 人，抽问 5 人只有 3 人能说出反应步骤。"),
    "system.customer": (3, 3, 3, "质量屋由客户要求逐条转到特性，抽 2 条能追到图样和检验项目；复购率有算法和三年数据，“交期变更通知”立项后得分由 78 升到 86。", ""),
    "system.process": (3, 3, 3, "18 张过程卡齐全，指标每月取数。抽样件承认、工程变更、来料处置三个接口，两边时限和判据一致；两个过程缩短周期有前后数据。", "过程变更前的风险评审只覆盖新产品，产线小改没有做。"),
    "system.key_process": (3, 3, 3, "SPC 系统当班打点，抽近 3 个月失控点 11 个，均有处置；测量系统 %GRR 9%～19%。锡膏厚度按原始读数复算 Cpk 1.3298，系统按两位小数显示 1.33，低于 1.33，企业未触发加严和改进。", "Cpk 按两位小数判定，锡膏厚度 1.3298 被当作达到 1.33。"),
    "system.improvement": (4, 4, 4, "课题 16 项按损失数据排序，前三位均有项目；抽 4 个结案项目，横向展开登记齐全；同因再发率 3.2%，由系统按缺陷代码核算。", ""),
    "system.foundation": (3, 3, 3, "实验室认可证书有效，关键测量系统分析齐全；内控严于国标，抽 2 个月出厂判定可查。实验室间比对只做过 1 项。", ""),
    "system.supply": (4, 3, 3, "供方按季分级，关键物料供方每年现场审核，首批认可资料齐全。联合改进 5 项中只有 2 项有来料不合格率前后数据；批检验数据 PCB 已上传，芯片未上传。", "自评 4 级，联合改进的效果数据不全。"),
    "digital.design": (4, 4, 4, "PLM 中 4 项关键特性的公差由分析和仿真定出，系统卡住无结果的设计评审；2 个改型的预测值与样机实测有对照，模型误差已修正。", ""),
    "digital.manufacturing": (3, 3, 3, "抽 3 批过站记录与实物一致；现场拔掉一个传感器，系统 8 秒内停站。程序由工程师从本机下发，没有在 MES 中锁定。", "程序下发不经 MES，改动留痕不全。"),
    "digital.monitoring": (3, 3, 3, "SPI、AOI、FCT 数据自动进系统，失控点不填原因不能关闭，抽 30 天填写齐全 96%。报警只到班长，没有分级推送。", ""),
    "digital.assurance": (3, 3, 3, "正、反各抽 1 例，12 分钟和 14 分钟列全；2025 年演练 2 次，平衡率 99.4%。售后失效没有预测模型。", ""),
    "digital.supply": (3, 3, 3, "供方二维码到线边，现场用错料盘试验，系统拦截；门户中抽 5 份整改单时间可查。", ""),
    "digital.data": (3, 3, 3, "数据标准发布，缺陷代码统一；修改留痕；每月公布缺失、错误、迟报率，2025 年 12 月分别为 0.8%、0.3%、2.1%。", ""),
    "sustained.strategy": (3, 3, 3, "战略地图 31 项行动有指标、负责人和预算编号，抽 3 项资源到位偏差在 12% 以内，上年指标达成 87%。", ""),
    "sustained.culture": (2, 3, 2, "匿名调查回收率 76%，按部门公布；最低两项“敢说问题”“跨部门配合”有措施，复测尚未做。评先名单只有 6 成附质量依据。", "最低两项没有复测，评先的质量依据不全。"),
    "sustained.innovation": (3, 3, 3, "试验设计 4 项、可靠性设计 2 项，方案和原始数据齐全；回流温区优化后虚焊由 620 ppm 降到 240 ppm。", ""),
    "sustained.evidence": (3, 3, 3, "12 项关键指标周报用控制图；抽 5 个决定，4 个能找到原始数据和事后核对。", ""),
    "sustained.assessment": (3, 3, 3, "2025 年按五级标准自评，22 条均附佐证，差距清单按季跟踪，完成率 85%；与本次现场评定相比，相差 1 级的 3 条，没有相差 2 级的。", ""),
    "sustained.performance": (3, 3, 3, "质量成本四类、两个产品族月度出表，抽 3 个月与财务差异 0.9%～1.4%；损失前三均立项。", ""),
    "sustained.application": (3, 3, 3, "抽 3 项弱项，2026 年预算、编制和考核均有改动；反馈在 20 天内到班组。", ""),
}  # fmt: skip

_FINDINGS = (
    ("f1", "figure:cpk", "薄弱项", "锡膏厚度 25 组 × 5，规格 90～150 μm，按原始读数复算 Cpk 为 1.3298，低于 1.33；SPC 系统按两位小数显示和判定，显示“1.33 合格”。", "SMT 车间 SPI"),
    ("f2", "item:system.people", "不符合", "2026-06-08 三防涂覆当班操作工不在技能矩阵“独立顶岗”名单内，程序 QP-22 第 4.2 条要求关键工序由具备资格的人员操作。", "三防涂覆"),
    ("f3", "item:digital.manufacturing", "观察", "FCT 测试程序由工程师从本机下发，MES 中没有版本锁定；抽 30 天 5 次改动，2 次没有批准人。", "测试车间"),
    ("f4", "item:digital.design", "亮点", "关键特性公差由仿真和公差分析定出，PLM 卡住无结果的评审，预测值与样机实测有对照并回改模型。", "研发中心"),
)  # fmt: skip

_FIGURES: dict[str, dict[str, str]] = {
    "sigma": {
        "tracked": "是",
        "sampled": "否",
        "verified": "是",
        "note": "成品检验全年全数，MES 与质检日报核对，抽 2 个月相符；车载控制器 2,850 ppm，电源模块 2,600 ppm。",
    },
    "cpk": {"tracked": "是", "verified": "是", "note": "四个关键特性均按原始读数复算，按未修约值与门限比较。"},
    "fpy": {
        "tracked": "是",
        "verified": "是",
        "note": "首次过站数据由 MES 导出，剔除返修后再过站；三条 SMT 线按件数合并后连乘。",
    },
    "internal_loss": {
        "tracked": "是",
        "verified": "是",
        "note": "抽 3、7、11 月与财务凭证相符；停工损失以元计，已换算。",
    },
    "external_loss": {"tracked": "是", "verified": "是", "note": "抽 4、9 月与索赔函、售后结算单相符。"},
}

_IN_CONTROL = {
    PASTE: "25 组数据 X̄ 图、R 图无点超出控制限；取样期间钢网、锡膏批次未变。",
    OFFSET: "25 组数据两图无点超出控制限。",
    VOLTAGE: "25 组数据两图无点超出控制限。",
    RIPPLE: "25 组数据两图无点超出控制限；单侧规格。",
    COATING: "60 件按涂覆顺序，单值图、移动极差图无点超出控制限；非关键特性。",
}


def _operations() -> list[dict[str, str]]:
    listed = [set_("case", field, value, author=LEAD) for field, value in _CASE.items()]
    for key, values in _MEMBERS:
        listed += many(f"member:{key}", values, LEAD)
    for item, (second, third, agreed, note, weakness) in _ITEMS.items():
        listed += rated(item, ((SECOND, second), (THIRD, third)), agreed, note, weakness, LEAD)
    for figure, values in _FIGURES.items():
        listed += many(f"figure:{figure}", values, SECOND)
    for subject, reason in _IN_CONTROL.items():
        listed += many(subject, {"in_control": "是", "in_control_reason": reason}, LEAD)
    for key, binds, kind, text, place in _FINDINGS:
        listed += many(f"finding:{key}", {"binds": binds, "kind": kind, "text": text, "place": place}, LEAD)
    listed.append(set_("case", "conclusion", "检验级", author=LEAD))
    return listed


FILES = (
    Photo("onsite/spc-screen.png", "", "SPC 系统　锡膏厚度", ("规格 90～150 μm　n = 125", "X̄ = 119.9　受控", "Cpk = 1.33　判定：合格", "（导出原始值复算：1.3298）")),
    Photo("onsite/skills.png", "", "技能矩阵　三防涂覆", ("A 级（可独立）：1 人", "B 级（需带教）：2 人", "当班：B 级 1 人", "更新：2026-03-31")),
)  # fmt: skip

ONSITE: dict[str, Any] = {
    "form": "meqmc/2026",
    "about": "示例：评价组 2026 年 6 月 8—9 日在示例电子科技股份有限公司的现场记录。人员、单位、数据均为虚构。",
    "files": [
        file(
            "o1",
            "onsite/spc-screen.png",
            "SPC系统锡膏厚度.png",
            "figure:cpk",
            "系统按两位小数显示 1.33，原始值复算 1.3298",
            "2026-06-08 11:20",
            SECOND,
        ),
        file(
            "o2",
            "onsite/skills.png",
            "三防涂覆技能矩阵.png",
            "item:system.people",
            "三防涂覆只有 1 人能独立顶岗",
            "2026-06-08 15:05",
            THIRD,
        ),
    ],
    "operations": _operations(),
}
