"""What of a key characteristic was changed after its data were seen, and the reason for it, asked where it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qmdesk.model.journal import Changes, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.naming import field_name, value_text
from qmdesk.ui.widgets.basics import column, empty, frame, label
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.words import tr
from qmdesk.visit.opening import FOLLOWED, KIND, READINGS, LateChange


def late_banner(desk: Desk, key: str, said: str, late: Sequence[LateChange]) -> QWidget:
    """The late changes of one characteristic with the field for their reason; ``said`` stands above."""
    theme = desk.theme
    words = [label(late_text(desk, each), "body", wrap=True) for each in late]
    reason = CaseField(desk, f"{KIND}:{key}", "key_reason", lines=1)
    head = label(said, "warning", wrap=True)
    return frame("banner", column(head, *words, reason, gap=2, margins=(theme.px("space_sm"),) * 4))


def late_text(desk: Desk, each: LateChange) -> str:
    """One late change: the field, what stood and what stands, by whom and when."""
    place = Place(f"{KIND}:{each.characteristic}", each.field, str(desk.hub.stage))
    before, after = (value_text(desk.hub.form, place, value, desk.lang) for value in (each.before, each.after))
    return tr(
        "{field}：{before} → {after}（{author}，{when}）",
        field=field_name(desk.hub.form, place, desk.lang),
        before=before,
        after=after,
        author=each.author,
        when=each.at[:16].replace("T", " "),
    )


class LateChanges(QWidget):
    """Those of the characteristic in front; nothing is shown where there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self.late: tuple[LateChange, ...] = ()
        self._banner = QVBoxLayout()
        self.setLayout(column(self._banner))
        self.hide()
        desk.hub.changed.connect(self._on_changed)
        desk.hub.stage_changed.connect(self.look)

    def show_characteristic(self, key: str) -> None:
        """Show what was changed of another characteristic."""
        self._key = key
        self._show(())
        self.look()

    def _on_changed(self, changes: Changes) -> None:
        followed = set(FOLLOWED) - {READINGS}  # readings alone are no change
        if any(place.subject == f"{KIND}:{self._key}" and place.name in followed for place in changes.places):
            self.look()

    def look(self) -> None:
        """Find in the journal, in the pool, what was changed after data were seen."""
        from qmdesk.ui.frozen import frozen

        if not self._key:
            return
        session, stage, key = frozen(self._desk.hub.session), self._desk.hub.stage, self._key

        def work() -> tuple[str, tuple[LateChange, ...]]:
            from qmdesk.review.preparing import late_changes_of

            return key, late_changes_of(session, stage, key)

        self._desk.hub.ask(self, work, self._found)

    def _found(self, found: tuple[str, tuple[LateChange, ...]]) -> None:
        key, late = found
        if key == self._key and late != self.late:
            self._show(late)

    def _show(self, late: tuple[LateChange, ...]) -> None:
        self.late = late
        empty(self._banner)
        if late:
            self._banner.addWidget(late_banner(self._desk, self._key, tr("看到数据后有改动："), late))
        self.setVisible(bool(late))
