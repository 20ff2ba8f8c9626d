"""The looks: contrast computed from the tokens, one set of names, no style in code."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from qmdesk import assets
from qmdesk.ui.theme import LOOKS, SHEET_ICONS, load_theme

UI = Path(__file__).resolve().parents[2] / "qmdesk" / "ui"
TOKENS = tomllib.loads(assets.resource("style", "tokens.toml").read_text("utf-8"))

#: Writing, and every ground that it stands on.
PAIRS = [
    *[
        (ink, ground)
        for ink in ("ink", "muted")
        for ground in ("window", "surface", "raised", "hover", "selected", "track")
    ],
    *[("faint", ground) for ground in ("window", "surface", "raised")],
    *[("accent", ground) for ground in ("window", "surface", "raised", "selected", "hover")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *[(tone, ground) for tone in ("good", "warn", "bad") for ground in ("window", "surface", "raised", f"{tone}_soft")],
    *[("ink", ground) for ground in ("warn_soft", "bad_soft", "good_soft")],
    *[(f"on_level_{number}", f"level_{number}") for number in range(1, 6)],
]
#: Edges and signs, for which 3 : 1 is enough.
SIGNS = [("strong_border", "surface"), ("focus", "surface"), ("focus", "window"), ("accent", "track")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
def test_all_writing_can_be_read(look: str):
    colours = TOKENS[look]
    bad = {
        f"{ink} on {ground}": round(c, 2)
        for ink, ground in PAIRS
        if (c := contrast(colours[ink], colours[ground])) < 4.5
    }
    assert bad == {}


SKIPPED = re.compile(r":disabled|::(?!section|item|tab)|QScrollBar|rule|QSplitter|QProgressBar|Corner")


def written_in_the_sheet() -> set[tuple[str, str]]:
    """Ink and ground of every rule of the style sheet that gives a ground; the ink is its own, else that of the same
    without its state, else that of all. What can't be used is left out, as in WCAG."""
    sheet = re.sub(r"/\*.*?\*/", "", assets.resource("style", "app.qss").read_text("utf-8"), flags=re.DOTALL)
    inks: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.replace("${", "$(")):
        named = dict(re.findall(r"(?:^|[;\s])([a-z-]*(?:color|background)): \$(\w+)", body))
        for selector in map(str.strip, selectors.split(",")):
            ink = named.get("color") or inks.get(re.sub(r"(?<!:):[a-z]+", "", selector), "ink")
            inks[selector] = ink
            if SKIPPED.search(selector):
                continue
            grounds = (
                (ink, named.get("background")),
                (named.get("selection-color"), named.get("selection-background-color")),
            )
            found |= {(over, under) for over, under in grounds if over and under}
    return found


def test_the_sheets_rules_are_found():
    found = written_in_the_sheet()
    assert {("on_accent", "accent"), ("ink", "pressed"), ("good", "good_soft"), ("muted", "window")} <= found


@pytest.mark.parametrize("look", LOOKS)
def test_all_that_the_style_sheet_writes_can_be_read(look: str):
    colours = TOKENS[look]
    bad = {
        f"{ink} on {ground}": round(c, 2)
        for ink, ground in written_in_the_sheet()
        if (c := contrast(colours[ink], colours[ground])) < 4.5
    }
    assert bad == {}


@pytest.mark.parametrize("look", LOOKS)
def test_edges_and_focus_can_be_seen(look: str):
    colours = TOKENS[look]
    bad = {pair: round(c, 2) for pair in SIGNS if (c := contrast(colours[pair[0]], colours[pair[1]])) < 3}
    assert bad == {}


def test_every_look_names_the_same_colours():
    assert len({frozenset(TOKENS[look]) for look in LOOKS}) == 1


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_the_style_sheet_is_filled_for_every_look_and_size(look: str, scale: float, tmp_path: Path):
    sheet = load_theme(look, scale, touch=True).sheet(tmp_path)
    assert "$" not in sheet
    assert all((tmp_path / name).is_file() for name in re.findall(r"url\(.*/([^/)]+)\)", sheet))


def test_touch_targets_are_44_pixels():
    assert load_theme(touch=True).px("control") >= 44
    assert load_theme(touch=True).px("row") >= 44


def test_an_unknown_look_is_the_light_one():
    assert load_theme("pink").look == "light"


def test_no_colour_and_no_style_sheet_in_code():
    found = [
        f"{path.name}: {match}"
        for path in UI.rglob("*.py")
        for match in re.findall(r"#[0-9a-fA-F]{6}\b|setStyleSheet|QColor\(\"|rgb\(", path.read_text("utf-8"))
        if (path.name, match) != ("app.py", "setStyleSheet")
    ]
    assert found == []


def test_every_icon_named_in_code_is_there_and_every_icon_there_is_named():
    sources = "\n".join(path.read_text("utf-8") for path in UI.rglob("*.py"))
    there = {path.stem for path in assets.resource("icons").glob("*.svg")}
    named = set(
        re.findall(
            r"icon=\"([a-z0-9-]+)\"|(?:image|tool)\(\s*(?:self\.)?_?(?:desk\.)?theme,\s*\"([a-z0-9-]+)\"", sources
        )
    )
    assert {each for pair in named for each in pair if each} <= there
    assert {each for each in there if f'"{each}"' not in sources} == set()


def test_the_icons_licence_lies_beside_them():
    assert "ISC" in assets.resource("icons", "LICENSE-Lucide.txt").read_text("utf-8")


def test_the_sheet_names_only_known_tokens():
    template = string.Template(assets.resource("style", "app.qss").read_text("utf-8"))
    theme = load_theme()
    known = {*theme.colours, *theme.sizes, *SHEET_ICONS}
    assert set(template.get_identifiers()) <= known
