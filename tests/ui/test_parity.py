"""Window and command line say the same: for every command that changes a case, the window's action leaves the same
entries (subject, field, value) in the journal of the same case."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qmdesk import assets
from qmdesk.app.main import run
from qmdesk.formdef.types import Form
from qmdesk.model.canonical import canonical
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.begin import begin
from qmdesk.review.packing import pack_case
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.device import device_identity
from qmdesk.ui.hub import Hub
from qmdesk.ui.importing.window import ImportWindow
from qmdesk.ui.pages.dimension.page import DimensionPage
from qmdesk.ui.pages.grade.conclusion import ConclusionTab
from qmdesk.ui.pages.performance.figure_head import TrackedChoice
from qmdesk.ui.pages.rectify import RectifyPage
from qmdesk.ui.pages.scope import ScopePage
from qmdesk.ui.pages.sides import Settle
from qmdesk.ui.pages.sync import SyncPage
from qmdesk.ui.start.new_case import NewCasePage
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.window import MainWindow

CODE = "91330212MA2TE8XU04"
REGION, ITEM = Place("case", "region"), "item:system.process"
#: What differs between any two runs: when, on which device's log.
OWN = ("at", "heads")


class Two:
    """One case twice: ``command`` works on its copy by the command line, the window shows the other."""

    def __init__(self, window: MainWindow, folder: Path, form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window, self.folder = window, folder
        self.ours, self.theirs = folder / "window.qmcase", folder / "command.qmcase"
        self._home = monkeypatch
        first = Who("a" * 16, "王工", folder / "first")
        with begin(self.theirs, form, first, enterprise="甬江机械", credit_code=CODE) as session:
            session.record([Edit(Place(ITEM, "note", "onsite"), "前一天记的")]).wait()

    def prepare(self, *edits: Edit) -> None:
        """Something that stands in both before."""
        with ReviewSession.open(self.theirs, Who("c" * 16, "王工", self.folder / "prepare")) as session:
            session.record(edits).wait()

    def open(self, qtbot: QtBot) -> None:
        """Show the copy in the window."""
        shutil.copyfile(self.theirs, self.ours)
        self._before = _logs(self.theirs)
        self.window.settings.put("author", "王工")
        with qtbot.waitSignal(self.window.ready, timeout=20_000):
            self.window.open_case(self.ours)

    @property
    def hub(self) -> Hub:
        assert self.window.hub is not None
        return self.window.hub

    def page(self, where: str) -> QObject:
        """The page of a place, in front."""
        self.window._go(where)
        assert self.window.shell is not None
        return self.window.shell.pages[self.window.shell.current]

    def command(self, name: str, *words: object, status: int = 0) -> None:
        self._home.setenv("QMDESK_HOME", str(self.folder / "command"))
        assert run([name, str(self.theirs), *map(str, words)]) == status

    def same(self) -> list[tuple[str, str, str]]:
        """What both have written, device after device; fails where it differs."""
        self.window.show_start()
        ours, theirs = (_new(_logs(each), self._before) for each in (self.ours, self.theirs))
        assert ours == theirs
        assert ours, "something was written"
        return [entry for log in ours for entry in log]


Log = list[tuple[str, str, str]]


def _logs(path: Path) -> dict[str, Log]:
    """The entries of each device's log. Between devices the order is by their names, which differ in every run."""
    with ReviewSession.open(path, Who("f" * 16, "", path.parent / "reader")) as session:
        entries = session.on_file(lambda case: list(case.entries()))
    logs: dict[str, Log] = {}
    for each in entries:
        logs.setdefault(each.device, []).append((each.subject, each.field, _plain(each.value)))
    return logs


def _new(logs: dict[str, Log], before: dict[str, Log]) -> list[Log]:
    new = [log[len(before.get(device, [])) :] for device, log in logs.items()]
    return sorted(log for log in new if log)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        value = {name: each for name, each in value.items() if name not in OWN}
    return canonical(value)  # type: ignore[arg-type]


@pytest.fixture
def two(window: MainWindow, tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    yield Two(window, tmp_path, form, monkeypatch)


def type_into(field: CaseField, qtbot: QtBot, text: str) -> None:
    """Type as a person does, and leave the field."""
    editor = field.editor
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text) if text.isascii() else editor.insert(text) if isinstance(
        editor, QLineEdit
    ) else editor.insertPlainText(text)
    editor.clearFocus()


def field_at(page: QObject, subject: str, name: str) -> CaseField:
    found = [each for each in page.findChildren(CaseField) if (each.subject, each.name) == (subject, name)]
    assert found, f"no field for {subject}/{name} on this page"
    return found[0]


# -- new ---------------------------------------------------------------------------------------------


