"""What click says of wrong usage, in the language of the user."""

from __future__ import annotations

import click

from qmdesk.wording import say


def usage_sentence(error: click.ClickException, lang: str) -> str:
    """The reason behind a usage error as a sentence of ours; click's own words where it is none that we know."""
    if isinstance(error, click.NoSuchOption):
        return _say("no-such-option", lang, error.option_name, choices=error.possibilities or ())
    if isinstance(error, click.MissingParameter):
        return _say("missing", lang, _name(error.param), choices=_choices(error.param))
    if isinstance(error, click.BadParameter):
        choices = _choices(error.param)
        kind = None if error.param is None else error.param.type
        if isinstance(kind, click.IntRange | click.FloatRange):
            return _say("bad-range", lang, _name(error.param), reason=_range(kind))
        if isinstance(kind, click.Path):
            path = error.message.partition("'")[2].rpartition("'")[0]
            return _say("bad-path", lang, _name(error.param), reason=path)
        if kind is not None and kind.name == "decimal":
            return _say("bad-number", lang, _name(error.param), reason=error.message)
        key = "bad-choice" if choices else "bad-value"
        return _say(key, lang, _name(error.param), choices=choices, reason=error.message)
    if isinstance(error, click.BadOptionUsage):
        return _say("needs-value", lang, error.option_name)
    message = error.format_message()
    if message.startswith("No such command"):
        return _say("no-such-command", lang, message.partition("'")[2].rpartition("'")[0])
    if message.startswith("Got unexpected extra"):
        return _say("extra", lang, message.partition("(")[2].rpartition(")")[0])
    return message


def _say(key: str, lang: str, name: str, *, choices: object = (), reason: str = "") -> str:
    text = say(f"cli.usage-errors.{key}", lang, name=name, reason=reason)
    known = [str(each) for each in choices] if isinstance(choices, list | tuple) else []
    return f"{text} ({say('cli.usage-errors.choices', lang, choices=', '.join(known))})" if known else text


def _range(kind: click.IntRange | click.FloatRange) -> str:
    low = "" if kind.min is None else f"{kind.min:g} <= "
    high = "" if kind.max is None else f" <= {kind.max:g}"
    return f"{low}x{high}"


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "?"
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _choices(parameter: click.Parameter | None) -> tuple[str, ...]:
    kind = None if parameter is None else parameter.type
    return tuple(str(each) for each in kind.choices) if isinstance(kind, click.Choice) else ()
