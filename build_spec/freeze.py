"""Build the frozen program and try it as a stranger would: in an empty environment, in a folder of its own.

Run by ``python3 dev.py freeze``. The build lands in build/ and dist/, which are never committed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    shutil.rmtree(DIST / "qmdesk", ignore_errors=True)
    arguments = ["--noconfirm", "--log-level", "WARN", "--distpath", DIST, "--workpath", ROOT / "build"]
    command = [sys.executable, "-m", "PyInstaller", *arguments, ROOT / "build_spec" / "qmdesk.spec"]
    subprocess.run([str(each) for each in command], check=True, cwd=ROOT)
    program = DIST / "qmdesk" / ("qmdesk.exe" if os.name == "nt" else "qmdesk")
    size = sum(each.stat().st_size for each in (DIST / "qmdesk").rglob("*") if each.is_file() and not each.is_symlink())
    print(f"frozen: {size / 1e6:.0f} MB", flush=True)
    smoke_test(program)
    return 0


def smoke_test(program: Path) -> None:
    """The frozen program passes its self-test, carries the main job through and opens its window on it, alone."""
    with tempfile.TemporaryDirectory(prefix="qmdesk-smoke-") as folder:
        found = json.loads(run(program, folder, "self-test", "--json"))
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
    print(
        f"frozen build: self-test ({len(found['checks'])} checks), demo, verify, delivery, the window passed",
        flush=True,
    )


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
    found = json.loads(run(program, folder, "deliver", *to, "--json", status=1, QMDESK_DELIVERY_PASSWORD="x"))
    codes = {each["code"] for each in found["packages"][0]["destinations"]}
    if codes != {None, "delivery-no-network"}:
        raise SystemExit(f"the frozen program can't speak to places elsewhere: {found}")


def run(program: Path, folder: str, *arguments: str, status: int = 0, **more: str) -> str:
    """Run the program with an environment that holds nothing of this project; its standard output."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    env = {**kept, "QMDESK_HOME": str(Path(folder) / "home"), "QT_QPA_PLATFORM": "offscreen", **more}
    done = subprocess.run([program, *arguments], cwd=folder, env=env, capture_output=True, timeout=300, check=False)
    if done.returncode != status:
        sys.stderr.buffer.write(done.stdout + done.stderr)
        raise SystemExit(f"the frozen program ended with {done.returncode} on: {' '.join(arguments)}")
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
