"""The enclosures: what is asked for and missing, what is there; files are chosen or dropped."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.formdef.benchmark import Enclosure
from qmdesk.model.journal import Changes
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.dropping import files_in, not_files, without_keys
from qmdesk.ui.pages.records_of import new_key, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.words import tr
from qmdesk.visit.benchmark.checks import wanted

_MEGABYTE = 1_000_000


class EnclosuresPage(PageFrame):
    """A card for each kind of enclosure; a file dropped on one is of its kind."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk.theme, spec.name(), tr("盖章页换成照片或扫描件；文件可以直接拖到对应的一栏。"))
        self._desk = desk
        self.cards: dict[str, KindCard] = {}
        limit = made_of(desk.hub).package.megabytes
        self._size = label("", "muted", wrap=True)
        self.body.addWidget(self._size)
        self._limit = limit
        kinds = {each.id: each for each in made_of(desk.hub).enclosures}
        for kind, words in desk.hub.form.records["enclosure"].fields["kind"].choices.items():
            card = KindCard(desk, kind, words.in_(desk.lang), kinds.get(kind))
            self.cards[kind] = card
            self.body.addWidget(card)
        desk.hub.changed.connect(self._on_changed)
        self._show_size()

    def _on_changed(self, changes: Changes) -> None:
        for card in self.cards.values():
            card.refresh(rows=any(place.kind == "enclosure" for place in changes.places))
        self._show_size()

    def _show_size(self) -> None:
        files = self._desk.hub.session.outline().files
        hashes = {each.text("file") for each in found_of(self._desk.hub).records("enclosure")}
        size = sum(files[each].size for each in hashes if each in files) / _MEGABYTE
        if self._limit:
            words = tr(
                "证实性材料共 {size} MB；三个文件打包后不能超过 {limit} MB。", size=f"{size:.1f}", limit=self._limit
            )
        else:
            words = tr("证实性材料共 {size} MB。", size=f"{size:.1f}")
        self._size.setText(words)

    def show_place(self, where: str) -> None:
        """Go to a kind of enclosure, or to an enclosure by its key."""
        key = where.partition(":")[2].partition("/")[0]
        kind = key if key in self.cards else found_of(self._desk.hub).record("enclosure", key).text("kind")
        if kind in self.cards:
            self.area.ensureWidgetVisible(self.cards[kind])
            self.cards[kind].add.setFocus()


class KindCard(QWidget):
    """The files of one kind, and whether it is asked for."""

    def __init__(self, desk: Desk, kind: str, name: str, declared: Enclosure | None) -> None:
        super().__init__()
        self._desk, self._kind, self._declared = desk, kind, declared
        theme = desk.theme
        self.setAcceptDrops(True)
        self._state = label("", "chip")
        self._rows = column(gap=theme.px("space_xs"))
        self.add = button(tr("添加文件…"), self._ask, role="quiet", theme=theme, icon="plus")
        pad = theme.px("space_md")
        about = declared.about.in_(desk.lang) if declared is not None else ""
        words = column(label(name, "strong", wrap=True), label(about, "caption", wrap=True))
        head = line(words, self._state, self.add, gap=theme.px("space_sm"))
        head.setStretch(0, 1)
        head.setAlignment(self._state, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(frame("card", column(head, self._rows, gap=theme.px("space_sm"), margins=(pad,) * 4))))
        self.refresh()

    def refresh(self, *, rows: bool = True) -> None:
        """Show what is there, and whether it still is asked for."""
        found = [each for each in found_of(self._desk.hub).records("enclosure") if each.text("kind") == self._kind]
        asked = self._declared is not None and wanted(self._kind, self._declared.rule, found_of(self._desk.hub))
        self._state.setText(tr("已有 {count} 份", count=len(found)) if found else tr("缺") if asked else "")
        self._state.setVisible(bool(self._state.text()))
        self.add.setEnabled(self._desk.hub.writable)
        if not rows:
            return
        empty(self._rows)
        hub, theme = self._desk.hub, self._desk.theme
        for each in found:
            row = line(gap=theme.px("space_sm"))
            row.addWidget(image(theme, "file-text"))
            row.addWidget(CaseField(self._desk, f"enclosure:{each.key}", "name", caption=False), 2)
            row.addWidget(label(each.text("filename"), "caption", wrap=True), 1)
            away = tool(theme, "trash-2", tr("移除"), lambda k=each.key: hub.record(removed(hub, "enclosure", k)))
            row.addWidget(away)
            self._rows.addLayout(row)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("添加文件…"))
        self.take([Path(each) for each in chosen])

    def take(self, paths: list[Path]) -> None:
        """Add files of this kind, each recorded by itself."""
        from qmdesk.review.benchmark_files import attach_enclosure

        hub = self._desk.hub
        for path in without_keys(paths, self._desk.tell):
            hub.do(lambda p=path: attach_enclosure(hub.session, p, self._kind, new_key()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._desk.hub.writable:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if said := not_files(event.mimeData()):
            self._desk.tell(said)
        self.take(files_in(event.mimeData()))
