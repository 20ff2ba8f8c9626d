"""One row of a roster after the other: what it says, as canonical texts, and everything wrong or odd about it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from qmdesk.formdef.credit_code import ALPHABET, check_character, problem_of
from qmdesk.formdef.plain_text import half_width
from qmdesk.intake.readers import Cell, CellKind, Sheet
from qmdesk.intake.roster_head import Head, is_heading
from qmdesk.intake.roster_regions import Found, Regions
from qmdesk.intake.roster_words import class_of, is_blank, is_note, is_tick, is_total, size_of, yes_no
from qmdesk.model.problem import Problem, Severity

Read = tuple[dict[str, str], dict[str, str], tuple[Problem, ...]]
_QUESTIONS = ("specialised", "earlier")
#: Letters that the standard leaves out, and what they are mistaken for.
_MISTAKEN = str.maketrans("OIZSV", "01250")
_NAME_MOST = 100
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


class Reader:
    """Reads the rows of one table from top to bottom; ``passed`` counts what was no enterprise, by reason."""

    def __init__(self, sheet: Sheet, head: Head, regions: Regions, region: str) -> None:
        self._sheet, self._head, self._regions, self._region = sheet, head, regions, region
        self.passed: Counter[str] = Counter()
        self._group = ""
        self._above: dict[str, str] = {}
        self._carried = 0
        self._silent: Counter[str] = Counter()
        self._places: dict[tuple[str, str], Found] = {}
        self._merged = _merged_values(sheet, head)
        self._ticked = {name for name in _QUESTIONS if self._is_ticked(name)}

    def read(self, at: int) -> Read | None:
        """The row's values, its texts as they stood, and problems; None for a row that is no enterprise."""
        cells = self._sheet.rows[at] if at < len(self._sheet.rows) else ()
        filled = [cell for cell in cells if cell is not None and not is_blank(cell.text)]
        texts = {name: self._text(at, name) for name in self._head.columns if name[-1] not in "+-"}
        reason = self._is_other(at, filled, texts)
        if reason:
            self.passed[reason] += 1
            return None
        problems: list[Problem] = []
        values = {
            "enterprise": self._name(texts, problems),
            "credit_code": self._code(at, texts, problems),
            "contact": " ".join(each for each in (texts.get("contact", ""), texts.get("phone", "")) if each),
            **self._answers(at, texts, problems),
            **self._beside(texts, problems),
        }
        values |= self._where(texts, values["credit_code"], problems)
        problems += self._uncomputed(at)
        raw = {name: text for name, text in texts.items() if text and name != "phone"}
        raw |= {"contact": values["contact"]} if values["contact"] else {}
        raw |= {
            name: "是" if values[name] == "true" else "否"
            for name in _QUESTIONS
            if not texts.get(name) and name in values
        }
        if values["city"] and not any(each.code.startswith("roster-county-") for each in problems):
            raw.setdefault("city", values["city"])
        return {name: text for name, text in values.items() if text}, raw, tuple(problems)

    def notes(self) -> tuple[Problem, ...]:
        """What there is to say of the table as a whole."""
        found = list[Problem]()
        place = self._sheet.place(self._head.row, 0)
        if self._carried:
            found.append(Problem("roster-county-from-above", place, {"count": self._carried}, Severity.INFO))
        for name, count in self._silent.items():
            label = self._head.labels[self._column(name)]
            found.append(Problem("roster-blank-is-no", place, {"column": label, "count": count}, Severity.INFO))
        return tuple(found)

    # -- what is no enterprise -----------------------------------------------------------------------------

    def _is_other(self, at: int, filled: list[Cell], texts: Mapping[str, str]) -> str:
        numbered = self._head.columns.get("number")
        if not filled or all(cell.column == numbered and cell.text[:1].isdigit() for cell in filled):
            return "empty"
        named, code = texts["enterprise"], texts.get("credit_code", "")
        if not (code.isascii() and len(code) > 12) and is_heading(cell.text for cell in filled):
            return "heading"
        first = filled[0].text
        if not code and (is_total(first) or is_total(named) or any(is_total(cell.text) for cell in filled[:2])):
            return "total"
        if len(filled) <= 2 and (is_note(first) or (len(first) > 40 and not code)):
            return "note"
        if len(filled) == 1 and not code:
            return self._one_cell(first)
        if not named and not code and len(filled) <= 3 and any(is_note(cell.text) for cell in filled):
            return "note"
        return ""

    def _one_cell(self, text: str) -> str:
        """A line with one cell: a county's name over its enterprises, or a remark."""
        bare = re.sub(r"[（(].*?[)）]|[:：\s]|共?[0-9]+家", "", text)
        found = self._regions.any(bare)
        if found is not None:
            self._group = found.id
            return "group"
        return "" if "公司" in text or "厂" in text else "note"

    # -- fields --------------------------------------------------------------------------------------------

    def _column(self, name: str) -> int:
        columns = self._head.columns
        return columns.get(name, columns.get(f"{name}+", columns.get(f"{name}-", 0)))

    def _text(self, at: int, name: str) -> str:
        column = self._head.columns[name]
        cell = self._sheet.at(at, column)
        text = self._merged.get((at, column), "") if cell is None else cell.text
        text = text.strip()
        if not text.isprintable():
            text = _HIDDEN.sub("", text).replace("\u00a0", " ").strip()
        text = text.removeprefix("'").strip()
        return "" if is_blank(text) and name not in _QUESTIONS else text

    def _uncomputed(self, at: int) -> Iterable[Problem]:
        """Formulas without a result where a row must say something."""
        for name in ("enterprise", "credit_code", "county"):
            cell = self._sheet.at(at, self._head.columns[name]) if name in self._head.columns else None
            if cell is not None and cell.kind is CellKind.FORMULA:
                yield Problem("cell-formula-uncomputed", details={"text": cell.text[:60]})

    def _name(self, texts: Mapping[str, str], problems: list[Problem]) -> str:
        name = re.sub(r"\s+", "", texts["enterprise"]) if _is_chinese(texts["enterprise"]) else texts["enterprise"]
        name = name.replace("(", "（").replace(")", "）") if _is_chinese(name) else name
        if not name:
            problems.append(Problem("roster-name-missing"))
        elif len(name) > _NAME_MOST or len(name) < 2 or not any(each.isalpha() for each in name):
            problems.append(Problem("roster-name-odd", details={"name": name[:60]}))
        return name

    def _code(self, at: int, texts: Mapping[str, str], problems: list[Problem]) -> str:
        if "credit_code" not in self._head.columns:
            problems.append(Problem("roster-code-missing"))
            return ""
        cell = self._sheet.at(at, self._head.columns["credit_code"])
        text = texts["credit_code"]
        if cell is not None and cell.kind is CellKind.NUMBER and len(text.split(".")[0]) > 15:
            problems.append(Problem("roster-code-number", details={"text": text}))
            return ""
        if re.fullmatch(r"[0-9.]+E\+?[0-9]+", text, re.IGNORECASE):
            problems.append(Problem("roster-code-number", details={"text": text}))
            return ""
        code = re.sub(r"[\s·._-]", "", half_width(unicodedata.normalize("NFKC", text))).upper()
        if not code:
            problems.append(Problem("roster-code-missing"))
            return ""
        problem = problem_of(code)
        if problem is not None:
            problems.append(Problem("roster-code-wrong", details={"text": text[:40], "meant": _meant(code) or "—"}))
            problems.append(Problem(problem.code, details=problem.details))
        return code

    def _answers(self, at: int, texts: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in _QUESTIONS:
            columns = self._head.columns
            if f"{name}+" in columns or f"{name}-" in columns:
                ticks = {sign: self._sheet.text(at, columns.get(f"{name}{sign}", -1)) for sign in "+-"}
                said = [sign for sign, text in ticks.items() if text and not is_blank(text)]
                answer = None if not said else (said[0] == "+" if len(said) == 1 else " ".join(ticks.values()))
            else:
                answer = yes_no(texts.get(name, "")) if name in columns else None
            if answer is None and name in self._ticked:
                self._silent[name] += 1
                answer = False
            if isinstance(answer, str):
                details = {"text": answer[:40], "column": self._head.labels[self._column(name)]}
                problems.append(Problem("roster-yes-no", "", details, Severity.WARNING))
            elif answer is not None:
                found[name] = "true" if answer else "false"
        return found

    def _beside(self, texts: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
        found = {name: texts.get(name, "") for name in ("trade", "institution", "note")}
        for name, read in (("class", class_of), ("size", size_of)):
            text = texts.get(name, "")
            found[name] = read(text) or "" if text else ""
            if text and not found[name]:
                problems.append(Problem(f"roster-{name}-unknown", "", {"text": text[:40]}, Severity.WARNING))
        return found

    def _where(self, texts: Mapping[str, str], code: str, problems: list[Problem]) -> dict[str, str]:
        county, city = texts.get("county", ""), texts.get("city", "")
        if county:
            self._above["county"] = county
        elif self._group:
            county = self._group
        elif "county" in self._head.columns and self._above.get("county"):
            county, self._carried = self._above["county"], self._carried + 1
        province = texts.get("province", "")
        key = (county, city or province)
        if key not in self._places:
            self._places[key] = self._regions.place(county, city or province, self._region)
        found = self._places[key]
        problems += _problems_of_place(county, found)
        if (
            found.known
            and not found.candidates
            and len(code) == 18
            and not any(each.code == "roster-code-wrong" for each in problems)
        ):
            fit = self._regions.division_fits(code, found)
            if fit in ("other", "city"):
                details = {"division": code[2:8], "county": found.county or found.city}
                severity = Severity.WARNING if fit == "other" else Severity.INFO
                problems.append(Problem(f"roster-division-{fit}", "", details, severity))
        return {"county": found.county, "city": found.city, "province": found.province}

    def _is_ticked(self, name: str) -> bool:
        """Whether a question's column holds ticks and nothing else: then an empty cell is a no."""
        column = self._head.columns.get(name)
        if column is None:
            return False
        texts = [self._sheet.text(at, column) for at in range(self._head.first, len(self._sheet.rows))]
        said = [each for each in texts if each and not is_blank(each) and not is_total(each)]
        return bool(said) and all(is_tick(each) for each in said)


def _problems_of_place(county: str, found: Found) -> Iterable[Problem]:
    if found.clash:
        yield Problem("roster-county-other-city", "", {"county": county, "city": found.city, "said": found.clash})
    elif found.candidates:
        yield Problem("roster-county-two-cities", "", {"county": county, "cities": "、".join(found.candidates)})
    elif not found.known and not county:
        yield Problem(
            "roster-county-missing", "", {}, Severity.WARNING if found.city or found.province else Severity.ERROR
        )
    elif not found.known and not (found.city or found.province):
        yield Problem("roster-county-unknown", "", {"county": county})
    elif not found.known:
        yield Problem(
            "roster-county-new", "", {"county": county, "city": found.city or found.province}, Severity.WARNING
        )


def _merged_values(sheet: Sheet, head: Head) -> dict[tuple[int, int], str]:
    """The text of merged areas below the heading for each place in them, as far as they lie in one column."""
    found: dict[tuple[int, int], str] = {}
    kept = {head.columns[name] for name in ("county", "city", "province", "contact", "phone") if name in head.columns}
    for top, left, bottom, right in sheet.merged:
        if top >= head.first and left == right and left in kept:
            text = sheet.text(top, left)
            found |= {(row, left): text for row in range(top + 1, min(bottom, len(sheet.rows)) + 1)}
    return found


def _meant(code: str) -> str:
    """The right code that a wrong one was most likely meant as: letters that are none, or one character dropped in."""
    fixed = code.translate(_MISTAKEN)
    if len(fixed) == 18 and all(each in ALPHABET for each in fixed) and check_character(fixed[:-1]) == fixed[-1]:
        return fixed
    return ""


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= each <= "\u9fff" for each in text)
