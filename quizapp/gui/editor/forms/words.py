"""The words for the fields of banks and questions, as the guide for authors has them."""

from quizapp.question_types.true_false import ANSWER_TEXTS
from quizapp.reports.names import SKILL_NAMES, TYPE_NAMES
from quizapp.texts import N_

FIELDS: dict[str, tuple[str, str]] = N_(
    {
        # every question
        "type": ("Type", "What learners do."),
        "id": ("Short name", "Lowercase letters, digits, hyphens."),
        "stem": ("Question", "What you ask. Put *stars* around words to stress them."),
        "image": ("Image", "A PNG, JPEG or WebP file. Drop it here, or choose it."),
        "skill": ("Skill", "Results are added up for each skill."),
        "points": ("Points", "What a fully right answer earns. 1 if you leave it empty."),
        "weight": ("Weight", "How much the question counts in the total. 1 if you leave it empty."),
        "evidence": ("Evidence", "The words of the passage that show the right answer."),
        "explanation": ("Explanation", "Why the right answer is right. Learners see it afterwards."),
        "hints": ("Hints", "Shown one at a time to learners who ask for help in practice."),
        "covers": ("Points of your syllabus", "Your own codes, with commas between them, such as F05, F06."),
        "shuffle": ("Shuffle for each learner", "Turn it off to keep your order."),
        "silenced": ("Silenced advice", "Advice of the check that does not fit here, and why."),
        "blueprint": ("Share of each skill", "In percent of the questions. Together they are 100."),
        # options and what is like them
        "options": ("Options", "Mark the right answer. Each wrong one should tempt for a reason."),
        "MultipleChoice.options": ("Options", "Mark all the right answers. Each wrong one should tempt for a reason."),
        "text": ("Text", "What learners read."),
        "Level.text": ("Text", "What an answer at this level does."),
        "Accepted.text": ("Text", "What learners type."),
        "Anticipated.text": ("Text", "What learners type."),
        "KeyWords.text": ("Text", "Words of the sentence."),
        "WrongWords.text": ("Text", "Words of the sentence."),
        "key": ("Right answer", "This is the answer that earns the points."),
        "role": ("Kind of mistake", "Why a learner may choose this."),
        "feedback": ("Feedback", "What you say to learners who give this answer."),
        "Row.feedback": ("Feedback", "What you say to learners who don’t get this right."),
        "Statement.feedback": ("Feedback", "What you say to learners who don’t get this right."),
        "Prompt.feedback": ("Feedback", "What you say to learners who don’t get this right."),
        "Item.feedback": ("Feedback", "What you say to learners who put this elsewhere."),
        "KeyWords.feedback": ("Feedback", "What you say to learners who miss these words."),
        "pinned": ("Keep its place", "It stays where it is when the others are shuffled."),
        "marking": ("How it is marked", "What an answer that is partly right earns."),
        "TrueFalse.stem": ("Statement", "Learners decide whether it is true by the passage."),
        "TrueFalse.key": ("The statement is", "The right answer."),
        "TrueFalse.not_stated": ("Offer “The passage does not say”", "A third answer to choose from."),
        "TrueFalse.options": ("Notes on the answers", "Feedback for each answer, and the kind of mistake."),
        "AnswerNote": ("Those who answer “{answer}”", "What you say to them."),
        # tables, categories, pairs, order
        "Table.columns": ("Columns", "What learners choose from in each row: two to six."),
        "Table.rows": ("Rows", "Each is a claim, with the column that is right for it."),
        "Row.key": ("Right column", "The column that is right for this row."),
        "Categorize.categories": ("Categories", "The groups to sort into: two to six."),
        "Categorize.statements": ("Statements", "Each belongs to one category."),
        "Statement.category": ("Category", "Where this statement belongs."),
        "Matching.prompts": ("Beginnings", "Each has one option that belongs to it."),
        "Matching.options": ("Options to match", "More options than beginnings make guessing harder."),
        "Prompt.option": ("Belongs to", "The right option for this."),
        "Matching.reuse": ("An option can be used again", "Otherwise each option belongs to one beginning at most."),
        "Ordering.items": ("Items", "Write them in the right order. Learners see them shuffled."),
        # what is typed
        "accepted": ("Right answers", "Everything that counts as right, one in each row."),
        "share": ("Share of the points", "From 0 to 1, such as 0.5 for half. 1 if you leave it empty."),
        "anticipated": ("Wrong answers that you expect", "They get feedback of their own."),
        "forgive": ("Small differences", "What makes no difference in a typed answer."),
        "Forgive.case": ("Ignore capital letters", "Marta and marta are the same."),
        "Forgive.accents": ("Ignore accents", "Café and cafe are the same."),
        "Forgive.punctuation": ("Ignore punctuation", "Yes! and yes are the same."),
        "Forgive.slips": ("Typing slips", "How many wrong letters are forgiven in a long word."),
        "Numeric.key": ("Right answer", "A number such as 11 or $85, or a date such as 1974-05-08."),
        "Numeric.kind": ("Kind of answer", "A number or a date."),
        "tolerance": ("Tolerance", "How far off still counts as right: 0.5, 2 %, or days for a date."),
        "bands": ("Nearly right", "Answers farther off that earn part of the points."),
        "within": ("Up to this far off", "A number, a percentage, or days for a date."),
        "units": ("Units", "Units that learners may type after the number."),
        "Unit.text": ("Unit", "As it is typed, such as years."),
        "factor": ("Factor", "What one of these is in the unit of your answer: a month is 1/12 of a year."),
        "unit_required": ("The unit is needed", "A number without its unit is wrong."),
        "decimal": ("Decimal sign", "The sign before the decimals. If you leave it open, the bank’s language decides."),
        "exponents": ("Read powers of ten", "Such as 1.5e3 or 10^3."),
        "date_order": ("Order in dates", "How 8/5/2025 is read. If you leave it open, the bank’s language decides."),
        # texts with gaps
        "GapFill.text": ("Text with gaps", "Select a word and make it a gap. [1] stands for the first gap."),
        "InlineChoice.text": ("Text with gaps", "Select a word and make it a gap. [1] stands for the first gap."),
        "WordBank.text": ("Text with gaps", "Select a word and make it a gap. [1] stands for the first gap."),
        "gaps": ("Gaps", "What is right in each gap."),
        "words": ("Words to choose from", "More words than gaps make guessing harder."),
        "WordGap.key": ("Right words", "One of the words above, or several that are all right."),
        "WordBank.reuse": ("A word can be used again", "Otherwise each word fits one gap at most."),
        # what is selected
        "EvidenceSelection.keys": ("Right sentences", "Pick words of each sentence that learners should select."),
        "select": ("How many to select", "Learners see this number, unless you leave it empty."),
        "paragraphs": ("Paragraphs to choose from", "Their numbers, such as 2, 3. All if you leave it empty."),
        "EvidenceSelection.distractors": ("Wrong sentences that you expect", "They get feedback of their own."),
        "WrongSentence.quote": ("Sentence", "Words of the sentence, picked in the passage."),
        "sentence": ("Sentence", "The text in which learners select words."),
        "HighlightWords.keys": ("Words to select", "One word, or several in a row."),
        "HighlightWords.distractors": ("Wrong words that you expect", "They get feedback of their own."),
        "occurrence": ("Which one", "1 for the first, where the same words come again."),
        # questions of several parts, written answers
        "part_a": ("Part A", "The question itself."),
        "part_b": ("Part B", "The question about the evidence for part A."),
        "rubric": ("What you look for", "You, or the learner, mark the answer by these."),
        "Criterion.text": ("What you look for", "One thing, such as: Rests on the passage."),
        "Criterion.levels": ("Levels", "From not at all to fully, each with its points."),
        "Level.points": ("Points", "A whole number."),
        "model_answer": ("Model answer", "An answer that earns all the points."),
        "OpenResponse.words": ("How many words", "A suggestion. Learners may write fewer or more."),
        "least": ("At least", "Words; leave it empty for no limit."),
        "most": ("At most", "Words; leave it empty for no limit."),
        # parts that several have
        "Image.file": ("File", "The name of the file beside the bank."),
        "alt": ("What it shows", "Read aloud to learners who can’t see it. Don’t give the answer away."),
        "caption": ("Caption", "A line below the image, for everyone."),
        "Hint.text": ("Hint", "A nudge, not the answer."),
        "cost": ("Costs this share", "The share of the points that the hint takes. 0.25 if you leave it empty."),
        # the bank
        "Header.id": ("Short name", "Lowercase letters, digits and hyphens. No other bank has it."),
        "title": ("Title", "What learners see in the library."),
        "description": ("Description", "One or two sentences below the title."),
        "language": ("Language", "The tag of the language, such as en, es or pt-BR."),
        "author": ("Author", "Shown with the bank."),
        "license": ("License", "What others may do with the bank, such as CC BY 4.0."),
        "TextSource.text": ("Text", "# Title first, then paragraphs with an empty line between them."),
        "TextSource.file": ("File", "The name of a Markdown file beside the bank."),
        "about": ("About the text", "Where it comes from."),
        "level_locked": ("Learners stay at their level", "They can’t change to another one."),
        "time_limit": ("Time for a test", "In minutes, from 1 to 600. No limit if you leave it empty."),
        "glossary": ("Glossary", "Words that learners may not know, with their meanings."),
        "word": ("Word", "Exactly as in the passage."),
        "meaning": ("Meaning", "In plain words."),
        "forms": ("Other forms", "With commas between them. Plurals are found by themselves."),
        "glossary_in_test": ("Show the glossary in tests too", "Otherwise it helps in practice only."),
        "translation_of": ("Translation of", "The short name of the bank that this one translates."),
    }
)  # fmt: skip
"""The label of each field and a hint, by the name of its record and its own, or by its own alone."""

