"""Claims about zips from outside: what is read, what is set aside by name, what gives up the whole file."""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qmdesk.gate.limits import ZipLimits
from qmdesk.gate.zips import open_zip
from qmdesk.model.problem import Refused
from tests.gate.zip_factory import Part, build, names

SMALL = ZipLimits(entries=20, entry=1_000_000, total=2_000_000, ratio=50, ratio_from=10_000)


def read_all(data: bytes, limits: ZipLimits = SMALL) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Everything that could be read, and the code and place of everything that could not."""
    found: dict[str, bytes] = {}
    with open_zip(data, limits, "包.zip") as archive:
        problems = [(each.code, each.where) for each in archive.problems]
        for entry in archive.entries:
            try:
                found[entry.name] = archive.read(entry)
            except Refused as refused:
                problems += [(each.code, each.where) for each in refused.problems]
    return found, problems


def whole_refusal(data: bytes, limits: ZipLimits = SMALL) -> str:
    with pytest.raises(Refused) as caught:
        read_whole(data, limits)
    assert caught.value.problems[0].where == "包.zip"
    return caught.value.problems[0].code


def read_whole(data: bytes, limits: ZipLimits) -> None:
    with open_zip(data, limits, "包.zip") as archive:
        for entry in archive.entries:
            archive.read(entry)


def test_plain_entries_are_read_in_order_and_folders_are_no_entries() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("照片")
        archive.writestr("照片/一.txt", "甲" * 1000)
        archive.writestr("二.txt", b"", zipfile.ZIP_STORED)
    found, problems = read_all(out.getvalue())
    assert list(found.items()) == [("照片/一.txt", ("甲" * 1000).encode()), ("二.txt", b"")]
    assert problems == []


@pytest.mark.parametrize(
    ("raw", "flags", "name"),
    [
        ("自评表/设备.jpg".encode("gb18030"), 0, "自评表/设备.jpg"),
        ("自评表/𬭎.jpg".encode("gb18030"), 0, "自评表/𬭎.jpg"),
        ("自评表/设备.jpg".encode(), 0x800, "自评表/设备.jpg"),
        ("自评表/设备.jpg".encode(), 0, "自评表/设备.jpg"),  # the flag forgotten, as macOS does
        (b"docs\\report.pdf", 0, "docs/report.pdf"),
    ],
)
def test_names_are_decoded_as_they_were_meant(raw: bytes, flags: int, name: str) -> None:
    found, problems = read_all(build(Part(raw, b"x", flags=flags)))
    assert (list(found), problems) == ([name], [])


BAD_NAMES = [
    ("../evil.txt", "zip-name-traversal"),
    ("a/../../evil.txt", "zip-name-traversal"),
    ("a/..\\..\\evil.txt", "zip-name-traversal"),
    ("./a.txt", "zip-name-traversal"),
    ("a/. ./b", "zip-name-traversal"),
    ("a//b", "zip-name-traversal"),
    ("/etc/passwd", "zip-name-absolute"),
    ("\\\\server\\share\\x", "zip-name-absolute"),
    ("C:\\windows\\x.dll", "zip-name-absolute"),
    ("c:x", "zip-name-absolute"),
    ("CON", "zip-name-device"),
    ("a/nul.txt", "zip-name-device"),
    ("a/LPT1", "zip-name-device"),
    ("a/com¹.log", "zip-name-device"),
    ("a/aux .txt", "zip-name-device"),
    ("a.txt:stream", "zip-name-device"),
    ("a\x00b.txt", "zip-name-control"),
    ("a\nb.txt", "zip-name-control"),
    ("a\x7fb.txt", "zip-name-control"),
    ("photo\u202egpj.exe", "zip-name-bidi"),
    ("x\u2066y", "zip-name-bidi"),
    ("", "zip-name-length"),
    ("长" * 600, "zip-name-length"),
]


@pytest.mark.parametrize(("name", "code"), BAD_NAMES)
def test_a_bad_name_is_set_aside_and_the_others_go_in(name: str, code: str) -> None:
    data = build(
        Part("好.txt".encode(), b"good", flags=0x800),
        Part(name.encode(), b"bad", flags=0x800),
        Part("也好.txt".encode(), b"good too", flags=0x800),
    )
    found, problems = read_all(data)
    assert found == {"好.txt": b"good", "也好.txt": b"good too"}
    assert [each[0] for each in problems] == [code]
    assert problems[0][1].startswith("包.zip/")
    assert problems[0][1].isprintable()


@pytest.mark.parametrize("name", ["console.txt", "auxiliary/x", "com10", "报告 v1.0.txt", ".hidden", "a..b", "null"])
def test_innocent_names_pass(name: str) -> None:
    found, problems = read_all(names(name))
    assert (list(found), problems) == ([name], [])


def test_a_name_in_no_known_encoding_is_set_aside() -> None:
    found, problems = read_all(build(Part(b"\xff\xff.txt", b"x"), Part(b"ok", b"y")))
    assert (found, [each[0] for each in problems]) == ({"ok": b"y"}, ["zip-name-encoding"])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("证书.pdf", "证书.pdf"),
        ("Cert.PDF", "cert.pdf"),
        (unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")),
        ("STRASSE.txt", "straße.txt"),
        ("a\\b", "a/b"),
    ],
)
def test_names_that_some_file_system_takes_for_one_are_all_set_aside(one: str, two: str) -> None:
    data = build(Part(one.encode(), b"1", flags=0x800), Part(two.encode(), b"2", flags=0x800), Part(b"z", b"3"))
    found, problems = read_all(data)
    assert found == {"z": b"3"}
    assert [each[0] for each in problems] == ["zip-duplicate", "zip-duplicate"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_other_things_are_set_aside(kind: int) -> None:
    found, problems = read_all(build(Part(b"link", b"/etc/passwd", system=3, mode=kind | 0o777), Part(b"ok", b"y")))
    assert (found, [each[0] for each in problems]) == ({"ok": b"y"}, ["zip-link"])


def test_unix_modes_of_plain_files_pass() -> None:
    found, _ = read_all(build(Part(b"ok", b"y", system=3, mode=stat.S_IFREG | 0o644)))
    assert found == {"ok": b"y"}


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2000])
def test_encrypted_entries_are_set_aside(flags: int) -> None:
    _, problems = read_all(build(Part(b"secret", b"x", flags=flags)))
    assert [each[0] for each in problems] == ["zip-encrypted"]


@pytest.mark.parametrize("method", [1, 9, 12, 14, 93, 99])
def test_other_methods_are_set_aside(method: int) -> None:
    _, problems = read_all(build(Part(b"a", b"x", method=method)))
    assert [each[0] for each in problems] == ["zip-method"]


def test_a_bomb_that_says_its_size_is_set_aside_unread() -> None:
    bomb = Part(b"bomb", b"\0" * 900_000)
    found, problems = read_all(build(bomb, Part(b"ok", b"y")))
    assert (found, problems) == ({"ok": b"y"}, [("zip-ratio", "包.zip/bomb")])


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks() -> None:
    with open_zip(build(Part(b"bomb", b"\0" * 50_000_000, size=1000)), SMALL) as archive:
        stream = archive.stream(archive.entries[0])
        with pytest.raises(Refused) as caught:
            for _ in stream:
                continue
        assert caught.value.problems[0].code in {"zip-ratio", "zip-entry-too-large"}
        assert archive.spent < 2 * SMALL.entry


def test_ratio_counts_only_above_its_size() -> None:
    found, problems = read_all(build(Part(b"zeros", b"\0" * 9_000)))
    assert (len(found["zeros"]), problems) == (9_000, [])


def test_an_entry_beyond_its_size_is_set_aside() -> None:
    noise = os.urandom(1_000_001)
    _, problems = read_all(build(Part(b"large", noise, deflate=False)))
    assert [each[0] for each in problems] == ["zip-entry-too-large"]


def test_too_much_in_all_gives_up_the_file() -> None:
    noise = os.urandom(900_000)
    parts = [Part(f"{each}".encode(), noise, deflate=False) for each in range(3)]
    assert whole_refusal(build(*parts)) == "zip-too-large"


def test_the_total_counts_real_bytes() -> None:
    noise = os.urandom(900_000)
    parts = [Part(f"{each}".encode(), noise, size=10) for each in range(3)]
    with open_zip(build(*parts), SMALL) as archive:
        codes = []
        for entry in archive.entries:
            with pytest.raises(Refused) as caught:
                archive.read(entry)
            codes.append(caught.value.problems[0].code)
    assert codes == ["zip-entry-damaged", "zip-entry-damaged", "zip-too-large"]


def test_too_many_entries_give_up_the_file() -> None:
    assert whole_refusal(build(*(Part(f"{each}".encode(), b"x") for each in range(21)))) == "zip-too-many-entries"


def test_a_count_that_lies_gives_up_the_file() -> None:
    parts = [Part(f"{each}".encode(), b"x") for each in range(5)]
    assert whole_refusal(build(*parts, count=3)) == "zip-damaged"
    assert whole_refusal(build(*parts, count=7)) == "zip-damaged"


def test_two_entries_on_the_same_bytes_give_up_the_file() -> None:
    first = Part(b"kernel", os.urandom(100), deflate=False)
    again = Part(b"kernel", first.content, deflate=False, offset=0)
    assert whole_refusal(build(first, again)) == "zip-overlap"


def test_an_entry_inside_another_gives_up_the_file() -> None:
    inner = build(Part(b"b", b"inside", deflate=False))
    outer = Part(b"a", inner, deflate=False)
    start = 30 + 1
    data = build(outer, Part(b"b", b"inside", deflate=False, offset=start))
    assert whole_refusal(data) == "zip-overlap"


@pytest.mark.parametrize(
    "part",
    [
        Part(b"a.txt", b"x", local_name=b"b.txt"),
        Part(b"a.txt", b"x" * 100, local_method=0),
        Part(b"a.txt", b"x", offset=5),
        Part(b"a.txt", b"x", offset=10**6),
    ],
)
def test_headers_that_disagree_give_up_the_file(part: Part) -> None:
    assert whole_refusal(build(part)) == "zip-damaged"


def test_bytes_before_or_behind_the_zip_give_up_the_file() -> None:
    """What one program reads as a zip and another as something else."""
    assert whole_refusal(build(Part(b"a", b"x")) + b"junk") == "zip-damaged"
    shifted = b"MZ junk" + build(Part(b"a", b"x"))
    assert whole_refusal(shifted) == "zip-damaged"


def test_a_comment_is_no_harm_even_with_an_end_record_in_it() -> None:
    inner = build(Part(b"inner", b"x"))
    found, problems = read_all(build(Part(b"outer", b"y"), comment=b"made by a program"))
    assert (found, problems) == ({"outer": b"y"}, [])
    assert whole_refusal(build(Part(b"outer", b"y"), comment=inner)) == "zip-damaged"


def test_a_wrong_checksum_sets_the_entry_aside() -> None:
    found, problems = read_all(build(Part(b"bad", b"x" * 99, crc=1), Part(b"ok", b"y")))
    assert (found, problems) == ({"ok": b"y"}, [("zip-entry-damaged", "包.zip/bad")])


@pytest.mark.parametrize("size", [1, 98, 100, 10_000])
def test_a_wrong_length_sets_the_entry_aside(size: int) -> None:
    _, problems = read_all(build(Part(b"bad", b"x" * 99, size=size)))
    assert [each[0] for each in problems] == ["zip-entry-damaged"]


def test_damaged_and_unfinished_streams_are_set_aside() -> None:
    good = Part(b"a", b"hello " * 100).data
    for packed in (good[:-3], b"\xff\xff\xff", good + b"more", b""):
        _, problems = read_all(build(Part(b"a", b"hello " * 100, packed=packed)))
        assert [each[0] for each in problems] == ["zip-entry-damaged"], packed[:4]


def test_a_zip_in_a_zip_is_not_opened_nor_kept() -> None:
    inner = names("x.txt")
    found, problems = read_all(
        build(Part(b"inner.zip", inner, deflate=False), Part(b"photo.jpg", inner), Part(b"ok", b"y"))
    )
    assert found == {"ok": b"y"}
    assert [each[0] for each in problems] == ["zip-nested", "zip-nested"]


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08\x00"])
def test_other_archives_in_a_zip_are_not_kept_either(start: bytes) -> None:
    _, problems = read_all(build(Part(b"a", start + b"x" * 100)))
    assert [each[0] for each in problems] == ["zip-nested"]


def test_an_office_file_in_a_zip_is_stored() -> None:
    workbook = names("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
    document = names("[Content_Types].xml", "_rels/.rels", "word/document.xml")
    open_document = build(
        Part(b"mimetype", b"application/vnd.oasis.opendocument.text", deflate=False), Part(b"content.xml", b"<a/>")
    )
    found, problems = read_all(
        build(Part(b"a.xlsx", workbook), Part(b"b.docx", document), Part(b"c.odt", open_document))
    )
    assert (sorted(found), problems) == (["a.xlsx", "b.docx", "c.odt"], [])


def test_nested_archives_can_be_let_in_by_the_caller() -> None:
    inner = names("x.txt")
    found, _ = read_all(build(Part(b"inner.zip", inner)), ZipLimits(nested=True))
    assert found == {"inner.zip": inner}


def test_64_bit_fields_are_read() -> None:
    found, problems = read_all(build(Part(b"a", b"hello", zip64=True)))
    assert (found, problems) == ({"a": b"hello"}, [])


def test_a_real_64_bit_zip_is_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open(zipfile.ZipInfo("a"), "w", force_zip64=True) as target:
        target.write(b"hello")
    assert read_all(out.getvalue())[0] == {"a": b"hello"}


def test_data_descriptors_are_read_over() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"hello " * 50)
        archive.writestr("b", b"again")
    assert read_all(out.getvalue())[0] == {"a": b"hello " * 50, "b": b"again"}


def test_every_cut_of_a_zip_is_refused() -> None:
    whole = names("一.txt", "二.txt")
    for length in range(len(whole)):
        with pytest.raises(Refused):
            read_whole(whole[:length], SMALL)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_change_of_bytes_can_do_more_than_be_refused(data: st.DataObject) -> None:
    noise = bytes(each * 37 % 256 for each in range(40))
    whole = bytearray(build(Part(b"a.txt", b"hello " * 30), Part("二.txt".encode(), noise, flags=0x800)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found, _ = read_all(bytes(whole))
    except Refused:
        return
    assert {b"hello " * 30, noise}.issuperset(found.values())
    assert not any(".." in name.split("/") or name.startswith("/") for name in found)


def test_a_path_is_opened_and_its_name_is_the_place(tmp_path: Path) -> None:
    path = tmp_path / "佐证.zip"
    path.write_bytes(names("../x"))
    with open_zip(path) as archive:
        assert archive.problems[0].where == "佐证.zip/../x"
    with pytest.raises(Refused) as caught:
        open_zip(tmp_path / "no.zip")
    assert caught.value.problems[0].code == "file-missing"
    path.write_bytes(b"not a zip")
    with pytest.raises(Refused) as caught:
        open_zip(path)
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("zip-damaged", "佐证.zip")
