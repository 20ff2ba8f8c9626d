"""The closing meeting: when and who, what is handed over, the enterprise's objection or refusal, seal, minutes."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from qmdesk.model.canonical import sha256_bytes
from qmdesk.model.journal import Changes, Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.thumbs import thumbs_of
from qmdesk.ui.pages.closing.seen import found_in
from qmdesk.ui.pages.preparing.attendance import SignIn
from qmdesk.ui.pages.preparing.minutes import Minutes, now_buttons
from qmdesk.ui.pages.preparing.sheet import Sheet, minute_now
from qmdesk.ui.pages.preparing.signatures import SignatureView, sign
from qmdesk.ui.widgets.basics import button, column, empty, label, line
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.form_grid import FormGroup
from qmdesk.ui.widgets.typing_fields import ChoiceBox
from qmdesk.ui.words import problem_text, tr
from qmdesk.visit.closing import enterprise_signers, handed_over, objection_lacks, signed_objection

MEETING = "meeting:closing"
KINDS = {"case", "member", "attendance"}
#: A seal is a picture of a stamp; more is no seal.
MOST = 20 * 1024 * 1024


class ClosingTab(Sheet):
    """Cards in the order of the meeting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addWidget(FormGroup(desk, tr("会议"), MEETING, ("day", "place", "start", "end", "chair", "notes")))
        self.body.addWidget(now_buttons(desk, "closing"))
        self.sign_in = SignIn(desk, "closing")
        self.card(tr("签到")).addWidget(self.sign_in)
        self.handover = HandOver(desk)
        self._add(tr("移交整改建议"), tr("打印的整改建议表当面交给企业，记下时间和接收人，请其签名。"), self.handover)
        self.objection = Objection(desk)
        about = tr("企业有异议的照原话写下，先选签名人、再手写签名；拒绝签字的同样照原话写下理由。没有则留空。")
        self._add(tr("企业异议或拒签"), about, self.objection)
        self.seal = Seal(desk)
        self._add(tr("评价机构印章"), tr("放印章图片；没有的，报告上留出盖章的位置。"), self.seal)
        self._minutes()
        desk.hub.changed.connect(self._on_changed)
        self._refresh()

    def _add(self, title: str, about: str, content: QWidget) -> None:
        self.card(title, about).addWidget(content)

    def _minutes(self) -> None:
        card = self.card(tr("会议纪要"), tr("按记录草拟，之后随意修改。"))
        self.minutes = Minutes(self.desk, "closing", tr("末次会议纪要"))
        self.minutes.doubted.connect(lambda: self.area.ensureWidgetVisible(self.minutes.asked))
        card.addWidget(self.minutes)

    def _on_changed(self, changes: Changes) -> None:
        if any(place.kind in KINDS for place in changes.places):
            self._refresh()

    def _refresh(self) -> None:
        for each in (self.handover, self.objection, self.seal):
            each.refresh()


class _Signed(QWidget):
    """A choice of who signs for the enterprise, with the signature; ``edits`` gives what is recorded for a name and a
    picture."""

    def __init__(self, desk: Desk, caption: str, field: str, edits: Callable[[str, str], list[Edit]]) -> None:
        super().__init__()
        self._desk, self._field, self._edits = desk, field, edits
        self.who = ChoiceBox()
        self.who.setAccessibleName(caption)
        self.pen = button(tr("签名…"), self.sign, theme=desk.theme, icon="pencil")
        self.view = SignatureView(desk)
        title = label(caption, "caption")
        title.setBuddy(self.who)
        self.setLayout(line(title, self.who, self.pen, self.view, None, gap=desk.theme.px("space_sm")))

    def refresh(self, signer: str) -> None:
        """Offer those who may sign; ``signer`` is who did."""
        names = list(enterprise_signers(found_in(self._desk)))
        if signer and signer not in names:
            names.append(signer)
        chosen = signer or str(self.who.currentData() or "")
        self.who.clear()
        self.who.addItem(tr("选择签名人"), "")
        for name in names:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))
        self.who.setMinimumWidth(self._desk.theme.px("owner"))
        self.view.show_signature(self._desk.hub.text("case", self._field), signer)

    def sign(self) -> QWidget | None:
        """Open the pad for the one who was chosen; nobody signs without a name."""
        name = str(self.who.currentData() or "")
        if not name:
            self._desk.tell(tr("先选签名人，再签名；名单来自企业代表和末次会议签到"))
            self.who.setFocus()
            return None
        whose = tr("请 {name} 签名", name=name)
        return sign(self._desk, self, whose, lambda sha: self._edits(name, sha))


