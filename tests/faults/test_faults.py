"""The short form of the fault tests; ``python -m tests.faults`` is the long one, with the figures of docs/safety.md."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import shim
from tests.faults.jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
needs_compiler = pytest.mark.skipif(shim.compiler() is None, reason="no C compiler for the preloaded shim")


def faults(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@needs_compiler
@pytest.mark.parametrize("job", JOBS)
def test_kill_9_loses_nothing_that_was_acknowledged(job: str):
    done = faults("kill", "--times", "5", "--job", job)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_compiler
@pytest.mark.parametrize("job", JOBS)
def test_a_power_cut_loses_nothing_that_was_acknowledged(job: str):
    done = faults("cut", "--times", "15", "--job", job)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_compiler
def test_the_replayed_power_cut_would_find_a_program_that_does_not_sync():
    done = faults("cut", "--times", "30", "--job", "edit", "--careless")
    assert done.returncode == 1
    assert "WRONG" in done.stdout


@needs_compiler
@pytest.mark.parametrize("job", JOBS)
def test_failing_writes_syncs_and_reads_lose_nothing_that_was_acknowledged(job: str):
    done = faults("fail", "--times", "12", "--job", job)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_compiler
def test_a_flipped_byte_is_found_out_or_harmless():
    done = faults("rot", "--times", "60")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_compiler
def test_two_processes_at_one_file_lose_nothing():
    done = faults("race", "--times", "10")
    assert done.returncode == 0, done.stdout + done.stderr


def test_kill_9_of_the_real_window_and_of_command_lines_loses_nothing_that_was_acknowledged():
    done = faults("window", "lines", "--times", "1")
    assert done.returncode == 0, done.stdout + done.stderr


@needs_compiler
def test_a_disk_that_fails_under_the_window_is_told_and_nothing_typed_is_gone():
    done = faults("disk")
    assert done.returncode == 0, done.stdout + done.stderr
