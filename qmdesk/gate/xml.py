"""XML from outside: no DTD in any part, so no entity that could grow or reach out."""

from __future__ import annotations

import pyexpat
from typing import TYPE_CHECKING

from qmdesk.model.problem import Problem, Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHUNK = 16 * 1024


class _Past(Exception):
    """The root element began: a DTD can't come any more."""


def refuse_dtd(data: bytes, where: str) -> None:
    """Read up to the root element. Raises Refused: xml-dtd, or xml-damaged where that much is no XML."""
    parser = pyexpat.ParserCreate()

    def doctype(*_: object) -> None:
        raise Refused(Problem("xml-dtd", where))

    def root(*_: object) -> None:
        raise _Past

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except _Past:
        return
    except pyexpat.ExpatError as error:
        raise Refused(Problem("xml-damaged", where, {"line": error.lineno})) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, or that expat can't take
        raise Refused(Problem("xml-damaged", where, {"line": 1})) from error


def parse_xml(data: bytes, where: str) -> Element:
    """The root element of a small part. Raises Refused: xml-dtd, xml-damaged."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(Problem("xml-dtd", where)) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(Problem("xml-damaged", where)) from error
