"""The places that packages go to: remembered by name, ticked for this package, added in one line."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Refused
from qmdesk.ui.outbox.delivering import Deliverer
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, elided, empty, line, tool
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.workspace.outbox import Destination


class Places(QWidget):
    """``chosen`` are the URLs that are ticked."""

    refused = Signal(object)  # tuple[Problem, ...]
    changed = Signal()

    def __init__(self, theme: Theme, deliverer: Deliverer) -> None:
        super().__init__()
        self._theme, self._deliverer = theme, deliverer
        gap = theme.px("space_sm")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px("space_xs"))
        self._ticks: dict[str, QCheckBox] = {}
        self.url = LineField(tr("去处"), tr("文件夹，或 sftp://、webdavs://、s3:// 网址"))
        self.name = LineField(tr("名称"), tr("名称（可选）"))
        self.name.setMaximumWidth(theme.px("owner") * 2)
        browse = tool(theme, "folder-open", tr("选择文件夹…"), self._browse)
        self._add = button(tr("添加去处"), self.add, theme=theme, icon="plus")
        self.url.returnPressed.connect(self.add)
        row = line(self.url, browse, self.name, self._add, gap=gap)
        row.setStretch(0, 1)
        self.setLayout(column(self._rows, row, gap=gap, margins=(0, 0, 0, 0)))
        self.refresh()

    @property
    def chosen(self) -> list[str]:
        return [url for url, tick in self._ticks.items() if tick.isChecked()]

    def refresh(self) -> None:
        outbox = self._deliverer.outbox
        places = [] if outbox.empty else outbox.destinations()
        ticked = {url: tick.isChecked() for url, tick in self._ticks.items()}
        empty(self._rows)
        self._ticks.clear()
        for each in places:
            self._rows.addWidget(self._row(each, checked=ticked.get(each.url, True)))
        self.changed.emit()

    def _row(self, each: Destination, *, checked: bool) -> QWidget:
        tick = QCheckBox(each.name)
        tick.setChecked(checked)
        tick.toggled.connect(self.changed)
        self._ticks[each.url] = tick
        shown = elided("" if each.name == each.url else each.url, "caption")
        gone = tool(self._theme, "x", tr("不再使用 {name}", name=each.name), lambda: self._forget(each.url))
        row = line(tick, shown, gone, gap=self._theme.px("space_md"))
        row.setStretch(1, 1)
        made = QWidget()
        made.setLayout(row)
        return made

    def add(self) -> None:
        """Remember the place that was typed; a password in it is held for this session alone."""
        from qmdesk.exchange.delivery.target import read_target

        try:
            target, password = read_target(self.url.text())
            self._deliverer.secrets.keep(target, password)
            self._deliverer.outbox.remember(self.name.text().strip() or target.url, target.url)
        except Refused as refused:
            self.refused.emit(refused.problems)
            return
        self.url.clear()
        self.name.clear()
        self.refused.emit(())
        self.refresh()

    def _forget(self, url: str) -> None:
        self._deliverer.outbox.forget(url)
        self.refresh()
        self._deliverer.refresh()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("选择文件夹…"))
        if chosen:
            self.url.setText(chosen)
