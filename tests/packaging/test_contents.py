"""Claims: the build carries what is used and nothing of the tools, asks no more of old desktops, and stays its size."""

from __future__ import annotations

import shutil
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from build_spec.make_third_party import licence
from build_spec.pack import bare, contents, elf, imports, notices, older, shipped, size, system, trim
from build_spec.pack.elf import Binary
from qmdesk.ui.about.notices import packages

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_licences_has_every_package_that_may_ship():
    there = shipped.shipped() - {"pip"}
    assert there <= set(packages()), "run build_spec/make_third_party.py"
    for name in there:
        assert packages()[name] == licence(name)
        assert packages()[name] != "see package"


def test_no_tool_of_ours_can_ship():
    tools = set(shipped.modules_of_tools())
    assert {"pytest", "hypothesis", "ruff", "moto", "botocore", "flask", "openpyxl", "PyInstaller"} <= tools
    assert not tools & {each.partition(".")[0] for each in imports.outside()}
    assert not tools & {"numpy", "PySide6", "pyhanko", "click", "qmdesk", "duckdb", "pg8000"}


def test_nothing_that_our_source_imports_is_left_out():
    for each in (*imports.outside(), *imports.BY_NAME):
        for left_out in contents.UNUSED_MODULES:
            assert each != left_out
            assert not each.startswith(f"{left_out}.")


def test_imports_in_functions_count_and_missing_ones_do_not(tmp_path: Path):
    (tmp_path / "a.py").write_text(
        "import os\nfrom qmdesk import x\nimport numpy.linalg\ndef f():\n    from yaml import load\n    import not_there\n",
        "utf-8",
    )
    assert imports.outside(tmp_path) == ["numpy.linalg", "yaml"]


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/plugins/imageformats/qicns.dll", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qt_help_ar.qm", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libQt6PrintSupport.so.6", True),
        ("libgtk-3.so.0", False),
        ("libstdc++.so.6", False),
        ("libglib-2.0.so.0", False),
        ("libpython3.11.so.1.0", True),
        ("libxcb-cursor.so.0", True),
        ("numpy.libs/libscipy_openblas64_-32a4b2a6.so", True),
        ("matplotlib/mpl-data/sample_data/a.csv", False),
        ("resources/fonts/NotoSansSC-Regular.ttf", True),
        ("forms/meqmc/2026/items.yaml", True),
    ],
)
def test_what_a_linux_build_keeps(place: str, kept: bool):
    assert contents.keeps(place, linux=not place.endswith(".dll")) is kept


def test_the_list_of_the_desktops_libraries_and_of_those_brought_do_not_meet():
    for soname in {*system.DESKTOP, *system.OPTIONAL} - {"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}:
        assert not contents.keeps(soname, linux=True), soname


def test_a_wheel_for_a_newer_glibc_is_told_from_one_for_the_oldest():
    assert older.runs_on_oldest("Tag: cp311-abi3-manylinux_2_28_x86_64\n")
    assert older.runs_on_oldest("Tag: cp311-cp311-manylinux_2_17_x86_64\nTag: cp311-cp311-manylinux2014_x86_64\n")
    assert older.runs_on_oldest("Tag: py3-none-any\n")
    assert not older.runs_on_oldest("Tag: cp311-abi3-manylinux_2_34_x86_64\n")
    assert "manylinux_2_28_x86_64" in [each.replace("aarch64", "x86_64") for each in older.tags()]


def test_entries_of_the_lock_keep_their_hashes():
    entries = {each.partition("==")[0]: each for each in older.lock_entries() if "==" in each}
    assert {"cryptography", "bcrypt", "numpy"} <= set(entries)
    assert all("--hash=sha256:" in each for each in entries.values())


def test_what_asks_for_too_new_a_glibc_is_told_by_who_can_help_it():
    found = [
        Binary(Path("_internal/a/b.so"), "b.so", (), {"libc.so.6": ("GLIBC_2.28", "GLIBC_2.4")}),
        Binary(Path("_internal/a/c.so"), "c.so", (), {"libc.so.6": ("GLIBC_2.29",)}),
        Binary(Path("_internal/a/d.so"), "d.so", (), {"libstdc++.so.6": ("GLIBCXX_3.4.30",)}),
        Binary(Path("_internal/libpython3.11.so.1.0"), "x", (), {"libc.so.6": ("GLIBC_2.35",)}),
        Binary(Path("_internal/python3.11/lib-dynload/m.so"), "m.so", (), {"libm.so.6": ("GLIBC_2.35",)}),
    ]
    assert system.too_new(found, machine=False) == ["_internal/a/c.so GLIBC_2.29", "_internal/a/d.so GLIBCXX_3.4.30"]
    assert len(system.too_new(found, machine=True)) == 2


def test_a_library_that_no_list_has_is_a_stranger():
    found = [Binary(Path("a.so"), "a.so", ("libc.so.6", "libcups.so.2", "libnew.so.1", "libown.so"), {})]
    found.append(Binary(Path("libown.so"), "libown.so", (), {}))
    assert system.strangers(system.asked_of_the_desktop(found)) == ["libnew.so.1"]


def test_binaries_are_read_as_the_loader_would_wherever_they_lie(tmp_path: Path):
    package = Path(str(metadata.distribution("shiboken6").locate_file("shiboken6")))
    shutil.copytree(package, tmp_path / "程序 一" / "b c")
    found = {each.path.name: each for each in elf.binaries(tmp_path / "程序 一")}
    assert {each.path.parts[0] for each in found.values()} == {"b c"}
    shared = next(each for name, each in found.items() if name.startswith("libshiboken6"))
    assert "libc.so.6" in shared.needed
    assert (2, 2, 5) <= shared.newest() <= system.OLDEST
    assert shared.newest("NOTHING") == ()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of Linux builds")
def test_a_library_that_nothing_in_the_build_needs_any_more_goes(tmp_path: Path):
    package = Path(str(metadata.distribution("shiboken6").locate_file("shiboken6")))
    inside = tmp_path / "_internal"
    shutil.copytree(package, inside / "shiboken6")
    shared = next((inside / "shiboken6").glob("libshiboken6*"))
    shutil.move(shared, inside / shared.name)  # needed by the module that stays
    shutil.copy(inside / shared.name, inside / "libpython3.99.so.1.0")
    for name in ("liblone.so.1", "libother.so"):
        shutil.copy(next((inside / "shiboken6").glob("Shiboken*.so")), inside / name)
    assert sorted(trim.drop_orphans(tmp_path)) == ["liblone.so.1", "libother.so"]
    assert (inside / shared.name).is_file()
    assert (inside / "libpython3.99.so.1.0").is_file()


def test_a_build_that_grew_too_much_is_told():
    budget = {"linux": {"megabytes": 100, "may_grow_percent": 5}}
    assert size.over(105_000_000, "linux", budget) == ""
    assert "106 MB" in size.over(106_000_000, "linux", budget)
    assert size.over(999_000_000, "win32", budget) == ""
    assert "linux" in tomllib.loads(size.BUDGET.read_text("utf-8"))


def test_metadata_that_ships_says_nothing_of_this_machine():
    places = [place for place, _, _ in notices.of_package(metadata.distribution("segno"))]
    assert any(place.endswith("METADATA") for place in places)
    assert any("LICENSE" in place for place in places)
    assert not [place for place in places if Path(place).name in {"INSTALLER", "REQUESTED", "direct_url.json"}]


def test_an_account_without_a_home_names_none():
    assert bare.Account(7, "").variables() == {}
    assert bare.Account(7, "/家").variables() == {"HOME": "/家"}
