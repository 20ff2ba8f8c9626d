"""Smaller parts: charts as vectors, photos for print, embedded files, the words of the room."""

from __future__ import annotations

import io
import string
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from qmdesk import assets
from qmdesk.model.assessment import Interval
from qmdesk.report import embed, fonts, photos
from qmdesk.report.contents import form_zip
from qmdesk.report.figure import FigureFlowable
from qmdesk.report.graphics import Ladder, LevelBar, ScanCode
from qmdesk.report.material import bound_ids
from qmdesk.report.rectify import write_rectification
from tests.report import cases

ABOUT = embed.About("标题", "机构", "主题", "词", "zh-CN", cases.MADE_AT, "qmdesk")


def canvas_of(*parts: object) -> bytes:
    fonts.register()
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=fonts.SANS, invariant=1)
    for number, part in enumerate(parts):
        part.wrap(450, 700)
        part.drawOn(canvas, 50, 700 - 200 * number)
    canvas.save()
    return out.getvalue()


def chart() -> Figure:
    figure = Figure(figsize=(5, 2))
    axes = figure.add_axes((0.15, 0.2, 0.8, 0.7))
    axes.plot([1, 2, 3], [1.0, float("nan"), 2.0], "o--", label="均值")
    axes.bar([1, 2], [1, 2], hatch="//", alpha=0.5)
    axes.imshow([[0, 1], [1, 0]], extent=(0, 1, 0, 1), aspect="auto")
    axes.set_title("均值控制图 X̄ 堃", fontweight="bold")
    axes.text(2, 1, r"$\sigma^2$", rotation=30)
    axes.set_ylabel("外径（mm）")
    return figure


def test_a_chart_is_vectors_and_its_writing_is_text():
    content = canvas_of(FigureFlowable(chart()))
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert "均值控制图X̄堃" in "".join(text.split())
    assert "外径（mm）" in "".join(text.split())
    with pikepdf.open(io.BytesIO(content)) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        assert len(images) <= 2  # the one picture inside, and its mask
    assert b"Helvetica" not in content


def test_a_chart_wider_than_the_page_is_made_smaller():
    part = FigureFlowable(chart())
    assert part.wrap(180, 700) == (180, 72)


def test_the_same_chart_gives_the_same_drawing():
    assert canvas_of(FigureFlowable(chart())) == canvas_of(FigureFlowable(chart()))


@pytest.mark.parametrize("span", [Interval(1, 1), Interval(3, 3), Interval(2, 4), Interval(1, 5)])
def test_levels_are_drawn_for_every_interval(span: Interval):
    names = ["1级", "2级", "3级", "4级", "5级"]
    text = (
        pypdfium2.PdfDocument(canvas_of(LevelBar(span), Ladder(names, span, "本次")))[0].get_textpage().get_text_range()
    )
    assert all(name in text for name in [*names, "本次"])


def test_a_scan_code_can_be_drawn_for_long_texts():
    assert len(ScanCode("qmdesk:" + "A" * 120, 60).modules) > 30


# -- photos ------------------------------------------------------------------------------------------


def picture(mode: str, size: tuple[int, int], kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode in ("L", "P") else "red").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (picture("RGB", (1600, 1200), "JPEG"), (500, 375)),
        (picture("RGB", (300, 200), "PNG"), (300, 200)),
        (picture("RGBA", (2000, 100), "PNG"), (500, 25)),
        (picture("L", (100, 100), "JPEG"), (100, 100)),
        (picture("P", (700, 700), "PNG"), (500, 500)),
        (picture("RGB", (1, 3000), "PNG"), (1, 500)),
        (picture("RGB", (800, 400), "WEBP"), (500, 250)),
        (picture("RGB", (400, 300), "JPEG"), (400, 300)),
    ],
)
def test_photos_are_made_small_and_plain(content: bytes, size: tuple[int, int]):
    made = photos.thumbnail(content)
    assert made is not None
    with Image.open(io.BytesIO(made[0])) as back:
        assert (back.format, back.mode, back.size) == ("JPEG", "RGB", size)
    assert made[1] == size


def test_a_photo_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    made = photos.thumbnail(picture("RGB", (1600, 1200), "JPEG", exif=exif))
    assert made is not None
    assert made[1] == (375, 500)


@pytest.mark.parametrize("content", [b"", b"no picture", picture("RGB", (99, 99), "PNG")[:60], b"GIF89a" + b"\0" * 40])
def test_what_is_no_photo_gives_none(content: bytes):
    assert photos.thumbnail(content) is None


def test_a_photo_of_too_many_pixels_is_not_opened():
    assert photos.thumbnail(picture("1", (10_000, 10_000), "PNG")) is None


# -- embedded files ----------------------------------------------------------------------------------


