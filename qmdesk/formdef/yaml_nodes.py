"""YAML text to nodes that know their line; nothing is ever constructed from a tag.

Only PyYAML's parser runs, and every scalar is taken for text: ``No`` stays a word and ``2026`` a text until the
form's schema asks for a number. Nodes are put together here, event by event, because the library's own
composer recurses in C and dies of a deeply nested file; uses of anchors are counted for the like reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NoReturn

import yaml

from qmdesk.model.problem import Problem, Refused

#: Uses of anchors that a file may make; ours make none, a hand-written one may use a few.
ALIASES = 16
#: How deep a form may nest; ours need eight.
DEPTH = 20
#: Characters of one YAML file.
FILE_CHARACTERS = 2_000_000

#: Controls that hide or reorder text: bidi marks, embeddings and isolates, zero-width space, byte-order mark inside.
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_STANDARD_TAGS = (None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")))
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def compose(name: str, data: bytes) -> yaml.Node:
    """The root node of one file. Raises Refused with the place ``name:line`` of what is wrong with it."""
    text = _decoded(name, data)
    hidden = _HIDDEN.search(text)
    if hidden:
        _refuse("form-hidden-character", name, text.count("\n", 0, hidden.start()) + 1, character=_codepoint(hidden[0]))
    try:
        return _composed(name, yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse("form-yaml", name, mark.line + 1 if mark else 1, reason=str(error.problem or error.context or ""))
    except yaml.YAMLError as error:
        _refuse("form-yaml", name, 1, reason=str(error).splitlines()[0])


def _composed(name: str, events: Iterable[yaml.Event]) -> yaml.Node:
    """The one document's node. Depth, tags and anchors are bounded as the events come."""
    documents: list[yaml.Node] = []
    path: list[yaml.CollectionNode] = []
    anchors: dict[str, yaml.Node] = {}
    aliases = 0
    for event in events:
        into: list[yaml.Node] = path[-1].value if path else documents
        if isinstance(event, yaml.CollectionEndEvent):
            _pair(path.pop())
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            into.append(_aliased(name, event, anchors, aliases))
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            node = _node_of(name, event)
            into.append(node)
            if event.anchor:
                anchors[event.anchor] = node
            if isinstance(node, yaml.CollectionNode):
                path.append(node)
            if len(path) > DEPTH:
                _refuse("form-too-deep", name, line_of(node), limit=DEPTH)
    if not documents:
        _refuse("form-file-empty", name, 1)
    if len(documents) > 1:
        _refuse("form-yaml", name, line_of(documents[1]), reason="a second document")
    return documents[0]


def _node_of(name: str, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> yaml.Node:
    """A node, empty where it is a collection. A tag of its own would ask for a type; only text, list and map are."""
    if event.tag not in _STANDARD_TAGS:
        _refuse("form-tag", name, event.start_mark.line + 1, tag=event.tag)
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode("", event.value, event.start_mark)
    if isinstance(event, yaml.SequenceStartEvent):
        return yaml.SequenceNode("", [], event.start_mark)
    return yaml.MappingNode("", [], event.start_mark)


def _pair(node: yaml.CollectionNode) -> None:
    """Keys and values of a mapping that has ended came in turn; they become pairs."""
    if isinstance(node, yaml.MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))


def _aliased(name: str, event: yaml.AliasEvent, anchors: Mapping[str, yaml.Node], count: int) -> yaml.Node:
    """The node that an alias stands for."""
    line = event.start_mark.line + 1
    if count > ALIASES:
        _refuse("form-aliases", name, line, limit=ALIASES)
    if event.anchor not in anchors:
        _refuse("form-yaml", name, line, reason=f"*{event.anchor}")
    return anchors[event.anchor]


def line_of(node: yaml.Node) -> int:
    """The line of a node, from 1."""
    return node.start_mark.line + 1


def _decoded(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse("form-encoding", name, data.count(b"\n", 0, error.start) + 1)
    if len(text) > FILE_CHARACTERS:
        _refuse("form-file-too-large", name, 1, limit=FILE_CHARACTERS)
    return text


def _codepoint(character: str) -> str:
    return f"U+{ord(character):04X}"


def _refuse(code: str, name: str, line: int, **details: str | int) -> NoReturn:
    raise Refused(Problem(code, f"{name}:{line}", details))
