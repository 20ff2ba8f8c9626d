"""The whole demo without the window against importing its libraries plus reportlab building the same pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.paired import measure

LIMIT = 3.0

#: What the demo imports, and then as many pages with as much text and as many charts through reportlab and matplotlib in
#: the ordinary way, with the same fonts.
LIBRARIES = """
import click, cryptography.x509, fontTools.subset, matplotlib.figure, numpy, pikepdf, PIL.Image, pypdfium2, segno, yaml
import pyhanko.sign.signers, pyhanko.sign.validation, pyhanko.pdf_utils.font.opentype, pyhanko.stamp
import reportlab.platypus, scipy.special, sqlite_utils
import io, sys
from matplotlib.figure import Figure
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Table
pages, charts, fonts, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
for name in ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular"):
    pdfmetrics.registerFont(TTFont(name, f"{fonts}/{name}.ttf"))
style = ParagraphStyle("body", fontName="NotoSerifSC-Regular", fontSize=10.5, leading=17, wordWrap="CJK")
text = "评价组在现场查阅了记录、询问了岗位人员并观察了作业，下列事实均可追溯到佐证。" * 4
values = numpy.random.default_rng(1).normal(size=125)
story = []
for page in range(pages):
    if page < charts:
        figure = Figure((6.6, 3.5))
        upper, lower = figure.subplots(2)
        upper.hist(values, bins=15)
        lower.plot(values, marker="o")
        picture = io.BytesIO()
        figure.savefig(picture, dpi=150)
        story.append(Image(picture, 400, 212))
    for _ in range(3 if page < charts else 6):
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
            text = "".join(page.get_textpage().get_text_bounded() for page in document)
        charts = max(int(each) for each in re.findall(r"图(\d+)", text))
        fonts = Path(__file__).resolve().parents[2] / "resources" / "fonts"
        build = [sys.executable, "-c", LIBRARIES, str(pages), str(charts), str(fonts), str(folder / "plain.pdf")]
        found = measure(demo, lambda: _run(build, folder), 5)
    return found.report(f"demo ({pages} pages, {charts} charts)", LIMIT)


def _run(command: list[str], folder: Path) -> None:
    env = os.environ | {"QMDESK_HOME": str(folder / "home")}
    subprocess.run(command, check=True, capture_output=True, env=env)


if __name__ == "__main__":
    print(main())
