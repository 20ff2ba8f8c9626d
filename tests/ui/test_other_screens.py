"""Screens beside a review's, in both languages: a programme and an enterprise's own assessment; nothing clipped, nothing
untranslated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from qmdesk.formdef.programme_loader import load_pack
from qmdesk.ui.app import Dresser
from tests.ui.test_every_screen import ROOT, a_window, said_in, settle, wrong

#: Chinese names that stand in an English window because they are somebody's: rows, regions, institutions, file names.
THEIRS = "浙江杭州宁波温州台州丽水西湖区鄞州区鹿城区椒江区莲都区示例精密机械电子食品有限公司质量评价中心检验研究院评价机构甲周陈林张李市经济和信息化局产业处"


@pytest.fixture(scope="module")
def spec() -> Iterator[tuple[ModuleType, ModuleType]]:
    place = str(ROOT / "build_spec")
    sys.path.insert(0, place)
    import other_fillings  # pyright: ignore[reportMissingImports]
    import screens  # pyright: ignore[reportMissingImports]

    yield other_fillings, screens
    sys.path.remove(place)


@pytest.mark.parametrize(("filling", "lang"), [("empty", "en"), ("normal", "zh-CN"), ("overfull", "en")])
def test_every_screen_of_a_programme(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, spec: tuple[ModuleType, ModuleType], filling: str, lang: str
):
    fillings, _ = spec
    window = a_window(tmp_path, dresser, lang)
    path = fillings.make_programme(filling, tmp_path / "home")
    regions = "".join(each.region for each in load_pack("miit").targets)
    written = f"{fillings.ENTERPRISE}{''.join(fillings.TRADES)}{THEIRS}{regions}" if lang == "en" else ""
    found: list[str] = []
    for name, widget in fillings.visit_programme(window, path, settle):
        qtbot.wait(150)
        found += [f"{name}: {each}" for each in wrong(widget, written)]
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("filling", "lang"), [("normal", "zh-CN"), ("empty", "en")])
def test_every_screen_of_an_own_assessment(
    qtbot: QtBot, tmp_path: Path, dresser: Dresser, spec: tuple[ModuleType, ModuleType], filling: str, lang: str
):
    fillings, screens = spec
    window = a_window(tmp_path, dresser, lang)
    window.open_case(fillings.make_own(filling, tmp_path))
    qtbot.waitUntil(lambda: window.hub is not None and window.hub.assessment is not None, timeout=20_000)
    written = said_in(window) + "质量部" if lang == "en" else ""
    found: list[str] = []
    for name, widget in screens.stops(window):
        settle()
        bad = wrong(widget, written)
        if bad:
            qtbot.wait(300)
            bad = wrong(widget, written)
        found += [f"{name}: {each}" for each in bad]
    window.close()
    QThreadPool.globalInstance().waitForDone(5000)
    window.deleteLater()
    assert not found, "\n".join(found)
