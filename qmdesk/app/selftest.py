"""What an installation must be able to do, tried in a folder of its own. The frozen build is tested by it."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

from qmdesk.model.journal import Edit, Place, Stage
from qmdesk.review.forms import form_named


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried: whether it worked, and a word on what was found."""

    name: str
    ok: bool
    detail: str


def run_self_test(lang: str) -> tuple[Check, ...]:
    """Try everything; a failure is a result, never an exception."""
    with tempfile.TemporaryDirectory(prefix="qmdesk-self-test-") as name:
        folder = Path(name)
        tries: tuple[tuple[str, Callable[[Path], str]], ...] = (
            ("form", lambda _: _form()),
            ("texts", lambda _: _texts()),
            ("statistics", lambda _: _statistics()),
            ("case", _case),
            ("encryption", _encryption),
            ("workbook", lambda each: _workbook(each, lang)),
            ("child", _child),
            ("fonts", lambda _: _fonts()),
            ("signature", lambda _: _signature()),
            ("modules", lambda _: _modules()),
            ("plugins", lambda _: _plugins()),
            ("pool", lambda _: _pool()),
        )
        return tuple(_tried(name, each, folder) for name, each in tries)


def _tried(name: str, attempt: Callable[[Path], str], folder: Path) -> Check:
    try:
        return Check(name, True, attempt(folder))
    except Exception as error:  # a self-test reports whatever goes wrong
        return Check(name, False, f"{type(error).__name__}: {error}")


def _form() -> str:
    form = form_named("meqmc")
    return f"{form.id}/{form.edition} {form.sha256[:12]} {len(form.items)}+{len(form.figures)}"


def _texts() -> str:
    from qmdesk.wording import LANGUAGES, catalogue

    sizes = {lang: len(catalogue(lang)) for lang in LANGUAGES}
    if len(set(sizes.values())) != 1:
        raise ValueError(f"the languages differ: {sizes}")
    return str(sizes)


def _statistics() -> str:
    from qmdesk.model.readings import Readings
    from qmdesk.stats.capability import cpk_reaches

    values = [Decimal(each) for each in ("9.95", "9.95", "10", "10.05", "10.05")]
    readings = Readings.of(values, ordered=False)
    met = cpk_reaches(readings, Decimal("9.8005"), Decimal("10.1995"), Decimal("1.33"), "overall")
    missed = cpk_reaches(readings, Decimal("9.8005"), Decimal("10.1995"), Decimal("1.3301"), "overall")
    if (met, missed) != (True, False):
        raise ValueError("the exact comparison of a Cpk with its threshold is wrong")
    return "1.33 = 1.33"


def _case(folder: Path) -> str:
    from qmdesk.formdef.credit_code import check_character
    from qmdesk.review.begin import begin
    from qmdesk.review.session import ReviewSession, Who

    who = Who("0" * 16, "self-test", folder / "home")
    path, start = folder / "自检 case.qmcase", "91330000MA27TEXT0"
    code = start + check_character(start)
    with begin(path, form_named("meqmc"), who, enterprise="自检企业", credit_code=code) as session:
        session.record(Edit(Place("item:system.process", "level", "onsite", "自检"), 3)).wait()
    with ReviewSession.open(path, who) as session:
        span = session.assess(Stage.ONSITE).grade
        problems = session.on_file(lambda case: case.check_journal())
    if problems:
        raise ValueError(f"the journal is broken: {problems}")
    return f"{span.lowest}..{span.highest}"


def _encryption(folder: Path) -> str:
    from qmdesk.review.protecting import is_encrypted, protect_case, unlock_case
    from qmdesk.review.session import ReviewSession, Who

    path = folder / "自检 case.qmcase"  # of the check before
    protect_case(path, folder / "home", "自检用的一句口令")
    unlock_case(path, "自检用的一句口令")
    with ReviewSession.open(path, Who("0" * 16, "self-test", folder / "home")) as session:
        problems = session.on_file(lambda case: case.check_journal())
    if problems or not is_encrypted(path):
        raise ValueError(f"the encrypted case is not what it was: {problems}")
    return "SQLCipher"


def _workbook(folder: Path, lang: str) -> str:
    from qmdesk.intake.template import write_template

    path = folder / "自评.xlsx"
    write_template("self-assessment", form_named("meqmc"), path, lang=lang)
    return f"{path.stat().st_size} bytes"


def _child(folder: Path) -> str:
    from qmdesk.intake.readers import open_table

    path = folder / "读数.csv"
    path.write_bytes("直径,备注\n10.01,甲\n9.99,乙\n".encode("gb18030"))
    grid = open_table(path)
    return f"{len(grid.sheets)} sheet"


def _fonts() -> str:
    from qmdesk.report.fonts import printable, register

    register()
    rare = "䶮堃祎㛃"
    if printable(rare) != rare:
        raise ValueError(f"the fonts lack one of {rare}")
    return rare


def _signature() -> str:
    from qmdesk.trust.anchors import TrustList
    from qmdesk.trust.cms import sign_detached, verify_detached
    from qmdesk.trust.identity import new_identity, new_root

    root = new_root("自检")
    signed = sign_detached(b"data", new_identity(root, "自检员", "assessor"))
    check = verify_detached(b"data", signed, TrustList((root.certificate,)))
    if not (check.valid and check.trusted) or verify_detached(b"datb", signed, TrustList((root.certificate,))).valid:
        raise ValueError("a signature does not verify as it must")
    return check.signer


def _modules() -> str:
    """In a frozen build: every module of ours, and every one of others' that ours import, is there and loads."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is None:
        return "not a frozen build"
    names = (Path(frozen) / "imports.txt").read_text("utf-8").split()
    for name in names:
        if not name.endswith("__main__"):
            importlib.import_module(name)
    return f"{len(names)}"


def _pool() -> str:
    """Processes of our own can be started and answer."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        other = pool.submit(os.getpid).result(timeout=60)
    if other == os.getpid():
        raise ValueError("the work was done by this process")
    return "1"


#: Qt plugins that a frozen build must have, by the start of their names, on a system: pictures, and on Linux the
#: window system, ibus for Chinese input, CUPS for printing.
PLUGINS = {
    "": ("iconengines/svgicon", "imageformats/jpeg"),
    "linux": ("platforms/xcb", "platforms/offscreen", "platforminputcontexts/ibus", "printsupport/cups"),
    "win32": ("platforms/windows", "styles/"),
    "darwin": ("platforms/cocoa",),
}


def _plugins() -> str:
    """In a frozen build: Qt finds its plugins in the build."""
    if not hasattr(sys, "_MEIPASS"):
        return "not a frozen build"
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    there = {
        f"{each.parent.name}/{each.name.removeprefix('lib').removeprefix('q')}"
        for each in folder.glob("*/*")
        if each.is_file()
    }
    wanted = (*PLUGINS[""], *PLUGINS.get(sys.platform, ()))
    missing = [each for each in wanted if not any(name.startswith(each) for name in there)]
    if missing:
        raise FileNotFoundError(f"missing: {', '.join(missing)}")
    return f"{len(there)}"
