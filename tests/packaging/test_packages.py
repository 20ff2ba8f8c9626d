"""Claims: packages name what is there, associate cases with the program, and the same build gives the same bytes."""

from __future__ import annotations

import gzip
import io
import re
import subprocess
import tarfile
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from shutil import which

import pytest
from PIL import Image

from build_spec.pack import appdir, deb, linux_tree, platforms
from build_spec.pack.elf import Binary
from qmdesk import __version__

ROOT = Path(__file__).resolve().parents[2]
DAY = 1_700_000_000
MIME = "application/vnd.qmdesk.case"


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A frozen program in small: a script in place of the program, a library, a link."""
    folder = tmp_path / "dist" / "qmdesk"
    (folder / "_internal" / "数据").mkdir(parents=True)
    (folder / "qmdesk").write_text('#!/bin/sh\necho started "$@"\n', "utf-8")
    (folder / "qmdesk").chmod(0o755)
    (folder / "LICENCES.txt").write_text("all of them", "utf-8")
    (folder / "_internal" / "数据" / "a.txt").write_text("a", "utf-8")
    (folder / "_internal" / "link.txt").symlink_to("数据/a.txt")
    return folder


def members(package: bytes) -> dict[str, bytes]:
    """The files of an ar archive."""
    assert package.startswith(b"!<arch>\n")
    found, at = {}, 8
    while at < len(package):
        name, size = package[at : at + 16].decode().strip(), int(package[at + 48 : at + 58])
        found[name] = package[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


# -- Debian ------------------------------------------------------------------------------------------


def test_a_debian_package_holds_the_program_and_what_desktops_look_for(build: Path, tmp_path: Path):
    path = deb.make(build, tmp_path / "out", "gz", DAY)
    parts = members(path.read_bytes())
    assert list(parts) == ["debian-binary", "control.tar.gz", "data.tar.gz"]
    with tarfile.open(fileobj=io.BytesIO(parts["data.tar.gz"])) as data:
        found = {each.name: each for each in data.getmembers()}
        texts = {
            name: data.extractfile(name).read()  # pyright: ignore[reportOptionalMemberAccess]
            for name in found
            if found[name].isfile()
        }
    assert found["./usr/lib/qmdesk/qmdesk"].mode == 0o755
    assert found["./usr/bin/qmdesk"].linkname == "../lib/qmdesk/qmdesk"
    assert found["./usr/lib/qmdesk/_internal/link.txt"].linkname == "数据/a.txt"
    assert texts["./usr/share/doc/qmdesk/copyright"] == b"all of them"
    assert f"qmdesk {__version__}".encode() in gzip.decompress(texts["./usr/share/man/man1/qmdesk.1.gz"])
    assert all((each.mtime, each.uid, each.uname) == (DAY, 0, "root") for each in found.values())
    assert not [each for each in found.values() if each.isfile() and each.mode & 0o022]
    for side in (16, 256):
        png = Image.open(io.BytesIO(texts[f"./usr/share/icons/hicolor/{side}x{side}/apps/qmdesk.png"]))
        assert png.size == (side, side)


def test_the_same_build_gives_the_same_package(build: Path, tmp_path: Path):
    first = deb.make(build, tmp_path / "a", "xz", DAY).read_bytes()
    (build / "qmdesk").touch()
    assert deb.make(build, tmp_path / "b", "xz", DAY).read_bytes() == first


def test_a_package_has_no_scripts_so_that_removing_touches_nothing_of_a_persons(build: Path, tmp_path: Path):
    parts = members(deb.make(build, tmp_path, "none", DAY).read_bytes())
    with tarfile.open(fileobj=io.BytesIO(parts["control.tar.gz"])) as control:
        assert control.getnames() == ["./control", "./md5sums"]


def test_what_a_package_depends_on_is_what_its_files_ask_for():
    found = [
        Binary(
            Path("a.so"), "a.so", ("libc.so.6", "libEGL.so.1", "libb.so"), {"libc.so.6": ("GLIBC_2.9", "GLIBC_2.17")}
        ),
        Binary(Path("libb.so"), "libb.so", ("libc.so.6", "libcups.so.2"), {"libc.so.6": ("GLIBC_2.2.5",)}),
    ]
    told = dict(line.split(": ", 1) for line in deb.control(found, 5000).splitlines() if ": " in line)
    assert told["Depends"] == "libc6 (>= 2.17), libegl1"
    assert told["Recommends"] == "libcups2 | libcups2t64"
    assert told["Installed-Size"] == "5"


@pytest.mark.skipif(which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_debians_own_tool_reads_it(build: Path, tmp_path: Path):
    path = deb.make(build, tmp_path / "out", "xz", DAY)
    assert subprocess.check_output(["dpkg-deb", "-f", path, "Package", "Version"], text=True) == (
        f"Package: qmdesk\nVersion: {__version__}\n"
    )
    subprocess.run(["dpkg-deb", "-x", path, tmp_path / "there"], check=True)
    assert (tmp_path / "there/usr/lib/qmdesk/_internal/数据/a.txt").read_text("utf-8") == "a"


# -- AppDir ------------------------------------------------------------------------------------------


def test_an_appdir_starts_from_a_folder_that_cant_be_written(build: Path, tmp_path: Path):
    folder = appdir.make(build, tmp_path / "只读 程序" / "qmdesk.AppDir", DAY)
    (tmp_path / "menu").symlink_to(folder / "AppRun")
    for each in (folder / "AppRun", tmp_path / "menu"):
        assert subprocess.check_output([each, "案卷 一.qmcase"], text=True) == "started 案卷 一.qmcase\n"
    assert (folder / ".DirIcon").resolve() == folder / "qmdesk.png"
    assert (folder / "LICENCES.txt").read_text("utf-8") == "all of them"


def test_an_account_associates_cases_by_itself_and_takes_it_back(build: Path, tmp_path: Path):
    folder = appdir.make(build, tmp_path / "程序 一.AppDir", DAY)
    env = {"XDG_DATA_HOME": str(tmp_path / "share"), "PATH": "/usr/bin:/bin"}
    subprocess.run([folder / "associate.sh"], env=env, check=True, capture_output=True)
    entry = (tmp_path / "share/applications/qmdesk.desktop").read_text("utf-8")
    assert f'Exec="{folder}/AppRun" %f\n' in entry
    kept = {each for each in (tmp_path / "share").rglob("*") if "qmdesk" in each.name}
    assert len(kept) == 4 + bool(list((tmp_path / "share/mime").glob("application/*")))
    subprocess.run([folder / "associate.sh", "--undo"], env=env, check=True, capture_output=True)
    assert not [each for each in (tmp_path / "share").rglob("*qmdesk*") if each.is_file()]


# -- what desktops are told --------------------------------------------------------------------------


def test_linux_desktops_open_a_case_with_the_program():
    entry = (linux_tree.SOURCES / "qmdesk.desktop").read_text("utf-8")
    assert f"MimeType={MIME};" in entry
    assert "Exec=qmdesk %f" in entry
    # the name that the window gives itself, so that its icon is found
    assert 'setDesktopFileName("qmdesk")' in (ROOT / "qmdesk/ui/app.py").read_text("utf-8")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ET.parse(linux_tree.SOURCES / "qmdesk.xml").find("m:mime-type", space)
    assert kind is not None
    assert kind.get("type") == MIME
    assert [each.get("pattern") for each in kind.findall("m:glob", space)] == ["*.qmcase"]
    assert kind.find("m:icon", space).get("name") == linux_tree.CASE_ICON  # pyright: ignore[reportOptionalMemberAccess]


def test_the_number_in_a_cases_head_is_the_one_that_desktops_look_for():
    from qmdesk.casefile.schema import APPLICATION_ID

    assert APPLICATION_ID.to_bytes(4, "big") == b"QMDK"
    assert 'offset="68" value="QMDK"' in (linux_tree.SOURCES / "qmdesk.xml").read_text("utf-8")


def test_macos_opens_a_case_with_the_program():
    told = platforms.plist()
    exported = told["UTExportedTypeDeclarations"][0]
    assert exported["UTTypeTagSpecification"] == {"public.filename-extension": ["qmcase"], "public.mime-type": MIME}
    assert told["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert told["CFBundleShortVersionString"] == __version__


@pytest.mark.parametrize(
    ("version", "four"), [("0.1.0", (0, 1, 0, 0)), ("12.3.4.5", (12, 3, 4, 5)), ("2.1rc1", (2, 0, 0, 0))]
)
def test_windows_counts_versions_by_four_numbers(version: str, four: tuple[int, ...]):
    assert platforms.four(version) == four


def test_windows_starts_the_program_as_whoever_asks_and_with_long_paths():
    manifest = platforms.MANIFEST.read_text("utf-8")
    assert 'requestedExecutionLevel level="asInvoker"' in manifest
    assert re.search(r"<longPathAware[^>]*>true</longPathAware>", manifest)
    ET.fromstring(manifest)


# -- Inno Setup --------------------------------------------------------------------------------------

SCRIPT = ROOT / "build_spec" / "windows" / "qmdesk.iss"
#: Files of the frozen program that only a build on Windows has.
OF_THE_BUILD = {"qmdesk.exe", "qmdeskw.exe", "LICENCES.txt", "_internal\\*"}


@pytest.fixture
def script() -> str:
    raw = SCRIPT.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Inno Setup reads Chinese only with this mark"
    return raw.decode("utf-8-sig")


def test_every_file_that_the_installer_names_is_there(script: str):
    sources = re.findall(r'^Source: "([^"]+)"', script, re.MULTILINE)
    of_build = {each.removeprefix("{#Build}\\") for each in sources if each.startswith("{#Build}")}
    assert of_build == OF_THE_BUILD
    named = [each for each in sources if not each.startswith("{#Build}")]
    named += re.findall(r"^(?:LicenseFile|SetupIconFile)=(.+)$", script, re.MULTILINE)
    assert len(named) == 3
    for each in named:
        assert (SCRIPT.parent / each.replace("\\", "/")).resolve().is_file(), each


def test_what_the_installer_starts_and_shows_it_also_installs(script: str):
    installed = {"qmdesk.exe", "qmdeskw.exe", "case.ico"}
    assert set(re.findall(r"\{app\}\\([\w.]+)", script)) - {"_internal"} <= installed
    assert "qmdeskw" in (ROOT / "build_spec/pack/platforms.py").read_text("utf-8")


def test_the_installer_needs_no_administrator_and_leaves_cases_alone(script: str):
    assert "PrivilegesRequired=lowest" in script
    removed = script.partition("[InstallDelete]")[2].partition("[Files]")[0]
    assert re.findall(r'^Type: \w+; Name: "([^"]+)"', removed, re.MULTILINE) == ["{app}\\_internal"]
    assert "[UninstallDelete]" not in script
    assert all("Root: HKA;" in each for each in re.findall(r"^Root:.+$", script, re.MULTILINE))


def test_messages_and_tasks_of_the_installer_are_all_defined_in_both_languages(script: str):
    defined = {lang: set(re.findall(rf"^{lang}\.(\w+)=", script, re.MULTILINE)) for lang in ("zh", "en")}
    used = set(re.findall(r"\{cm:(\w+)", script)) - {"LaunchProgram"}
    assert used == defined["zh"] == defined["en"]
    tasks = set(re.findall(r'^Name: "(\w+)"; Description', script, re.MULTILINE))
    assert set(re.findall(r"Tasks: (\w+)", script)) == tasks


# -- icons -------------------------------------------------------------------------------------------


def test_icons_have_every_size_that_systems_ask_for():
    with Image.open(platforms.ICONS / "qmdesk.ico") as icon:
        assert {(side, side) for side in linux_tree.SIZES} <= set(icon.info["sizes"])
    with Image.open(platforms.ICONS / "qmdesk.icns") as icon:
        assert max(icon.info["sizes"])[0] >= 512
    ET.parse(platforms.ICONS / "qmdesk.svg")


def test_the_version_is_one_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["setuptools"]["dynamic"]["version"]["attr"] == "qmdesk.__version__"
    assert f'#define Version "{__version__}"' in SCRIPT.read_text("utf-8-sig")
