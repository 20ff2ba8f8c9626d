"""Limits of a file beside those that the case has: wider ones are asked about before they replace them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from qmdesk.formdef.decimals import is_canonical
from qmdesk.intake.measurements.placing import Going
from qmdesk.ui.desk import Desk
from qmdesk.ui.hub import Hub
from qmdesk.ui.intake.sets import SetsTable
from qmdesk.ui.widgets.basics import button, label, line
from qmdesk.ui.words import tr

Limits = tuple[Decimal | None, Decimal | None]


class LimitsAsked(QWidget):
    """Says whose limits are wider in the file than in the case; one click leaves those of the case."""

    def __init__(self, desk: Desk, sets: SetsTable) -> None:
        super().__init__()
        self._hub, self._sets = desk.hub, sets
        self.said = label("", "warning", wrap=True)
        self.keep = button(tr("保留案卷里的限"), self.keep_recorded)
        self._wider: tuple[Going, ...] = ()
        row = line(self.said, self.keep, gap=desk.theme.px("space_sm"))
        row.setStretch(0, 1)
        self.setLayout(row)
        self.hide()

    def show_goings(self, goings: Sequence[Going]) -> None:
        """Compare what would go in with what is there."""
        self._wider = tuple(each for each in goings if each.key and is_wider(*self._both(each)))
        texts = [self._text(each) for each in self._wider[:3]]
        more = [tr("另有 {n} 个特性也是", n=len(self._wider) - 3)] if len(self._wider) > 3 else []
        ask = tr("；").join([*texts, *more])
        self.said.setText(tr("{said}。放宽的限会抬高 Cpk：请核对图样或标准后再读入。", said=ask) if ask else "")
        self.setVisible(bool(ask))

    def keep_recorded(self) -> None:
        """Take no limits from the file for these: what a file doesn't say leaves the record as it is."""
        self._sets.clear_limits([each.found for each in self._wider])

    def _text(self, going: Going) -> str:
        before, found = (_text(each) for each in self._both(going))
        return tr(
            "“{name}”文件里的限 {found} 比案卷里的 {before} 宽", name=going.found.name, found=found, before=before
        )

    def _both(self, going: Going) -> tuple[Limits, Limits]:
        return recorded_limits(self._hub, going.key), (going.found.lsl, going.found.usl)


def recorded_limits(hub: Hub, key: str) -> Limits:
    """The limits of a characteristic as the case has them at this stage or an earlier one."""
    texts = [hub.text(f"characteristic:{key}", name, hub.stage) for name in ("lsl", "usl")]
    lsl, usl = (Decimal(each) if is_canonical(each) else None for each in texts)
    return lsl, usl


def is_wider(before: Limits, found: Limits) -> bool:
    """Whether one of the limits found lies farther out than the one that is there."""
    (lower, upper), (low, high) = before, found
    below = lower is not None and low is not None and low < lower
    return below or (upper is not None and high is not None and high > upper)


def _text(limits: Limits) -> str:
    return " ~ ".join("—" if each is None else f"{each:f}" for each in limits)
