"""Claims about taking in any file: told by content, never silent, one bad file among many set aside."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.types import Form
from qmdesk.intake.evidence import evidence_intake, incoming
from qmdesk.intake.take import KINDS, take
from qmdesk.intake.template import write_template
from qmdesk.intake.template.filling import Filling
from qmdesk.model.canonical import Json
from qmdesk.model.intake import Intake
from qmdesk.model.journal import Stage
from qmdesk.model.keys import key_for
from qmdesk.model.problem import Refused
from qmdesk.wording import LANGUAGES, say
from tests.gate.zip_factory import Part, build
from tests.intake import books


@cache
def form() -> Form:
    return load_builtin("meqmc")


@pytest.fixture
def file(tmp_path: Path) -> object:
    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def values(intake: Intake, kind: str) -> dict[str, dict[str, Json]]:
    found: dict[str, dict[str, Json]] = {}
    for edit in intake.edits:
        if edit.place.kind == kind:
            found.setdefault(edit.place.key, {})[edit.place.name] = edit.value
    return found


def codes(intake: Intake) -> list[str]:
    return [each.code for each in intake.problems]


def refusal(path: Path, **options: object) -> str:
    with pytest.raises(Refused) as caught:
        take(path, form(), **options)  # type: ignore[arg-type]
    for problem in caught.value.problems:
        for lang in LANGUAGES:
            details = {"where": problem.where, **problem.details}
            assert "{" not in say(f"problem.{problem.code}.message", lang, **details), problem.code
            assert "{" not in say(f"problem.{problem.code}.remedy", lang, **details), problem.code
        assert problem.where
    return caught.value.problems[0].code


def photo(taken: str | None = "2026:07:01 09:30:00", colour: str = "red") -> bytes:
    image, exif, out = Image.new("RGB", (40, 30), colour), Image.Exif(), io.BytesIO()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


STEPS = books.xlsx([["工序", "投入数", "一次合格数"], ["车削", 1000, 990]])
READINGS = books.xlsx([["组号", "X1", "X2"], [1, 9.95, 9.96], [2, 9.94, 9.97]])


# -- telling kinds apart ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("工序.xlsx", STEPS, "steps"),
        ("损失.xlsx", books.xlsx([["月份", "科目", "金额（万元）"], ["2025-01", "报废", 8.45]]), "losses"),
        ("不合格.csv", "月份,检验总数,不合格品数\n2025-01,1000,3\n", "defects"),
        ("轴径.xlsx", READINGS, "measurements"),
        ("轴径.csv", "直径\n9.95\n9.96\n", "measurements"),
        ("轴.dfq", "K0100 1\nK2002/1 d\n10.0\n10.1\n", "measurements"),
        ("照片.jpg", photo(), "evidence"),
        ("文件.pdf", b"%PDF-1.7\n", "evidence"),
        ("录像.mp4", b"\0\0\0\x18ftypisom" + b"\0" * 12, "evidence"),
    ],
)
def test_the_content_tells_the_kind(file, name: str, content: bytes | str, kind: str) -> None:
    found = take(file(name, content), form())
    assert found.kind == kind
    assert found.accepted > 0
    assert found.read == found.accepted + found.skipped
    assert [edit.place.stage for edit in found.edits if edit.place.stage] == ["onsite"] * len(
        [edit for edit in found.edits if edit.place.stage]
    )


def test_a_kind_that_is_named_is_honoured(file) -> None:
    path = file("工序.xlsx", STEPS)
    assert take(path, form(), kind="evidence").kind == "evidence"
    assert take(path, form(), kind="losses").problems[-1].code == "table-not-found"
    assert refusal(path, kind="nonsense") == "import-kind-unknown"


def test_stage_author_and_binding_are_the_callers(file) -> None:
    found = take(file("照片.jpg", photo()), form(), stage=Stage.SECOND, author="王工", binds="item:system.process")
    assert {edit.author for edit in found.edits} == {"王工"}
    (record,) = values(found, "evidence").values()
    assert (record["stage"], record["binds"], record["captured"]) == (
        "second",
        "item:system.process",
        "2026-07-01 09:30:00",
    )


# -- bad files: each with a sentence, a place and a way out ----------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.csv", b"", "file-empty"),
        ("空.xlsx", b"", "file-empty"),
        ("空.zip", b"", "file-empty"),
        ("伪.xlsx", b"%PDF-1.7\n", "file-not-what-its-name-says"),
        ("伪.xlsx", b"\xff\xd8\xff\xe0" + b"\0" * 50, "file-not-what-its-name-says"),
        ("伪.csv", photo(), "file-not-what-its-name-says"),
        ("伪.xls", "直径\n1\n".encode(), "file-not-what-its-name-says"),
        ("伪.xlsx", build(Part(b"readme.txt", b"x")), "file-not-what-its-name-says"),
        ("截断.xlsx", STEPS[: len(STEPS) // 2], "table-damaged"),
        ("截断.zip", build(Part(b"a.txt", b"x"))[:20], "zip-damaged"),
        ("编码.csv", b"\xff\xff\xff\n1\n", "csv-encoding"),
        ("引号.csv", '直径,备注\n9.95,"a\n9.96,b\n9.97,c\n', "csv-quotes"),
        ("空字符.csv", "直径\n9.95\n9.\x0096\n9.97\n9.98\n9.99\n", "csv-nul"),
        ("文.xlsx", books.xlsx([["甲", "乙"], ["丙", "丁"]]), "kind-unknown"),
        ("头.xlsx", books.xlsx([["只有一行"]]), "table-without-rows"),
        ("DTD.xlsx", books.parts(books.SHEET.format(""), {"xl/sharedStrings.xml": "<!DOCTYPE a><sst/>"}), "xml-dtd"),
        ("炸弹.xlsx", books.parts(books.SHEET.format(""), {"xl/styles.xml": b"<a>" + b" " * 170_000_000}), "zip-entry-too-large"),
    ],
)  # fmt: skip
def test_a_bad_file_gives_a_sentence_with_its_place_and_a_way_out(
    file, name: str, content: bytes | str, code: str
) -> None:
    assert refusal(file(name, content)) == code


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.xlsx") == "file-missing"
    assert refusal(tmp_path) == "file-is-folder"


def test_a_file_that_gives_nothing_says_so(file) -> None:
    for kind in KINDS:
        if kind in ("self-assessment", "evidence"):
            continue
        found = take(file("表.xlsx", books.xlsx([["甲", "乙"], ["丙", "丁"]])), form(), kind=kind)
        assert (found.edits, found.accepted) == ((), 0)
        assert any(each.where for each in found.problems), kind


@pytest.mark.parametrize("kind", ["measurements", "steps", "losses"])
def test_an_empty_template_says_that_it_is_empty(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    write_template(kind, form(), path)
    found = take(path, form())
    assert (found.kind, found.edits) == (kind, ())
    assert codes(found)[-1] in {"no-readings", "table-without-rows"}


def test_a_roster_is_sent_where_it_belongs(tmp_path: Path) -> None:
    write_template("roster", form(), tmp_path / "r.xlsx")
    assert refusal(tmp_path / "r.xlsx") == "roster-not-for-a-case"


# -- templates and packages ------------------------------------------------------------------------------


def filled(tmp_path: Path, kind: str, filling: Filling, name: str = "表.xlsx") -> bytes:
    from qmdesk.intake.template import write_filled

    write_filled(kind, form(), tmp_path / name, filling)
    return (tmp_path / name).read_bytes()


def test_a_filled_template_of_steps_comes_in_at_the_callers_stage(tmp_path: Path, file) -> None:
    content = filled(tmp_path, "steps", Filling(tables={"steps": [{"name": "车削", "submitted": 50, "passed": 49}]}))
    found = take(file("工序.xlsx", content), form(), stage=Stage.ONSITE)
    (record,) = values(found, "step").values()
    assert record == {"name": "车削", "submitted": 50, "passed": 49, "order": 1}
    assert {edit.place.stage for edit in found.edits if edit.place.kind == "step"} == {"onsite"}


def test_a_filled_template_of_measurements(tmp_path: Path, file) -> None:
    from qmdesk.intake.template.filling import ReadingColumn

    filling = Filling(
        tables={"characteristics": [{"name": "外径", "unit": "mm", "lsl": 9.9, "usl": 10.1}]},
        readings=[ReadingColumn("外径", [9.95, 9.96, 10.01, 10.02], subgroup=2)],
    )
    found = take(file("测量.xlsx", filled(tmp_path, "measurements", filling)), form())
    record = values(found, "characteristic")[key_for("characteristic", "", "外径")]
    assert (record["name"], record["lsl"], record["usl"]) == ("外径", "9.9", "10.1")
    assert isinstance(record["readings"], dict)
    assert record["readings"]["n"] == 4
    assert {edit.place.stage for edit in found.edits if edit.place.kind == "characteristic"} == {"onsite"}


def package(tmp_path: Path, *more: Part) -> bytes:
    filling = Filling(
        case={"enterprise": "某某轴承有限公司"},
        tables={
            "characteristics": [{"name": "外径", "unit": "mm", "lsl": 9.9, "usl": 10.1, "data": "外径读数.csv"}],
            "documents": [{"binds": "item:system.process", "text": "控制计划", "filename": "控制计划.pdf"}],
        },
    )
    book = filled(tmp_path, "self-assessment", filling, "自评表.xlsx")
    return build(Part("自评/自评表.xlsx".encode("gb18030"), book), *more)


def test_a_package_brings_workbook_data_and_evidence(tmp_path: Path, file) -> None:
    content = package(
        tmp_path,
        Part("自评/外径读数.csv".encode("gb18030"), "外径(mm)\n9.95\n9.96\n10.01\n".encode()),
        Part("自评/佐证/控制计划.pdf".encode("gb18030"), b"%PDF-1.7 plan"),
        Part("自评/佐证/车间.jpg".encode("gb18030"), photo()),
        Part("__MACOSX/._自评".encode(), b"x"),
        Part("自评/Thumbs.db".encode(), b"x"),
    )
    found = take(file("自评包.zip", content), form(), stage=Stage.ONSITE)
    assert found.kind == "self-assessment"
    record = values(found, "characteristic")[key_for("characteristic", "", "外径")]
    assert isinstance(record["readings"], dict)
    assert record["readings"]["n"] == 3
    assert {edit.place.stage for edit in found.edits if edit.place.stage} == {"self"}
    evidence = {str(each["name"]): each for each in values(found, "evidence").values()}
    assert evidence["控制计划.pdf"]["binds"] == "item:system.process"
    assert evidence["车间.jpg"]["captured"] == "2026-07-01 09:30:00"
    assert evidence["自评表.xlsx"]["binds"] == "case"
    kept = {each.sha256 for each in found.files}
    assert {str(each["file"]) for each in evidence.values()} <= kept
    assert str(record["readings"]["blob"]) in kept
    assert found.read == found.accepted + found.skipped


def test_a_data_file_with_other_limits_is_told(tmp_path: Path, file) -> None:
    data = books.xlsx([["规格", "9.95±0.05"], ["序号", "外径(mm)"], [1, 9.95], [2, 9.96]])
    content = package(tmp_path, Part("外径读数.csv".encode(), b"x"), Part("控制计划.pdf".encode(), b"%PDF-1.7"))
    assert "table" not in "".join(codes(take(file("包.zip", content), form())))
    renamed = package(tmp_path, Part("x/外径读数.csv".encode(), "外径\n规格 9.95±0.05\n9.95\n9.96\n".encode()))
    found = take(file("包.zip", renamed), form())
    assert "data-file-other-limits" in codes(found)
    assert data  # the same through xlsx is the workbook reader's own test


def test_a_package_with_a_bad_file_brings_the_others(tmp_path: Path, file) -> None:
    content = package(
        tmp_path,
        Part(b"../evil.txt", b"x"),
        Part("佐证/程序.exe".encode(), b"MZ\x90\0 program"),
        Part("佐证/空.txt".encode(), b""),
        Part("佐证/里.zip".encode(), build(Part(b"a", b"x"))),
        Part("佐证/坏.jpg".encode(), b"\xff\xd8\xff\xe0" + b"\0" * 30),
        Part("控制计划.pdf".encode(), b"%PDF-1.7"),
    )
    found = take(file("包.zip", content), form())
    places = {each.code: each.where for each in found.problems}
    assert places["zip-name-traversal"].endswith("../evil.txt")
    assert places["evidence-program"].endswith("程序.exe")
    assert places["file-empty"].endswith("空.txt")
    assert places["zip-nested"].endswith("里.zip")
    assert places["image-damaged"].endswith("坏.jpg")
    names = {str(each["name"]) for each in values(found, "evidence").values()}
    assert names == {"自评表.xlsx", "控制计划.pdf", "坏.jpg"}
    assert found.read == found.accepted + found.skipped


def test_the_same_package_twice_gives_the_same_edits(tmp_path: Path, file) -> None:
    path = file("包.zip", package(tmp_path, Part(b"a.jpg", photo())))
    assert take(path, form()) == take(path, form())


def test_two_workbooks_in_a_package_are_refused(tmp_path: Path, file) -> None:
    book = filled(tmp_path, "self-assessment", Filling(case={"enterprise": "甲"}))
    content = build(Part("a/自评.xlsx".encode(), book), Part("b/自评新.xlsx".encode(), book + b""))
    assert refusal(file("包.zip", content)) == "package-two-workbooks"


def test_a_package_without_a_workbook_is_refused_or_is_evidence(file) -> None:
    path = file("佐证.zip", build(Part(b"a.jpg", photo()), Part(b"b.pdf", b"%PDF-1.7")))
    assert refusal(path, kind="self-assessment") == "package-without-workbook"
    found = take(path, form(), binds="item:system.process")
    assert (found.kind, found.read, found.accepted) == ("evidence", 2, 2)


def test_a_zip_of_measurement_files(file) -> None:
    content = build(Part(b"a.csv", "外径\n1.5\n1.6\n".encode()), Part(b"b.csv", "内径\n2.5\nx\n2.6\n".encode()),
                    Part(b"c.csv", b"\xff\xff"), Part(b"d.pdf", b"%PDF-1.7"))  # fmt: skip
    found = take(file("测量.zip", content), form(), kind="measurements")
    assert {str(each.get("name")) for each in values(found, "characteristic").values()} == {"外径", "内径"}
    assert [(each.code, each.where) for each in found.problems] == [
        ("number-expected", "b.csv!A3"), ("csv-encoding", "c.csv:1"), ("table-kind-unsupported", "d.pdf")
    ]  # fmt: skip


# -- measurements and evidence as edits ------------------------------------------------------------------


def test_measurements_become_a_characteristic_with_its_blob_and_its_source(file) -> None:
    content = books.xlsx([["规格", "9.95±0.05mm"], ["组号", "X1", "X2"], [1, 9.95, 9.96], [2, 9.94, 9.97]], "轴径")
    found = take(file("测量.xlsx", content), form())
    ((key, record),) = values(found, "characteristic").items()
    assert key == key_for("characteristic", "", "轴径")
    readings = record.pop("readings")
    assert record == {"name": "轴径", "unit": "mm", "lsl": "9.90", "usl": "10.00", "target": "9.95"}
    blob, source = found.files
    assert readings == {"blob": blob.sha256, "n": 4}
    assert (blob.media, source.content) == ("application/vnd.qmdesk.readings+json", content)
    (evidence,) = values(found, "evidence").values()
    assert (evidence["binds"], evidence["file"]) == ("figure:cpk", source.sha256)
    assert {edit.origin for edit in found.edits} == {f"import:{source.sha256}"}


def test_every_value_that_an_import_makes_is_proper(file) -> None:
    """What the form's field types would refuse must never be an edit."""
    from qmdesk.formdef.fields import check

    for name, content in (("轴径.xlsx", READINGS), ("工序.xlsx", STEPS), ("p.jpg", photo())):
        for edit in take(file(name, content), form()).edits:
            field = form().records[edit.place.kind].fields[edit.place.name]
            assert check(field, edit.value) is None, edit


