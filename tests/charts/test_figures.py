"""Every chart draws in every look and language without a warning, and its words keep out of each other's way."""

import subprocess
import sys
from itertools import combinations

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from qmdesk import wording
from qmdesk.charts.style import LOOKS, style_for
from tests.charts.gallery import FIGURES


def drawn(figure: Figure) -> FigureCanvasAgg:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every written text with its box in pixels, a pixel smaller all round."""
    renderer = drawn(figure).get_renderer()
    return [(each.get_text(), each.get_window_extent(renderer).padded(-1.0)) for each in written(figure)]


def written(figure: Figure) -> list[Text]:
    """The texts that are drawn: matplotlib keeps labels of ticks outside the axes as well."""
    found = list(figure.texts)
    for axes in figure.axes:
        found += axes.texts
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            low, high = sorted(axis.get_view_interval())
            ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
            found += [axis.label, *(tick.label1 for tick in ticks if tick.label1.get_visible())]
    return [each for each in found if each.get_text().strip()]


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize(("look", "lang"), [*zip(LOOKS, wording.LANGUAGES * 2, strict=True)])
def test_a_chart_draws_and_its_words_keep_apart_and_inside(name: str, look: str, lang: str) -> None:
    """Drawing warns of nothing: not of a missing glyph, not of a singular axis."""
    figure = FIGURES[name](style_for(look, lang))
    found = boxes(figure)
    touching = [
        (one, other)
        for (one, first), (other, second) in combinations(found, 2)
        if Bbox.intersection(first, second) is not None
    ]
    assert touching == []
    width, height = figure.get_size_inches() * figure.dpi
    assert [
        text for text, box in found if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ] == []
    assert {tuple(each.get_fontfamily()) for each in written(figure)} <= {("Noto Sans SC",)}


def test_drawing_leaves_global_settings_alone() -> None:
    before = dict(mpl.rcParams)
    for name in ("capability", "control-p", "probability", "yield", "pareto", "sigma", "losses", "rates", "levels"):
        drawn(FIGURES[name](style_for("dark")))
    assert dict(mpl.rcParams) == before


def test_an_untitled_figure_has_no_title() -> None:
    for name in ("capability", "yield", "levels"):
        words = {text for text, _ in boxes(FIGURES[name](style_for(titled=False)))}
        assert not words & {"定级", "一次交验合格率：泵体", "过程能力：活塞环内径 φ74（mm）"}


def test_charts_need_neither_pyplot_nor_qt_nor_a_display() -> None:
    code = (
        "import sys\nfrom tests.charts.gallery import FIGURES\nfrom qmdesk.charts.style import style_for\n"
        "FIGURES['yield'](style_for())\n"
        "print([m for m in sys.modules if m == 'matplotlib.pyplot' or m.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
