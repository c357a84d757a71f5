"""The text of each loss, by its code: what it means for the question, and what became of it."""

from typing import Literal

from quizapp.texts import N_, SENTENCES

LossKind = Literal["changed", "left_out", "not_understood"]
CHANGED: LossKind = "changed"
LEFT_OUT: LossKind = "left_out"
NOT_UNDERSTOOD: LossKind = "not_understood"
LOSS_TEXTS: dict[str, tuple[LossKind, str]] = N_(
    {
        # whole questions
        "type_unknown": (LEFT_OUT, "Quizapp has no questions of the type “{type}”."),
        "type_not_written": (LEFT_OUT, "The format has no questions of the type “{type}”."),
        "not_read": (NOT_UNDERSTOOD, "This could not be read as a question: {why}"),
        "no_key": (LEFT_OUT, "No answer is marked as right, so it cannot be marked."),
        "several_right": (
            LEFT_OUT,
            "Several answers are fully right and one of them is enough; Quizapp has no such type.",
        ),
        "no_text": (LEFT_OUT, "It has no text."),
        "mistake": (LEFT_OUT, SENTENCES),
        "wildcard_key": (
            LEFT_OUT,
            "The right answer has a * that stands for any letters; Quizapp has no such answers.",
        ),
        "not_a_number": (LEFT_OUT, "“{text}” is no number."),
        "gap_not_understood": (LEFT_OUT, "The gap “{text}” could not be read."),
        "text_without_questions": (LEFT_OUT, "A text that no question follows."),
        "too_long": (LEFT_OUT, "It has a text of more than {limit} characters."),
        # texts
        "looks": (CHANGED, "Colors, fonts and other looks of the text are left out."),
        "raised": (CHANGED, "Raised or lowered letters are written on the line."),
        "link": (CHANGED, "The words of a link stay; its address is left out ({address})."),
        "table": (CHANGED, "The cells of a table stand in lines, with | between them."),
        "list": (CHANGED, "A list stands in lines, one for each entry."),
        "formula": (CHANGED, "A formula stays as it was typed; it is not typeset."),
        "emphasis": (CHANGED, "Emphasis is left out where it cannot be written."),
        "embedded": (LEFT_OUT, "Left out: {what}."),
        "unknown_tag": (CHANGED, "The words in <{tag}> stay; the tag is left out."),
        "passage_text": (CHANGED, "Some of the look of the passage cannot be written."),
        "line_ends": (CHANGED, "Line ends become spaces."),
        # images and files
        "image_left_out": (LEFT_OUT, "An image is left out: there is no place for it there ({name})."),
        "image_missing": (LEFT_OUT, "The file of an image is not there ({name})."),
        "image_refused": (LEFT_OUT, "An image is left out: {why}"),
        "image_alt": (CHANGED, "The image has no alternative text; the name of its file stands for it ({name})."),
        "image_caption": (LEFT_OUT, "The caption of the image is left out."),
        "file_left_out": (LEFT_OUT, "A file is left out ({name})."),
        # marks
        "partial_choice": (CHANGED, "“{text}” earned {share} % of the points; now it earns none."),
        "weights": (CHANGED, "The right answers counted differently; now each counts the same."),
        "penalty": (
            CHANGED,
            "“{text}” cost points in another way; now a wrong choice takes away as much as a right one gives.",
        ),
        "single_penalty": (CHANGED, "“{text}” cost points; now it earns none."),
        "gap_weights": (CHANGED, "The gaps counted differently; now each counts the same."),
        "negative": (CHANGED, "The answer “{text}” cost points; now it earns none."),
        "band_left_out": (LEFT_OUT, "A near answer with a part of the points is left out ({text})."),
        "wildcard": (LEFT_OUT, "An answer with a * that stands for any letters is left out ({text})."),
        "feedback_for_others": (LEFT_OUT, "The feedback on all other answers is left out."),
        "marking": (CHANGED, "It is marked in another way there ({way})."),
        "all_items": (CHANGED, "All items are asked for, not {count} of them."),
        "unit_penalty": (CHANGED, "A wrong unit made the answer lose a part of the points; now it makes it wrong."),
        "points_left_out": (LEFT_OUT, "The points are left out ({points})."),
        "weight_left_out": (LEFT_OUT, "The weight in the total is left out ({weight})."),
        "hint_costs": (CHANGED, "Each hint costs the same there ({cost} of the points)."),
        "forgiving": (CHANGED, "Answers are compared more strictly there."),
        "case": (CHANGED, "Capital letters make no difference there."),
        # parts of questions
        "split": (CHANGED, "One question became {count}, as its parts are of several types."),
        "rubric_added": (CHANGED, "It has no rubric, so a simple one was added; a person marks it."),
        "model_answer_missing": (CHANGED, "It has no model answer, so a note stands in its place."),
        "rubric": (CHANGED, "The rubric stands in the notes for whoever marks it."),
        "rubric_left_out": (LEFT_OUT, "The rubric is left out."),
        "model_answer_left_out": (LEFT_OUT, "The model answer is left out."),
        "words_left_out": (LEFT_OUT, "The advice on the number of words is left out."),
        "feedback_left_out": (LEFT_OUT, "Feedback on an answer is left out."),
        "general_feedback": (LEFT_OUT, "The feedback on all answers alike is left out: {text}"),
        "explanation_left_out": (LEFT_OUT, "The explanation is left out."),
        "hints_left_out": (LEFT_OUT, "The hints are left out."),
        "roles": (LEFT_OUT, "The origins of wrong answers are left out."),
        "evidence": (CHANGED, "The evidence is quoted in the explanation."),
        "evidence_left_out": (LEFT_OUT, "The evidence of single answers is left out."),
        "own_evidence_left_out": (LEFT_OUT, "The evidence is left out."),
        "skill_left_out": (LEFT_OUT, "The skill is left out."),
        "covers_left_out": (LEFT_OUT, "The points of the syllabus are left out."),
        "tag_left_out": (LEFT_OUT, "A tag is left out ({tag})."),
        "pinned": (LEFT_OUT, "Fixed places of single options are left out."),
        "reuse": (CHANGED, "Each option can be chosen more than once there."),
        "shuffle": (CHANGED, "The order is shuffled there as the test says."),
        "anticipated": (LEFT_OUT, "An answer that is expected to be wrong is left out ({text})."),
        "alternatives": (CHANGED, "Of several words that are right in gap {gap}, the first stays."),
        "groups": (CHANGED, "Words of several groups are in one bank of words."),
        "words_reused": (CHANGED, "Each word can be used more than once, as one word is right in several gaps."),
        "key_words": (CHANGED, "Each word to be selected stands for itself."),
        "selectable": (CHANGED, "Only some words could be selected; now each can."),
        "units_left_out": (LEFT_OUT, "The units are left out."),
        "unit_required": (CHANGED, "An answer without its unit is right there."),
        "rounded": (CHANGED, "A number is rounded ({text})."),
        "date": (LEFT_OUT, "The format has no questions about dates."),
        "as_type": (CHANGED, "It becomes a question of the type “{type}”."),
        "setting": (LEFT_OUT, "The setting “{name}” is left out."),
        # banks
        "ids_left_out": (LEFT_OUT, "The ids of the questions are left out."),
        "about_left_out": (LEFT_OUT, "The note about the text is left out."),
        "bank_fields": (LEFT_OUT, "Description, author, license and time limit are left out."),
        "language_left_out": (LEFT_OUT, "The language is left out ({language})."),
        "levels_left_out": (LEFT_OUT, "The other reading levels of the passage are left out."),
        "glossary_left_out": (LEFT_OUT, "The words with a meaning are left out."),
        "translation_left_out": (LEFT_OUT, "The bank that this one translates is left out ({source})."),
        "passage_left_out": (LEFT_OUT, "The passage is left out."),
        "passage_image": (LEFT_OUT, "An image of the passage is left out ({name})."),
        "not_an_item": (NOT_UNDERSTOOD, "“{name}” is not understood, and left out."),
        "file_not_understood": (NOT_UNDERSTOOD, "The file is of no format that can be imported."),
    }
)
