"""The frozen program under the accounts that institutions give, on a machine that has nothing else.

No administrator, a program folder that can't be written, names and paths with Chinese characters and spaces, two people
at once, an account without a home, one whose home isn't there.
"""

from __future__ import annotations

import json
import os
import subprocess

from build_spec.pack.bare import Account, Bare

PATIENCE = 300
#: Nobody's ids, so that no entry anywhere knows them; where namespaces can't tell users apart, folders still do.
FIRST, SECOND = Account(54321, "/home/张 三"), Account(54322, "/home/李四")
HOMELESS, ASTRAY = Account(54323, ""), Account(54324, "/home/nobody-made-it")


def test(root: Bare) -> list[str]:
    """Run the program as each of them; what passed."""
    homes = [root.add_home(each) for each in (FIRST, SECOND)]
    _two_at_once(root)
    for each in homes:
        if not (each / ".local" / "share" / "qmdesk").is_dir():
            raise SystemExit(f"an account's settings are not in its own home: {sorted(each.iterdir())}")
    _window(root, FIRST, "/home/张 三/复核/案卷 一.qmcase")
    for each in (HOMELESS, ASTRAY):
        _self_test(root, each)
        _window(root, each)
    return ["bare machine", "two accounts at once", "no home", "a home that isn't there"]


def _two_at_once(root: Bare) -> None:
    """Two people try everything at the same time, then begin a case each; neither sees the other's."""
    running = [root.start(each, "self-test", "--json") for each in (FIRST, SECOND)]
    for each in running:
        _passed(_said(each, (0, 1)))
    new = ("--form", "meqmc/2026", "--enterprise", "甬江机械", "--credit-code", "91330212MA2TE8XU04")
    for account in (FIRST, SECOND):
        folder = root.folder / account.home.lstrip("/") / "复核"
        folder.mkdir()
        if os.geteuid() == 0:
            os.chown(folder, account.uid, account.uid)
    running = [root.start(each, "new", f"{each.home}/复核/案卷 一.qmcase", *new) for each in (FIRST, SECOND)]
    for each in running:
        _said(each, (0,))


def _self_test(root: Bare, account: Account) -> None:
    _passed(_said(root.start(account, "self-test", "--json"), (0, 1)))


def _window(root: Bare, account: Account, *case: str) -> None:
    if "ready" not in _said(root.start(account, *case, "--exit-when-ready"), (0,)):
        raise SystemExit(f"the window did not come up for {account}")


def _passed(told: str) -> None:
    failed = [each for each in json.loads(told)["checks"] if not each["ok"]]
    if failed:
        raise SystemExit(f"on a bare machine the frozen program fails its self-test: {failed}")


def _said(running: subprocess.Popen[bytes], statuses: tuple[int, ...]) -> str:
    """What a run said; SystemExit where it ended as it must not."""
    out, err = running.communicate(timeout=PATIENCE)
    if running.returncode not in statuses:
        raise SystemExit(f"on a bare machine: {running.args}\nended with {running.returncode}\n{(out + err).decode()}")
    return out.decode("utf-8")
