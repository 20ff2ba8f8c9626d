"""YAML text to nodes that know their line; nothing is ever constructed from a tag.

Only the composer of PyYAML runs, with the resolver that takes every scalar for text: ``No`` stays a word and
``2026`` a text until the form's schema asks for a number. Anchors are bounded, so that a small file
cannot unfold into a large one, and depth is bounded before anything walks it.
"""

from __future__ import annotations

import re
from typing import NoReturn

import yaml

from qmdesk.model.problem import Problem, Refused

#: Uses of anchors that a file may make, counted as unfolded; forms need none, a hand-written one may use a few.
ALIASES = 16
#: How deep a form may nest; ours need eight.
DEPTH = 20
#: Characters of one YAML file.
FILE_CHARACTERS = 2_000_000

#: Controls that hide or reorder text: bidi marks, embeddings and isolates, zero-width space, byte-order mark inside.
_HIDDEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_STANDARD_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def compose(name: str, data: bytes) -> yaml.Node:
    """The root node of one file. Raises Refused with the place ``name:line`` of what is wrong with it."""
    text = _decoded(name, data)
    hidden = _HIDDEN.search(text)
    if hidden:
        _refuse("form-hidden-character", name, text.count("\n", 0, hidden.start()) + 1, character=_codepoint(hidden[0]))
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse("form-yaml", name, mark.line + 1 if mark else 1, reason=str(error.problem or error.context or ""))
    except (yaml.YAMLError, RecursionError) as error:
        _refuse("form-yaml", name, 1, reason=str(error).splitlines()[0])
    if root is None:
        _refuse("form-file-empty", name, 1)
    _bounded(name, root)
    return root


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


def _bounded(name: str, root: yaml.Node) -> None:
    """Walk all nodes once; refuse foreign tags, depth, and anchors used too often or within themselves."""
    seen: set[int] = set()
    aliases = 0
    waiting: list[tuple[yaml.Node, int]] = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEPTH:
            _refuse("form-too-deep", name, line_of(node), limit=DEPTH)
        if node.tag not in _STANDARD_TAGS:
            _refuse("form-tag", name, line_of(node), tag=node.tag)
        if isinstance(node, yaml.ScalarNode):
            continue
        if id(node) in seen:
            aliases += 1
            if aliases > ALIASES:
                _refuse("form-aliases", name, line_of(node), limit=ALIASES)
        seen.add(id(node))
        waiting.extend((child, depth + 1) for child in _children(node))


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value)


def _codepoint(character: str) -> str:
    return f"U+{ord(character):04X}"


def _refuse(code: str, name: str, line: int, **details: str | int) -> NoReturn:
    raise Refused(Problem(code, f"{name}:{line}", details))
