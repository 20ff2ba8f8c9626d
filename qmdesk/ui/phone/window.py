"""Photos from a phone: the code to scan, how long the page stands, who sends what, and the way to switch it off."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

import segno
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qmdesk.intake.phone.addresses import addresses
from qmdesk.ui.capture.finder import ItemFinder
from qmdesk.ui.desk import Desk
from qmdesk.ui.phone.receiver import MINUTES, USUAL, Receiver
from qmdesk.ui.widgets.basics import button, empty, frame, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import tr

#: Pixels of a module of the code at 100 %, and modules of white around it as the standard asks.
MODULE, QUIET = 6, 4
#: Lines of what happened that are shown.
LINES = 8


class PhoneWindow(ToolWindow):
    """Blocks nothing. Closing it leaves the page on until its time is up; the stop button doesn't."""

    HELP = "notes"

    def __init__(self, desk: Desk, receiver: Receiver, over: QWidget | None = None) -> None:
        about = tr(
            "手机和电脑连在同一网络（没有网络时用手机热点）。手机扫码打开页面，照片直接传到这台电脑，不经过互联网。"
        )
        super().__init__(desk.theme, desk.lang, tr("手机上传照片"), about, over)
        self._desk, self._receiver = desk, receiver
        theme = desk.theme
        self._address, self._minutes = ChoiceBox(), ChoiceBox()
        self._address.setAccessibleName(tr("电脑的网络地址"))
        self._minutes.setAccessibleName(tr("开启多久"))
        for each in MINUTES:
            self._minutes.addItem(tr("{n} 分钟", n=each), each)
        self._minutes.setCurrentIndex(MINUTES.index(USUAL))
        self.start = button(tr("开启"), self.switch_on, role="primary", theme=theme, icon="play")
        self.stop = button(tr("关闭上传"), receiver.stop, role="danger", theme=theme, icon="square")
        again = button(tr("重新找地址"), self.find_addresses, role="quiet", theme=theme, icon="refresh-cw")
        self._again = again
        for part in (self.stop, self._address, self._minutes, self.start, again):
            self.head.addWidget(part)
        finder = ItemFinder(desk, receiver.where)
        finder.chosen.connect(self._bind)
        finder.setPlaceholderText(tr("先不归类，传来后在“记录”里归"))
        self._finder = finder
        where = line(label(tr("照片归到"), "caption"), finder, gap=theme.px("space_sm"))
        where.setStretch(1, 1)
        self.body.addLayout(where)
        self._code = QLabel()
        self._code.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.px("space_sm"))
        row = line(self._code, self._words, gap=theme.px("space_xl"))
        row.setStretch(1, 1)
        self._live = frame("card", row)
        pad = theme.px("space_lg")
        row.setContentsMargins(pad, pad, pad, pad)
        self._log = label("", "body", wrap=True)
        self.body.addWidget(self._live)
        self.body.addWidget(self._log)
        hint = tr(
            "传输没有加密：不要在公共无线网络里使用。代码只能用一次，每部手机扫各自的码；输错五次即关闭。"
            "没有手机网络时也可以用数据线，或在佐证处选“接收文件夹”。"
        )
        self.body.addWidget(label(hint, "caption", wrap=True))
        self._shown = ""
        receiver.moved.connect(self.refresh)
        self.find_addresses()
        self.refresh()
        (self.stop if receiver.on else self.start).setFocus()

    def find_addresses(self) -> None:
        """Look again under which addresses this computer can be reached."""
        chosen = self._address.currentData()
        self._address.clear()
        for each in addresses():
            self._address.addItem(each, each)
        self._address.setCurrentIndex(max(self._address.findData(chosen), 0))
        self._address.setVisible(self._address.count() > 1)
        if not self._address.count():
            self.say(tr("没有找到网络。请打开手机热点，让电脑连上它，再点“重新找地址”。"), "bad")
        else:
            self.say("")
        self.refresh()

    def switch_on(self) -> None:
        """Open the page for the chosen time."""
        address = self._address.currentData()
        if not isinstance(address, str):
            return
        if self._receiver.start(address, float(self._minutes.currentData())):
            self.say("")  # what was refused before holds no more
        else:
            self.say_problems(self._receiver.problems)

    def _bind(self, where: str) -> None:
        self._receiver.where = where

    def refresh(self) -> None:
        """Show how it stands."""
        receiver = self._receiver
        on = receiver.on
        self.start.setVisible(not on)
        self.start.setEnabled(self._address.count() > 0 and self._desk.hub.writable)
        self._minutes.setVisible(not on)
        self._again.setVisible(not on)
        self._address.setEnabled(not on)
        self.stop.setVisible(on)
        self._live.setVisible(on)
        if self._finder.where != receiver.where and not self._finder.hasFocus():
            self._finder.show_place(receiver.where)
        self._log.setText("\n".join(receiver.log[-LINES:]))
        self._log.setVisible(bool(receiver.log))
        if on:
            self._show_live()

    def _show_live(self) -> None:
        server = self._receiver.server
        assert server is not None
        if server.url != self._shown:
            self._shown = server.url
            self._code.setPixmap(code_of(server.url, round(MODULE * self._desk.theme.scale)))
            self._code.setAccessibleName(tr("二维码：{url}", url=server.url))
        empty(self._words)
        left = int(server.session.left)
        names = tr("、").join(each.name for each in server.session.phones.values())
        code = server.session.code
        said = (
            (tr("1. 手机连到同一网络，扫这个码"), "strong"),
            (tr("或在浏览器输入 {url}", url=f"http://{server.address}:{server.port}"), "body"),
            (tr("再输入代码 {code}", code=f"{code[:4]} {code[4:]}"), "body"),
            (tr("2. 在手机上选照片，传完这里会提示"), "strong"),
            (tr("还开 {minutes} 分 {seconds:02} 秒", minutes=left // 60, seconds=left % 60), "body"),
            (tr("已连手机：{names}", names=names) if names else tr("还没有手机连上"), "muted"),
            (tr("收到 {n} 个", n=self._receiver.came), "muted"),
        )
        for text, role in said:
            self._words.addWidget(label(text, role, wrap=True))
        self._words.addStretch(1)


def code_of(url: str, module: int) -> QPixmap:
    """A QR code in black on white whatever the look: cameras want it so."""
    rows = [bytes(row) for row in segno.make_qr(url, error="m", boost_error=False).matrix]
    side = len(rows) + 2 * QUIET
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x + QUIET, y + QUIET, Qt.GlobalColor.black)
    return QPixmap.fromImage(image.scaled(side * module, side * module))
