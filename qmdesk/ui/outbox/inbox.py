"""The inbox: a folder or a bucket that colleagues deliver to; its packages go to their own cases, bad ones aside."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from qmdesk.model.problem import Problem, Refused, Severity
from qmdesk.ui import jobs
from qmdesk.ui.desk import Desk
from qmdesk.ui.outbox.delivering import Deliverer, first_use, line_pool
from qmdesk.ui.outbox.login import LoginLine
from qmdesk.ui.outbox.watching import URL, watcher_of
from qmdesk.ui.widgets.basics import button, column, empty, frame, label, line, tool
from qmdesk.ui.widgets.typing_fields import LineField
from qmdesk.ui.words import sentence, tr

if TYPE_CHECKING:
    from qmdesk.exchange.delivery.channel import Channel
    from qmdesk.review.collecting import Collected, Collector

CASES = "inbox/cases"


class InboxCard(QWidget):
    """Nothing is fetched before the new packages were counted; nothing is changed at the place."""

    def __init__(self, desk: Desk, deliverer: Deliverer) -> None:
        super().__init__()
        self._desk, self._deliverer = desk, deliverer
        theme = desk.theme
        gap, pad = theme.px("space_sm"), theme.px("space_md")
        self.url = LineField(tr("收件处"), tr("文件夹，或 sftp://、webdavs://、s3:// 网址"))
        self.cases = LineField(tr("案卷文件夹"), tr("收到的案卷放在这里"))
        self.url.setText(desk.settings.text(URL))
        self.cases.setText(desk.settings.text(CASES) or str(desk.hub.session.path.absolute().parent))
        self._look = button(tr("查看新到的"), self.look, theme=theme, icon="refresh-cw")
        self._take = button(tr("收下"), self.take, role="primary", theme=theme, icon="package-open")
        self._said, self._rows = QVBoxLayout(), QVBoxLayout()
        self.watcher = watcher_of(desk)
        self.watch = QCheckBox(tr("守着收件处，有新到的提醒我"))
        self.watch.setChecked(self.watcher.on)
        self.watch.toggled.connect(lambda on: self.watcher.turn(on=on))
        self._standing = label("", "caption", wrap=True)
        self._login = LoginLine(theme, self._log_in)
        self.password = self._login.password
        rows = [self._choice(field) for field in (self.url, self.cases)]
        inner = column(
            label(tr("同事送来的同步包按案卷归入；有问题的另放一处并说明原因，不影响其余。"), "muted", wrap=True),
            *rows,
            line(self._look, self._take, self.watch, None, gap=gap),
            self._standing,
            self._login,
            self._said,
            self._rows,
            gap=gap,
            margins=(pad, pad, pad, pad),
        )
        self.setLayout(column(label(tr("收件箱"), "heading"), frame("card", inner), gap=gap, margins=(0, 0, 0, 0)))
        self.url.textChanged.connect(self._may)
        self.watcher.looked.connect(self._show_standing)
        self._show_standing()
        self._may()

    def _choice(self, field: LineField) -> QWidget:
        theme = self._desk.theme
        caption = label(field.accessibleName(), "caption")
        caption.setBuddy(field)
        caption.setMinimumWidth(theme.px("space_lg") * 4)
        browse = tool(theme, "folder-open", tr("选择文件夹…"), lambda: self._browse(field))
        row = line(caption, field, browse, gap=theme.px("space_sm"))
        row.setStretch(1, 1)
        made = QWidget()
        made.setLayout(row)
        return made

    def _browse(self, field: LineField) -> None:
        chosen = QFileDialog.getExistingDirectory(self, field.accessibleName(), field.text())
        if chosen:
            field.setText(chosen)

    def _may(self) -> None:
        for each in (self._look, self._take):
            each.setEnabled(bool(self.url.text().strip()))

    # -- work ------------------------------------------------------------------------------------

    def look(self) -> None:
        """Count what is new there."""

        def work(collector: Collector) -> object:
            return len(collector.look())

        self._run(work, self._counted)

    def _show_standing(self) -> None:
        """What the quiet looks found, in one line."""
        watcher, text = self.watcher, ""
        if watcher.problems:
            said = sentence(watcher.problems[0], self._desk.lang)
            text = tr("{time} 查看时：{said} 稍后会自动再试。", time=watcher.at, said=said)
        elif watcher.at and watcher.on:
            text = tr("{time} 查看时新到 {n} 个。", time=watcher.at, n=len(watcher.waiting))
        self._standing.setText(text)
        self._standing.setVisible(bool(text))

    def take(self) -> None:
        """Fetch and take in."""

        def work(collector: Collector) -> object:
            return collector.run()

        self._run(work, self._taken)

    def _run(self, work: object, done: object) -> None:
        try:
            place = self._kept()
        except Refused as refused:
            self._tell(refused.problems)
            return
        self._desk.settings.put(URL, place)
        self._desk.settings.put(CASES, self.cases.text().strip())
        folder, recent = Path(self.cases.text().strip()), self._desk.settings.recent
        own, session, met = self._desk.hub.session.path.absolute(), self._desk.hub.session, list[Problem]()

        def all_of_it() -> tuple[object, list[Problem], Path]:
            from qmdesk.exchange.delivery.failures import Failed
            from qmdesk.review.collecting import Collector, cases_in
            from qmdesk.review.packing import believing_of
            from qmdesk.workspace.inbox import Inbox

            if not folder.is_dir():
                raise Refused(Problem("folder-missing", str(folder)))
            channel: Channel | None = None
            try:
                channel, url = self._open(place, met)
                others = [each for each in recent if each.absolute() != own]
                cases = cases_in([folder], [path for path in others if path.is_file()])
                cases.paths[session.case_id] = session.path
                believed = believing_of(session, strict=False)
                inbox = Inbox(session.who.home, url)
                found = Collector(channel, inbox, folder, session.who, believed, cases, session=session)
                return work(found), met, inbox.aside  # pyright: ignore[reportCallIssue]
            except Failed as failed:
                raise Refused(failed.problem) from failed
            finally:
                if channel is not None:
                    channel.close()

        empty(self._said)
        empty(self._rows)
        self._login.hide()
        self._said.addWidget(label(tr("正在查看…"), "muted"))
        for each in (self._look, self._take):
            each.setEnabled(False)
        job = jobs.run(self, all_of_it, done, self._refused, line_pool())  # pyright: ignore[reportArgumentType]
        job.ended.connect(self._ended)

    def _ended(self) -> None:
        self._may()
        self.watcher.look()

    def _kept(self) -> str:
        """The URL of the place that was typed or named; a password in it is held until the window closes, and cut out.

        Raises Refused(delivery-url).
        """
        from qmdesk.exchange.delivery.target import read_target
        from qmdesk.review.sending import place_of

        text = self.url.text().strip()
        url, password = place_of(self._deliverer.outbox, text)
        self._deliverer.secrets.keep(read_target(url)[0], password)
        if password:
            self.url.setText(url)
        return url

    def _log_in(self) -> None:
        from qmdesk.exchange.delivery.target import read_target

        self._deliverer.secrets.keep(read_target(self._kept())[0], self.password.text())
        self.password.clear()
        self.look()

    def _open(self, url: str, met: list[Problem]) -> tuple[Channel, str]:
        from qmdesk.exchange.delivery.target import read_target

        target, _ = read_target(url)
        doors = self._deliverer.doors(lambda host, key: met.append(first_use(host, key)))
        return doors.open(target), target.url

    # -- words -----------------------------------------------------------------------------------

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        self._tell(problems)
        self._login.setVisible(any(each.code == "delivery-auth" for each in problems))

    def _counted(self, found: tuple[int, list[Problem], Path]) -> None:
        self._tell(found[1])
        count = found[0]
        text = tr("有 {n} 个新到的同步包。", n=count) if count else tr("没有新到的同步包。")
        self._said.addWidget(label(text, "good" if count else "muted"))

    def _taken(self, found: tuple[Collected, list[Problem], Path]) -> None:
        done, met, aside = found
        self._tell([*met, *done.problems])
        self._said.addWidget(
            label(
                tr(
                    "收下 {taken} 个，已有 {known} 个，另放 {aside} 个，等待 {waits} 个。",
                    taken=done.count("taken"),
                    known=done.count("known"),
                    aside=len([each for each in done.aside if each.state == "set-aside"]),
                    waits=len([each for each in done.aside if each.state == "waits"]),
                ),
                "good",
                wrap=True,
            )
        )
        for each in done.received:
            case = done.cases.get(each.case_id)
            if each.state == "taken" and case is not None:
                text = tr("{package} → {case}：{n} 条新记录", package=each.name, case=case.name, n=each.entries)
                self._rows.addWidget(label(text, "caption", wrap=True))
        told = {each.where for each in done.problems}
        for each in done.aside:
            if each.name not in told:
                text = tr("{package}：另放，没有收下", package=each.name)
                self._rows.addWidget(label(text if each.state == "set-aside" else each.name, "warning", wrap=True))
        if any(each.state == "set-aside" for each in done.aside):
            self._rows.addWidget(button(tr("打开另放的文件夹"), lambda: _show_folder(aside), role="link"))
        if any(each.case_id == self._desk.hub.session.case_id for each in done.received):
            self._desk.hub.reload()

    def _tell(self, problems: Iterable[Problem]) -> None:
        empty(self._said)
        for each in problems:
            role = "problem" if each.severity is Severity.ERROR else "warning"
            self._said.addWidget(label(sentence(each, self._desk.lang), role, wrap=True))


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
