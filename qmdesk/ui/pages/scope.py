"""The enterprise and the scope of the review: who, which site, which period, which output value."""

from __future__ import annotations

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.groups_page import GroupsPage
from qmdesk.ui.words import mark, tr

GROUPS = (
    (
        mark("企业"),
        (
            "enterprise",
            "credit_code",
            "region",
            "address",
            "trade",
            "products",
            "size",
            "employees",
            "specialised",
            "class",
        ),
        "",
    ),
    (
        mark("评价范围"),
        ("period", "output_value", "family", "site"),
        mark("所有指标用同一期间、同一场所边界；年度总产值是损失率的分母，不是营业收入。"),
    ),
    (
        mark("组织与日程"),
        (
            "authority",
            "institution",
            "assigned",
            "visit_start",
            "visit_end",
            "representative",
            "contact",
            "contact_phone",
        ),
        "",
    ),
    (mark("备注与异议"), ("note", "objection"), ""),
)

#: Fields that a page of their own fills in.
ELSEWHERE = {
    "refused", "refusal_reason", "objection_by", "handed_over", "handed_to", "facts_by", "facts_on", "previous",
    "previous_levels", "policy",
}  # fmt: skip


class ScopePage(GroupsPage):
    """Every field of the case, in groups; what another form adds stands in a group of its own."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), tr("离开输入框即保存，不用另外点保存。"))
        known: set[str] = {"conclusion", "conclusion_reason", "concluded"}
        for title, names, about in GROUPS:
            known |= set(names)
            self.add_group(FormGroup(desk, tr(title), "case", names, tr(about) if about else ""))
        fields = desk.hub.form.records["case"].fields
        other = tuple(name for name, each in fields.items() if name not in known | ELSEWHERE and each.type != "file")
        if other:
            self.add_group(FormGroup(desk, tr("其他"), "case", other))
