"""The written experience: its name with the rule's hint, each section with a live count, its pictures and tables."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.formdef.benchmark import Section
from qmdesk.model.journal import Changes
from qmdesk.ui.benchmark.reading import found_of, made_of
from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.records_of import added, new_key, removed
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, restyle, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.page_frame import PageFrame
from qmdesk.ui.widgets.typing_fields import AreaField, LineField
from qmdesk.ui.words import full_text, tr
from qmdesk.visit.benchmark.counting import count
from qmdesk.visit.benchmark.naming import name_hints
from qmdesk.visit.benchmark.text import placing, section_as

#: Milliseconds between a keystroke and the count.
_SOON = 120
_LINES = 8
PICTURES = "PNG, JPEG (*.png *.jpg *.jpeg)"


class ExperiencePage(PageFrame):
    """``show_place`` goes to ``section:ID/text`` or ``case/title``."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        about = tr("字数同 Word：汉字、中文标点各算一个，一串字母数字算一个。行首 # 是小标题，##、### 是下级。")
        super().__init__(desk.theme, spec.name(), about)
        self.cards: dict[str, QWidget] = {}
        for section in made_of(desk.hub).sections:
            made: QWidget = TitleCard(desk, section) if section.id == "title" else SectionCard(desk, section)
            self.cards[section.id] = made
            self.body.addWidget(made)

    def show_place(self, where: str) -> None:
        """Go to a section's text."""
        subject = where.partition("/")[0]
        kind, _, key = subject.partition(":")
        card = self.cards.get("title" if kind == "case" else key)
        if isinstance(card, TitleCard | SectionCard):
            self.area.ensureWidgetVisible(card)
            card.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class TitleCard(QWidget):
    """The name of the experience: its length and what it lacks of the rule."""

    def __init__(self, desk: Desk, section: Section) -> None:
        super().__init__()
        self._desk, self._section = desk, section
        theme = desk.theme
        pad = theme.px("space_lg")
        self.count = label("", "caption")
        self._hint = label("", "warning", wrap=True)
        self.field = CaseField(desk, "case", "title", caption=False)
        editor = self.field.editor
        assert isinstance(editor, LineField)
        editor.textChanged.connect(self._show)
        body = column(
            line(label(section.name.in_(desk.lang), "heading"), None, self.count),
            label(section.about.in_(desk.lang), "caption", wrap=True),
            self.field,
            self._hint,
            gap=theme.px("space_sm"),
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(frame("card", body)))
        desk.hub.changed.connect(self._on_changed)
        self._show()

    def _on_changed(self) -> None:
        self._show()

    def _show(self) -> None:
        editor = self.field.editor
        assert isinstance(editor, LineField)
        words = count(editor.text())
        show_count(
            self.count, words.words, words.characters, self._section.limit, over=words.words > self._section.limit
        )
        hints = name_hints(made_of(self._desk.hub), found_of(self._desk.hub), self._desk.lang)
        lang = self._desk.lang
        said = [full_text(each, lang) for each in hints]
        self._hint.setText("\n".join(said))
        self._hint.setVisible(bool(said))


