"""Mistakes of articles of OneStopQA.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        "article_no_title": (
            "The article has no title.",
            "Write “# Title” on its first line, and the title on the next.",
        ),
        "article_title_twice": ("A second title begins here.", "Keep one of the two."),
        "article_no_paragraphs": (
            "There is no paragraph in the file.",
            "Begin each with a line “# Paragraph”.",
        ),
        "article_no_heading": (
            "“{name}:” stands outside of any paragraph, or begins a new one.",
            "Write a line “# Paragraph” before it.",
        ),
        "article_line": (
            "The line does not begin as one of an article does.",
            "Join it to the line above, or begin it with one of: {choices}.",
        ),
        "article_text_missing": ("There is no text after “{name}”.", "Write it on the same line."),
        "article_level_missing": (
            "The paragraph has no text “{name}:”.",
            "Write it at all three levels: Adv, Int, Ele.",
        ),
        "article_level_twice": ("The paragraph has a second text “{name}:”.", "Keep one of the two."),
        "article_question_count": ("The paragraph has {count} questions.", "Write three."),
        "article_question_first": (
            "“{name}:” can only begin the third question of a paragraph.",
            "Begin this one with “Q:”.",
        ),
        "article_question_third": (
            "The third question does not say with which of the others it shares its critical span.",
            "Begin it with “Q1:” or “Q2:”.",
        ),
        "article_question_shared": (
            "The critical span of this question has no words in common with that of question {number}, at any level.",
            "Begin the line with “Q1:” or “Q2:”, whichever is right, or move the marks <A3> or <A{number}>.",
        ),
        "article_option_alone": ("The option belongs to no question.", "Write its question above it."),
        "article_option_missing": ("The question has no option “{name}:”.", "Write all four: a, b, c, d."),
        "article_option_twice": ("The question has a second option “{name}:”.", "Keep one of the two."),
        "article_option_order": ("The options are not in the order a, b, c, d.", "Put them in this order."),
        "article_mark_unknown": (
            "“{mark}” is not a mark of a span.",
            "Marks are <A1> to <A3> and <D1> to <D3>, and </A1> to </D3> at their ends.",
        ),
        "article_mark_not_opened": ("“{mark}” ends a span that has not begun.", "Write <{name}> where it begins."),
        "article_mark_not_closed": ("“{mark}” begins a span that does not end.", "Write </{name}> where it ends."),
        "article_mark_twice": ("“{mark}” begins a span inside of itself.", "End the first with </{name}> before it."),
        "article_mark_in_letter": (
            "A mark of a span stands between a letter and its accent.",
            "Move it before the letter or behind the accent.",
        ),
        "article_span_empty": ("There are no words between <{name}> and </{name}>.", "Put the marks around some."),
        "article_span_missing": (
            "No words are marked <{name}>, on which this rests: {what}.",
            "Put <{name}> and </{name}> around them.",
        ),
    }
)
