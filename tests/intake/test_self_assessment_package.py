"""Files that come with the workbook: bound to what lists them, kept where nothing does, missed where absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from qmdesk.intake.self_assessment_package import bind_evidence, folded, listed_files, measurement_files
from qmdesk.intake.template.filling import Filling, Row
from qmdesk.intake.template.names import binding_words
from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.intake import IncomingFile, Intake
from qmdesk.model.keys import key_for
from tests.intake.workbooks import SHA, form, named, read, written

WORDS = binding_words(form(), "zh-CN")


def listed(*rows: tuple[str, str, str]) -> Filling:
    documents: list[Row] = [{"binds": WORDS[key], "text": text, "filename": name} for key, text, name in rows]
    return Filling(tables={"documents": documents})


def incoming(name: str) -> IncomingFile:
    content = name.encode()
    return IncomingFile(sha256_bytes(content), name, "application/pdf", content)


def bound(path: Path, *names: str) -> Intake:
    files = [incoming(name) for name in names]
    return bind_evidence(read(path), files, author="张工", source_sha256=SHA)


def evidence(intake: Intake) -> list[dict[str, object]]:
    records: dict[str, dict[str, object]] = {}
    for edit in intake.edits:
        if edit.place.kind == "evidence":
            records.setdefault(edit.place.subject, {})[edit.place.name] = edit.value
    return list(records.values())


def test_a_file_is_bound_to_every_item_that_lists_it(tmp_path: Path) -> None:
    rows = (("item:system.process", "手册", "手册.pdf"), ("figure:cpk", "能力研究", "手册.pdf"))
    intake = bound(written(tmp_path, listed(*rows)), "佐证/手册.pdf")
    assert {(each["binds"], each["caption"], each["name"], each["stage"]) for each in evidence(intake)} == {
        ("item:system.process", "手册", "手册.pdf", "self"),
        ("figure:cpk", "能力研究", "手册.pdf", "self"),
    }
    assert not named(intake, "workbook-file-missing")


def test_counts_grow_by_the_files(tmp_path: Path) -> None:
    path = written(tmp_path, listed(("item:system.process", "手册", "手册.pdf")))
    before, after = read(path), bound(path, "手册.pdf", "别的.pdf")
    assert (after.read - before.read, after.accepted - before.accepted) == (2, 2)
    assert [file.name for file in after.files] == ["手册.pdf", "别的.pdf"]


def test_a_file_on_no_list_is_kept_unbound_and_named(tmp_path: Path) -> None:
    intake = bound(written(tmp_path, Filling()), "车间照片.png")
    assert [problem.where for problem in named(intake, "workbook-file-unlisted")] == ["车间照片.png"]
    assert [sorted(each) for each in evidence(intake)] == [["file", "name", "stage"]]


def test_a_listed_file_that_is_absent_is_named(tmp_path: Path) -> None:
    intake = bound(written(tmp_path, listed(("item:system.people", "健康证", "健康证.jpg"))))
    assert [problem.where for problem in named(intake, "workbook-file-missing")] == ["健康证.jpg"]


@pytest.mark.parametrize("name", ["手册.PDF", "佐证/手册.pdf", "佐证\\手册.pdf", "手册．pdf", " 手册.pdf"])
def test_names_are_compared_without_folder_case_and_width(name: str) -> None:
    assert folded(name) == folded("手册.pdf")


def test_the_same_file_for_one_item_twice_is_one_piece_of_evidence(tmp_path: Path) -> None:
    rows = (("item:system.process", "手册", "a.pdf"), ("item:system.process", "程序", "a.pdf"))
    assert len(evidence(bound(written(tmp_path, listed(*rows)), "a.pdf"))) == 1


def test_a_characteristics_data_file_is_known_as_its_readings(tmp_path: Path) -> None:
    shaft: Row = {"name": "外径", "family": "轴", "data": "外径.CSV"}
    intake = read(
        written(tmp_path, Filling(tables={"characteristics": [shaft, {"name": "内径", "data": "测量数据表"}]}))
    )
    subject = f"characteristic:{key_for('characteristic', '轴', '外径')}"
    assert measurement_files(intake) == {"外径.csv": subject}
    assert [(each.filename, each.binds) for each in listed_files(intake)] == [("外径.CSV", subject)]


def test_binding_twice_gives_the_same_edits(tmp_path: Path) -> None:
    path = written(tmp_path, listed(("item:system.process", "手册", "手册.pdf")))
    assert bound(path, "手册.pdf", "x.png") == bound(path, "手册.pdf", "x.png")
