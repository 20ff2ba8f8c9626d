"""A report of some 40 pages, 12 charts and 60 photos, against reportlab with the pictures ready-made.

A builds the whole report: charts from readings, photos made small, pages set by our own lines and tables, everything
embedded. B hands the same words and tables to reportlab's own paragraphs, tables and document template, the charts as
PNG and the photos as small JPEG that are there already; the photos of A are of 12 megapixels with the noise of a sensor.
Told beside it: how long verifying with recomputation takes against building, for the data alone and for two
signatures with everything that ``verify`` does; the first build of a process; the size of the file, and what the photos
add to the memory that a report takes, against their bytes as embedded.
"""

from __future__ import annotations

import atexit
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import PIL.Image
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PlainTable
from reportlab.platypus.flowables import Flowable

from qmdesk.model.canonical import canonical
from qmdesk.model.journal_json import entry_to_json
from qmdesk.report import fonts, styles
from qmdesk.report.book import Book
from qmdesk.report.build import story_of, write_pages
from qmdesk.report.contents import attachments
from qmdesk.report.docx.pictures import drawn
from qmdesk.report.figure import FigureFlowable
from qmdesk.report.graphics import Photo
from qmdesk.report.headings import Outline
from qmdesk.report.layout import NewPage, Stack
from qmdesk.report.material import Material, Options
from qmdesk.report.photos import thumbnail
from qmdesk.report.prose import Prose
from qmdesk.report.sign import Signer, sign_report
from qmdesk.report.tables import Table
from qmdesk.report.verify import verify_report
from qmdesk.report.verify_regrade import regrade
from tests.bench.paired import measure
from tests.report import cases
from tests.trust import people

PHOTOS, CHARTS, RUNS = 60, 12, 7
LIMITS = {"build": 3.0, "verify": 2.0, "memory": 2.0, "megabytes": 5.0}


def main() -> str:
    material = made()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.pdf"
        inside = {"journal.jsonl": journal()}
        info = write_pages(material, out, attachments=inside)
        plain = ready(material)

        def build() -> None:
            write_pages(material, out, attachments=inside)

        def reportlab() -> None:
            SimpleDocTemplate(io.BytesIO(), topMargin=74, bottomMargin=66, leftMargin=71, rightMargin=65).build(plain())

        content = out.read_bytes()

        def verify() -> None:
            regrade(content)

        signed = Path(folder) / "signed.pdf"
        sign_report(out, signed, [Signer("lead", people.lead()), Signer("representative", people.representative())])
        anchors = people.trusted()

        def verify_all() -> None:
            verify_report(signed, anchors)

        found = verify_report(signed, anchors)
        if len(found.signatures) != 2 or not found.ok:
            raise AssertionError(found.problems)
        told = [
            f"report: {info.pages} pages, {charts_in(material)} charts, {PHOTOS} photos",
            measure(build, reportlab, RUNS).report("report, build", LIMITS["build"]),
            measure(verify, build, RUNS).report("report, regrade", LIMITS["verify"]),
            measure(verify_all, build, RUNS).report("report, verify with signatures", LIMITS["verify"]),
            f"report, first of a process: {cold():.2f} s, libraries and fonts included",
        ]
        size = len(content) / 1e6
        told.append(f"report, file: {size:.2f} MB ({_verdict(size, LIMITS['megabytes'])} {LIMITS['megabytes']} MB)")
    embedded = sum(len(each.content) for each in photos_in(material)) / 1e6
    with_, without = peak(photos=True), peak(photos=False)
    ratio = (with_ - without) / embedded
    told.append(
        f"report, memory of one more: {with_:.1f} MB with photos, {without:.1f} without; their bytes {embedded:.1f} MB, "
        f"ratio {ratio:.2f} ({_verdict(ratio, LIMITS['memory'])} {LIMITS['memory']})"
    )
    return "\n".join(told)


