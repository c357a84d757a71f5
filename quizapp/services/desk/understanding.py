"""Understanding: the statistics of an assignment, from its grades."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.mark import Points, Unmarked
from quizapp.domain.marked_attempt import Distinction, MarkedQuestion
from quizapp.domain.question import Choice, Question, Response
from quizapp.domain.reading_time import question_seconds
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.record import write_record
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.services.desk.grading import Grades
from quizapp.services.desk.per_response import OncePerResponse
from quizapp.statistics.distinction import distinctions, sortings
from quizapp.statistics.items import (
    KEY,
    CertaintyLevel,
    ItemStatistics,
    OptionDraw,
    Roles,
    class_certainty,
    item_statistics,
    options_chosen,
    talk_first,
)
from quizapp.statistics.key_check import KeyDoubt, keys_in_doubt
from quizapp.statistics.passage_dependence import PassageDependence, passage_dependence
from quizapp.statistics.pooling import pooled_statistics
from quizapp.statistics.reliability import Reliability, reliability
from quizapp.statistics.score_matrix import ItemResponse, Scores
from quizapp.statistics.totals import Distribution, SkillMark, distribution, skill_marks


class PartDraw(NamedTuple):
    """The choices for one part of a question: a statement, a row, a gap. `part` is its id."""

    part: str
    options: tuple[OptionDraw, ...]


class ItemPicture(NamedTuple):
    """One question as a class answered it. `draws` has an entry for each of its parts, with the id "" for a question
    of one part. `doubt` is there where the key is worth a look, `dependence` where there is a sitting without the text.
    """

    part: int
    question: Question
    statistics: ItemStatistics
    draws: tuple[PartDraw, ...]
    doubt: KeyDoubt | None = None
    dependence: PassageDependence | None = None


class Understanding(NamedTuple):
    """The statistics of an assignment over the `learners` who handed in; `items` come in the order in which a class
    has something to gain from talking about them. Where there is too little to say something, it is None.
    """

    learners: int
    distribution: Distribution | None
    reliability: Reliability | None
    skills: tuple[SkillMark, ...]
    distinctions: tuple[Distinction, ...]
    certainty: tuple[CertaintyLevel, ...]
    items: tuple[ItemPicture, ...]


def understanding(grades: Grades, without_text: Grades | None = None) -> Understanding:
    """The statistics of an assignment; `without_text` is a sitting of the same questions with the passage hidden."""
    names = {
        (part, question.id): f"{part}/{question.id}"
        for part, bank in enumerate(grades.banks)
        for question in bank.questions
    }
    places = {item: place for place, item in names.items()}
    classify = OncePerResponse(_classified)
    scores, asked = _scores(grades, names, classify)
    roles = {item: _roles(asked[place], _question(grades, place)) for item, place in places.items()}
    doubts = {doubt.item: doubt for doubt in keys_in_doubt([scores], roles)}
    dependence = _dependence(grades, without_text, classify)
    answered = ((entry.question, entry.response) for each in asked.values() for entry, _ in each)
    items = tuple(
        ItemPicture(
            places[entry.item][0],
            _question(grades, places[entry.item]),
            entry,
            _draws(asked[places[entry.item]], entry),
            doubts.get(entry.item),
            dependence.get(version_of(*_in_bank(grades, places[entry.item]))),
        )
        for entry in talk_first(item_statistics(scores, roles))
    )
    return Understanding(
        len(scores),
        distribution(scores),
        reliability(scores),
        skill_marks(scores, {item: _question(grades, place).skill for item, place in places.items()}),
        distinctions(answered, OncePerResponse(sortings)),
        class_certainty(scores),
        items,
    )


def pooled(several: Iterable[Grades]) -> dict[str, ItemStatistics]:
    """The figures of each item over several assignments that ask it in the same version, by `version_of`."""
    classes, roles = [], dict[str, Roles]()
    classify = OncePerResponse(_classified)
    for grades in several:
        names = _versions(grades)
        scores, asked = _scores(grades, names, classify)
        classes.append(scores)
        for place, version in names.items():
            roles.setdefault(version, _roles(asked[place], _question(grades, place)))
    return {entry.item: entry for entry in pooled_statistics(classes, roles)}


def version_of(question: Question, bank: Bank) -> str:
    """Name a question in one version: what is asked, its key, and the passage."""
    digest = blake2b(write_record(question.in_neutral_order()), digest_size=16)
    digest.update(bank.passage.markdown.encode())
    return digest.hexdigest()


_Place = tuple[int, str]
"""A part of an assignment, and the id of a question in it."""
_Given = tuple[MarkedQuestion, tuple[Choice, ...]]
"""A question as one learner took it who began its part, with what was chosen."""
_Classify = Callable[[Question, Response | None], tuple[Choice, ...]]


def _scores(
    grades: Grades, names: Mapping[_Place, str], classify: _Classify
) -> tuple[Scores, dict[_Place, list[_Given]]]:
    """The score matrix with its items called by `names`, and what was given in it to the question at each place."""
    scores: dict[str, dict[str, ItemResponse]] = {}
    asked: dict[_Place, list[_Given]] = {place: [] for place in names}
    for learner, graded in grades.learners.items():
        for part, marked in graded.parts.items():
            attempt = marked.attempt
            seconds = question_seconds(attempt) if attempt.seconds else {}  # on paper, nobody knows
            for entry in marked.questions:
                place = part, entry.question.id
                choices = classify(entry.question, entry.response)
                response = _response(entry, choices, seconds.get(entry.question.id))
                if response is not None:
                    asked[place].append((entry, choices))
                    scores.setdefault(learner, {})[names[place]] = response
    return scores, asked


def _response(entry: MarkedQuestion, choices: Sequence[Choice], seconds: float | None) -> ItemResponse | None:
    """None for a question that counts for nobody or has no mark yet."""
    question, mark = entry.question, entry.mark
    if not entry.is_done or isinstance(mark, Unmarked) or not question.weight:
        return None
    weight = float(question.weight)
    choice = choices[0].chosen if len(choices) == 1 and not choices[0].part else None
    if not isinstance(mark, Points):
        return ItemResponse(None, weight * float(mark.possible), choice or None, None, seconds)
    certainty = mark.certainty or None
    return ItemResponse(weight * float(mark.earned), weight * float(mark.possible), choice or None, certainty, seconds)


def _in_bank(grades: Grades, place: tuple[int, str]) -> tuple[Question, Bank]:
    bank = grades.banks[place[0]]
    return bank.question(place[1]), bank


def _question(grades: Grades, place: tuple[int, str]) -> Question:
    return _in_bank(grades, place)[0]


def _classified(question: Question, response: Response | None) -> tuple[Choice, ...]:
    return question.classify(response) if response is not None else ()


def _roles(given: Iterable[_Given], question: Question) -> Roles:
    """The roles of the options of a question of one part: its own order first, then what else was given."""
    roles: dict[str, str] = {}
    if isinstance(question, SingleChoice | MultipleChoice):
        for id_, option in zip(question.ids, question.options, strict=True):
            roles[id_] = KEY if option.key else option.role
    for entry, choices in given:
        for choice in choices:
            if not choice.part and choice.chosen:
                is_right = choice.chosen == choice.key or (isinstance(entry.mark, Points) and entry.full)
                roles[choice.chosen] = KEY if is_right else roles.get(choice.chosen) or choice.role
    return roles


def _draws(given: Iterable[_Given], statistics: ItemStatistics) -> tuple[PartDraw, ...]:
    by_part: dict[str, dict[str, str]] = {}
    times = Counter(choices for _, choices in given)
    for choices in times:
        for choice in choices:
            if choice.part and choice.chosen:
                roles = by_part.setdefault(choice.part, {choice.key: KEY})
                roles.setdefault(choice.chosen, choice.role)
    if not by_part:
        return (PartDraw("", statistics.options),)
    draws = []
    for part, roles in by_part.items():
        drawn: dict[str | None, list[None]] = {}
        for choices, learners in times.items():
            chosen = next((each.chosen for each in choices if each.part == part), None)
            drawn.setdefault(chosen, []).extend([None] * learners)
        draws.append(PartDraw(part, options_chosen(drawn, roles)))
    return tuple(draws)


def _versions(grades: Grades) -> dict[tuple[int, str], str]:
    return {
        (part, question.id): version_of(question, bank)
        for part, bank in enumerate(grades.banks)
        for question in bank.questions
    }


def _dependence(grades: Grades, without_text: Grades | None, classify: _Classify) -> dict[str, PassageDependence]:
    if without_text is None:
        return {}
    chance = {}
    for bank in grades.banks:
        for question in bank.questions:
            if isinstance(question, SingleChoice | TrueFalse):
                chance[version_of(question, bank)] = 1 / len(question.ids)
    found = passage_dependence(
        _scores(grades, _versions(grades), classify)[0],
        _scores(without_text, _versions(without_text), classify)[0],
        chance,
    )
    return {entry.item: entry for entry in found}
