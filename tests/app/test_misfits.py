"""Claims: every command that opens a case tells newer, foreign and damaged files apart, and changes no byte of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import Qmdesk
from tests.casefile.misfits import MISFITS, misfit

#: Command lines with {case} in its place; each opens the case in its own way.
COMMANDS = (
    ("show", "{case}"),
    ("set", "{case}", "case", "region", "宁波"),
    ("undo", "{case}"),
    ("assess", "{case}"),
    ("check", "{case}"),
    ("import", "{case}", "photo.jpg"),
    ("report", "{case}", "-o", "r.pdf"),
    ("pack", "{case}", "-o", "p.zip"),
    ("backup", "{case}"),
    ("merge", "{case}", "healthy.zip"),
    ("protect", "{case}", "--passphrase-file", "secret"),
)


@pytest.mark.parametrize("name", MISFITS)
def test_each_command_says_what_it_is_and_leaves_it_alone(qmdesk: Qmdesk, case: str, tmp_path: Path, name: str):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    (tmp_path / "secret").write_text("一句又长又好记的话", "utf-8")
    assert qmdesk("pack", case, "-o", "healthy.zip").status == 0
    path = misfit(name, tmp_path / case, tmp_path / "folder")
    before, words = path.read_bytes(), MISFITS[name][1]
    for command in COMMANDS:
        done = qmdesk(*(each.format(case=path) for each in command))
        assert done.status == 2, command
        assert words in done.err, command
        assert path.read_bytes() == before, command
    others = {each.name for each in path.parent.iterdir()} - {path.name}
    assert not [each for each in others if not each.startswith(".")], "and nothing beside it"
    assert not (tmp_path / "r.pdf").exists()
    assert not (tmp_path / "p.zip").exists()