class SectionCard(QWidget):
    """One section: its text with the count beside its limit, and its pictures and tables."""

    def __init__(self, desk: Desk, section: Section) -> None:
        super().__init__()
        self._desk, self._section = desk, section
        theme = desk.theme
        pad, gap = theme.px("space_lg"), theme.px("space_sm")
        self.count = label("", "caption")
        self.field = CaseField(desk, f"section:{section.id}", "text", lines=_LINES, caption=False)
        editor = self.field.editor
        assert isinstance(editor, AreaField)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._show)
        editor.textChanged.connect(self._soon.start)
        self._parts = column(gap=gap)
        add_picture = button(tr("插入图…"), self._ask, role="quiet", theme=theme, icon="image-plus")
        add_table = button(tr("插入表"), self._add_table, role="quiet", theme=theme, icon="plus")
        body = column(
            line(label(section.name.in_(desk.lang), "heading"), None, self.count),
            label(section.about.in_(desk.lang), "caption", wrap=True),
            self.field,
            self._parts,
            line(add_picture, add_table, None, gap=gap),
            gap=gap,
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(frame("card", body)))
        self._shown: tuple[str, ...] = ()
        desk.hub.changed.connect(self._on_changed)
        self._show_parts()
        self._show()

    # -- counting --------------------------------------------------------------------------------

    def _show(self) -> None:
        editor = self.field.editor
        assert isinstance(editor, AreaField)
        written = section_as(self._section, found_of(self._desk.hub), editor.toPlainText())
        prose, whole = written.prose, written.whole
        over = written.standing in {"over", "long"}
        about = str(self._section.means) == "about"
        show_count(
            self.count, prose.words, prose.characters, self._section.limit, over=over, about=about, whole=whole.words
        )

    # -- pictures and tables ---------------------------------------------------------------------

    def _own(self) -> list[tuple[str, str]]:
        found = found_of(self._desk.hub)
        return [
            (kind, each.key)
            for kind in ("picture", "grid")
            for each in found.records(kind)
            if each.text("section") == self._section.id
        ]

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in {"picture", "grid"} for place in changes.places):
            if tuple(f"{kind}:{key}" for kind, key in self._own()) != self._shown:
                self._show_parts()
            self._show()

    def _show_parts(self) -> None:
        empty(self._parts)
        own = self._own()
        self._shown = tuple(f"{kind}:{key}" for kind, key in own)
        hub, theme = self._desk.hub, self._desk.theme
        for kind, key in own:
            place = button(tr("放在光标处"), lambda t=kind, k=key: self._place(t, k), role="link")
            away = tool(theme, "trash-2", tr("移除"), lambda t=kind, k=key: hub.record(removed(hub, t, k)))
            fields = column(CaseField(self._desk, f"{kind}:{key}", "caption"), gap=theme.px("space_xs"))
            if kind == "grid":
                fields.addWidget(CaseField(self._desk, f"{kind}:{key}", "cells", lines=3))
            row = line(fields, place, away, gap=theme.px("space_sm"))
            row.setStretch(0, 1)
            self._parts.addWidget(frame("well", column(row, margins=(theme.px("space_sm"),) * 4)))

    def _place(self, kind: str, key: str) -> None:
        """Put the line that places a picture or table where the cursor is."""
        editor = self.field.editor
        assert isinstance(editor, AreaField)
        cursor = editor.textCursor()
        cursor.insertText(f"\n{placing(kind, key)}\n")
        editor.commit()

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("插入图…"), "", PICTURES)
        if chosen:
            self.add_picture(Path(chosen))

    def add_picture(self, path: Path) -> None:
        """Add a picture to this section."""
        from qmdesk.review.benchmark_files import attach_picture

        hub = self._desk.hub
        hub.do(lambda: attach_picture(hub.session, path, self._section.id, new_key()))

    def _add_table(self) -> None:
        hub = self._desk.hub
        values = {"section": self._section.id, "caption": tr("（标题）"), "cells": "A|B"}
        _, edits = added(hub, "grid", values)
        hub.record(edits)


def show_count(
    place: object, words: int, characters: int, limit: int, *, over: bool, about: bool = False, whole: int = 0
) -> None:
    """Say a length beside its limit; red where it is over."""
    from PySide6.QtWidgets import QLabel

    assert isinstance(place, QLabel)
    said = (
        tr("{words} / 约 {limit} 字", words=words, limit=limit)
        if about
        else tr("{words} / {limit} 字", words=words, limit=limit)
    )
    more = [tr("字符 {n}", n=characters)]
    if whole > words:
        more.append(tr("连图表 {n}", n=whole))
    place.setText(f"{said} · {' · '.join(more)}")
    restyle(place, "role", "problem" if over else "caption")
