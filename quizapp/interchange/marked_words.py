"""Words between delimiters, as the question type *wordselect* of Moodle has them; read and written."""

import re
from collections.abc import Callable

from quizapp.domain.question import Question
from quizapp.domain.text import fold
from quizapp.domain.words import Word, words_of
from quizapp.interchange.building import Fields, checked
from quizapp.interchange.html_reading import PICTURE, Picture, read_parts
from quizapp.interchange.losses import Item, NotCarriedError
from quizapp.interchange.markup import html_of_plain
from quizapp.interchange.texts import Written, as_html
from quizapp.question_types.highlight_words import HighlightWords, KeyWords

SELECT = "Select the words that fit."


def marked_sentence(written: Written, item: Item, picture: Callable[[Picture], None]) -> str:
    """The text whose words can be selected, on one line and without emphasis; images in it are handed to `picture`."""
    parts, pictures = read_parts(as_html(written), item.lose)
    for each in pictures:
        picture(each)
    if not all(run.is_plain for part in parts for run in part.runs):
        item.lose("emphasis")
    texts = ["".join(run.text for run in part.runs).replace(PICTURE, "") for part in parts]
    if len([text for text in texts if text.strip()]) > 1 or any("\n" in text for text in texts):
        item.lose("line_ends")
    return " ".join(" ".join(texts).split())


def words_question(fields: Fields, marked: str, delimiters: str, item: Item) -> Question:
    """Words to be selected: those in delimiters, or, where some have double delimiters, those alone.

    Raises:
        NotCarriedError: no words are marked.
    """
    left, right = (re.escape(sign) for sign in (delimiters[:1] or "[", delimiters[1:2] or "]"))
    doubled = re.search(f"{left}{left}.+?{right}{right}", marked)
    if doubled:
        item.lose("selectable")
    pattern = re.compile(f"{left}{left}(.+?){right}{right}|{left}(.+?){right}")
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = size = 0
    for found in pattern.finditer(marked):
        before = marked[at : found.start()]
        inner = found[1] if found[1] is not None else found[2]
        pieces += [before, inner]
        start = size + len(before)
        size = start + len(inner)
        if found[1] is not None or not doubled:
            spans.append((start, size))
        at = found.end()
    sentence = "".join([*pieces, marked[at:]])
    keys = tuple(key for start, end in spans for key in _keys(sentence, words_of(sentence), start, end))
    if not keys:
        raise NotCarriedError("no_key")
    return checked(HighlightWords(sentence=sentence, keys=keys, **fields))


def _keys(sentence: str, words: tuple[Word, ...], start: int, end: int) -> list[KeyWords]:
    """The words between two places of a sentence as a key."""
    inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    text = sentence[words[first].start : words[last].end]
    wanted = [fold(words[at].text) for at in inside]
    folded = [fold(word.text) for word in words]
    starts = [at for at in range(len(words) - len(wanted) + 1) if folded[at : at + len(wanted)] == wanted]
    return [KeyWords(text, starts.index(first) + 1 if len(starts) > 1 else 0)]


def marked_html(question: HighlightWords, item: Item) -> tuple[str, str, list[str]]:
    """The sentence as HTML with delimiters around each key, the delimiters, and the words in them."""
    sentence = " ".join(question.sentence.split())
    delimiters = next((pair for pair in ("[]", "{}", "<>", "()", "||") if not set(pair) & set(sentence)), "")
    if not delimiters:
        raise NotCarriedError("type_not_written", type=question.type_name)
    numbers = [int(id_) - 1 for id_ in question.key_ids]
    keys = [key for key in question.keys if len(words_of(key.text)) > 1 or key.feedback]
    if any(len(words_of(key.text)) > 1 for key in keys):
        item.lose("key_words")
    if any(key.feedback for key in keys) or any(wrong.feedback for wrong in question.distractors):
        item.lose("feedback_left_out")
    for wrong in question.distractors:
        item.lose("anticipated", text=wrong.text)
    words = words_of(sentence)
    pieces, at = [], 0
    for number in numbers:
        word = words[number]
        pieces += [sentence[at : word.start], delimiters[0], word.text, delimiters[1]]
        at = word.end
    marked = "".join([*pieces, sentence[at:]])
    return html_of_plain(marked), delimiters, [words[number].text for number in numbers]
