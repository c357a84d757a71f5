"""quizapp analyze: what a class understood."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quizapp.commands.desk_shared import ABOUT_DESK, add_desk_url, opened_desk
from quizapp.commands.shared import add_json, new_parser, one_line, print_json, print_line
from quizapp.reports.names import skill_name
from quizapp.terminal.language import translate
from quizapp.texts import N_, Message

if TYPE_CHECKING:
    from quizapp.commands.parser import Parser
    from quizapp.services.desk.understanding import ItemPicture, Understanding
    from quizapp.statistics.intervals import Estimate

_HELP = N_("""\
Shows the questions of an assignment, those first that a class has most to gain from talking about: how many points were
earned (facility), whether those who do well elsewhere do well here (discrimination), what each option drew. Each figure
comes with its 95 % interval, and is left out where too few learners have handed in.

With --without, you compare with the same questions taken without the text, and see which of them need it.
{about}
Examples:
  quizapp analyze "What happened"
  quizapp analyze "What happened" --without "What happened, text hidden"
""")

_ROLES = N_(
    {
        "": "",
        "key": "key",
        "misreading": "misreading",
        "other_span": "other place",
        "unsupported": "no support",
    }
)
_VERDICTS = N_(
    {
        "needed": "needs the text",
        "helps": "the text helps",
        "answerable": "can be answered without the text",
        "unclear": "unclear",
    }
)


def make_parser() -> "Parser":
    """Make the parser of the command."""
    parser = new_parser("analyze", "Shows what a class understood.", _HELP, about=Message(ABOUT_DESK))
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="its title, or the beginning of its id")
    parser.add_argument("--without", metavar="ASSIGNMENT", help="the same questions, taken without the text")
    add_desk_url(parser)
    add_json(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    options = make_parser().parse_intermixed_args(arguments)
    with opened_desk(options) as desk:
        from quizapp.services.desk.assigning import find_assignment
        from quizapp.services.desk.gradebook import graded
        from quizapp.services.desk.understanding import understanding

        grades, _ = graded(desk, find_assignment(desk, options.assignment).id)
        hidden = graded(desk, find_assignment(desk, options.without).id)[0] if options.without else None
        found = understanding(grades, hidden)
    if options.json:
        print_json(_as_data(found))
    else:
        _print(found)
    return 0


def _print(found: "Understanding") -> None:
    number = translate.number
    print_line(translate.plural("%n learners handed in.", found.learners))
    if found.distribution is not None:
        mean, possible = found.distribution.mean, found.distribution.possible
        told = translate("Mean: {mean} of {possible} points", mean=_figure(mean), possible=number(f"{possible:g}"))
        print_line(told)
    if found.reliability is not None:
        alpha = found.reliability.alpha
        told = translate(
            "Reliability (alpha): {alpha}; error of a score: {error} points",
            alpha=_figure(alpha),
            error=number(f"{found.reliability.error:.2f}"),
        )
        print_line(told)
    for skill in found.skills:
        name = skill_name(skill.skill, translate) if skill.skill else "-"
        print_line(translate("Skill {skill}: {percent}", skill=name, percent=_percent(skill.mark)))
    for item in found.items:
        figures = item.statistics
        told_of = [translate("facility {percent}", percent=_percent(figures.facility))]
        if figures.discrimination is not None:
            told_of.append(translate("discrimination {value}", value=_figure(figures.discrimination)))
        if item.doubt is not None:
            told_of.append(translate("look at this key"))
        if item.dependence is not None:
            gain = item.dependence
            told_of.append(
                translate(
                    "gain from the text {percent} % ({verdict})",
                    percent=f"{100 * gain.gain:.0f}",
                    verdict=translate(_VERDICTS[gain.verdict]),
                )
            )
        print_line(f"{item.question.id}  {', '.join(told_of)}")
        for draw in item.draws:
            for option in draw.options:
                if option.learners and option.choice:
                    name = f"{draw.part} {option.choice}".strip()
                    print_line(f"  {one_line(name)}  {option.learners}  {translate(_ROLES[option.role])}".rstrip())


def _figure(estimate: "Estimate") -> str:
    shown = translate.number(f"{estimate.value:.2f}")
    if estimate.interval is None:
        return shown
    low, high = (translate.number(f"{end:.2f}") for end in estimate.interval)
    return translate("{value} ({low} to {high})", value=shown, low=low, high=high)


def _percent(estimate: "Estimate") -> str:
    shown = translate("{percent} %", percent=f"{100 * estimate.value:.0f}")
    if estimate.interval is None:
        return shown
    low, high = (f"{100 * end:.0f}" for end in estimate.interval)
    return translate("{percent} ({low} to {high} %)", percent=shown, low=low, high=high)


def _as_data(found: "Understanding") -> dict[str, Any]:
    return {
        "learners": found.learners,
        "mean": _estimate(found.distribution.mean) if found.distribution else None,
        "possible": found.distribution.possible if found.distribution else None,
        "alpha": _estimate(found.reliability.alpha) if found.reliability else None,
        "error_of_score": found.reliability.error if found.reliability else None,
        "skills": {mark.skill: _estimate(mark.mark) for mark in found.skills},
        "questions": [_item(item) for item in found.items],
    }


def _item(item: "ItemPicture") -> dict[str, Any]:
    figures, dependence = item.statistics, item.dependence
    return {
        "part": item.part + 1,
        "question": item.question.id,
        "asked": figures.asked,
        "omitted": figures.omitted,
        "facility": _estimate(figures.facility),
        "discrimination": _estimate(figures.discrimination) if figures.discrimination else None,
        "median_seconds": figures.seconds.median if figures.seconds else None,
        "look_at_key": item.doubt is not None,
        "options": [
            {"part": draw.part, "option": option.choice, "learners": option.learners, "role": option.role}
            for draw in item.draws
            for option in draw.options
        ],
        "without_text": None
        if dependence is None
        else {"gain": dependence.gain, "interval": list(dependence.interval), "verdict": dependence.verdict},
    }


def _estimate(estimate: "Estimate") -> dict[str, Any]:
    interval = list(estimate.interval) if estimate.interval is not None else None
    return {"value": estimate.value, "interval": interval, "n": estimate.n}
