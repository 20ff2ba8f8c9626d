"""What kind of place a case lies in, by names and mounts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from qmdesk.workspace.places import mount_type, place_of, same_disk, synced_name


@pytest.mark.parametrize(
    "path",
    [
        PureWindowsPath(r"C:\Users\王工\OneDrive\评价\甬江.qmcase"),
        PureWindowsPath(r"C:\Users\wang\OneDrive - 某某机构\甬江.qmcase"),
        PureWindowsPath(r"D:\BaiduSyncdisk\甬江.qmcase"),
        PureWindowsPath(r"D:\坚果云\甬江.qmcase"),
        PureWindowsPath(r"D:\WPS云盘\甬江.qmcase"),
        PurePosixPath("/Users/wang/Library/Mobile Documents/com~apple~CloudDocs/甬江.qmcase"),
        PurePosixPath("/home/wang/Dropbox (Personal)/甬江.qmcase"),
    ],
)
def test_folders_of_sync_programs_are_known(path: PurePosixPath | PureWindowsPath):
    assert synced_name(path)


@pytest.mark.parametrize("name", ["评价", "dropboxes", "mega厂", "onedrive.qmcase"])
def test_ordinary_names_are_left_in_peace(name: str):
    assert synced_name(PurePosixPath("/home/wang") / name / "甬江.qmcase") == ""
    assert synced_name(PurePosixPath("/home/wang") / name) == ""


def test_the_innermost_mount_counts_and_the_later_hides_the_earlier():
    mounts = [
        "/dev/sda1 / ext4 rw 0 0",
        "server:/share /mnt/share nfs4 rw 0 0",
        "//server/a /mnt/with\\040blank cifs rw 0 0",
        "/dev/sdb1 /mnt/share/stick vfat rw 0 0",
        "tmpfs /mnt/over tmpfs rw 0 0",
        "//server/b /mnt/over smb3 rw 0 0",
        "broken",
    ]
    assert mount_type("/home/a", mounts) == ("/dev/sda1", "ext4")
    assert mount_type("/mnt/share/甬江.qmcase", mounts)[1] == "nfs4"
    assert mount_type("/mnt/share/stick/甬江.qmcase", mounts)[1] == "vfat"
    assert mount_type("/mnt/shared/甬江.qmcase", mounts)[1] == "ext4"
    assert mount_type("/mnt/with blank/甬江.qmcase", mounts)[1] == "cifs"
    assert mount_type("/mnt/over/甬江.qmcase", mounts)[1] == "smb3"


def test_a_folder_with_the_mark_of_a_sync_program_is_told(tmp_path: Path):
    case = tmp_path / "评价" / "甬江.qmcase"
    case.parent.mkdir()
    assert place_of(case) == ""
    (tmp_path / ".stfolder").mkdir()
    assert place_of(case) == "synced"


def test_one_disk_is_one_disk_also_for_what_is_not_there_yet(tmp_path: Path):
    assert same_disk(tmp_path, tmp_path / "not" / "yet" / "a.qmcase")
