"""Units of measurement as words: which two are one. Nothing is converted; a reading in another unit is refused."""

from __future__ import annotations

from qmdesk.formdef.plain_text import half_width

_SAME = {
    "毫米": "mm", "微米": "μm", "um": "μm", "µm": "μm", "厘米": "cm", "分米": "dm", "米": "m", "千米": "km",
    "毫克": "mg", "克": "g", "千克": "kg", "公斤": "kg", "吨": "t", "度": "°", "摄氏度": "℃", "°C": "℃", "秒": "s",
    "分": "min", "分钟": "min", "小时": "h", "牛": "N", "牛顿": "N", "牛米": "N·m", "Nm": "N·m", "N.m": "N·m",
    "兆帕": "MPa", "千帕": "kPa", "帕": "Pa", "伏": "V", "安": "A", "瓦": "W", "千瓦": "kW", "欧": "Ω", "赫兹": "Hz",
    "升": "L", "l": "L", "毫升": "mL", "ml": "mL", "rpm": "r/min", "转/分": "r/min", "米/秒": "m/s", "mm2": "mm²",
    "cm2": "cm²", "m2": "m²", "g/cm3": "g/cm³", "kg/m3": "kg/m³", "天": "d", "日": "d",
}  # fmt: skip


def tidy_unit(text: str) -> str:
    """A unit without brackets and width: ``（ｍｍ）`` is ``mm``."""
    return half_width(text).strip("()[]（）【】 ").replace("µ", "μ")


def same_unit(one: str, two: str) -> bool:
    """Whether two words name one unit."""
    first, second = tidy_unit(one), tidy_unit(two)
    return _SAME.get(first, first) == _SAME.get(second, second)
