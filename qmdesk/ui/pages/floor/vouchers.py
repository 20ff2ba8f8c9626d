"""Output value and losses against vouchers: what was entered, what the vouchers come to, the exact difference."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qmdesk.model.journal import Changes
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.floor.shared import ask_about, found, page
from qmdesk.ui.pages.floor.voucher_row import VoucherRow, money
from qmdesk.ui.pages.records_of import added
from qmdesk.ui.widgets.basics import button, column, elided, empty, image, label, line, say_empty
from qmdesk.ui.words import mark, tr
from qmdesk.visit.vouchers import OUTPUT, Check, Standing, categories, checks

SIGNS = {
    Standing.OPEN: ("circle", "muted", mark("还没核对")),
    Standing.UNREAD: ("triangle-alert", "warn", mark("金额未填")),
    Standing.AGREES: ("circle-check", "good", mark("一致")),
    Standing.EXPLAINED: ("info", "accent", mark("有差异，已说明")),
    Standing.DIFFERS: ("octagon-alert", "bad", mark("有差异，未说明")),
}
#: Loss entries shown at once; more on a press.
STEP = 20


class VouchersTab(QWidget):
    """A card for the output value, for each category that is summed, and for each entry."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._cards: dict[str, CheckCard] = {}
        self._most = STEP
        theme = desk.theme
        self._list, self._rest = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(theme.px("space_md"))
        about = tr("把年度总产值和每笔（或每类）损失与账上凭证逐一核对。金额按元精确相加，不四舍五入。")
        body = QWidget()
        body.setLayout(column(self._list, self._rest, gap=theme.px("space_sm")))
        self.area = page(desk, label(about, "muted", wrap=True), body)
        self.setLayout(column(self.area))
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.refresh)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        kinds = {"voucher", "loss", "evidence"}
        if any(place.kind in kinds or place.name == "output_value" for place in changes.places):
            self.refresh()

    def wanted(self) -> list[Check]:
        """What is to be checked: the output value, sums of categories, entries; the bound ones of all are kept."""
        index = found(self._desk.hub)
        there = list(checks(index))
        summed = {each.binds for each in there}
        more = [
            Check(f"loss:{kind}/{category}", total, None, (), 0, "", kind, category)
            for kind, category, total in categories(index)
            if f"loss:{kind}/{category}" not in summed
        ]
        sums = [each for each in [*there, *more] if "/" in each.binds and each.binds != OUTPUT]
        entries = [each for each in there if "/" not in each.binds]
        return [*(each for each in there if each.binds == OUTPUT), *sums, *entries]

    def refresh(self) -> None:
        """Show every check; cards that stand stay."""
        wanted = self.wanted()
        shown = wanted[: self._most]
        keep = {each.binds for each in shown}
        for binds in [each for each in self._cards if each not in keep]:
            card = self._cards.pop(binds)
            card.hide()
            card.deleteLater()
        for at, check in enumerate(shown):
            if check.binds not in self._cards:
                self._cards[check.binds] = CheckCard(self._desk, check)
            card = self._cards[check.binds]
            card.show_check(check)
            if self._list.indexOf(card) != at:
                self._list.insertWidget(at, card)
        empty(self._rest)
        if len(wanted) > len(shown):
            rest = len(wanted) - len(shown)
            self._rest.addWidget(button(tr("再显示 {n} 条", n=min(rest, STEP)), self._show_more))
        if len(wanted) == 1:
            text = tr("损失明细在“全过程质量绩效”里登记后，这里逐笔核对。")
            go = button(tr("去登记损失"), lambda: self._desk.go("page:performance/loss"))
            self._rest.addWidget(say_empty(self._desk.theme, "file-check", tr("还没有损失明细"), text, go))

    def _show_more(self) -> None:
        self._most += STEP
        self.refresh()

    def show_record(self, key: str, field: str) -> None:
        """Go to a voucher."""
        binds = found(self._desk.hub).record("voucher", key).text("binds")
        places = [each.binds for each in self.wanted()]
        if binds in places:
            self._most = max(self._most, places.index(binds) + 1)
            self.refresh()
            card = self._cards[binds]
            self.area.ensureWidgetVisible(card)  # pyright: ignore[reportAttributeAccessIssue]
            card.go_to(key)


