"""Claims about the preview of a measurement file: what it shows, what can be corrected, what is recorded, what is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from qmdesk.intake.measurements.mapping import Role
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Place
from qmdesk.ui.charts.view import drawing_thread
from qmdesk.ui.desk import Desk
from qmdesk.ui.intake.sets import GOES, LOWER, NAME, UPPER
from qmdesk.ui.intake.window import MeasurementWindow, ask_measurements
from qmdesk.ui.pages.performance.capability import CapabilityTab
from tests.ui.performance_desk import records, show

TABLE = """序号,外径(mm),内径(mm),温度
上限,10.10,5.05,
下限,9.90,4.95,
1,10.01,5.01,21.5
2,9.99,4.99,21.6
3,坏,5.00,21.4
4,10.02,5.02,21.5
"""


def opened(qtbot: QtBot, desk: Desk, tmp_path: Path, text: str = TABLE, name: str = "测量.csv") -> MeasurementWindow:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    window = ask_measurements(desk, path)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    ready(qtbot, window)
    return window


def ready(qtbot: QtBot, window: MeasurementWindow) -> None:
    qtbot.waitUntil(lambda: window.read is not None and window.take.isEnabled(), timeout=30_000)


def role(qtbot: QtBot, window: MeasurementWindow, at: int, to: Role) -> None:
    before = window.read
    window.table.asked.emit(at, str(to))
    qtbot.waitUntil(lambda: window.read is not before and window.take.isEnabled(), timeout=30_000)


def taken(qtbot: QtBot, window: MeasurementWindow) -> None:
    with qtbot.waitSignal(window.taken, timeout=30_000):
        window.take_in()


def names(window: MeasurementWindow) -> list[str]:
    return [each.name for each in window.sets.sets]


def characteristics(desk: Desk) -> dict[str, tuple[str, object]]:
    hub = desk.hub
    found: dict[str, tuple[str, object]] = {}
    for key in hub.keys("characteristic"):
        said = hub.value(f"characteristic:{key}", "readings", hub.stage)
        found[hub.text(f"characteristic:{key}", "name", hub.stage)] = (key, said["n"] if isinstance(said, dict) else 0)
    return found


def test_nothing_is_written_before_it_is_taken_in_and_one_undo_takes_it_back(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    window = opened(qtbot, desk, tmp_path)
    assert names(window) == ["外径", "内径", "温度"]
    assert not characteristics(desk)
    assert "测量.csv!B6" in window.notes.item(0).text()
    taken(qtbot, window)
    assert {name: n for name, (_, n) in characteristics(desk).items()} == {"外径": 3, "内径": 4, "温度": 4}
    desk.hub.undo()
    assert not characteristics(desk)


def test_a_column_set_to_be_left_out_is_left_out(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    window = opened(qtbot, desk, tmp_path)
    role(qtbot, window, 3, Role.IGNORED)
    assert names(window) == ["外径", "内径"]
    role(qtbot, window, 3, Role.VALUE)
    assert names(window) == ["外径", "内径", "温度"]


def test_names_and_limits_are_corrected_before_they_go_in(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    window = opened(qtbot, desk, tmp_path)
    window.sets.item(0, NAME).setText("轴承外径")
    window.sets.item(0, UPPER).setText("10.2")
    window.sets.item(1, NAME).setCheckState(Qt.CheckState.Unchecked)
    window.sets.item(0, LOWER).setText("没有数")
    assert window.sets.item(0, LOWER).text() == "9.90"
    taken(qtbot, window)
    found = characteristics(desk)
    assert set(found) == {"轴承外径", "温度"}
    key = found["轴承外径"][0]
    assert desk.hub.value(f"characteristic:{key}", "usl", desk.hub.stage) == "10.2"


def test_limits_the_wrong_way_round_are_not_taken_in(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    window = opened(qtbot, desk, tmp_path)
    window.sets.item(0, UPPER).setText("9")
    assert not window.take.isEnabled()
    window.sets.item(0, UPPER).setText("11")
    assert window.take.isEnabled()


def test_readings_go_to_a_characteristic_that_is_there_in_place_of_its_own_or_behind_them(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    records(desk, "characteristic", {"name": "外径", "key": True})
    window = opened(qtbot, desk, tmp_path)
    box = window.sets.cellWidget(0, GOES)
    assert box.currentData() == ("k0", False)
    taken(qtbot, window)
    assert characteristics(desk)["外径"] == ("k0", 3)
    again = opened(qtbot, desk, tmp_path)
    again.sets.cellWidget(0, GOES).setCurrentIndex(again.sets.cellWidget(0, GOES).findText("接在“外径”后面"))
    taken(qtbot, again)
    assert characteristics(desk)["外径"] == ("k0", 6)


def test_a_kept_mapping_is_used_for_the_next_file_of_this_shape_and_plant(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    window = opened(qtbot, desk, tmp_path)
    role(qtbot, window, 3, Role.IGNORED)
    window.sets.item(0, NAME).setText("轴承外径")
    window.keep.setChecked(True)
    taken(qtbot, window)
    window = opened(qtbot, desk, tmp_path, TABLE.replace("10.01", "10.03"), "另一天.csv")
    assert window.read is not None and window.read.kept
    assert names(window) == ["轴承外径", "内径"]
    before = window.read
    window.automatic.click()
    qtbot.waitUntil(lambda: window.read is not before and window.take.isEnabled(), timeout=30_000)
    assert names(window) == ["外径", "内径", "温度"]
    assert not opened(qtbot, desk, tmp_path, "甲,乙\n1.5,2.5\n1.6,2.6\n", "别的.csv").read.kept


def test_a_file_that_is_no_table_is_told_and_nothing_can_be_taken_in(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    window = ask_measurements(desk, path)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.notes.count() > 0, timeout=30_000)
    assert not window.take.isEnabled()
    assert desk.hub.session.state.get(Place("evidence:x", "name")) is None


def test_a_file_dropped_on_the_page_is_looked_at(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    records(desk, "characteristic", {"name": "外径", "key": True})
    tab = CapabilityTab(desk, drawing_thread(None), "cpk")
    show(qtbot, tab, 1100, 700)
    path = tmp_path / "测量.csv"
    path.write_text(TABLE, "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    tab.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                             Qt.KeyboardModifier.NoModifier))  # fmt: skip
    window = tab.findChild(MeasurementWindow)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    ready(qtbot, window)
    taken(qtbot, window)
    assert characteristics(desk)["外径"] == ("k0", 3)


def test_what_was_corrected_stays_while_the_columns_are_read_otherwise(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    records(desk, "characteristic", {"name": "旧的", "key": True})
    window = opened(qtbot, desk, tmp_path)
    window.sets.item(1, NAME).setText("轴承内径")
    window.sets.item(1, UPPER).setText("5.2")
    window.sets.item(0, NAME).setCheckState(Qt.CheckState.Unchecked)
    box = window.sets.cellWidget(1, GOES)
    box.setCurrentIndex(box.findText("接在“旧的”后面"))
    box.activated.emit(box.currentIndex())
    role(qtbot, window, 3, Role.IGNORED)
    assert names(window) == ["外径", "轴承内径"]
    assert window.sets.item(1, UPPER).text() == "5.2"
    assert window.sets.item(0, NAME).checkState() is Qt.CheckState.Unchecked
    assert window.sets.cellWidget(1, GOES).currentData() == ("k0", True)
    role(qtbot, window, 3, Role.VALUE)
    assert names(window) == ["外径", "轴承内径", "温度"]
    taken(qtbot, window)
    assert characteristics(desk) == {"旧的": ("k0", 4), "温度": (characteristics(desk)["温度"][0], 4)}


def test_limits_wider_than_the_cases_are_asked_about_and_can_be_left(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    limits: dict[str, Json] = {"lsl": "9.95", "usl": "10.05"}
    records(desk, "characteristic", {"name": "外径", "key": True, **limits})
    window = opened(qtbot, desk, tmp_path)
    assert not window.limits.isHidden()
    assert "9.90 ~ 10.10" in window.limits.said.text() and "9.95 ~ 10.05" in window.limits.said.text()
    window.limits.keep.click()
    assert window.limits.isHidden()
    taken(qtbot, window)
    of = "characteristic:k0"
    assert [desk.hub.value(of, name, desk.hub.stage) for name in ("lsl", "usl")] == ["9.95", "10.05"]


def test_limits_that_are_not_wider_are_not_asked_about(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    records(desk, "characteristic", {"name": "外径", "lsl": "9.90", "usl": "10.2"})
    assert opened(qtbot, desk, tmp_path).limits.isHidden()
