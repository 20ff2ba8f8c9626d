"""A case to practise on: it says so on every page, goes to no office and counts in no roll-up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Refused
from qmdesk.portfolio.ingest import Rules, ingest
from qmdesk.portfolio.store import open_store
from qmdesk.review.begin import begin_for
from qmdesk.review.papers import write_paper_of
from qmdesk.review.reporting import rectification, report
from qmdesk.review.sending import pack_for_delivery
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.states import PRACTICE, is_practice
from qmdesk.trust.device import device_identity
from qmdesk.workspace.outbox import Outbox

CODE = "91330212MA2TE8XU04"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[ReviewSession]:
    who = Who("a" * 16, "王工", tmp_path / "home")
    form = load_builtin("meqmc")
    with begin_for(PRACTICE, tmp_path / "练.qmcase", form, who, enterprise="示例", credit_code=CODE) as session:
        session.record([Edit(Place("suggestion:s", "binds"), "item:system.process"),
                        Edit(Place("suggestion:s", "action"), "补齐过程卡")]).wait()  # fmt: skip
        yield session


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


@pytest.mark.parametrize(("lang", "mark"), [("zh-CN", "练习"), ("en", "PRACTICE")])
def test_every_page_says_so(practice: ReviewSession, tmp_path: Path, lang: str, mark: str) -> None:
    assert is_practice(practice.state)
    report(practice, tmp_path / "r.pdf", lang=lang)
    rectification(practice, tmp_path / "z.pdf", lang=lang)
    write_paper_of(practice, "sign-in", tmp_path / "p.pdf", lang=lang)
    for name in ("r", "z", "p"):
        assert all(mark in text for text in pages(tmp_path / f"{name}.pdf")), name


def test_it_is_not_delivered(practice: ReviewSession, tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    signer = device_identity(tmp_path / "home").identity
    with pytest.raises(Refused, match="practice-stays-here"):
        pack_for_delivery(practice, outbox, signer, [f"file://{tmp_path}/office"], device="a" * 16)
    assert not outbox.folder.exists()


def test_it_counts_nowhere(practice: ReviewSession, tmp_path: Path) -> None:
    practice.close()
    store = open_store(str(tmp_path / "facts"), tmp_path)
    done = ingest(store, [practice.path], Rules(tmp_path / "home"))
    store.close()
    assert (done.taken, [each.problem.code for each in done.aside]) == (0, ["ingest-practice"])
