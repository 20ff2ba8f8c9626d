"""A form is read whole or refused, and every mistake in it is named by file and line, all in one go."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qmdesk.formdef.loader import load_builtin, load_files, load_folder, load_zip, sha256_of_files
from qmdesk.formdef.types import Form
from qmdesk.formdef.writer import zip_of
from qmdesk.formdef.yaml_nodes import compose
from qmdesk.model.problem import Refused

INSTITUTION = Path(__file__).parents[1] / "data" / "forms" / "institution" / "2026.1"


@pytest.fixture(scope="module")
def files():
    return dict(load_folder(INSTITUTION).files)


def refused(files):
    """The problems of files that must not load, as (code, where, details)."""
    with pytest.raises(Refused) as caught:
        load_files(files)
    return [(problem.code, problem.where, dict(problem.details)) for problem in caught.value.problems]


def changed(files, name, old, new):
    """The files with one place of one file changed, and the line where it stands."""
    text = files[name].decode()
    assert old in text, f"{old!r} is not in {name}"
    line = text.count("\n", 0, text.index(old)) + 1
    return {**files, name: text.replace(old, new, 1).encode()}, line


MISTAKES = [
    # file, what stood there, what stands there now, code, lines below the change, details that must be said
    ("form.yaml", "item_rule:", "item_rules:", "form-key-unknown", 0, {"word": "item_rules", "nearest": "item_rule"}),
    ("form.yaml", "authority: {zh", "authority: {cn", "form-key-unknown", 0, {"word": "cn"}),
    ("form.yaml", "name: {zh: 示范机构评价表, en: An institution's own form}", "name: {zh: 表}", "form-key-missing", 0, {"word": "en"}),
    ("form.yaml", "id: institution", "id: Institution", "form-identifier", 0, {"text": "Institution"}),
    ("form.yaml", 'edition: "2026.1"', 'edition: "../x"', "form-edition", 0, {"text": "../x"}),
    ("form.yaml", "en: By habit", 'en: ""', "form-text-empty", 0, {}),
    ("form.yaml", "{zh: 靠经验, en: By habit}", "靠经验", "form-mapping-expected", 0, {}),
    ("form.yaml", "en: By habit", "en: [By habit]", "form-text-expected", 0, {}),
    ("form.yaml", "en: By habit", "zh: 又一个", "form-key-twice", 0, {"word": "zh"}),
    ("form.yaml", "number: 5", "number: 4", "form-levels", -4, {"count": 5}),
    ("form.yaml", "number: 5", "number: five", "form-whole-number", 0, {"text": "five", "low": 1, "high": 5}),
    ("form.yaml", "judged: figures", "judged: figure", "form-word-unknown", 0, {"text": "figure", "nearest": "figures"}),
    ("form.yaml", "judged: figures", "judged: items", "form-dimension-figures", -1, {}),
    ("form.yaml", "judged: figures", "judged: items", "form-dimension-empty", 0, {"id": "results"}),
    ("form.yaml", "share: 3/4", "share: 0.75", "form-share", 0, {"text": "0.75"}),
    ("form.yaml", "share: 3/4", "share: 5/4", "form-share", 0, {"text": "5/4"}),
    ("form.yaml", "tolerance: 2", "tolerance: 9", "form-whole-number", 0, {"text": "9"}),
    ("form.yaml", "  cpk-lowest:", "  cpk-lowestt:", "form-unknown", 0, {"id": "cpk-lowestt", "nearest": "cpk-lowest"}),
    ("form.yaml", "en: rule cpk-lowest", 'en: "rule {value"', "form-braces", 0, {}),
    ("form.yaml", "en: rule cpk-lowest", 'en: "rule {value}"', "form-placeholders-differ", 0, {"names": "value"}),
    ("items/management.yaml", "core: true", "core: yes", "form-flag", 0, {"text": "yes"}),
    ("items/management.yaml", "core: true", "core: false", "form-core-missing", None, {"id": "management"}),
    ("items/management.yaml", "dimension: management", "dimension: managment", "form-dimension-unknown", 2, {"id": "managment", "nearest": "management"}),
    ("items/management.yaml", "ground: [1]", "ground: [2]", "form-ground-unknown", -3, {"id": "management.process", "number": 2}),
    ("items/management.yaml", "ground: [1]", "ground: []", "form-list-empty", 0, {}),
    ("items/management.yaml", "ground: [1]", "ground: 1", "form-list-expected", 0, {}),
    ("items/management.yaml", "      5: {zh: 全链条", "      6: {zh: 全链条", "form-key-unknown", 0, {"word": "6"}),
    ("items/management.yaml", "days: 30", "days: 0", "form-whole-number", 0, {"text": "0"}),
    ("items/management.yaml", "from: 2, to: 3", "from: 3, to: 2", "form-suggestion-levels", 0, {"start": 3, "goal": 2}),
    ("items/management.yaml", "from: 2, to: 3", "from: 2, to: 4", "form-suggestion-missing", None, {"start": 2, "goal": 3}),
    ("items/management.yaml", "写出{step}", "写出{stp}", "form-placeholders-differ", 0, {"names": "step, stp"}),
    ("figures.yaml", "id: cpk", "id: sigma", "form-id-twice", 0, {"id": "sigma"}),
    ("figures.yaml", "id: cpk", "id: cpm", "form-figure-unknown", 0, {"id": "cpm"}),
    ("figures.yaml", "id: cpk", "id: cpm", "form-missing", None, {"kind": "figures", "id": "cpk"}),
    ("figures.yaml", "statistic: cpk", "statistic: loss-rate", "form-figure-statistic", 0, {"expected": "cpk"}),
    ("figures.yaml", "statistic: cpk", "statistic: cpkk", "form-word-unknown", 0, {"nearest": "cpk"}),
    ("figures.yaml", "compare: at-least", "compare: at-most", "form-word-unknown", 0, {"text": "at-most", "nearest": "at-least"}),
    ("figures.yaml", "3: 1.33", "3: 1.73", "form-thresholds-order", 0, {"lower": 3, "higher": 4}),
    ("figures.yaml", "4: 230", "4: 6200", "form-thresholds-order", 0, {"lower": 3, "higher": 4}),
    ("figures.yaml", "3: 1.33, ", "", "form-thresholds-gap", 0, {"id": "cpk", "first": 2}),
    ("figures.yaml", "5: 2.00", "5: 200%", "form-decimal", 0, {"text": "200%"}),
    ("figures.yaml", "5: 2.00", "5: -2", "form-decimal", 0, {"text": "-2"}),
    ("figures.yaml", "tracked_level: 2, untracked_level: 1", "tracked_level: 2, untracked_level: 3", "form-figure-levels", 0, {"id": "internal_loss"}),
    ("readings.yaml", "default: demonstrated", "default: by-value", "form-default", None, {"id": "sample", "default": "by-value"}),
    ("readings.yaml", "id: rounded-gb8170", "id: rounded", "form-option-unknown", None, {"id": "rounded"}),
    ("readings.yaml", "id: comparison", "id: comparisons", "form-unknown", 0, {"kind": "readings", "nearest": "comparison"}),
    ("readings.yaml", "id: comparison", "id: comparisons", "form-missing", None, {"kind": "readings", "id": "comparison"}),
    ("records.yaml", "type: credit_code", "type: creditcode", "form-word-unknown", 0, {"nearest": "credit_code"}),
    ("records.yaml", "type: credit_code", "type: text", "form-field-type", 0, {"kind": "case", "field": "credit_code", "expected": "credit_code"}),
    ("records.yaml", "      submitted: {type: count, staged: true", "      submitted: {type: count", "form-field-type", 0, {"expected": "count, staged"}),
    ("records.yaml", "      passed:", "      passd:", "form-field-missing", None, {"kind": "step", "field": "passed"}),
    ("records.yaml", "  member:", "  members:", "form-missing", None, {"kind": "records", "id": "member"}),
    ("records.yaml", "enterprise: {type: text", "enterprise: {type: choice", "form-choices", 0, {"field": "enterprise"}),
    ("records.yaml", "enterprise: {type: text", "enterprise: {type: text, choices: {a: {zh: 甲, en: A}}", "form-choices", 0, {"field": "enterprise"}),
    ("records.yaml", "enterprise: {type: text", "enterprise: {type: text, requird: true", "form-key-unknown", 0, {"nearest": "required"}),
    ("glossary.yaml", "  item:", "  Item:", "form-identifier", 0, {"text": "Item"}),
    ("glossary.yaml", "name: {zh: 条目", "nam: {zh: 条目", "form-key-unknown", 0, {"nearest": "name"}),
    ("glossary.yaml", "glossary:", "glossary: [", "form-yaml", None, {}),
    ("glossary.yaml", "name: {zh: 条目", "name: {zh: !!python/name:os.system 条目", "form-tag", 0, {}),
    ("glossary.yaml", "条目", "条\u202e目", "form-hidden-character", 0, {"character": "U+202E"}),
    ("glossary.yaml", "一个要判断的问题", "长" * 4001, "form-text-long", 0, {"limit": 4000}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "below", "details"), MISTAKES)
def test_a_mistake_is_named_by_its_line(files, name, old, new, code, below, details):
    broken, line = changed(files, name, old, new)
    found = [problem for problem in refused(broken) if problem[0] == code]
    assert found, f"{code} was not found among {refused(broken)}"
    assert any(details.items() <= said.items() for _, _, said in found), found
    if below is not None:
        assert f"{name}:{line + below}" in [where for _, where, _ in found]


def test_all_mistakes_of_all_files_are_said_in_one_go_and_in_order(files):
    broken, _ = changed(files, "form.yaml", "share: 3/4", "share: most")
    broken, _ = changed(broken, "form.yaml", "tolerance: 2", "tolerance: few")
    broken, _ = changed(broken, "figures.yaml", "3: 1.33", "3: 1.73")
    broken, _ = changed(broken, "records.yaml", "type: credit_code", "type: kredit")
    broken, _ = changed(broken, "glossary.yaml", "en: Item", "en: ''")
    found = refused(broken)
    places = [where.partition(":")[0] for _, where, _ in found]
    assert places == sorted(places)
    assert {"form-share", "form-whole-number", "form-thresholds-order", "form-word-unknown", "form-text-empty"} <= {
        code for code, _, _ in found
    }


def test_a_broken_file_does_not_hide_the_mistakes_of_the_others(files):
    broken, _ = changed({**files, "form.yaml": b"a: ["}, "figures.yaml", "5: 2.00", "5: two")
    found = [(code, where.partition(":")[0]) for code, where, _ in refused(broken)]
    assert found == [("form-decimal", "figures.yaml"), ("form-yaml", "form.yaml")]


@pytest.mark.parametrize("missing", ["form.yaml", "figures.yaml", "readings.yaml", "records.yaml", "glossary.yaml"])
def test_a_missing_file_is_named(files, missing):
    assert ("form-file-missing", missing, {}) in refused({n: data for n, data in files.items() if n != missing})


def test_a_form_needs_items(files):
    without = {name: data for name, data in files.items() if not name.startswith("items/")}
    assert "form-file-missing" in [code for code, _, _ in refused(without)]


@pytest.mark.parametrize("name", ["extra.yaml", "items/more/x.yaml", "Form.yaml"])
def test_a_file_that_a_form_has_no_place_for_is_named(files, name):
    assert ("form-file-unknown", name, {}) in refused({**files, name: b"a: b"})


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"", "form-file-empty", "glossary.yaml:1"),
        (b"# nothing\n", "form-file-empty", "glossary.yaml:1"),
        ("glossary:\n  a: 中".encode("gb18030"), "form-encoding", "glossary.yaml:2"),
        (b"a: \x00", "form-yaml", "glossary.yaml:1"),
        (b"a: b\n\tc: d", "form-yaml", "glossary.yaml:2"),
        (b"a: b\n---\nc: d", "form-yaml", "glossary.yaml:3"),
        (b"[" * 25 + b"]" * 25, "form-too-deep", "glossary.yaml:1"),
        (b"[" * 1_000_000, "form-too-deep", "glossary.yaml:1"),  # the library's composer would die of it
        (b"- " * 900_000, "form-too-deep", "glossary.yaml:1"),
        (b"*x", "form-yaml", "glossary.yaml:1"),
        (b"a: &a [x]\nb: [" + b"*a, " * 17 + b"]", "form-aliases", "glossary.yaml:2"),
        (b"#" * 2_000_001, "form-file-too-large", "glossary.yaml:1"),
    ],
)
def test_a_file_that_is_no_proper_yaml_is_refused(files, data, code, where):
    found = refused({**files, "glossary.yaml": data})
    assert (code, where) in [(each, place) for each, place, _ in found]


def test_doubling_anchors_do_not_unfold(files):
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    started = time.perf_counter()
    assert refused({**files, "glossary.yaml": "\n".join(lines).encode()})[0][0] == "form-aliases"
    assert time.perf_counter() - started < 2


def test_an_anchor_within_itself_is_only_a_mistake(files):
    assert refused({**files, "glossary.yaml": b"glossary: &g {item: *g}"})


def test_words_that_yaml_would_turn_into_something_else_stay_words(files):
    changed_files, _ = changed(files, "glossary.yaml", "{zh: 条目, en: Item}", "{zh: 2026, en: No}")
    assert load_files(changed_files).glossary["item"].name.en == "No"
    assert load_files(changed_files).glossary["item"].name.zh == "2026"


def test_folder_zip_and_files_give_the_same_form():
    form = load_folder(INSTITUTION)
    assert load_files(form.files) == form
    assert load_zip(zip_of(form)) == form
    assert zip_of(load_zip(zip_of(form))) == zip_of(form)


def test_the_built_in_form_survives_being_carried_by_a_case():
    form = load_builtin("meqmc")
    assert load_files(form.files) == form
    assert load_zip(zip_of(form)) == form


def test_a_zip_may_hold_the_files_at_its_top_or_in_one_folder_beside_notes():
    form = load_folder(INSTITUTION)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("README.md", "read by people")
        for name, data in form.files.items():
            archive.writestr(name, data)
    assert load_zip(packed.getvalue()) == form


def test_levels_of_the_form_name_the_values_of_level_fields():
    form = load_folder(INSTITUTION)
    assert form.records["item"].fields["level"].choices["3"].zh == "保证级"


def test_items_stand_in_the_order_of_their_dimensions():
    form = load_builtin("meqmc")
    order = [dimension.id for dimension in form.dimensions]
    ranks = [order.index(item.dimension) for item in form.items]
    assert ranks == sorted(ranks)


def test_the_newest_edition_is_the_default_and_loaded_once():
    assert load_builtin("meqmc") is load_builtin("meqmc", "2026")


@pytest.mark.parametrize(
    ("form_id", "edition"),
    [("meqmc", "1999"), ("none", None), ("..", None), ("meqmc", "../2026"), ("", ""), ("a/b", None)],
)
def test_a_form_that_is_not_there_is_refused_with_those_that_are(form_id, edition):
    with pytest.raises(Refused) as caught:
        load_builtin(form_id, edition)
    assert [problem.code for problem in caught.value.problems] == ["form-not-found"]


def test_the_hash_covers_every_byte_and_name_and_no_order(files):
    first = sha256_of_files(files)
    assert sha256_of_files(dict(reversed(files.items()))) == first
    assert sha256_of_files({**files, "glossary.yaml": files["glossary.yaml"] + b" "}) != first
    moved = {("items/other.yaml" if name.startswith("items/") else name): data for name, data in files.items()}
    assert sha256_of_files(moved) != first
    assert load_files(files).sha256 == first


def test_a_comment_changes_the_hash_but_not_the_form(files):
    form, commented = load_files(files), load_files({**files, "form.yaml": files["form.yaml"] + b"\n# note\n"})
    assert form.sha256 != commented.sha256
    assert form.items == commented.items


def test_building_the_form_costs_less_than_reading_its_yaml():
    """Side by side in one run, the best of each: the machine's own speed doesn't matter."""
    files = dict(load_builtin("meqmc").files)
    whole = min(_seconds(lambda: load_files(files)) for _ in range(7))
    alone = min(_seconds(lambda: [compose(name, data) for name, data in files.items()]) for _ in range(7))
    assert whole < 2 * alone


def _seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_a_form_it_loads_or_is_refused_with_places(files, data):
    name = data.draw(st.sampled_from(sorted(files)))
    lines = files[name].decode().split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    change = data.draw(st.sampled_from(["drop", "double", "indent", "cut", "swap", "list", "empty"]))
    line = lines[at]
    lines[at : at + 1] = {
        "drop": [],
        "double": [line, line],
        "indent": ["  " + line],
        "cut": [line[: len(line) // 2]],
        "swap": [line.replace(":", ",", 1)],
        "list": [line.replace("{", "[{", 1).replace("}", "}]", 1)],
        "empty": [line.partition(":")[0] + ":"],
    }[change]
    try:
        assert isinstance(load_files({**files, name: "\n".join(lines).encode()}), Form)
    except Refused as error:
        assert all(problem.where for problem in error.problems)
