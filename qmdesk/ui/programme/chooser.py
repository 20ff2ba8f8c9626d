"""Which programme: those of this computer, another file, or a new one of an authority and a year."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from qmdesk import assets
from qmdesk.formdef.programme_loader import load_pack
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import Theme
from qmdesk.ui.widgets.basics import ElidedLabel, box, button, column, image, label, line, scrolled
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr
from qmdesk.workspace.programme import FOLDER
from qmdesk.workspace.programme_file import SUFFIX

#: Programmes that are remembered.
RECENT = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new programme: its file, and the authority and year whose built-in pack it goes by, or the file of a pack."""

    path: Path
    authority: str = ""
    year: int | None = None
    pack: Path | None = None


class ProgrammeChooser(QWidget):
    """``chosen`` tells the path of a programme that is there, ``wanted`` a :class:`Wanted`, ``left`` going back."""

    chosen = Signal(object)
    wanted = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, settings: Settings, lang: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("项目名录"))
        self._theme, self._settings, self._lang = theme, settings, lang
        gap = theme.px("space_lg")
        content = column(
            line(button(tr("返回"), self.left.emit, role="quiet", theme=theme, icon="chevron-left"), None),
            label(tr("项目名录"), "title"),
            label(tr("一个项目是一家主管部门一年的参评企业名录，以及由它得出的日历、目标和汇总。"), "muted", wrap=True),
            theme.px("space_md"),
            label(tr("已有的项目"), "heading"),
            self._known(),
            theme.px("space_md"),
            label(tr("新建项目"), "heading"),
            self._new(),
            None,
            gap=theme.px("space_sm"),
            margins=(gap, theme.px("space_xxl"), gap, gap),
        )
        inner = box("", content)
        inner.setMaximumWidth(theme.px("start"))
        self.setLayout(column(scrolled(box("start", line(inner)))))

    def _known(self) -> QWidget:
        rows = column(gap=self._theme.px("space_xs"))
        paths = known_programmes(self._settings)
        for path in paths:
            rows.addWidget(self._row(path))
        if not paths:
            rows.addWidget(label(tr("还没有项目。在下面选择主管部门和年度，新建一个。"), "muted", wrap=True))
        rows.addLayout(
            line(
                button(tr("打开其他项目文件…"), self._ask_file, role="link", theme=self._theme, icon="folder-open"),
                None,
            )
        )
        return box("", rows)

    def _row(self, path: Path) -> QWidget:
        theme = self._theme
        made = button("", lambda: self.chosen.emit(path), role="recent")
        title = self._settings.text(f"programmes/{_key(path)}") or path.stem
        made.setAccessibleName(title)
        made.setToolTip(str(path))
        where = ElidedLabel("caption")
        where.show_text(str(path.parent))
        words = column(label(title, "strong"), where)
        row = line(image(theme, "building-2", "muted", "icon_lg"), words, gap=theme.px("space_md"))
        row.setStretch(1, 1)
        row.setContentsMargins(theme.px("space_sm"), theme.px("space_xs"), theme.px("space_sm"), theme.px("space_xs"))
        made.setLayout(row)
        for child in made.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _new(self) -> QWidget:
        theme = self._theme
        self._pack = ChoiceBox()
        self._pack.setAccessibleName(tr("主管部门与年度"))
        self._pack.setMaximumWidth(theme.px("form"))
        self._pack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for authority in ("miit", *(each for each in assets.policy_authorities() if each != "miit")):
            for year in reversed(assets.policy_years(authority)):
                pack = load_pack(authority, year)
                self._pack.addItem(f"{pack.authority_name.in_(self._lang)} {year}", (authority, year))
        make = button(tr("新建"), self._make, role="primary", theme=theme, icon="plus")
        own = button(tr("用自己的政策文件…"), self._ask_pack, role="link")
        first = line(self._pack, make, None, gap=theme.px("space_md"))
        first.setStretch(0, 1)
        own.setToolTip(tr("主管部门或年度不在列表中时：写一个政策文件（YAML），格式见文档"))
        return box(
            "",
            column(first, line(own, None), gap=theme.px("space_xs")),
        )

    def _make(self) -> None:
        authority, year = self._pack.currentData()
        self.wanted.emit(Wanted(free_path(self._settings.home, str(year)), authority, year))

    def _ask_pack(self) -> None:
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self, tr("政策文件"), "", tr("政策文件 (*.yaml *.yml)"))
        if chosen:
            path = Path(chosen)
            self.wanted.emit(Wanted(free_path(self._settings.home, path.stem), pack=path))

    def _ask_file(self) -> None:
        folder = str(self._settings.home / FOLDER)
        kinds = f"{tr('项目文件')} (*{SUFFIX})"
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self, tr("打开项目文件"), folder, kinds)
        if chosen:
            self.chosen.emit(Path(chosen))


def known_programmes(settings: Settings) -> list[Path]:
    """Programmes opened lately and still there, then those of the workspace."""
    kept = [Path(each) for each in settings.text("programmes-recent").split("\n") if each]
    own = sorted((settings.home / FOLDER).glob(f"*{SUFFIX}"), reverse=True)
    return [each for each in dict.fromkeys([*kept, *own]) if each.is_file()][:RECENT]


def remember(settings: Settings, path: Path, title: str) -> None:
    """Put a programme on top, with its name to show."""
    paths = [path.absolute(), *[each for each in known_programmes(settings) if each != path.absolute()]]
    settings.put("programmes-recent", "\n".join(str(each) for each in paths[:RECENT]))
    settings.put(f"programmes/{_key(path)}", title)


def free_path(home: Path, name: str) -> Path:
    """A path for a new programme in the workspace's folder."""
    path, number = home / FOLDER / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = path.with_name(f"{name}-{number}{SUFFIX}")
    return path


def _key(path: Path) -> str:
    return path.absolute().as_posix().replace("/", "|")
