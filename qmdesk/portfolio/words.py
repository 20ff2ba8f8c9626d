"""The words of a roll-up: names of groups, levels and measures, and its lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from qmdesk import wording
from qmdesk.charts.numbers import percent_text
from qmdesk.formdef.loader import load_builtin
from qmdesk.formdef.programme import PolicyPack
from qmdesk.formdef.types import Form
from qmdesk.model.assessment import Interval
from qmdesk.portfolio.masked import Shown, ShownCount, hidden_cross, masked_rollup
from qmdesk.portfolio.masking import with_totals
from qmdesk.portfolio.queries import Scope
from qmdesk.portfolio.regrade import Preview
from qmdesk.portfolio.rollup import Cross, Rollup
from qmdesk.portfolio.targets import Targets, measures

DASH = "—"


class Words:
    """Texts ``rollup.<key>`` of a language, and what the form and its records call things."""

    def __init__(self, lang: str, form: Form | None = None) -> None:
        self.lang = lang
        self.form = form or load_builtin("meqmc")

    def __call__(self, key: str, /, **details: object) -> str:
        return wording.say(f"rollup.{key}", self.lang, **details)

    def key(self, group: str, key: str) -> str:
        """A row of a group in words."""
        if not key:
            return self("not-given")
        choices = self.form.records["case"].fields[group].choices if group in ("size", "class") else {}
        return choices[key].in_(self.lang) if key in choices else key

    def named(self, name: str) -> str:
        """An item, figure or dimension by its id."""
        for each in (*self.form.items, *self.form.figures, *self.form.dimensions):
            if each.id == name:
                return each.name.in_(self.lang)
        return name

    def level(self, level: int | None) -> str:
        """A level by its name."""
        return DASH if level is None else self.form.level(level).name.in_(self.lang)

    def span(self, span: Interval | None) -> str:
        """One level, or two with what lies between."""
        if span is None:
            return DASH
        ends = (self.level(span.lowest), self.level(span.highest))
        return ends[0] if span.level is not None else f"{ends[0]} … {ends[1]}"

    def share(self, share: Fraction | None, goal: Fraction | None = None) -> str:
        """A share in percent, never rounded past the goal."""
        return DASH if share is None else percent_text(share, [goal] if goal is not None else [], 1)

    def number(self, value: Shown) -> str:
        """A count, or that it is hidden."""
        return self("hidden") if value is None else str(value)


def rollup_lines(made: Rollup, lang: str, k: int = 0) -> Iterator[str]:
    """The roll-up for a terminal."""
    words, shown = Words(lang), masked_rollup(made, k)
    whole = shown.count("", made.whole)
    yield words("head", year=made.scope.programme or DASH, cases=words.number(whole.cases),
                reviewed=words.number(whole.reviewed))  # fmt: skip
    yield words("share-line", share=_share(words, whole), high=words.number(whole.high),
                reviewed=words.number(whole.reviewed))  # fmt: skip
    yield "  " + "  ".join(
        f"{level.name.in_(lang)} {words.number(each)}"
        for level, each in zip(words.form.levels, whole.levels, strict=True)
    )
    for name, found in made.groups.items():
        yield words(f"group.{made.scope.region if name == 'region' else name}")
        for each in found:
            seen = shown.count(name, each)
            levels = " / ".join(words.number(one) for one in seen.levels)
            yield f"  {words.key(name, each.key)}\t{words.number(seen.reviewed)}\t{levels}\t{_share(words, seen)}"
    yield words("items-title")
    for each in made.items[:8]:
        levels = shown.item(each)
        share = DASH if None in levels else words.share(each.share_below(made.high))
        yield f"  {words.named(each.item)}\t{share}"


def cross_lines(made: Cross, scope: Scope, lang: str, k: int = 0) -> Iterator[str]:
    """Two groups against each other for a terminal: at 保证级 and above / reviewed."""
    words, (hide, hide_high) = Words(lang), hidden_cross(made, k)
    reviewed, high = with_totals(made.grid("reviewed")), with_totals(made.grid("high"))
    names = [words(f"group.{scope.region if each == 'region' else each}") for each in (made.one, made.other)]
    yield words("cross-title", one=names[0], other=names[1])
    yield "\t".join(("", *(words.key(made.other, each) for each in made.columns), words("whole")))
    rows = [*(words.key(made.one, each) for each in made.rows), words("whole")]
    for r, name in enumerate(rows if reviewed else []):
        cells = (
            f"{words.number(None if hide_high[r][c] else high[r][c])} / {words.number(None if hide[r][c] else n)}"
            for c, n in enumerate(reviewed[r])
        )
        yield "\t".join((name, *cells))


def _share(words: Words, seen: ShownCount) -> str:
    if seen.share is None and (seen.reviewed is None or seen.high is None):
        return words("hidden")
    return words.share(seen.share)


def target_lines(made: Targets, pack: PolicyPack, lang: str) -> Iterator[str]:
    """Targets for a terminal: every region with all three measures, then the totals, printed and computed."""
    words, order = Words(lang), measures(pack)
    yield f"{pack.name.in_(lang)}  {words('own-measure', measure=words(f'measure.{made.measure}'))}"
    yield "\t".join((words("group.region"), words("planned"), *(words(f"measure.{each}") for each in order)))
    for each in made.lines:
        planned = DASH if each.planned is None else str(each.planned)
        name = ("  " if each.within else "") + each.region
        yield "\t".join((name, planned, *(str(each.count.done(m)) for m in order)))
    yield "\t".join((words("whole"), str(made.computed.planned), *(str(made.done(m)) for m in order)))
    if made.printed is not None and made.printed != made.computed:
        yield words("printed-differs", printed=made.printed.planned, computed=made.computed.planned)
    yield words("goal-line", share=words.share(made.whole.share, made.goal_share),
                goal=words.share(made.goal_share), reviewed=made.whole.reviewed)  # fmt: skip
    for each in made.missing:
        yield words("without-target", region=each.key, cases=each.cases)
    if made.unplaced.cases:
        yield words("unplaced", cases=made.unplaced.cases)


def regrade_lines(made: Preview, form: Form, lang: str) -> Iterator[str]:
    """What changes by another form, case by case."""
    words = Words(lang, form)
    for each in made.changed:
        mark = words("concluded-stays") if each.concluded else ""
        levels = f"{words.span(each.before)} → {words.span(each.after)} {mark}"
        yield f"{each.enterprise} {each.credit_code}: {levels}".rstrip()
        for reason in each.because:
            yield f"    {words.named(reason.id)}: {words.span(reason.before)} → {words.span(reason.after)}"
    yield words("regraded", changed=len(made.changed), cases=len(made.cases), form=f"{form.id}/{form.edition}")
