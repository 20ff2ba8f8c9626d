"""Findings of the floor at the team meeting: several made one, one parted in two; undo takes either back."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qmdesk.grading.records import Record
from qmdesk.model.journal import Changes
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.closing.seen import bound_name, found_in
from qmdesk.ui.pages.records_of import new_key
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line
from qmdesk.ui.widgets.typing_fields import AreaField
from qmdesk.ui.words import tr
from qmdesk.visit.team import evidence_of_finding, merge_findings, merged_from, split_finding, standing_findings

#: So many findings are shown at once, more on a press.
STEP = 30


class FindingsCard(QWidget):
    """Choose several to merge; part one at the cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._most = STEP
        self._ticks: dict[str, QCheckBox] = {}
        self._parting = ""
        theme = desk.theme
        pad = theme.px("space_md")
        self._merge = button(tr("合并所选"), self.merge, theme=theme)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px("space_xs"))
        body = column(
            line(label(tr("现场记录的合并与拆分"), "heading"), None, self._merge),
            self._list,
            gap=theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(frame("card", body)))
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in {"finding", "evidence"} for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show the findings that stand."""
        found = found_in(self._desk)
        chosen = self.chosen
        empty(self._list)
        self._ticks = {}
        records = standing_findings(found)
        if not records:
            self._list.addWidget(label(tr("没有现场记录。"), "muted"))
        for each in records[: self._most]:
            self._list.addWidget(self._row(each))
            self._ticks[each.key].setChecked(each.key in chosen)
        if len(records) > self._most:
            more = button(tr("再显示 {n} 条", n=len(records) - self._most), self._show_more, role="link")
            self._list.addLayout(line(more, None))
        self._count()

    def _show_more(self) -> None:
        self._most += 10 * STEP
        self.refresh()

    @property
    def chosen(self) -> list[str]:
        """The keys of the findings that are ticked, in their order."""
        return [key for key, tick in self._ticks.items() if tick.isChecked()]

    def _count(self) -> None:
        self._merge.setEnabled(len(self.chosen) > 1)

    def _row(self, each: Record) -> QWidget:
        desk, theme, found = self._desk, self._desk.theme, found_in(self._desk)
        text = each.text("text")
        tick = QCheckBox()
        tick.setAccessibleName(tr("选中：{text}", text=text[:60]))
        tick.toggled.connect(lambda _: self._count())
        self._ticks[each.key] = tick
        kinds = desk.hub.form.records["finding"].fields["kind"].choices
        kind = each.text("kind")
        about = [kinds[kind].in_(desk.lang) if kind in kinds else "", bound_name(desk, each.text("binds"))]
        pieces, others = len(evidence_of_finding(found, each.key)), len(merged_from(found, each.key))
        about += [tr("佐证 {n} 件", n=pieces) if pieces else "", tr("并入了 {n} 条", n=others) if others else ""]
        words = column(label(text or "—", "body", wrap=True))
        words.addWidget(label("  ·  ".join(word for word in about if word), "caption", wrap=True))
        part = button(tr("拆分…"), lambda: self._open(each.key), role="link")
        part.setAccessibleName(tr("拆分：{text}", text=text[:60]))
        row = line(tick, words, part, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        if each.key != self._parting:
            return box("", row)
        return box("", column(row, self._part_pane(each), gap=theme.px("space_xs")))

    def _part_pane(self, each: Record) -> QWidget:
        theme = self._desk.theme
        area = AreaField(tr("要拆分的记录"), lines=3)
        area.show_text(each.text("text"))
        area.setReadOnly(True)
        cut = button(tr("在光标处拆开"), lambda: self.split(each.key, area.textCursor().position()), theme=theme)
        leave = button(tr("不拆"), lambda: self._open(""), role="quiet")
        area.setFocus()
        about = label(tr("把光标放到后一条开头的地方。两条都保留归属、地点和佐证。"), "caption", wrap=True)
        pad = theme.px("space_sm")
        return frame("well", column(about, area, line(cut, leave, None, gap=pad), gap=pad, margins=(pad,) * 4))

    def _open(self, key: str) -> None:
        self._parting = "" if key == self._parting else key
        self.refresh()

    def merge(self) -> None:
        """Make one finding of those that are ticked."""
        keys = self.chosen
        if self._desk.hub.record(merge_findings(found_in(self._desk), keys)):
            self._desk.tell(tr("{n} 条并成了一条；撤销可以还原", n=len(keys)))

    def split(self, key: str, at: int) -> None:
        """Part a finding at a place of its text."""
        edits = split_finding(found_in(self._desk), key, new_key(), at)
        if not edits:
            self._desk.tell(tr("光标前后都要有内容"))
            return
        self._parting = ""
        self._desk.hub.record(edits)
