"""What kind of place a file lies in: synced to a cloud, on a network share, on a stick; and whether two share a disk.

By names of folders and kinds of mounts that are known; what isn't known is taken for an ordinary disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

SYNCED, NETWORK, REMOVABLE = "synced", "network", "removable"
#: Folders that a sync program keeps, compared without regard to case; a name with " - " behind it counts too.
_SYNCED_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "我的云端硬盘", "iclouddrive", "icloud drive",
    "mobile documents", "cloudstorage", "nutstore", "nutstore files", "我的坚果云", "坚果云", "baidunetdisk",
    "baidusyncdisk", "百度网盘", "百度网盘同步空间", "baiduyundownload", "wpsdrive", "wps云盘", "wps cloud files",
    "weiyun", "腾讯微云", "阿里云盘", "adrive", "夸克网盘", "115同步", "360云盘", "360yunpan", "微盘", "企业微信微盘",
    "nextcloud", "owncloud", "seafile", "syncthing", "resilio sync", "box sync", "mega", "megasync", "pcloud drive",
    "yandex.disk", "feishu drive", "飞书云盘", "钉钉云盘", "synologydrive", "synology drive",
)  # fmt: skip
_SYNC_MARKS = (".stfolder", ".dropbox.cache", ".seafile-data")
_NETWORK_TYPES = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs", "fuse.davfs2",
    "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.glusterfs", "virtiofs", "prl_fs", "vboxsf",
}  # fmt: skip
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


def place_of(path: Path) -> str:
    """``synced``, ``network``, ``removable``, or "" for an ordinary folder."""
    path = path.absolute()
    if _is_synced(path):
        return SYNCED
    with suppress(OSError, ValueError, AttributeError):
        if sys.platform == "win32":
            return _on_windows(path)
        if sys.platform == "darwin":
            return REMOVABLE if path.is_relative_to("/Volumes") else ""
        return _on_linux(path)
    return ""


def same_disk(one: Path, other: Path) -> bool:
    """Whether two paths lie on one disk, partitions of it included. What can't be told is taken for one."""
    try:
        return _disk_of(one) == _disk_of(other)
    except OSError:
        return True


def synced_name(path: PurePath) -> str:
    """The folder above a file that a sync program is known to keep, or ""."""
    for part in path.parts[:-1]:
        name = part.casefold().strip("\\/")
        if any(name == each or name.startswith((f"{each} - ", f"{each} (")) for each in _SYNCED_NAMES):
            return part
    return ""


def mount_type(path: str, mounts: Iterable[str]) -> tuple[str, str]:
    """The device and file system that hold a path, by lines as of /proc/mounts; ("", "") where none fits."""
    best, found = "", ("", "")
    for row in mounts:
        parts = row.split(" ")
        if len(parts) < 3:
            continue
        at = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = path == at or path.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= len(best):  # the later mount hides the earlier one
            best, found = at, (parts[0], parts[2])
    return found


def _is_synced(path: Path) -> bool:
    if synced_name(path):
        return True
    named = [os.environ.get(each, "") for each in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")]
    if any(each and path.is_relative_to(each) for each in named):
        return True
    with suppress(OSError):
        return any((folder / each).exists() for folder in path.parents for each in _SYNC_MARKS)
    return False


def _on_linux(path: Path) -> str:
    device, kind = mount_type(str(path.resolve()), Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines())
    if kind in _NETWORK_TYPES:
        return NETWORK
    if not device.startswith("/dev/"):
        return ""
    disk = _disk_of(path)
    with suppress(OSError):
        if Path(disk, "removable").read_text("ascii").strip() == "1" or "/usb" in disk:
            return REMOVABLE
    return ""


def _on_windows(path: Path) -> str:
    import ctypes

    if path.drive.startswith("\\\\"):
        return NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")  # pyright: ignore[reportAttributeAccessIssue]
    return {_WINDOWS_REMOVABLE: REMOVABLE, _WINDOWS_REMOTE: NETWORK}.get(kind, "")


def _disk_of(path: Path) -> str:
    """A name for the disk that holds a path, or the nearest folder above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    device = path.stat().st_dev
    if hasattr(os, "major"):
        here = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
        if here.exists():
            found = here.resolve()
            return str(found.parent if (found / "partition").exists() else found)
    return str(device)