ENTRIES: dict[str, tuple[str, str]] = N_(
    {
        "hints": ("Add a hint", "hint {sign}"),
        "columns": ("Add a column", "column {sign}"),
        "rows": ("Add a row", "row {sign}"),
        "categories": ("Add a category", "category {sign}"),
        "statements": ("Add a statement", "statement {sign}"),
        "prompts": ("Add a beginning", "beginning {sign}"),
        "options": ("Add an option", "option {sign}"),
        "items": ("Add an item", "item {sign}"),
        "accepted": ("Add a right answer", "right answer {sign}"),
        "anticipated": ("Add a wrong answer", "wrong answer {sign}"),
        "bands": ("Add a distance", "distance {sign}"),
        "units": ("Add a unit", "unit {sign}"),
        "words": ("Add a word", "word {sign}"),
        "WordGap.key": ("Add another right word", "right word {sign}"),
        "keys": ("Pick in the sentence…", "words {sign}"),
        "distractors": ("Pick in the sentence…", "wrong words {sign}"),
        "rubric": ("Add something to look for", "criterion {sign}"),
        "Criterion.levels": ("Add a level", "level {sign}"),
        "glossary": ("Add a word", "word {sign}"),
    }
)
"""The words of the button that adds an entry to a list, and the name of an entry."""

