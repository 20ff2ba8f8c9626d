"""Which form a review goes by: one that comes with the program, or an institution's own from a folder or a zip."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk import assets
from qmdesk.ui import jobs
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import button, column, label, line
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

DEFAULT = "meqmc"
#: Ids of built-in forms of other kinds than a review's.
OTHER_KINDS = frozenset({"benchmark"})


class FormChoice(QWidget):
    """``word`` is what :func:`qmdesk.review.forms.form_named` takes. An own form is read before it is offered."""

    failed = Signal(object)  # tuple[Problem, ...]
    changed = Signal(str)

    def __init__(self, theme: Theme, lang: str, family: str = "") -> None:
        """``family`` is the id of forms of another kind (``benchmark``); without it those of reviews are offered."""
        super().__init__()
        self._lang = lang
        self._box = ChoiceBox()
        self._box.setAccessibleName(tr("评价表"))
        for word in reversed(assets.form_names()):
            if word.partition("/")[0] != family and (family or word.partition("/")[0] in OTHER_KINDS):
                continue
            self._box.addItem(word.replace("/", " "), word)
        start = next(
            (at for at in range(self._box.count()) if str(self._box.itemData(at)).startswith(f"{DEFAULT}/")), 0
        )
        self._box.setCurrentIndex(start)
        self._about = label("", "caption", wrap=True)
        caption = label(tr("评价表"), "strong")
        caption.setBuddy(self._box)
        folder = button(tr("机构自己的表（文件夹）…"), self._ask_folder, role="link")
        packed = button(tr("机构自己的表（ZIP）…"), self._ask_zip, role="link")
        gap = theme.px("space_xs")
        self.setLayout(column(caption, self._box, self._about, line(folder, packed, None, gap=gap), gap=gap))
        self._box.activated.connect(lambda _: self._read())
        self._read()

    @property
    def word(self) -> str:
        """The chosen form."""
        return str(self._box.currentData())

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("评价表的文件夹"))
        if chosen:
            self.offer(Path(chosen))

    def _ask_zip(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("评价表的 ZIP 文件"), "", "ZIP (*.zip)")
        if chosen:
            self.offer(Path(chosen))

    def offer(self, path: Path) -> None:
        """Read an institution's form and choose it; one that is wrong is told and not chosen."""
        word = str(path)

        def chosen(found: tuple[str, str]) -> None:
            at = self._box.findData(word)
            if at < 0:
                self._box.addItem(path.name, word)
                at = self._box.count() - 1
            self._box.setCurrentIndex(at)
            self._show(word, found)
            self.changed.emit(word)

        self._look(word, chosen)

    def _read(self) -> None:
        word = self.word
        self._look(word, lambda found: self._show(word, found))
        self.changed.emit(word)

    def _show(self, word: str, found: tuple[str, str]) -> None:
        """The form's own name in the box, its id and the start of its hash below."""
        self._box.setItemText(self._box.findData(word), found[0])
        self._about.setText(found[1])

    def _look(self, word: str, done: object) -> None:
        lang = self._lang

        def work() -> tuple[str, str]:
            from qmdesk.review.forms import form_named

            form = form_named(word)
            return form.name.in_(lang), f"{form.id}/{form.edition} · {form.sha256[:12]}"

        jobs.run(self, work, done, self.failed.emit)  # pyright: ignore[reportArgumentType]
