"""Folders of previews go with who asked for them, or with the next who asks."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from qmdesk.ui.drafts import PREFIX, DraftFolder

OLD = 1_000_000_000


def test_a_folder_is_the_users_alone_and_goes_with_its_object(tmp_path: Path):
    folder = DraftFolder((tmp_path / "not-there", tmp_path))
    path = Path(folder.path())
    assert path.parent.parent == tmp_path
    assert os.name == "nt" or path.parent.stat().st_mode & 0o077 == 0
    (path / "preview.pdf").write_bytes(b"x")
    del folder
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_stays(tmp_path: Path):
    left, fresh = tmp_path / f"{PREFIX}left", tmp_path / f"{PREFIX}fresh"
    for each in (left, fresh):
        each.mkdir()
        (each / "preview.pdf").write_bytes(b"x")
    used = DraftFolder((tmp_path,))
    for each in (left, Path(used.path()).parent):
        os.utime(each, (OLD, OLD))
    other = DraftFolder((tmp_path,))
    assert not left.exists()
    assert fresh.exists(), "another process may be about to lock it"
    assert Path(used.path()).exists()
    assert Path(other.path()).exists()
