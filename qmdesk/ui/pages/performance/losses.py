"""Quality losses: cost entries by kind, category and month, the year's output value, and both rates on their bands."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QLayout, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes
from qmdesk.ui.charts.view import ChartView
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.performance.columns import Column, Meant
from qmdesk.ui.pages.performance.figure_head import FigureHead
from qmdesk.ui.pages.performance.loss_plots import Category, Month, costs_plot, rates_plot
from qmdesk.ui.pages.performance.money import amount, both_units, cost_of, in_yuan, loss_meaning, unit_of
from qmdesk.ui.pages.performance.rows import Row
from qmdesk.ui.pages.performance.split import Split
from qmdesk.ui.pages.performance.table_model import RecordModel
from qmdesk.ui.pages.performance.table_panel import TablePanel
from qmdesk.ui.widgets.basics import box, column, label, line, scrolled
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

COLUMNS = (
    Column("kind", 0.8),
    Column("category", 1.5),
    Column("month", 1.0),
    Column("cost", 1.1),
    Column("unit", 1.1),
    Column("voucher", 1.3),
)
KINDS = ("internal", "external")
WAN = 10_000
#: The width of the output value (at 100 %).
OUTPUT = 190


class LossTab(QWidget):
    """Both loss figures; amounts typed without a unit are in the unit chosen above the table."""

    def __init__(self, desk: Desk, pool: QThreadPool, figures: Sequence[str]) -> None:
        super().__init__()
        self._desk = desk
        theme, lang = desk.theme, desk.lang
        self.heads = {each: FigureHead(desk, desk.hub.form.figure(each), inline=True) for each in figures}
        self.records = RecordModel(desk, "loss", COLUMNS, meaning=self._meaning)
        self.records.defaults = self._defaults
        self.records.shown = self._shown
        hint = tr("一行一笔损失：内部或外部、科目、月份、金额。没有损失和未做统计是两回事：未做统计请在上面选。")
        self.panel = TablePanel(self.records, tr("质量损失"), kind="losses", hint=hint)
        self.unit = self._unit_choice()
        self.output = CaseField(desk, "case", "output_value", caption=False)
        self.output.setFixedWidth(round(OUTPUT * theme.scale))
        self.said = label("", "caption", wrap=True)
        self.rates = ChartView(theme, lang, tr("质量损失率"), pool, least=250)
        self.costs = ChartView(theme, lang, tr("质量损失"), pool, least=250)
        self.about = label(tr("趋势：当月损失 ÷（年度总产值 ÷ 12），只供参考，不参与定级。"), "caption", wrap=True)
        gap = theme.px("space_sm")
        right = scrolled(box("page", column(self.said, self.rates, self.about, self.costs, gap=gap)))
        whole = column(*self.heads.values(), self._amounts(), Split(theme, self.panel, right), gap=theme.px("space_xs"))
        whole.setStretch(len(self.heads) + 1, 1)
        self.setLayout(whole)
        self.records.moved.connect(self.draw)
        desk.hub.changed.connect(self._on_changed)
        self.draw()

    def show_record(self, key: str, field: str) -> None:
        """Go to a field of an entry."""
        self.panel.table.show_cell(key, field)

    def _amounts(self) -> QLayout:
        """The output value and the unit of bare amounts, side by side."""
        gap = self._desk.theme.px("space_sm")
        field = self._desk.hub.form.records["case"].fields["output_value"]
        words = label(field.label.in_(self._desk.lang), "body")
        words.setBuddy(self.output.editor)
        unit = label(tr("金额未写单位时按"), "body")
        unit.setBuddy(self.unit)
        row = FlowLayout(gap)
        for name, choice in ((words, self.output), (unit, self.unit)):
            row.addWidget(box("", line(name, choice, gap=gap)))
        return row

    def _unit_choice(self) -> ChoiceBox:
        made = ChoiceBox()
        made.setAccessibleName(tr("金额未写单位时的单位"))
        for value, text in self._desk.hub.form.records["loss"].fields["unit"].choices.items():
            made.addItem(text.in_(self._desk.lang), value)
        remembered = self._desk.settings.text(f"loss-unit/{self._desk.hub.session.case_id}", "wan")
        made.setCurrentIndex(max(made.findData(remembered), 0))
        made.setMinimumContentsLength(max(len(made.itemText(place)) for place in range(made.count())))
        made.activated.connect(lambda _: self._keep_unit())
        return made

    def _keep_unit(self) -> None:
        self._desk.settings.put(f"loss-unit/{self._desk.hub.session.case_id}", str(self.unit.currentData()))

    def _meaning(self, hub: object, subject: str, texts: Mapping[str, str], row: Row | None) -> Meant:
        return loss_meaning(str(self.unit.currentData()))(self._desk.hub, subject, texts, row)

    def _defaults(self, place: int) -> Mapping[str, Json]:
        """A new entry is of the kind of the one before."""
        before = self.records.rows[-1].text("kind") if self.records.rows else "internal"
        return {"kind": before or "internal"}

    def _shown(self, row: Row, name: str) -> str | None:
        """The unit that an amount has, also where only the amount itself says it."""
        if name != "unit" or row.value("cost") is None:
            return None
        choices = self._desk.hub.form.records["loss"].fields["unit"].choices
        unit = unit_of(row, "yuan")
        return choices[unit].in_(self._desk.lang) if unit in choices else None

    # -- the charts ------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        subjects = {f"figure:{each}" for each in self.heads}
        mine = (place.subject in subjects or place.name == "output_value" for place in changes.places)
        if any(mine):
            self.draw()

    def _cost(self, row: Row) -> Fraction | None:
        """The cost in yuan as it would be now."""
        text = self.records.typing.text(row.key, "cost")
        if text is None:
            return cost_of(row)
        value, _ = amount(self._desk.hub, text, unit_of(row, str(self.unit.currentData())))
        return None if value is None else in_yuan(value)

    def draw(self) -> None:
        """Show what is in the table now."""
        categories: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
        months: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        sums: dict[str, Fraction] = defaultdict(Fraction)
        counted = 0
        for row in self.records.live_rows():
            kind, cost = self.records.text(row, "kind") or ("internal" if not row.key else ""), self._cost(row)
            if kind not in KINDS or cost is None:
                continue
            counted += 1
            sums[kind] += cost
            categories[kind, self.records.text(row, "category")] += cost
            if month := self.records.text(row, "month"):
                months[month][kind] += cost
        self._say(sums, counted)
        self._draw_rates(sums, months)
        self.costs.setVisible(bool(categories))
        if categories:
            names = self._desk.hub.form.records["loss"].fields["category"].choices
            lang = self._desk.lang
            shown = [
                Category(kind, names[name].in_(lang) if name in names else tr("未注明科目"), cost / WAN)
                for (kind, name), cost in categories.items()
            ]
            self.costs.show_plot(costs_plot(shown, _months(months, Fraction(WAN)), tr("万元")))

    def _say(self, sums: Mapping[str, Fraction], counted: int) -> None:
        kinds = self._desk.hub.form.records["loss"].fields["kind"].choices
        said = [f"{kinds[each].in_(self._desk.lang)} {both_units(sums[each])}" for each in KINDS if each in sums]
        if len(said) > 1:
            said.append(tr("合计 {amount}", amount=both_units(sum(sums.values(), Fraction(0)))))
        units = {unit_of(row, "") for row in self.records.rows if row.value("cost") is not None} - {""}
        if len(units) > 1:
            said.append(tr("表中有元也有万元，已换算后合计"))
        missing = len(self.records.rows) - counted
        if missing > 0:
            said.append(tr("{n} 行还不完整，未计入图中", n=missing))
        if self._output() is None:
            said.append(tr("填入年度总产值后才有损失率"))
        self.said.setText(tr("；").join(said))
        self.said.setVisible(bool(said))

    def _output(self) -> Fraction | None:
        found = in_yuan(self._desk.hub.value("case", "output_value"))
        return found if found is not None and found > 0 else None

    def _draw_rates(self, sums: Mapping[str, Fraction], months: Mapping[str, Mapping[str, Fraction]]) -> None:
        output = self._output()
        rates = [self._rate(kind, sums, output) for kind in KINDS]
        trend = _months(months, output / 12) if output is not None and len(months) > 1 else []
        self.about.setVisible(bool(trend))
        if rates == [None, None]:
            self.rates.show_words(tr("填入金额和年度总产值，这里就显示内部、外部损失率及其等级区间。"))
            return
        bands = [[Fraction(each) for each in head.figure.thresholds.values()] for head in self.heads.values()]
        self.rates.show_plot(rates_plot((rates[0], rates[1]), trend, bands))

    def _rate(self, kind: str, sums: Mapping[str, Fraction], output: Fraction | None) -> Fraction | None:
        """The rate from the entries, else the stated one."""
        if kind in sums:
            return None if output is None else sums[kind] / output
        hub = self._desk.hub
        figure = next((each for each in self.heads if each.startswith(kind)), "")
        for stage in (hub.stage, *hub.stage.fallbacks):
            value = hub.value(f"figure:{figure}", "value", stage)
            if isinstance(value, str):
                return Fraction(value)
        return None


def _months(months: Mapping[str, Mapping[str, Fraction]], over: Fraction) -> list[Month]:
    return [
        Month(name, *(months[name][kind] / over if kind in months[name] else None for kind in KINDS))
        for name in sorted(months)
    ]
