"""The whole demo without the window against importing its libraries plus reportlab building the same pages."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.paired import measure

LIMIT = 3.0

#: What the demo imports, and then as many pages of the same kind of content through reportlab with the same fonts.
LIBRARIES = """
import click, cryptography, matplotlib.figure, numpy, pikepdf, pyhanko.sign.signers, pypdfium2, python_calamine
import reportlab.platypus, scipy.special, scipy.stats, sqlite_utils, xlsxwriter, yaml
import sys
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table
pages, fonts, out = int(sys.argv[1]), sys.argv[2], sys.argv[3]
for name in ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular"):
    pdfmetrics.registerFont(TTFont(name, f"{fonts}/{name}.ttf"))
style = ParagraphStyle("body", fontName="NotoSerifSC-Regular", fontSize=10.5, leading=17, wordWrap="CJK")
text = "评价组在现场查阅了记录、询问了岗位人员并观察了作业，下列事实均可追溯到佐证。" * 4
story = []
for page in range(pages):
    for _ in range(6):
        story.append(Paragraph(text, style))
    story.append(Table([[Paragraph(text[:20], style), str(row)] for row in range(8)]))
    story.append(PageBreak())
SimpleDocTemplate(out).build(story)
"""


def main() -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = 0

        def demo() -> None:
            nonlocal count
            count += 1
            _run([sys.executable, "-m", "qmdesk", "demo", "--headless", "--out", str(folder / f"demo{count}")], folder)

        demo()
        import pypdfium2

        with pypdfium2.PdfDocument(folder / "demo1" / "report.pdf") as document:
            pages = len(document)
        fonts = Path(__file__).resolve().parents[2] / "resources" / "fonts"
        build = [sys.executable, "-c", LIBRARIES, str(pages), str(fonts), str(folder / "plain.pdf")]
        found = measure(demo, lambda: _run(build, folder), 5)
    return found.report(f"demo ({pages} pages)", LIMIT)


def _run(command: list[str], folder: Path) -> None:
    env = os.environ | {"QMDESK_HOME": str(folder / "home")}
    subprocess.run(command, check=True, capture_output=True, env=env)


if __name__ == "__main__":
    print(main())
