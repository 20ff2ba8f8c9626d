"""Results in the language DMIS (ISO 22093), as many measuring programs write them (``.dmo``).

Used of the language: ``UNITS/MM``; ``T(d)=TOL/DIAM,low,high`` (DIAM, RAD are on a nominal) and ``T(f)=TOL/FLAT,zone``
(form and position: nothing below zero); ``F(c)=FEAT/CIRCLE,…,diameter`` the nominal, ``FA(c)=…`` the actual feature;
``TA(d)=TOL/DIAM,figure,INTOL``; ``OUTPUT/FA(c),TA(d)`` which belong together. Programs write into TA(…) of a size
either the size or its deviation: the actual feature decides which, and without it the line is not used. A line that
ends in ``$`` goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from qmdesk.intake.readers.protocols import Found, Measured, number, unit_of

_STATEMENT = re.compile(r"(F|FA|T|TA)\s*\(([^()]+)\)\s*=\s*(FEAT|TOL)\s*/(.*)", re.IGNORECASE)
_OUTPUT = re.compile(r"OUTPUT\s*/(.*)", re.IGNORECASE)
_LABEL = re.compile(r"(FA|TA)\s*\(([^()]+)\)", re.IGNORECASE)
_UNITS = re.compile(r"UNITS\s*/\s*([A-Z]+)", re.IGNORECASE)
#: Tolerances of a zone, whose figure is the measured value itself.
_ZONES = frozenset({
    "FLAT", "STRGHT", "CIRLTY", "CYLCTY", "PARLEL", "PERP", "ANGLR", "POS", "CONCEN", "SYM", "CRNOUT", "TRNOUT",
    "PROFS", "PROFL",
})  # fmt: skip
#: Features that end in their size.
_SIZED = frozenset({"CIRCLE", "ARC", "SPHERE", "CYLNDR"})

Fields = list[str]


def recognises(start: str) -> bool:
    """Whether a text holds actual tolerances and features of this language."""
    return "=" in start and re.search(r"(?m)^\s*TA\s*\([^()]+\)\s*=\s*TOL\s*/", start) is not None


def read(lines: list[str], found: Found) -> None:
    """Every actual tolerance in order, with the feature that an OUTPUT names beside it."""
    known: dict[tuple[str, str], Fields] = {}
    feature, unit = "", ""
    for at, line in _statements(lines):
        if (said := _UNITS.match(line)) is not None:
            unit = unit_of(said[1])
        elif (output := _OUTPUT.match(line)) is not None:
            labels = [(kind.upper(), name.strip()) for kind, name in _LABEL.findall(output[1])]
            feature = next((name for kind, name in labels if kind == "FA"), "")
        elif (statement := _STATEMENT.match(line)) is not None:
            kind, name = statement[1].upper(), statement[2].strip()
            fields = [each.strip() for each in statement[4].split(",")]
            known[kind, name] = fields
            if kind == "TA":
                value = _value(at, name, fields, known, feature, unit)
                if value is not None:
                    found.values.append(value)
                else:
                    found.refuse(at, line)


def _statements(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines without labels and comments, those that go on joined."""
    begun, whole = 0, ""
    for at, line in enumerate(lines, 1):
        text = line.split("$$")[0].strip()
        begun = begun or at
        if text.endswith("$"):
            whole += text[:-1]
            continue
        if whole or text:
            yield begun, whole + text
        begun, whole = 0, ""


def _value(
    at: int, name: str, fields: Fields, known: dict[tuple[str, str], Fields], feature: str, unit: str
) -> Measured | None:
    kind, figures = fields[0].upper(), [number(each) for each in fields[1:]]
    wanted = known.get(("T", name), [])
    limits = [value for each in wanted[1:] if (value := number(each)) is not None]
    figure = next((each for each in figures if each is not None), None)
    if figure is None or not wanted or wanted[0].upper() != kind:
        return None
    if kind in _ZONES:
        return Measured(at, name, unit, None, None, limits[0], figure) if len(limits) == 1 else None
    if kind not in ("DIAM", "RAD") or len(limits) < 2:
        return None
    nominal, actual = (_size(known.get((each, feature), []), kind) for each in ("F", "FA"))
    if nominal is None or actual is None or limits[-2] >= limits[-1]:
        return None
    fine = Decimal(10) ** int(figure.as_tuple().exponent)
    if min(abs(figure - actual), abs(figure - (actual - nominal))) > fine:
        return None
    return Measured(at, name, unit, nominal, nominal + limits[-2], nominal + limits[-1], actual)


def _size(fields: Fields, kind: str) -> Decimal | None:
    """Diameter or radius of a feature: what its line ends in is the diameter."""
    if not fields or fields[0].upper() not in _SIZED or len(fields) > 10:
        return None
    diameter = number(fields[-1])
    return diameter if diameter is None or kind == "DIAM" else diameter / 2
