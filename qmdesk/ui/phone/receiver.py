"""The page for phones on behalf of one review: what arrives is read through the gate and recorded, then it is gone
from the folder it came into. The page is shut with the review."""

# Qt's signals take lambdas of any shape.
# pyright: reportUnknownLambdaType=false

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qmdesk.formdef.types import Form
from qmdesk.intake.phone.server import Arrived, PhoneServer, Told
from qmdesk.intake.phone.session import Limits
from qmdesk.model.journal import Edit, Place
from qmdesk.model.problem import Problem, Refused
from qmdesk.ui.desk import Desk
from qmdesk.ui.drafts import DraftFolder
from qmdesk.ui.evidence.keys import evidence_of
from qmdesk.ui.evidence.reading import Bound, Taken, read_some
from qmdesk.ui.hub import Hub
from qmdesk.ui.words import tr

MINUTES = (2, 5, 10, 20)
USUAL = 5


class Receiver(QObject):
    """``moved`` tells that something is to be shown anew. ``where`` is the place new photos are bound to, or ""."""

    moved = Signal()
    _heard = Signal(object)

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self.server: PhoneServer | None = None
        self.where = ""
        self.came = 0
        self.log: list[str] = []
        self.problems: tuple[Problem, ...] = ()
        self.tell: Callable[[str], None] = _quiet
        self._folder: DraftFolder | None = None
        self._waiting: deque[Arrived] = deque()
        self._busy = False
        self._window: QWidget | None = None
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.moved)
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        hub.closing.connect(self.stop)

    @property
    def on(self) -> bool:
        """Whether phones can reach the page now."""
        return self.server is not None and self.server.session.open

    def show(self, over: QWidget, desk: Desk, where: str = "") -> QWidget:
        """The window that switches the page on and off; one for the review."""
        from qmdesk.ui.phone.window import PhoneWindow

        self.tell = desk.tell
        if where:
            self.where = where
        if self._window is None or not isValid(self._window) or not self._window.isVisible():
            self._window = PhoneWindow(desk, self, over.window())
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.moved.emit()
        return self._window

    # -- on and off ------------------------------------------------------------------------------

    def start(self, address: str, minutes: float = USUAL) -> bool:
        """Switch the page on. False where it can't be; ``problems`` says why."""
        self.stop()
        if not self._hub.writable:
            return False
        try:
            self._folder = DraftFolder()
            self.server = PhoneServer(address, Path(self._folder.path()), self._heard.emit, Limits(minutes=minutes))
        except Refused as refused:
            self.problems = refused.problems
        except OSError as error:
            self.problems = (Problem("phone-no-port", address, {"reason": error.strerror or ""}),)
        else:
            self.server.start()
            self.came, self.log, self.problems = 0, [], ()
            self._tick.start()
        self.moved.emit()
        return self.on

    def stop(self) -> None:
        """Nothing listens any more. What has come whole is still taken over."""
        server, self.server = self.server, None
        self._tick.stop()
        if server is not None:
            server.close()
            self.moved.emit()

    # -- what comes ------------------------------------------------------------------------------

    def _hear(self, news: Arrived | Told) -> None:
        if isinstance(news, Arrived):
            self._waiting.append(news)
            self._next()
        elif news.what == "shut":
            wrong = news.why == "wrong-codes"
            self._say(tr("代码输错太多次，手机上传已关闭") if wrong else tr("时间到，手机上传已关闭"), aloud=True)
            self.stop()
        elif news.what == "joined":
            self._say(tr("手机已连上：{name}", name=news.name), aloud=True)
        elif news.what == "wrong-code":
            self._say(tr("有人输入了错误的代码（{name}）", name=news.name))
        else:
            self._say(tr("没有收下：{name}", name=news.name))
        self.moved.emit()

    def _say(self, text: str, *, aloud: bool = False) -> None:
        self.log.append(f"{self._hub.session.now()[11:16]}  {text}")
        if aloud:
            self.tell(text)

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        news = self._waiting.popleft()
        form = self._hub.form
        known = frozenset(f"evidence:{key}" for key in evidence_of(self._hub, self.where))
        bound = Bound(self.where, self._hub.stage, self._hub.author, known)

        def work() -> Taken:
            return _taken(news, form, bound)

        self._busy = True
        job = self._hub.ask(self, work, lambda taken: self._record(news, taken))
        job.ended.connect(lambda: self._ended(news))

    def _record(self, news: Arrived, taken: Taken) -> None:
        kept = bool(taken.edits) and self._hub.record(taken.edits, taken.blobs)
        if kept and taken.accepted:
            self.came += 1
            self._say(tr("{phone}：{name}", phone=news.phone, name=news.name))
            self.tell(tr("收到手机照片 {n} 个", n=self.came))
        elif taken.problems and all(each.code == "evidence-there" for each in taken.problems):
            self._say(tr("已有同样的文件：{name}", name=news.name))
        elif not kept or taken.problems:
            self._say(tr("没有收下：{name}", name=news.name))
            self.problems = taken.problems

    def _ended(self, news: Arrived) -> None:
        self._busy = False
        if self.server is not None:
            self.server.session.release(news.size)
        self.moved.emit()
        self._next()


def _quiet(_: str) -> None:
    """Nobody is there to be told."""


def _taken(news: Arrived, form: Form, bound: Bound) -> Taken:
    """A file that came, read as any other evidence, under the name it had on the phone; then removed."""
    named = news.path.with_name(f"{news.path.name}-{news.name}"[:200])
    try:
        news.path.rename(named)
        taken = read_some([named], form, bound)
    except OSError:
        return Taken((), (), (), 1, 0)
    finally:
        for each in (named, news.path):
            with suppress(OSError):
                each.unlink()
    edits = [replace(each, value=news.name) if each.place.name == "name" else each for each in taken.edits]
    fresh = {each.place.subject for each in edits if each.place.name == "file"}
    caption = tr("手机：{name}", name=news.phone)
    notes = [Edit(Place(subject, "caption"), caption, author=bound.author) for subject in sorted(fresh)]
    return replace(taken, edits=(*edits, *notes))


def receiver_of(hub: Hub) -> Receiver:
    """The one receiver of a review."""
    found = hub.findChild(Receiver)
    return found if isinstance(found, Receiver) else Receiver(hub)
