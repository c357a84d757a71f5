"""Workings: the points of a response as a formula that a learner can recompute by hand."""

from quizapp.domain.mark import Mark, Points, points_text
from quizapp.domain.question import Question, Response
from quizapp.question_types.two_part import PART_NAMES, TwoPart
from quizapp.texts import ENGLISH, Texts

_FORMULAS: dict[str, str] = {
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
_LOST: dict[str, str] = {
    "tries": "{earned} − {lost} for 1 try before",
    "tries several": "{earned} − {lost} for {number} tries before",
    "hints": "{earned} − {lost} for 1 hint",
    "hints several": "{earned} − {lost} for {number} hints",
    "seen": "{earned} − {lost} because you had seen the answer",
}
"""The cost of the way to a response; the worth that is left follows."""
_ONE = {"point": "1 point", "key": "1 right answer", "place": "1 place"}
_SEVERAL = {"point": "{count} points", "key": "{count} right answers", "place": "{count} places"}


def working(mark: Points, translate: Texts = ENGLISH) -> str:
    """The formula of `mark`, such as ``(2 right − 1 wrong) ÷ 3 keys × 2 points = 0.67``.

    Points are rounded as `points_text` rounds them; everything else is exact.
    """

    def counted(count: str, thing: str) -> str:
        return translate(_ONE[thing] if count == "1" else _SEVERAL[thing]).format(count=count)

    share = mark.before / mark.possible if mark.possible else mark.before
    return translate(_FORMULAS[_case(mark)]).format(
        points=counted(points_text(mark.possible), "point"),
        keys=counted(str(mark.of), "key"),
        away=counted(str(mark.wrong), "place"),
        right=mark.right,
        wrong=mark.wrong,
        of=mark.of,
        a=points_text(mark.terms[0]) if mark.terms else "",
        b=points_text(mark.terms[-1]) if mark.terms else "",
        share=f"{float(share):.6g}",
        shares=f"{float(share * len(mark.parts)):.6g}",
        parts=len(mark.parts),
        earned=points_text(mark.before),
    )


def deductions(mark: Points, translate: Texts = ENGLISH) -> list[str]:
    """The cost of the way to a response, such as ``2 − 0.67 for 1 try before = 1.33``, one line each."""
    lines, earned = [], mark.before
    for deduction in filter(lambda each: each.points, mark.deductions):
        text = translate(_LOST[deduction.reason if deduction.number == 1 else f"{deduction.reason} several"]).format(
            earned=points_text(earned), lost=points_text(deduction.points), number=deduction.number
        )
        earned -= deduction.points
        lines.append(f"{text} = {points_text(earned)}")
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
