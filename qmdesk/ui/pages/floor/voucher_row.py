"""One voucher of an amount, and amounts in words: exact, with every digit that they have."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from qmdesk.formdef.decimals import plain_text_of
from qmdesk.formdef.fields import format_value, parse_text
from qmdesk.model.canonical import Json
from qmdesk.model.journal import Changes, Place
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.strip import EvidenceStrip
from qmdesk.ui.pages.floor.shared import edit, found
from qmdesk.ui.pages.records_of import removed
from qmdesk.ui.widgets.basics import box, column, line, restyle, tool
from qmdesk.ui.widgets.case_field import CaseField
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import problem_text, tr
from qmdesk.visit.vouchers import amount_of

WAN = Decimal(10_000)


class VoucherRow(QWidget):
    """One voucher: what it is, its number, its amount, why it differs; a photo of it."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk = desk
        self.subject = f"voucher:{key}"
        theme = desk.theme
        gap = theme.px("space_xs")
        fields = desk.hub.form.records["voucher"].fields
        made = {
            name: CaseField(desk, self.subject, name, caption=False, lines=1)
            for name in ("document", "number", "booked", "note")
        }
        for name, field in made.items():
            hint = getattr(field.editor, "setPlaceholderText", None)
            if hint is not None:
                hint(fields[name].label.in_(desk.lang))
        self.document = made["document"]
        self.amount = AmountField(desk, self.subject)
        row = line(made["document"], made["number"], self.amount, made["booked"], gap=gap)
        for at, share in enumerate((3, 2, 3, 2)):
            row.setStretch(at, share)
        remove: Callable[[], object] = lambda: desk.hub.record(removed(desk.hub, "voucher", key))  # noqa: E731
        self._photos = tool(theme, "paperclip", "", self._toggle)
        row.addWidget(self._photos)
        row.addWidget(tool(theme, "trash-2", tr("删除凭证"), remove))
        self._strip: EvidenceStrip | None = None
        self._body = column(row, made["note"], gap=gap)
        self.setLayout(column(box("", self._body)))
        self.show_evidence()

    def show_evidence(self) -> None:
        """Say how many photos there are."""
        count = len(evidence_of(self._desk.hub, self.subject))
        words = tr("佐证 {n}", n=count) if count else tr("加凭证照片")
        self._photos.setToolTip(words)
        self._photos.setAccessibleName(words)

    def _toggle(self) -> None:
        if self._strip is None:
            self._strip = EvidenceStrip(self._desk, self.subject)
            self._body.addWidget(self._strip)
        else:
            self._strip.setVisible(self._strip.isHidden())


class AmountField(LineField):
    """A voucher's amount as it counts, its unit with it; what is no amount stays, marked, and says why."""

    def __init__(self, desk: Desk, subject: str) -> None:
        self._field = desk.hub.form.records["voucher"].fields["amount"]
        name = self._field.label.in_(desk.lang)
        super().__init__(name, name + tr("（元或万元）"))
        self._desk, self._subject = desk, subject
        self.committed.connect(self._keep)
        desk.hub.changed.connect(self._on_changed)
        self._show_amount()

    def _on_changed(self, changes: Changes) -> None:
        if any(place.subject == self._subject for place in changes.places):
            self._show_amount()

    def _show_amount(self) -> None:
        amount = amount_of(found(self._desk.hub).record("voucher", self._subject.partition(":")[2]))
        draft = self._desk.hub.drafts.get(Place(self._subject, "amount"))
        written = "" if amount is None else format_value(self._field, _written(amount), self._desk.lang)
        self.show_text(draft if draft is not None else written)
        self._mark(None)

    def _keep(self, text: str) -> None:
        hub = self._desk.hub
        value, problem = parse_text(self._field, text, self._desk.lang) if text.strip() else (None, None)
        if problem is not None and problem.severity is Severity.ERROR:
            hub.drafts[Place(self._subject, "amount")] = text
            self._mark(problem)
            return
        hub.drafts.pop(Place(self._subject, "amount"), None)
        hub.record([edit(hub, self._subject, "amount", value), edit(hub, self._subject, "unit", None)])
        self._show_amount()

    def _mark(self, problem: Problem | None) -> None:
        restyle(self, "wrong", "true" if problem else "false")
        self.setToolTip(problem_text(problem, self._desk.lang) if problem else "")


def _written(yuan: Decimal) -> Json:
    """An amount as it is kept: in 万元 from 10 000 yuan up."""
    wan = abs(yuan) >= WAN
    return {"amount": plain_text_of(yuan / WAN if wan else yuan), "unit": "wan" if wan else "yuan"}


def money(yuan: Decimal | None, *, sign: bool = False) -> str:
    """An exact amount: in 万元 from 10 000 yuan up, with every digit that it has."""
    if yuan is None:
        return "—"
    plus = "+" if sign and yuan > 0 else ""
    if abs(yuan) >= WAN:
        return tr("{amount} 万元", amount=plus + _grouped(yuan / WAN))
    return tr("{amount} 元", amount=plus + _grouped(yuan))


def _grouped(value: Decimal) -> str:
    whole, _, part = plain_text_of(abs(value)).partition(".")
    sign = "−" if value < 0 else ""
    return sign + f"{int(whole):,}".replace(",", " ") + (f".{part}" if part else "")
