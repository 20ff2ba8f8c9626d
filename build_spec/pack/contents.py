"""What the frozen program leaves out, and which system libraries it brings along.

Everything here is a plain decision about one name, so that a test can ask it; build_spec/qmdesk.spec applies it.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

#: Modules that something we ship could import and nothing of ours does.
UNUSED_MODULES = (
    # of Python: terminals, other windows, other installers, a library of the system for what is in Python too
    "_uuid", "tkinter", "idlelib", "lib2to3", "turtledemo", "ensurepip", "venv", "curses", "readline",
    "pydoc_data.topics",
    # installers, consoles and servers' clients that libraries offer beside what they are used for
    "setuptools", "pkg_resources", "distutils", "pip", "wheel", "rich", "pygments", "markdown_it", "jinja2",
    "requests", "urllib3",
    "IPython", "trio", "gevent", "pandas", "pyarrow", "polars", "mypy",
    # tests and compilers
    "numpy.tests", "numpy._core.tests", "numpy._core._multiarray_tests", "numpy.typing.tests",
    "matplotlib.tests", "matplotlib.testing", "scipy.conftest",
    # scipy is used for its special functions alone (qmdesk/stats/special.py)
    *(
        f"scipy.{each}"
        for each in (
            "cluster", "constants", "datasets", "differentiate", "fft", "fftpack", "integrate", "interpolate", "io",
            "linalg", "misc", "ndimage", "odr", "optimize", "signal", "sparse", "spatial", "stats",
        )
    ),
    # readers of formats that the gate refuses, and of a window that is not ours
    "PIL._avif", "PIL._imagingtk", "PIL.ImageTk", "lxml.isoschematron", "lxml.objectify", "lxml.html",
    # Qt: nothing is fetched by it
    "PySide6.QtNetwork",
)  # fmt: skip

#: Hooks of the freezer that run at each start and are not wanted: a list of fonts made anew (hook_start.py keeps it),
#: sources of modules to show (there are none), helpers of other processes (entry.py has them), modules to list.
UNUSED_HOOKS = (
    "pyi_rth_mplconfig",
    "pyi_rth_setuptools",
    "pyi_rth_inspect",
    "pyi_rth_multiprocessing",
    "pyi_rth_pkgutil",
)

#: Qt plugins that are kept, by their path under ``plugins``.
QT_PLUGINS = (
    "iconengines/*svgicon*",
    "imageformats/*q[jsigw]*",  # jpeg, svg, ico, gif, webp; others below
    "platforms/*",
    "platforminputcontexts/*",
    "platformthemes/*",
    "printsupport/*",
    "styles/*",
    "wayland-*/*",
    "xcbglintegrations/*",
)
#: Of those, what is for screens without a desktop, or formats that the gate refuses.
QT_LEFT_OUT = (
    "imageformats/*icns*",
    "imageformats/*wbmp*",
    "platforms/*eglfs*",
    "platforms/*linuxfb*",
    "platforms/*minimal*",
    "platforms/*vkkhr*",
    "platforms/*vnc*",
    "platforms/*direct2d*",
    "wayland-graphics-integration-client/*vulkan*",
)
#: Libraries of Qt that only plugins need that are left out.
QT_LIBRARIES_LEFT_OUT = ("*Qt6Network*", "*EglFS*", "*EglFs*", "*opengl32sw*", "*QtNetwork*")
QT_TRANSLATIONS = ("qtbase_zh_CN.qm", "qtbase_en.qm")

#: Data of libraries that nothing of ours reads.
UNUSED_DATA = (
    "matplotlib/mpl-data/sample_data/*",
    "matplotlib/mpl-data/images/*",
    "matplotlib/mpl-data/plot_directive/*",
    "matplotlib/mpl-data/fonts/afm/*",
    "matplotlib/mpl-data/fonts/pdfcorefonts/*",
    "matplotlib/mpl-data/fonts/ttf/cm*",
    "matplotlib/mpl-data/fonts/ttf/STIX*",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSerif*",
    "matplotlib/mpl-data/stylelib/*",
    "*/tests/*",
    "reportlab/fonts/*.pfb",
    "lxml/isoschematron/*",
    "setuptools/*",
)

#: Time zones that libraries of ours ask for when they are imported (pyHanko's rules of Europe), and the plants' own.
TIME_ZONES = ("Europe/Brussels", "Asia/Shanghai", "UTC")

#: Libraries of the building machine that Linux builds bring: Python's own, and the small ones of xcb that desktops made
#: before Qt 6.5 lack. All others are the desktop's (build_spec/pack/system.py): a second copy beside the one that its
#: graphics, input methods or printing load is what makes such builds fail on other machines.
BROUGHT = (
    r"libpython3\.",
    r"libcrypto\.so",
    r"libssl\.so",
    r"libffi\.so",
    r"libsqlite3\.so",
    r"libbz2\.so",
    r"liblzma\.so",
    r"libmpdec",
    r"libxcb-cursor\.so",
    r"libxcb-icccm\.so",
    r"libxcb-image\.so",
    r"libxcb-keysyms\.so",
    r"libxcb-render-util\.so",
    r"libxcb-util\.so",
)


def keeps(place: str, *, linux: bool) -> bool:
    """Whether a file that the freezer found goes into the build; ``place`` is its path there, with slashes."""
    if _any(place, UNUSED_DATA):
        return False
    if "/plugins/" in place and place.startswith("PySide6/"):
        plugin = place.partition("/plugins/")[2]
        return _any(plugin, QT_PLUGINS) and not _any(plugin, QT_LEFT_OUT)
    if "/translations/" in place and place.startswith("PySide6/"):
        return place.rpartition("/")[2] in QT_TRANSLATIONS
    if place.startswith("PySide6/"):
        return not _any(place.rpartition("/")[2], QT_LIBRARIES_LEFT_OUT)
    if linux and "/" not in place and re.match(r"lib.+\.so(\.|$)", place):
        return any(re.match(each, place) for each in BROUGHT)
    return True


def time_zones(place: Path = Path("/usr/share/zoneinfo")) -> list[tuple[str, str]]:
    """(source, folder in the build) of the time zones that travel along; on Windows a package brings all of them."""
    return [(str(place / name), str(Path("zoneinfo", name).parent)) for name in TIME_ZONES if (place / name).is_file()]


def _any(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, each) for each in patterns)
