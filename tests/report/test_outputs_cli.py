"""The commands for other shapes of a report: endings, what goes together, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.app.main import run
from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.session import Who


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QMDESK_HOME", str(tmp_path / "home"))
    path, who = tmp_path / "c.qmcase", Who("a" * 16, "王工", tmp_path / "home")
    with begin(path, load_builtin("meqmc"), who, enterprise="甬江机械厂", credit_code="91330212MA2TE8XU04"):
        pass
    return path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["report", "CASE", "-o", "r.odt"], ".odt"),
        (["report", "CASE", "-o", "r.docx", "--sign", "lead=a.p12"], "签名"),
        (["report", "CASE", "-o", "r.pdf", "--template", "t.docx"], "模板"),
        (["report", "CASE", "-o", "r.pdf", "--to", "张三"], "--copy"),
        (["report", "CASE", "-o", "r.pdf", "--copy", "nobody"], "nobody"),
        (["rectify", "CASE", "-o", "s.jpg"], ".jpg"),
        (["rectify", "CASE", "-o", "s.png", "--print", "P"], "打印"),
        (["export", "CASE", "-o", "d.csv"], ".csv"),
    ],
)
def test_what_does_not_go_together_is_said_in_a_sentence(
    case: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(case.parent)
    assert run([str(case) if each == "CASE" else each for each in arguments]) == 2
    assert code in capsys.readouterr().err
    assert not [
        each for each in case.parent.iterdir() if each.suffix in {".odt", ".docx", ".pdf", ".png", ".jpg", ".csv"}
    ]


def test_data_and_a_copy_are_written_and_noted(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(case.parent)
    assert run(["export", str(case), "-o", "d.xlsx"]) == 0
    assert run(["report", str(case), "-o", "c.docx", "--copy", "training", "--to", "培训班"]) == 0
    capsys.readouterr()
    assert run(["show", str(case)]) == 0
    shown = capsys.readouterr().out
    assert "培训班" in shown
    assert "全部数据" in shown
