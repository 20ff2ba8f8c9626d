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
    "\t=1+1",
    '\r=HYPERLINK("file:///etc/passwd","甬江")',
    "\u2067مرحبا\u2069 \u200f右\u200e",
    "$x^2$ \\frac{1}{$",
    "<table><tr><td>一<br/>二</td></tr></table>",
    "👩‍👩‍👧‍👦🏭️",
    "<style>*{display:none}</style>",
]
#: Eight thousand characters with markup here and there, and a word that has no place to break.
LONG = ("现场看到 <b>第 {n} 处</b> & 记下。" * 180 + "超" * 3000 + "x" * 2000)[:8000]
