"""The grade of the open case, worked out anew in the pool after each change; many changes in a row make one work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qmdesk.formdef.types import REVIEW
from qmdesk.model.answers import Answers
from qmdesk.model.assessment import Assessment
from qmdesk.model.journal import Stage
from qmdesk.model.problem import Problem
from qmdesk.ui import jobs

if TYPE_CHECKING:
    from qmdesk.ui.hub import Hub
    from qmdesk.visit.path import StepState

    #: A stage, its answers and assessment, the path of the visit, and what could not be read of its measurement sets.
    Judged = tuple[Stage, Answers, Assessment, tuple[StepState, ...], tuple[Problem, ...]]


class Judging(QObject):
    """Puts what it finds into the hub and tells it as ``assessed``."""

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._job: jobs.Job | None = None
        self._again = False
        self._closed = False
        self._unread: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._assess)

    @property
    def busy(self) -> bool:
        """Whether the grade may still become another one."""
        return self._job is not None or self._timer.isActive()

    def soon(self) -> None:
        """Work the grade out anew soon. A case of another kind has none."""
        if not self._closed and self._hub.form.kind == REVIEW:
            self._timer.start()

    def stop(self) -> None:
        """The case is closed: begin nothing, tell nothing."""
        self._closed = True
        self._timer.stop()

    def _assess(self) -> None:
        if self._job is not None:
            self._again = True
            return
        hub = self._hub
        session, outline, stage, form = hub.session, hub.session.outline(), hub.stage, hub.form
        policy = hub.text("case", "policy")

        def work() -> Judged:
            from qmdesk.formdef.policy import steps_of
            from qmdesk.grading.answers import answers_of
            from qmdesk.grading.assess import assess
            from qmdesk.visit.path import path

            readings, problems = session.sets_of(outline)
            answers = answers_of(form, replace(outline, readings=readings), stage)
            assessment = assess(form, answers)
            return (
                stage,
                answers,
                assessment,
                path(form, outline.state, assessment, stage, steps_of(form, policy)),
                problems,
            )

        self._job = hub.ask(self, work, self._on_assessed)
        self._job.ended.connect(self._on_ended)

    def _on_assessed(self, found: Judged) -> None:
        stage, answers, assessment, steps, problems = found
        self._tell_unread(problems)
        hub = self._hub
        if stage is hub.stage and not self._closed:
            hub.answers, hub.assessment, hub.path = answers, assessment, steps
            hub.assessed.emit(assessment)

    def _tell_unread(self, problems: tuple[Problem, ...]) -> None:
        """Say once of each measurement set that it can't be read; its characteristic is judged as without readings."""
        new = tuple(each for each in problems if each.where not in self._unread)
        self._unread = {each.where for each in problems}
        if new and not self._closed:
            self._hub.failed.emit(new)

    def _on_ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self.soon()
