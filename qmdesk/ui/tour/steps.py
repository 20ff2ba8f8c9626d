"""The six steps of the tour: where each is, what it points at, what to try there."""

from __future__ import annotations

from dataclasses import dataclass

from qmdesk.ui.words import mark


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step. ``stop`` is the page it shows, ``at`` what it points at (rail, page, panel or bar); the texts are
    marked for translation."""

    stop: str
    at: str
    title: str
    text: str
    trial: str


STEPS = (
    TourStep(
        "overview",
        "rail",
        mark("左边是路径"),
        mark("一次评价从上到下走完：准备、四个维度、离厂、报告。每一站写着做到几成，三角表示要看一眼。"),
        mark("试一试：点左边任意一站，再按 Ctrl+1 回来。"),
    ),
    TourStep(
        "system",
        "page",
        mark("逐条对照描述评级"),
        mark("一屏一个条目：五级描述、企业自评、佐证和问法都在眼前。评级立刻保存，没有“保存”按钮。"),
        mark("试一试：按数字键 1 到 5 评级，按 Ctrl+Enter 到下一个未评条目；照片直接拖进来就是佐证。"),
    ),
    TourStep(
        "performance",
        "page",
        mark("用企业的原始数据算指标"),
        mark("Cpk、合格率、损失率都从原始记录算，读数按写的样子保留；图随输入变化，门槛按精确值比较。"),
        mark("试一试：在“工序合格率”里改一个数，看右边的等级和图。"),
    ),
    TourStep(
        "grade",
        "panel",
        mark("等级一直看得见，也说得出理由"),
        mark("没评完时是一个区间，评完收敛成一级。每个结论都能点到依据，“假如”里可以先试后改。"),
        mark("试一试：展开“依据”，看是哪一条、哪一个数拉住了等级。"),
    ),
    TourStep(
        "leaving",
        "page",
        mark("离厂之前不落下一件事"),
        mark("离厂检查列出还没做完的；整改建议当场打印，一式两份签字；企业不同意可以写下异议。"),
        mark("试一试：点一项待办，会直接带到该去的地方。"),
    ),
    TourStep(
        "report",
        "page",
        mark("报告自己能证明自己"),
        mark("报告里嵌着全部数据和签名，任何人都能重算一遍。回到有网的地方，在“同步”里交付。"),
        mark("试一试：生成报告看一看。练习案卷的每一页都写着“练习”。"),
    ),
)
