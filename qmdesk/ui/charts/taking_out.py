"""A chart to the clipboard or into a file, drawn for paper whatever look the window has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.trust.files import replace_file
from qmdesk.ui import jobs
from qmdesk.ui.charts.drawing import Look, as_file, as_image
from qmdesk.ui.charts.plot import Build
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.charts.view import ChartView

KINDS = {"svg": "SVG (*.svg)", "png": "PNG (*.png)"}
#: Letters that a file's name can't have on one system or another.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def copy(parent: QWidget, build: Build, look: Look, size: tuple[int, int], pool: QThreadPool) -> jobs.Job:
    """Draw the chart for the clipboard."""

    def put(image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)

    job = jobs.Job(lambda: as_image(build, look, size), parent)
    job.done.connect(put)
    job.ended.connect(job.deleteLater)
    return job.start(pool)


def file_name(name: str, kind: str) -> str:
    """A name for the chart's file that every system takes."""
    return f"{_FORBIDDEN.sub('_', name).strip(' .') or 'chart'}.{kind}"


def dialog(view: ChartView, kind: str) -> QFileDialog:
    """Asks for a file; the ending is added before it is looked whether there is one already, which is asked then."""
    made = QFileDialog(view, tr("导出图"), file_name(view.name, kind), KINDS[kind])
    made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    made.setFileMode(QFileDialog.FileMode.AnyFile)
    made.setDefaultSuffix(kind)
    return made


def ask_file(view: ChartView, kind: str) -> None:
    """Ask for a name and write the chart there."""
    asked = dialog(view, kind)
    if asked.exec() and asked.selectedFiles():
        write(view, Path(asked.selectedFiles()[0]), kind)
    asked.deleteLater()


def write(view: ChartView, path: Path, kind: str) -> jobs.Job | None:
    """Write the chart in the background; the view tells how it ended. What stood there stays until all is written."""
    if view.build is None:
        return None
    build, look, size = view.build, view.look, (view.width(), view.height())

    def work() -> Path:
        replace_file(path, as_file(build, look, size, kind))
        return path

    view.tell("")
    return jobs.run(view, work, view.written.emit, view.refuse)
