"""The ladder: rungs that are reached are told from others by an edge, not by colour alone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from qmdesk.model.assessment import Interval
from qmdesk.ui.evidence.viewer import size_text
from qmdesk.ui.theme import LOOKS, load_theme
from qmdesk.ui.widgets.ladder import Ladder


@pytest.mark.parametrize("look", LOOKS)
def test_reached_rungs_have_an_edge(qtbot: QtBot, look: str):
    theme = load_theme(look)
    ladder = Ladder(theme, 5, big=True)
    qtbot.addWidget(ladder)
    ladder.resize(500, 24)
    ladder.show_span(Interval(1, 1), "1")
    picture = ladder.grab().toImage()
    edge, middle = picture.pixelColor(50, 0), picture.pixelColor(50, 5)
    assert edge.name() == theme.colour("strong_border").name()
    assert edge != middle
    assert picture.pixelColor(450, 0) == picture.pixelColor(450, 5), "a rung that is not reached has no edge"


def test_a_small_file_is_not_said_to_be_empty():
    assert size_text(1) == "1 kB"
    assert size_text(12_001) == "13 kB"
    assert size_text(1_250_000) == "1.25 MB"
