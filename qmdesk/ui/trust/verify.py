"""Verify a report or a package: choose a file or drop it; every signature, the grade computed again, what is wrong."""

# Qt gives None where its stubs say it can't, and its signals take lambdas of any shape.
# pyright: reportUnnecessaryComparison=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from qmdesk.model.canonical import Json
from qmdesk.model.problem import Problem, Severity
from qmdesk.ui import jobs
from qmdesk.ui.naming import listed
from qmdesk.ui.theme import Theme
from qmdesk.ui.trust.people import role_name
from qmdesk.ui.widgets.basics import button, column, empty, frame, image, label, line
from qmdesk.ui.widgets.tool_window import ToolWindow
from qmdesk.ui.words import mark, problem_text, remedy_text, tr

if TYPE_CHECKING:
    from qmdesk.trust.verification import Verification, VerifiedSignature, VerifiedStamp

KINDS = {"report": mark("评估报告"), "package": mark("同步包")}


class VerifyWindow(ToolWindow):
    """``look`` verifies a file in the pool; a second one is looked at after the first."""

    HELP = "verify"

    def __init__(self, theme: Theme, lang: str, home: Path, over: QWidget | None = None) -> None:
        about = tr("核对签名是否有效、签名之后有没有改动、报告里的数据能不能重新算出同样的等级。不需要联网。")
        super().__init__(theme, lang, tr("核验报告或同步包"), about, over)
        self._home = home
        self._roots: tuple[Path, ...] = ()
        self.found: Verification | None = None
        self._job: jobs.Job | None = None
        self.setAcceptDrops(True)
        self._choose = button(tr("选择文件…"), self._ask, role="primary", theme=theme, icon="folder-open")
        self._only = button(tr("只信任指定的根证书…"), self._ask_roots, role="quiet", theme=theme, icon="shield-check")
        self._stop = button(tr("停止"), self.stop, role="quiet", theme=theme, icon="x")
        self._stop.hide()
        self._beside = button(tr("与案卷比对…"), self._ask_case, role="quiet", theme=theme, icon="history")
        self._case: Path | None = None
        for each in (self._choose, self._only, self._beside, self._stop):
            self.head.addWidget(each)
        self._trusting = label("", "caption", wrap=True)
        self.body.addWidget(self._trusting)
        pad = theme.px("space_xl")
        hint = label(tr("把报告（PDF）或同步包（ZIP）拖到这里"), "muted")
        self._results = column(frame("drop", line(None, hint, None, margins=(pad, pad, pad, pad))))
        self._results.setSpacing(theme.px("space_sm"))
        self.body.addLayout(self._results)
        self._tell_roots()

    def take_files(self, paths: list[Path]) -> None:
        if len(paths) > 1:
            self.say(tr("一次一个文件，这 {n} 个都没有动。请逐个拖来。", n=len(paths)), "bad")
            return
        self.look(paths[0])

    def _ask(self) -> None:
        kinds = f"{tr('报告或同步包')} (*.pdf *.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("核验报告或同步包"), "", kinds)
        if chosen:
            self.look(Path(chosen))

    def _ask_roots(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("只信任指定的根证书…"), "", f"{tr('证书')} (*.pem *.crt *.cer)"
        )
        self.trust_only([Path(each) for each in chosen])

    def trust_only(self, roots: Sequence[Path]) -> None:
        """Believe these roots instead of the trust list; none of them brings the trust list back."""
        self._roots = tuple(roots)
        self._tell_roots()

    def _ask_case(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("与案卷比对…"), "", "qmdesk (*.qmcase)")
        self.hold_against(Path(chosen) if chosen else None)

    def hold_against(self, case: Path | None) -> None:
        """Compare reports with a case as well: was its history rewritten since? None compares no more."""
        self._case = case
        self._tell_roots()

    def _tell_roots(self) -> None:
        names = listed(each.name for each in self._roots)
        said = (
            tr("只信任：{names}", names=names) if names else tr("按本机的信任名单核验；名单在“证书与信任名单”中管理。")
        )
        compared = tr("并与案卷 {name} 比对。", name=self._case.name) if self._case is not None else ""
        self._trusting.setText(" · ".join(part for part in (said, compared) if part))

    def look(self, path: Path) -> None:
        """Verify a file; the answer stands here when it has come."""
        home, roots, case = self._home, self._roots, self._case

        def work() -> Verification:
            from qmdesk.review.verifying import verify_file

            if case is None:
                return verify_file(path, home, roots)
            from qmdesk.review.session import ReviewSession, Who

            session = ReviewSession.open(case, Who("", "", home))
            try:
                return verify_file(path, home, roots, case=session)
            finally:
                session.close()

        self.busy(tr("正在核验 {name}…", name=path.name))
        self._stop.show()
        self._choose.setEnabled(False)
        self._job = jobs.run(self, work, lambda found: self._show(path, found), self._refused)
        self._job.ended.connect(self._ended)

    def stop(self) -> None:
        """Don't wait for the answer."""
        if self._job is not None:
            self._job.cancel()
        self.say(tr("已停止。"))

    def _ended(self) -> None:
        self._stop.hide()
        self._choose.setEnabled(True)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        empty(self._results)
        self.say_problems(problems)

    def _show(self, path: Path, found: Verification) -> None:
        self.found = found
        kind = tr(KINDS.get(found.kind, found.kind))
        if found.ok:
            self.say(tr("核验通过：{name}（{kind}）", name=path.name, kind=kind), "good")
        else:
            self.say(tr("核验不通过：{name}（{kind}）", name=path.name, kind=kind), "bad")
        empty(self._results)
        for each in found.signatures:
            self._results.addWidget(self._signature(each))
        for each in found.stamps:
            self._results.addWidget(self._stamp(each))
        if found.regrade is not None:
            self._results.addWidget(self._regrade(found.regrade))
        for each in dict.fromkeys(
            (problem_text(p, self.lang), remedy_text(p, self.lang), p.severity) for p in found.problems
        ):
            self._results.addWidget(self._problem(*each))
        self._say_in_words(found)

    def _say_in_words(self, found: Verification) -> None:
        """What is proved and what is not, at the end."""
        from qmdesk.report.verify_words import in_words

        words = in_words(found, self.lang)
        for title, icon, sentences in (
            (tr("已证明"), ("shield-check", "good"), words.proved),
            (tr("没有证明"), ("info", "muted"), words.open),
        ):
            if sentences:
                self._results.addWidget(self._card(icon, title, "\n".join(f"• {each}" for each in sentences), ""))

    def _stamp(self, each: VerifiedStamp) -> QWidget:
        icon = ("circle-check", "good") if each.trusted else ("triangle-alert", "warn")
        moment, until = each.at[:16].replace("T", " "), each.until[:10]
        text = tr("{at} UTC；可以证明到 {until}", at=moment, until=until) if each.trusted else ""
        return self._card(icon, tr("时间戳：{name}", name=each.authority or "—"), text, "")

    def _signature(self, each: VerifiedSignature) -> QWidget:
        check = each.check
        good = check.valid and check.trusted and each.covers_all and not each.modified_after
        states = [
            tr("签名有效") if check.valid else tr("签名已损坏"),
            tr("签名人可信") if check.trusted else tr("签名人不在信任名单中"),
            tr("覆盖全文") if each.covers_all else tr("没有覆盖全文"),
        ]
        if each.modified_after:
            states.append(tr("签名之后有改动"))
        title = f"{check.signer} · {role_name(each.role, self.lang)}"
        when = check.signed_at[:16].replace("T", " ") if check.signed_at else ""
        icon = (
            ("circle-check", "good")
            if good
            else ("triangle-alert", "warn")
            if check.valid
            else ("octagon-alert", "bad")
        )
        fingerprint = tr("证书指纹 {text}", text=check.fingerprint[:16]) if check.fingerprint else ""
        return self._card(icon, title, listed(states), " · ".join(part for part in (when, fingerprint) if part))

    def _regrade(self, found: Mapping[str, Json]) -> QWidget:
        same = found.get("ok") is True
        text = tr(
            "印出的等级：{printed}；按报告内数据重算：{again}",
            printed=_levels(found.get("printed")),
            again=_levels(found.get("recomputed")),
        )
        title = tr("等级可以由数据重新算出") if same else tr("等级与数据不符")
        return self._card(("circle-check", "good") if same else ("octagon-alert", "bad"), title, text, "")

    def _problem(self, text: str, remedy: str, severity: Severity) -> QWidget:
        bad = severity is Severity.ERROR
        return self._card(("octagon-alert", "bad") if bad else ("info", "warn"), text, remedy, "")

    def _card(self, icon: tuple[str, str], title: str, text: str, small: str) -> QWidget:
        pad = self.theme.px("space_md")
        words = column(label(title, "strong", wrap=True), gap=2)
        if text:
            words.addWidget(label(text, "body", wrap=True))
        if small:
            words.addWidget(label(small, "caption", wrap=True))
        row = line(image(self.theme, *icon, "icon_lg"), words, gap=pad, margins=(pad, pad, pad, pad))
        row.setStretch(1, 1)
        return frame("card", row)


def _levels(found: Json) -> str:
    """A level, an interval as ``2-4``, or several of them, as the report's data tell them."""
    if isinstance(found, list):
        return listed(_levels(each) for each in found)
    return "—" if found is None else tr("{n} 级", n=str(found).replace("-", " ~ "))
