"""Assignments: questions are chosen, put together by passage, and handed out as one file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from math import isfinite
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from quizapp.domain.assignment import Assignment, AssignmentSettings, Part
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.glossary import MOST_ENTRIES, GlossaryEntry, united_glossary
from quizapp.domain.language import searchable
from quizapp.domain.level import STANDARD
from quizapp.domain.people import name_key
from quizapp.domain.question import SKILLS, Question
from quizapp.errors import QuizAppError
from quizapp.file_names import write_new
from quizapp.formats import assignment_file
from quizapp.formats.assignment_file import SUFFIX, write_assignment
from quizapp.formats.native import read_kept_bank
from quizapp.formats.native_writing import write_bank
from quizapp.reports.names import skill_name
from quizapp.services.desk.classes import clean_name
from quizapp.services.desk.desk import Desk, as_assignment
from quizapp.services.desk.words import did_you_mean
from quizapp.storage.desk.classes import new_id
from quizapp.storage.desk.records import AssignmentLine, StoredAssignment, StoredPart
from quizapp.storage.rows import BankSnapshot
from quizapp.texts import ENGLISH, Message, Texts

MOST_ASKED = 500
"""Questions of one assignment."""
_SHORTEST_ID = 8

FacilityOf = Callable[[Bank, Question], float | None]
"""Gives the share of its points that a question has earned so far, from 0 to 1; None where nobody has answered it."""


class Candidate(NamedTuple):
    """A question that can be chosen; `facility` is the share of its points that it has earned so far."""

    bank: Bank
    question: Question
    facility: float | None


class Blueprint(NamedTuple):
    """The cover of the skills and the texts by a choice of questions.

    `skills` are the skill, its questions and its points, in the order of `SKILLS`, what has none last. `touched` are
    the sentences of the texts that the evidence of a question is in, of so many `sentences`.
    """

    questions: int
    skills: tuple[tuple[str, int, float], ...]
    touched: int
    sentences: int
    rated: int


def unknown_facility(bank: Bank, question: Question) -> float | None:
    """The `FacilityOf` of a desk that nothing came in at yet."""
    return None


def search(
    banks: Iterable[Bank],
    words: str = "",
    skills: Sequence[str] = (),
    types: Sequence[str] = (),
    facility: tuple[float, float] | None = None,
    facility_of: FacilityOf = unknown_facility,
) -> tuple[Candidate, ...]:
    """Find questions: with all of `words` in their stem, id or bank's title, of one of `skills` and of `types`.

    `facility` keeps those whose facility so far is between the two, both included. What is empty keeps all.
    """
    wanted = [searchable(word) for word in words.split()]
    found = []
    for bank in banks:
        for question in bank.questions:
            if (skills and question.skill not in skills) or (types and question.type_name not in types):
                continue
            shown = searchable(f"{question.stem}\n{question.id}\n{bank.title}")
            if not all(word in shown for word in wanted):
                continue
            earned = facility_of(bank, question)
            if facility is None or (earned is not None and facility[0] <= earned <= facility[1]):
                found.append(Candidate(bank, question, earned))
    return tuple(found)


def merge(chosen: Sequence[tuple[Bank, Sequence[str]]]) -> tuple[Part, ...]:
    """Put the questions of these ids together: those about the same text are one part, in the order of the choice.

    No ids stand for all of a bank's questions. Ids keep as they are where they are unique in their part, else they get
    a number.

    Raises:
        QuizAppError: nothing is chosen, a bank has no such question, or there are too many.
    """
    groups: dict[tuple[object, ...], list[tuple[Bank, list[Question]]]] = {}
    for bank, ids in chosen:
        unknown = [id_ for id_ in ids if id_ not in bank]
        if unknown:
            raise QuizAppError(
                "“{title}” has no question “{question}”.",
                "List its questions, and choose one of them.",
                title=bank.title,
                question=unknown[0],
            )
        questions = [bank.question(id_) for id_ in dict.fromkeys(ids)] or list(bank.questions)
        blocks = tuple((block.number, block.text, block.image) for block in bank.passage.blocks)
        levels = tuple((level.id, level.name, level.passage.markdown) for level in bank.levels if level.id != STANDARD)
        text = blocks if bank.has_passage else bank.content_hash  # however it is marked up
        key = (text, bank.language, levels, bank.level_locked)
        here = groups.setdefault(key, [])
        if _clash([*(other for other, _ in here), bank]):
            here = groups.setdefault((*key, bank.content_hash), [])
        here.append((bank, questions))
    count = sum(len(questions) for group in groups.values() for _, questions in group)
    if not count:
        raise QuizAppError("No question is chosen.", "Choose a bank or some of its questions.")
    if count > MOST_ASKED:
        raise QuizAppError("%n questions are too many.", "Choose at most {most}.", n=count, most=MOST_ASKED)
    return tuple(_part(group) for group in groups.values())


def blueprint(parts: Sequence[Part]) -> Blueprint:
    """Tell how `parts` cover the skills, and how much of their texts their evidence touches."""
    asked = [(part.bank, question) for part in parts for question in part.bank.questions]
    skills = []
    for skill in (*SKILLS, ""):
        of_skill = [question for _, question in asked if question.skill == skill]
        if of_skill:
            skills.append((skill, len(of_skill), float(sum(each.weight * each.points for each in of_skill))))
    touched = sentences = 0
    for part in parts:
        told = [sentence for sentence in part.bank.passage.sentences if not sentence.is_heading]
        found = set()
        for question in part.bank.questions:
            for span in part.bank.spans(question.whole_evidence):
                found |= {
                    index
                    for index, sentence in enumerate(told)
                    if sentence.span.start < span.end and span.start < sentence.span.end
                }
        touched += len(found)
        sentences += len(told)
    return Blueprint(len(asked), tuple(skills), touched, sentences, sum(each.is_rated for _, each in asked))


def blueprint_line(plan: Blueprint, translate: Texts = ENGLISH) -> str:
    """`plan` in one line, for people."""

    def name(skill: str) -> str:
        return skill_name(skill, translate) if skill else translate("without a skill")

    skills = ", ".join(f"{name(skill)} {count}" for skill, count, _ in plan.skills)
    missing = [skill for skill in SKILLS if skill not in {name for name, _, _ in plan.skills}]
    told = [
        translate.plural("%n questions: {skills}.", plan.questions, skills=skills),
        translate.plural("Evidence in {touched} of %n sentences.", plan.sentences, touched=plan.touched),
    ]
    if missing:
        told.append(translate("Nothing on: {skills}.", skills=", ".join(map(name, missing))))
    if plan.rated:
        told.append(translate.plural("You rate %n.", plan.rated))
    return " ".join(told)


def settings_mistakes(settings: AssignmentSettings, now: float) -> tuple[Message, ...]:
    """Tell in words what is wrong with `settings`, at the time `now`; nothing where they can be used."""
    told = [*assignment_file.settings_mistakes(settings)]
    if settings.due and not (isfinite(settings.due) and settings.due > now):
        told.append(Message("The date to hand in by is in the past."))
    return tuple(told)


def make_assignment(
    desk: Desk, room: Classroom, title: str, parts: Sequence[Part], settings: AssignmentSettings
) -> Assignment:
    """Make an assignment for a class and keep it on the desk; it never changes after that.

    Raises:
        QuizAppError: the title or the settings are wrong, or it cannot be kept; nothing was changed.
    """
    title = clean_name(title)
    now = desk.clock()
    if mistakes := settings_mistakes(settings, now):
        raise QuizAppError(mistakes[0], "Change that, and try again.")
    _check_list(settings, room.name, room.members)
    line = AssignmentLine(new_id(), title, room.id, room.name, settings, now)
    stored = StoredAssignment(line, tuple(_stored(part) for part in parts), room.members)
    made = as_assignment(stored)
    write_assignment(made, desk.keys.signing_seed, desk.box_key)  # tells whatever cannot be handed out
    desk.store.add_assignment(stored)
    return made


def hand_to(desk: Desk, assignment_id: str, room: Classroom) -> Assignment:
    """Copy an assignment for another class; the copy has an id of its own. Raises QuizAppError."""
    stored = desk.store.assignment(assignment_id)
    _check_list(stored.line.settings, room.name, room.members)
    line = stored.line._replace(id=new_id(), class_id=room.id, class_name=room.name, created=desk.clock())
    if line.settings.due and line.settings.due <= desk.clock():
        line = line._replace(settings=replace(line.settings, due=0.0))
    copy = StoredAssignment(line, stored.parts, room.members)
    desk.store.add_assignment(copy)
    return as_assignment(copy)


def find_assignment(desk: Desk, name: str) -> AssignmentLine:
    """The assignment with this title, whatever its capitals, or whose id begins so.

    Raises:
        QuizAppError: there is none, or more than one.
    """
    lines = desk.store.assignments()
    found = [line for line in lines if name_key(line.title) == name_key(name)] or [
        line for line in lines if len(name) >= _SHORTEST_ID and line.id.startswith(name)
    ]
    if len(found) == 1:
        return found.pop()
    if found:
        known = ", ".join(f"{line.id[:_SHORTEST_ID]} ({line.class_name})" for line in found)
        raise QuizAppError(
            "There are %n assignments “{name}”.", "Name one by its id: {known}.", n=len(found), name=name, known=known
        )
    hint = did_you_mean(name, [line.title for line in lines], "List them: quizapp assign")
    raise QuizAppError("There is no assignment “{name}”.", hint, name=name)


def save_assignment(desk: Desk, assignment: Assignment, folder: Path) -> Path:
    """Write the file of an assignment into `folder`; gives its path. A file that is there is never replaced.

    Where it is opened, its list of names takes the place of one that was written before.

    Raises:
        QuizAppError: it cannot be written, or nobody could pick a name.
    """
    _check_list(assignment.settings, assignment.class_name, assignment.members)
    data = write_assignment(replace(assignment, listed=desk.clock()), desk.keys.signing_seed, desk.box_key)
    return write_new(folder, assignment.title, SUFFIX, data)


def _check_list(settings: AssignmentSettings, class_name: str, members: Sequence[Member]) -> None:
    """Raise a QuizAppError where nobody could hand in."""
    if settings.list_only and not members:
        raise QuizAppError(
            "Nobody is in the class {name}, so nobody could hand in.",
            "Add learners first, or let others type a name.",
            name=class_name,
        )


def _clash(banks: Sequence[Bank]) -> bool:
    """Tell whether `banks` cannot be one: different images of one name, different words about the text, or more words
    explained than a bank can hold.
    """
    images: dict[str, bytes] = {}
    for bank in banks:
        for name, data in bank.images.items():
            if images.setdefault(name, data) != data:
                return True
    about = {bank.about.markdown for bank in banks if bank.about is not None}
    return len(about) > 1 or len(_glossary(banks)) > MOST_ENTRIES


def _glossary(banks: Sequence[Bank]) -> tuple[GlossaryEntry, ...]:
    return united_glossary([bank.glossary for bank in banks], banks[0].language)


def _part(group: Sequence[tuple[Bank, list[Question]]]) -> Part:
    banks = list({bank.content_hash: bank for bank, _ in group}.values())
    first = banks[0]
    questions: dict[str, Question] = {}
    seen: set[tuple[str, str]] = set()
    for bank, chosen in group:
        for question in chosen:
            if (bank.content_hash, question.id) not in seen:  # chosen twice
                seen.add((bank.content_hash, question.id))
                id_ = _unique(question.id, questions)
                questions[id_] = replace(question.in_neutral_order(), id=id_)
    merged = replace(
        first,
        questions=tuple(questions.values()),
        images={name: data for bank in banks for name, data in bank.images.items()},
        about=next((each.about for each in banks if each.about is not None), None),
        time_limit=0,
    )
    if len(banks) > 1:
        names = [each.content_hash for each in banks]
        merged = replace(
            merged,
            id=f"part-{blake2b(' '.join(names).encode(), digest_size=6).hexdigest()}",
            title=first.passage.title or first.title,
            description="",
            author=_joined(each.author for each in banks),
            license=_joined(each.license for each in banks),
            glossary=_glossary(banks),
            glossary_in_test=any(each.glossary for each in banks)
            and all(each.glossary_in_test for each in banks if each.glossary),
        )
    return Part(_as_kept(merged), tuple(questions))


def _unique(id_: str, taken: Mapping[str, object]) -> str:
    found, number = id_, 1
    while found in taken:
        number += 1
        found = f"{id_[:60]}-{number}"
    return found


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))[:500]


def _as_kept(bank: Bank) -> Bank:
    """`bank` as it is read back from what the desk keeps of it, so that its hash is that of the copy."""
    result = read_kept_bank(write_bank(bank).encode(), bank.images)
    if result.bank is None:
        problem = result.problems[0]
        raise QuizAppError(
            "“{title}” cannot be handed out: {problem}",
            problem.remedy_message,
            title=bank.title,
            problem=problem.what_message,
        )
    return result.bank


def _stored(part: Part) -> StoredPart:
    bank = part.bank
    snapshot = BankSnapshot(bank.content_hash, bank.id, bank.title, write_bank(bank).encode(), bank.images)
    return StoredPart(snapshot, part.order)
