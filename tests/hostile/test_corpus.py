"""Claims: every hostile file gets its verdict, every healthy odd one is let in, and a refusal changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.review.begin import begin
from qmdesk.review.session import ReviewSession, Who
from tests.hostile.corpus import SPECIMENS
from tests.hostile.doors import passed
from tests.hostile.specimen import Specimen, ids


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewSession]:
    folder = tmp_path_factory.mktemp("hostile")
    who = Who("a" * 16, "王工", folder / "home")
    with begin(
        folder / "案卷.qmcase", load_builtin("meqmc"), who, enterprise="甬江机械", credit_code="91330212MA2TE8XU04"
    ) as made:
        yield made


@pytest.mark.parametrize("specimen", SPECIMENS, ids=ids(SPECIMENS))
def test_every_file_gets_its_verdict(specimen: Specimen, session: ReviewSession, tmp_path: Path) -> None:
    path = tmp_path / specimen.name
    path.write_bytes(specimen.make())
    assert specimen.verdict.wrong(passed(specimen.door, path, session)) == ""


def test_no_two_files_have_one_name() -> None:
    assert len({each.id for each in SPECIMENS}) == len(SPECIMENS)


def test_healthy_files_are_no_afterthought() -> None:
    healthy = [each for each in SPECIMENS if not each.hostile]
    assert len(healthy) * 4 > len(SPECIMENS)
    assert not any(each.verdict.refused for each in healthy if each.id != "zip-empty")
