"""Run by the frozen program before anything else: what a bare machine or account lacks is put in its place.

The list of fonts that charts go by is kept between runs; where there is no place for it, it lasts as long as the run.
Time zones are asked for by name by a library of ours; the few that are travel along for machines without them.
"""

import os
import sys

#: Where Python looks by itself.
ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")


def _keep_list_of_fonts() -> None:
    if "MPLCONFIGDIR" not in os.environ:
        os.environ["MPLCONFIGDIR"] = _kept() or _for_this_run()


def _kept() -> str:
    """A folder of the account's; "" where it has none that can be written."""
    folder = os.path.join(_cache(), "qmdesk", "charts")  # noqa: PTH118 - pathlib is not loaded yet
    if folder.startswith("~"):  # an account without a home
        return ""
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except OSError:
        return ""
    return folder if os.access(folder, os.W_OK) else ""


def _cache() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")  # noqa: PTH111
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")  # noqa: PTH111
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111


def _for_this_run() -> str:
    import atexit
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="qmdesk-charts-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _add_time_zones() -> None:
    ours = os.path.join(sys._MEIPASS, "zoneinfo")  # noqa: PTH118
    if os.path.isdir(ours) and "PYTHONTZPATH" not in os.environ:  # noqa: PTH112
        os.environ["PYTHONTZPATH"] = os.pathsep.join([*ZONES, ours])


_keep_list_of_fonts()
_add_time_zones()
