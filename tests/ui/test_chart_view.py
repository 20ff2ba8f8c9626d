import os
import threading
import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QThread
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qmdesk.model.problem import Problem, Refused
from qmdesk.model.readings import Readings
from qmdesk.stats.charts_spc import control_chart
from qmdesk.ui.charts import taking_out
from qmdesk.ui.charts.plot import Plot, Spots, hit, spot_count, spot_number, spot_numbered
from qmdesk.ui.charts.view import ChartView, drawing_thread
from qmdesk.ui.pages.performance.readings_plots import chart_spots
from qmdesk.ui.pages.performance.yield_plots import yield_plot
from qmdesk.ui.theme import load_theme
from tests.ui.performance_desk import after, show

LIMITS = [Fraction(9, 10), Fraction(95, 100), Fraction(97, 100), Fraction(98, 100)]
CHART = control_chart(
    "i-mr",
    Readings.of([Decimal(each) for each in ["5.0", "5.1", "4.9", "5.2", "4.8"] * 3 + ["9.0"] + ["5.0", "5.1"] * 5]),
)
STEPS = [("粗车", 200, 198), ("精车", 300, 291), ("磨", 300, 300)]


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView(load_theme(), "zh-CN", "合格率", drawing_thread(None))
    show(qtbot, made, 640, 360)
    return made


def drawn(qtbot: QtBot, view: ChartView, build=None) -> ChartView:
    after(qtbot, view.drawn, lambda: view.show_plot(build or yield_plot(STEPS, "", LIMITS)))
    return view


def line_plot(points: int = 20, told: list[int] | None = None):
    """A plain line over 0..points whose axes can be zoomed; ``told`` gets a number at every drawing."""

    def build(style, size):
        from qmdesk.charts import canvas

        if told is not None:
            told.append(points)
        figure = canvas.new_figure(size, style)
        axes = canvas.place(figure, 0.5, 0.5, 0.5, 0.5, style)
        axes.set_gid("line")
        x = np.arange(points, dtype=float)
        axes.plot(x, x)
        axes.set_xlim(0.0, points - 1.0)
        return Plot(figure, (Spots("line", x, x, lambda index: f"点 {index}"),), ("line",))

    return build


def test_a_chart_is_drawn_at_its_size_off_the_event_loop(qtbot: QtBot, view: ChartView):
    seen: list[object] = []

    def build(style, size):
        seen.extend([threading.current_thread(), size])
        return line_plot()(style, size)

    drawn(qtbot, view, build)
    assert seen[0] is not threading.main_thread()
    assert seen[1] == (640 / 96, 360 / 96)
    image: QImage = view.picture.image
    assert (image.width(), image.height()) == (640, 360)
    assert QThread.currentThread() is view.thread()


def test_of_many_wishes_the_first_and_the_last_are_drawn(qtbot: QtBot, view: ChartView):
    told: list[int] = []
    for points in range(2, 40):
        view.show_plot(line_plot(points, told))
    qtbot.waitUntil(lambda: told[-1:] == [39] and view._job is None, timeout=15_000)
    assert told[0] == 2
    assert len(told) <= 3
    assert len(view.picture.plot.spots[0].x) == 39


def test_asking_for_a_chart_takes_no_time_from_typing(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view)
    bare = _seconds(lambda: drawn(qtbot, view))
    asked = _seconds(lambda: view.show_plot(yield_plot(STEPS, "", LIMITS)))
    qtbot.waitUntil(lambda: view._job is None)
    assert asked < bare / 4


def test_a_hidden_chart_is_drawn_when_it_comes_into_sight(qtbot: QtBot):
    view = ChartView(load_theme(), "zh-CN", "合格率", drawing_thread(None))
    qtbot.addWidget(view)
    view.show_plot(line_plot())
    assert view._job is None
    after(qtbot, view.drawn, view.show)
    assert view.picture is not None


def test_rows_say_their_figures_under_the_pointer(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view)
    axes = view.picture.plot.figure.axes[0]
    middle = axes.get_position()
    heights = [middle.y1 - (row + 0.5) / 4 * middle.height for row in range(4)]
    said = [view.text_at(QPoint(200, round((1 - y) * 360))) for y in heights]
    assert said[0] == "粗车：交验 200，一次合格 198，合格率 99.00 %，累计 99.00 %"
    assert "累计 96.03 %" in said[1]
    assert said[3] == "全过程：96.03 %"
    assert view.text_at(QPoint(5, 5)) == ""


