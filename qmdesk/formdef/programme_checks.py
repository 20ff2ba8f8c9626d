"""How the parts of a policy pack fit together: ids once, regions known, units within their province, steps in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import yaml

from qmdesk.formdef import schema
from qmdesk.formdef.programme import CLASSES, PolicyPack, Totals
from qmdesk.formdef.schema import Source

Nodes = Mapping[str, yaml.Node]


def check_pack(source: Source, pack: PolicyPack, found: Nodes, targets: Nodes) -> None:
    """Note what does not fit, at the line of the part that it is about."""
    once(source, found["steps"], [each.id for each in pack.steps])
    once(source, found["classes"], [each.id for each in pack.classes])
    once(source, found["gates"], [each.step for each in pack.gates])
    once(source, found["regions"], [each.id + "/" + each.within for each in pack.regions])
    once(source, targets["rows"], [each.region for each in pack.targets])
    once(source, found["institutions"], [each.id for each in pack.institutions])
    for name in CLASSES:
        if pack.class_rule(name) is None:
            source.note("form-key-missing", found["classes"], word=name)
    _gates(source, pack, found["gates"])
    _regions(source, pack, found)
    _targets(source, pack, targets["rows"])
    _days(source, pack, found["steps"])
    if pack.above == pack.authority:
        source.note("pack-above-itself", found["above"], text=pack.above)


def _gates(source: Source, pack: PolicyPack, node: yaml.Node) -> None:
    steps = [each.id for each in pack.steps]
    for child, gate in zip(node.value, pack.gates, strict=True):
        _known(source, child, gate.step, steps)


def _regions(source: Source, pack: PolicyPack, found: Nodes) -> None:
    ids = {each.id for each in pack.regions}
    for child, region in zip(found["regions"].value, pack.regions, strict=True):
        if region.within:
            _known(source, child, region.within, ids - {region.id})
        if not region.divisions:
            source.note("form-key-missing", child, word="divisions")
    _known(source, found["region"], pack.region, ids)


def _targets(source: Source, pack: PolicyPack, node: yaml.Node) -> None:
    """Rows of known regions. One inside another says so, as its region does: it would else be counted twice."""
    regions = {each.id: each for each in pack.regions}
    rows = {each.region: each for each in pack.targets}
    for child, row in zip(node.value, pack.targets, strict=True):
        _known(source, child, row.region, regions)
        if row.within is not None:
            _known(source, child, row.within, rows)
        over = regions[row.region].within if row.region in regions else ""
        if over in rows and row.within != over:
            source.note("pack-counted-twice", child, region=row.region, within=over)
        elif row.within is not None and row.within in rows and _more(row, rows[row.within]):
            source.note("pack-more-than-whole", child, region=row.region, within=row.within)


def _more(part: object, whole: object) -> bool:
    """Whether a part has more of something than the whole that it is counted in."""
    pairs = [(getattr(part, key), getattr(whole, key)) for key in Totals.__slots__]
    return any(one is not None and other is not None and one > other for one, other in pairs)


def _days(source: Source, pack: PolicyPack, node: yaml.Node) -> None:
    """What enterprises go through comes in its order; the office's own steps may overlap."""
    latest = None
    for child, step in zip(node.value, pack.steps, strict=True):
        if not step.of_enterprise or step.due is None:
            continue
        if latest is not None and step.due < latest:
            source.note("pack-days-order", child, step=step.id)
        latest = step.due


def _known(source: Source, node: yaml.Node, word: str, known: Collection[str]) -> None:
    if word not in known:
        source.note(
            "form-word-unknown", node, text=word, nearest=schema.nearest(word, known) if len(known) < 60 else ""
        )


def once(source: Source, node: yaml.Node, words: Iterable[str]) -> None:
    """Note every word of a list that stands in it for the second time, at its element's line."""
    seen: set[str] = set()
    for child, word in zip(node.value, words, strict=True):
        if word in seen:
            source.note("form-key-twice", child, word=word.rstrip("/"))
        seen.add(word)