@cache
def scene() -> np.ndarray:
    """Light, things with their edges, and the noise of a sensor, on 12 megapixels."""
    rng = np.random.default_rng(0)

    def spread(high: int, wide: int, low: int, top: int) -> np.ndarray:
        small = PIL.Image.fromarray(rng.integers(low, top, (high, wide, 3), dtype=np.uint8))
        return np.asarray(small.resize((4000, 3000), PIL.Image.Resampling.BILINEAR), dtype=np.int16)

    noise = rng.integers(-5, 6, (3000, 4000, 1), dtype=np.int16)
    whole = spread(24, 32, 40, 160) + spread(600, 800, 0, 90) + noise
    return np.clip(whole, 0, 255).astype(np.uint8)


def shot(number: int) -> bytes:
    """One of many photos of the scene, each of another part of it, as a phone makes it: some 3 MB."""
    out = io.BytesIO()
    seen = np.roll(scene(), (number * 131, number * 173), (0, 1))
    PIL.Image.fromarray(seen).save(out, "JPEG", quality=88)
    return out.getvalue()


@cache
def album() -> Path:
    """A folder with the photos, made once for this run and the processes that it starts."""
    given = os.environ.get("QMDESK_BENCH_PHOTOS")
    folder = Path(given or tempfile.mkdtemp(prefix="qmdesk-photos-"))
    if not given:
        os.environ["QMDESK_BENCH_PHOTOS"] = str(folder)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        for number in range(PHOTOS):
            (folder / f"{number}.jpg").write_bytes(shot(number))
    return folder


def shop() -> cases.CaseMaker:
    """The machining shop with more characteristics, and so more charts, longer notes, and photos."""
    maker = cases.machining(photos=PHOTOS)
    for number in range(2):
        maker.measure(
            f"x{number}", cases.normal_readings(20 + number, 30.0, 0.003), name=f"轴径 {number + 1}", lsl="29.987",
            usl="30.013", in_control=True, unit="mm", step="精磨", key=True,
        )  # fmt: skip
    for item in maker.form.items:
        maker.set(f"item:{item.id}", "onsite", note=cases.NOTES["system.key_process"] * 3)
    return maker


def made(*, photos: bool = True, small: bool = False) -> Material:
    """The case of :func:`shop`; its photos lie in files, as in a case. With ``small`` they are 1600 by 1200 pixels,
    without noise."""
    case = cases.finished(shop())
    names = [str(case.snapshot.value(f"evidence:e{number}", "file")) for number in range(PHOTOS)]
    files = {} if small or not photos else {name: album() / f"{number}.jpg" for number, name in enumerate(names)}

    def blobs(sha256: str) -> bytes:
        return files[sha256].read_bytes() if sha256 in files else case.blobs(sha256)

    return Material(
        case.form, case.snapshot, case.assessments, case.answers, blobs, "zh-CN", cases.MADE_AT, Options(photos=photos)
    )


def journal() -> bytes:
    """The journal of the case."""
    return "".join(canonical(entry_to_json(each)) + "\n" for each in shop().entries).encode()


def story(material: Material) -> list[Flowable]:
    book = Book(material, Outline(material.lang))
    return story_of(book, attachments(material, {}, printed="", number=""), {})


def every(parts: Iterable[object]) -> Iterable[object]:
    """All flowables of a story, those in stacks and cells too."""
    for each in parts:
        yield each
        if isinstance(each, Stack):
            yield from every(each.parts)
        elif isinstance(each, Table):
            for row in each.rows:
                for cell in row.cells:
                    yield from every(cell.content)


def charts_in(material: Material) -> int:
    return sum(isinstance(each, FigureFlowable) for each in every(story(material)))


def photos_in(material: Material) -> list[Photo]:
    return [each for each in every(story(material)) if isinstance(each, Photo)]


