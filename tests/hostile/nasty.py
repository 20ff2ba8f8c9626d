"""Texts that something somewhere takes for more than text."""

from __future__ import annotations

NASTY = [
    "<b>粗</b>",
    "<img src='file:///etc/passwd'>",
    '<a href="https://example.invalid">甬江</a>',
    "<script>alert(1)</script>",
    "&amp;&lt;b&gt;",
    "A & B && C",
    "第一行\n第二行",
    "\u202egpj.exe",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "现场📷",
    "{percent} %s %n {0}",
    "</para><para>",
    "${HOME} $(id) `id`",
    "<qt>只有标签</qt>",
]
