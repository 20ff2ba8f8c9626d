"""The words of rosters as offices send them: headings of columns, yes and no, classes, sizes, sums, notes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qmdesk.intake.measurements.words import plain

_HEADINGS: dict[str, str] = {
    "number": "序号 编号 序 no number 行号",
    "province": "省份 所在省 省 所在省份 所属省份 province",
    "city": "所在市 地市 市 设区市 所属地市 所属市 城市 所在地市 地级市 所在城市 city prefecture",
    "county": """
        所在县市区 县市区 所在县 区县 所属区县 所在区县 县区 所在县区 所属县市区 属地 所属地区 所在地区 地区 所在地
        county district countydistrict 区县市
    """,
    "enterprise": """
        企业名称 单位名称 公司名称 企业全称 企业 名称 企业单位名称 参评企业 参评企业名称 申报企业 enterprise company
        enterprisename companyname
    """,
    "credit_code": """
        统一社会信用代码 信用代码 社会信用代码 统一信用代码 统一社会信用代码18位 机构代码 税号 creditcode
        unifiedsocialcreditcode
    """,
    "specialised": """
        是否为专精特新中小企业 专精特新中小企业 专精特新 是否专精特新 是否专精特新中小企业 是否为专精特新
        是否为专精特新企业 专精特新企业 是否专精特新企业 specialised specialisedsme
    """,
    "earlier": """
        是否已参加前期评价 已参加前期评价 是否参加前期评价 前期评价 是否参加过评价 是否参加过前期评价 是否已参加评价
        是否已参评 前期是否参评 assessedbefore assessedearlier
    """,
    "contact": """
        企业联系人和联系方式 联系人和联系方式 联系人及联系方式 企业联系人及联系方式 企业联系人 联系人 联系人姓名 姓名
        企业联系人电话 联系人及电话 contact contactperson contactpersonandcontactdetails
    """,
    "phone": "联系方式 联系电话 电话 手机 手机号 手机号码 联系人电话 企业联系方式 phone telephone mobile",
    "class": "参评类别 类别 企业类别 评价类别 参评类型 企业类型 评价对象类别 class",
    "trade": "行业 所属行业 行业类别 所在行业 国民经济行业 trade industry",
    "size": "规模 企业规模 size",
    "institution": "评价机构 第三方机构 机构 评价机构名称 意向评价机构 institution",
    "note": "备注 说明 note remark remarks",
}
_FIELD_OF = {plain(word): field for field, words in _HEADINGS.items() for word in words.split()}

_MARKS = "√✓✔☑■●▣✅vV"
_EMPTY_MARKS = "□☐○◯"
_YES = frozenset(map(plain, ("是", "有", "对", "yes", "y", "true", "1", "已参加", "参加过", "是的", "已评", "属于")))
_NO = frozenset(
    map(plain, ("否", "无", "不是", "没有", "no", "n", "false", "0", "未参加", "未", "不属于", "×", "✗", "✘", "x"))
)
#: Nothing said: a dash or a stroke through an empty cell.
_BLANKS = frozenset(("", "/", "\\", "-", "--", "—", "——", "–", "…", "...", "......", "……", "无需填写"))
_LONGEST_BLANK = 12
_BEFORE = re.compile(rf"([{_MARKS}{_EMPTY_MARKS}]?)\s*(是|否|有|无)")
_AFTER = re.compile(rf"(是|否|有|无)\s*[（(]?([{_MARKS}{_EMPTY_MARKS}]?)[)）]?")

_CLASSES = {"重点引导": "key", "重点": "key", "自愿参与": "volunteer", "自愿": "volunteer", "进阶提升": "advancing", "进阶": "advancing"}  # fmt: skip # noqa: E501
_SIZES = {"大": "large", "中": "medium", "小": "small", "微": "micro"}
_TOTALS = re.compile(r"^(合计|总计|小计|共计|累计|total|subtotal|sum)|^共\s*[0-9一二三四五六七八九十百]+\s*[家户个]")
_NOTE = re.compile(
    r"^(注|备注|说明|填表说明|填报说明|填报人|审核人|制表人|制表|填表人|单位负责人|负责人|填报单位|填报日期|联系人|日期|附件"
    r"|note|remark)\s*[:：.、(（0-9]|^(单位)?[（(]?(盖章|公章)|^(注|备注|说明)$"
)


def field_of(heading: str) -> str | None:
    """The field that a heading names, None where it names none of ours."""
    return _field_of(heading)


@lru_cache(maxsize=4096)
def _field_of(heading: str) -> str | None:
    if not heading or len(heading) > 80:
        return None
    bare = plain(re.sub(r"[(（\[【][^()（）\[\]【】]*[)）\]】]", "", heading))
    whole = plain(re.sub(r"[()（）\[\]【】*＊:：/]", "", heading))
    found = _FIELD_OF.get(whole) or _FIELD_OF.get(bare)
    if found is not None:
        return found
    for part, field in _PARTS:
        if part in whole:
            return field
    return None


#: What a heading that is none of the known ones is taken for by a part of it; the first that fits counts.
_PARTS = tuple(
    (plain(part), field)
    for part, field in (
        ("信用代码", "credit_code"),
        ("专精特新", "specialised"),
        ("前期评价", "earlier"),
        ("参加过评价", "earlier"),
        ("企业名称", "enterprise"),
        ("县(市、区)", "county"),
        ("县市区", "county"),
        ("联系人", "contact"),
    )
)


@lru_cache(maxsize=4096)
def yes_no(text: str) -> bool | str | None:
    """True, False, None where nothing is said, the text itself where it can't be told.

    Ticks of any kind are yes; "☑是 □否" and "是√ 否" go by the word that the filled mark stands at.
    """
    words = unicodedata.normalize("NFKC", text).strip()
    if words in _BLANKS:
        return None
    if words in _MARKS:
        return True
    if plain(words) in _YES:
        return True
    if plain(words) in _NO or words in _EMPTY_MARKS:
        return False
    if words[0] in _MARKS + _EMPTY_MARKS:
        boxed = [(word, mark) for mark, word in _BEFORE.findall(words)]
    else:
        boxed = _AFTER.findall(words)
    ticked = [word for word, mark in boxed if mark and mark in _MARKS]
    if len(boxed) > 1:
        return ticked[0] in "是有" if len(ticked) == 1 else text
    if words[0] == "是" or words[0] in _MARKS:
        return True
    if words[0] in "否无" or words.startswith(("不是", "不属于", "未参", "未评")):
        return False
    return text


def is_tick(text: str) -> bool:
    """Whether a cell holds nothing but a tick."""
    words = text.strip()
    return bool(words) and all(each in _MARKS for each in words)


def class_of(text: str) -> str | None:
    """The class that a cell names, None where it names none."""
    words = plain(text).removesuffix("企业").removesuffix("类")
    return next((name for word, name in _CLASSES.items() if words.startswith(word)), None)


def size_of(text: str) -> str | None:
    """The size that a cell names (大型, 中型企业), None where it names none."""
    return _SIZES.get(plain(text)[:1]) if len(plain(text)) <= 4 else None


def is_total(text: str) -> bool:
    """Whether a row that begins so only adds up."""
    return bool(_TOTALS.search(unicodedata.normalize("NFKC", text).replace(" ", "").lower()))


def is_note(text: str) -> bool:
    """Whether a row that begins so is a note below the table."""
    return bool(_NOTE.search(unicodedata.normalize("NFKC", text).strip().lower()))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, dots."""
    return len(text) <= _LONGEST_BLANK and unicodedata.normalize("NFKC", text).strip() in _BLANKS