def ready(material: Material) -> Callable[[], list[Flowable]]:
    """What makes the story anew in reportlab's own flowables, its pictures ready-made."""
    parts, pictures = story(material), dict[int, tuple[bytes, float, float]]()
    for each in every(parts):
        if isinstance(each, Photo):
            pictures[id(each)] = each.content, each.width, each.height
        elif (
            isinstance(each, Flowable)
            and not isinstance(each, Prose | Table | Stack | NewPage)
            and hasattr(each, "draw")
        ):
            picture = drawn(each, styles.page().body_width) if isinstance(each, FigureFlowable) else None
            if picture is not None:
                pictures[id(each)] = picture.content, picture.width, picture.height
    looks = dict[tuple[str, float], ParagraphStyle]()

    def paragraph(each: Prose) -> Paragraph:
        style = each.style
        key = (style.font, style.size)
        if key not in looks:
            looks[key] = ParagraphStyle(
                f"{style.font}{style.size}", fontName=style.font, fontSize=style.size, leading=style.leading,
                wordWrap="CJK",
            )  # fmt: skip
        return Paragraph(escape(each.text).replace("\n", "<br/>"), looks[key])

    def one(each: object) -> list[Flowable]:
        if isinstance(each, NewPage):
            return [PageBreak()]
        if isinstance(each, Stack):
            return [part for inner in each.parts for part in one(inner)]
        if isinstance(each, Prose):
            return [paragraph(each)]
        if isinstance(each, Table):
            return [table(each)]
        if id(each) in pictures:
            content, width, height = pictures[id(each)]
            return [Image(io.BytesIO(content), width, height)]
        return [Spacer(1, getattr(each, "height", 1))]

    def table(each: Table) -> PlainTable:
        rows: list[list[object]] = []
        spans: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        for number, row in enumerate([*each.heads, *each.rows]):
            line: list[object] = []
            for cell in row.cells:
                start = len(line)
                line += [[part for inner in cell.content for part in one(inner)] or "", *[""] * (cell.span - 1)]
                if cell.span > 1:
                    spans.append(("SPAN", (start, number), (start + cell.span - 1, number)))
            rows.append(line + [""] * (len(each.shares) - len(line)))
        total = sum(each.shares)
        widths = [styles.page().body_width * share / total * (1 if each.framed else 0.8) for share in each.shares]
        return PlainTable(rows, widths, repeatRows=len(each.heads), style=spans, splitInRow=1)

    fonts.register()
    return lambda: [part for each in parts for part in one(each)]


def warm() -> None:
    """Load the decoder's own code."""
    thumbnail((album() / "0.jpg").read_bytes())


def peak(*, photos: bool) -> float:
    """How much memory in MB one more report takes at most, in a process that has built one without photos (Linux)."""
    code = (
        "import ctypes, gc, re, tempfile; from pathlib import Path; from tests.bench import report as b\n"
        "def kb(name): return int(re.search(name + r':\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
        "out = Path(tempfile.mkdtemp()) / 'r.pdf'\n"
        f"m, bare = b.made(photos={photos}), b.made(photos=False)\n"
        "b.write_pages(bare, out)\n"
        "b.warm()\n"
        "gc.collect(); ctypes.CDLL(None).malloc_trim(0)\n"  # else what is free in the heap counts as taken before
        "Path('/proc/self/clear_refs').write_text('5'); before = kb('VmRSS')\n"
        "b.write_pages(m, out)\n"
        "print((kb('VmHWM') - before) / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def cold() -> float:
    """Seconds of the first report of a process."""
    code = (
        "import tempfile, time; from pathlib import Path; from tests.bench import report as b\n"
        "m, out = b.made(), Path(tempfile.mkdtemp()) / 'r.pdf'\n"
        "start = time.perf_counter(); b.write_pages(m, out); print(time.perf_counter() - start)"
    )
    album()
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def _verdict(value: float, limit: float) -> str:
    return "within the limit of" if value < limit else "OVER the limit of"


if __name__ == "__main__":
    print(main())
