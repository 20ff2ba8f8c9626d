"""Right or not at all: long names and notes, strange text, huge photos, no font, a full disk."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from qmdesk.model.problem import Refused
from qmdesk.report import build, fonts, photos
from qmdesk.report.build import write_report
from qmdesk.report.docx.build import write_editable_report
from qmdesk.report.material import Material, Options
from qmdesk.report.prose import Prose
from qmdesk.report.tables import Table
from qmdesk.report.written import written
from tests.report import cases


def jpeg(size: tuple[int, int], **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 128).save(out, "JPEG", quality=20, **more)
    return out.getvalue()


def test_a_photo_of_a_hundred_megapixels_is_printed_small():
    made = photos.thumbnail(jpeg((12_000, 8_500)))
    assert made is not None
    assert made[1] == (500, 354)


def test_a_photo_that_can_not_be_printed_is_named_as_such(tmp_path: Path):
    maker = cases.empty()
    digest = maker.keep(b"\xff\xd8\xff\xe0 no picture", "image/jpeg")
    maker.set("evidence:x", file=digest, name="坏照片.jpg", binds="item:system.strategy", stage="onsite")
    write_report(*cases.finished(maker).arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT)
    assert "坏照片.jpg（未能印出，原件在案卷中）" in text_of(tmp_path / "r.pdf")


def test_text_without_glyphs_is_marked_and_told(tmp_path: Path):
    maker = cases.empty()
    maker.set("case", enterprise="长" * 60)
    maker.set("item:system.strategy", "onsite", note="好😀 مرحبا \u202eevil\u202c")
    case = cases.finished(maker)
    write_report(*case.arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT)
    found = text_of(tmp_path / "r.pdf")
    assert "好〓〓〓〓〓〓evil" in found
    assert "有1处文字含有字库没有的字符" in found
    assert "长" * 60 in found
    m = Material(*case.arguments(), "zh-CN", cases.MADE_AT, Options(kind="editable"))
    write_editable_report(m, tmp_path / "r.docx")
    assert (tmp_path / "r.docx").stat().st_size > 0


def test_pasted_lines_are_a_table_and_running_text_stays():
    parts = written("先说一句\n工序\t首检\t巡检\n粗车\t12\t\n\n后说\t一句")
    kinds = [type(each) for each in parts]
    assert kinds == [Prose, Table, Prose, Prose] or kinds == [Prose, Table, Prose]
    table = parts[1]
    assert isinstance(table, Table)
    assert [[cell.content[0].text for cell in row.cells] for row in table.rows] == [
        ["工序", "首检", "巡检"],
        ["粗车", "12", ""],
    ]


def test_lines_with_very_many_tabs_stay_text():
    assert [type(each) for each in written("a" + "\t1" * 40 + "\nb" + "\t2" * 40)] == [Prose]


def test_a_missing_font_is_named_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "font_path", lambda name: tmp_path / f"{name}.ttf")
    monkeypatch.setattr(fonts, "register", fonts.register.__wrapped__)
    with pytest.raises(Refused) as refused:
        write_report(*cases.finished(cases.empty()).arguments(), tmp_path / "r.pdf", made_at=cases.MADE_AT)
    assert refused.value.problems[0].code == "font-missing"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_full_disk_leaves_the_old_file_and_nothing_beside_it(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "r.pdf").write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:

        class Full(io.BytesIO):
            def write(self, _: object) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fdopen", lambda handle, _mode: (os.close(handle), Full())[1])
    with pytest.raises(Refused) as refused:
        build.write_whole(tmp_path / "r.pdf", b"after")
    problem = refused.value.problems[0]
    assert (problem.code, problem.details["reason"]) == ("report-not-written", "No space left on device")
    assert [each.name for each in tmp_path.iterdir()] == ["r.pdf"]
    assert (tmp_path / "r.pdf").read_bytes() == b"before"


def text_of(path: Path) -> str:
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(path))
