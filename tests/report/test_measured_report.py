"""What the team chose and measured, as the report prints it: exclusions, distribution, charts, gauges, samples, repeats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from qmdesk.formdef.types import Form
from qmdesk.model.journal import Stage
from qmdesk.report.build import write_report
from qmdesk.report.chapters.measuring import drawn_again, strata_of
from qmdesk.report.material import Material
from qmdesk.report.verify_regrade import regrade
from qmdesk.stats.sampling import draw
from tests.report import cases
from tests.report.measured import measured_in_full


def printed(case: cases.Case, folder: Path, lang: str = "zh-CN") -> tuple[str, bytes]:
    """The words of a report without spaces, and its bytes."""
    target = folder / f"{lang}.pdf"
    write_report(*case.arguments(), target, lang=lang, made_at=cases.MADE_AT)
    content = target.read_bytes()
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return "".join("".join(page.split()) for page in pages), content


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    return printed(cases.finished(measured_in_full()), tmp_path_factory.mktemp("measured"))


@pytest.mark.parametrize(
    "said",
    [
        "剔除2个，计入123个",  # the study says how many count
        "123/125",  # and so does the overview
        "63 30.002 mm 换砂轮后首组未修整",  # each exclusion with its reason
        "1 31.000 mm 录入错误，已更正 不生效：该处数值已变",
        "2 30.004 mm — 不生效：没有理由",
        "方括号内的2个测量值已剔除",  # and marked among the data
        "[30.002]",
        "均值-极差图；判异准则 1、2、3、5；分2个阶段分别计算控制限（起点为第14点）",
        "均值-标准差图（评价组选定）；八条判异准则；过程受控时，25个点的图上至少误报一次的概率",
        "选用折叠正态，按分位数计算，Ppk代替Cpk定级。理由：圆跳动不小于零",
        "登记了对数正态，未采用（没有理由或不适用于这些数据）",
        "重复性与再现性（R&R）",
        "10个零件，3个测量人，各测3次",
        "有80个测量值，应有90个；补齐之前不用于判断量具。",
        "成品库 A 区，2026年6月入库批，共1840件",
        "按种子重算，与所记编号一致。",
        "按种子重算，与所记编号不符。",
        "SHA-256",
        "配对 t 检验，p =",
        "0.0016 mm（允许差 0.0015 mm）",
        "超出允许差",
        "缺少一方的测量值，无法比较。",
        "54300件、每件6处机会，缺陷121个：每百万机会 371.4（95%上限",
        "返工后合格的若计入，全过程为 98.57 %；一次交验合格率为 95.60 %",
        "测量系统分析“外径千分尺 M-021”有 80 个测量值",  # the question names the study, not its key
    ],
)
def test_everything_recorded_is_printed(report: tuple[str, bytes], said: str):
    assert "".join(said.split()) in report[0]


def test_no_text_is_missing_in_either_language(report: tuple[str, bytes], tmp_path: Path):
    english, _ = printed(cases.finished(measured_in_full()), tmp_path, "en")
    for text in (report[0], english):
        assert not re.search(r"report\.[a-z]+\.|stats\.[a-z]+\.|gauge_study:", text)
    assert "2reading(s)insquarebracketsareleftout" in english


def test_verify_computes_the_same_grade_through_the_same_door(report: tuple[str, bytes]):
    found = regrade(report[1])
    assert [(each.code, each.where) for each in found.problems] == [("report-data-missing", "journal.jsonl")]
    assert found.document is not None and found.document["printed"] == found.document["recomputed"]


def test_a_form_without_these_kinds_prints_without_them(tmp_path: Path):
    case = cases.finished(cases.machining(photos=0))
    kinds = ("exclusion", "gauge_study", "sampling", "repeat")
    form: Form = replace(case.form, records={k: v for k, v in case.form.records.items() if k not in kinds})
    text, _ = printed(replace(case, form=form), tmp_path)
    assert "抽样与重复测量" not in text and "过程能力指数" in text


def plan(**fields: object):
    maker = cases.CaseMaker(cases.form())
    maker.set("sampling:p", "onsite", **fields)  # type: ignore[arg-type]
    case = cases.finished(maker)
    material = Material(
        case.form, case.snapshot, case.assessments, case.answers, case.blobs, "zh-CN", cases.MADE_AT
    )  # fmt: skip
    assert material.stage is Stage.ONSITE
    return next(iter(material.records("sampling")))


def test_a_draw_is_checked_against_its_seed():
    told = {"population": 10, "size": 3, "method": "systematic", "seed": "a"}
    numbers = draw(10, 3, method="systematic", seed="a").numbers
    assert drawn_again(plan(**told, drawn=" ".join(map(str, numbers)))) == "same"
    assert drawn_again(plan(**told, drawn="、".join(str(number % 10 + 1) for number in numbers))) == "differs"
    assert drawn_again(plan(**told)) == "unknown"
    plain = ", ".join(map(str, draw(10, 3, method="random", seed="a").numbers))
    assert drawn_again(plan(population=10, size=3, seed="a", drawn=plain)) == "same"  # random where none is said
    assert drawn_again(plan(population=10, method="census", drawn="1–10")) == "same"
    assert drawn_again(plan(population=10, method="census", drawn="1–9")) == "differs"
    assert drawn_again(plan(**told | {"seed": None}, drawn="1, 2, 3")) == "unknown"
    assert drawn_again(plan(**told | {"size": 30}, drawn="1, 2, 3")) == "unknown"


def test_strata_are_read_line_by_line():
    assert strata_of("甲班 600\n乙 班：400\n\nno size\nC,7") == (("甲班", 600), ("乙 班", 400), ("C", 7))
    assert strata_of(None) == ()
