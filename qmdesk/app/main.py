"""The entry of the program: one click group whose commands load when they are called.

Known failures end in a sentence and a status of the contract (design: 0 done, 1 the answer is no, 2 wrong usage or
unreadable input); an unknown one is our bug, is written to the log folder, and ends in a sentence too.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from qmdesk import __version__
from qmdesk.app import case_passphrase
from qmdesk.app.context import Context, home_folder, language
from qmdesk.app.out import UNUSABLE, say_line, tell
from qmdesk.app.usage import usage_sentence
from qmdesk.model.problem import Problem, Refused
from qmdesk.wording import DEFAULT_LANGUAGE, LANGUAGES, say
from qmdesk.workspace.logbook import codes_of, note, report_error

CHILD_FLAG = "--qmdesk-child"
#: What a wrong ``--lang`` is held against, for the sentence that says so.
LANGUAGE = click.Option(["--lang"], type=click.Choice(LANGUAGES))

#: What may stand before a command as well as behind it.
COMMON = ("--lang", case_passphrase.NAME)

#: Command -> module under qmdesk.app.commands and the name of the click command in it.
COMMANDS = {
    "desktop": ("desktop", "desktop"),
    "demo": ("demo", "demo"),
    "template": ("intake", "template"),
    "roster": ("roster", "roster"),
    "new": ("case", "new"),
    "import": ("intake", "import_"),
    "set": ("case", "set_"),
    "undo": ("case", "undo"),
    "redo": ("case", "redo"),
    "resolve": ("case", "resolve"),
    "conclude": ("case", "conclude"),
    "amend": ("case", "amend"),
    "second": ("case", "second"),
    "suggest": ("case", "suggest"),
    "hand-over": ("case", "hand_over"),
    "show": ("show", "show"),
    "assess": ("grade", "assess"),
    "check": ("grade", "check"),
    "capability": ("statistics", "capability"),
    "control-chart": ("statistics", "control_chart"),
    "gauge-rr": ("statistics", "gauge_rr"),
    "identity": ("identity", "identity"),
    "report": ("report", "report"),
    "rectify": ("report", "rectify"),
    "rectification": ("rectification", "rectification"),
    "offers": ("offers", "offers"),
    "visit": ("visit", "visit"),
    "papers": ("visit", "papers"),
    "export": ("report", "export"),
    "verify": ("verify", "verify"),
    "sign": ("report", "sign_"),
    "stamp": ("verify", "stamp"),
    "pack": ("exchange", "pack"),
    "merge": ("exchange", "merge"),
    "unmerge": ("exchange", "unmerge"),
    "deliver": ("delivery", "deliver"),
    "inbox": ("delivery", "inbox"),
    "backup": ("care", "backup"),
    "restore": ("care", "restore"),
    "protect": ("protect", "protect"),
    "benchmark": ("benchmark", "benchmark"),
    "self-test": ("care", "self_test"),
    "portfolio": ("portfolio", "portfolio"),
    "support": ("support", "support"),
}


class LazyGroup(click.Group):
    """Loads a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        found = getattr(importlib.import_module(f"qmdesk.app.commands.{module}"), name)
        assert isinstance(found, click.Command)
        case_passphrase.prepare(ctx, at_keyboard=cmd_name != "desktop")
        return _with_common_options(found)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if _means_desktop(args):
            args = [*_common_words(args), "desktop", *_other_words(args)]
        return super().parse_args(ctx, args)


def _means_desktop(args: list[str]) -> bool:
    """``qmdesk [CASE.qmcase|YEAR.qmprog] [--exit-when-ready]``: no command at all, or a file in its place."""
    others = _other_words(args)
    if not others:
        return True
    return others[0] == "--exit-when-ready" or (
        others[0] not in COMMANDS and others[0].endswith((".qmcase", ".qmprog"))
    )


def _common_words(args: list[str]) -> list[str]:
    """The options of all commands where they stand first, before any command."""
    at = 0
    while at < len(args) and args[at].partition("=")[0] in COMMON:
        at += 1 if "=" in args[at] else 2
    return args[:at]


def _other_words(args: list[str]) -> list[str]:
    return args[len(_common_words(args)) :]


def _with_common_options(command: click.Command) -> click.Command:
    """Let ``--lang`` and ``--case-passphrase-file`` stand behind a command as well as before it."""
    known = {option for parameter in command.params for option in parameter.opts}
    if "--lang" not in known:
        option = click.Option(["--lang"], expose_value=False, callback=_set_language, is_eager=True, hidden=True)
        command.params += [option, case_passphrase.option(hidden=True)]
    if isinstance(command, click.Group):
        for child in command.commands.values():
            _with_common_options(child)
    return command


def _set_language(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    root = ctx.find_root()
    if value is not None or not isinstance(root.obj, Context):
        known = language(value)
        if known is None:
            raise click.BadParameter(str(value), ctx, LANGUAGE)
        root.obj = Context(known, home_folder())
    ctx.obj = root.obj


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--lang", expose_value=False, callback=_set_language, is_eager=True, help="zh-CN | en")
@case_passphrase.on_group
@click.version_option(__version__, prog_name="qmdesk")
def cli() -> None:
    """qmdesk: 制造业企业质量管理能力评价现场复核 · on-site reviews of quality-management capability."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the program and exit with a status of the contract."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [CHILD_FLAG]:
        from qmdesk.gate.child import child_main

        sys.exit(child_main(arguments[1:]))
    use_utf8()
    sys.exit(run(arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status. The log keeps the command's name and how it ended, nothing more."""
    status = _run(arguments)
    named = next((each for each in arguments if each in COMMANDS), "desktop")
    note(home_folder(), "command", name=named, status=status)
    return status


def _run(arguments: Sequence[str]) -> int:
    lang = _language_in(arguments)
    try:
        result = cli.main(list(arguments), prog_name="qmdesk", standalone_mode=False)
    except (Exception, SystemExit, KeyboardInterrupt) as error:
        return status_of(error, lang)
    return result if isinstance(result, int) else 0


def status_of(error: BaseException, lang: str) -> int:
    """What a run that ended in an exception ends with, once it has said so in a sentence."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else UNUSABLE
        case click.Abort() | KeyboardInterrupt():
            say_line(say("cli.cancelled", lang))
            return UNUSABLE
        case click.ClickException():
            say_line(say("cli.usage", lang, reason=usage_sentence(error, lang)))
            return UNUSABLE
        case Refused():
            note(home_folder(), "refused", codes=codes_of(error))
            tell(error.problems, lang)
            return UNUSABLE
        case BrokenPipeError():
            return 0
        case OSError() if error.filename:
            return _unusable_path(error, lang)
        case _:
            return _bug(error, lang)


def _unusable_path(error: OSError, lang: str) -> int:
    """A path of the user's that the system won't take (too long, no rights, no space): no mistake of ours."""
    tell((Problem("path-unusable", str(error.filename), {"reason": error.strerror or type(error).__name__}),), lang)
    return UNUSABLE


def _bug(error: BaseException, lang: str) -> int:
    """Our own mistake: keep where it happened, and say so in a sentence."""
    path = report_error(home_folder(), error)
    say_line(say("cli.bug", lang, path=path) if path is not None else say("cli.bug-unwritten", lang))
    return 70


def _language_in(arguments: Sequence[str]) -> str:
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return language(arguments[position + 1]) or DEFAULT_LANGUAGE
        if argument.startswith("--lang="):
            return language(argument.partition("=")[2]) or DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def use_utf8() -> None:
    """Say sentences in UTF-8, whatever the console's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
