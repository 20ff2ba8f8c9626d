"""Take pictures of every screen of the window, for the READMEs and to be looked at.

    python3 dev.py setup, then
    .venv/bin/python build_spec/make_screenshots.py [--filling empty|normal|overfull] [--case CASE.qmcase]
        [--what review|more|programme|own|benchmark]
        [--out FOLDER] [--series NAME ... | --every | --readme | --handbook]

Without a case one is made: ``empty`` has nothing but its name, ``normal`` is the sample enterprise's review in work,
``overfull`` has long names, sixty photos, three hundred findings. ``--every`` takes all looks, languages and sizes
instead of the light window in both languages, ``--series`` only those named (``en-dark-1366x768``); a contact sheet of
each series stands beside the pictures. ``--readme`` also puts the few that the READMEs show, made small, into
docs/pictures; ``--handbook`` those of the program's handbook into resources/help/pictures.

``--what more`` takes dialogs, context menus, what was refused and the ways in, of the same case. With QT_SCALE_FACTOR=2
in the environment the pictures are those of a screen of 200 % and stand in folders of their own. The screen is as large
as the smallest window asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import other_fillings
from fillings import FILLINGS, make_case
from more_screens import visit_benchmark, visit_more
from PIL import Image
from PySide6.QtCore import QEventLoop, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget
from screens import stops, visit

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.charts.drawn import DrawnChart
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import LOOKS
from qmdesk.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh-CN", "en")
SIZES = ((1366, 768), (1920, 1080))
#: The screens whose pictures the READMEs show, and the name of each there.
SHOWN = {
    "overview": "overview",
    "system": "system",
    "performance-capability": "performance",
    "grade": "grade",
}


#: The pages of the handbook that have a picture: the screen that each shows.
HANDBOOK = {
    "start": "start",
    "new-case": "new-case",
    "overview": "overview",
    "scope": "scope",
    "opening": "opening-team",
    "items": "system",
    "performance": "performance-capability",
    "notes": "notes-notes",
    "grade": "grade",
    "rectify": "rectify-suggestions",
    "leaving": "leaving-check",
    "report": "report",
    "sync": "sync",
    "history": "history",
}
#: How wide a picture of the handbook is.
WIDTH = 900


@dataclass(frozen=True, slots=True)
class Series:
    """One way the window can look."""

    lang: str
    look: str
    size: tuple[int, int]
    scale: float = 1.0

    @property
    def name(self) -> str:
        scale = "" if self.scale == 1 else f"-{round(self.scale * 100)}"
        return f"{self.lang}-{self.look}-{self.size[0]}x{self.size[1]}{scale}"

    @property
    def folder(self) -> str:
        """Where its pictures stand; those of a sharper screen beside the others."""
        ratio = os.environ.get("QT_SCALE_FACTOR", "")
        return f"{self.name}@{ratio}x" if ratio else self.name


def every() -> Iterator[Series]:
    yield from (Series(lang, look, size) for lang in LANGUAGES for look in LOOKS for size in SIZES)
    yield from (Series(lang, "light", size, 2.0) for lang in LANGUAGES for size in SIZES)


def a_screen(size: tuple[int, int], folder: Path) -> None:
    """Let Qt draw unseen on a screen of a size, which windows beside the review keep within; its own has 800 x 800."""
    ratio = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    width, height = (round(each * ratio) for each in size)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1.0}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    file = folder / "screen.json"
    known = {"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": [screen]}
    file.write_text(json.dumps(known), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def wait(milliseconds: int) -> None:
    """Let the window work, and the pool come to rest."""
    for pause in (milliseconds, 60):
        loop = QEventLoop()
        QTimer.singleShot(pause, loop.quit)
        loop.exec()
        QThreadPool.globalInstance().waitForDone(20_000)


def draw_charts(widget: QWidget) -> None:
    """Wait until every chart that is seen has its picture or its words: a page draws them in a thread of its own."""
    for _ in range(40):
        charts = [each for each in widget.findChildren(DrawnChart) if not each.visibleRegion().isEmpty()]
        if all(each.build is None or each.picture is not None for each in charts):
            return
        wait(100)


def a_window(series: Series, home: Path, dresser: Dresser) -> MainWindow:
    """A window that looks as a series does, with a workspace of its own."""
    settings = Settings(home)
    for key, value in (("look", series.look), ("lang", series.lang), ("scale", series.scale), ("author", "王工")):
        settings.put(key, value)
    window = MainWindow(settings, lambda author: Who("c" * 16, author or "王工", home), series.lang, dresser)
    window.resize(*series.size)
    window.show()
    return window


def take_other(series: Series, what: str, filling: str, out: Path, dresser: Dresser) -> None:
    """All screens of a programme, an enterprise's own assessment or a 质量标杆 case in one series."""
    folder = out / series.folder
    folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="qmdesk-pictures-"))
    window = a_window(series, home, dresser)
    if what == "programme":
        made = other_fillings.visit_programme(window, other_fillings.make_programme(filling, home), lambda: wait(500))
    elif what == "benchmark":
        window.open_case(other_fillings.make_benchmark(filling, home))
        wait(1500)
        made = visit_benchmark(window, lambda: wait(200))
    else:
        window.open_case(other_fillings.make_own(filling, home))
        wait(2500)
        made = stops(window)
    for name, widget in made:
        wait(400)
        draw_charts(widget)
        widget.grab().save(str(folder / f"{name}.png"))
    window.close()
    contact_sheet(folder)
    shutil.rmtree(home, ignore_errors=True)


