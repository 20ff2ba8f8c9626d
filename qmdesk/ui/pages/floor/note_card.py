"""One note with its place, its time and its photos; and the photos that belong nowhere yet."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.capture.finder import ItemFinder, Suggestions
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.evidence.tile import EvidenceTile
from qmdesk.ui.naming import subject_name
from qmdesk.ui.pages.floor.shared import found
from qmdesk.ui.pages.records_of import removed
from qmdesk.ui.widgets.basics import box, button, column, empty, label, line, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.flow import FlowLayout
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import tr

#: So many photos without a place are shown; the others come up as these are sorted.
PHOTOS = 24


class NoteCard(QFrame):
    """``sorted_to`` is called when the note got its place by a key or a press here."""

    def __init__(self, desk: Desk, key: str, sorted_to: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._key, self._sorted = desk, key, sorted_to
        self.subject = f"finding:{key}"
        theme = desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_lg")
        self.setProperty("role", "card")
        text = CaseField(desk, self.subject, "text", lines=2)
        stop = desk.hub.text(self.subject, "stop")
        self.finder = ItemFinder(desk)
        self.finder.chosen.connect(self._bind)
        place = CaseField(desk, self.subject, "place", caption=False)
        if isinstance(place.editor, LineField):
            place.editor.setPlaceholderText(desk.hub.form.records["finding"].fields["place"].label.in_(desk.lang))
        first = line(
            CaseField(desk, self.subject, "kind", caption=False),
            self.finder,
            place,
            gap=gap,
        )
        for at, share in enumerate((2, 4, 3)):
            first.setStretch(at, share)
        remove = lambda: desk.hub.record(removed(desk.hub, "finding", key))  # noqa: E731
        first.addWidget(tool(theme, "trash-2", tr("删除记录"), remove))
        self._about = label(self._said(stop), "caption")
        self._photos = button("", self._toggle, role="quiet", theme=theme, icon="paperclip")
        self._strip: EvidenceStrip | None = None
        self._offer: Suggestions | None = None
        self._body = column(text, first, gap=gap, margins=(pad, pad, pad, gap))
        self._body.addLayout(line(self._about, None, self._photos, gap=gap))
        self.setLayout(self._body)
        self._chips: QWidget | None = None
        self.show_evidence()
        self._show_places()
        self._suggest()
        desk.hub.changed.connect(self._on_changed)

    def _said(self, stop: str) -> str:
        hub = self._desk.hub
        at, by = hub.text(self.subject, "at").replace("T", " "), hub.text(self.subject, "by")
        area = found(hub).record("stop", stop).text("area") if stop else ""
        return " · ".join(each for each in (at, by, area) if each)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self.subject and place.name == "binds" for place in changes.places):
            self._show_places()
            self._suggest()
        elif any(place.subject == self.subject and place.name == "text" for place in changes.places):
            self._suggest()

    def _suggest(self) -> None:
        """Offer likely places while the note has none."""
        if self._offer is not None:
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
        if self._desk.hub.text(self.subject, "binds"):
            return
        self._offer = Suggestions(self._desk, self._desk.hub.text(self.subject, "text"))
        self._offer.chosen.connect(self._bind)
        self._body.insertWidget(2, self._offer)

    def _bind(self, where: str) -> None:
        places = self._places
        binds = " ".join(dict.fromkeys([*places, where])) if len(places) > 1 and where else where
        if self._desk.hub.record(Edit(Place(self.subject, "binds"), binds or None)) and where:
            self._sorted(self._key)

    @property
    def _places(self) -> list[str]:
        return self._desk.hub.text(self.subject, "binds").split()

    def _show_places(self) -> None:
        """One place stands in the field; several, as a merged note has them, below it, each with a way to leave it."""
        desk, places = self._desk, self._places
        if self._chips is not None:
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        several = len(places) > 1
        self.finder.setPlaceholderText(tr("再归到一处") if several else tr("未归属，输入条目名查找"))
        self.finder.show_place("" if several else " ".join(places))
        if not several:
            return
        flow = FlowLayout(gap=desk.theme.px("space_xs"))
        for each in places:
            name = subject_name(desk.hub.form, {}, each, desk.lang)
            chip = button(name, self._leaver(each), role="quiet", theme=desk.theme, icon="x")
            chip.setToolTip(tr("不再归到“{name}”", name=name))
            flow.addWidget(chip)
        self._chips = box("", flow)
        self._body.insertWidget(2, self._chips)

    def _leaver(self, where: str) -> Callable[[], object]:
        def leave() -> None:
            rest = " ".join(each for each in self._places if each != where)
            self._desk.hub.record(Edit(Place(self.subject, "binds"), rest or None))

        return leave

    # -- photos ----------------------------------------------------------------------------------

    def show_evidence(self) -> None:
        """Say how many photos the note has."""
        count = len(evidence_of(self._desk.hub, self.subject))
        self._photos.setText(" " + (tr("佐证 {n}", n=count) if count else tr("加照片")))
        self._photos.setAccessibleName(self._photos.text().strip())

    def _toggle(self) -> None:
        if self._strip is None:
            self._strip = EvidenceStrip(self._desk, self.subject)
            self._body.addWidget(self._strip)
        else:
            self._strip.setVisible(self._strip.isHidden())


class UnboundPhotos(QFrame):
    """Photos that came without a place, each with a field to find one. Hidden where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keys: list[str] = []
        theme = desk.theme
        pad = theme.px("space_md")
        self.setProperty("role", "card")
        self._title = label("", "section")
        self._tiles = FlowLayout(gap=theme.px("space_md"))
        self._rest = label("", "caption")
        self.setLayout(
            column(self._title, box("", self._tiles), self._rest, gap=theme.px("space_sm"), margins=(pad,) * 4)
        )
        self.refresh()

    def refresh(self) -> None:
        """Show those that have no place now."""
        keys = evidence_of(self._desk.hub, "")
        self.setVisible(bool(keys))
        if keys == self._keys:
            return
        self._keys = keys
        self._title.setText(tr("待归类的照片和文件 {n}", n=len(keys)))
        self._rest.setText(tr("还有 {n} 个，归类后依次出现", n=len(keys) - PHOTOS))
        self._rest.setVisible(len(keys) > PHOTOS)
        empty(self._tiles)
        for key in keys[:PHOTOS]:
            self._tiles.addWidget(self._tile(key))

    def _tile(self, key: str) -> QWidget:
        finder, tile = ItemFinder(self._desk), EvidenceTile(self._desk, key)
        finder.setPlaceholderText(tr("归到哪里"))
        finder.setMinimumWidth(0)
        finder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        finder.chosen.connect(lambda where: self._bind(key, where))
        made = QWidget()
        made.setLayout(column(tile, finder, gap=self._desk.theme.px("space_xs")))
        return made

    def _bind(self, key: str, where: str) -> None:
        if where:
            self._desk.hub.record(Edit(Place(f"evidence:{key}", "binds"), where))
