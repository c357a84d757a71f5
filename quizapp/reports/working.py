"""Workings: the points of a response as a formula that a learner can recompute by hand."""

from quizapp.domain.mark import Mark, Points, points_text
from quizapp.domain.question import Question, Response
from quizapp.question_types.two_part import PART_NAMES, TwoPart
from quizapp.reports.words import worth_text
from quizapp.texts import ENGLISH, N_, Texts

_FORMULAS: dict[str, str] = N_(
    {
        "all_or_nothing": "the right answer: 1 × {points} = {earned}",
        "all_or_nothing wrong": "not the right answer: 0 × {points} = {earned}",
        "share": "an accepted answer: {share} × {points} = {earned}",
        "shares": "{shares} of {parts} right, partly right answers counted in part × {points} = {earned}",
        "share wrong": "not an accepted answer: 0 × {points} = {earned}",
        "right_minus_wrong": "({right} right − {wrong} wrong) ÷ {keys} × {points} = {earned}",
        "right_minus_wrong wrong": "({right} right − {wrong} wrong) ÷ {keys} × {points}, but never below 0 = {earned}",
        "exact": "exactly the {keys}: 1 × {points} = {earned}",
        "exact wrong": "not exactly the {keys} ({right} right, {wrong} wrong): 0 × {points} = {earned}",
        "right_of_all": "{right} of {of} right × {points} = {earned}",
        "all_of": "all {of} right: 1 × {points} = {earned}",
        "all_of wrong": "{right} of {of} right, not all: 0 × {points} = {earned}",
        "position": "{right} of {of} in the right place × {points} = {earned}",
        "distance": "(1 − {away} away ÷ {of} at most) × {points} = {earned}",
        "sum": "part A {a} + part B {b} = {earned}",
        "sum without B": "part A {a}, and part B does not count as part A is not right = {earned}",
        "rubric": "{right} of {of} points of the rubric × {points} = {earned}",
        "set": "set by your teacher: {earned} of {points}",
        "full_marks": "full points, by your teacher: 1 × {points} = {earned}",
        "run": "({right} in the right order − 1) ÷ ({of} items − 1) × {points} = {earned}",
    }
)
_LOST: dict[str, str] = N_(
    {
        "tries": "{earned} − {lost} for %n tries before = {left}",
        "hints": "{earned} − {lost} for %n hints = {left}",
        "seen": "{earned} − {lost} because you had seen the answer = {left}",
    }
)
"""The cost of the way to a response, and the worth that is left."""


def working(mark: Points, translate: Texts = ENGLISH) -> str:
    """The formula of `mark`, such as ``(2 right − 1 wrong) ÷ 3 keys × 2 points = 0.67``.

    Points are rounded as `points_text` rounds them; everything else is exact.
    """
    share = mark.before / mark.possible if mark.possible else mark.before
    shown = translate.number
    return translate(
        _FORMULAS[_case(mark)],
        points=worth_text(mark.possible, translate),
        keys=translate.plural("%n right answers", mark.of),
        away=translate.plural("%n places", mark.wrong),
        right=mark.right,
        wrong=mark.wrong,
        of=mark.of,
        a=shown(points_text(mark.terms[0])) if mark.terms else "",
        b=shown(points_text(mark.terms[-1])) if mark.terms else "",
        share=shown(f"{float(share):.6g}"),
        shares=shown(f"{float(share * len(mark.parts)):.6g}"),
        parts=len(mark.parts),
        earned=shown(points_text(mark.before)),
    )


def deductions(mark: Points, translate: Texts = ENGLISH) -> list[str]:
    """The cost of the way to a response, such as ``2 − 0.67 for 1 try before = 1.33``, one line each."""
    lines, earned = [], mark.before
    for deduction in filter(lambda each: each.points, mark.deductions):
        before, earned = earned, earned - deduction.points
        lines.append(
            translate.plural(
                _LOST[deduction.reason],
                deduction.number,
                earned=translate.number(points_text(before)),
                lost=translate.number(points_text(deduction.points)),
                left=translate.number(points_text(earned)),
            )
        )
    return lines


def workings(question: Question, response: Response | None, mark: Mark, translate: Texts = ENGLISH) -> list[str]:
    """The formula of `mark`; before it those of a question's parts, where they are more than all or nothing, and after
    it what the way to the response cost.
    """
    if not isinstance(mark, Points):
        return []
    inner = question.part_marks(response) if isinstance(question, TwoPart) else {}
    return [
        *(
            f"{translate(PART_NAMES[at])}: {working(part, translate)}"
            for at, part in inner.items()
            if isinstance(part, Points) and part.rule not in ("all_or_nothing", "share")
        ),
        working(mark, translate),
        *deductions(mark, translate),
    ]


def _case(mark: Points) -> str:
    """The key of the formula: the rule, or its way of telling that nothing was earned where that needs other words."""
    match mark.rule:
        case "all_or_nothing" | "all_of" | "share" | "exact" if not mark.before:
            return f"{mark.rule} wrong"
        case "right_minus_wrong" if mark.wrong > mark.right:
            return "right_minus_wrong wrong"
        case "sum" if len(mark.terms) < 2:
            return "sum without B"
    return mark.rule
