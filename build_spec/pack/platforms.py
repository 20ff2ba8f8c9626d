"""What is different about the program's file on each system: icon, version, manifest, association."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qmdesk import __version__

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "resources" / "icons" / "app"
MANIFEST = ROOT / "build_spec" / "windows" / "qmdesk.manifest"
IDENTIFIER = "cn.qmdesk.qmdesk"
CASE_TYPE = "cn.qmdesk.case"
ABOUT = "制造业企业质量管理能力评价现场复核"


def programs(exe: Callable[..., Any], archive: object, scripts: object) -> list[Any]:
    """The program; on Windows a second one without a console, which the shortcuts and the association start."""
    common: dict[str, Any] = {"exclude_binaries": True, "upx": False, "console": True}
    if sys.platform == "win32":
        common |= {"icon": str(ICONS / "qmdesk.ico"), "version": windows_version(), "manifest": str(MANIFEST)}
        windowed = common | {"console": False}
        return [exe(archive, scripts, name="qmdesk", **common), exe(archive, scripts, name="qmdeskw", **windowed)]
    if sys.platform == "darwin":
        common |= {"icon": str(ICONS / "qmdesk.icns"), "console": False}
    return [exe(archive, scripts, name="qmdesk", **common)]


def four(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts it."""
    numbers = [int(each) for each in version.split(".") if each.isdigit()]
    padded = (*numbers, 0, 0, 0, 0)
    return padded[0], padded[1], padded[2], padded[3]


def windows_version() -> object:
    """The version resource that Explorer shows under Details."""
    from PyInstaller.utils.win32 import versioninfo as info

    words = {
        "CompanyName": "qmdesk",
        "FileDescription": f"qmdesk {ABOUT}",
        "FileVersion": __version__,
        "InternalName": "qmdesk",
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": "qmdesk.exe",
        "ProductName": "qmdesk",
        "ProductVersion": __version__,
    }
    strings = [info.StringStruct(name, value) for name, value in words.items()]
    # 0x0804: Chinese of the mainland, 1200: Unicode
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=four(__version__), prodvers=four(__version__), mask=0x3F, OS=0x40004),
        kids=[
            info.StringFileInfo([info.StringTable("080404B0", strings)]),
            info.VarFileInfo([info.VarStruct("Translation", [0x0804, 1200])]),
        ],
    )


def bundle() -> dict[str, Any]:
    """What macOS is told in Info.plist; a case is a type of document of ours."""
    return {
        "name": "qmdesk.app",
        "icon": str(ICONS / "qmdesk.icns"),
        "bundle_identifier": IDENTIFIER,
        "version": __version__,
        "info_plist": plist(),
    }


def plist() -> dict[str, Any]:
    return {
        "CFBundleShortVersionString": __version__,
        "CFBundleDevelopmentRegion": "zh-Hans",
        "CFBundleLocalizations": ["zh-Hans", "en"],
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": CASE_TYPE,
                "UTTypeDescription": "qmdesk 案卷",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["qmcase"],
                    "public.mime-type": "application/vnd.qmdesk.case",
                },
            }
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "qmdesk 案卷",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [CASE_TYPE],
                "CFBundleTypeExtensions": ["qmcase"],
            }
        ],
    }