class CheckCard(QFrame):
    """One amount with its vouchers."""

    def __init__(self, desk: Desk, check: Check) -> None:
        super().__init__()
        self._desk, self.binds = desk, check.binds
        self._check = check
        self._rows: dict[str, VoucherRow] = {}
        theme = desk.theme
        self.setProperty("role", "card")
        self._name = elided("", "strong")
        self._sign = QVBoxLayout()
        self._said = label("", "body")
        self._figures = label("", "muted", wrap=True)
        self._ask = button(tr("带为疑问"), self._take_along, role="link")
        add = button(tr("加凭证"), self.add, role="quiet", theme=theme, icon="plus")
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        head = line(self._sign, self._name, self._said, self._ask, add, gap=gap)
        head.setStretch(1, 1)
        self._vouchers = QVBoxLayout()
        self._vouchers.setSpacing(gap)
        self.setLayout(column(head, self._figures, self._vouchers, gap=theme.px("space_xs"), margins=(pad,) * 4))

    def show_check(self, check: Check) -> None:
        """Show how the amount stands."""
        self._check = check
        theme = self._desk.theme
        icon, colour, words = SIGNS[check.standing]
        empty(self._sign)
        self._sign.addWidget(image(theme, icon, colour))
        self._name.show_text(self._title(check))
        self._said.setText(tr(words))
        said = [tr("填报 {amount}", amount=money(check.entered))]
        if check.vouchers:
            said.append(tr("凭证 {amount}", amount=money(check.vouched)))
        if check.difference is not None and check.vouchers:
            said.append(tr("差 {amount}", amount=money(check.difference, sign=True)))
        self._figures.setText(" · ".join(said))
        self._ask.setVisible(check.standing is Standing.DIFFERS)
        for key in [each for each in self._rows if each not in check.vouchers]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for key in check.vouchers:
            if key not in self._rows:
                self._rows[key] = VoucherRow(self._desk, key)
                self._vouchers.addWidget(self._rows[key])
            self._rows[key].show_evidence()

    def _title(self, check: Check) -> str:
        hub, lang = self._desk.hub, self._desk.lang
        if check.binds == OUTPUT:
            return hub.form.records["case"].fields["output_value"].label.in_(lang)
        fields = hub.form.records["loss"].fields
        names = [
            fields[name].choices[value].in_(lang)
            for name, value in (("kind", check.kind), ("category", check.category))
            if value in fields[name].choices
        ]
        name = " · ".join(names) or hub.form.records["loss"].label.in_(lang)
        if "/" in check.binds:
            return tr("{name}（合计）", name=name)
        record = found(hub).record("loss", check.binds.partition(":")[2])
        more = [record.text("month"), record.text("voucher")]
        return " · ".join(each for each in (name, *more) if each)

    def add(self) -> str:
        """Another voucher; the cursor goes to it. Its key."""
        hub = self._desk.hub
        key, edits = added(hub, "voucher", {"binds": self.binds})
        if hub.record(edits):
            self.go_to(key)
        return key

    def go_to(self, key: str) -> None:
        """Put the cursor into a voucher."""
        row = self._rows.get(key)
        if row is not None:
            row.document.editor.setFocus()

    def _take_along(self) -> None:
        check = self._check
        details: dict[str, str | int] = {
            "name": self._title(check),
            "entered": money(check.entered),
            "vouched": money(check.vouched),
            "difference": money(check.difference, sign=True),
        }
        figure = {"internal": "figure:internal_loss", "external": "figure:external_loss"}.get(check.kind, "")
        ask_about(self._desk, Problem("voucher-differs", check.binds, details, Severity.WARNING), figure)
