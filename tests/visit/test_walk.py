"""The drafted route holds every text of the form once, at a place that the text names."""

from __future__ import annotations

from qmdesk.formdef.loader import load_builtin
from qmdesk.visit.walk import ELSEWHERE, asked_at, route, seen
from tests.visit.floor_records import index_of

FORM = load_builtin("meqmc")


def test_every_text_stands_at_one_stop():
    told = [look.text.zh for stop in route(FORM) for look in stop.looks]
    wanted = [text.zh for each in (*FORM.items, *FORM.figures) for text in each.floor]
    assert sorted(told) == sorted(wanted)


def test_the_route_follows_the_material_and_few_texts_find_no_place():
    names = [stop.area.name.zh for stop in route(FORM)]
    assert names.index("来料待检区") < names.index("关键工序") < names.index("成品库") < names.index("退货区")
    assert sum(len(stop.looks) for stop in route(FORM) if stop.area is ELSEWHERE) <= 5


def test_a_text_goes_where_it_begins():
    at = {look.text.zh: stop.area.name.zh for stop in route(FORM) for look in stop.looks}
    assert at[next(text for text in at if text.startswith("在成品库取1张让步放行单"))] == "成品库"
    assert at[next(text for text in at if text.startswith("在返工工位问"))] == "返工与不合格品区"


def test_a_stop_tells_its_items_in_either_language_even_after_lines_were_taken_out():
    stop = route(FORM)[0]
    for lang in ("zh-CN", "en"):
        lines = stop.look_for(lang).splitlines()
        found = index_of({"stop:s": {"area": "x", "look_for": lines[-1], "binds": "figure:cpk"}})
        assert asked_at(FORM, found.record("stop", "s")) == ("figure:cpk", stop.looks[-1].binds)


def test_stops_seen():
    assert seen(index_of({"stop:a": {"area": "a", "seen_at": "2026-07-01T09:30"}, "stop:b": {"area": "b"}})) == (1, 2)
