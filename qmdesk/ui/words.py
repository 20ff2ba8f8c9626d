"""The window's own sentences: Chinese in the source, English in ``resources/translations``.

``tr("…")`` is looked up when it is called; ``mark("…")`` only marks a sentence that stands in data, for ``tr`` to
look up later. ``build_spec/make_translations.py`` collects both, and a test asks that all are translated.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from qmdesk import assets
from qmdesk.model.problem import Problem
from qmdesk.wording import knows, say

CONTEXT = "qmdesk"


def tr(text: str, /, **details: object) -> str:
    """A sentence in the window's language, with its details filled in."""
    found = QCoreApplication.translate(CONTEXT, text)
    return found.format_map(details) if details else found


def mark(text: str) -> str:
    """A sentence kept in data, untranslated; marked for the collector."""
    return text


def problem_text(problem: Problem, lang: str) -> str:
    """What a problem says; its code where a text is missing, so that nothing is hidden."""
    key = f"problem.{problem.code}.message"
    if not knows(key, lang):
        return f"{problem.code} {problem.where}".strip()
    return say(key, lang, **_worded(problem, lang))


def remedy_text(problem: Problem, lang: str) -> str:
    """The way out of a problem; empty where its text gives none."""
    key = f"problem.{problem.code}.remedy"
    return say(key, lang, **_worded(problem, lang)) if knows(key, lang) else ""


def sentence(problem: Problem, lang: str) -> str:
    """What a problem says, where its words don't name the place with the place, and the way out."""
    said = full_text(problem, lang)
    if not problem.where or problem.where in said:
        return said
    return f"{problem.where}{': ' if lang.startswith('en') else '：'}{said}"


def full_text(problem: Problem, lang: str) -> str:
    """What a problem says and the way out, as sentences; without its place, for where it is told beside it."""
    said, remedy = problem_text(problem, lang), remedy_text(problem, lang)
    if not remedy:
        return said
    return f"{said.rstrip('.。')}{'. ' if lang.startswith('en') else '。'}{remedy}"


def _worded(problem: Problem, lang: str) -> dict[str, object]:
    """Place and details, roles as words."""
    details: dict[str, object] = {"where": problem.where, **problem.details}
    return {
        name: say(key, lang) if knows(key := f"sign.role.{value}", lang) else value for name, value in details.items()
    }


def install_language(application: QApplication, lang: str) -> None:
    """Translate the window, and Qt's own words, to a language; earlier translators go."""
    old = application.property(CONTEXT)  # kept there: findChildren() would wrap all that the application owns
    if isinstance(old, QTranslator):
        application.removeTranslator(old)
        old.setParent(None)
        application.setProperty(CONTEXT, None)
    english = lang.startswith("en")
    folder = str(assets.resource("translations"))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = [("qmdesk_en", folder)] if english else [("qtbase_zh_CN", qt_folder)]
    for name, where in wanted:
        translator = QTranslator(application)
        if translator.load(name, where):
            application.installTranslator(translator)
            application.setProperty(CONTEXT, translator)
