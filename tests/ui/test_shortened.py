"""Texts that are cut short say so with full stops in Latin text, and still fit."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from qmdesk.ui.widgets.basics import shortened

LATIN = "Effectiveness of the quality management system – planning · review"


@pytest.mark.parametrize("text", [LATIN, "质量管理体系有效性的策划与评审"])
@pytest.mark.parametrize("room", [0, 20, 60, 120])
def test_a_cut_text_fits_and_says_that_it_is_cut(qtbot: QtBot, text: str, room: int):
    metrics = QFontMetrics(QFont())
    cut = shortened(metrics, text, room)
    assert cut != text
    assert "…" not in cut if text == LATIN else cut.endswith("…") or room < 30
    assert metrics.horizontalAdvance(cut) <= room or cut in {"...", "…"}


def test_a_text_with_room_stays(qtbot: QtBot):
    assert shortened(QFontMetrics(QFont()), LATIN, 9999) == LATIN
    assert shortened(QFontMetrics(QFont()), "", 0) == ""
