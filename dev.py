"""Set up and run qmdesk on a fresh machine, with nothing but Python 3.11 to 3.13.

    python3 dev.py demo [--out DIR] [--headless]   the main job on a sample enterprise
    python3 dev.py test [PYTEST ARGUMENTS]         the whole test suite
    python3 dev.py check                           linters, import contracts, types
    python3 dev.py bench [NAME]                    measurements, A against B in one run
    python3 dev.py freeze [--deb] [--appdir]       the frozen build, its smoke test, packages of it
    python3 dev.py qmdesk ARGUMENTS                the program itself
    python3 dev.py setup                           only make the environment

The environment goes to .venv beside this file, from requirements.lock (every package pinned and hashed). Qt's system
libraries are named where they are missing, and on a Debian-like system with the rights installed.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = ENVIRONMENT / "qmdesk-lock.sha256"
OLDEST, NEWEST = (3, 11), (3, 13)

#: What the Qt wheels load from a Linux system: Debian package -> a library in it.
QT_LIBRARIES = {
    "libegl1": "EGL",
    "libgl1": "GL",
    "libxkbcommon0": "xkbcommon",
    "libxkbcommon-x11-0": "xkbcommon-x11",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-image0": "xcb-image",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-randr0": "xcb-randr",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-shape0": "xcb-shape",
    "libxcb-xinerama0": "xcb-xinerama",
    "libxcb-glx0": "xcb-glx",
    "libxcb-shm0": "xcb-shm",
    "libxcb-sync1": "xcb-sync",
    "libxcb-xfixes0": "xcb-xfixes",
    "libxcb-xkb1": "xcb-xkb",
    "libx11-xcb1": "X11-xcb",
    "libglib2.0-0": "glib-2.0",
    "libdbus-1-3": "dbus-1",
    "libfontconfig1": "fontconfig",
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(__doc__)
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    commands = {
        "demo": demo,
        "test": test,
        "check": check,
        "freeze": freeze,
        "bench": bench,
        "qmdesk": program,
        "setup": lambda _: 0,
    }
    if command not in commands:
        print(f"dev.py: there is no command {command!r}; known: {', '.join(commands)}", file=sys.stderr)
        return 2
    set_up()
    return commands[command](rest)


# -- the environment ---------------------------------------------------------------------------------


def set_up() -> None:
    """Make or renew the environment; quick where it is up to date."""
    find_qt_libraries()
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text("ascii").strip() == wanted and environment_python().is_file():
        return
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        run_again_with_another_python()
    print("qmdesk: making the environment in .venv ...", flush=True)
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(ENVIRONMENT)
    install = [environment_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run([*install, "--require-hashes", "--only-binary", ":all:", "-r", LOCK], cwd=ROOT)
    if done.returncode:
        sys.exit("dev.py: requirements.lock could not be installed (see above); is a package index reachable?")
    STAMP.write_text(wanted, "ascii")


def environment_python() -> Path:
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_again_with_another_python() -> None:
    """Hand over to a Python that fits, where one is on the path."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            sys.exit(subprocess.run([other, __file__, *sys.argv[1:]]).returncode)
    sys.exit(f"dev.py: Python 3.11, 3.12 or 3.13 is needed; this is {sys.version.split()[0]}")


def find_qt_libraries() -> None:
    """On Linux: name Qt's system libraries that are missing; with apt and the rights, install them."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for package, library in QT_LIBRARIES.items() if ctypes.util.find_library(library) is None]
    if not missing:
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"qmdesk: installing Qt's system libraries: {' '.join(missing)}", flush=True)
        quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        if (
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], **quiet).returncode
            == 0
        ):
            return
    print(f"qmdesk: the window needs these system libraries: {' '.join(missing)}", file=sys.stderr)
    print(f"        on Debian, Ubuntu, UOS or Kylin: sudo apt-get install {' '.join(missing)}", file=sys.stderr)


# -- the commands ------------------------------------------------------------------------------------


def run(*arguments: str | Path, **variables: str) -> int:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables}
    return abs(subprocess.run([str(each) for each in arguments], env=env).returncode)  # of a crash it is negative


def demo(rest: list[str]) -> int:
    return program(["demo", *rest])


def program(rest: list[str]) -> int:
    return run(environment_python(), "-m", "qmdesk", *rest)


#: Tests that take about half of the time: they run beside the others where there are two cores.
HALF = ("tests/ui", "tests/faults")


def test(rest: list[str]) -> int:
    """The suite; the whole of it in two halves at once, what the second says behind what the first says."""
    os.chdir(ROOT)
    options = rest or ["-q"]
    whole = all(each.startswith("-") for each in options)
    if not whole or (os.cpu_count() or 1) < 2:
        return run(environment_python(), "-m", "pytest", *options, QT_QPA_PLATFORM="offscreen")
    others = [str(each) for each in sorted(Path("tests").iterdir()) if _holds_tests(each)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    pytest = [str(environment_python()), "-m", "pytest", *options, "-p", "no:cacheprovider"]
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen([*pytest, *HALF], env=env, stdout=said, stderr=subprocess.STDOUT)
        try:
            first = subprocess.run([*pytest, *others], env=env).returncode
            second = beside.wait()
        except BaseException:
            beside.terminate()
            raise
        said.seek(0)
        print(f"== {' '.join(HALF)}", flush=True)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    return first or second  # a half that crashed has a negative code


def _holds_tests(path: Path) -> bool:
    if path.is_dir():
        return path.as_posix() not in HALF and any(path.rglob("test_*.py"))
    return path.name.startswith("test_") and path.suffix == ".py"


def check(_: list[str]) -> int:
    """The linters one after another; all of them run, the worst status counts."""
    os.chdir(ROOT)
    python = environment_python()
    scripts = python.parent
    lint = [python, "-m", "ruff", "check", "qmdesk", "tests", "build_spec", "dev.py"]
    style = [python, "-m", "ruff", "format", "--check", "qmdesk", "tests", "build_spec", "dev.py"]
    imports = [scripts / "lint-imports"]
    types = [scripts / "basedpyright", "--pythonpath", python]
    statuses: list[int] = []
    for name, command in (("ruff", lint), ("ruff format", style), ("import contracts", imports), ("types", types)):
        print(f"== {name}", flush=True)
        statuses.append(run(*command))
    return max(statuses)


def bench(rest: list[str]) -> int:
    os.chdir(ROOT)
    every = "record encrypted open demo start warmup keystroke keystroke_limit capability million reading gate backup"
    later = "never_waits memory frozen_start reading_loop report capture photo merge evidence rollup ingest"
    names = rest or [*every.split(), *later.split()]
    return max(run(environment_python(), "-m", f"tests.bench.{name}") for name in names)


def freeze(rest: list[str]) -> int:
    """Build, check and try the frozen program; ``freeze --help`` lists what else it makes."""
    os.chdir(ROOT)
    return run(environment_python(), ROOT / "build_spec" / "freeze.py", *rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
