"""Claims about the child process: what it gives back, and that nothing it does can hurt or hang the parent."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

import pytest

from qmdesk.gate import child
from qmdesk.gate.limits import ChildLimits
from qmdesk.model.problem import Refused, Severity

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS is Linux's")
SMALL = ChildLimits(seconds=20, memory=256 * 2**20, answer=2**20)

BOOT = """
import sys, json
sys.path[:0] = json.loads(sys.argv[1])
import probes
from qmdesk.gate import child_main
child_main._function = lambda name: getattr(probes, name.partition(':')[2])
sys.exit(child_main.child_main([]))
"""


@pytest.fixture
def probes(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = json.dumps([str(ROOT), str(Path(__file__).parent), *[each for each in sys.path if each]])
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-I", "-S", "-X", "utf8", "-c", BOOT, paths])


def refused(function: str, arguments: dict[str, object] | None = None, limits: ChildLimits = SMALL) -> Refused:
    with pytest.raises(Refused) as caught:
        child.run(f"probes:{function}", arguments, where="自评.xlsx", limits=limits)
    return caught.value


def code(function: str, limits: ChildLimits = SMALL) -> str:
    problem = refused(function, limits=limits).problems[0]
    assert problem.where == "自评.xlsx"
    return problem.code


@pytest.mark.usefixtures("probes")
class TestProbes:
    def test_arguments_and_payload_arrive(self) -> None:
        found = child.run("probes:echo", {"name": "轴径", "n": 3}, b"\x00\xff\n\x1a" * 300_000, limits=SMALL)
        assert found == {"arguments": {"name": "轴径", "n": 3}, "size": 1_200_000, "start": "\x00\xff\n\x1a"}

    def test_bytes_come_back_as_they_are(self) -> None:
        everything = bytes(range(256)) * 1000
        assert child.run_for_bytes("probes:as_bytes", {}, everything, limits=SMALL) == everything

    def test_bytes_where_json_was_expected_are_garbage(self) -> None:
        assert code("as_bytes") == "reading-garbage"

    def test_json_where_bytes_were_expected_is_garbage(self) -> None:
        with pytest.raises(Refused) as caught:
            child.run_for_bytes("probes:echo", {}, b"", limits=SMALL)
        assert caught.value.problems[0].code == "reading-garbage"

    @pytest.mark.parametrize("probe", ["sleeps", "computes"])
    def test_time_is_up(self, probe: str) -> None:
        start = time.monotonic()
        assert code(probe, ChildLimits(seconds=0.6)) == "reading-timeout"
        assert time.monotonic() - start < 5

    def test_a_killed_child_leaves_no_thread(self) -> None:
        before = threading.active_count()
        code("sleeps", ChildLimits(seconds=0.3))
        assert threading.active_count() == before

    @LINUX
    @pytest.mark.parametrize("probe", ["hoards", "hoards_slowly"])
    def test_memory_is_bounded(self, probe: str) -> None:
        problem = refused(probe).problems[0]
        assert (problem.code, problem.details["megabytes"]) == ("reading-memory", 256)

    @pytest.mark.parametrize(
        ("probe", "expected"),
        [("crashes", "reading-crashed"), ("leaves", "reading-crashed"), ("recurses", "reading-failed"),
         ("not_json", "reading-failed"), ("nan", "reading-failed")],
    )  # fmt: skip
    def test_every_death_has_its_code(self, probe: str, expected: str) -> None:
        assert code(probe) == expected

    def test_a_bug_is_told_by_its_place_and_never_by_its_text(self) -> None:
        problem = refused("fails").problems[0]
        assert problem.code == "reading-failed"
        assert str(problem.details["reason"]).startswith("KeyError probes.py:")
        assert "secret" not in str(problem.details)

    def test_refusals_come_back_as_they_were_raised(self) -> None:
        first, second = refused("refuses").problems
        assert (first.code, first.where, first.details) == ("xml-dtd", "xl/a.xml", {"line": 3})
        assert (second.code, second.where, second.severity) == ("zip-link", "自评.xlsx", Severity.WARNING)
        assert second.details == {"name": "链接"}

    def test_what_a_library_prints_is_not_the_answer(self) -> None:
        assert child.run("probes:prints", limits=SMALL) == [1, 2]

    def test_a_flood_on_standard_error_blocks_nothing(self) -> None:
        assert child.run("probes:shouts", limits=SMALL) == "heard"

    def test_an_answer_beyond_the_bound_is_refused(self) -> None:
        with pytest.raises(Refused) as caught:
            child.run_for_bytes("probes:as_bytes", {"times": 3}, b"x" * 500_000, limits=SMALL)
        assert caught.value.problems[0].code == "reading-answer-too-large"

    @LINUX
    def test_a_child_can_write_no_file(self, tmp_path: Path) -> None:
        target = tmp_path / "left behind"
        with pytest.raises(Refused):
            child.run("probes:writes", {"path": str(target)}, limits=SMALL)
        assert not target.exists() or target.stat().st_size == 0

    def test_the_environment_is_clean(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QMDESK_PASSPHRASE", "secret")
        monkeypatch.setenv("LD_LIBRARY_PATH", "/somewhere")
        found = child.run("probes:surroundings", limits=SMALL)
        # what a C library sets for itself at start is none of the parent's
        assert set(found["environment"]) <= {
            "PYTHONUTF8", "QMDESK_CORES", "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "LC_CTYPE", "OPENBLAS_NUM_THREADS",
            "GLIBC_TUNABLES",
        }  # fmt: skip
        assert found["modules"] == []
        assert found["isolated"] == 1
        assert found["empty_path"] is False


def _fake_child(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-c", script])


@pytest.mark.parametrize(
    "answer",
    [
        b"hello",
        b"QMCH",
        b"QMCHJ\0\0\0\0\0\0\0\x09[1]",
        b"QMCHJ\0\0\0\0\0\0\0\x03[1]more",
        b"QMCHJ\0\0\0\0\0\0\0\x02{[",
        b"QMCHJ\0\0\0\0\0\0\0\x02\xff\xfe",
        b"QMCHR\0\0\0\0\0\0\0\x04[[]]",
        b"QMCHR\0\0\0\0\0\0\0\x02[]",
        b"QMCHZ\0\0\0\0\0\0\0\x00",
        b"JMCHJ\0\0\0\0\0\0\0\x02{}",
        b"QMCHJ\0\x01\x86\xa0" + b"[" * 100_000,
    ],
)
def test_garbage_for_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    _fake_child(monkeypatch, f"import sys; sys.stdout.buffer.write({answer!r})")
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", {}, b"abc", where="a.csv", limits=SMALL)
    assert [each.code for each in caught.value.problems] == ["reading-garbage"]


def test_deeply_nested_json_is_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    body = b"[" * 100_000
    answer = b"QMCHJ" + len(body).to_bytes(8, "big")
    _fake_child(monkeypatch, f"import sys; sys.stdout.buffer.write({answer!r} + b'[' * 100_000)")
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", limits=SMALL)
    assert caught.value.problems[0].code == "reading-garbage"


def test_an_endless_answer_is_cut_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_child(monkeypatch, "import sys\nfor _ in range(300): sys.stdout.buffer.write(b'x' * 2**16)")
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", limits=SMALL)
    assert caught.value.problems[0].code == "reading-answer-too-large"


def test_a_child_that_never_reads_blocks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_child(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", {}, b"x" * 5_000_000, limits=ChildLimits(seconds=0.5))
    assert caught.value.problems[0].code == "reading-timeout"


def test_a_program_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda: ["/no/such/program"])
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", where="a.csv")
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("reading-not-started", "a.csv")


@pytest.mark.parametrize("function", ["os:getcwd", "subprocess:run", "qmdeskevil.x:y", "qmdesk.gate.child:a.b", "x"])
def test_only_functions_of_this_program_run_in_a_child(function: str) -> None:
    with pytest.raises(Refused) as caught:
        child.run(function, limits=SMALL)
    assert caught.value.problems[0].code == "reading-failed"


def test_a_frozen_build_starts_itself_as_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command() == [sys.executable, "--qmdesk-child"]


def test_the_program_itself_serves_as_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a frozen build does: the program is called again with the hidden first argument."""
    monkeypatch.setattr(child, "command", lambda: [sys.executable, "-m", "qmdesk", child.FLAG])
    monkeypatch.setattr(child, "environment", lambda: {"PYTHONPATH": str(ROOT)})
    body = child.run_for_bytes("qmdesk.intake.readers.csv_text:read", {"name": "a.csv"}, b"a,b\n1,2\n", limits=SMALL)
    assert json.loads(body)["sheets"][0]["rows"] == [["ta", "tb"], ["t1", "t2"]]


def test_a_watched_process_tells_its_memory() -> None:
    import os

    from qmdesk.gate.child import _resident

    if not Path("/bin/ps").exists():
        pytest.skip("no ps here")
    assert _resident(os.getpid()) > 5_000_000
    assert _resident(2**22 + 12345) == 0


def test_where_the_system_sets_no_limit_the_memory_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_must_watch", lambda: True)
    monkeypatch.setattr(child, "_resident", lambda pid: 300 * 2**20)
    _fake_child(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(Refused) as caught:
        child.run("qmdesk.x:y", limits=SMALL)
    assert caught.value.problems[0].code == "reading-memory"
