"""What the command line says of others' texts: nothing that a terminal would obey."""

from __future__ import annotations

import pytest

from qmdesk.app.out import say_line, text_out


def test_a_text_with_orders_for_the_terminal_is_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]):
    for out in (say_line, text_out):
        out("备注：\x1b[2J\x9b1m\u202e甲\u2066\x7f\tz\n第二行")
    told = capsys.readouterr()
    for each in (told.out, told.err):
        assert each == "备注：\ufffd[2J\ufffd1m\ufffd甲\ufffd\ufffd\tz\n第二行\n"
