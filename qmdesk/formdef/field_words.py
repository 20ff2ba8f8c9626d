"""Field types for words: texts, yes and no, choices, levels, the credit code, and references to files."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qmdesk.formdef import credit_code, plain_text
from qmdesk.formdef.field_kinds import FieldType, Parsed, in_language, refused
from qmdesk.formdef.plain_text import half_width, shown
from qmdesk.formdef.types import Field
from qmdesk.model.canonical import Json

LEVELS = 5

_YES = frozenset(("是", "√", "✓", "✔", "☑", "有", "对", "yes", "y", "true", "1"))
_NO = frozenset(("否", "×", "✗", "✘", "✕", "无", "错", "no", "n", "false", "0"))
_TRACKED = frozenset(("已统计", "有统计", "统计", "已做统计", "tracked"))
_UNTRACKED_ZH = ("未做统计", "未作统计", "未统计", "没有统计", "没统计", "无统计", "不统计", "未开展统计")
_UNTRACKED = frozenset((*_UNTRACKED_ZH, "not tracked", "untracked", "not-tracked"))
_BY_ASSESSOR_ZH = ("由评估员计算", "评估员计算", "由评估员测算", "评估员测算")
_BY_ASSESSOR = frozenset((*_BY_ASSESSOR_ZH, "by-assessor", "by assessor", "worked out by the assessors"))
_CHINESE_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_LEVEL = re.compile(r"(?:level|l|第)?\s*([1-5一二三四五])(?:\.0)?\s*级?")
_NUMBER_AND_NAME = re.compile(r"([1-5])\s*级?[\s.、:]*\(?([^()]+?)\)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _parse_text(field: Field, text: str, lang: str) -> Parsed:
    words, problem = plain_text.line(text)
    return words or None, problem


def _parse_long_text(field: Field, text: str, lang: str) -> Parsed:
    words, problem = plain_text.long_text(text)
    return words or None, problem


def _folded(text: str) -> str:
    """A word as it is compared: half width, small letters, single spaces."""
    return " ".join(half_width(text).casefold().split())


def _parse_boolean(field: Field, text: str, lang: str) -> Parsed:
    word = _folded(text)
    if word in _YES or word in _NO:
        return word in _YES, None
    return refused("boolean-expected", text=shown(text))


def _parse_tracked(field: Field, text: str, lang: str) -> Parsed:
    word = _folded(text)
    if word in _BY_ASSESSOR:
        return "by-assessor", None
    if word in _YES or word in _TRACKED:
        return "true", None
    if word in _NO or word in _UNTRACKED:
        return "false", None
    return refused("tracked-expected", text=shown(text))


def _parse_choice(field: Field, text: str, lang: str) -> Parsed:
    word = _folded(text)
    for choice, label in field.choices.items():
        if word in (choice.casefold(), _folded(label.zh), _folded(label.en)):
            return choice, None
    known = in_language("、", ", ", lang).join(label.in_(lang) for label in field.choices.values())
    return refused("choice-unknown", text=shown(text), known=known)


def _parse_level(field: Field, text: str, lang: str) -> Parsed:
    """A level by number or by name; ``field.choices`` holds the names, by number."""
    word = _folded(text)
    if found := _LEVEL.fullmatch(word):
        return _CHINESE_DIGITS.get(found[1]) or int(found[1]), None
    both = _NUMBER_AND_NAME.fullmatch(word)
    for number, name in field.choices.items():
        names = (_folded(name.zh), _folded(name.zh).removesuffix("级"), _folded(name.en))
        if word in names or (both and both[1] == number and both[2] in names):
            return int(number), None
    return refused("level-expected", text=shown(text))


def _parse_credit_code(field: Field, text: str, lang: str) -> Parsed:
    code = re.sub(r"[\s-]", "", half_width(text)).upper()
    problem = credit_code.problem_of(shown(code))
    return (None, problem) if problem else (code, None)


def _parse_readings(field: Field, text: str, lang: str) -> Parsed:
    return refused("readings-from-file")


def _parse_file(field: Field, text: str, lang: str) -> Parsed:
    word = text.strip().lower()
    return (word, None) if _SHA256.fullmatch(word) else refused("file-expected")


def _show(field: Field, value: Json, lang: str) -> str:
    return str(value)


def _show_boolean(field: Field, value: Json, lang: str) -> str:
    return in_language("是", "Yes", lang) if value is True else in_language("否", "No", lang)


def _show_tracked(field: Field, value: Json, lang: str) -> str:
    words = {
        "true": ("是", "Yes"),
        "false": ("未做统计", "Not tracked"),
        "by-assessor": ("由评估员计算", "Worked out by the assessors"),
    }
    return in_language(*words[str(value)], lang) if str(value) in words else str(value)


def _show_choice(field: Field, value: Json, lang: str) -> str:
    label = field.choices.get(str(value))
    return label.in_(lang) if label else str(value)


def _show_readings(field: Field, value: Json, lang: str) -> str:
    count = value.get("n", "?") if isinstance(value, Mapping) else "?"
    return in_language(f"{count} 个测量值", f"{count} readings", lang)


def _is_line(field: Field, value: Json) -> bool:
    return isinstance(value, str) and value != "" and plain_text.line(value) == (value, None)


def _is_long_text(field: Field, value: Json) -> bool:
    return isinstance(value, str) and value != "" and plain_text.long_text(value) == (value, None)


def _is_boolean(field: Field, value: Json) -> bool:
    return isinstance(value, bool)


def _is_tracked(field: Field, value: Json) -> bool:
    return value in ("true", "false", "by-assessor")


def _is_choice(field: Field, value: Json) -> bool:
    return isinstance(value, str) and value in field.choices


def _is_level(field: Field, value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LEVELS


def _is_credit_code(field: Field, value: Json) -> bool:
    return isinstance(value, str) and credit_code.problem_of(value) is None


def _is_readings(field: Field, value: Json) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"blob", "n"}:
        return False
    count = value["n"]
    return _is_file(field, value["blob"]) and isinstance(count, int) and not isinstance(count, bool) and count >= 0


def _is_file(field: Field, value: Json) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


TYPES: Mapping[str, FieldType] = {
    "text": FieldType(_parse_text, _show, _is_line),
    "long_text": FieldType(_parse_long_text, _show, _is_long_text),
    "boolean": FieldType(_parse_boolean, _show_boolean, _is_boolean),
    "tracked": FieldType(_parse_tracked, _show_tracked, _is_tracked),
    "choice": FieldType(_parse_choice, _show_choice, _is_choice),
    "level": FieldType(_parse_level, _show_choice, _is_level),
    "credit_code": FieldType(_parse_credit_code, _show, _is_credit_code),
    "readings": FieldType(_parse_readings, _show_readings, _is_readings),
    "file": FieldType(_parse_file, _show, _is_file),
}
