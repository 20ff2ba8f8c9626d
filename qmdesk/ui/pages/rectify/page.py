"""The stop of rectification: suggestions before leaving, verification afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qmdesk.ui.desk import Desk
from qmdesk.ui.pages.outputs import Outputs
from qmdesk.ui.pages.rectify.suggestions import SuggestionsTab
from qmdesk.ui.pages.registry import PageSpec
from qmdesk.ui.widgets.tabbed_page import TabbedPage, TabSpec
from qmdesk.ui.words import mark

_HERE = "qmdesk.ui.pages.rectify"
TABS = (
    TabSpec("suggestions", mark("整改建议"), f"{_HERE}.suggestions:SuggestionsTab", ("suggestion",)),
    TabSpec(
        "verification", mark("整改验证"), f"{_HERE}.verification:VerificationTab", ("verification", "rectification")
    ),
)


class RectifyPage(TabbedPage):
    """What the sheet can do is done by its tab, whichever is in front."""

    def __init__(self, desk: Desk, spec: PageSpec) -> None:
        super().__init__(desk, spec, TABS)

    @property
    def suggestions(self) -> SuggestionsTab:
        """The tab of the suggestions, in front from now on."""
        tab = self.show_tab("suggestions")
        assert isinstance(tab, SuggestionsTab)
        return tab

    @property
    def outputs(self) -> Outputs:
        """The sheet's other shapes."""
        return self.suggestions.outputs

    def draft(self) -> None:
        """Draft a suggestion for each gap that has none."""
        self.suggestions.draft()

    def write(self, path: Path) -> None:
        """Write the sheet as PDF."""
        self.suggestions.write(path)

    def print_out(self) -> QWidget:
        """Look at the sheet and print it."""
        return self.suggestions.print_out()
