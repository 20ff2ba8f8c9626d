"""A fresh case of the built-in form, for one device with a workspace of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who

CODE = "91330212MA2TE8XU04"


class Ticking:
    """A clock that moves on one second a look, so that histories read the same in every run."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def make_session(tmp_path: Path) -> Iterator[Callable[..., ReviewSession]]:
    """Make a case under a name, for a device; all sessions made are closed at the end."""
    made: list[ReviewSession] = []

    def make(name: str = "示例 案卷.qmcase", device: str = "a" * 16, author: str = "王工") -> ReviewSession:
        who = Who(device, author, tmp_path / f"home-{device[:4]}")
        session = begin(
            tmp_path / name, load_builtin("meqmc"), who, enterprise="示例机械", credit_code=CODE, clock=Ticking()
        )
        made.append(session)
        return session

    yield make
    for session in made:
        session.close()


@pytest.fixture
def session(make_session: Callable[..., ReviewSession]) -> ReviewSession:
    return make_session()
