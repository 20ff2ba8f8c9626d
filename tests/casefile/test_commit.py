"""Claims: where a COMMIT says that it failed, the file is read again before anything is called saved or not saved."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from qmdesk.casefile.case import create, open_case
from qmdesk.model.problem import Refused
from tests.casefile.journal_factory import Device
from tests.casefile.test_case import NEW, NOTE

PACKAGE = Path(__file__).resolve().parents[2] / "qmdesk"


class _FailingCommit:
    """A database whose next transaction ends with an error of the disk, before or after it was written."""

    def __init__(self, real: Any, *, written: bool) -> None:
        self._real, self._written = real, written

    @contextmanager
    def atomic(self) -> Generator[None]:
        if self._written:
            with self._real.atomic():
                yield
            raise sqlite3.OperationalError("disk I/O error")
        try:
            with self._real.atomic():
                yield
                raise sqlite3.OperationalError("disk I/O error")
        except sqlite3.OperationalError as error:
            raise error from None


@pytest.mark.parametrize("written", [True, False])
def test_what_a_failing_commit_wrote_is_saved_and_what_it_did_not_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, written: bool
):
    device = Device("a")
    with create(tmp_path / "a.qmcase", NEW) as case:
        case.append([device.write(NOTE, "vorher")])
        with monkeypatch.context() as patch:
            patch.setattr(case, "_db", _FailingCommit(case._db, written=written))  # pyright: ignore[reportPrivateUsage]
            if written:
                case.append([device.write(NOTE, "doch")])
            else:
                with pytest.raises(Refused) as refused:
                    case.append([device.write(NOTE, "nicht")])
                assert refused.value.problems[0].code == "case-storage-failed"
    with open_case(tmp_path / "a.qmcase") as case:
        values = [entry.value for entry in case.entries()]
        assert values == (["vorher", "doch"] if written else ["vorher"])


def test_no_file_of_another_is_attached_to_a_case():
    """Packages carry entries as JSON lines; SQLite never reads a stranger's file beside a case."""
    said = [path.name for path in PACKAGE.rglob("*.py") if re.search(r"\bATTACH\b(?! of)", path.read_text("utf-8"))]
    assert said == []
