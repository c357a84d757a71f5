"""Each type of question, taken in a real window by keys alone, and understood from what a screen reader finds."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizapp.domain.inline import plain_text
from quizapp.domain.mark import earned
from quizapp.domain.question import Question
from quizapp.formats.native import read_bank
from quizapp.question_types.catalog import QUESTION_TYPES
from tests.window.conftest import ROOT, Screen, Thing, Window

pytestmark = pytest.mark.window

BANK_FILE = ROOT / "questions" / "tour" / "every-type.yaml"
BANK = read_bank(BANK_FILE).bank
assert BANK is not None
QUESTIONS: dict[str, Question] = {question.type_name: question for question in BANK.questions}
COUNT = len(BANK.questions)
RIGHT, PARTLY, WRONG = "Your answer, right", "Your answer, partly right", "Your answer, wrong"
NOT_CHOSEN = "Right answer, not chosen"


class Tour:
    """The window with the bank that has one question of each type; a window that has gone is opened anew."""

    def __init__(self, screen: Screen, reader_python: str, folder: object) -> None:
        self._open = lambda: Window(screen, reader_python, "--data-dir", folder, BANK_FILE)
        self._window: Window | None = None

    def at(self, question: Question) -> Window:
        """The window, at `question`; what was spoken on the way is forgotten."""
        number = BANK.questions.index(question) + 1
        window = self._ready()
        here = int(next(name for name in window.names("label") if _is_number(name)).split()[1])
        if here == number:  # so that the question is told anew
            here += 1 if here < COUNT else -1
            window.press("alt+Right" if here > number else "alt+Left")
        window.press(*["alt+Right" if here < number else "alt+Left"] * abs(number - here))
        window.wait_to_hear(f"Question {number} of {COUNT}. {plain_text(question.stem)}")
        return window

    def _ready(self) -> Window:
        if self._window is not None and self._window.process.poll() is None:
            self._window.press("Escape")  # closes a list that a test has left open
            if any(map(_is_number, self._window.names("label"))):
                return self._window
        self.close()
        self._window = window = self._open()
        window.skipped = ("Questions",)
        window.focus()
        window.wait_for_name(BANK.description)
        window.press("Return")
        window.wait_for_name(f"Question 1 of {COUNT}", "label")
        return window

    def close(self) -> None:
        if self._window is not None:
            self._window.close()


def _is_number(name: str) -> bool:
    return name.startswith("Question ") and name.endswith(f" of {COUNT}")


@pytest.fixture(scope="module")
def tour(
    screen: Screen, reader_python: str, known_banks: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tour]:
    folder = tmp_path_factory.mktemp("tour")
    shutil.copytree(known_banks, folder / "cache")
    tour = Tour(screen, reader_python, folder)
    yield tour
    tour.close()


# what is common


def things(window: Window, role: str) -> list[Thing]:
    """Return the things of this role in the question, or in a list that is open."""
    return [thing for thing in window.things(role) if not thing.name.startswith("Flag this")]


def shown(window: Window, role: str) -> dict[str, str]:
    """The options of this role: their texts, and the letters under which they are shown."""
    return {thing.name[3:]: thing.name[0].lower() for thing in things(window, role) if thing.name[1:3] == ". "}


def check(window: Window, verdict: str, keys: str = "Return", *, still_open: str = "") -> None:
    """Have the answer checked: the verdict is to be found, and is spoken; before that, which part is `still_open`."""
    window.wait_for_thing("push button", "Check answer", "", "enabled")
    window.press(keys)
    if still_open:
        window.wait_to_hear(f"{still_open} is not answered yet. Check again to have your answer marked as it is.")
        window.wait_for_thing("push button", "Check again", "", "enabled")
        window.press(keys)
    window.wait_for(lambda: window.shows(verdict, "label", "begins"), f"“{verdict}”")
    window.wait_to_hear(verdict)


def described(window: Window, role: str) -> dict[str, str]:
    """The descriptions of the things of this role, by their names."""
    return {thing.name: thing.description for thing in things(window, role)}


# one after another


def take_single_choice(window: Window, question: Question) -> None:
    options = things(window, "radio button")
    assert [thing.description for thing in options] == [f"Option {place} of 4" for place in (1, 2, 3, 4)]
    assert {thing.name[3:] for thing in options} == {plain_text(option.text) for option in question.options}
    assert "focused" in options[0].states
    assert not any("checked" in thing.states for thing in options)
    wrong, right = plain_text(question.options[1].text), plain_text(question.options[0].text)
    letters = shown(window, "radio button")
    window.press(letters[wrong])
    name = f"{letters[wrong].upper()}. {wrong}"
    window.wait_for_thing("radio button", name, "Option", "checked", "focused")
    check(window, "Not correct")
    told = described(window, "radio button")
    assert told[name] == WRONG
    assert told[f"{letters[right].upper()}. {right}"] == NOT_CHOSEN
    assert window.shows(question.options[1].feedback, "label", "has")
    assert window.shows(question.explanation, "label", "has")


def take_multiple_choice(window: Window, question: Question) -> None:
    options = [thing for thing in things(window, "check box") if thing.description.startswith("Option")]
    assert [thing.description for thing in options] == [f"Option {place} of 5" for place in range(1, 6)]
    letters = shown(window, "check box")
    texts = [plain_text(option.text) for option in question.options]
    names = {text: f"{letters[text].upper()}. {text}" for text in texts}
    for text in (texts[0], texts[1], texts[3]):
        window.press(letters[text])
        window.wait_for_thing("check box", names[text], "Option", "checked", "focused")
    window.press("space")  # removes it
    window.wait_for(lambda: sum("checked" in thing.states for thing in things(window, "check box")) == 2, "two checked")
    window.press("space")
    window.wait_for_thing("check box", names[texts[3]], "Option", "checked")
    check(window, "Partly correct")
    told = described(window, "check box")
    assert [told[names[text]] for text in texts[:4]] == [RIGHT, RIGHT, NOT_CHOSEN, WRONG]
    assert told[names[texts[4]]].startswith("Option ")  # neither chosen nor right


def take_true_false(window: Window, question: Question) -> None:
    assert window.names("radio button") == ["A. True", "B. False", "C. The passage does not say"]
    window.press("Down", "Down", "space")
    window.wait_for_thing("radio button", "C. The passage does not say", "Option 3 of 3", "checked", "focused")
    check(window, "Correct")
    assert described(window, "radio button")["C. The passage does not say"] == RIGHT


def take_table(window: Window, question: Question) -> None:
    names = [thing.name for thing in things(window, "radio button")]
    rows = [name.partition(": ")[2] for name in names[::3]]
    assert names == [f"{column}: {row}" for row in rows for column in question.columns]
    assert {row[3:] for row in rows} == {row.text for row in question.rows}
    places = [thing.description for thing in things(window, "radio button")]
    assert places == ["Column 1 of 3", "Column 2 of 3", "Column 3 of 3"] * 3
    window.press("Right", "Right", "space")
    window.wait_for_thing("radio button", names[2], "Column 3", "checked", "focused")
    window.press("Down", "Left")
    window.wait_for_focus(names[4])
    window.press("2")
    window.wait_for_thing("radio button", names[4], "Column 2", "checked")
    window.wait_to_hear(f"{rows[1]} {question.columns[1]}")
    window.wait_for_focus(names[6])
    window.press("1")
    window.wait_for_thing("radio button", names[6], "Column 1", "checked")
    chosen = dict(zip(rows, (2, 1, 0), strict=True))
    keys = {row.text: question.columns.index(row.key) for row in question.rows}
    right = sum(keys[row[3:]] == column for row, column in chosen.items())
    check(window, {0: "Not correct", 3: "Correct"}.get(right, "Partly correct"))
    told = described(window, "radio button")
    for row, column in chosen.items():
        key = keys[row[3:]]
        assert told[f"{question.columns[column]}: {row}"] == (RIGHT if column == key else WRONG)
        assert told[f"{question.columns[key]}: {row}"] == (RIGHT if column == key else NOT_CHOSEN)


def take_categorize(window: Window, question: Question) -> None:
    options = things(window, "radio button")
    rows = [thing.name.partition(": ")[2] for thing in options[::3]]
    assert [thing.name for thing in options] == [f"{each}: {row}" for row in rows for each in question.categories]
    assert [thing.description for thing in options[:3]] == [f"Category {place} of 3" for place in (1, 2, 3)]
    keys = {row: key for row in rows for id_, key in question.right.items() if row[3:] == question.part_text(id_)}
    for row in rows[:-1]:
        window.wait_for_focus(f"{question.categories[0]}: {row}")
        window.press(str(question.categories.index(keys[row]) + 1))
        window.wait_to_hear(f"{row} {keys[row]}")
        window.wait_for_thing("radio button", f"{keys[row]}: {row}", "Category", "checked")
    last = rows[-1]
    wrong = next(each for each in question.categories if each != keys[last])
    window.press(str(question.categories.index(wrong) + 1))
    window.wait_for_thing("radio button", f"{wrong}: {last}", "Category", "checked", "focused")
    check(window, "Partly correct")
    told = described(window, "radio button")
    assert {told[f"{keys[row]}: {row}"] for row in rows[:-1]} == {RIGHT}
    assert (told[f"{wrong}: {last}"], told[f"{keys[last]}: {last}"]) == (WRONG, NOT_CHOSEN)


def take_matching(window: Window, question: Question) -> None:
    places = [thing.name for thing in things(window, "push button") if thing.name.startswith("Place ")]
    assert all(place.endswith(", empty. Choose an option") for place in places)
    prompts = [place.removeprefix("Place ").removesuffix(", empty. Choose an option") for place in places]
    assert {prompt[3:] for prompt in prompts} == {prompt.text for prompt in question.prompts}
    letters = shown(window, "push button")
    assert described(window, "push button")[f"A. {next(iter(letters))}"] == "Option 1 of 4"
    keys = {
        entry.text: question.value_text(question.correct_response()[id_])
        for id_, entry in zip(question.ids, question.prompts, strict=True)
    }
    first, second, third = prompts
    named = {prompt: f"{letters[keys[prompt[3:]]].upper()}. {keys[prompt[3:]]}" for prompt in prompts}
    window.wait_for_focus(places[0])
    window.press(letters[keys[second[3:]]])  # what belongs to the second
    window.wait_to_hear(f"{named[second]} put into 1")
    window.wait_for_focus(places[1])
    window.press("Up")
    window.wait_for_focus(f"Place {first}: {named[second]}")
    window.press("Delete")
    window.wait_to_hear(f"{named[second]} taken out of 1")
    window.press("space")  # the list, in which each option is spoken when the keys come to it
    for text, letter in letters.items():
        window.wait_to_hear(f"{letter.upper()}. {text}")
        if text == keys[first[3:]]:
            break
        window.press("Down")
    window.press("Return")
    window.wait_for_name(f"Place {first}: {named[first]}")
    wrong = next(text for text in letters if text not in keys.values())
    window.press("2", letters[wrong])
    window.wait_for_name(f"Place {second}: {letters[wrong].upper()}. {wrong}")
    check(window, "Partly correct", still_open="Place 3")
    told = described(window, "push button")
    assert told[f"Place {first}: {named[first]}"] == RIGHT
    assert told[f"Place {second}: {letters[wrong].upper()}. {wrong}"] == f"{WRONG}. Right answer: {named[second]}"
    assert told[f"Place {third}, empty"] == f"Not answered. Right answer: {named[third]}"


def take_ordering(window: Window, question: Question) -> None:
    def placed() -> list[str]:
        return [name.partition(": ")[2] for name in window.names("label") if name[1:7] == " of 5:"]

    before = placed()
    assert set(before) == {item.text for item in question.items}
    window.wait_for_focus(f"Move down: {before[0]}")
    assert described(window, "push button")[f"Move down: {before[0]}"] == "1 of 5"
    window.press("alt+Down")
    window.wait_to_hear(f"2 of 5: {before[0]}")
    window.wait_for_focus(f"Move down: {before[0]}")
    window.press("Tab", "Tab", "alt+Up")  # to the button of the next item
    window.wait_for(lambda: placed() != [before[1], before[0], *before[2:]], "another item to move")
    window.press("alt+Up", "alt+Up", "alt+Up")
    window.wait_to_hear("1 of 5: ")
    after = placed()
    assert window.focused().name.endswith(after[0])
    right = [item.text for item in question.items]
    mark = question.mark(tuple(question.ids[right.index(text)] for text in after))
    check(window, "Correct" if mark.full else "Partly correct" if earned(mark) else "Not correct")
    told = [name for name in window.names("label") if name[1:7] == " of 5:"]
    for place, (text, name) in enumerate(zip(after, told, strict=True)):
        belongs = right.index(text)
        outcome = "right place" if belongs == place else f"belongs at {belongs + 1}"
        assert name == f"{place + 1} of 5: {text}, {outcome}"


def take_short_answer(window: Window, question: Question) -> None:
    window.wait_for_thing("text", "Your answer", "Type your answer", "focused")
    window.type("a nois")
    window.press("e")
    window.wait_for(lambda: things(window, "text")[0].text == "a noise", "what was typed")
    check(window, "Partly correct")
    field = next(thing for thing in things(window, "text") if thing.name == "Your answer")
    assert (field.text, field.description) == ("a noise", PARTLY)
    assert "read only" in field.states
    assert window.shows("Accepted: a hum", "label", "begins")


def take_numeric(window: Window, question: Question) -> None:
    field = window.find("Your answer", "text")
    assert "with its unit: km, kilometers or m" in field.description
    window.type("4.9")
    window.wait_for(lambda: window.find("Your answer").description.endswith("Add the unit"), "the missing unit")
    window.type(" km")
    window.wait_for(lambda: "Read as: 4.9" in window.find("Your answer").description, "what is read")
    check(window, "Correct")
    field = window.find("Your answer", "text")
    assert (field.text, field.description) == ("4.9 km", RIGHT)
    assert window.shows("Right answer: 5", "label", "begins")


def take_gap_fill(window: Window, question: Question) -> None:
    fields = [thing for thing in things(window, "text") if thing.name.startswith("Gap ")]
    assert [field.name for field in fields] == [
        "Gap 1 of 3, after “… went out in the spring after”",
        "Gap 2 of 3, after “For”",
        "Gap 3 of 3, after “Then a carpenter asked for one”",
    ]
    assert window.shows("the spring after (gap 1). For (gap 2) years", "label", "has")
    for field, typed in zip(fields, ("1974", "twenty", ""), strict=True):
        window.wait_for_focus(field.name)
        if typed:
            window.type(typed)
            window.wait_for(lambda field=field, typed=typed: window.find(field.name).text == typed, typed)
            window.press("Return")
    check(window, "Partly correct", still_open="Gap 3")
    told = {thing.name: thing for thing in things(window, "text")}
    assert [told[field.name].description for field in fields] == [
        RIGHT,
        f"{WRONG}. Gap 2, right answer: eleven · 11",
        "Left empty. Gap 3, right answer: summer",
    ]
    assert [told[field.name].text for field in fields] == ["1974", "twenty", ""]


def take_inline_choice(window: Window, question: Question) -> None:
    gaps = window.names("combo box")
    assert gaps == [
        "Gap 1 of 2, after “… bees, there would be little”",
        "Gap 2 of 2, after “and without that plant, the”",
    ]
    window.wait_for_focus(gaps[0])
    window.press("space")  # the list
    window.wait_for(lambda: len(window.names("list item")) >= 3, "the list of options")
    window.press("Escape")
    window.wait_for_focus(gaps[0])
    window.press("a")
    window.wait_to_hear("put into gap 1")
    window.wait_for_focus(gaps[1])
    first = things(window, "combo box")[0]  # whose name, with AT-SPI, is what is chosen
    text = first.name.partition(". ")[2]
    assert text in [option.text for option in question.options_of("1").values()]
    assert first.description == gaps[0]
    window.press("Down", "Down")
    window.wait_for(lambda: things(window, "combo box")[1].description == gaps[1], "the second choice")
    other = things(window, "combo box")[1].name.partition(". ")[2]
    chosen = {"1": text, "2": other}
    right = {gap: question.value_text(question.key_of(gap)) for gap in chosen}
    count = sum(chosen[gap] == right[gap] for gap in chosen)
    check(window, ("Not correct", "Partly correct", "Correct")[count])
    for name, gap, told in zip(gaps, chosen, things(window, "combo box"), strict=True):
        outcome = RIGHT if chosen[gap] == right[gap] else f"{WRONG}. Gap {gap}, right answer: {right[gap]}"
        assert told.description == f"{name}. {outcome}"


def take_word_bank(window: Window, question: Question) -> None:
    gaps = window.names("combo box")
    assert [gap.partition(",")[0] for gap in gaps] == ["Gap 1 of 3", "Gap 2 of 3", "Gap 3 of 3"]
    letters = shown(window, "push button")
    assert {described(window, "push button")[f"{letter.upper()}. {text}"] for text, letter in letters.items()} == {
        "not used"
    }
    window.wait_for_focus(gaps[0])
    window.press(letters["seed"])
    window.wait_to_hear("seed: put into gap 1")
    window.wait_for_focus(gaps[1])
    window.press("shift+Tab", "Delete")
    window.wait_for_focus(gaps[0])
    window.press(letters["report"], letters["letter"])
    window.wait_to_hear("report: put into gap 1")
    window.wait_to_hear("letter: put into gap 2")
    assert described(window, "push button")[f"{letters['letter'].upper()}. letter"] == "in gap 2"
    assert [thing.description for thing in things(window, "combo box")] == [*gaps[:2], ""]
    check(window, "Partly correct", still_open="Gap 3")
    told = things(window, "combo box")
    assert [thing.name[3:] for thing in told[:2]] == ["report", "letter"]
    assert [thing.description for thing in told] == [
        f"{gaps[0]}. {RIGHT}",
        f"{gaps[1]}. {WRONG}. Gap 2, right answer: photograph",
        "Left empty. Gap 3, right answer: dollars",
    ]


def take_evidence(window: Window, question: Question) -> None:
    passage = f"Passage: {BANK.passage.title}"
    first = "Her report was three pages long and contained a single photograph."
    assert window.shows("Select 2 sentences in the passage.", "label", "begins")
    window.wait_for_focus("Go to the passage")
    window.press("Return")
    window.wait_for_focus(passage)
    window.wait_to_hear(f"{first} Not selected. Sentence 1 of 7")
    window.wait_for_thing("text", passage, f"{first} Not selected. Sentence 1 of 7", "focused")
    window.press("space")
    window.wait_to_hear(f"{first} Selected. Sentence 1 of 7")
    window.wait_for_thing("text", passage, f"{first} Selected. Sentence 1 of 7")
    window.wait_for_thing("panel", first, "Selected")
    window.wait_for_thing("push button", f"Remove: {first}", "", "focusable")
    window.wait_for_name("1 of 2 selected")
    window.press("Down", "Down")
    window.wait_to_hear("Sentence 3 of 7")
    second = window.find(passage).description.partition(" Not selected")[0]
    assert "in dollars" in second
    window.press("space")
    window.wait_for_name("2 of 2 selected")
    window.press("Down", "space")
    window.wait_to_hear("You have already selected 2")
    check(window, "Not correct")  # from within the passage; one right less one wrong is nothing
    told = described(window, "panel")
    assert told[first] == WRONG
    assert told[second] == RIGHT
    missed = next(name for name, description in told.items() if description == NOT_CHOSEN)
    assert "was unanimous" in missed
    window.press("F6", "Home")
    window.wait_to_hear(f"{first} {WRONG}. Sentence 1 of 7")
    window.wait_for_thing("text", passage, f"{first} {WRONG}. Sentence 1 of 7")


def take_highlight_words(window: Window, question: Question) -> None:
    words = [thing for thing in things(window, "check box") if thing.description.startswith("Word")]
    assert [word.description for word in words] == [f"Word {place} of 10" for place in range(1, 11)]
    assert window.shows(f"{question.sentence} Select words in the sentence", "label")
    window.wait_for_focus("The")
    window.press("Right", "space")
    window.wait_for_thing("check box", "white", "Word 2", "checked", "focused")
    window.press("Right", "Right", "space", "Right", "space")
    window.wait_for_thing("check box", "empty", "Word 5", "checked", "focused")
    assert window.shows(f"{question.sentence} 3 words selected", "label")
    check(window, "Partly correct")
    told = described(window, "check box")
    assert (told["white"], told["stood"], told["empty"]) == (WRONG, RIGHT, RIGHT)
    assert [told[word] for word in ("clouded", "with", "salt")] == [NOT_CHOSEN] * 3


def take_two_part(window: Window, question: Question) -> None:
    options = things(window, "radio button")
    assert [thing.description for thing in options] == [
        f"Part {part}, Option {place} of 3" for part in "AB" for place in (1, 2, 3)
    ]
    for part, inner in zip("AB", (question.part_a, question.part_b), strict=True):
        assert window.shows(inner.stem, "label")
        assert window.shows(f"Part {part}. {inner.stem}")
    letters = {thing.name[3:]: thing.name[0].lower() for thing in options}
    right, wrong = plain_text(question.part_a.options[0].text), plain_text(question.part_b.options[1].text)
    window.press(letters[right])
    window.wait_for_thing("radio button", f"{letters[right].upper()}. {right}", "Part A", "checked", "focused")
    window.press("Return")
    window.wait_to_hear(f"Part B. {question.part_b.stem}")
    window.wait_for(lambda: window.focused().description.startswith("Part B"), "the focus in part B")
    window.press(letters[wrong])
    window.wait_for_thing("radio button", f"{letters[wrong].upper()}. {wrong}", "Part B", "checked", "focused")
    check(window, "Partly correct")
    told = described(window, "radio button")
    assert told[f"{letters[right].upper()}. {right}"] == RIGHT
    assert told[f"{letters[wrong].upper()}. {wrong}"] == WRONG
    assert window.shows("Part A: Correct", "label", "begins")
    assert window.shows("Part B: Not correct", "label", "begins")


def take_open_response(window: Window, question: Question) -> None:
    window.wait_for_thing("text", "Your answer", "About 25 to 60 words, 0 words", "focused")
    window.type("She wrote a report.")
    window.wait_for_thing("text", "Your answer", "About 25 to 60 words, 4 words")
    assert window.find("Your answer", "text").text == "She wrote a report."
    window.wait_for_thing("push button", "Check answer", "", "enabled")
    window.press("ctrl+Return")
    window.wait_to_hear(f"Model answer: {question.model_answer}")
    first, second = question.rubric
    window.wait_for_focus(f"{first.levels[0].text}: 0 points")
    assert [(thing.name, thing.description) for thing in things(window, "radio button")] == [
        (f"{level.text}: {'1 point' if level.points == 1 else f'{level.points} points'}", criterion.text)
        for criterion in (first, second)
        for level in criterion.levels
    ]
    assert window.shows("0 of 2 rated", "label")
    window.press("1")
    window.wait_for_thing("radio button", f"{first.levels[1].text}: 1 point", first.text, "checked")
    window.wait_for_focus(f"{second.levels[0].text}: 0 points")
    window.press("2")
    window.wait_for_thing("radio button", f"{second.levels[1].text}: 2 points", second.text, "checked")
    window.wait_to_hear("Partly correct")
    window.wait_for_name("3 of 4 points")


TAKEN: dict[str, Callable[[Window, Question], None]] = {
    name.removeprefix("take_"): function for name, function in list(globals().items()) if name.startswith("take_")
}


def test_no_type_is_missing_here():
    assert set(TAKEN) == set(QUESTIONS) == {kind.type_name for kind in QUESTION_TYPES}


@pytest.mark.parametrize("type_name", TAKEN)
def test_a_question_is_taken_by_keys_alone_and_understood_by_ear(tour, type_name):
    question = QUESTIONS[type_name]
    window = tour.at(question)
    assert window.shows(plain_text(question.stem), "label")
    TAKEN[type_name](window, question)
    assert {"Next question", "Finish"} & set(window.names("push button"))
