"""The offices' contact lists (联络员名单), read as offices send them: a region in the head, a person a row."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from qmdesk.intake.readers.grid import Sheet
from qmdesk.intake.readers.opening import read_table
from qmdesk.model.problem import Problem, Refused, Severity

#: Fields of a contact, with the words that head their columns; 手机 comes before 电话, since it often says both.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "联络员", "联系人", "联络人", "name"),
    "unit": ("工作单位", "单位", "部门", "处室", "unit"),
    "post": ("职务", "职称", "岗位", "post"),
    "mobile": ("手机号码", "手机", "移动电话", "mobile"),
    "phone": ("联系电话", "办公电话", "电话", "座机", "telephone"),
    "email": ("电子邮箱", "邮箱", "email", "e-mail"),
    "region": ("所在地区", "地区", "县市区", "区县", "设区市", "推荐地区", "region"),
}
_HEAD_OF_REGION = re.compile(r"^(?:推荐)?(?:地区|区县|县市区|设区市)\s*[:：]\s*(.*)$")
#: Rows that are looked at in search of the header.
_LOOKED = 30
_MOST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contact:
    """One person of an office; ``where`` is the row that said so."""

    name: str
    region: str = ""
    unit: str = ""
    post: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Contacts:
    """What a file gave: people in order, and what was set aside or doubted."""

    found: tuple[Contact, ...]
    problems: tuple[Problem, ...] = field(default=())


def read_contacts(path: Path) -> Contacts:
    """Read a list of contacts. Raises Refused: contacts-no-table, and what opening a table refuses."""
    if path.stat().st_size > _MOST:
        raise Refused(Problem("file-too-large", path.name))
    grid = read_table(path.read_bytes(), path.name)
    found: list[Contact] = []
    problems: list[Problem] = []
    headed = False
    for sheet in grid.sheets:
        head = _header(sheet)
        if head is None:
            continue
        headed = True
        contacts, told = _people(sheet, *head)
        found += contacts
        problems += told
    if not headed:
        raise Refused(Problem("contacts-no-table", path.name))
    if not found:
        problems.append(Problem("contacts-empty", path.name))
    return Contacts(tuple(found), (*problems, *_twice(found)))


def _plain(text: str) -> str:
    return re.sub(r"[\s*（(].*$|\s", "", unicodedata.normalize("NFKC", text).strip()).casefold()


def _header(sheet: Sheet) -> tuple[int, dict[str, int], str] | None:
    """The row of the header, its columns, and the region that stands above it."""
    region = ""
    for row in range(min(len(sheet.rows), _LOOKED)):
        texts = [sheet.text(row, column) for column in range(sheet.width)]
        columns: dict[str, int] = {}
        for at, text in enumerate(texts):
            name = next((each for each, words in COLUMNS.items() if _plain(text) in map(str.casefold, words)), "")
            if name and name not in columns:
                columns[name] = at
        if "name" in columns and len(columns) >= 2:
            return row, columns, region
        for text in texts:
            said = _HEAD_OF_REGION.match(unicodedata.normalize("NFKC", text).strip())
            if said is not None and said[1].strip(" _"):
                region = said[1].strip(" _")
    return None


def _people(sheet: Sheet, head: int, columns: dict[str, int], region: str) -> tuple[list[Contact], list[Problem]]:
    found: list[Contact] = []
    problems: list[Problem] = []
    for row in range(head + 1, len(sheet.rows)):
        values = {name: _value(sheet.text(row, column)) for name, column in columns.items()}
        if not any(values.values()):
            continue
        where = sheet.place(row, columns["name"])
        if not values["name"]:
            if not _is_note(sheet, row):
                problems.append(Problem("contact-nameless", where))
            continue
        if _is_note(sheet, row):
            continue
        contact = Contact(**{"region": region, **{k: v for k, v in values.items() if v}, "where": where})
        if not (contact.mobile or contact.phone):
            problems.append(Problem("contact-without-number", where, {"name": contact.name}, Severity.WARNING))
        elif contact.mobile and not re.fullmatch(r"1[0-9]{10}", contact.mobile):
            details = {"name": contact.name, "text": contact.mobile[:30]}
            problems.append(Problem("contact-odd-mobile", where, details, Severity.WARNING))
        found.append(contact)
    return found, problems


def _value(text: str) -> str:
    """A cell as text; a number that lost its format keeps its digits."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain[:-2] if re.fullmatch(r"[0-9]{6,}\.0", plain) else plain


def _is_note(sheet: Sheet, row: int) -> bool:
    first = next((sheet.text(row, column).strip() for column in range(sheet.width) if sheet.text(row, column)), "")
    return first.startswith(("备注", "注:", "注：", "说明", "填报"))


def _twice(found: list[Contact]) -> list[Problem]:
    seen: dict[tuple[str, str], Contact] = {}
    problems: list[Problem] = []
    for each in found:
        key = (each.region, each.name)
        if key in seen:
            details = {"name": each.name, "first": seen[key].where}
            problems.append(Problem("contact-twice", each.where, details, Severity.WARNING))
        seen.setdefault(key, each)
    return problems
