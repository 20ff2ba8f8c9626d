"""Take pictures of every screen of the window, for the READMEs and to be looked at.

    python build_spec/make_screenshots.py [--case CASE.qmcase] [--out FOLDER] [--every | --readme]

Without a case the sample enterprise's review is made first. ``--every`` takes all looks, languages and sizes instead of
the light window in both languages; a contact sheet of each series stands beside the pictures. ``--readme`` also puts
the few that the READMEs show, made small, into docs/pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QEventLoop, QThreadPool, QTimer

from qmdesk.review.session import Who
from qmdesk.ui.app import Dresser, make_application
from qmdesk.ui.settings import Settings
from qmdesk.ui.theme import LOOKS
from qmdesk.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh-CN", "en")
SIZES = ((1366, 768), (1920, 1080))
#: The stops whose pictures the READMEs show.
SHOWN = ("overview", "system", "performance", "grade")


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


def wanted(*, every: bool) -> Iterator[Series]:
    if not every:
        yield from (Series(lang, "light", SIZES[0]) for lang in LANGUAGES)
        return
    yield from (Series(lang, look, size) for lang in LANGUAGES for look in LOOKS for size in SIZES)
    yield from (Series(lang, "light", SIZES[1], 2.0) for lang in LANGUAGES)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QThreadPool.globalInstance().waitForDone(20_000)
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def take(series: Series, case: Path, out: Path, dresser: Dresser) -> None:
    """All screens of one series."""
    folder = out / series.name
    folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="qmdesk-pictures-"))
    copy = home / case.name
    shutil.copyfile(case, copy)
    settings = Settings(home)
    for key, value in (("look", series.look), ("lang", series.lang), ("scale", series.scale), ("author", "王工")):
        settings.put(key, value)
    window = MainWindow(settings, lambda author: Who("c" * 16, author or "王工", home), series.lang, dresser)
    window.resize(*series.size)
    window.show()
    window.open_case(copy)
    wait(1500)
    assert window.shell is not None, "the case did not open"
    for stop in [each.id for each in window.shell.stops]:
        window._go(f"page:{stop}")
        wait(400)
        window.grab().save(str(folder / f"{stop}.png"))
    window.show_start()
    wait(200)
    window.grab().save(str(folder / "start.png"))
    window.close()
    contact_sheet(folder)
    shutil.rmtree(home, ignore_errors=True)


def contact_sheet(folder: Path) -> None:
    """All pictures of a series on one sheet, three in a row, at half size."""
    pictures = [Image.open(path) for path in sorted(folder.glob("*.png")) if path.name != "sheet.png"]
    width, height = pictures[0].width // 2, pictures[0].height // 2
    sheet = Image.new("RGB", (3 * width, -(-len(pictures) // 3) * height))
    for at, picture in enumerate(pictures):
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (at % 3 * width, at // 3 * height))
    sheet.save(folder / "sheet.png")


def for_readme(out: Path) -> None:
    """The pictures that the READMEs show, in 256 colours: a window has few, and the files are a third."""
    for series in wanted(every=False):
        target = ROOT / "docs" / "pictures" / series.lang
        target.mkdir(parents=True, exist_ok=True)
        for stop in SHOWN:
            picture = Image.open(out / series.name / f"{stop}.png").convert("RGB")
            few = picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            few.save(target / f"{stop}.png", optimize=True)


def sample_case(folder: Path) -> Path:
    """The sample enterprise's review, as the demo makes it."""
    from qmdesk.app.commands.demo import run_demo
    from qmdesk.app.context import Context

    run_demo(Context("zh-CN", folder / "home"), folder)
    return folder / "case.qmcase"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pictures")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--every", action="store_true")
    which.add_argument("--readme", action="store_true")
    arguments = parser.parse_args()
    application = make_application(sys.argv[:1], "zh-CN")
    dresser = Dresser(application)
    with tempfile.TemporaryDirectory() as folder:
        case = arguments.case or sample_case(Path(folder))
        for series in wanted(every=arguments.every):
            take(series, case, arguments.out, dresser)
            print(arguments.out / series.name)
    dresser.close()
    if arguments.readme:
        for_readme(arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
