"""An enterprise's own assessment: what may be written to it, and its package taken in by a review."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from qmdesk import assets
from qmdesk.casefile.case import Blob
from qmdesk.formdef.loader import load_builtin
from qmdesk.intake.self_answers import NAME, is_theirs
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Refused
from qmdesk.model.readings import Readings
from qmdesk.review.begin import begin_for
from qmdesk.review.conclude import conclude
from qmdesk.review.exporting import note
from qmdesk.review.handing_over import doubts, hand_over, own_check
from qmdesk.review.importing import Imported, import_file
from qmdesk.review.session import ReviewSession, Who
from qmdesk.review.setting import set_text
from qmdesk.review.states import is_self_assessment

#: The enterprise of the sample package, with its own code.
NAME_OF_SAMPLE, CODE = "浙江示例精密机械有限公司", "91990000MA0DEM0138"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ReviewSession]:
    """The sample enterprise's own assessment, filled in from its package."""
    who = Who("e" * 16, "质量部", tmp_path / "home-enterprise")
    form = load_builtin("meqmc")
    with begin_for("self", tmp_path / "自评.qmcase", form, who, enterprise=NAME_OF_SAMPLE, credit_code=CODE) as session:
        import_file(session, assets.resource("samples", "machining", "package.zip"))
        yield session


@pytest.fixture
def review(make_session: Callable[..., ReviewSession]) -> ReviewSession:
    """A review of the same enterprise, on an assessor's laptop."""
    session = make_session("复核.qmcase", "b" * 16)
    session.record([Edit(Place("case", "enterprise"), NAME_OF_SAMPLE), Edit(Place("case", "credit_code"), CODE)]).wait()
    return session


def said(session: ReviewSession) -> dict[Place, object]:
    """All that stands of the enterprise's own."""
    return {
        place: folded.value
        for place, folded in session.state.items()
        if is_theirs(place) and folded.value is not None and not folded.conflict
    }


def beside_workbook(session: ReviewSession, package: Path) -> dict[Place, object]:
    """What a review has of the enterprise's own, but for the workbook that came in the package and is kept as evidence."""
    with zipfile.ZipFile(package) as opened:
        name = next(each for each in opened.namelist() if "/" not in each)
        book = hashlib.sha256(opened.read(name)).hexdigest()
    kept = {place.subject for place, value in said(session).items() if place.name == "file" and value == book}
    assert len(kept) == 1
    return {place: value for place, value in said(session).items() if place.subject not in kept}


