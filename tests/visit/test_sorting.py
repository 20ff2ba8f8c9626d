"""A note is offered to the items whose own words it uses."""

from __future__ import annotations

import pytest

from qmdesk.formdef.loader import load_builtin
from qmdesk.visit.sorting import suggested

FORM = load_builtin("meqmc")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("千分尺零位不准，校准标识过期", "item:system.foundation"),
        ("来料待检区有3批没有供方批号标识", "item:system.supply"),
        ("退货区有12件没有退货单", "figure:external_loss"),
        ("新员工没有上岗考核记录，技能矩阵未更新", "item:system.people"),
    ],
)
def test_the_item_that_uses_the_same_words_is_offered(text: str, place: str):
    assert place in suggested(FORM, text)


def test_at_most_so_many_and_nothing_for_nothing():
    assert len(suggested(FORM, "控制图最后一点失控，报警没人响应，返工件没有标识", most=2)) == 2
    assert suggested(FORM, "") == ()
    assert suggested(FORM, "啊") == ()
    assert suggested(FORM, "xq") == ()
