"""The programme file: what is recorded is there again, with its history; nothing is lost, nothing foreign is touched."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qmdesk.model.problem import Refused
from qmdesk.model.programme import names_in
from qmdesk.workspace.programme import Programme, Write, default_path, open_or_make
from qmdesk.workspace.programme_copies import copies_of, keep_copy

AT = "2026-04-20T08:00:00+00:00"
WHO = {"author": "甲", "at": AT}


@pytest.fixture
def programme(tmp_path: Path):
    with Programme.make(default_path(tmp_path, 2026), "zhejiang", 2026, **WHO) as made:
        yield made


def codes(caught):
    return [each.code for each in caught.value.problems]


def test_what_is_recorded_is_there_when_opened_again(programme):
    key = programme.new_keys(1)[0]
    writes = [Write(key, "enterprise", "某某公司", "名单.xlsx/Sheet1!C5"), Write(key, "specialised", "true")]
    assert len(programme.record(writes, **WHO).changed) == 2
    with Programme.open(programme.path) as again:
        (row,) = again.rows()
        assert (row.enterprise, row.specialised, row.earlier) == ("某某公司", True, None)
        assert again.id == programme.id
        assert again.text("authority") == "zhejiang"


def test_the_same_again_changes_nothing_and_adds_no_history(programme):
    writes = [Write("row:1-a", "enterprise", "某某公司")]
    programme.record(writes, **WHO)
    before = programme.history()
    assert not programme.record(writes, **WHO)
    assert programme.history() == before


def test_history_tells_old_new_who_when_why_and_from_where(programme):
    programme.record([Write("row:1-a", "county", "西湖区")], **WHO)
    programme.record([Write("row:1-a", "county", "余杭区", "新.xlsx/Sheet1!B7")], author="乙", at=AT, reason="迁址")
    newest = programme.history("row:1-a")[0]
    assert (newest.old, newest.new, newest.author, newest.reason, newest.source) == (
        "西湖区", "余杭区", "乙", "迁址", "新.xlsx/Sheet1!B7",
    )  # fmt: skip


def test_history_cannot_be_altered_even_with_other_tools(programme):
    programme.record([Write("row:1-a", "county", "西湖区")], **WHO)
    with sqlite3.connect(programme.path) as db:
        for statement in ("UPDATE change SET new='x'", "DELETE FROM change"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(statement)
    db.close()


def test_undo_and_redo_go_batch_by_batch(programme):
    for value in ("一", "二", "三"):
        programme.record([Write("row:1-a", "enterprise", value)], **WHO)
    seen = []
    for step in ("undo", "undo", "redo", "undo", "undo", "undo", "redo"):
        done = getattr(programme, step)(**WHO)
        seen.append((bool(done), programme.text("enterprise", "row:1-a")))
    assert seen == [(True, "二"), (True, "一"), (True, "二"), (True, "一"), (True, ""), (False, ""), (True, "一")]
    programme.record([Write("row:1-a", "enterprise", "四")], **WHO)
    assert programme.redo(**WHO) is None
    assert programme.can() == (True, False)


def test_a_row_that_is_undone_is_gone_for_the_one_who_undid_it_too(programme):
    programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)
    programme.undo(**WHO)
    assert programme.rows() == []
    assert "row:1-a" not in programme.state
    programme.redo(**WHO)
    assert [each.enterprise for each in programme.rows()] == ["甲"]


def test_undo_leaves_alone_what_another_changed_since(programme):
    with Programme.open(programme.path) as other:
        programme.record([Write("row:1-a", "county", "西湖区"), Write("row:1-a", "trade", "机械")], **WHO)
        other.record([Write("row:1-a", "county", "余杭区")], author="乙", at=AT)
        other.undo(author="乙", at=AT)
        other.record([Write("row:1-a", "county", "滨江区")], author="乙", at=AT)
    programme.undo(**WHO)
    assert programme.text("county", "row:1-a") == "西湖区"
    programme.record([Write("row:1-a", "county", "滨江区")], **WHO)
    programme.undo(**WHO)
    done = programme.undo(**WHO)
    assert [each.field for each in done.changed] == ["county", "trade"]


def test_an_undone_batch_whose_value_changed_since_is_left_alone(programme):
    programme.record([Write("row:1-a", "county", "西湖区")], **WHO)
    with sqlite3.connect(programme.path) as db:
        db.execute("UPDATE value SET value='别处' WHERE field='county'")
    db.close()
    done = programme.undo(**WHO)
    assert [each.field for each in done.left_alone] == ["county"]
    assert programme.text("county", "row:1-a") == "别处"


def test_what_another_process_wrote_is_seen(programme):
    assert programme.rows() == []
    with Programme.open(programme.path) as other:
        other.record([Write("row:1-a", "enterprise", "某某公司")], **WHO)
    assert [each.enterprise for each in programme.rows()] == ["某某公司"]


def test_rows_taken_out_are_kept_and_not_listed(programme):
    programme.record([Write("row:1-a", "enterprise", "一"), Write("row:1-a", "removed", "true")], **WHO)
    assert programme.rows() == []
    assert len(programme.rows(removed=True)) == 1


def test_foreign_newer_and_missing_files_are_refused_untouched(tmp_path, programme):
    foreign = tmp_path / "foreign.qmprog"
    foreign.write_bytes(b"not a database" * 100)
    other = tmp_path / "other.qmprog"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t(x)")
    db.close()
    path = programme.path
    programme.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    for each, code in (
        (foreign, "programme-not-ours"),
        (other, "programme-not-ours"),
        (path, "programme-newer"),
        (tmp_path / "none.qmprog", "programme-missing"),
    ):
        before = each.read_bytes() if each.exists() else None
        with pytest.raises(Refused) as caught:
            Programme.open(each)
        assert codes(caught) == [code]
        assert (each.read_bytes() if each.exists() else None) == before


def test_a_programme_of_another_year_is_not_opened_for_this_one(programme):
    with pytest.raises(Refused) as caught:
        open_or_make(programme.path, "zhejiang", 2027, **WHO)
    assert codes(caught) == ["programme-other"]
    with pytest.raises(Refused) as caught:
        Programme.make(programme.path, "zhejiang", 2026, **WHO)
    assert codes(caught) == ["programme-exists"]


WRITER = """
import sys
from pathlib import Path
from qmdesk.workspace.programme import Programme, Write
with Programme.open(Path(sys.argv[1])) as programme:
    for number in range(100000):
        programme.record([Write("row:1-a", "number", str(number)), Write("row:1-a", "note", str(number))],
                         author="a", at="t")
        print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_what_was_told_as_saved_survives_a_kill(programme):
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(programme.path)], stdout=subprocess.PIPE, cwd=root, text=True
    )
    for _ in range(20):
        last = int(process.stdout.readline())
    time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0].splitlines()
    last = int(rest[-1]) if rest else last
    with Programme.open(programme.path) as again:
        number = int(again.text("number", "row:1-a"))
        assert number >= last
        assert again.text("note", "row:1-a") == str(number)
        changes = [each for each in again.history("row:1-a") if each.field == "number"]
        assert int(changes[0].new) == number


