"""The words that head the columns of an enterprise's own lists of steps, losses and defects, and of loss categories."""

from __future__ import annotations

from collections.abc import Mapping

from qmdesk.formdef.types import Form
from qmdesk.intake.measurements.words import plain
from qmdesk.intake.self_assessment_find import labels_of
from qmdesk.intake.template.layout import DEFECTS, LOSSES, STEPS, Plan

#: The kinds of table, and what the template calls their columns.
PLANS: Mapping[str, Plan] = {"steps": STEPS, "losses": LOSSES, "defects": DEFECTS}

#: Columns without which a table is not of its kind; any one of each group will do.
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "steps": (("name",), ("submitted", "passed")),
    "losses": (("cost",), ("month", "category", "kind", "voucher", "unit")),
    "defects": (("units",), ("defective",)),
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "steps": {
        "name": """
            工序 工序名称 工艺 工艺名称 工步 过程 过程名称 检验工序 检验点 检验站 工位 工位名称 名称 step stepname
            process processstep operation operationname station
        """,
        "family": "产品族 产品 产品名称 产品系列 产品型号 型号 family product productfamily",
        "line": "生产线 产线 线别 线体 车间 line productionline",
        "submitted": """
            首次交验数 首次交验数量 交验数 交验数量 送检数 送检数量 投入数 投入数量 投入 检验数 检验数量 首检数
            提交数 提交数量 生产数 生产数量 报检数 报检数量 首次检验数 submitted input inspected unitssubmitted
            unitsin quantityin totalinspected started
        """,
        "passed": """
            一次合格数 一次合格数量 一次交验合格数 首次合格数 首次交验合格数 合格数 合格数量 良品数 良品数量 直通数
            一次通过数 passed good accepted firstpass unitspassed output passedfirsttime
        """,
    },
    "losses": {
        "month": "月份 月 年月 日期 发生月份 发生日期 发生时间 统计月份 记账月份 时间 month date period",
        "kind": "类别 损失类别 类型 损失类型 内部外部 内外部 kind type losstype",
        "category": """
            科目 损失科目 项目 损失项目 费用项目 费用科目 明细 损失名称 费用名称 名称 原因 category item lossitem
            account
        """,
        "cost": """
            金额 损失金额 费用 费用金额 损失费用 损失 质量损失 损失额 发生额 成本 合计金额 cost amount loss losscost
            value
        """,
        "unit": "单位 金额单位 货币单位 unit currency",
        "voucher": "凭证 凭证号 凭证编号 单据 单据号 单号 依据 voucher document documentno reference",
    },
    "defects": {
        "month": "月份 月 年月 日期 统计月份 生产月份 时间 month date period",
        "family": "产品族 产品 产品名称 产品系列 产品型号 型号 family product productfamily",
        "units": """
            检验总数 检验数 检验数量 总数 总数量 产量 生产数 生产数量 产品数 交验数 交验数量 入库检验数 units
            inspected total totalunits production output
        """,
        "defective": """
            不合格品数 不合格数 不合格品 不合格 不良数 不良品数 不良数量 缺陷品数 废品数 不合格数量 defective
            defectives defectiveunits nonconforming rejects rejected failed
        """,
        "cause": "主要原因 原因 不合格原因 不良原因 缺陷 缺陷类型 不合格项目 不良项目 cause reason defect",
    },
}

_CATEGORIES: Mapping[str, str] = {
    "scrap": "报废 报废损失 废品 废品损失 料废 工废 报废费 scrap",
    "rework": "返工 返修 返工返修 返工费 返修费 返工费用 返修费用 返工返修费 返工损失 返修损失 rework repair",
    "downgrade": "降级 降级损失 降等 让步降级 降级处理 downgrading downgrade",
    "stoppage": "停工 停工损失 停线 停线损失 停机 停产损失 stoppage downtime",
    "accident": "质量事故 事故处理 质量事故处理 事故处理费 质量事故处理费 accident",
    "claim": "索赔 索赔费 索赔费用 赔偿 客户索赔 顾客索赔 claim claims",
    "return": "退货 退货损失 退货费用 退换货 return returns",
    "discount": "折价 折价损失 降价 降价损失 让利 discount",
    "warranty": "保修 三包 质保 保修费 保修费用 三包费 三包费用 三包损失 质保费用 warranty",
    "replacement": "修理更换 更换 维修更换 售后维修 修理费 换货 replacement",
    "reputation": "信誉 信誉损失 商誉损失 reputation",
    "other": "其他 其它 其他损失 other",
}

#: What begins a row that only adds up the others.
_TOTALS = "合计 总计 小计 累计 共计 全年 全年合计 本年合计 年度合计 平均 均值 total sum subtotal grandtotal"
TOTALS = frozenset(_TOTALS.split())


def column_labels(kind: str, form: Form) -> dict[str, str]:
    """Every label of a kind of table, without width and brackets, to the column's id: the form's own stand first."""
    found = {plain(label): column for label, column in labels_of(PLANS[kind], form).items()}
    for column, words in _WORDS[kind].items():
        for word in words.split():
            found.setdefault(plain(word), column)
    return found


def category_of(text: str) -> str | None:
    """The id of a loss category from a word in use for it."""
    wanted = plain(text)
    return next((name for name, words in _CATEGORIES.items() if wanted in words.split()), None)
