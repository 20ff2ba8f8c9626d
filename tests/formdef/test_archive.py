"""Form files from outside: nothing is extracted, names and sizes are bounded, and damage is a refusal."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.formdef import archive
from qmdesk.formdef.loader import load_folder, load_zip
from qmdesk.formdef.writer import zip_of
from qmdesk.model.problem import Refused

INSTITUTION = Path(__file__).parents[1] / "data" / "forms" / "institution" / "2026.1"


def packed(entries, compression=zipfile.ZIP_DEFLATED):
    """A zip of (name or ZipInfo, bytes) pairs, doubled names included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as target:
        for name, data in entries:
            target.writestr(name, data)
    return out.getvalue()


def code_of(data):
    with pytest.raises(Refused) as caught:
        load_zip(data)
    return caught.value.problems[0].code


def _link():
    entry = zipfile.ZipInfo("form.yaml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([("../form.yaml", b"a")], "form-file-name"),
        ([("x/../../form.yaml", b"a")], "form-file-name"),
        ([("/form.yaml", b"a"), ("b.yaml", b"a")], "form-file-name"),
        ([("C:form.yaml", b"a")], "form-file-name"),
        ([("items\u202e.yaml", b"a")], "form-file-name"),
        ([(_link(), b"/etc/passwd")], "form-file-name"),
        ([("form.yaml", b"a"), ("macro.exe", b"a")], "form-file-kind"),
        ([("form.yaml", b"a"), ("inner.zip", b"a")], "form-file-kind"),
        ([("items/a.yaml", b"a"), ("form.yaml", b"a"), ("items/A.yaml", b"a")], "form-file-twice"),
        ([(f"{n}.txt", b"a") for n in range(archive.ENTRIES + 1)], "form-too-many-files"),
        ([("form.yaml", b"#" * (archive.FILE_BYTES + 1))], "form-file-too-large"),
        ([(f"{n}.txt", b"#" * 3_900_000) for n in range(5)], "form-file-too-large"),
        ([], "form-file-missing"),
        ([("notes.txt", b"a")], "form-file-missing"),
    ],
)
def test_a_zip_that_is_no_form_is_refused(entries, code):
    assert code_of(packed(entries)) == code


def test_a_name_with_backslashes_never_becomes_a_path():
    data = packed([("abcform.yaml", b"a")]).replace(b"abcform.yaml", b"a\\bform.yaml")
    assert code_of(data) in ("form-file-name", "form-file-unknown")


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all", b"PK\x03\x04" + b"\x00" * 40])
def test_what_is_no_zip_is_refused(data):
    assert code_of(data) == "form-zip-damaged"


def test_a_damaged_zip_is_refused():
    whole = zip_of(load_folder(INSTITUTION))
    middle = len(whole) // 3
    assert code_of(whole[:middle] + bytes(byte ^ 0xFF for byte in whole[middle : middle + 64]) + whole[middle + 64 :])
    assert code_of(whole[:-30]) == "form-zip-damaged"


def test_a_zip_that_lies_about_its_sizes_is_counted_by_real_bytes():
    data = bytearray(packed([("form.yaml", b"#" * (archive.FILE_BYTES + 10))]))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    assert code_of(bytes(data)) in ("form-zip-damaged", "form-file-too-large", "form-file-missing")


def test_an_encrypted_entry_is_refused():
    data = bytearray(packed([("form.yaml", b"a: b")]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert code_of(bytes(data)) == "form-zip-encrypted"


def test_traces_of_an_archiver_are_passed_over():
    form = load_folder(INSTITUTION)
    entries = [(f"mine/{name}", data) for name, data in form.files.items()]
    assert load_zip(packed([*entries, ("__MACOSX/mine/._form.yaml", b"x"), (".DS_Store", b"x")])) == form


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused) as caught:
        load_folder(tmp_path / "none")
    assert caught.value.problems[0].code == "form-folder-missing"


def test_a_folder_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    (tmp_path / "form.yaml").write_text("a: b")

    def denied(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(Refused) as caught:
        load_folder(tmp_path)
    assert caught.value.problems[0].code == "form-folder-unreadable"


def test_links_in_a_folder_are_not_followed(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("a: b")
    folder = tmp_path / "form"
    folder.mkdir()
    (folder / "form.yaml").symlink_to(outside)
    assert archive.folder_files(folder) == {}


def test_a_folder_is_bounded_too(tmp_path):
    (tmp_path / "form.yaml").write_bytes(b"#" * (archive.FILE_BYTES + 1))
    with pytest.raises(Refused) as caught:
        archive.folder_files(tmp_path)
    assert caught.value.problems[0].code == "form-file-too-large"


def test_other_files_of_a_folder_are_not_part_of_the_form(tmp_path):
    form = load_folder(INSTITUTION)
    for name, data in form.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "README.md").write_text("x")
    assert load_folder(tmp_path) == form


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_a_flipped_byte_never_gives_another_form_unnoticed_or_a_crash(at, byte):
    form = load_folder(INSTITUTION)
    data = bytearray(zip_of(form))
    data[at % len(data)] = byte
    try:
        found = load_zip(bytes(data))
    except Refused:
        return
    assert found.sha256 == form.sha256
