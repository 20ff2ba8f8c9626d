"""The client's half of ``atspi.py``: runs the window, asks for one screen after another, reads each over the bus.

Run by the system's Python, which has pyatspi; of the project it imports nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pyatspi  # pyright: ignore[reportMissingImports]

#: Roles that a control may have; others that take the focus are told.
CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "text", "entry", "password text", "combo box",
    "spin button", "page tab", "page tab list", "list", "list item", "table", "table cell", "tree", "tree item", "tree table",
    "menu", "menu item", "check menu item", "radio menu item", "slider", "link", "document frame", "document text",
    "document web", "scroll bar", "chart", "image", "canvas", "label", "drawing area", "indicator", "dial", "button",
    "column header", "row header", "table column header", "table row header", "push button menu", "date editor",
}  # fmt: skip
#: Containers may take the focus so that keys reach them; they need no name of their own where they have rows.
VIEWS = {"list", "table", "tree", "tree table"}
#: How many rows of a view are read.
ROWS = 12
#: Steps of Tab on each screen.
STEPS = 12


def walk(top):
    """All that is shown below a window; of a view a few rows only."""
    waiting = [(top, ())]
    while waiting:
        node, above = waiting.pop()
        try:
            states = node.getState()
            if not states.contains(pyatspi.STATE_SHOWING) and above:
                continue
            yield node, above
            count = node.childCount
            role = node.getRoleName()
            for at in range(min(count, ROWS if role in VIEWS else 400)):
                child = node.getChildAtIndex(at)
                if child is not None:
                    waiting.append((child, (*above, role)))
        except Exception as error:
            yield (node, error), above


def called(node) -> str:
    return f"{node.getRoleName()} {node.name!r}"


def wrong(node, above):
    """What a screen reader would lack of one thing."""
    states, role = node.getState(), node.getRoleName()
    has = states.contains
    focusable = has(pyatspi.STATE_FOCUSABLE)
    if (
        focusable
        and has(pyatspi.STATE_ENABLED)
        and not node.name.strip()
        and role not in ("page tab list", "scroll bar")
    ):
        yield f"no name: {called(node)} in {'/'.join(above[-3:])}"
    if focusable and role not in CONTROLS and not (role == "panel" and node.name):  # a page, by a click beside all
        yield f"role {role!r} takes the focus: {called(node)}"
    if role in ("check box", "radio button", "toggle button", "check menu item") and not has(pyatspi.STATE_CHECKABLE):
        yield f"not said to be checkable: {called(node)}"
    if role == "combo box" and not (has(pyatspi.STATE_EXPANDABLE) or has(pyatspi.STATE_HAS_POPUP) or node.childCount):
        yield f"not said to open: {called(node)}"
    usable = has(pyatspi.STATE_ENABLED) and has(pyatspi.STATE_SENSITIVE)
    if role in ("push button", "check box", "radio button", "link") and usable and not actions(node):
        yield f"nothing can be done with it: {called(node)}"
    if role in ("text", "entry", "password text") and focusable and not is_text(node):
        yield f"its text can't be read: {called(node)}"
    cell = role in ("table cell", "tree item") and above and above[-1] in VIEWS  # a list's headings can't be chosen
    if cell and node.name and has(pyatspi.STATE_ENABLED) and not has(pyatspi.STATE_SELECTABLE):
        yield f"not said to be selectable: {called(node)}"
    if role == "unknown":
        yield f"of no role: {called(node)} in {'/'.join(above[-3:])} with {node.childCount}"
    if role == "page tab" and not node.name.strip():
        yield f"no name: {called(node)}"


def actions(node):
    try:
        found = node.queryAction()
        return [found.getName(at) for at in range(found.nActions)]
    except NotImplementedError:
        return []


def is_text(node) -> bool:
    try:
        node.queryText()
    except NotImplementedError:
        return False
    return True


def rows_wrong(node):
    """A view whose first rows say nothing at all."""
    if node.getRoleName() not in VIEWS or not node.childCount:
        return
    names = [node.getChildAtIndex(at).name for at in range(min(node.childCount, ROWS * 4)) if node.getChildAtIndex(at)]
    if names and not any(each.strip() for each in names):
        yield f"no row says anything: {called(node)}"


def focused(application):
    for top in windows(application):
        for node, _ in walk(top):
            if not isinstance(node, tuple) and node.getState().contains(pyatspi.STATE_FOCUSED):
                yield node


def windows(application):
    return [application.getChildAtIndex(at) for at in range(application.childCount)]


def program():
    desktop = pyatspi.Registry.getDesktop(0)
    for _ in range(100):
        for at in range(desktop.childCount):
            each = desktop.getChildAtIndex(at)
            if each is not None and each.name == "qmdesk":
                return each
        time.sleep(0.2)
    raise SystemExit("the program is not on the bus")


def by_tab(application):
    """Where Tab goes on this screen, as the bus tells it; the second value what is wrong with that."""
    went, bad = [], []
    for _ in range(STEPS):
        subprocess.run(["xdotool", "key", "Tab"], check=True)
        time.sleep(0.08)
        now = list(focused(application))
        names = [f"{each.getRoleName()} {each.name!r}" for each in now]
        went.append(names)
        if not now:
            bad.append(f"after Tab {len(went)} nothing has the focus")
    if len({tuple(each) for each in went}) < min(3, len(went)):
        bad.append(f"Tab does not move the focus: {went[:4]}")
    return went, bad


# -- what a screen reader's user does, by the bus alone ------------------------------------------------


def first(application, fits):
    return next(
        (node for top in windows(application) for node, _ in walk(top) if not isinstance(node, tuple) and fits(node)),
        None,
    )


def until(true, seconds: float = 4.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def usable(node) -> bool:
    return node.getState().contains(pyatspi.STATE_SENSITIVE) and node.getState().contains(pyatspi.STATE_SHOWING)


def check(application):
    """Something to be checked is checked by its action, and its state says so."""
    unset = lambda node: (  # noqa: E731
        node.getState().contains(pyatspi.STATE_CHECKABLE)
        and not node.getState().contains(pyatspi.STATE_CHECKED)
        and usable(node)
        and actions(node)
    )
    node = first(application, unset)
    if node is None:
        yield "nothing to check here"
        return
    node.queryAction().doAction(0)
    if not until(lambda: node.getState().contains(pyatspi.STATE_CHECKED)):
        yield f"checked by its action and not said to be: {called(node)} {actions(node)}"


def turn(application):
    """Another tab is chosen by its action, and is said to be selected."""
    other = lambda node: (  # noqa: E731
        node.getRoleName() == "page tab" and not node.getState().contains(pyatspi.STATE_SELECTED) and usable(node)
    )
    node = first(application, other)
    if node is None:
        yield "no other tab here"
        return
    node.queryAction().doAction(0)
    if not until(lambda: node.getState().contains(pyatspi.STATE_SELECTED)):
        yield f"chosen and not said to be selected: {called(node)} {actions(node)}"


def expand(application):
    """A choice is opened by its action, and says so; Escape shuts it."""
    node = first(application, lambda each: each.getRoleName() == "combo box" and usable(each))
    if node is None:
        yield "no choice here"
        return
    if not node.getState().contains(pyatspi.STATE_EXPANDABLE):
        yield f"not said to be expandable: {called(node)}"
    node.queryAction().doAction(0)
    if not until(lambda: node.getState().contains(pyatspi.STATE_EXPANDED)):
        yield f"opened and not said to be expanded: {called(node)} {actions(node)}"
    subprocess.run(["xdotool", "key", "Escape"], check=True)
    if not until(lambda: not node.getState().contains(pyatspi.STATE_EXPANDED)):
        yield f"shut and still said to be expanded: {called(node)}"


def write(application):
    """A text is put into a field, and is read back from it."""
    node = first(
        application,
        lambda each: (
            each.getRoleName() in ("text", "entry")
            and each.getState().contains(pyatspi.STATE_EDITABLE)
            and usable(each)
        ),
    )
    if node is None:
        yield "no field here"
        return
    try:
        node.queryEditableText().setTextContents("听写的文字")
    except NotImplementedError:
        yield f"can't be written into: {called(node)}"
        return
    if not until(lambda: node.queryText().getText(0, -1) == "听写的文字"):
        yield f"written and not read back: {called(node)} {node.queryText().getText(0, -1)!r}"


#: What is done on which screens, after these were read.
DONE_ON = {
    "system": (check,),
    "opening-team": (turn,),
    "scope": (expand, write),
    "grade": (turn,),
    "new-case": (write,),
}


def main() -> int:
    shown = subprocess.Popen(
        [sys.argv[1], "-m", "tests.ui.atspi", "--show"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert shown.stdin is not None and shown.stdout is not None
    assert shown.stdout.readline().strip() == "ready"
    application, found, counted, roles = program(), {}, 0, {}
    screens = 0
    while True:
        shown.stdin.write("next\n")
        shown.stdin.flush()
        line = shown.stdout.readline()
        if not line:
            break
        name = line.strip()
        if not name.startswith(tuple(sys.argv[2:]) or ""):
            continue
        time.sleep(0.5)
        screens += 1
        here = []
        for top in windows(application):
            for node, above in walk(top):
                if isinstance(node, tuple):
                    here.append(f"can't be read: {node[1]}")
                    continue
                counted += 1
                try:
                    roles[node.getRoleName()] = roles.get(node.getRoleName(), 0) + 1
                    here += [*wrong(node, above), *rows_wrong(node)]
                except Exception as error:
                    here.append(f"can't be read: {error}")
        if "menu" not in name and "over" not in name:
            here += by_tab(application)[1]
        for act in DONE_ON.get(name, ()):
            here += act(application)
        for each in dict.fromkeys(here):
            if each not in found:
                print(f"  {each}", flush=True)
            found.setdefault(each, []).append(name)
        print(f"{name}: {len(dict.fromkeys(here))}", flush=True)
    shown.wait(timeout=30)
    for each, where in sorted(found.items()):
        print(f"{each}   [{len(where)}: {', '.join(where[:3])}]")
    print(f"{screens} screens, {counted} things read, {len(found)} findings; program ended with {shown.returncode}")
    print(json.dumps(roles, ensure_ascii=False))
    return 1 if found or shown.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
