"""docs/statistics.md shows the figures that the script makes today."""

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest

from qmdesk import assets


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(assets.root() / "build_spec"))
    yield importlib.import_module("make_statistics_table")


def test_the_section_of_figures_is_up_to_date(script: ModuleType) -> None:
    """Else: python build_spec/make_statistics_table.py"""
    page = script.PAGE.read_text("utf-8")
    assert page.count(script.BEGIN) == page.count(script.END) == 1
    assert script.filled(page) == page


def test_ours_are_theirs_in_every_row(script: ModuleType) -> None:
    for figure, data, ours, theirs, _ in (*script.published(), *script.by_r()):
        assert ours == pytest.approx(float(theirs), rel=2e-5), (figure, data)


def test_what_stands_around_the_section_stays(script: ModuleType) -> None:
    page = f"before\n{script.BEGIN}\nold\n{script.END}\nafter\n"
    assert script.filled(page, lambda: "new") == f"before\n{script.BEGIN}\n\nnew\n\n{script.END}\nafter\n"
