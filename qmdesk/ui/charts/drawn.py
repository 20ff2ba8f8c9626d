"""A widget that shows the picture of a plot, drawn in a thread of its own; only the newest wish waits."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qmdesk.model.problem import Problem
from qmdesk.ui import jobs
from qmdesk.ui.charts.drawing import Look, Picture, draw
from qmdesk.ui.charts.plot import Build, Hit, spot
from qmdesk.ui.theme import Theme
from qmdesk.ui.words import full_text, tr

#: Milliseconds that a change of size may settle before the chart is drawn anew.
SETTLE = 60


class DrawnChart(QWidget):
    """Shows pictures of the newest plot; :class:`qmdesk.ui.charts.view.ChartView` adds what one can do with it.

    ``drawn`` is emitted when the newest picture has come, ``given`` when it is to show another plot.
    """

    drawn = Signal()
    given = Signal(object)

    def __init__(self, theme: Theme, lang: str, name: str, pool: QThreadPool, *, least: int = 180) -> None:
        super().__init__()
        self._theme, self._pool, self.name = theme, pool, name
        self.look = Look(theme.look, lang, theme.scale)
        self.build: Build | None = None
        self.picture: Picture | None = None
        self._words = ""
        self._window: dict[str, tuple[float, float]] = {}
        self._job: jobs.Job | None = None
        self._stale = False
        self._hit: Hit | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._draw)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(least * theme.scale))
        self.setAccessibleName(tr("图：{name}", name=name))

    # -- what to show ----------------------------------------------------------------------------

    def show_plot(self, build: Build) -> None:
        """Show another plot as soon as it is drawn; what is being drawn meanwhile is let go."""
        self.build, self._words = build, ""
        self.given.emit(build)
        self._draw()

    def show_words(self, text: str) -> None:
        """Show why there is no chart, in its place."""
        self.build, self.picture, self._hit, self._words = None, None, None, text
        self._stale = False
        self.given.emit(None)
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, max(260, self.minimumHeight()))

    # -- drawing ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        """First call now, last call later: one picture in the making, at most one wish behind it."""
        if self.build is None:
            return
        if not self.isVisible() or self._job is not None or self.visibleRegion().isEmpty():
            self._stale = True
            return
        self._stale = False
        build, look, window = self.build, self.look, dict(self._window)
        size, ratio = (self.width(), self.height()), self.devicePixelRatioF()
        job = jobs.Job(lambda: draw(build, look, size, ratio, window), self)
        job.done.connect(self._on_drawn)
        job.refused.connect(self._on_refused)
        job.crashed.connect(_raise)
        job.ended.connect(self._on_ended)
        job.ended.connect(job.deleteLater)
        self._job = job.start(self._pool)

    def _on_drawn(self, picture: Picture) -> None:
        if self.build is None:
            return
        self.picture = picture
        self._hit = None if self._hit is None else self._again(self._hit)
        if self._hit is None:
            self.setAccessibleDescription(picture.words)
        self.update()

    def _on_refused(self, problems: tuple[Problem, ...]) -> None:
        lang = self.look.lang
        self._words = "\n".join(full_text(each, lang) for each in problems)
        self.picture = None
        self.update()

    def _on_ended(self) -> None:
        self._job = None
        if self._stale:
            self._draw()
        if not self._stale and self._job is None:
            self.drawn.emit()

    def _again(self, old: Hit) -> Hit | None:
        assert self.picture is not None
        groups = self.picture.plot.spots
        if old.group < len(groups) and old.index < len(groups[old.group].x):
            return spot(self.picture.plot, old.group, old.index)
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stale and self._job is None:
            QTimer.singleShot(0, self._draw)
        painter = QPainter(self)
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.picture.image)
            self._paint_spot(painter)
        elif self._words:
            painter.setPen(self._theme.colour("muted"))
            pad = self._theme.px("space_xl")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(pad, 0, -pad, 0), int(flags), self._words)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_spot(self, painter: QPainter) -> None:
        if self._hit is None:
            return
        radius = self._theme.px("space_sm")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawEllipse(self._point(self._hit), radius, radius)

    def _point(self, found: Hit) -> QPointF:
        return QPointF(found.x * self.width(), found.y * self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle.start()
        super().resizeEvent(event)


def _raise(error: object) -> None:
    assert isinstance(error, BaseException)
    raise error