def test_names_are_parted_by_any_usual_sign():
    assert names_in("张三、李四, 王五；赵六/钱七 张三") == ("张三", "李四", "王五", "赵六", "钱七")


def test_a_copy_a_day_is_kept_whole_and_the_oldest_go(programme):
    programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)
    first = keep_copy(programme, "2026-04-01")
    programme.record([Write("row:1-a", "enterprise", "乙")], **WHO)
    assert keep_copy(programme, "2026-04-01") is None
    with Programme.open(first) as copied:
        assert [each.enterprise for each in copied.rows()] == ["甲"]
        assert copied.id == programme.id
        assert len(copied.history()) == 3
    for day in range(2, 15):
        keep_copy(programme, f"2026-04-{day:02}")
    assert [each.stem[-2:] for each in copies_of(programme.path)] == [f"{day:02}" for day in range(5, 15)]


def test_a_copy_that_cannot_be_made_stops_nobody(programme):
    (programme.path.parent / "copies").write_text("no folder")
    assert keep_copy(programme, "2026-04-01") is None


def test_a_full_disk_is_told_and_nothing_of_the_batch_stays(programme):
    programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)
    pages = programme._db.execute("PRAGMA page_count").fetchone()[0]
    programme._db.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(Refused) as caught:
        programme.record([Write(f"row:{at}-b", "note", "长" * 400) for at in range(2, 400)], **WHO)
    assert codes(caught) == ["programme-disk-full"]
    assert [each.enterprise for each in programme.rows()] == ["甲"]
    programme._db.execute("PRAGMA max_page_count=1000000")
    programme.record([Write("row:2-b", "note", "短")], **WHO)
    with Programme.open(programme.path) as again:
        assert len(again.rows()) == 2


def test_another_writer_is_waited_for_and_then_told(programme):
    programme._db.execute("PRAGMA busy_timeout=50")
    with sqlite3.connect(programme.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as caught:
            programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)
        other.execute("ROLLBACK")
    other.close()
    assert codes(caught) == ["programme-busy"]
    assert programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)


def test_two_programs_writing_in_turn_lose_nothing(programme):
    with Programme.open(programme.path) as other:
        for at in range(20):
            (programme, other)[at % 2].record([Write(f"row:{at}-a", "enterprise", str(at))], **WHO)
            assert len(programme.rows()) == len(other.rows()) == at + 1


def test_at_rest_a_programme_is_one_file(programme):
    programme.record([Write("row:1-a", "enterprise", "甲")], **WHO)
    programme.close()
    assert [each.name for each in programme.path.parent.iterdir()] == [programme.path.name]