def test_files_come_out_as_they_went_in():
    files = {"数据.json": embed.Attachment('{"值": 1}'.encode(), "application/json", "说明", "Source")}
    done = embed.finish(canvas_of(), ABOUT, files)
    with pikepdf.open(io.BytesIO(done)) as pdf:
        assert pdf.attachments["数据.json"].get_file().read_bytes() == files["数据.json"].content
        assert str(pdf.Root.AF[0].AFRelationship) == "/Source"
        assert str(pdf.Root.AF[0].Desc) == "说明"


def test_finishing_twice_gives_the_same_bytes():
    pages = canvas_of()
    assert embed.finish(pages, ABOUT, {}) == embed.finish(pages, ABOUT, {})


def test_the_colour_profile_is_srgb_and_fixed():
    assert embed.srgb_profile() == embed.srgb_profile()
    assert embed.srgb_profile()[16:20] == b"RGB "


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (timezone(timedelta(hours=8)), "D:20260703170000+08'00'"),
        (timezone(timedelta(hours=-3, minutes=-30)), "D:20260703170000-03'30'"),
        (None, "D:20260703170000Z"),
    ],
)
def test_dates_are_written_as_pdf_wants_them(zone: timezone | None, text: str):
    assert embed.pdf_date(datetime(2026, 7, 3, 17, 0, tzinfo=zone)) == text


def test_the_form_zip_is_always_the_same():
    assert form_zip(cases.form()) == form_zip(cases.form())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("item:system.process", ("system.process",)),
        ("figure:cpk", ("cpk",)),
        ("figure.cpk", ("cpk",)),
        ("system.process", ("system.process",)),
        ("item:a.b, figure:cpk；item:c.d", ("a.b", "cpk", "c.d")),
        ("", ()),
        (None, ()),
    ],
)
def test_what_a_record_is_bound_to(text: str | None, ids: tuple[str, ...]):
    assert bound_ids(text) == ids


# -- the sheet ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_sheet_holds_every_suggestion_and_two_lines_to_sign(tmp_path: Path, lang: str):
    maker = cases.machining()
    maker.set("suggestion:s2", status="partly")
    maker.set("suggestion:s3", deleted=True)
    case, out = cases.finished(maker), tmp_path / "sheet.pdf"
    pages = write_rectification(*case.arguments(), out, lang=lang, made_at=cases.MADE_AT)
    document = pypdfium2.PdfDocument(out)
    assert len(document) == pages
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    for number in (1, 2, 4, 9):
        action = maker.snapshot().value(f"suggestion:s{number}", "action")
        assert "".join(str(action).split()) in text
    deleted = maker.snapshot().value("suggestion:s3", "action")
    assert "".join(str(deleted).split()) not in text
    assert text.count("☑") == 1
    assert "王建国" in text
    assert "陈䶮" in text
    assert b"Helvetica" not in out.read_bytes()


def test_a_sheet_without_suggestions_has_room_to_write(tmp_path: Path):
    case = cases.finished(cases.empty())
    assert write_rectification(*case.arguments(), tmp_path / "s.pdf", made_at=cases.MADE_AT) == 1


def test_the_sheet_is_the_same_bytes_for_the_same_case(tmp_path: Path):
    case = cases.finished(cases.machining())
    for name in ("a.pdf", "b.pdf"):
        write_rectification(*case.arguments(), tmp_path / name, made_at=cases.MADE_AT)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


# -- words -------------------------------------------------------------------------------------------


def texts(lang: str) -> dict[str, str]:
    def flat(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield prefix + key, str(value)

    return dict(flat(tomllib.loads(assets.resource("texts", lang, "report.toml").read_text("utf-8"))))


def test_both_languages_say_the_same_things():
    chinese, english = texts("zh-CN"), texts("en")
    assert set(chinese) == set(english)
    for key in chinese:
        assert fields(chinese[key]) == fields(english[key]), key


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_is_english():
    for key, text in texts("en").items():
        chinese = [
            char
            for char in text.replace("复核等级", "")
            if "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffee"
        ]
        assert chinese == [], key


def test_every_problem_has_a_way_out():
    for lang in ("zh-CN", "en"):
        found = texts(lang)
        problems = {key.rsplit(".", 1)[0] for key in found if key.startswith("problem.")}
        assert all(f"{each}.message" in found and f"{each}.remedy" in found for each in problems)


def test_every_text_of_the_room_is_used_and_every_used_text_exists():
    """Keys are written whole in the code, or made from the few patterns listed here."""
    made = ("stage.", "cover.", "grade-line.", "summary.opening-", "summary.confirm-", "threshold.", "within.", "mark.",
            "column.", "caption.", "table.", "sheet.level-", "study.exclusion-", "sampling.again-", "sampling.of",
            "sampling.because")  # fmt: skip
    room = assets.root() / "qmdesk" / "report"
    code = "".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    known = {key.removeprefix("report.") for key in texts("zh-CN") if key.startswith("report.")}
    unused = [
        key for key in known if f'"{key}"' not in code and f'"report.{key}"' not in code and not key.startswith(made)
    ]
    assert unused == []
