"""Which item or figure a sampling plan serves: chosen from the form's."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.ui.desk import Desk
from qmdesk.ui.widgets.basics import column, label
from qmdesk.ui.widgets.typing_fields import ChoiceBox


class BindsChoice(QWidget):
    """A choice of the form's figures and items, recorded as ``figure:cpk`` or ``item:system.process``."""

    def __init__(self, desk: Desk, subject: str) -> None:
        super().__init__()
        self._desk, self._subject = desk, subject
        form, lang = desk.hub.form, desk.lang
        name = form.records[subject.partition(":")[0]].fields["binds"].label.in_(lang)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(name)
        self.choice.addItem("—", "")
        for each in form.figures:
            self.choice.addItem(each.name.in_(lang), f"figure:{each.id}")
        for each in form.items:
            self.choice.addItem(each.name.in_(lang), f"item:{each.id}")
        self.choice.activated.connect(lambda _: self._record())
        caption = label(name, "caption")
        caption.setBuddy(self.choice)
        self.setLayout(column(caption, self.choice, gap=desk.theme.px("space_xs")))
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject and place.name == "binds" for place in changes.places):
            self.refresh()

    def refresh(self) -> None:
        """Show what stands here, or at an earlier stage."""
        hub = self._desk.hub
        found = next(
            (text for stage in (hub.stage, *hub.stage.fallbacks) if (text := hub.text(self._subject, "binds", stage))),
            "",
        )
        place = self.choice.findData(found)
        if place < 0:
            self.choice.addItem(found, found)
            place = self.choice.count() - 1
        self.choice.setCurrentIndex(place)

    def _record(self) -> None:
        hub = self._desk.hub
        hub.record(Edit(Place(self._subject, "binds", str(hub.stage)), self.choice.currentData() or None))