def test_new(two: Two, window: MainWindow, qtbot: QtBot, tmp_path: Path):
    two.theirs = tmp_path / "by-command.qmcase"
    two.command("new", "--enterprise", "甬江机械", "--credit-code", CODE, "--author", "王工")
    two.ours, two._before = tmp_path / "甬江机械.qmcase", {}
    window.settings.put("folder", str(tmp_path))
    window.settings.put("author", "王工")
    window.show_new_case()
    page = window.centralWidget().currentWidget()  # type: ignore[attr-defined]
    assert isinstance(page, NewCasePage)
    page.enterprise.setText("甬江机械")
    page.code.setText(CODE.lower())
    with qtbot.waitSignal(window.ready, timeout=20_000):
        page.submit()
    assert [each[:2] for each in two.same()] == [("case", "enterprise"), ("case", "credit_code")]


# -- set ---------------------------------------------------------------------------------------------

#: Field of the case, and what is typed: a text, a period, an amount, a full-width text, nothing.
TYPED = (("region", "宁波"), ("period", "2025-01..2025-12"), ("output_value", "2000 万元"), ("site", "Hall 3"))


@pytest.mark.parametrize(("name", "text"), TYPED)
def test_set_a_field_of_the_case(two: Two, qtbot: QtBot, name: str, text: str):
    two.open(qtbot)
    page = two.page("page:scope")
    assert isinstance(page, ScopePage)
    type_into(field_at(page, "case", name), qtbot, text)
    two.command("set", "case", name, text, "--author", "王工")
    two.same()


def test_set_clears_a_field(two: Two, qtbot: QtBot):
    two.prepare(Edit(REGION, "宁波"))
    two.open(qtbot)
    type_into(field_at(two.page("page:scope"), "case", "region"), qtbot, "")
    field_at(two.page("page:scope"), "case", "region")._commit("")
    two.command("set", "case", "region", "", "--author", "王工")
    two.same()


def test_set_refuses_the_same(two: Two, qtbot: QtBot):
    two.open(qtbot)
    field = field_at(two.page("page:scope"), "case", "period")
    type_into(field, qtbot, "sometime")
    two.command("set", "case", "period", "sometime", status=2)
    assert field.problem.isVisible()
    assert two.hub.value("case", "period") is None


@pytest.mark.parametrize("stage", [Stage.ONSITE, Stage.SECOND])
def test_set_a_rating(two: Two, qtbot: QtBot, stage: Stage):
    two.open(qtbot)
    two.hub.set_stage(stage)
    page = two.page(ITEM)
    assert isinstance(page, DimensionPage)
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    two.command("set", ITEM, "level", "3", "--author", "王工", "--stage", stage)
    two.same()


def test_set_what_the_team_agreed_on(two: Two, qtbot: QtBot):
    ratings = [Edit(Place(ITEM, "level", "onsite", name), level) for name, level in (("王工", 2), ("李工", 4))]
    two.prepare(*ratings)
    two.open(qtbot)
    page = two.page(ITEM)
    assert isinstance(page, DimensionPage)
    page.card.agree(3)
    two.command("set", ITEM, "agreed", "3", "--author", "王工")
    two.same()


def test_set_not_applicable_with_its_reason(two: Two, qtbot: QtBot, form: Form):
    item = next(each for each in form.items if not each.core)
    two.open(qtbot)
    page = two.page(f"item:{item.id}")
    assert isinstance(page, DimensionPage)
    page.card.ask_reason()
    page.card._leave_out("没有设计活动", lambda _: None, lambda: None)
    two.command("set", f"item:{item.id}", "applicable", "false", "--reason", "没有设计活动", "--author", "王工")
    two.same()


@pytest.mark.parametrize("answer", ["false", "by-assessor"])
def test_set_a_figure_not_tracked(two: Two, qtbot: QtBot, form: Form, answer: str):
    subject = f"figure:{form.figures[0].id}"
    two.open(qtbot)
    made = TrackedChoice(two.window.desk, subject)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.choose(answer)
    two.command("set", subject, "tracked", answer, "--author", "王工")
    two.same()


# -- import ------------------------------------------------------------------------------------------