def test_arrow_keys_go_through_the_points_and_tell_screen_readers(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("精车")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription().startswith("粗车")


def test_only_near_points_answer(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(11))
    found = hit(view.picture.plot, 0.5, 0.5)
    assert found is not None
    assert found.index == 5
    assert hit(view.picture.plot, 0.5, 0.2) is None
    plot = view.picture.plot
    assert [spot_number(plot, *spot_numbered(plot, each)) for each in range(spot_count(plot))] == list(range(11))


def shown(view: ChartView) -> tuple[float, float]:
    """What the chart shows of x."""
    return view.picture.plot.figure.axes[0].get_xlim()


def test_zoom_keeps_the_place_under_the_pointer_and_goes_back(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(11))
    after(qtbot, view.drawn, lambda: view.zoom(2.0, 0.5))
    assert shown(view) == pytest.approx((2.5, 7.5))
    after(qtbot, view.drawn, lambda: view.pan(0.2))
    assert shown(view) == pytest.approx((3.5, 8.5))
    after(qtbot, view.drawn, lambda: view.pan(5.0))
    assert shown(view) == pytest.approx((5.0, 10.0))
    after(qtbot, view.drawn, lambda: view.zoom(0.1))
    assert shown(view) == (0.0, 10.0)


def test_a_band_over_the_chart_shows_what_is_under_it_and_a_double_click_all(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(11))
    box = view.picture.plot.figure.axes[0].get_position()
    left, right = (QPoint(round((box.x0 + share * box.width) * 640), 150) for share in (0.2, 0.6))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=left)
    _move(view, right)
    after(qtbot, view.drawn, lambda: qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=right))
    assert shown(view) == pytest.approx((2.0, 6.0), abs=0.05)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=right)
    after(qtbot, view.drawn, lambda: _move(view, left))
    assert shown(view) == pytest.approx((3.6, 7.6), abs=0.05)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=left)
    after(qtbot, view.drawn, lambda: qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=left))
    assert shown(view) == (0.0, 10.0)


def test_keys_zoom_move_and_show_all(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(11))
    after(qtbot, view.drawn, lambda: qtbot.keyClick(view, Qt.Key.Key_Plus))
    assert shown(view) == pytest.approx((1.0, 9.0))
    shift = Qt.KeyboardModifier.ShiftModifier
    after(qtbot, view.drawn, lambda: qtbot.keyClick(view, Qt.Key.Key_Left, shift))
    assert shown(view) == pytest.approx((0.0, 8.0))
    after(qtbot, view.drawn, lambda: qtbot.keyClick(view, Qt.Key.Key_Home))
    assert shown(view) == (0.0, 10.0)


def test_a_click_is_no_band(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(11))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 150))
    after(qtbot, view.drawn, lambda: view.show_plot(line_plot(11)))
    assert shown(view) == (0.0, 10.0)


def control_build(style, size):
    from qmdesk.charts.spc import control_chart_figure

    return Plot(control_chart_figure(CHART, style, size, name="外径"), chart_spots(CHART, style), ("i", "mr"))


def place_of(view: ChartView, gid: str, x: float, y: float) -> QPoint:
    """Where a point of some axes is on the widget."""
    figure = view.picture.plot.figure
    axes = next(each for each in figure.axes if each.get_gid() == gid)
    share = figure.transFigure.inverted().transform(axes.transData.transform((x, y)))
    return QPoint(round(share[0] * view.width()), round((1 - share[1]) * view.height()))


def test_limits_and_points_that_break_rules_are_named_under_the_pointer(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, control_build)
    first = CHART.first
    assert view.text_at(place_of(view, "i", 2.5, first.ucl[0])).startswith("上控制限 UCL ")
    assert view.text_at(place_of(view, "mr", 22.5, CHART.second.ucl[0])).startswith("上控制限 UCL 1.633")
    assert "准则 1" in view.text_at(place_of(view, "i", 16, 9.0))
    assert view.text_at(QPoint(3, 3)) == ""


