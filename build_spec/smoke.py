"""Try the frozen program as strangers would: in an empty environment, and on Linux on a machine that has nothing.

Called by build_spec/freeze.py; by itself: ``python build_spec/smoke.py dist/qmdesk``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_spec import smoke_accounts  # noqa: E402
from build_spec.pack import bare, shipped  # noqa: E402

#: Seconds that any one run may take.
PATIENCE = 300


def test(build: Path) -> None:
    """Everything; SystemExit with a sentence at the first thing that fails."""
    passed = [f"licences of {check_notices(build)}"]
    with tempfile.TemporaryDirectory(prefix="qmdesk-smoke-") as folder:
        passed += jobs(program_in(build), folder)
    with bare_root(build) as root:
        passed += smoke_accounts.test(root) if root is not None else ["no bare root on this system"]
    print(f"frozen build passed: {', '.join(passed)}", flush=True)


def program_in(build: Path) -> Path:
    return build.resolve() / ("qmdesk.exe" if os.name == "nt" else "qmdesk")


def check_notices(build: Path) -> int:
    """Every distribution in the build is one that we know to ship, and the file of licences names it."""
    from importlib import metadata

    from qmdesk.ui.about import notices

    there = {shipped.normal(each.name): each for each in metadata.distributions(path=[str(build / "_internal")])}
    unknown = sorted(set(there) - set(notices.packages()))
    if unknown:
        raise SystemExit(f"the build carries what nobody asked for: {', '.join(unknown)}")
    text = (build / "LICENCES.txt").read_text("utf-8")
    unnamed = [each.name for each in there.values() if f"\n{each.metadata['Name']} {each.version}\n" not in text]
    empty = [each.name for each in notices.notices(build / "_internal") if len(each.read()) < 100]
    if unnamed or empty:
        raise SystemExit(f"LICENCES.txt lacks {unnamed}, and has no text for {empty}")
    return len(there)


# -- the main job ------------------------------------------------------------------------------------


def jobs(program: Path, folder: str) -> list[str]:
    """The program passes its self-test, carries the main job through and opens its window on it, alone."""
    found = json.loads(run(program, folder, "self-test", "--json", status=None))
    failed = [check for check in found["checks"] if not check["ok"]]
    if failed:
        raise SystemExit(f"the frozen program fails its self-test: {failed}")
    run(program, folder, "demo", "--headless", "--out", "demo")
    trust = ["--trust", "demo/trust.pem", "--json"]
    for product in ("report.pdf", "package.zip"):
        if not json.loads(run(program, folder, "verify", f"demo/{product}", *trust))["ok"]:
            raise SystemExit(f"the frozen program's {product} does not verify")
    deliver(program, folder)
    run(program, folder, "demo/case.qmcase", "--exit-when-ready")
    return [f"self-test of {len(found['checks'])}", "demo", "verify", "delivery", "window"]


def deliver(program: Path, folder: str) -> None:
    """A package goes to a folder and into a case from there; every other kind of place finds its library."""
    (Path(folder) / "share").mkdir()
    (Path(folder) / "cases").mkdir()
    run(program, folder, "deliver", "demo/package.zip", "--to", "share", "--json")
    trust = ["--trust", "demo/trust.pem", "--json"]
    if json.loads(run(program, folder, "inbox", "share", "--cases", "cases", *trust))["taken"] != 1:
        raise SystemExit("the frozen program's inbox took nothing")
    nowhere = ("sftp://a@127.0.0.1:9/x", "webdavs://a@127.0.0.1:9/x", "s3://a@b/x?endpoint=http://127.0.0.1:9")
    to = [word for url in nowhere for word in ("--to", url)]
    found: dict[str, Any] = json.loads(
        run(program, folder, "deliver", *to, "--json", status=1, QMDESK_DELIVERY_PASSWORD="x")
    )
    codes = {each["code"] for each in found["packages"][0]["destinations"]}
    if codes != {None, "delivery-no-network"}:
        raise SystemExit(f"the frozen program can't speak to places elsewhere: {found}")


def run(program: Path, folder: str, *arguments: str, status: int | None = 0, **more: str) -> str:
    """Run the program with an environment that holds nothing of this project; its standard output.

    A warning of a library's is a mistake of the build's: something was left out that is asked for."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    env = {**kept, "QMDESK_HOME": str(Path(folder) / "home"), "QT_QPA_PLATFORM": "offscreen", **more}
    done = subprocess.run(
        [program, *arguments], cwd=folder, env=env, capture_output=True, timeout=PATIENCE, check=False
    )
    warned = b"Warning:" in done.stderr
    if warned or (status is not None and done.returncode != status):
        sys.stderr.buffer.write(done.stdout + done.stderr)
        how = "warned" if warned else f"ended with {done.returncode}"
        raise SystemExit(f"the frozen program {how} on: {' '.join(arguments)}")
    return done.stdout.decode("utf-8")


@contextmanager
def bare_root(build: Path) -> Iterator[bare.Bare | None]:
    """A root with nothing but the program and the desktop's libraries, where this system can make one."""
    if not sys.platform.startswith("linux") or not bare.possible():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="qmdesk-bare-", ignore_cleanup_errors=True) as folder:
        yield bare.make(Path(folder), build.resolve())


if __name__ == "__main__":
    test(Path(sys.argv[1]))
