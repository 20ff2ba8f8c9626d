"""Every declaration of every form under forms/, in one loop: what a quality engineer would check by reading."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from qmdesk import assets
from qmdesk.formdef.fields import FIELD_TYPES, field_of
from qmdesk.formdef.loader import load_builtin, load_folder
from qmdesk.formdef.program import FIGURES, READINGS, RULES
from qmdesk.formdef.types import Compare, Judged, Text

BUILT_IN = [
    (folder.name, edition)
    for folder in sorted((assets.root() / "forms").iterdir())
    if folder.is_dir()
    for edition in assets.form_editions(folder.name)
]
FORMS = [
    *(pytest.param(load_builtin(*each), id="/".join(each)) for each in BUILT_IN),
    pytest.param(
        load_folder(Path(__file__).parents[1] / "data" / "forms" / "institution" / "2026.1"), id="institution"
    ),
]
every_form = pytest.mark.parametrize("form", FORMS)
every_review = pytest.mark.parametrize("form", [each for each in FORMS if each.values[0].kind == "review"])
every_benchmark = pytest.mark.parametrize("form", [each for each in FORMS if each.values[0].kind == "benchmark"])
built_in_forms = pytest.mark.parametrize("form", FORMS[:-1])
CHINESE = re.compile("[\u4e00-\u9fff]")


def texts(part, path=""):
    """All texts of a form with their paths."""
    if isinstance(part, Text):
        yield path, part
    if hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from texts(getattr(part, name), f"{path}.{name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from texts(value, f"{path}[{key}]")
    elif isinstance(part, tuple):
        for at, value in enumerate(part):
            yield from texts(value, f"{path}[{at}]")


def test_there_is_a_built_in_form():
    assert ("meqmc", "2026") in BUILT_IN


@every_form
def test_a_form_says_the_id_and_edition_of_its_folder(form):
    assert form.id
    assert form.edition
    if (form.id, form.edition) in BUILT_IN:
        assert load_builtin(form.id, form.edition) is form


@every_form
def test_every_text_stands_in_both_languages(form):
    for path, text in texts(form):
        assert text.zh.strip(), path
        assert text.en.strip(), path
        assert text.in_("zh-CN") == text.zh
        assert text.in_("en") == text.en


@built_in_forms
def test_english_texts_hold_no_chinese_but_official_terms_and_numbers(form):
    allowed = re.compile("工信厅科函〔2026〕122号|复核等级|待证实")
    for path, text in texts(form):
        assert not CHINESE.search(allowed.sub("", text.en)), (path, text.en)


@built_in_forms
def test_texts_are_typeset_as_chinese_and_not_left_unfinished(form):
    for path, text in texts(form):
        assert not re.search("TODO|TBD|XXX|待补|lorem", text.zh + text.en, re.IGNORECASE), path
        assert "  " not in text.zh + text.en, path
        assert not re.search("[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", text.zh), (path, text.zh)


@every_form
def test_thresholds_rise_in_demand_and_start_above_the_tracked_level(form):
    for figure in form.figures:
        demands = [figure.thresholds[level] for level in sorted(figure.thresholds)]
        assert sorted(figure.thresholds) == list(range(figure.tracked_level + 1, 6))
        assert demands == sorted(demands, reverse=figure.compare is not Compare.AT_LEAST)
        assert len(set(demands)) == len(demands)


@every_form
def test_the_next_level_asks_for_all_that_the_one_below_asks(form):
    for figure in form.figures:
        for level in sorted(figure.thresholds)[1:]:
            value = Fraction(figure.thresholds[level])
            better = value / 2 if figure.compare is Compare.BELOW else value
            if figure.compare.meets(better, Fraction(figure.thresholds[level])):
                assert figure.compare.meets(better, Fraction(figure.thresholds[level - 1]))


@every_review
def test_every_rule_is_worded_and_no_other(form):
    assert set(form.rules) == set(RULES)


@every_form
def test_placeholders_of_a_sentence_are_the_same_in_both_languages(form):
    for path, text in texts(form):
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), path


@every_review
def test_every_item_and_figure_has_a_way_up_from_each_level(form):
    for part in (*form.items, *form.figures):
        steps = {(each.from_level, each.to_level) for each in part.suggestions}
        assert {(level, level + 1) for level in range(1, 5)} <= steps, part.id
        assert all(each.days > 0 for each in part.suggestions)


@every_review
def test_every_reading_has_its_default_among_options_that_can_be_carried_out(form):
    assert {reading.id for reading in form.readings} == set(READINGS)
    for reading in form.readings:
        assert reading.default in {option.id for option in reading.options}
        assert {option.id for option in reading.options} <= set(READINGS[reading.id])


@every_review
def test_every_dimension_is_judged(form):
    judged = [dimension for dimension in form.dimensions if dimension.judged is Judged.FIGURES]
    assert len(judged) == 1
    for dimension in form.dimensions:
        assert bool(form.items_of(dimension.id)) is (dimension.judged is Judged.ITEMS)
        assert dimension.judged is Judged.FIGURES or any(item.core for item in form.items_of(dimension.id))


@every_form
def test_ids_are_unique_and_grounds_are_sources(form):
    ids = [part.id for part in (*form.items, *form.figures, *form.recorded)]
    assert len(set(ids)) == len(ids)
    for part in (*form.items, *form.figures, *form.recorded):
        assert part.ground
        assert set(part.ground) <= set(form.sources), part.id


@every_form
def test_every_field_has_a_type_and_choices_where_the_type_has_them(form):
    for kind, record in form.records.items():
        assert record.id == kind
        for name, field in record.fields.items():
            assert field.id == name
            assert field.type in FIELD_TYPES
            assert bool(field.choices) is (field.type in ("choice", "level"))
            assert not field.authored or field.staged


@every_review
def test_a_figures_stated_value_is_read_by_its_own_statistic(form):
    types = {figure.id: field_of(form, "figure", "value", figure.id) for figure in form.figures}
    assert {key: field.type for key, field in types.items() if field} == {
        "sigma": "dpmo",
        "cpk": "decimal",
        "fpy": "rate",
        "internal_loss": "rate",
        "external_loss": "rate",
    }
    assert field_of(form, "figure", "nothing") is None
    assert field_of(form, "nothing", "value") is None
    plain = field_of(form, "step", "submitted")
    assert plain is not None
    assert plain.type == "count"


def test_the_built_in_thresholds_are_those_of_the_annex():
    table = {figure.id: dict(figure.thresholds) for figure in load_builtin("meqmc", "2026").figures}
    assert table == {
        "sigma": {2: Decimal(66800), 3: Decimal(6200), 4: Decimal(230), 5: Decimal("3.4")},
        "cpk": {2: Decimal(1), 3: Decimal("1.33"), 4: Decimal("1.67"), 5: Decimal(2)},
        "fpy": {2: Decimal("0.90"), 3: Decimal("0.95"), 4: Decimal("0.97"), 5: Decimal("0.98")},
        "internal_loss": {3: Decimal("0.030"), 4: Decimal("0.015"), 5: Decimal("0.0075")},
        "external_loss": {3: Decimal("0.023"), 4: Decimal("0.010"), 5: Decimal("0.005")},
    }
    assert list(table) == list(FIGURES)


def test_the_built_in_form_has_the_items_of_the_outline():
    form = load_builtin("meqmc", "2026")
    assert [len(form.items_of(dimension.id)) for dimension in form.dimensions] == [9, 6, 7, 0]
    assert len(form.figures) + len(form.recorded) == 8
    core = {item.id for item in form.items if item.core}
    assert {"system.process", "system.key_process", "digital.data", "sustained.assessment"} <= core
    assert set(form.sources) == set(range(1, 20))
    assert {number for item in form.items for number in item.ground} | {5, 18} == set(range(1, 20))


def test_the_built_in_rule_for_items_is_the_settled_one():
    rule = load_builtin("meqmc", "2026").item_rule
    assert (rule.share, rule.tolerance, rule.not_applicable) == (Fraction(4, 5), 1, Fraction(1, 5))


def test_the_form_says_whose_words_it_is_and_who_confirms_the_level():
    form = load_builtin("meqmc", "2026")
    assert "复核等级" in form.authority.zh
    assert "自行编写" in form.about.zh
    assert "own wording" in form.about.en


@every_benchmark
def test_an_application_grades_nothing_and_has_its_tables(form):
    made = form.benchmark
    assert not (form.levels or form.dimensions or form.items or form.figures or form.readings)
    assert {each.id for each in made.tables} == {"form", "market", "indicators", "social", "brand", "competitors"}
    assert [each.id for each in made.sections] == ["title", "organisation", "background", "implementation", "results"]


@every_benchmark
def test_every_weighting_covers_the_six_parts_and_adds_up(form):
    assert len(form.benchmark.criteria) == 3
    assert len(form.benchmark.parts) == 6
    for each in form.benchmark.weightings:
        assert set(each.weights) == {part.id for part in form.benchmark.parts}
        assert sum(each.weights.values()) == 100


@every_benchmark
def test_the_fields_of_every_year_of_the_tables_are_declared(form):
    for year in form.benchmark.years:
        assert {f"domestic_{year}", f"international_{year}", f"satisfaction_{year}", f"loyalty_{year}"} <= set(
            form.records["product"].fields
        )
        assert f"y{year}" in form.records["indicator"].fields


def test_the_lengths_and_quotas_are_those_of_the_notices():
    new, old = load_builtin("benchmark", "2026").benchmark, load_builtin("benchmark", "2024-zhejiang").benchmark
    assert [(each.limit, str(each.means)) for each in new.sections] == [
        (limit, "at-most") for limit in (30, 500, 1000, 8000, 2000)
    ]
    assert [(each.limit, str(each.means)) for each in old.sections] == [
        (30, "at-most"),
        *((limit, "about") for limit in (600, 1000, 4000, 600)),
    ]
    assert (old.quota.ordinary, old.quota.big, old.quota.big_cities) == (5, 8, ("杭州", "宁波"))
    assert new.quota is None
    assert (new.package.megabytes, old.package.megabytes) == (100, 0)
    assert [each.number for each in old.annexes if not each.printed] == [3, 5]
    assert [each.working_days for each in new.steps if each.id == "notice"] == [5]
    assert [each.national for each in new.conditions if each.rule == "iso-valid"] == [True]
    assert not any(each.rule == "iso-valid" for each in old.conditions)