def test_a_chart_says_what_it_shows_to_screen_readers(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, control_build)
    said = view.accessibleDescription()
    assert said.startswith("外径：单值-移动极差图")
    assert "有点超出控制限" in said
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("第 1 点")


def test_the_pointer_finds_a_point_among_very_many(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view, line_plot(200_001))
    found = hit(view.picture.plot, 0.5, 0.5)
    assert found is not None
    assert abs(found.index - 100_000) < 400
    assert hit(view.picture.plot, 0.5, 0.2) is None


def test_what_can_not_be_drawn_is_said_in_words(qtbot: QtBot, view: ChartView):
    def build(style, size):
        raise Refused(Problem("no-steps"))

    drawn(qtbot, view, build)
    assert view.picture is None
    assert "没有工序数据" in view._words


def test_a_chart_is_copied_as_a_picture_on_white(qtbot: QtBot):
    view = ChartView(load_theme("dark"), "zh-CN", "合格率", drawing_thread(None))
    show(qtbot, view, 640, 360)
    drawn(qtbot, view)
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not QGuiApplication.clipboard().image().isNull(), timeout=10_000)
    assert QGuiApplication.clipboard().image().pixelColor(2, 2).name() == "#ffffff"


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_a_chart_is_exported(qtbot: QtBot, view: ChartView, tmp_path: Path, kind: str, begins: bytes):
    drawn(qtbot, view)
    path = tmp_path / f"合格率.{kind}"
    after(qtbot, view.written, lambda: taking_out.write(view, path, kind))
    assert path.read_bytes().startswith(begins)


def test_a_folder_that_refuses_is_told_at_the_chart(qtbot: QtBot, view: ChartView, tmp_path: Path):
    drawn(qtbot, view)
    with qtbot.waitSignal(view.not_written, timeout=10_000) as heard:
        taking_out.write(view, tmp_path / "gone" / "x.svg", "svg")
    assert heard.args[0][0].code == "file-cannot-write"
    assert view._told.isVisible()
    assert "x.svg" in view._told.text()
    after(qtbot, view.written, lambda: taking_out.write(view, tmp_path / "x.svg", "svg"))
    assert not view._told.isVisible()


def test_what_stands_in_a_file_stays_when_writing_fails(qtbot: QtBot, view: ChartView, tmp_path: Path, monkeypatch):
    drawn(qtbot, view)
    (tmp_path / "x.svg").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with qtbot.waitSignal(view.not_written, timeout=10_000):
        taking_out.write(view, tmp_path / "x.svg", "svg")
    assert [each.name for each in tmp_path.iterdir()] == ["x.svg"]
    assert (tmp_path / "x.svg").read_text() == "old"


def test_a_file_s_name_suits_every_system_and_overwriting_is_asked(view: ChartView):
    view.name = 'φ12 H7/外径: "A"'
    asked = taking_out.dialog(view, "svg")
    assert taking_out.file_name(view.name, "svg") == "φ12 H7_外径_ _A_.svg"
    assert asked.defaultSuffix() == "svg"
    assert not asked.testOption(QFileDialog.Option.DontConfirmOverwrite)


def test_an_enlarged_chart_follows(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view)
    large = view.enlarge()
    qtbot.waitUntil(lambda: large.picture is not None, timeout=10_000)
    view.show_plot(line_plot(5))
    qtbot.waitUntil(lambda: len(large.picture.plot.spots[0].x) == 5, timeout=10_000)
    large.close()


def test_everything_in_the_menu_has_words(qtbot: QtBot, view: ChartView):
    drawn(qtbot, view)
    texts = [each.text() for each in view.menu().actions() if not each.isSeparator()]
    assert texts == ["复制图片", "导出 SVG…", "导出 PNG…", "放大查看"]
    drawn(qtbot, view, line_plot())
    more = [each.text() for each in view.menu().actions() if not each.isSeparator()]
    assert more == [*texts, "拉近", "拉远", "显示全部"]


def _move(view: ChartView, place: QPoint) -> None:
    where = QPointF(place)
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QGuiApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, where, where, left, left, none))


def _seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
