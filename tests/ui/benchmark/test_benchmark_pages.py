"""The screens of a quality-benchmark case: each opens, records, shows what changed, and leads to its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.pages.registry import build, progress_of, stop_for, stops_of
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import load_theme
from qmdesk.ui.widgets.typing_fields import AreaField, LineField
from qmdesk.ui.window import MainWindow
from tests.review.benchmark_case import filled, picture
from tests.visit.benchmark_records import said

STOPS = [
    "form",
    "data",
    "experience",
    "enclosures",
    "checking",
    "scores",
    "stages",
    "output",
    "report",
    "sync",
    "history",
]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., Desk]]:
    made: list[Hub] = []

    def make(edition: str = "2026", records: dict | None = None) -> Desk:
        session = filled(tmp_path / f"{edition}.qmcase", tmp_path / "home", edition=edition, records=records)
        hub = Hub(session)
        made.append(hub)
        settings = Settings(tmp_path / "home")
        told: list[object] = []
        desk = Desk(hub, load_theme(), "zh-CN", settings, told.append, told.append, told.append)
        object.__setattr__(desk, "told", told) if hasattr(desk, "__dict__") else None
        return desk

    yield make
    for hub in made:
        hub.close()


def page_of(desk: Desk, stop: str, qtbot: QtBot) -> QWidget:
    spec = next(each for each in stops_of(desk.hub.form, "zh-CN") if each.id == stop)
    page = build(spec, desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def settle() -> None:
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def type_into(field: QWidget, text: str) -> None:
    assert isinstance(field, LineField | AreaField)
    (field.setPlainText if isinstance(field, AreaField) else field.setText)(text)
    field.commit()
    settle()


def words_in(page: QWidget) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


@pytest.mark.parametrize("edition", ["2026", "2024-zhejiang"])
def test_every_stop_opens_full_and_empty(opened, qtbot: QtBot, edition: str):
    desk = opened(edition, None if edition == "2026" else {"case": {"title": "甲的实践经验"}})
    stops = stops_of(desk.hub.form, "zh-CN")
    assert [each.id for each in stops] == STOPS
    for each in stops[:9]:
        progress_of(each, desk.hub)
        page_of(desk, each.id, qtbot)
        settle()


def test_places_lead_to_their_stops(opened):
    desk = opened(records={})
    stops = stops_of(desk.hub.form, "zh-CN")
    for where, stop in (
        ("case/title", "form"), ("indicator:profit/y2025", "data"), ("survey:loyalty.2024/body", "data"), ("section:results/text", "experience"),
        ("enclosure:iso", "enclosures"), ("condition:profits", "checking"), ("stage:paper/state", "stages"), ("score:x/points", "scores"),
    ):  # fmt: skip
        found = stop_for(stops, desk.hub.form, where)
        assert found is not None
        assert found.id == stop


def test_a_cell_of_a_table_records_and_a_row_can_be_left_out_and_brought_back(opened, qtbot: QtBot):
    desk = opened()
    page = page_of(desk, "data", qtbot)
    page.show_tab("indicators")
    tab = page.tabs[1]
    type_into(tab.fields["indicator:oee/y2025"].editor, "84.5")
    assert desk.hub.value("indicator:oee", "y2025") == "84.5"
    type_into(tab.fields["indicator:oee/y2024"].editor, "viel")
    assert desk.hub.value("indicator:oee", "y2024") == "82"
    from qmdesk.model.journal import Edit, Place

    desk.hub.record(Edit(Place("indicator:oee", "left_out"), True))
    settle()
    assert "indicator:oee/y2025" not in tab.fields
    desk.hub.undo()
    settle()
    assert "indicator:oee/y2025" in tab.fields
    tab._add()
    settle()
    assert any(each.endswith("/unit") for each in tab.fields)
    page.show_place("product:p1/satisfaction_2025")
    assert page._bar.currentIndex() == 0


def test_liaisons_are_listed_where_the_notice_has_the_list(opened, qtbot: QtBot):
    desk = opened("2024-zhejiang", {"case": {"title": "甲的实践经验"}})
    page = page_of(desk, "data", qtbot)
    page.show_tab("liaison")
    page.tabs[-1]._add()
    settle()
    (key,) = desk.hub.keys("liaison")
    type_into(page.tabs[-1].fields[f"liaison:{key}/mobile"].editor, "13800000000")
    assert desk.hub.text(f"liaison:{key}", "mobile") == "13800000000"


def test_the_count_runs_while_typing_and_turns_red_beyond_the_limit(opened, qtbot: QtBot):
    desk = opened(records={})
    page = page_of(desk, "experience", qtbot)
    card = page.cards["organisation"]
    card.field.editor.setPlainText("质" * 500)
    qtbot.waitUntil(lambda: card.count.text().startswith("500 / 500"), timeout=3000)
    assert card.count.property("role") == "caption"
    card.field.editor.setPlainText("质" * 501)
    qtbot.waitUntil(lambda: card.count.property("role") == "problem", timeout=3000)
    assert desk.hub.value("section:organisation", "text") is None, "nothing is recorded while typing"
    card.field.editor.commit()
    assert desk.hub.value("section:organisation", "text") == "质" * 501
    title = page.cards["title"]
    type_into(title.field.editor, "六西格玛")
    assert "命名规则" in words_in(title)
    type_into(title.field.editor, "实施六西格玛设计的经验")
    assert "命名规则" not in words_in(title)


def test_a_picture_is_added_placed_and_removed(opened, qtbot: QtBot, tmp_path: Path):
    desk = opened(records={})
    (tmp_path / "趋势.png").write_bytes(picture())
    page = page_of(desk, "experience", qtbot)
    card = page.cards["background"]
    card.add_picture(tmp_path / "趋势.png")
    settle()
    (key,) = desk.hub.keys("picture")
    card._place("picture", key)
    assert f"[图 {key}]" in desk.hub.text("section:background", "text")
    card._add_table()
    settle()
    assert len(desk.hub.keys("grid")) == 1


def test_files_are_enclosed_by_kind_and_what_is_missing_is_marked(opened, qtbot: QtBot, tmp_path: Path):
    desk = opened(records={"case": {"iso9001": True}})
    page = page_of(desk, "enclosures", qtbot)
    assert page.cards["iso"]._state.text() == "缺"
    (tmp_path / "证书.png").write_bytes(picture())
    page.cards["iso"].take([tmp_path / "证书.png", tmp_path / "nichts.png"])
    settle()
    assert page.cards["iso"]._state.text() == "已有 1 份"
    page.show_place("enclosure:finance")


def test_scores_of_experts_are_put_in_and_the_mean_follows(opened, qtbot: QtBot):
    desk = opened()
    page = page_of(desk, "scores", qtbot)
    for name in ("甲", "乙"):
        page.experts._add(name)
        settle()
    for part in desk.hub.form.benchmark.parts:
        type_into(page.fields[part.id, "甲"], "80")
        type_into(page.fields[part.id, "乙"], "90")
    assert "2 位专家评完，均分 85.00" in page._total.text()
    type_into(page.fields["science-method", "甲"], "180")
    assert "2 位专家评完，均分 85.00" in page._total.text()
    page.fields["science-method", "甲"].setFocus()
    page._target = ("science-method", "甲")
    page._show_comment()
    type_into(page.comment, "依据充分")
    key = next(each for each in desk.hub.keys("score") if desk.hub.text(f"score:{each}", "comment"))
    assert desk.hub.text(f"score:{key}", "expert") == "甲"


def test_stages_go_on_by_their_buttons_and_refuse_in_words(opened, qtbot: QtBot):
    desk = opened()
    page = page_of(desk, "stages", qtbot)
    page.cards["paper"].results["passed"].click()
    assert "还没有通过" in page.cards["paper"]._problem.text()
    for step in ("qualification", "paper", "defence"):
        page.cards[step].on.setText("2026-06-10")
        page.cards[step].results["passed"].click()
        settle()
    page.cards["notice"].on.setText("2026-06-15")
    page.cards["notice"].results["under-way"].click()
    settle()
    assert "2026-06-22" in page.cards["notice"]._days.text()
    page.cards["onsite"].results["not-needed"].click()
    assert "理由" in page.cards["onsite"]._problem.text()
    page.cards["onsite"].on.setText("gestern")
    page.cards["onsite"].results["passed"].click()
    assert not page.cards["onsite"]._problem.isHidden()


def test_papers_are_written_and_taken_in_from_the_last_stop(opened, qtbot: QtBot, tmp_path: Path):
    desk = opened()
    page = page_of(desk, "output", qtbot)
    assert page.ready.text() == "材料齐全，可以报送"
    for what, name in (("tables", "表.xlsx"), ("package", "包.zip")):
        page.write(what, tmp_path / name)
        qtbot.waitUntil(lambda n=name: (tmp_path / n).exists() and "已写出" in page.said.text(), timeout=20_000)
    assert "申报质量标杆+宁波某某泵业有限公司" in page.said.text()
    page.take(tmp_path / "表.xlsx")
    qtbot.waitUntil(lambda: "采纳" in page.said.text(), timeout=20_000)
    assert [each for each in page.findChildren(QPushButton) if each.property("role") == "row"] == []


def test_the_report_is_saved_signed_by_the_panel_and_verified(opened, qtbot: QtBot, tmp_path: Path):
    from qmdesk.report.verify import examine
    from qmdesk.trust.p12 import save_p12
    from qmdesk.ui.pages.report_work import Wish
    from tests.trust import people

    desk = opened()
    page = page_of(desk, "report", qtbot)
    assert "核查 6 项要点" in words_in(page)
    certificate = tmp_path / "lead.p12"
    save_p12(people.lead(), certificate, "geheim-1234567")
    page.signing.wishes.append(Wish("lead", certificate, "falsch", None))
    page.save(tmp_path / "核查.pdf")
    qtbot.waitUntil(lambda: page.said.text() == "", timeout=20_000)
    assert not (tmp_path / "核查.pdf").exists()
    page.signing.wishes[:] = [Wish("lead", certificate, "geheim-1234567", None)]
    page.save(tmp_path / "核查.pdf")
    qtbot.waitUntil(lambda: "1 个签名" in page.said.text(), timeout=30_000)
    found = examine((tmp_path / "核查.pdf").read_bytes(), people.trusted())
    assert found.regrade["kind"] == "benchmark"
    assert found.signatures[0].check.valid


def test_open_points_are_links(opened, qtbot: QtBot):
    went: list[str] = []
    desk = opened(records={"case": {"title": "x"}})
    object.__setattr__(desk, "go", went.append)
    page = page_of(desk, "output", qtbot)
    links = [each for each in page.findChildren(QPushButton) if each.property("role") == "row"]
    assert len(links) > 10
    links[0].click()
    assert went
    assert went[0]


def test_the_window_opens_a_case_by_its_kind_with_its_own_panel(qtbot: QtBot, tmp_path: Path, dresser: Dresser):
    with filled(tmp_path / "a.qmcase", tmp_path / "home", records=said(case={"title": None})) as session:
        path = session.path
    home = tmp_path / "home"
    window = MainWindow(Settings(home), lambda author: Who("a" * 16, author or "王工", home), "zh-CN", dresser)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_case(path)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert window.shell is not None
    assert [each.id for each in window.shell.stops] == STOPS
    assert "还差 2 条" in words_in(window.shell.panel)
    assert window.hub is not None
    assert window.hub.assessment is None
    window.shell.go("case/title")
    assert window.shell.current == "form"
    for stop in STOPS:
        window.shell.go(f"page:{stop}")
        settle()
    assert window.shell.bar._stage.isHidden()
    window._close_case()


def test_a_new_case_of_an_edition_begins_on_the_start_page(qtbot: QtBot, tmp_path: Path, dresser: Dresser):
    home = tmp_path / "home"
    window = MainWindow(Settings(home), lambda author: Who("a" * 16, author or "王工", home), "zh-CN", dresser)
    qtbot.addWidget(window)
    window._on_asked("benchmark")
    page = window.centralWidget().currentWidget()
    words = [page.form._box.itemData(at) for at in range(page.form._box.count())]
    assert words == ["benchmark/2026", "benchmark/2024-zhejiang"]
    window.show_new_case()
    page = window.centralWidget().currentWidget()
    assert not any(str(page.form._box.itemData(at)).startswith("benchmark") for at in range(page.form._box.count()))