def take(series: Series, case: Path, out: Path, dresser: Dresser, *, more: bool = False) -> None:
    """All screens of a review in one series; with ``more`` what stands over them for a moment instead."""
    folder = out / series.folder
    folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="qmdesk-pictures-"))
    copy = home / case.name
    shutil.copyfile(case, copy)
    window = a_window(series, home, dresser)
    window.open_case(copy)
    wait(1500)
    assert window.shell is not None, "the case did not open"
    for name, widget in visit_more(window, home, lambda: wait(400)) if more else visit(window):
        wait(500 if "performance" in name else 200)
        draw_charts(widget)
        widget.grab().save(str(folder / f"{name}.png"))
    window.close()
    contact_sheet(folder)
    shutil.rmtree(home, ignore_errors=True)


def contact_sheet(folder: Path) -> None:
    """All pictures of a series on one sheet, three in a row, at half size."""
    pictures = [Image.open(path) for path in sorted(folder.glob("*.png")) if path.name != "sheet.png"]
    width, height = max(each.width for each in pictures) // 2, max(each.height for each in pictures) // 2
    sheet = Image.new("RGB", (3 * width, -(-len(pictures) // 3) * height), "gray")
    for at, picture in enumerate(pictures):
        small = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
        sheet.paste(small, (at % 3 * width, at // 3 * height))
    sheet.save(folder / "sheet.png")


def for_readme(out: Path, series: list[Series]) -> None:
    """The pictures that the READMEs show, in 256 colours: a window has few, and the files are a third."""
    for each in series:
        target = ROOT / "docs" / "pictures" / each.lang
        target.mkdir(parents=True, exist_ok=True)
        for screen, name in SHOWN.items():
            picture = Image.open(out / each.folder / f"{screen}.png").convert("RGB")
            of_few_colours(picture, 256).save(target / f"{name}.png", optimize=True)


def of_few_colours(picture: Image.Image, count: int) -> Image.Image:
    """A picture in so many colours: half of them the commonest as they are, so that no ground is tinged."""
    common = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)[: count // 2]
    others = picture.quantize(count - len(common), method=Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in common for part in colour] + others)  # pyright: ignore
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def for_handbook(out: Path, series: list[Series]) -> None:
    """The pictures of the handbook, small and in 128 colours."""
    for each in series:
        target = ROOT / "resources" / "help" / "pictures" / each.lang
        target.mkdir(parents=True, exist_ok=True)
        for page, screen in HANDBOOK.items():
            source = out / each.folder / f"{screen}.png"
            if not source.is_file():
                print(f"no such screen: {screen}")
                continue
            picture = Image.open(source).convert("RGB")
            picture = picture.resize((WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS)
            of_few_colours(picture, 128).save(target / f"{page}.png", optimize=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--case", type=Path)
    given.add_argument("--filling", choices=FILLINGS, default="normal")
    parser.add_argument("--what", choices=("review", "more", "programme", "own", "benchmark"), default="review")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pictures")
    names = [each.name for each in every()]
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", nargs="+", choices=names, metavar="NAME", help=", ".join(names))
    which.add_argument("--every", action="store_true")
    which.add_argument("--readme", action="store_true")
    which.add_argument("--handbook", action="store_true")
    arguments = parser.parse_args()
    usual = [f"{lang}-light-1366x768" for lang in LANGUAGES]
    chosen = names if arguments.every else arguments.series or usual
    wanted = [each for each in every() if each.name in chosen]
    with tempfile.TemporaryDirectory() as folder:
        a_screen(min(each.size for each in wanted), Path(folder))
        dresser = Dresser(make_application(sys.argv[:1], "zh-CN"))
        for series in wanted if arguments.what not in {"review", "more"} else ():
            take_other(series, arguments.what, arguments.filling, arguments.out, dresser)
            print(arguments.out / series.folder)
        for series in wanted if arguments.what in {"review", "more"} else ():
            place = Path(folder) / series.lang
            case = arguments.case or place / f"{arguments.filling}.qmcase"
            if arguments.case is None and not case.is_file():
                place.mkdir()
                make_case(arguments.filling, place, series.lang)
            take(series, case, arguments.out, dresser, more=arguments.what == "more")
            print(arguments.out / series.folder)
        dresser.close()
    if arguments.handbook:
        for_handbook(arguments.out, wanted)
    if arguments.readme:
        for_readme(arguments.out, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
