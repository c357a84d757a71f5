"""Progress in words: each sentence says what its figures say, and no more."""

from quizapp.reports.words import percent_text, total_text
from quizapp.statistics.progress import LAST, LEAST_ASKED, LEAST_ATTEMPTS, STRONG, WEAK, Finding, Standing
from quizapp.texts import ENGLISH, N_, Texts

STANDING_TEXTS: dict[Standing, str] = N_(
    {
        "strong": "Strong",
        "between": "In between",
        "weak": "Needs practice",
        "too_little": "Not enough yet",
    }
)


def standing_name(standing: Standing, translate: Texts = ENGLISH) -> str:
    return translate(STANDING_TEXTS[standing])


def finding_rule(translate: Texts = ENGLISH) -> str:
    return translate(
        "Counts the last {last} times that you took a bank with questions on the skill. From {strong} % it is strong,"
        " below {weak} % it needs practice. With fewer than {questions} questions, or fewer than {attempts} attempts,"
        " there is not enough to tell yet.",
        last=LAST,
        strong=round(100 * STRONG),
        weak=round(100 * WEAK),
        questions=LEAST_ASKED,
        attempts=LEAST_ATTEMPTS,
    )


def finding_text(finding: Finding, translate: Texts = ENGLISH) -> str:
    """The finding on a skill, such as ``18 of 20 points in your last 3 attempts (90 %).``

    Where it has gone up or down, the share before that follows.
    """
    points = total_text(finding.total, translate)
    if finding.standing == "too_little":
        return translate("{points} so far. Not enough to tell yet.", points=points)
    percent = percent_text(finding.total, translate)
    told = translate.plural(
        "{points} in your last %n attempts ({percent}).", finding.attempts, points=points, percent=percent
    )
    if finding.before is None or not finding.change:
        return told
    change = translate(
        "That is up from {percent} in earlier attempts."
        if finding.change == "up"
        else "That is down from {percent} in earlier attempts.",
        percent=percent_text(finding.before, translate),
    )
    return f"{told} {change}"
