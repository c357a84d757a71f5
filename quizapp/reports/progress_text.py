"""Progress in words: each sentence says what its figures say, and no more."""

from quizapp.reports.words import percent_text, total_text
from quizapp.statistics.progress import LAST, LEAST_ASKED, LEAST_ATTEMPTS, STRONG, WEAK, Finding, Standing
from quizapp.texts import ENGLISH, Texts

STANDING_TEXTS: dict[Standing, str] = {
    "strong": "Strong",
    "between": "In between",
    "weak": "Needs practice",
    "too_little": "Not enough yet",
}


def standing_name(standing: Standing, translate: Texts = ENGLISH) -> str:
    return translate(STANDING_TEXTS[standing])


def finding_rule(translate: Texts = ENGLISH) -> str:
    return translate(
        "Counts the last {last} times that you took a bank with questions on the skill. From {strong} % it is strong,"
        " below {weak} % it needs practice. With fewer than {questions} questions, or fewer than {attempts} attempts,"
        " there is not enough to tell yet."
    ).format(last=LAST, strong=int(100 * STRONG), weak=int(100 * WEAK), questions=LEAST_ASKED, attempts=LEAST_ATTEMPTS)


def finding_text(finding: Finding, translate: Texts = ENGLISH) -> str:
    """The finding on a skill, such as ``18 of 20 points in your last 3 attempts (90 %).``

    Where it has gone up or down, the share before that follows.
    """
    points = total_text(finding.total, translate)
    if finding.standing == "too_little":
        return translate("{points} so far. Not enough to tell yet.").format(points=points)
    text = translate("{points} in your last {attempts} attempts ({percent}).")
    told = text.format(points=points, attempts=finding.attempts, percent=percent_text(finding.total, translate))
    if finding.before is not None and finding.change:
        up = translate("That is up from {percent} in the attempts before.")
        down = translate("That is down from {percent} in the attempts before.")
        before = percent_text(finding.before, translate)
        told += " " + (up if finding.change == "up" else down).format(percent=before)
    return told
