"""The outbox: this case packed for its places, what waits and why, one button to deliver now."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem, Severity
from qmdesk.ui.desk import Desk
from qmdesk.ui.outbox.delivering import deliverer_of
from qmdesk.ui.outbox.login import LoginLine
from qmdesk.ui.outbox.places import Places
from qmdesk.ui.pages.outgoing import Outgoing
from qmdesk.ui.widgets.basics import box, button, column, empty, frame, label, line, tool
from qmdesk.ui.words import mark, sentence, tr

if TYPE_CHECKING:
    from qmdesk.review.standing import PackageStanding, PlaceStanding

_STATES = {
    "delivered": (mark("已送达"), "good"),
    "waiting": (mark("等待投递"), "warn"),
    "refused": (mark("需要处理"), "bad"),
    "no-destination": (mark("没有去处"), "warn"),
}


class OutboxCard(QWidget):
    def __init__(self, desk: Desk, outgoing: Outgoing) -> None:
        super().__init__()
        self._desk, self._outgoing = desk, outgoing
        theme = desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        self.deliverer = deliverer_of(desk)
        self.places = Places(theme, self.deliverer)
        self._pack = button(tr("打包并投递"), self.pack, role="primary", theme=theme, icon="cloud-upload")
        self._again = button(tr("现在投递"), self.deliver, theme=theme, icon="refresh-cw")
        self._stop = button(tr("停止"), self.deliverer.stop, role="quiet", theme=theme, icon="x")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setMaximumWidth(theme.px("panel"))
        self._login = LoginLine(theme, self._log_in)
        self.password = self._login.password
        self._said, self._list = QVBoxLayout(), QVBoxLayout()
        self._list.setSpacing(gap)
        self._standings: list[PackageStanding] = []
        inner = column(
            label(tr("打包后留在本机，有网络时自动送到选定的去处；断了接着送，送达后留有回执。"), "muted", wrap=True),
            self.places,
            line(self._pack, self._again, self._stop, self._bar, None, gap=gap),
            self._login,
            self._said,
            self._list,
            gap=gap,
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(label(tr("发件箱"), "heading"), frame("card", inner), gap=gap, margins=(0, 0, 0, 0)))
        self.places.refused.connect(self._tell)
        self.places.changed.connect(self._may)
        self.deliverer.shown.connect(self._show)
        self.deliverer.told.connect(self._tell)
        self.deliverer.working.connect(self._working)
        self.deliverer.progressed.connect(self._progressed)
        self._working(on=False)
        self.deliverer.refresh()

    def pack(self) -> None:
        """Sign a package of this case into the outbox, then deliver."""
        session, (since, certificate, secret) = self._desk.hub.session, self._outgoing.wishes
        recipients, urls, outbox = self._outgoing.recipients, self.places.chosen, self.deliverer.outbox

        def work() -> None:
            from qmdesk.review.sending import pack_for_delivery
            from qmdesk.trust.device import device_identity
            from qmdesk.trust.p12 import load_p12
            from qmdesk.trust.recipients import recipients_in

            device = device_identity(session.who.home)
            signer = device if certificate is None else load_p12(certificate, secret)
            wanted = recipients_in(recipients)
            pack_for_delivery(session, outbox, signer, urls, device=device.id, since=since, recipients=wanted)

        self._working(on=True)
        job = self._desk.hub.ask(self, work, lambda _: self.deliver(), self._tell)
        job.ended.connect(self._settle)

    def deliver(self) -> None:
        """Try everything that waits, what was refused too: the person may have put it right."""
        self.deliverer.refresh()
        self.deliverer.deliver()

    def _settle(self) -> None:
        self._working(on=self.deliverer.busy)

    def _working(self, on: bool) -> None:
        self._stop.setVisible(on)
        self._bar.setVisible(on)
        self._bar.setRange(0, 0)
        self._may()

    def _may(self) -> None:
        free = self._stop.isHidden()
        self._pack.setEnabled(free and bool(self.places.chosen))
        self._again.setEnabled(free and any(each.state != "delivered" for each in self._standings))

    def _progressed(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _show(self, standings: list[PackageStanding]) -> None:
        self._standings = standings
        empty(self._list)
        if not standings:
            self._list.addWidget(label(tr("发件箱是空的。先添加一个去处，再点“打包并投递”。"), "muted", wrap=True))
        for each in reversed(standings):
            self._list.addWidget(self._package(each))
        codes = {place.delivery.code for each in standings for place in each.places if place.problem is not None}
        self._login.setVisible("delivery-auth" in codes)
        self._may()

    def _package(self, each: PackageStanding) -> QWidget:
        gap = self._desk.theme.px("space_sm")
        text, tone = _STATES[each.state]
        when = each.package.added_at[:16].replace("T", " ")
        told = tr("{of} 处中已送达 {done} 处", of=each.of, done=each.delivered)
        name = label(f"{each.package.label} · {when}", "strong", wrap=True)
        out = tool(self._desk.theme, "x", tr("移出发件箱"), lambda: self._take_out(each.package.sha256))
        chip = label(tr(text) if each.state != "waiting" or not each.delivered else told, "chip", tone=tone)
        head = line(name, column(None, chip, None), out, gap=gap)
        head.setStretch(0, 1)
        rows = [self._place(place) for place in each.places]
        return frame("card", column(head, label(told, "caption"), *rows, gap=self._desk.theme.px("space_xs"),
                                    margins=(gap, gap, gap, gap)))  # fmt: skip

    def _place(self, place: PlaceStanding) -> QWidget:
        problem = place.problem
        if problem is None:
            done = place.delivery.state == "delivered"
            at = place.delivery.at[:16].replace("T", " ")
            text = tr("{name}：已送达 {at}", name=place.name, at=at) if done else tr("{name}：等待", name=place.name)
            return label(text, "good" if done else "muted", wrap=True)
        role = "problem" if problem.severity is Severity.ERROR else "warning"
        words = label(sentence(problem, self._desk.lang), role, wrap=True)
        if problem.code != "delivery-key-changed":
            return words
        accept = button(tr("接受新钥匙"), lambda: self._accept(place.delivery.url), role="link")
        row = line(words, accept, gap=self._desk.theme.px("space_sm"))
        row.setStretch(0, 1)
        return box("", row)

    def _take_out(self, sha256: str) -> None:
        self.deliverer.outbox.take_out(sha256)
        self.deliverer.refresh()

    def _accept(self, url: str) -> None:
        """Somebody asked the one who runs the server: the next key is taken as new, and shown."""
        from qmdesk.exchange.delivery.target import read_target

        target, _ = read_target(url)
        self.deliverer.doors(lambda _host, _key: None).forget(f"{target.host}:{target.port or 22}")
        self.deliver()

    def _log_in(self) -> None:
        """The password for every place that did not let us in."""
        from qmdesk.exchange.delivery.target import read_target

        for each in self._standings:
            for place in each.places:
                if place.delivery.code == "delivery-auth":
                    self.deliverer.secrets.keep(read_target(place.delivery.url)[0], self.password.text())
        self.password.clear()
        self.deliver()

    def _tell(self, problems: Iterable[Problem]) -> None:
        empty(self._said)
        for each in problems:
            role = "problem" if each.severity is Severity.ERROR else "warning"
            self._said.addWidget(label(sentence(each, self._desk.lang), role, wrap=True))