def _files(kind: str, folder: Path) -> Path:
    if kind == "self-assessment":
        path = folder / "package.zip"
        shutil.copyfile(assets.resource("samples", "machining", "package.zip"), path)
        return path
    name, text = {
        "steps": ("工序.csv", "工序,交验数,一次合格数\n粗车,50,49\n精车,50,48\n"),
        "measurements": ("直径.csv", "直径\n10.01\n9.99\n10.02\n9.98\n10.00\n"),
        "losses": ("损失.csv", "类别,科目,月份,金额（万元）\n内部,报废,2025-01,8.45\n外部,索赔,2025-02,1.20\n"),
        "evidence": ("记录.txt", "内审记录"),
    }[kind]
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["self-assessment", "steps", "measurements", "losses", "evidence"])
def test_import(two: Two, qtbot: QtBot, tmp_path: Path, kind: str):
    path = _files(kind, tmp_path)
    two.open(qtbot)
    made = two.window.tools.show("import")
    assert isinstance(made, ImportWindow)
    made.kind.setCurrentIndex(made.kind.findData(kind))
    words = ["--kind", kind, "--author", "王工"]
    if kind == "evidence":
        made.binds.setCurrentIndex(made.binds.findData(ITEM))
        words += ["--binds", ITEM]
    made.look([path])
    qtbot.waitUntil(lambda: made.ready, timeout=60_000)
    made.take_in()
    two.command("import", path, *words)
    two.same()


# -- undo, redo --------------------------------------------------------------------------------------


def test_undo_and_redo(two: Two, qtbot: QtBot):
    two.open(qtbot)
    two.hub.record(Edit(REGION, "宁波"))
    assert two.window.shell is not None
    two.window.shell.bar.take_back()
    two.window.shell.bar.take_back(redo=True)
    two.command("set", "case", "region", "宁波", "--author", "王工")
    two.command("undo", "--author", "王工")
    two.command("redo", "--author", "王工")
    assert [value for _, _, value in two.same()] == ['"宁波"', "null", '"宁波"']


# -- merge, resolve ----------------------------------------------------------------------------------


def _package(two: Two, folder: Path) -> Path:
    """A colleague's package: one field that both change, one that only the colleague does."""
    who = Who("b" * 16, "李工", folder / "colleague")
    shutil.copyfile(two.theirs, folder / "li.qmcase")
    with ReviewSession.open(folder / "li.qmcase", who) as session:
        session.record([Edit(REGION, "杭州"), Edit(Place("case", "note"), "李工记")]).wait()
        device = device_identity(who.home)
        pack_case(session, folder / "li.zip", device, device=device.id)
    return folder / "li.zip"


def test_merge_after_a_look_with_a_value_chosen(two: Two, qtbot: QtBot, tmp_path: Path):
    package = _package(two, tmp_path)
    two.open(qtbot)
    type_into(field_at(two.page("page:scope"), "case", "region"), qtbot, "宁波")
    two.command("set", "case", "region", "宁波", "--author", "王工")
    page = two.page("page:sync")
    assert isinstance(page, SyncPage)
    page.look([package])
    qtbot.waitUntil(lambda: page.incoming is not None, timeout=20_000)
    assert page.incoming is not None
    assert two.hub.text("case", "note") == "", "only looked at"
    page.incoming.choose(REGION, "杭州")
    page.incoming.take.click()
    qtbot.waitUntil(lambda: two.hub.text("case", "region") == "杭州", timeout=20_000)
    two.command("merge", package)
    two.command("resolve", "case", "region", "杭州", "--reason", "以李工为准", "--author", "王工")
    assert ("case", "note", '"李工记"') in two.same()


def test_resolve_after_the_merge(two: Two, qtbot: QtBot, tmp_path: Path):
    package = _package(two, tmp_path)
    two.open(qtbot)
    two.hub.record(Edit(REGION, "宁波"))
    page = two.page("page:sync")
    assert isinstance(page, SyncPage)
    page.merge([package])
    qtbot.waitUntil(lambda: bool((found := two.hub.folded("case", "region")) and found.conflict), timeout=20_000)
    from PySide6.QtWidgets import QPushButton

    heads = two.hub.session.state[REGION].heads
    wanted = next(at for at, head in enumerate(heads) if head.value == "杭州")
    qtbot.waitUntil(lambda: bool(page.findChildren(Settle)))
    page.findChildren(Settle)[-1].findChildren(QPushButton)[wanted].click()
    two.command("set", "case", "region", "宁波", "--author", "王工")
    two.command("merge", package)
    two.command("resolve", "case", "region", "杭州", "--reason", "以李工为准", "--author", "王工")
    two.same()


# -- suggest, conclude, amend ------------------------------------------------------------------------


def _answered(form: Form) -> list[Edit]:
    rated = [Edit(Place(f"item:{each.id}", "level", "onsite", "王工"), 2) for each in form.items]
    return rated + [Edit(Place(f"figure:{each.id}", "tracked", "onsite"), "false") for each in form.figures]


def test_suggest(two: Two, qtbot: QtBot, form: Form):
    two.prepare(*_answered(form))
    two.open(qtbot)
    page = two.page("page:rectify")
    assert isinstance(page, RectifyPage)
    page.draft()
    two.command("suggest", "--author", "王工")
    assert len(two.same()) > len(form.items)


