"""Claims about XML from outside: no DTD gets in, in whatever dress."""

from __future__ import annotations

import pytest

from qmdesk.gate.xml import parse_xml, refuse_dtd
from qmdesk.model.problem import Refused

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
<sst>&lol2;</sst>"""
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
BARE = b"<!DOCTYPE a><a/>"
SPACED = b"<?xml version='1.0'?>\n<!-- harmless -->\n <?pi?> <!DOCTYPE a SYSTEM 'x.dtd'><a/>"
LATE = b"<!-- " + b"x" * 100_000 + b" --><!DOCTYPE a><a/>"
WIDE = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16")


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, BARE, SPACED, LATE, WIDE])
def test_a_dtd_is_refused(data: bytes) -> None:
    for check in (refuse_dtd, parse_xml):
        with pytest.raises(Refused) as caught:
            check(data, "xl/sharedStrings.xml")
        assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("xml-dtd", "xl/sharedStrings.xml")


@pytest.mark.parametrize(
    "data",
    [
        b"<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE b [<!ENTITY]>]]></a>",
        b"<a>&lt;!DOCTYPE a&gt;</a>",
        "<甲 乙='丙'/>".encode(),
    ],
)
def test_text_that_only_speaks_of_one_passes(data: bytes) -> None:
    refuse_dtd(data, "x")
    assert parse_xml(data, "x") is not None


@pytest.mark.parametrize("data", [b"", b"no xml", b"<?xml version='1.0'", b"<!-- open", b"\xff\xfe\xff"])
def test_what_is_no_xml_is_damaged(data: bytes) -> None:
    for check in (refuse_dtd, parse_xml):
        with pytest.raises(Refused) as caught:
            check(data, "x")
        assert caught.value.problems[0].code == "xml-damaged"


def test_only_the_beginning_is_read_for_the_check() -> None:
    refuse_dtd(b"<a>" + b"<b/>" * 10 + b"not closed", "x")


def test_the_safe_parser_is_the_one_that_is_used() -> None:
    """The shipped bundle must hold defusedxml; the parser goes through it and not through the standard one."""
    import defusedxml.ElementTree

    assert defusedxml.ElementTree.fromstring(b"<a/>").tag == "a"
    with pytest.raises(Refused):
        parse_xml(OUTSIDE, "x")


def test_openpyxl_of_the_tests_uses_defusedxml_as_well() -> None:
    import openpyxl

    assert openpyxl.DEFUSEDXML
