"""Two laptops with a case each, of one team."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qmdesk.casefile.case import Blob
from qmdesk.model.journal import Place
from tests.exchange.teams import Laptop

PHOTO = Blob(b"\xff\xd8\xff" + bytes(range(256)) * 40, "image/jpeg")


@pytest.fixture
def wang(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "wang", "王工的笔记本")
    laptop.set(Place("case", "enterprise"), "示例精密制造有限公司")
    laptop.set(Place("step:k1", "passed", "onsite"), 49)
    laptop.set(Place("evidence:e1", "file"), PHOTO.sha256, (PHOTO,))
    yield laptop
    laptop.close()


@pytest.fixture
def li(tmp_path: Path) -> Iterator[Laptop]:
    laptop = Laptop(tmp_path / "li", "李工的平板")
    yield laptop
    laptop.close()
