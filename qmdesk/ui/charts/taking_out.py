"""A chart to the clipboard or into a file, drawn for paper whatever look the window has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.problem import Problem, Refused
from qmdesk.ui import jobs
from qmdesk.ui.charts.drawing import Look, as_file, as_image
from qmdesk.ui.charts.plot import Build
from qmdesk.ui.words import tr

if TYPE_CHECKING:
    from qmdesk.ui.charts.view import ChartView

KINDS = {"svg": "SVG (*.svg)", "png": "PNG (*.png)"}


def copy(parent: QWidget, build: Build, look: Look, size: tuple[int, int], pool: QThreadPool) -> jobs.Job:
    """Draw the chart for the clipboard."""

    def put(image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)

    job = jobs.Job(lambda: as_image(build, look, size), parent)
    job.done.connect(put)
    job.ended.connect(job.deleteLater)
    return job.start(pool)


def ask_file(view: ChartView, kind: str) -> None:
    """Ask for a name and write the chart there."""
    chosen, _ = QFileDialog.getSaveFileName(view, tr("导出图"), f"{view.name}.{kind}", KINDS[kind])
    if chosen:
        write(view, Path(chosen), kind)


def write(view: ChartView, path: Path, kind: str) -> jobs.Job | None:
    """Write the chart in the background; the view tells how it ended."""
    if view.build is None:
        return None
    build, look, size = view.build, view.look, (view.width(), view.height())

    def work() -> Path:
        content = as_file(build, look, size, kind)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Refused(Problem("file-cannot-write", str(path), {"reason": error.strerror or str(error)})) from error
        return path

    return jobs.run(view, work, view.written.emit, view.not_written.emit)