def test_the_same_file_for_two_things_is_two_pieces_of_evidence(file) -> None:
    path = file("照片.jpg", photo())
    one, two = (take(path, form(), binds=each) for each in ("item:system.process", "item:system.data"))
    assert values(one, "evidence").keys() != values(two, "evidence").keys()


def test_evidence_counts_and_names(file) -> None:
    files = [
        incoming(photo(), "夹/一.jpg"),
        incoming(photo(), "夹/二.jpg"),
        incoming(b"", "三.txt"),
        incoming(b"MZ", "四.exe"),
    ]
    found = evidence_intake(files, form(), Stage.ONSITE)
    assert (found.read, found.accepted, found.skipped, len(found.files)) == (4, 2, 2, 1)
    assert codes(found) == ["file-empty", "evidence-program", "evidence-twice"]
    assert {edit.value for edit in found.edits if edit.place.name == "name"} >= {"一.jpg"}


def test_many_photos_are_described_in_few_children(monkeypatch: pytest.MonkeyPatch) -> None:
    from qmdesk.gate import child, images

    calls: list[int] = []
    run = child.run

    def counted(*arguments: object, **options: object) -> object:
        calls.append(1)
        return run(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(images.child, "run", counted)
    files = [incoming(photo(f"2026:07:{day:02} 08:00:00"), f"{day}.jpg") for day in range(1, 31)]
    found = evidence_intake(files, form(), Stage.ONSITE)
    assert len(calls) == 1
    assert min(str(each["captured"]) for each in values(found, "evidence").values()) == "2026-07-01 08:00:00"


def test_one_picture_that_kills_its_child_spoils_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    from qmdesk.gate import images
    from qmdesk.model.problem import Problem

    run = images.child.run

    def dies(function: str, arguments: dict[str, object], payload: bytes, **options: object) -> object:
        if b"POISON" in payload:
            raise Refused(Problem("reading-crashed"))
        return run(function, arguments, payload)

    monkeypatch.setattr(images.child, "run", dies)
    files = [("a.jpg", photo()), ("b.jpg", photo() + b"POISON"), ("c.jpg", photo(None))]
    one, two, three = images.describe_all(files)
    assert isinstance(two, Problem)
    assert (two.code, two.where) == ("reading-crashed", "b.jpg")
    assert (getattr(one, "captured", None), getattr(three, "captured", None)) == ("2026-07-01 09:30:00", "")
