"""The table of ARCHITECTURE.md that says what each format keeps; it is made from what happens.

``python -m tests.interchange.test_feature_table`` prints it.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from quizapp.domain.bank import Bank
from quizapp.domain.glossary import GlossaryEntry
from quizapp.domain.image import Image
from quizapp.domain.option import Option
from quizapp.domain.passage import read_passage
from quizapp.domain.question import Hint, Question
from quizapp.domain.typed_answer import Accepted, Forgive
from quizapp.interchange.catalog import BOTH_WAYS, FORMATS, SHEETS
from quizapp.interchange.format import Format
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from tests.images import png
from tests.interchange.trips import Trip, bank_of, go, seen
from tests.leveled import LEVELED
from tests.samples import ABOUT, PASSAGE, SAMPLES

ARCHITECTURE = Path(__file__).parents[2] / "ARCHITECTURE.md"

OPTIONS = (Option("The council"), Option("Marta", key=True))
PLAIN = SingleChoice(id="q", stem="Who asked?", options=OPTIONS)
IMAGES = {"map.png": png(2, 2)}


def with_option(**fields: Any) -> Question:
    return msgspec.structs.replace(PLAIN, options=(Option("The council", **fields), Option("Marta", key=True)))


def plain(**fields: Any) -> Question:
    return msgspec.structs.replace(PLAIN, **fields)


FIELDS: Mapping[str, tuple[Question, Callable[[Any], Any]]] = {
    "emphasis": (plain(stem="Who *really* asked?"), lambda question: seen(question.stem)),
    "image": (plain(image=Image("map.png", "A map")), lambda question: question.image and question.image.alt),
    "points": (plain(points=Decimal("2.5")), lambda question: question.points),
    "weight": (plain(weight=Decimal(3)), lambda question: question.weight),
    "skill, syllabus points": (plain(skill="locate", covers=("F1",)), lambda each: (each.skill, each.covers)),
    "evidence": (plain(evidence="the white tower"), lambda question: question.evidence or question.explanation),
    "explanation": (plain(explanation="See there."), lambda question: question.explanation),
    "hints": (plain(hints=(Hint("Look."),)), lambda question: question.hints),
    "feedback on options": (with_option(feedback="No."), lambda question: question.options[0].feedback),
    "kinds of mistake of options": (with_option(role="misreading"), lambda question: question.options[0].role),
    "evidence of options": (with_option(evidence="sea walls"), lambda question: question.options[0].evidence),
    "fixed places of options": (with_option(pinned=True), lambda question: question.options[0].pinned),
    "fixed order": (plain(shuffle=False), lambda question: question.shuffle),
    "all or nothing": (
        MultipleChoice(id="q", stem="Who?", options=OPTIONS, marking="exact"),
        lambda question: question.marking,
    ),
    "capital letters count": (
        ShortAnswer(
            id="q",
            stem="Who?",
            accepted=(Accepted("Marta"),),
            forgive=Forgive(case=False, accents=False, punctuation=False, slips="0"),
        ),
        lambda question: question.forgive.case,
    ),
    "slips, accents, punctuation forgiven": (
        ShortAnswer(id="q", stem="Who?", accepted=(Accepted("Marta"),)),
        lambda question: (question.forgive.slips, question.forgive.accents, question.forgive.punctuation),
    ),
}
BANKS: Mapping[str, tuple[dict[str, Any], Callable[[Bank], Any]]] = {
    "passage": ({"passage": PASSAGE}, lambda bank: bank.passage.blocks),
    "images of the passage": (
        {"passage": read_passage("# Bees\n\nOne.\n\n![A map](map.png)\n"), "images": IMAGES},
        lambda bank: [image.alt for image in bank.passage.images],
    ),
    "reading levels": ({"passage": LEVELED.passage, "levels": LEVELED.levels}, lambda bank: bank.levels),
    "glossary": (
        {"passage": PASSAGE, "glossary": (GlossaryEntry("tower", "A house."),)},
        lambda bank: bank.glossary,
    ),
    "description": ({"description": "About bees."}, lambda bank: bank.description),
    "note about the text": ({"about": ABOUT}, lambda bank: bank.about),
    "language": ({"language": "es"}, lambda bank: bank.language),
    "bank that it translates": ({"translation_of": "bees"}, lambda bank: bank.translation_of),
    "author, license, time limit": ({"author": "A. B.", "license": "CC", "time_limit": 9}, lambda bank: bank.author),
}


def compared(kept: Any, was: Any, none: Any, trip: Trip) -> str:
    """What became of a feature; whatever is not kept has to be told."""
    if kept == was:
        return "kept"
    assert trip.written.notes or any(item.losses for item in trip.written.items), was
    return "left out" if kept == none or not kept else "changed"


def type_cell(format_: Format, question_type: type[Question]) -> str:
    cells = set()
    passage = PASSAGE if question_type is EvidenceSelection else None  # others are what they are without it
    for sample in SAMPLES[question_type.type_name]:
        trip = go(format_, bank_of(sample.question, passage=passage))
        (item,) = (item for item in trip.written.items if item.name == sample.question.id)
        back = [question for bank in trip.read.banks for question in bank.questions]
        if not item.made:
            cells.add("")
        elif len(back) > 1:
            cells.add("as two questions")
        elif back[0].type_name != question_type.type_name:
            cells.add(f"as `{back[0].type_name}`")
        else:
            cells.add("kept")
    made = sorted(cells - {""})
    return (", ".join(made) + (" (some)" if "" in cells else "")) if made else "left out"


def field_cell(format_: Format, name: str) -> str:
    question, of = FIELDS[name]
    trip = go(format_, bank_of(question, passage=PASSAGE, images=IMAGES))
    if not any(item.made for item in trip.written.items if item.name == "q"):
        return "–"
    back = trip.read.banks[0].questions[0]
    return compared(of(back), of(question), of(type(question)(**base(question))), trip)


def base(question: Question) -> dict[str, Any]:
    if isinstance(question, ShortAnswer):
        strict = Forgive(case=True, accents=False, punctuation=False, slips="0")
        return {"id": "q", "stem": "Who?", "accepted": question.accepted, "forgive": strict}
    return {"id": "q", "stem": "Who asked?", "options": OPTIONS}


def bank_cell(format_: Format, name: str) -> str:
    fields, of = BANKS[name]
    bank = bank_of(PLAIN, **fields)
    trip = go(format_, bank)
    return compared(of(trip.read.banks[0]), of(bank), of(bank_of(PLAIN)), trip)


def table() -> str:
    rows = [[f"`{each.type_name}`", *(type_cell(format_, each) for format_ in BOTH_WAYS)] for each in QUESTION_TYPES]
    rows += [[name, *(field_cell(format_, name) for format_ in BOTH_WAYS)] for name in FIELDS]
    rows += [[name, *(bank_cell(format_, name) for format_ in BOTH_WAYS)] for name in BANKS]
    head = ["", *(format_.title for format_ in BOTH_WAYS)]
    lines = [head, ["---"] * len(head), *rows]
    read_alone = ", ".join(format_.title for format_ in FORMATS if format_ not in BOTH_WAYS)
    written = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    written_alone = " and ".join(f"{sheet.title} (`{sheet.endings[0]}`)" for sheet in SHEETS)
    alone = f"Read, but not written: {read_alone}. Written, but not read: sheets for people in {written_alone}"
    return f"{written}\n\n{alone}, with the passage, all questions and the key."


def test_the_table_says_what_happens() -> None:
    assert table() in ARCHITECTURE.read_text("utf-8"), f"put this into ARCHITECTURE.md:\n{table()}"


if __name__ == "__main__":
    print(table())
