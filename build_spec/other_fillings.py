"""What else can be open in the window: a programme of enterprises, and an enterprise's own assessment, to look at.

``make_screenshots.py`` takes its pictures of them, ``tests/ui/test_other_screens.py`` looks for clipped text in them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from fillings import CODE, ENTERPRISE
from PySide6.QtWidgets import QWidget

from qmdesk import assets
from qmdesk.formdef.credit_code import check_character
from qmdesk.portfolio.contacts import PREFIX
from qmdesk.portfolio.store import open_store
from qmdesk.review.begin import begin_for
from qmdesk.review.forms import form_named
from qmdesk.review.importing import import_file
from qmdesk.review.session import Who
from qmdesk.ui.window import MainWindow
from qmdesk.workspace.programme import Programme, Write
from tests.portfolio.many import TRADES, many_facts
from tests.review.benchmark_case import filled

Screen = tuple[str, QWidget]
AT = "2026-10-20T01:00:00+00:00"
ROWS = {"empty": 0, "normal": 60, "overfull": 1500}
KINDS = ("精密机械", "电子", "食品")
PLACES = (("杭州", "西湖区"), ("宁波", "鄞州区"), ("温州", "鹿城区"), ("台州", "椒江区"), ("丽水", "莲都区"))


def make_programme(filling: str, home: Path) -> Path:
    """A programme of Zhejiang for 2026 in a workspace, with facts of as many cases and two contacts."""
    path = home / "programmes" / "2026.qmprog"
    path.parent.mkdir(parents=True, exist_ok=True)
    with Programme.make(path, "zhejiang", 2026, author="办公室", at=AT) as programme:
        count = ROWS[filling]
        rng = random.Random(f"20261121 {filling}")
        writes = [
            Write(key, name, value, "杭州市.xlsx/Sheet1!A7")
            for number, key in enumerate(programme.new_keys(count), 1)
            for name, value in _row(rng, number, long=filling == "overfull").items()
            if value
        ]
        if count:
            for each in ("张示例", "李示例"):
                fields = {"name": each, "region": "杭州", "unit": "示例市经济和信息化局产业处", "mobile": "13800000001"}
                writes += [Write(f"{PREFIX}{each}", name, value) for name, value in fields.items()]
        programme.record(writes, author="办公室", at=AT)
    if count:
        store = open_store("", home)
        store.put(many_facts(count))
        store.close()
    return path


def _row(rng: random.Random, number: int, *, long: bool) -> dict[str, str]:
    city, county = rng.choice(PLACES)
    body = f"91330{rng.randint(100, 999)}MA{number:07d}"
    level = rng.choice(["", "1", "2", "2", "2", "3", "4"])
    second = level if level in {"3", "4"} and rng.random() < 0.6 else ""
    return {
        "number": str(number),
        "county": county,
        "city": city,
        "province": "浙江",
        "enterprise": f"{ENTERPRISE}{number}" if long else f"浙江示例{rng.choice(KINDS)}{number}有限公司",
        "credit_code": body + check_character(body),
        "specialised": rng.choice(["true", "false"]),
        "earlier": rng.choice(["true", "false", "false"]),
        "contact": f"周示例 1380000{number:04d}",
        "class": rng.choice(["key", "volunteer", "advancing", ""]),
        "trade": rng.choice(TRADES),
        "size": rng.choice(["large", "medium", "small", "micro"]),
        "institution": rng.choice(["示例质量评价中心", "示例检验研究院", ""]),
        "assessors": rng.choice(["陈示例、林示例", ""]),
        "self_level": rng.choice(["1", "2", "3", ""]),
        "onsite_level": level,
        "second_level": second,
        "visit_start": "2026-09-08" if level else "",
        "visit_end": "2026-09-09" if level else "",
        "concluded_on": "2026-09-10" if level and rng.random() < 0.9 else "",
        "second_on": "2026-10-15" if second else "",
        "consent": rng.choice(["true", "false", ""]),
    }


def visit_programme(window: MainWindow, path: Path, settle: Callable[[], None]) -> Iterator[Screen]:
    """Every stop of a programme, every tab of its results; then the page to choose one."""
    door = window._programmes()
    door.open(path)
    for _ in range(50):
        settle()
        if door.shell is not None:
            break
    assert door.shell is not None, "the programme did not open"
    for stop in door.shell.stops:
        door.shell.go(f"page:{stop.id}")
        for _ in range(3):
            settle()
        tabs = getattr(door.shell.pages[stop.id], "tabs", None)
        count = tabs.count() if hasattr(tabs, "count") else 0  # pyright: ignore[reportOptionalMemberAccess]
        if not count:
            yield f"programme-{stop.id}", window
        for at in range(count):
            tabs.setCurrentIndex(at)  # pyright: ignore[reportOptionalMemberAccess]
            settle()
            yield f"programme-{stop.id}-{at}", window
    door.choose()
    settle()
    yield "programme-choose", window


def make_own(filling: str, folder: Path) -> Path:
    """An enterprise's own assessment: empty, filled in from the sample, with a long name."""
    who = Who("e" * 16, "质量部 王", folder / "home")
    path = folder / "own.qmcase"
    name = ENTERPRISE if filling == "overfull" else "浙江示例精密机械有限公司"
    with begin_for("self", path, form_named("meqmc"), who, enterprise=name, credit_code=CODE) as session:
        if filling != "empty":
            import_file(session, next(assets.resource("samples", "machining").glob("*.zip")))
    return path


def make_benchmark(filling: str, folder: Path) -> Path:
    """An application for a 质量标杆: of its title only, or with all that it asks for; with a long name."""
    records = {"case": {"title": "基于数据的全过程质量管理实践经验"}} if filling == "empty" else None
    name = ENTERPRISE if filling == "overfull" else "宁波某某泵业有限公司"
    with filled(folder / "benchmark.qmcase", folder / "home", records=records, enterprise=name) as session:
        return session.path
