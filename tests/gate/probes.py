"""What a hostile or broken parser could do to its child process. Run there by ``test_child`` only."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from qmdesk.model.problem import Problem, Refused, Severity


def echo(arguments: dict[str, Any], payload: bytes) -> dict[str, Any]:
    return {"arguments": arguments, "size": len(payload), "start": payload[:4].decode("latin-1")}


def as_bytes(arguments: dict[str, Any], payload: bytes) -> bytes:
    return payload * int(arguments.get("times", 1))


def sleeps(arguments: dict[str, Any], payload: bytes) -> None:
    time.sleep(60)


def computes(arguments: dict[str, Any], payload: bytes) -> None:
    while True:
        pass


def hoards(arguments: dict[str, Any], payload: bytes) -> int:
    return len(bytearray(2**31))


def hoards_slowly(arguments: dict[str, Any], payload: bytes) -> int:
    kept: list[bytearray] = []
    while True:
        kept.append(bytearray(16 * 2**20))


def crashes(arguments: dict[str, Any], payload: bytes) -> int:
    return ctypes.string_at(0)[0]


def leaves(arguments: dict[str, Any], payload: bytes) -> None:
    os._exit(7)


def fails(arguments: dict[str, Any], payload: bytes) -> None:
    raise KeyError("秘密 secret of the file")


def recurses(arguments: dict[str, Any], payload: bytes) -> None:
    recurses(arguments, payload)


def refuses(arguments: dict[str, Any], payload: bytes) -> None:
    raise Refused(
        Problem("xml-dtd", "xl/a.xml", {"line": 3}), Problem("zip-link", "", {"name": "链接"}, Severity.WARNING)
    )


def prints(arguments: dict[str, Any], payload: bytes) -> list[int]:
    print("a library that talks")
    os.write(1, b"QMCHJ\0\0\0\0\0\0\0\x03[9]")
    sys.stdout.flush()
    return [1, 2]


def shouts(arguments: dict[str, Any], payload: bytes) -> str:
    os.write(2, b"x" * 5_000_000)
    return "heard"


def writes(arguments: dict[str, Any], payload: bytes) -> str:
    with open(arguments["path"], "wb") as file:  # noqa: PTH123
        file.write(b"x" * 100_000)
        file.flush()
    return "written"


def surroundings(arguments: dict[str, Any], payload: bytes) -> dict[str, Any]:
    return {
        "environment": sorted(os.environ),
        "modules": [each for each in ("PySide6", "numpy", "matplotlib", "scipy", "site") if each in sys.modules],
        "isolated": sys.flags.isolated,
        "empty_path": "" in sys.path,
    }


def not_json(arguments: dict[str, Any], payload: bytes) -> object:
    return {"socket": socket}


def ahead(arguments: dict[str, Any], payload: bytes, send: Callable[[memoryview], bool] | None = None) -> bytes:
    """Says of each part whether it was sent, behind the parts; then what it was told to do."""
    sent = "none" if send is None else "".join("yn"[not send(memoryview(payload))] for _ in range(arguments["times"]))
    if arguments.get("then") == "refuse":
        refuses(arguments, payload)
    if arguments.get("then") == "fail":
        fails(arguments, payload)
    return sent.encode() + b"." * int(arguments.get("more", 0))


def nan(arguments: dict[str, Any], payload: bytes) -> float:
    return float("nan")


def number(arguments: dict[str, Any], payload: bytes) -> int:
    return os.getpid()
