"""What Qt's accessibility tree says of a screen, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QTreeView,
    QWidget,
)

Role = QAccessible.Role
#: What a kind of control may be to a screen reader; the first kind that fits counts.
ROLES: tuple[tuple[type[QWidget], set[QAccessible.Role]], ...] = (
    (QCheckBox, {Role.CheckBox}),
    (QRadioButton, {Role.RadioButton}),
    (QToolButton, {Role.Button, Role.ButtonMenu, Role.CheckBox}),
    (QPushButton, {Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton}),
    (QComboBox, {Role.ComboBox}),
    (QLineEdit, {Role.EditableText}),
    (QPlainTextEdit | QTextEdit, {Role.EditableText, Role.Document}),  # type: ignore[arg-type]
    (QSpinBox | QDateEdit, {Role.SpinBox}),  # type: ignore[arg-type]
    (QTabBar, {Role.PageTabList}),
    (QTreeView, {Role.Tree}),
    (QListView, {Role.List}),
    (QTableView, {Role.Table}),
    (QProgressBar, {Role.ProgressBar}),
)


def interface(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab goes to a widget that is seen and can be used."""
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    )


def wrong_with(top: QWidget) -> Iterator[str]:
    """Controls without a name, of a wrong role or with a state that is not said; rows of views that say nothing."""
    for each in (top, *top.findChildren(QWidget)):
        if not each.isVisible() or each.objectName().startswith("qt_"):
            continue
        if takes_focus(each):
            yield from _control(each)
        elif each.isEnabled() and each.focusProxy() is None and _nameless_focus(each):
            yield f"told to take the focus, without a name: {_called(each)}"
        if isinstance(each, QAbstractItemView) and not isinstance(each.parent(), QComboBox):
            yield from _rows(each)
        if each.property("tone") and not _says_something(each):
            yield f"tells by its colour alone: {_called(each)}"


def _nameless_focus(widget: QWidget) -> bool:
    """Whether a screen reader is told of a thing to go to, by a click or otherwise, and of no name: a whole page."""
    found = interface(widget)
    return (
        bool(found.state().focusable)  # type: ignore[attr-defined]
        and found.role() in (Role.NoRole, Role.Client, Role.Pane)
        and not found.text(QAccessible.Text.Name).strip()
    )


def _control(widget: QWidget) -> Iterator[str]:
    found = interface(widget)
    name = found.text(QAccessible.Text.Name).strip()
    if not name and not isinstance(widget, QTabBar):
        yield f"no name: {_called(widget)}"
    wanted = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
    if isinstance(widget, QTextEdit) and widget.isReadOnly():
        wanted = {Role.StaticText, Role.Document}
    if wanted is not None and found.role() not in wanted:
        yield f"role {found.role().name}: {_called(widget)}"
    if wanted is None and found.role() in (Role.NoRole, Role.Client) and not isinstance(widget, QScrollArea):
        yield f"no role: {_called(widget)}"
    yield from _state(widget, found)


def _state(widget: QWidget, found: QAccessibleInterface) -> Iterator[str]:
    state = found.state()
    if not state.focusable:  # type: ignore[attr-defined]
        yield f"not told that it takes the focus: {_called(widget)}"
    checkable = isinstance(widget, QAbstractButton) and widget.isCheckable()
    if checkable and bool(state.checked) != widget.isChecked():  # type: ignore[attr-defined]
        yield f"checked is not told: {_called(widget)}"
    if widget.property("wrong") == "true" and not found.text(QAccessible.Text.Description):
        yield f"what is wrong is not told: {_called(widget)}"
    if isinstance(widget, QLineEdit) and widget.isReadOnly() and not state.readOnly:  # type: ignore[attr-defined]
        yield f"read-only is not told: {_called(widget)}"


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(view, QListView) else max(model.columnCount(QModelIndex()), 1)
    for row in range(min(model.rowCount(QModelIndex()), 40)):
        said = [
            model.index(row, column, QModelIndex()).data(role)
            for column in range(columns)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        ]
        if not any(str(each).strip() for each in said if each is not None) and row < model.rowCount(QModelIndex()) - 1:
            yield f"a row says nothing: {row} of {_called(view)}"


def _says_something(widget: QWidget) -> bool:
    texts = [interface(each).text(QAccessible.Text.Name) for each in (widget, *widget.findChildren(QWidget))]
    return any(each.strip() for each in texts)


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.property('role') or ''} {widget.accessibleName()[:40]!r}"