def codes(taken: Imported) -> set[str]:
    return {each.code for each in taken.intake.problems}


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same package with its members changed, or left out where the change gives None."""
    target = path.with_name(f"changed {path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def test_package_brings_everything_to_a_review(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    readings = Readings.of([*map(Decimal, ("9.98", "10.02", "10.00", "9.99"))], (2, 2))
    blob = Blob(readings.blob(), "application/vnd.qmdesk.readings+json")
    own.record(
        [
            Edit(Place("exclusion:x", "characteristic", "self"), "characteristic:c"),
            Edit(Place("exclusion:x", "reason", "self"), "量具跌落"),
            Edit(Place("gauge_study:g", "name", "self"), "外径 GRR"),
            Edit(Place("gauge_study:g", "readings", "self"), {"blob": readings.sha256, "n": 4}),
        ],
        blobs=[blob],
    ).wait()
    made = hand_over(own, tmp_path / "自评包.zip")
    taken = import_file(review, made.exported.path)
    assert taken.intake.skipped == 0
    assert beside_workbook(review, made.exported.path) == said(own)
    assert review.assess(Stage.SELF) == own.assess(Stage.SELF)
    assert not {place for place in review.state if place.stage == "onsite"}
    again = import_file(review, made.exported.path)
    assert not again.changes.entries


def test_workbook_alone_says_the_same(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    made = hand_over(own, tmp_path / "自评包.zip")
    without = repacked(made.exported.path, lambda name, content: None if name.startswith("自评数据/") else content)
    import_file(review, without)
    theirs, ours = own.assess(Stage.SELF), review.assess(Stage.SELF)
    assert ours.grade == theirs.grade
    assert [each.value for each in ours.figures] == [each.value for each in theirs.figures]
    assert [each.span for each in ours.items] == [each.span for each in theirs.items]


def test_changed_workbook_counts(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    made = hand_over(own, tmp_path / "自评包.zip")

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith("自评表.xlsx") or "/" in name:
            return content
        book = openpyxl.load_workbook(io.BytesIO(content))
        sheet = next(each for each in book if "digital.data" in {row[0].value for row in each.iter_rows()})
        row = next(row for row in sheet.iter_rows() if row[0].value == "digital.data")
        row[4].value = "4 预防级"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    taken = import_file(review, repacked(made.exported.path, change))
    assert "self-answers-other-workbook" in codes(taken)
    levels = {place: each.value for place, each in review.state.items() if place.subject == "item:digital.data"}
    assert 4 in levels.values()


def test_package_cannot_speak_for_the_assessors(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    made = hand_over(own, tmp_path / "自评包.zip")
    foreign = [
        {"subject": "item:system.process", "field": "level@onsite/王工", "value": 5},
        {"subject": "case", "field": "concluded", "value": {"level": 5}},
        {"subject": "case", "field": "conclusion@onsite", "value": 5},
        {"subject": "member:m", "field": "role", "value": "lead"},
        {"subject": "item:system.process", "field": "level@self", "value": 5},
        {"subject": "item:system.process", "field": "level@self/甲", "value": 5.0},
        {"subject": "item:system.process", "field": "no_such@self", "value": 5},
        {"subject": 3, "field": None},
        "nonsense",
    ]

    def change(name: str, content: bytes) -> bytes:
        if name != NAME:
            return content
        data = json.loads(content)
        data["values"] += foreign
        return json.dumps(data).encode()

    taken = import_file(review, repacked(made.exported.path, change))
    assert taken.intake.skipped == len(foreign)
    assert beside_workbook(review, made.exported.path) == said(own)
    stages = {place.stage for place in review.state}
    assert stages == {"", "self"}
    assert not [place for place in review.state if place.kind == "member" or place.name in {"concluded", "conclusion"}]


def test_missing_file_of_the_exact_answers_is_told(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    made = hand_over(own, tmp_path / "自评包.zip")
    taken = import_file(review, repacked(made.exported.path, lambda name, content: None if "大屏" in name else content))
    assert "self-answer-file-missing" in codes(taken)
    assert len(review.state) < len(own.state)


def test_damaged_answers_fall_back_to_the_workbook(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    made = hand_over(own, tmp_path / "自评包.zip")
    taken = import_file(review, repacked(made.exported.path, lambda name, content: b"[[" if name == NAME else content))
    assert "self-answers-damaged" in codes(taken)
    assert review.assess(Stage.SELF).grade == own.assess(Stage.SELF).grade


def test_long_and_uneven_sets_go_along_as_tables(own: ReviewSession, review: ReviewSession, tmp_path: Path) -> None:
    sets = {
        "long": Readings.of([Decimal(1000 + n % 7) / 100 for n in range(700)]),
        "uneven": Readings.of([Decimal(n) / 10 for n in range(9)], (2, 3, 4)),
    }
    edits = [Edit(Place(f"characteristic:{key}", "name", "self"), f"特性 {key}") for key in sets]
    edits += [
        Edit(Place(f"characteristic:{key}", "readings", "self"), {"blob": each.sha256, "n": len(each)})
        for key, each in sets.items()
    ]
    media = "application/vnd.qmdesk.readings+json"
    own.record(edits, blobs=[Blob(each.blob(), media) for each in sets.values()]).wait()
    made = hand_over(own, tmp_path / "自评包.zip")
    without = repacked(made.exported.path, lambda name, content: None if name.startswith("自评数据/") else content)
    taken = import_file(review, without)
    kept = [
        review.readings(str(folded.value["blob"]))  # type: ignore[index]
        for place, folded in review.state.items()
        if place.name == "readings" and place.kind == "characteristic"
    ]
    assert [each for each in sets.values() if each in kept] == list(sets.values()), codes(taken)


def test_what_is_open_is_told_and_forbids_nothing(tmp_path: Path) -> None:
    who = Who("e" * 16, "质量部", tmp_path / "home")
    form = load_builtin("meqmc")
    with begin_for("self", tmp_path / "新.qmcase", form, who, enterprise="示例厂", credit_code=CODE) as session:
        with pytest.raises(Refused, match="nothing-to-hand-over"):
            hand_over(session, tmp_path / "包.zip")
        assert not (tmp_path / "包.zip").exists()
        assert len(doubts(session)) == len(form.items) + len(form.figures)
        for author in ("甲", "乙"):
            level = "2" if author == "甲" else "3"
            set_text(session, "item:system.process", "level", level, stage=Stage.SELF, author=author)[0].wait()
        assert {each.code for each in doubts(session)} == {"self-item-open", "self-figure-open", "self-levels-differ"}
        assert own_check(session).ready
        made = hand_over(session, tmp_path / "包.zip")
        assert made.problems and made.exported.path.is_file()
        note(session, made.exported).wait()
        assert session.value(next(p.subject for p in session.state if p.kind == "export"), "what") == "self-assessment"


def test_nothing_of_the_assessors_can_be_written(own: ReviewSession) -> None:
    assert is_self_assessment(own.state)
    with pytest.raises(Refused, match="self-case-stage"):
        own.record(Edit(Place("item:system.process", "level", "onsite", "王工"), 3))
    with pytest.raises(Refused, match="self-case-stage"):
        conclude(own, Stage.SELF)
    with pytest.raises(Refused, match="self-case-stage"):
        own.record(Edit(Place("case", "conclusion", "self"), 3))


def test_form_without_the_field_is_refused(tmp_path: Path) -> None:
    from qmdesk.formdef.loader import load_files

    form = load_builtin("meqmc")
    lines = form.files["records.yaml"].decode().splitlines(keepends=True)
    records = "".join(line for line in lines if not line.startswith("      purpose:")).encode()
    other = load_files({**form.files, "records.yaml": records})
    with pytest.raises(Refused, match="form-without-purpose"):
        begin_for(
            "self", tmp_path / "x.qmcase", other, Who("e" * 16, "甲", tmp_path), enterprise="厂", credit_code=CODE
        )
