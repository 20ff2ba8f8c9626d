"""Claims: what a frozen program does first leaves nothing where there is no place for it, and keeps what others set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = Path(__file__).resolve().parents[2] / "build_spec" / "pack" / "hook_start.py"
TRY = f"""
import os, sys
sys._MEIPASS = sys.argv[1]
if sys.argv[2:]:
    os.path.expanduser = lambda name: name
exec(open({str(HOOK)!r}).read())
print(os.environ["MPLCONFIGDIR"], os.path.isdir(os.environ["MPLCONFIGDIR"]), os.environ.get("PYTHONTZPATH", ""), sep="\\n")
"""


def run(build: Path, *homeless: str, **variables: str) -> list[str]:
    env = {"PATH": os.defpath, "TMPDIR": str(build), **variables}
    told = subprocess.run([sys.executable, "-c", TRY, build, *homeless], env=env, cwd=build, capture_output=True)
    assert told.returncode == 0, told.stderr.decode()
    return told.stdout.decode().splitlines()


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="places of Linux")


def test_the_list_of_fonts_is_kept_in_the_accounts_cache(tmp_path: Path):
    home = tmp_path / "张 三"
    home.mkdir()
    assert run(tmp_path, HOME=str(home))[:2] == [f"{home}/.cache/qmdesk/charts", "True"]
    assert run(tmp_path, HOME=str(home), XDG_CACHE_HOME=f"{home}/c")[0] == f"{home}/c/qmdesk/charts"
    assert run(tmp_path, HOME=str(home), MPLCONFIGDIR="/")[0] == "/"


@pytest.mark.parametrize("homeless", [(), ("homeless",)])
def test_without_a_place_it_lasts_as_long_as_the_run(tmp_path: Path, homeless: tuple[str, ...]):
    (tmp_path / "a-file").touch()
    folder, there, _ = run(tmp_path, *homeless, HOME=f"{tmp_path}/a-file/home")
    assert Path(folder).parent == tmp_path
    assert there == "True"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a-file"]


def test_time_zones_of_the_build_come_last_and_only_where_nobody_said_otherwise(tmp_path: Path):
    home = str(tmp_path)
    assert run(tmp_path, HOME=home)[2:] == [""]
    (tmp_path / "zoneinfo").mkdir()
    places = run(tmp_path, HOME=home)[2].split(os.pathsep)
    assert places[0] == "/usr/share/zoneinfo"
    assert places[-1] == str(tmp_path / "zoneinfo")
    assert run(tmp_path, HOME=home, PYTHONTZPATH="/mine")[2] == "/mine"
