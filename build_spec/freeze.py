"""Build the frozen program and try it as a stranger would: in an empty environment, in a folder of its own.

    python build_spec/freeze.py [--release] [--no-smoke] [--deb] [--appdir] [--dist DIR]

Run by ``python3 dev.py freeze``. The build lands in build/ and dist/, which are never committed. The same sources and
environment give the same bytes: clocks and hashes are fixed (docs/building.md says what still differs).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_spec import smoke  # noqa: E402
from build_spec.pack import appdir, deb, older, size, system, trim  # noqa: E402
from build_spec.pack.dates import source_date  # noqa: E402
from qmdesk.ui.about import notices  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", action="store_true", help="hold Python and this machine's libraries to glibc too")
    parser.add_argument("--no-smoke", action="store_true", help="build, and try nothing")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the build lands")
    parser.add_argument("--deb", action="store_true", help="make a Debian package of it as well")
    parser.add_argument("--appdir", action="store_true", help="make a folder that runs from anywhere as well")
    given = parser.parse_args()
    folder = build(given.dist)
    wrong = [size.check(folder)]
    if sys.platform.startswith("linux"):
        wrong += system.report(folder, release=given.release)
    told = [each for each in wrong if each]
    if told:
        raise SystemExit("\n".join(["the frozen program breaks the rules:", *told]))
    if not given.no_smoke:
        smoke.test(folder)
    if given.deb:
        print(deb.make(folder, given.dist))
    if given.appdir:
        print(appdir.make(folder, given.dist / "qmdesk.AppDir"))
    return 0


def build(dist: Path) -> Path:
    """Freeze into ``dist``; the folder that holds the program."""
    folder = dist / "qmdesk"
    shutil.rmtree(folder, ignore_errors=True)
    arguments = ["--noconfirm", "--log-level", "ERROR", "--distpath", dist, "--workpath", ROOT / "build"]
    command = [sys.executable, "-m", "PyInstaller", *arguments, ROOT / "build_spec" / "qmdesk.spec"]
    paths = [str(each) for each in (older.folder(), ROOT) if each is not None]
    fixed = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": source_date()}
    subprocess.run([str(each) for each in command], check=True, cwd=ROOT, env={**os.environ, **fixed})
    trim.drop_orphans(folder)
    won = trim.trim(folder)
    if won:
        print(f"symbols for debuggers taken out: {won / 1e6:.0f} MB")
    write_notices(folder)
    return folder


def write_notices(folder: Path) -> None:
    """LICENCES.txt beside the program: the texts of all that this build carries."""
    (folder / "LICENCES.txt").write_text(notices.one_file(folder / "_internal"), "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