class HandOver(QWidget):
    """When, to whom, signed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.signed = _Signed(desk, tr("接收人"), "handed_signature", self._edits)
        now = button(tr("现在移交"), self.hand_over, theme=desk.theme, icon="check")
        sheet = button(tr("打印整改建议表"), lambda: desk.go("page:rectify/suggestions"), role="link")
        gap = desk.theme.px("space_sm")
        when = line(
            *(CaseField(desk, "case", each) for each in ("handed_over", "handed_to")), gap=desk.theme.px("space_lg")
        )
        self.setLayout(column(line(now, sheet, None, gap=gap), when, self.signed, gap=gap))

    def _edits(self, name: str, sha256: str) -> list[Edit]:
        at = self._desk.hub.text("case", "handed_over") or minute_now(self._desk)
        return handed_over(name, at, sha256)

    def hand_over(self) -> None:
        """Handed over at this minute, to the one chosen, or the first who may take it."""
        names = enterprise_signers(found_in(self._desk))
        name = str(self.signed.who.currentData() or "") or next(iter(names), "")
        if not name:
            self._desk.tell(tr("没有登记企业代表：请先登记，或写接收人"))
            return
        hub = self._desk.hub
        edits = handed_over(name, minute_now(self._desk))
        if hub.text("case", "handed_signature") and hub.text("case", "handed_to") != name:
            edits.append(Edit(Place("case", "handed_signature"), None))  # it was another person's
        hub.record(edits)

    def refresh(self) -> None:
        self.signed.refresh(self._desk.hub.text("case", "handed_to"))


class Objection(QWidget):
    """The enterprise's words, who signed them, or why it refuses to sign."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = CaseField(desk, "case", "objection")
        self.signed = _Signed(desk, tr("异议签名人"), "objection_signature", signed_objection)
        refusal = [CaseField(desk, "case", each) for each in ("refused", "refusal_reason")]
        self._lacking = label("", "warning", wrap=True)
        self.setLayout(column(self._lacking, self.words, self.signed, *refusal, gap=desk.theme.px("space_sm")))

    def refresh(self) -> None:
        lacking = objection_lacks(found_in(self._desk))
        self._lacking.setText("\n".join(problem_text(Problem(code), self._desk.lang) for code in lacking))
        self._lacking.setVisible(bool(lacking))
        self.signed.setVisible(bool(self._desk.hub.text("case", "objection").strip()))
        self.signed.refresh(self._desk.hub.text("case", "objection_by"))


class Seal(QWidget):
    """The picture of the seal, looked at by the gate before it is taken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row = QVBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._row)
        self._shown: str | None = None

    def refresh(self) -> None:
        sha256 = self._desk.hub.text("case", "seal")
        if sha256 == self._shown:
            return
        self._shown = sha256
        empty(self._row)
        choose = button(tr("选择印章图片…"), self._ask, theme=self._desk.theme, icon="image-plus")
        row = line(choose, gap=self._desk.theme.px("space_sm"))
        if sha256:
            view = label("")
            view.setAccessibleName(tr("评价机构印章"))
            thumbs_of(self._desk.hub).ask(view, sha256, self._desk.theme.px("thumb"), lambda found: show(view, found))
            row.addWidget(view)
            row.addWidget(
                button(tr("取下"), lambda: self._desk.hub.record(Edit(Place("case", "seal"), None)), role="quiet")
            )
        row.addStretch(1)
        self._row.addLayout(row)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("印章图片"), "", tr("图片 (*.png *.jpg *.jpeg *.webp)"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Look at a picture in a child process, then keep it."""

        def work() -> tuple[bytes, str]:
            return read_seal(path)

        def keep(found: tuple[bytes, str]) -> None:
            from qmdesk.casefile.case import Blob

            content, media = found
            self._desk.hub.record(Edit(Place("case", "seal"), sha256_bytes(content)), [Blob(content, media)])

        self._desk.hub.ask(self, work, keep, self._desk.tell_problems)


def show(view: QLabel, found: QImage | Problem) -> None:
    """A picture that was decoded outside of the window, or that it can't be shown."""
    if isinstance(found, QImage):
        view.setPixmap(QPixmap.fromImage(found))
    else:
        view.setText(tr("（图片无法读取）"))


def read_seal(path: Path) -> tuple[bytes, str]:
    """The bytes of a picture and its media type. Raises Refused: seal-no-picture, and what reading a file does."""
    from qmdesk.gate import kinds
    from qmdesk.gate.images import thumbnail
    from qmdesk.intake.readers.opening import read_bytes

    content = read_bytes(path, MOST)
    media = kinds.sniff(content) if content else ""
    if media not in kinds.PICTURES:
        raise Refused(Problem("seal-no-picture", path.name))
    thumbnail(content, 64, path.name)
    return content, media
