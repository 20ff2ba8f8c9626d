"""Mistakes in a form of the kind benchmark are told by file and line, and such a form grades nothing."""

import pytest

from qmdesk.formdef.loader import load_builtin, load_files
from qmdesk.model.problem import Refused


@pytest.fixture(scope="module")
def files():
    return dict(load_builtin("benchmark", "2026").files)


def refused(files, name, old, new):
    text = files[name].decode("utf-8")
    assert old in text
    with pytest.raises(Refused) as caught:
        load_files({**files, name: text.replace(old, new, 1).encode("utf-8")})
    return {each.code: each for each in caught.value.problems}


def test_the_files_of_a_benchmark_make_a_benchmark(files):
    form = load_files(files)
    assert (form.kind, form.id, form.edition) == ("benchmark", "benchmark", "2026")
    assert form.sha256 == load_builtin("benchmark", "2026").sha256
    assert load_builtin("meqmc").kind == "review"
    assert load_builtin("meqmc").benchmark is None


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("benchmark.yaml", "evidence: [finance]", "evidence: [finances]", "form-benchmark-unknown"),
        ("benchmark.yaml", "science-method: 17", "science-method: 16", "form-benchmark-weights"),
        ("benchmark.yaml", "science-method: 17, ", "", "form-benchmark-weights"),
        ("benchmark.yaml", "years: [2023, 2024, 2025]", "years: [2025, 2024, 2023]", "form-benchmark-years"),
        ("benchmark.yaml", "means: at-most", "means: at-least", "form-word-unknown"),
        ("benchmark.yaml", "limit: 30", "limit: dreißig", "form-whole-number"),
        ("benchmark.yaml", 'deadline: "2026-05-20"', 'deadline: "2026-02-30"', "form-date"),
        ("benchmark.yaml", "rule: profits", "rule: profit", "form-word-unknown"),
        ("benchmark.yaml", "average, best, rank]", "average, best, ranking]", "form-benchmark-unknown"),
        ("benchmark.yaml", "- id: background", "- id: organisation", "form-id-twice"),
        ("benchmark.yaml", "single_direction: true", "single_direktion: true", "form-key-unknown"),
        ("records.yaml", "loss_denominator: {", "loss_denominators: {", "form-field-missing"),
        ("form.yaml", "kind: benchmark", "kind: bench", "form-word-unknown"),
    ],
)
def test_a_mistake_is_told_by_file_and_line(files, name, old, new, code):
    problems = refused(files, name, old, new)
    assert code in problems
    file, _, line = problems[code].where.partition(":")
    assert file.endswith(".yaml")
    assert int(line) > 0


def test_a_file_that_is_missing_or_too_many_is_told(files):
    without = {name: content for name, content in files.items() if name != "records.yaml"}
    with pytest.raises(Refused) as caught:
        load_files({**without, "figures.yaml": b"figures: []\n"})
    codes = {(each.code, each.where) for each in caught.value.problems}
    assert {("form-file-missing", "records.yaml"), ("form-file-unknown", "figures.yaml")} <= codes
