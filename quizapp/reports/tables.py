"""Tables of a marked attempt: points by skill, how statements were sorted, and how sure the learner was."""

from collections.abc import Sequence
from fractions import Fraction

from quizapp.domain.behavior import MOST_CERTAIN
from quizapp.domain.mark import Outcome
from quizapp.domain.marked_attempt import CertaintyTotal, Distinction, MarkedAttempt, Total
from quizapp.domain.question import Skill
from quizapp.reports.document import Cell, Table
from quizapp.reports.names import certainty_name, skill_name
from quizapp.reports.words import percent_text, signed, total_text
from quizapp.texts import ENGLISH, N_, Texts

_FEW = 3
CERTAINTY_RULE = N_(
    "Right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the points of a question; wrong costs 0, 2 or 6 times."
)


def sorted_distinctions(marked: MarkedAttempt) -> tuple[Distinction, ...]:
    """The distinctions of which there is a picture, as something was sorted."""
    return tuple(distinction for distinction in marked.distinctions if any(any(row[:-1]) for row in distinction.counts))


def distinction_table(distinction: Distinction, translate: Texts = ENGLISH) -> Table:
    """The picture of a distinction: what the statements are, down, and what they were put into, across."""
    left_out = any(row[-1] for row in distinction.counts)
    width = len(distinction.categories) + left_out
    heads = (*distinction.categories, translate("Not sorted"))[:width]
    return Table(
        title=translate("How the statements were sorted"),
        head=(translate("Belongs to ↓ was put into →"), *heads),
        rows=tuple(
            (Cell(name), *(Cell(str(n), _how(n, at, place, row)) for place, n in enumerate(row[:width])))
            for at, (name, row) in enumerate(zip(distinction.categories, distinction.counts, strict=True))
        ),
        notes=distinction_sentences(distinction, translate),
    )


def certainty_table(certainties: Sequence[CertaintyTotal], translate: Texts = ENGLISH) -> Table:
    """The certainties of the learner, and how often they were right at each."""
    return Table(
        title=translate("How sure you were"),
        head=(translate("Certainty"), translate("Right"), translate("Share"), translate("Points by certainty")),
        rows=tuple(
            (
                Cell(certainty_name(each.certainty, translate)),
                Cell(translate("{right} of {count}", right=each.right, count=each.asked)),
                Cell(
                    translate("{percent} %", percent=round(100 * each.right / each.asked)),
                    share=each.right / each.asked,
                ),
                Cell(signed(each.points, translate)),
            )
            for each in certainties
        ),
        notes=(*certainty_sentences(certainties, translate)[len(certainties) :], translate(CERTAINTY_RULE)),
    )


def certainty_sentences(certainties: Sequence[CertaintyTotal], translate: Texts = ENGLISH) -> tuple[str, ...]:
    """A sentence on the responses at each certainty; their points together; what can be learned.

    “Very sure” pays where more than 4 of 5 are right, “not very sure” where at most 2 of 3 are: there, the points that
    are to be expected are those of the next certainty. Nothing is said of fewer than `_FEW` responses.
    """
    lines = [
        translate(
            "{name}: {right} of {count} right.",
            name=certainty_name(each.certainty, translate),
            right=each.right,
            count=each.asked,
        )
        for each in reversed(certainties)
    ]
    points = sum((each.points for each in certainties), Fraction(0))
    lines.append(translate("Points by certainty: {points}", points=signed(points, translate)))
    many = {each.certainty: each for each in certainties if each.asked >= _FEW}
    high, low = many.get(MOST_CERTAIN), many.get(1)
    if high is not None and 5 * high.right < 4 * high.asked:
        lines.append(
            translate("“Very sure” pays where at least 4 of 5 are right: look once more before you choose it.")
        )
    if low is not None and 3 * low.right > 2 * low.asked:
        lines.append(translate("Much of what you were not very sure of was right: you can trust it more."))
    return tuple(lines)


def distinction_sentences(distinction: Distinction, translate: Texts = ENGLISH) -> tuple[str, ...]:
    """The mix-ups, one sentence for each direction, among the statements that were sorted.

    Of two categories both directions are told, as that nothing went astray is worth knowing; of more, those that did.
    """
    sentences = []
    names = distinction.categories
    for row, (name, counts) in enumerate(zip(names, distinction.counts, strict=True)):
        total = sum(counts[:-1])
        for column, other in enumerate(names):
            if row == column or not total or (len(names) > 2 and not counts[column]):
                continue
            sentences.append(
                translate.plural(
                    "{count} of %n statements that belong to “{name}” were put into “{other}”.",
                    total,
                    count=counts[column],
                    name=name,
                    other=other,
                )
            )
    if not sentences:
        sentences.append(translate("No statements were mixed up."))
    left_out = sum(counts[-1] for counts in distinction.counts)
    if left_out:
        sentences.append(translate.plural("%n statements were not sorted.", left_out))
    return tuple(sentences)


def skills_table(title: str, totals: Sequence[tuple[Skill, Total]], translate: Texts = ENGLISH) -> Table:
    return Table(
        title=title,
        head=(translate("Skill"), translate("Points"), translate("Share")),
        rows=tuple(
            (
                Cell(skill_name(skill, translate)),
                Cell(total_text(total, translate)),
                Cell(percent_text(total, translate), share=float(total.share) if total.possible else None),
            )
            for skill, total in totals
        ),
    )


def _how(count: int, belongs: int, put: int, row: tuple[int, ...]) -> Outcome | None:
    """The outcome that a field shows: `count` statements that `belong` to one category were `put` into another."""
    if not count:
        return None
    if put == len(row) - 1:
        return "missed"
    return "right" if put == belongs else "wrong"
