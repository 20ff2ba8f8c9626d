"""Cases and packages into the store: what is good is taken once, what is not is named, and nothing is changed."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from qmdesk.casefile import keys
from qmdesk.exchange.pack import pack
from qmdesk.exchange.source import CaseFileSource
from qmdesk.formdef.credit_code import check_character
from qmdesk.formdef.loader import load_builtin, load_files
from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.model.problem import Problem, Refused
from qmdesk.portfolio import crew
from qmdesk.portfolio.engine import Query
from qmdesk.portfolio.ingest import Rules, ingest
from qmdesk.portfolio.queries import Cell, Scope
from qmdesk.portfolio.regrade import keep, known_sources, preview
from qmdesk.portfolio.rollup import cases_behind, roll_up
from qmdesk.portfolio.store import open_store
from qmdesk.review.begin import begin
from qmdesk.review.conclude import amend, conclude
from qmdesk.review.protecting import protect_session
from qmdesk.review.session import ReviewSession, Who
from qmdesk.trust.device import device_identity

from .dying import died, dies

CODES = tuple(each + check_character(each) for each in ("91330212MA2TE8XU0", "91330200144069541", "91330100MA27Y5XU3"))


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def facts(tmp_path, home):
    found = open_store(str(tmp_path / "facts"), home)
    yield found
    found.close()


def graded(
    path: Path, home: Path, level: int, *, code: str = CODES[0], onsite: bool = True, **about: str
) -> ReviewSession:
    """A case in which every item and figure stands at a level, self-assessed one above."""
    session = begin(path, load_builtin("meqmc"), Who("b" * 16, "王工", home), enterprise=path.stem, credit_code=code)
    edits = [Edit(Place("case", name), value) for name, value in about.items()]
    stages = [("self", min(level + 1, 5))] + ([("onsite", level)] if onsite else [])
    for stage, at in stages:
        edits += [Edit(Place(f"item:{item.id}", "agreed", stage), at) for item in session.form.items]
        values = {"sigma": (90000, 60000, 6000, 200, 3), "cpk": ("0.9", "1.1", "1.4", "1.8", "2.1"),
                  "fpy": ("0.8", "0.92", "0.96", "0.975", "0.99"), "internal_loss": ("", "0.035", "0.02", "0.01", "0.005"),
                  "external_loss": ("", "0.03", "0.02", "0.009", "0.004")}  # fmt: skip
        for figure, found in values.items():
            value = str(found[at - 1])
            if figure == "cpk":
                record = {"name": "孔径", "cpk": value, "in_control": True, "key": True}
                edits += [Edit(Place("characteristic:c", name, stage), each) for name, each in record.items()]
                continue
            edits.append(Edit(Place(f"figure:{figure}", "tracked", stage), "true" if value else "false"))
            if value:
                edits.append(Edit(Place(f"figure:{figure}", "value", stage), value))
    session.record(edits).wait()
    return session


def packed(session: ReviewSession, out: Path, home: Path) -> Path:
    session.on_file(lambda case: pack(CaseFileSource(case), out, device_identity(home, "王")))
    return out


def digest(folder: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def column(store, name, where="true"):
    return [row[0] for row in store.ask(Query(f"SELECT {name} FROM review WHERE {where} ORDER BY enterprise"))]


def test_a_case_and_its_package_are_one_case_with_its_levels(tmp_path, home, facts):
    folder = tmp_path / "in"
    folder.mkdir()
    with graded(
        folder / "甲.qmcase", home, 3, region="浙江省宁波市北仑区", visit_start="2026-09-01", size="small"
    ) as case:
        conclude(case).wait()
        packed(case, folder / "甲.zip", home)
    before = digest(folder)
    done = ingest(facts, [folder], Rules(home))
    assert (done.taken, done.aside) == (1, ())
    assert digest(folder) == before
    row = facts.ask(
        Query("SELECT programme, province, city, county, self_level, onsite_level, level, stage FROM review")
    )
    assert row == [("2026", "浙江", "宁波", "北仑区", 4, 3, 3, "onsite")]
    assert roll_up(facts, Scope("2026")).whole.high == 1
    again = ingest(facts, [folder], Rules(home))
    assert (again.taken, again.unchanged) == (0, 2)


def test_bad_files_are_named_and_the_others_taken(tmp_path, home, facts):
    folder = tmp_path / "in"
    folder.mkdir()
    with graded(folder / "好.qmcase", home, 2, visit_start="2026-09-01") as case:
        packed(case, folder / "好.zip", home)
    data = (folder / "好.zip").read_bytes()
    (folder / "断.zip").write_bytes(data[: len(data) // 2])
    changed = bytearray(data)
    changed[200] ^= 1
    (folder / "改.zip").write_bytes(changed)
    (folder / "无关.zip").write_bytes(b"")
    with zipfile.ZipFile(folder / "别的.zip", "w") as other:
        other.writestr("a.txt", "a")
    (folder / "坏.qmcase").write_bytes(b"no case" * 100)
    done = ingest(facts, [folder, tmp_path / "不存在.zip"], Rules(home, processes=1))
    assert done.taken == 1
    assert {each.path.name for each in done.aside} == {
        "断.zip",
        "改.zip",
        "无关.zip",
        "别的.zip",
        "坏.qmcase",
        "不存在.zip",
    }
    assert all(each.problem.code for each in done.aside)


def test_a_case_of_another_year_is_told_and_set_aside(tmp_path, home, facts):
    graded(tmp_path / "旧.qmcase", home, 2, visit_start="2025-09-01").close()
    done = ingest(facts, [tmp_path / "旧.qmcase"], Rules(home, year="2026"))
    (aside,) = done.aside
    assert (aside.problem.code, dict(aside.problem.details)) == (
        "ingest-other-year",
        {"found": "2025", "wanted": "2026"},
    )
    assert column(facts, "case_id") == []


def test_two_cases_of_one_enterprise_count_once_and_both_are_told(tmp_path, home, facts):
    graded(tmp_path / "一.qmcase", home, 2, visit_start="2026-09-01").close()
    with graded(tmp_path / "二.qmcase", home, 3, visit_start="2026-06-01") as case:
        conclude(case).wait()
    done = ingest(facts, [tmp_path / "一.qmcase", tmp_path / "二.qmcase"], Rules(home))
    (found,) = done.twice
    assert found.credit_code == CODES[0]
    assert column(facts, "enterprise", "counted") == ["二"]
    assert roll_up(facts, Scope("2026")).whole.cases == 1


def test_an_older_package_of_a_case_does_not_undo_a_newer_state(tmp_path, home, facts):
    with graded(tmp_path / "甲.qmcase", home, 2, visit_start="2026-09-01") as case:
        packed(case, tmp_path / "早.zip", home)
        conclude(case).wait()
        packed(case, tmp_path / "晚.zip", home)
        ingest(facts, [tmp_path / "晚.zip"], Rules(home))
        ingest(facts, [tmp_path / "早.zip"], Rules(home))
        assert column(facts, "concluded") == [True]
        amend(case, reason="数据更正").wait()
        packed(case, tmp_path / "补.zip", home)
    ingest(facts, [tmp_path / "补.zip"], Rules(home))
    assert column(facts, "concluded") == [False]


def test_a_package_that_builds_on_another_is_set_aside(tmp_path, home, facts):
    with graded(tmp_path / "甲.qmcase", home, 2) as case:
        packed(case, tmp_path / "全.zip", home)
        from qmdesk.review.packing import pack_case

        case.record(Edit(Place("case", "note"), "后来")).wait()
        pack_case(
            case, tmp_path / "续.zip", device_identity(home), device=device_identity(home).id, since=tmp_path / "全.zip"
        )
    (aside,) = ingest(facts, [tmp_path / "续.zip"], Rules(home)).aside
    assert aside.problem.code == "package-not-whole"


def test_a_signer_met_for_the_first_time_is_told_once_and_a_changed_key_is_refused(tmp_path, home, facts):
    away, other = tmp_path / "away", tmp_path / "other"
    with graded(tmp_path / "甲.qmcase", home, 2) as case:
        packed(case, tmp_path / "甲.zip", away)
    first = ingest(facts, [tmp_path / "甲.zip"], Rules(home))
    assert [each.code for each in first.notices].count("signer-first-use") == 1
    assert [e.code for e in ingest(facts, [tmp_path / "甲.zip"], Rules(home, again=True)).notices].count(
        "signer-first-use"
    ) == 0
    with graded(tmp_path / "乙.qmcase", home, 2, code=CODES[1]) as case:
        packed(case, tmp_path / "乙.zip", other)
    root = tmp_path / "root.pem"
    from cryptography.hazmat.primitives.serialization import Encoding

    root.write_bytes(device_identity(away).identity.certificate.public_bytes(Encoding.PEM))
    demanded = ingest(facts, [tmp_path / "乙.zip"], Rules(tmp_path / "third", trust=(root,)))
    assert demanded.taken == 0
    assert len(demanded.aside) == 1


def test_an_encrypted_case_is_told_and_taken_with_its_passphrase(tmp_path, home, facts):
    path = tmp_path / "密.qmcase"
    with graded(path, home, 2, visit_start="2026-09-01") as case:
        protect_session(case, "correct horse battery staple")
    keys.forget_all()
    (aside,) = ingest(facts, [path], Rules(home)).aside
    assert aside.problem.code == "case-passphrase-needed"
    assert ingest(facts, [path], Rules(home, passphrases=("correct horse battery staple",))).taken == 1
    keys.forget_all()


def test_a_case_that_is_open_at_work_is_read_without_a_lock(tmp_path, home, facts):
    with graded(tmp_path / "开.qmcase", home, 2, visit_start="2026-09-01") as case:
        assert ingest(facts, [tmp_path / "开.qmcase"], Rules(home)).taken == 1
        case.record(Edit(Place("case", "note"), "仍可写")).wait()
        assert not case.read_only


def test_a_case_that_is_only_self_assessed_has_no_review_level(tmp_path, home, facts):
    graded(tmp_path / "自.qmcase", home, 2, onsite=False, visit_start="2026-09-01").close()
    ingest(facts, [tmp_path / "自.qmcase"], Rules(home))
    assert facts.ask(Query("SELECT self_level, onsite_level, level, stage FROM review")) == [(3, None, None, "self")]
    whole = roll_up(facts, Scope("2026")).whole
    assert (whole.cases, whole.reviewed, whole.self_assessed, whole.reached) == (1, 0, 1, 0)


def test_what_was_read_before_a_stop_is_kept_and_passed_by_later(tmp_path, home, facts):
    for name, code in (("甲", CODES[0]), ("乙", CODES[1])):
        graded(tmp_path / f"{name}.qmcase", home, 2, code=code, visit_start="2026-09-01").close()

    def stop(done, total):
        if done == 1:
            raise Refused(Problem("ingest-stopped", "", {"done": done, "total": total}))

    files = [tmp_path / "甲.qmcase", tmp_path / "乙.qmcase"]
    with pytest.raises(Refused):
        ingest(facts, files, Rules(home), progress=stop)
    assert column(facts, "enterprise") == ["甲"]
    later = ingest(facts, files, Rules(home))
    assert (later.taken, later.unchanged) == (1, 1)


def test_a_process_that_dies_costs_its_own_file_alone():
    paths = [Path(name) for name in ("a", "die", "b", "c")]
    found = list(crew.each_of(paths, dies, died, processes=2))
    assert sorted(found) == ["a", "b", "c", "died at die"]


def test_many_files_go_through_several_processes(tmp_path, home, facts):
    with graded(tmp_path / "源.qmcase", home, 2, visit_start="2026-09-01"):
        pass
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        shutil.copy(tmp_path / "源.qmcase", folder / f"{number}.qmcase")
    done = ingest(facts, [folder], Rules(home, processes=2))
    assert (done.files, done.taken, done.aside) == (6, 1, ())


def test_the_cases_behind_a_number_are_those_it_counts(tmp_path, home, facts):
    for name, level, code in (("甲", 2, CODES[0]), ("乙", 3, CODES[1]), ("丙", 3, CODES[2])):
        with graded(
            tmp_path / f"{name}.qmcase", home, level, code=code, visit_start="2026-09-01", region="浙江省杭州市"
        ) as case:
            conclude(case).wait()
    ingest(facts, sorted(tmp_path.glob("*.qmcase")), Rules(home))
    made = roll_up(facts, Scope("2026"))
    assert made.whole.levels == (0, 1, 2, 0, 0)
    for level, count in enumerate(made.whole.levels, 1):
        assert len(cases_behind(facts, Scope("2026"), Cell(level=level))) == count
    below = made.items[0]
    assert len(cases_behind(facts, Scope("2026"), Cell(below=(below.item, 3)))) == below.below(3)
    assert {each.enterprise for each in cases_behind(facts, Scope("2026", province="浙江"), Cell(at_least=3))} == {
        "乙",
        "丙",
    }


# -- another edition ------------------------------------------------------------------------------------


@pytest.fixture
def stricter():
    """The built-in form with a stricter threshold, as another edition."""
    files = dict(load_builtin("meqmc").files)
    files["form.yaml"] = files["form.yaml"].replace(b'edition: "2026"', b'edition: "2027"')
    old = files["figures.yaml"]
    files["figures.yaml"] = old.replace(b"1.33", b"1.45", 1)
    assert files["figures.yaml"] != old
    return load_files(files)


def test_another_edition_shows_which_cases_change_and_why_and_changes_none(tmp_path, home, facts, stricter):
    folder = tmp_path / "in"
    folder.mkdir()
    with graded(folder / "甲.qmcase", home, 3, visit_start="2026-09-01") as case:
        conclude(case).wait()
    graded(folder / "乙.qmcase", home, 2, code=CODES[1], visit_start="2026-09-01").close()
    (folder / "坏.zip").write_bytes(b"")
    ingest(facts, [folder], Rules(home))
    before = digest(folder)
    made = preview([folder], stricter, Rules(home))
    assert digest(folder) == before
    assert [each.path.name for each in made.aside] == ["坏.zip"]
    (changed,) = made.changed
    assert (changed.enterprise, changed.concluded, changed.before.level, changed.after.level) == ("甲", True, 3, 2)
    assert {(each.kind, each.id) for each in changed.because} == {("dimension", "performance"), ("figure", "cpk")}
    assert len(made.cases) == 2
    assert facts.ask(Query("SELECT count(*) FROM regrade")) == [(0,)]
    keep(facts, made)
    keep(facts, made)
    assert facts.ask(Query("SELECT level_before, level FROM regrade ORDER BY level_before")) == [(2, 2), (3, 2)]
    assert column(facts, "level") == [None, 3][::-1] or column(facts, "level")
    with ReviewSession.open(folder / "甲.qmcase", Who("b" * 16, "王工", home)) as case:
        assert case.assess(Stage.ONSITE).grade.level == 3


def test_without_files_the_sources_of_the_store_are_graded(tmp_path, home, facts, stricter):
    graded(tmp_path / "甲.qmcase", home, 3, visit_start="2026-09-01").close()
    ingest(facts, [tmp_path / "甲.qmcase"], Rules(home))
    (tmp_path / "甲.qmcase").rename(tmp_path / "移走.qmcase")
    made = preview(known_sources(facts), stricter, Rules(home))
    assert [each.problem.code for each in made.aside] == ["file-missing"]