_ROLES: dict[str, str] = N_(
    {
        "": "Not said",
        "misreading": "Misreads the right place",
        "other_span": "Rests on another place",
        "unsupported": "Has no support in the passage",
    }
)
_MARKINGS: dict[str, str] = N_(
    {
        "partial": "Part of the points for each right option",
        "exact": "All or nothing",
        "rows": "Part of the points for each row",
        "all": "All or nothing",
        "position": "Points for each item in its place",
        "distance": "The nearer to their places, the more points",
        "longest_run": "Points for the longest series in the right order",
        "dependent": "Part B counts only if part A is right",
        "dropped": "Part B is left out if part A is wrong",
        "independent": "Each part counts by itself",
    }
)
_OTHERS: dict[str, dict[str, str]] = {
    "decimal": N_({"": "As in the bank’s language", "point": "Point: 3.5", "comma": "Comma: 3,5"}),
    "date_order": N_(
        {"": "As in the bank’s language", "day_first": "Day first: 8/5", "month_first": "Month first: 5/8"}
    ),
    "kind": N_({"number": "Number", "date": "Date"}),
    "slips": N_({"0": "None", "1": "One", "2": "Two"}),
}
WITHOUT_ROOM = (
    "type", "id", "Header.id", "Header.language", "Words.least", "Words.most",
)  # fmt: skip
"""Fields that stand beside others: their hints stand within them."""
_NO_SKILL = N_("No skill")


def _of(key: str) -> tuple[str, str]:
    name = key.rpartition(".")[2]
    if key.startswith("blueprint."):
        return SKILL_NAMES.get(name, name), ""
    return FIELDS.get(key) or FIELDS.get(name) or (name, "")


def label_of(key: str) -> str:
    """Give the label of a field, by its record and name, such as ``Option.text``; a field without one, its name."""
    return _of(key)[0]


def hint_of(key: str) -> str:
    """Give the hint for a field; empty where there is none."""
    return _of(key)[1]


def entry_words(key: str) -> tuple[str, str]:
    """Give the words of the button that adds an entry to this list, and the name of an entry, with ``{sign}``."""
    return ENTRIES.get(key) or ENTRIES[key.rpartition(".")[2]]


def choice_words(key: str, value: str) -> str:
    """Give the words for one of the values that a field may have; a value without any, itself."""
    name = key.rpartition(".")[2]
    match name:
        case "role":
            return _ROLES.get(value, value)
        case "marking":
            return _MARKINGS.get(value, value)
        case "type":
            return TYPE_NAMES.get(value, value)
        case "skill":
            return SKILL_NAMES.get(value, value) or _NO_SKILL
        case "key":
            return ANSWER_TEXTS.get(value, value)
        case _:
            return _OTHERS.get(name, {}).get(value, value)