DAYS = (Edit(Place("case", "visit_start"), "2026-09-01"), Edit(Place("case", "visit_end"), "2026-09-02"))


@pytest.mark.parametrize(
    ("paper", "tab", "doing"),
    [
        ("questions", "opening/doubts", lambda tab: tab.take()),
        ("documents", "opening/documents", lambda tab: tab.draft(None)),
        ("schedule", "opening/schedule", lambda tab: tab.draft()),
        ("opening-minutes", "opening/meeting", lambda tab: tab.minutes.draft()),
        ("closing-minutes", "leaving/closing", lambda tab: tab.minutes.draft()),
    ],
)
def test_draft_a_paper(two: Two, qtbot: QtBot, paper: str, tab: str, doing: Callable[[Any], None]):
    claimed = Edit(Place(ITEM, "level", "self", "企业"), 5)
    two.prepare(*DAYS, claimed, Edit(Place(ITEM, "level", "onsite", "王工"), 2))
    two.open(qtbot)
    page: Any = two.page(f"page:{tab}")
    shown = page.show_tab(tab.partition("/")[2])
    if paper == "questions":
        qtbot.waitUntil(lambda: bool(shown._offers), timeout=20_000)
    qtbot.waitUntil(lambda: two.hub.assessment is not None, timeout=20_000)
    doing(shown)
    two.command("papers", "--draft", paper, "--author", "王工")
    two.same()


def test_the_list_of_documents_read_back(two: Two, qtbot: QtBot, tmp_path: Path):
    two.prepare(
        Edit(Place("request:r1", "text", "onsite"), "质量手册"), Edit(Place("request:r1", "order", "onsite"), 1)
    )
    two.open(qtbot)
    book = tmp_path / "list.xlsx"
    two.command("papers", "--paper", "documents", "-o", book)
    workbook = openpyxl.load_workbook(book)
    sheet = workbook.worksheets[0]
    (row,) = [each[0].row for each in sheet.iter_rows() if any(cell.value == "r1" for cell in each)]
    sheet.cell(row, 5).value, sheet.cell(row, 7).value = "质量部", "在文控室"
    workbook.save(book)
    page: Any = two.page("page:opening/documents")
    with qtbot.waitSignal(two.hub.changed, timeout=20_000):
        page.show_tab("documents").take_back(book)
    two.command("papers", "--read-back", book, "--author", "王工")
    assert {each[1] for each in two.same()} == {"owner@onsite", "note@onsite"}


def test_conclude_and_amend(two: Two, qtbot: QtBot, form: Form):
    two.prepare(*_answered(form))
    two.open(qtbot)
    page = two.page("page:grade")
    (tab,) = page.findChildren(ConclusionTab)
    tab.conclude_now()
    tab.amend("数值录错")
    two.command("conclude", "--author", "王工")
    two.command("amend", "--reason", "数值录错", "--author", "王工")
    assert [field for _, field, _ in two.same()] == ["concluded", "concluded"]


def test_a_conclusion_is_refused_alike(two: Two, qtbot: QtBot):
    two.open(qtbot)
    (tab,) = two.page("page:grade").findChildren(ConclusionTab)
    tab.conclude_now()
    two.command("conclude", status=1)
    assert two.hub.value("case", "concluded") is None


# -- drafts ------------------------------------------------------------------------------------------


def test_what_was_typed_and_could_not_be_taken_outlives_looks_language_and_stage(two: Two, qtbot: QtBot):
    two.open(qtbot)
    type_into(field_at(two.page("page:scope"), "case", "period"), qtbot, "去年")
    for wish in ("look=dark", "lang=en", "scale=+"):
        two.window.wear(wish)
        field = field_at(two.page("page:scope"), "case", "period")
        assert field.editor.text() == "去年"  # type: ignore[attr-defined]
        assert field.problem.text()
    two.hub.set_stage(Stage.SECOND)
    two.hub.set_stage(Stage.ONSITE)
    assert field_at(two.page("page:scope"), "case", "period").editor.text() == "去年"  # type: ignore[attr-defined]
    two.window.wear("lang=zh-CN")


def test_what_is_being_typed_is_kept_when_the_looks_change(two: Two, qtbot: QtBot):
    two.open(qtbot)
    field = field_at(two.page("page:scope"), "case", "region")
    field.editor.setFocus()
    field.editor.insert("宁波")  # type: ignore[attr-defined]
    two.window.activateWindow()
    qtbot.waitUntil(field.editor.hasFocus)
    two.window.wear("look=dark")
    assert two.hub.value("case", "region") == "宁波"
