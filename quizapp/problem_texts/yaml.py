"""Mistakes of YAML.

For each code, what is wrong and what would be right; translations are made from these texts.
"""

from quizapp.texts import N_

TEXTS: dict[str, tuple[str, str]] = N_(
    {
        # YAML
        "yaml_syntax": ("This is not YAML: {reason}.", "Look at this line and the one above it."),
        "yaml_tab": ("There is a tab where only spaces can be.", "Write spaces in place of it."),
        "yaml_colon": (
            "There is a second “: ” in the line.",
            "Put a text that contains “: ” in quotation marks.",
        ),
        "yaml_no_colon": (
            "A field (name: value) is expected here.",
            "Write a space after “:”, or indent the line as deep as the text that it belongs to.",
        ),
        "yaml_dash": ("There is no space after “-”.", "Write a space after it."),
        "yaml_sign": ("“{sign}” is not read as “{right}”.", "Write “{right}” and a space in its place."),
        "yaml_space": (
            "There is a space in this line that is not an ordinary one.",
            "Delete it, and type it again with the space bar.",
        ),
        "yaml_curly": (
            "A curly quotation mark (such as “) begins or ends no text: only straight ones do (\" or ').",
            "Put straight quotation marks before and after the whole text; curly ones may stand inside of it.",
        ),
        "yaml_apostrophe": (
            "The text is between '…', so the apostrophe in it ends it.",
            'Put the text between "…", or write the apostrophe twice.',
        ),
        "yaml_no_block": (
            "A text of several lines after “{name}:” needs “|” before it.",
            "Write “{name}: |”, and the whole text below it, indented.",
        ),
        "yaml_list_in_line": (
            "A text cannot begin with “- ”, and a list cannot begin in this line.",
            "Put the text in quotation marks, or begin the list on the next line.",
        ),
        "yaml_after_quote": (
            "There is more in the line after a closing quotation mark or bracket.",
            "Put the whole text in quotation marks of another kind: \"…\" or '…'.",
        ),
        "yaml_escape": (
            'In a text between "…", a backslash (\\) begins a special character.',
            "Write the backslash twice, or put the text between '…'.",
        ),
        "yaml_quote": (
            "A quotation mark is opened in this line and not closed.",
            "Close it, or put the whole text in quotation marks of another kind: \"…\" or '…'.",
        ),
        "yaml_bracket": (
            "A bracket is opened in this line and not closed.",
            "Close it, write “,” between its entries, or put the whole text in quotation marks.",
        ),
        "yaml_indent": (
            "The line does not fit its surroundings.",
            "Indent it like its neighbors, and write a space after “-” and “:”.",
        ),
        "yaml_character": (
            "A character in this line cannot stand there in a text without quotation marks.",
            "Put the whole text in quotation marks.",
        ),
        "yaml_depth": ("The file is nested more than {limit} levels deep.", "A bank needs no more than seven."),
        "yaml_fields": (
            "Something here has more than {limit} fields.",
            "Make each name: value an entry (-) of a list.",
        ),
        "yaml_nodes": ("The file has more than {limit} entries.", "Split it into several banks."),
        "yaml_text_length": ("This text has more than {limit} characters.", "Shorten it."),
        "yaml_anchor": (
            "A text cannot begin with “&”, and anchors (&name) are not read.",
            "Put the text in quotation marks.",
        ),
        "yaml_alias": (
            "A text cannot begin with “*”, and aliases (*name) are not read.",
            "Put the text in quotation marks.",
        ),
        "yaml_tag": (
            "A text cannot begin with “!”, and tags (!name) are not read.",
            "Put the text in quotation marks.",
        ),
        "yaml_second_document": (
            "A second document begins here (---).",
            "Put each bank in a file of its own, or take the line away.",
        ),
        "yaml_complex_key": (
            "A bracket or “? ” stands where the name of a field is expected.",
            "Write a name, or put the whole text in quotation marks.",
        ),
        "duplicate_key": ("“{name}” is written twice, first in line {line}.", "Keep one of the two."),
        "duplicate_meaning": ("“{name}” says the same as “{other}”.", "Keep one of the two."),
        # YAML that likely says something else than was meant
        "comma_in_list": (
            "The list [ ] is cut at the comma in “{text}”, into {count} entries.",
            "Put a text with a comma in quotation marks; where two entries are meant, write a space after the comma.",
        ),
        "other_comma_in_list": (
            "“{text}” is a single entry of the list [ ]: “{sign}” does not divide a list.",
            "Where several are meant, divide them by a comma and a space; else put the text in quotation marks.",
        ),
        "comma_in_fields": (
            "The comma in “{text}” ends the text, and what follows is taken for a field.",
            "Put a text with a comma in quotation marks.",
        ),
        "text_after_hash": (
            "What comes after “ #” is a comment, not part of the text: “{text}”.",
            "Put the whole text in quotation marks; where a comment is meant, write it on a line of its own.",
        ),
        "passage_flattened": (
            "The paragraphs of this text run together, as there is no “|” after “{name}:”.",
            "Write “{name}: |”, and the whole text below it, indented.",
        ),
    }
)
