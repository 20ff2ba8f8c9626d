"""Signing beside the report: who signs and who is next, with a file, a token or by hand alone, and how it goes out.

Nothing is opened or asked before the report is saved; passphrases and handwriting stay in memory.
"""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.report_work import Going, Wish
from qmdesk.ui.signing.expected import Expected, expected
from qmdesk.ui.signing.token_choice import TokenChoice
from qmdesk.ui.trust.people import role_name
from qmdesk.ui.widgets.basics import box, button, column, elided, empty, frame, image, label, line, scrolled, tool
from qmdesk.ui.widgets.typing_fields import ChoiceBox, LineField
from qmdesk.ui.words import tr

FILE, TOKEN, HAND = "file", "token", "hand"


class SigningPanel(QWidget):
    """``more_wanted`` asks to sign a report that is saved already with what is on the list, ``stamp_wanted`` to put a
    time stamp over one."""

    more_wanted = Signal()
    stamp_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.wishes: list[Wish] = []
        self.written = b""
        theme = desk.theme
        pad, gap = theme.px("space_md"), theme.px("space_sm")
        self._people = column(gap=theme.px("space_xs"))
        self.role = ChoiceBox()
        self.role.setAccessibleName(tr("签名角色"))
        for role, text in desk.hub.form.records["member"].fields["role"].choices.items():
            self.role.addItem(text.in_(desk.lang), role)
        self.role.addItem(role_name("institution", desk.lang), "institution")
        self.means = ChoiceBox()
        self.means.setAccessibleName(tr("用什么签"))
        for text, means in ((tr("证书文件"), FILE), (tr("令牌（U 盾）"), TOKEN), (tr("只手写，无证书"), HAND)):
            self.means.addItem(text, means)
        self.means.currentIndexChanged.connect(lambda _: self._show_means())
        self.certificate = LineField(tr("证书文件"), "*.p12")
        self.token = TokenChoice(desk)
        self.secret = LineField(tr("证书口令"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.handwriting = LineField(tr("手写签名图片（可选）"), "*.png")
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        choose = tool(theme, "folder-open", tr("选择…"), lambda: self._choose(self.certificate))
        self._file = box("", self._named(self.certificate, choose))
        self._secret_caption = label(tr("证书口令"), "caption")
        self._secret_box = box("", column(self._secret_caption, self.secret, gap=2))
        by_hand = tool(theme, "pencil", tr("手写…"), self.write_by_hand)
        pictures = tool(theme, "folder-open", tr("选择…"), lambda: self._choose(self.handwriting))
        self._hint = label(tr("手写签名由其后的电子签名一并保护，报告上会写明没有证书。"), "caption", wrap=True)
        self._list = QVBoxLayout()
        body = column(gap=gap, margins=(pad, pad, pad, pad))
        for part in (
            label(tr("签名"), "heading"),
            label(tr("按下列顺序签名；最后一个签名锁定报告。"), "caption", wrap=True),
        ):
            body.addWidget(part)
        body.addLayout(self._people)
        body.addLayout(self._named(self.role))
        body.addLayout(self._named(self.means))
        for part in (self._file, self.token, self._secret_box, self._hint):
            body.addWidget(part)
        body.addLayout(self._named(self.handwriting, by_hand, pictures))
        body.addLayout(self._list)
        body.addLayout(self._going_out())
        body.addStretch(1)
        adding = column(
            self._problem,
            button(tr("加入签名"), self.add, theme=theme, icon="plus"),
            gap=gap,
            margins=(pad, gap, pad, pad),
        )
        whole = column(scrolled(box("", body)), adding)
        whole.setStretch(0, 1)
        self.setLayout(column(frame("card", whole)))
        self.setFixedWidth(theme.px("list") + 2 * theme.px("space_xl"))
        desk.hub.changed.connect(self._show_people_if_seen)
        self._show_means()
        self.show_people()

    def _named(self, field: QWidget, *tools: QWidget) -> QVBoxLayout:
        row = line(field, *tools, gap=self._desk.theme.px("space_xs"))
        row.setStretch(0, 1)
        return column(label(field.accessibleName(), "caption"), row, gap=2)

    def _going_out(self) -> QVBoxLayout:
        """What holds for all signatures: places kept for later, time stamps, the seal, what is replaced."""
        self.later = QCheckBox(tr("给没到场的人留位置，以后补签"))
        self.seam = QCheckBox(tr("每页右边盖骑缝章"))
        self.stamp = LineField(tr("时间戳服务器（可选）"), "http://…")
        self.old = LineField(tr("被取代的报告（更正时）"), "*.pdf")
        pick = tool(self._desk.theme, "folder-open", tr("选择…"), lambda: self._choose(self.old))
        more = button(
            tr("补签已保存的报告…"), self.more_wanted.emit, role="quiet", theme=self._desk.theme, icon="pencil"
        )
        parts = column(self.later, self.seam, gap=self._desk.theme.px("space_xs"))
        parts.addLayout(self._named(self.stamp))
        parts.addLayout(self._named(self.old, pick))
        over = button(
            tr("给已签名的报告盖时间戳…"), self.stamp_wanted.emit, role="quiet", theme=self._desk.theme, icon="history"
        )
        parts.addWidget(more)
        parts.addWidget(over)
        return parts

    # -- who -------------------------------------------------------------------------------------

    def _show_people_if_seen(self) -> None:
        if self.isVisible():
            self.show_people()

    def show_people(self) -> None:
        """Everyone who has a place, what is known of the signature, and who is next."""
        empty(self._people)
        self.seam.setEnabled(bool(self._desk.hub.text("case", "seal")))
        self.seam.setToolTip("" if self.seam.isEnabled() else tr("案卷里还没有评价机构印章"))
        waiting = self._waiting()
        for each in expected(self._desk.hub):
            self._people.addWidget(self._person(each, bool(waiting) and each == waiting[0], each in waiting))
        if waiting:
            self.role.setCurrentIndex(max(self.role.findData(waiting[0].role), 0))

    def _waiting(self) -> list[Expected]:
        """Those of whom no signature is on the list yet, in order."""
        roles = [each.role for each in self.wishes]
        left: list[Expected] = []
        for each in expected(self._desk.hub):
            if each.refused:
                continue
            if each.role in roles:
                roles.remove(each.role)
            else:
                left.append(each)
        return left

    def _person(self, each: Expected, following: bool, waits: bool) -> QWidget:
        lang, theme = self._desk.lang, self._desk.theme
        if each.refused:
            icon, state = ("octagon-alert", "warn"), tr("拒绝签字：{words}", words=each.refused)
        elif following:
            icon, state = ("pencil", "accent"), tr("下一个")
        elif waits:
            icon, state = ("circle", "muted"), tr("未加入")
        else:
            icon, state = ("circle-check", "good"), tr("已加入")
        name = " · ".join(part for part in (role_name(each.role, lang), each.name) if part)
        words = column(elided(name, "body"), elided(state, "caption"), gap=0)
        row = line(image(theme, *icon), words, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        return box("", row)

    # -- with what -------------------------------------------------------------------------------

    def _show_means(self) -> None:
        means = self.means.currentData()
        self._file.setVisible(means == FILE)
        self.token.setVisible(means == TOKEN)
        self._secret_box.setVisible(means != HAND)
        self._hint.setVisible(means == HAND)
        caption = tr("令牌 PIN") if means == TOKEN else tr("证书口令")
        self.secret.setAccessibleName(caption)
        self._secret_caption.setText(caption)

    def _choose(self, field: LineField) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, field.accessibleName())
        if chosen:
            field.setText(chosen)

    def write_by_hand(self) -> None:
        """Open the pad to sign on; what is written there is used as the picture."""
        from qmdesk.ui.signing.pad import SignatureDialog

        self.pad = SignatureDialog(self._desk.theme, self.window())
        self.pad.signed.connect(self.use_handwriting)
        self.pad.show()

    def use_handwriting(self, content: bytes) -> None:
        """Keep the picture in memory only, for the signature that is added next."""
        self.written = content
        self.handwriting.setText(tr("已手写"))

    # -- the list --------------------------------------------------------------------------------

    def add(self) -> None:
        """Put a signature on the list; the certificate is opened when the report is saved."""
        means, role = self.means.currentData(), str(self.role.currentData())
        path, picture = Path(self.certificate.text().strip()), self.handwriting.text().strip()
        written = self.written if picture == tr("已手写") else b""
        handwriting = written or (Path(picture) if picture else None)
        problem = self._wrong(str(means), role, handwriting)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem:
            (self.certificate if means == FILE else self.handwriting if means == HAND else self.token).setFocus()
            return
        self.written = b""
        token = self.token.uri() if means == TOKEN else ""
        certificate = path if means == FILE else Path(self.token.name() if means == TOKEN else tr("手写"))
        names = [each.name for each in self._waiting() if each.role == role]
        wish = Wish(role, certificate, self.secret.text(), handwriting, token, means == HAND, next(iter(names), ""))
        self.wishes.append(wish)
        for field in (self.certificate, self.secret, self.handwriting):
            field.clear()
        self.show_wishes()

    def _wrong(self, means: str, role: str, handwriting: Path | bytes | None) -> str:
        if means == HAND:
            if role == "lead":
                return tr("评估组长要用证书签署，不能只手写。")
            return "" if handwriting else tr("请先手写，或选择签名图片")
        if means == TOKEN:
            return "" if self.token.uri() else tr("请先查找令牌并选择证书")
        named = self.certificate.text().strip()
        return "" if named and Path(named).is_file() else tr("请选择证书文件（.p12）")

    def show_wishes(self) -> None:
        """The list as it is to be signed, and who is next."""
        empty(self._list)
        for number, each in enumerate(self.wishes, 1):
            role = self.role.itemText(self.role.findData(each.role))
            text = elided(f"{number}. {role} · {each.certificate.stem}", "body")
            away = tool(self._desk.theme, "x", tr("去掉这个签名"), lambda n=number - 1: self._drop(n))
            row = line(text, away)
            row.setStretch(0, 1)
            self._list.addLayout(row)
        self.show_people()

    def _drop(self, number: int) -> None:
        del self.wishes[number]
        self.show_wishes()

    def going(self) -> Going:
        """How the report goes out."""
        later = tuple(each.role for each in self._waiting()) if self.later.isChecked() else ()
        old = self.old.text().strip()
        seam = self.seam.isEnabled() and self.seam.isChecked()
        return Going(later, self.stamp.text().strip(), seam, Path(old) if old else None)

    def showEvent(self, event: QShowEvent) -> None:
        self.show_people()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.secret.clear()
        super().hideEvent(event)
