"""What a person said of a table of readings: its heading rows, what each column is. Kept and offered again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qmdesk.model.canonical import Json, sha256_bytes
from qmdesk.model.problem import Problem, Refused

#: Most columns and bytes of a mapping that is read from outside.
_COLUMNS, _BYTES = 16_384, 4 * 1024 * 1024


class Role(StrEnum):
    """What a column holds."""

    VALUE = "value"
    SUBGROUP = "subgroup"
    ORDER = "order"
    NAME = "name"
    LOWER = "lsl"
    UPPER = "usl"
    TARGET = "target"
    UNIT = "unit"
    IGNORED = "ignored"


class Shape(StrEnum):
    """How readings lie: a characteristic a column; a subgroup a row; a reading a row with its characteristic's name.

    ``ACROSS`` (a subgroup a column) is read as it is found, its columns have no roles.
    """

    COLUMNS = "columns"
    WIDE = "wide"
    LONG = "long"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """A column from 0, what stood above it, and what it is; ``name`` and ``unit`` stand in for those of the file."""

    at: int
    heading: str
    role: Role
    name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One table: ``sheet`` by its name ("" the only one), ``header`` rows from 0 ascending, the last right above the
    readings; columns without a role are ignored. ``decimal`` is ``,``, ``.`` or "" where the file tells."""

    sheet: str
    header: tuple[int, ...]
    shape: Shape
    columns: tuple[ColumnRole, ...]
    decimal: str = ""

    @property
    def fingerprint(self) -> str:
        """The shape of the file: its headings with their columns. Files of the same kind have the same."""
        heads = [[each.at, _squeezed(each.heading)] for each in self.columns]
        return sha256_bytes(json.dumps([len(self.columns), heads], ensure_ascii=False).encode("utf-8"))

    def with_role(self, at: int, role: Role) -> Mapping:
        """The mapping with another role of one column; the roles of which there is one leave the column that had it."""
        columns: list[ColumnRole] = []
        for each in self.columns:
            if each.at == at:
                each = ColumnRole(each.at, each.heading, role, each.name if role is each.role else "", each.unit)
            elif role in _SINGLE and each.role is role:
                each = ColumnRole(each.at, each.heading, Role.IGNORED, "", each.unit)
            columns.append(each)
        named = any(each.role is Role.NAME for each in columns)
        shape = Shape.LONG if named else self.shape if self.shape is not Shape.LONG else Shape.COLUMNS
        return Mapping(self.sheet, self.header, shape, tuple(columns), self.decimal)

    def named(self, at: int, name: str, unit: str) -> Mapping:
        """The mapping with a name and a unit of one column, "" where the file's own stand."""
        columns = (
            ColumnRole(at, each.heading, each.role, name, unit) if each.at == at else each for each in self.columns
        )
        return Mapping(self.sheet, self.header, self.shape, tuple(columns), self.decimal)

    def to_json(self) -> Json:
        return {
            "v": 1,
            "sheet": self.sheet,
            "header": tuple(self.header),
            "shape": str(self.shape),
            "decimal": self.decimal,
            "columns": tuple(
                {"at": each.at, "heading": each.heading, "role": str(each.role), "name": each.name, "unit": each.unit}
                for each in self.columns
            ),
        }

    @classmethod
    def of_json(cls, data: Any) -> Mapping:  # noqa: ANN401 - JSON from a file
        """A mapping again. Raises ValueError for anything that :meth:`to_json` did not write."""
        try:
            columns = tuple(
                ColumnRole(_whole(each["at"]), _text(each["heading"]), Role(each["role"]), _text(each["name"]),
                           _text(each["unit"]))
                for each in data["columns"][:_COLUMNS]
            )  # fmt: skip
            found = cls(
                _text(data["sheet"]), tuple(_whole(each) for each in data["header"]), Shape(data["shape"]), columns,
                _text(data["decimal"]),
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no mapping: {error}") from error
        places = [each.at for each in columns]
        if data["v"] != 1 or found.decimal not in ("", ".", ",") or len(set(places)) != len(places):
            raise ValueError("no mapping")
        return found


_SINGLE = frozenset({Role.SUBGROUP, Role.ORDER, Role.NAME})


def read_mapping(content: bytes, name: str = "") -> Mapping:
    """A mapping from a file. Raises Refused(mapping-unreadable)."""
    try:
        if len(content) > _BYTES:
            raise ValueError("too long")
        return Mapping.of_json(json.loads(content.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(Problem("mapping-unreadable", name)) from error


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 2**31:
        raise TypeError("no row or column")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 400:
        raise TypeError("no text")
    return value
