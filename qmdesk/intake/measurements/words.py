"""The words that stand above, beside and below readings, in Chinese and English, and what each of them means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Label(StrEnum):
    """What a label says about its row or column."""

    NAME = "name"
    UNIT = "unit"
    SPEC = "spec"
    TARGET = "target"
    UPPER = "upper"
    LOWER = "lower"
    TOLERANCE = "tolerance"
    UPPER_DEVIATION = "upper-deviation"
    LOWER_DEVIATION = "lower-deviation"
    SUBGROUP_SIZE = "subgroup-size"
    FAMILY = "family"
    GAUGE = "gauge"
    SUBGROUP = "subgroup"
    INDEX = "index"
    STATISTIC = "statistic"
    COUNT = "count"
    REMARK = "remark"
    VALUE = "value"


#: Labels that head a row of figures about a characteristic rather than readings of it.
ABOUT = frozenset({
    Label.UNIT, Label.SPEC, Label.TARGET, Label.UPPER, Label.LOWER, Label.TOLERANCE, Label.UPPER_DEVIATION,
    Label.LOWER_DEVIATION, Label.SUBGROUP_SIZE, Label.FAMILY, Label.GAUGE,
})  # fmt: skip

_WORDS: dict[Label, str] = {
    Label.NAME: """
        特性名称 质量特性 关键特性 关键质量特性 特性 特征 检验项目 检测项目 测量项目 试验项目 项目名称 项目 参数名称
        参数 尺寸名称 检查项目 检验参数 characteristic feature parameter measuredfeature qualitycharacteristic
    """,
    Label.UNIT: "单位 计量单位 测量单位 unit units uom",
    Label.SPEC: """
        规格 规格要求 规格值 规格尺寸 技术要求 标准 标准要求 规格标准 规格范围 公差范围 图纸要求 尺寸要求 要求
        规格公差 规格及公差 spec specs specification specificationlimits requirement requirements
    """,
    Label.TARGET: """
        标准值 目标值 名义值 公称值 公称尺寸 名义尺寸 基本尺寸 标称值 规格中心 规格中心值 中心值 中值 设计值 理论值
        nominal nominalvalue target targetvalue nom
    """,
    Label.UPPER: """
        上限 规格上限 上规格限 上规格线 上规格界限 上限值 规格上限值 公差上限 标准上限 上极限尺寸 最大极限尺寸
        允许上限 usl upperlimit upperspec upperspeclimit upperspecificationlimit upperspecification
        uppertolerancelimit
    """,
    Label.LOWER: """
        下限 规格下限 下规格限 下规格线 下规格界限 下限值 规格下限值 公差下限 标准下限 下极限尺寸 最小极限尺寸
        允许下限 lsl lowerlimit lowerspec lowerspeclimit lowerspecificationlimit lowerspecification
        lowertolerancelimit
    """,
    Label.TOLERANCE: "公差 允差 公差值 公差带 允许偏差 容差 tolerance tol",
    Label.UPPER_DEVIATION: "上偏差 上公差 上允差 正公差 上极限偏差 uppertolerance upperdeviation uppertol",
    Label.LOWER_DEVIATION: "下偏差 下公差 下允差 负公差 下极限偏差 lowertolerance lowerdeviation lowertol",
    Label.SUBGROUP_SIZE: "子组大小 子组容量 样本容量 样本量 每组数 每组样本数 抽样数 subgroupsize samplesize",
    Label.FAMILY: "产品族 产品系列 productfamily",
    Label.GAUGE: "量具 测量器具 检具 量具名称 测量工具 检测工具 测量仪器 gauge gage instrument",
    Label.SUBGROUP: """
        组号 子组 子组号 子组序号 样本 组 组别 组序 样本组 样本组号 抽样组 小组 分组 样本号 样本序号 样组 subgroup
        subgroupno subgroupid group groupno sample sampleno samplenumber
    """,
    Label.INDEX: """
        序号 编号 号 no num number 件号 样件号 零件号 工件号 产品编号 零件编号 样品编号 样品号 样件编号 流水号 行号
        条码 二维码 序列号 sn id index serial serialno serialnumber item itemno 时间 日期 测量时间 测量日期 检验日期
        检测日期 生产日期 检验时间 抽样时间 取样时间 日期时间 date time timestamp datetime 班次 班组 班别 shift
        操作者 操作员 操作工 检验员 检测员 测量人 测量者 检验人 作业员 operator inspector appraiser 设备 机台 机床
        设备号 设备编号 机台号 machine 模腔 模穴 穴号 腔号 模号 cavity 工位 工序 station 批号 批次 批次号 lot lotno
        batch batchno 炉号 炉次 卷号 工单 工单号 订单 订单号 order 料号 图号 物料 零件 产品 产品名称 零件名称 型号
        product part partno 数量 件数 批量 qty quantity 试次 重复 trial replicate run 行 row 线别 生产线 line 供应商
        supplier 客户 customer 年份 年度 月份 年 月 日 周 周次 year month week day
    """,
    Label.STATISTIC: """
        均值 平均 平均值 平均数 算术平均 子组均值 样本均值 xbar xb 极差 全距 子组极差 r 标准差 标准偏差 子组标准差 s
        σ sigma stdev sd std stddev 方差 variance 最大 最大值 max maximum 最小 最小值 min minimum 合计 总计 小计
        总和 和 ∑ ∑x σx sum total mean average avg median 中位数 cp cpk pp ppk ca cpm cpu cpl 合格率 不合格率 不良率
        缺陷率 ucl lcl cl 控制上限 控制下限 上控制限 下控制限 中心线 mr rs 移动极差 计数 n count 偏差 波动 偏度 峰度
        range 平均值x 极差r
    """,
    Label.COUNT: """
        检验数 检验数量 检验总数 抽检数 抽样数量 投入数 交验数 产量 合格数 合格品数 不合格数 不合格品数 不良数
        不良品数 缺陷数 报废数 inspected defects defectives defective rejects nonconforming units passed failed
    """,
    Label.REMARK: """
        备注 说明 判定 结论 结果 是否合格 单项判定 评价 判定结果 检验结果 综合判定 签名 签字 处理 处置 remark
        remarks note notes comment comments result judgement judgment verdict okng status
    """,
    Label.VALUE: """
        测量值 测量数据 测值 测量结果 实测值 实测 实测数据 实测结果 读数 数值 数据 观测值 观察值 检测值 检测数据
        检验数据 检测结果 样本值 测定值 实测尺寸 值 value values reading readings measurement measurements
        measuredvalue measured data x observation observations 样本数据 样品数据
    """,
}

_KNOWN: dict[str, Label] = {word: label for label, words in _WORDS.items() for word in words.split()}

_SAMPLE = re.compile(
    r"(?P<stem>x|样本|样品|样件|样|测量值|测量数据|测值|测量|实测值|实测|实测数据|读数|数据|观测值|检测值|值|第|子样|件|次|点|"
    r"n|s|sample|samples|reading|measurement|meas|value|obs|observation|data|m|d|no|piece|pc|trial|#)?"
    r"(?P<number>[0-9]{1,3})(?:#|件|次|号|个|点|样|pc)?"
)
_CIRCLED = {chr(0x2460 + at): str(at + 1) for at in range(20)}
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_SPACE = re.compile(r"[\s:：*★_\-.,，、。;；/\\=＝'\"“”]+")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_INNER = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")


def plain(text: str) -> str:
    """A label without width, case, space and punctuation."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """What a label means, None where it is no known word: then it is most likely the name of something measured."""
    if len(text) > 40:
        return None
    if "\u0304" in text or "\u0305" in text or "\u033f" in text:  # x̄ and x̿
        return Label.STATISTIC
    bare = plain(_BRACKETS.sub("", text))
    for words in (plain(_BRACKETS.sub(lambda found: found[0][1:-1], text)), bare, *map(plain, _INNER.findall(text))):
        if words in _KNOWN:
            return _KNOWN[words]
    return _mixed(bare)


def _mixed(words: str) -> Label | None:
    """A Chinese word with its English twin behind it, or the other way round: ``规格上限usl``, ``no序号``."""
    found = re.fullmatch(r"([\u4e00-\u9fff]+)([a-zσ]+)|([a-zσ]+)([\u4e00-\u9fff]+)", words)
    if found is None:
        return None
    chinese, english = found[1] or found[4], found[2] or found[3]
    return _KNOWN.get(chinese) if english in _KNOWN or len(english) <= 2 else None


def says_no_reading(text: str) -> bool:
    """Whether a text at the beginning of a row makes it one of figures about the table: 平均值, 上限, 单位."""
    label = label_of(text)
    return label in ABOUT or label is Label.STATISTIC


def sample_number(text: str) -> tuple[str, int] | None:
    """Stem and number of a label that only counts pieces within a subgroup: ``X1``, ``样本3``, ``第2件``, ``④``."""
    if len(text) > 14:
        return None
    words = plain("".join(_CIRCLED.get(each, each) for each in text))
    found = _SAMPLE.fullmatch(words)
    if found:
        return found["stem"] or "", int(found["number"])
    found = re.fullmatch(r"(第|样本|样品|读数)?([一二三四五六七八九十])(?:件|次|号|个|点)?", words)
    return (found[1] or "", _CHINESE[found[2]]) if found and (found[1] or len(words) > 1) else None


def is_generic_sheet(name: str) -> bool:
    """Whether a sheet's name says nothing: ``Sheet1``, ``工作表2``, ``数据``."""
    return re.fullmatch(r"(?:sheet|工作表|表|数据|data|table|worksheet)?\s*\(?[0-9]{0,3}\)?", plain(name)) is not None
