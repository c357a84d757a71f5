"""What is said of each mistake of an author: plain English, from which translations are made."""

_TEXTS = r"""
# the file as such
file_missing: There is no such file. || Check its name and folder.
file_is_folder: This is a folder, not a file. || Name a file in it.
file_not_regular: This is not an ordinary file. || Copy what is in it into an ordinary file.
file_forbidden: The file may not be read. || Give yourself the permission to read it.
file_unreadable: The file cannot be read: {reason}. || Copy it to another place and try again.
file_too_large: The file has {size} MB; {limit} MB is the most. || Split it into several banks.
file_empty: There is nothing in the file. || Write in it what belongs there, or name another file.
file_encoding: The file is not saved as UTF-8: this line has the first letter that cannot be read. || Open it in your
    editor, save it with the encoding UTF-8, and look at the letters of this line.
file_utf16: The file is saved as UTF-16, not as UTF-8. || Open it in your editor and save it with the encoding UTF-8.
character_forbidden: There is an invisible character here that may not be in a bank ({character}). || Delete it, or type
    the line again.
file_not_text: This is a document of a word processor or of another program, not a text file. || Save it there as plain
    text, in UTF-8.
too_many_marks: A letter here has more than 30 accents or other marks on it ({character}). || Delete it, or type the
    line again.
no_bank_in_folder: There is no bank in this folder. || Name a folder with .yaml files in it, or a file.
# YAML
yaml_syntax: This is not YAML: {reason}. || Look at this line and the one above it.
yaml_tab: There is a tab where only spaces can stand. || Write spaces in place of it.
yaml_colon: There is a second “: ” in the line. || Put a text that contains “: ” in quotation marks.
yaml_no_colon: A field (name: value) is expected here. || Write a space after “:”, or indent the line as deep as the
    text that it belongs to.
yaml_dash: There is no space after “-”. || Write a space after it.
yaml_sign: “{sign}” is not read as “{right}”. || Write “{right}” and a space in its place.
yaml_space: There is a space in this line that is not an ordinary one. || Delete it, and type it again with the space
    bar.
yaml_curly: A curly quotation mark (such as “) begins or ends no text: only straight ones do (" or '). || Put straight
    quotation marks before and after the whole text; curly ones may stand inside of it.
yaml_apostrophe: The text is between '…', so the apostrophe in it ends it. || Put the text between "…", or write the
    apostrophe twice.
yaml_no_block: A text of several lines after “{name}:” needs “|” before it. || Write “{name}: |”, and the whole text
    below it, indented.
yaml_list_in_line: A text cannot begin with “- ”, and a list cannot begin in this line. || Put the text in quotation
    marks, or begin the list on the next line.
yaml_after_quote: There is more in the line after a closing quotation mark or bracket. || Put the whole text in
    quotation marks of another kind: "…" or '…'.
yaml_escape: In a text between "…", a backslash (\) begins a special character. || Write the backslash twice, or put the
    text between '…'.
yaml_quote: A quotation mark is opened in this line and not closed. || Close it, or put the whole text in quotation
    marks of another kind: "…" or '…'.
yaml_bracket: A bracket is opened in this line and not closed. || Close it, write “,” between its entries, or put the
    whole text in quotation marks.
yaml_indent: The line does not fit its surroundings. || Indent it like its neighbors, and write a space after “-” and
    “:”.
yaml_character: A character in this line cannot stand there in a text without quotation marks. || Put the whole text in
    quotation marks.
yaml_depth: The file is nested more than {limit} levels deep. || A bank needs no more than seven.
yaml_fields: Something here has more than {limit} fields. || Make each name: value an entry (-) of a list.
yaml_nodes: The file has more than {limit} entries. || Split it into several banks.
yaml_text_length: This text has more than {limit} characters. || Shorten it.
yaml_anchor: A text cannot begin with “&”, and anchors (&name) are not read. || Put the text in quotation marks.
yaml_alias: A text cannot begin with “*”, and aliases (*name) are not read. || Put the text in quotation marks.
yaml_tag: A text cannot begin with “!”, and tags (!name) are not read. || Put the text in quotation marks.
yaml_second_document: A second document begins here (---). || Put each bank in a file of its own, or take the line away.
yaml_complex_key: A bracket or “? ” stands where the name of a field is expected. || Write a name, or put the whole text
    in quotation marks.
duplicate_key: “{name}” is written twice, first in line {line}. || Keep one of the two.
duplicate_meaning: “{name}” says the same as “{other}”. || Keep one of the two.
# YAML that likely says something else than was meant
comma_in_list: The list [ ] is cut at the comma in “{text}”, into {count} entries. || Put a text with a comma in
    quotation marks; where two entries are meant, write a space after the comma.
text_after_hash: What stands after “ #” is a comment and not part of the text: “{text}”. || Put the whole text in
    quotation marks; where a comment is meant, write it on a line of its own.
passage_flattened: The paragraphs of this text run together, as there is no “|” after “{name}:”. || Write “{name}: |”,
    and the whole text below it, indented.
# fields
text_with_colon: A text that contains “: ” needs quotation marks. || Write it as {quoted}.
not_a_mapping: Fields (name: value) are expected here. || Write a name, “:”, a space and a value; the guide has
    examples.
not_a_list: A list is expected here. || Begin each entry with “- ”.
not_a_text: A text is expected here. || Write one text; put it in quotation marks if it looks like a list.
unknown_field: There is no field “{name}” here. || Leave it out. Fields here are: {choices}.
field_name_space: Before or after “{name}” there is a space that is not an ordinary one. || Delete it, and type it again
    with the space bar.
unknown_field_suggest: There is no field “{name}” here. || Did you mean “{suggestion}”?
missing_field: The field “{name}” is missing. || Add it.
type_missing_suggest: The field “type” is missing. || Add “type: {suggestion}”, to which the other fields belong, if
    that is meant.
not_a_choice: “{value}” is not one of the words that can stand here. || Write one of: {choices}.
not_a_choice_suggest: “{value}” is not one of the words that can stand here. || Did you mean “{suggestion}”?
not_a_truth_value: “{value}” is neither true nor false. || Write true or false.
not_a_number: “{value}” is not a number. || Write a number such as 1 or 2.5, with a point.
number_out_of_range: {value} is out of range. || Write a number {range}.
empty_text: The text is empty. || Write it, in quotation marks where it begins with “#”.
does_not_fit: This cannot be read: {reason}. || Write it as in the authoring guide.
# the bank
bad_id: “{value}” cannot be an id. || Begin with a small letter or a digit, go on with those and hyphens, 64 at most,
    such as “{suggestion}”.
duplicate_id: The id “{value}” is already used by {where}. || Give each its own id.
no_questions: The bank has no questions. || Write at least one.
too_many_problems: There are more mistakes than are listed. || Mend these first.
passage_source: The text is given twice, or not at all. || Write either “text” or “file”.
passage_outside: “{value}” is not in the folder of the bank. || Put the text beside the bank's file and give its name.
passage_empty: There is nothing to read in it. || Write at least one paragraph.
passage_too_long: The text has more than {limit} characters. || Make several passages of it, each with its bank.
text_too_many_signs: The text has more than {limit} signs for emphasis (* _ ` \). || Emphasize less of it, or make it
    shorter.
passage_too_many_signs: The text has more than {limit} lines, dashes of lists and signs for emphasis (* _ `). || Make
    several passages of it, each with its bank.
passage_depth: Too many lists or quotations stand inside one another. || Take some away: six lists, or twelve
    quotations, are the most.
# images
image_without_alt: The image “{value}” has no alternative text. || Say what it shows, for those who cannot see it: “alt:
    …”, or ![…]({value}) in a passage.
image_in_line: “{value}” is not alone in a paragraph, or not written as an image is. || Write ![what it shows](file.png)
    with an empty line before and after it, or \! where no image is meant.
image_outside: “{value}” is not in the folder of the bank. || Put the image beside the bank's file and give its name.
image_missing: There is no image “{value}” beside the bank. || Check the name, capital letters too.
image_format: “{value}” is {kind}, whatever its name says. || Save it as PNG, JPEG or WebP with an image program.
image_damaged: “{value}” breaks off, or says of itself what cannot be. || Open it in an image program and save it anew.
image_moving: “{value}” is an animation. || Save one of its pictures as PNG or JPEG.
image_too_large: “{value}” has more than {limit} MB. || Save it smaller, or as JPEG.
image_too_many_pixels: “{value}” has {size} pixels. || Make it smaller: {limit} million in all, and {side} at a side,
    are the most.
images_too_large: With “{value}”, the images of the bank have more than {limit} MB together. || Save them smaller, or
    split the bank.
passage_missing: There is no file “{value}” beside the bank. || Check the name, capital letters too.
# questions
evidence_not_found: “{quote}” is not in the passage. || Copy the words from the passage as they stand.
evidence_not_found_suggest: “{quote}” is not in the passage. || Did you mean “{suggestion}” (paragraph {paragraph})?
evidence_not_found_near: “{quote}” is not in the passage. || Did you mean “{suggestion}”?
prefix_not_found: “{quote}” is in the passage, but not right after “{prefix}”. || Copy the words just before it, or
    leave “prefix” out.
suffix_not_found: “{quote}” is in the passage, but not right before “{suffix}”. || Copy the words just after it, or
    leave “suffix” out.
evidence_ambiguous: “{quote}” is in the passage {count} times. || Quote more words, or add “prefix” with the words just
    before it.
too_few: There are too few {what} here: {count}. || Write at least {limit}.
too_many: There are too many {what} here: {count}. || Write at most {limit}.
same_text_twice_unseen: “{text}” is here twice: {difference}. || Make the two differ, or leave one out.
looks_alike: “{value}” only looks like “{suggestion}”: {difference}. || Copy the text from the place where it stands
    first.
same_text_twice: “{text}” is here twice. || Make the two differ, or leave one out.
no_key: None of the options is the key. || Write “key: true” with the right one.
no_full_share: None of the accepted answers earns all of the points. || Leave “share” out with at least one of them.
several_keys: {count} options are keys. || Keep one, or make the question multiple_choice.
all_keys: Every option is a key, so nothing is asked. || Add an option that is wrong.
role_of_key: The key has a role. || Roles are for wrong options; leave it out.
key_is_not_offered: Feedback is given to an answer that is not offered. || Add “not_stated: true”.
unknown_category: “{value}” is not one of the categories. || Write one of: {choices}.
unknown_category_suggest: “{value}” is not one of the categories. || Did you mean “{suggestion}”?
unknown_column: “{value}” is not one of the columns. || Write one of: {choices}.
unknown_column_suggest: “{value}” is not one of the columns. || Did you mean “{suggestion}”?
unknown_option: “{value}” is not one of the options. || Write one of: {choices}.
unknown_option_suggest: “{value}” is not one of the options. || Did you mean “{suggestion}”?
option_reused: “{text}” is already the option of another prompt. || Name another option, or write “reuse: true” with the
    question.
key_not_a_number: “{value}” cannot be read as a number. || Write a number such as 12, 1234.5 or 2/3.
key_not_a_date: “{value}” cannot be read as a date. || Write it as 2025-05-08 or as 8 May 2025.
not_a_tolerance: “{value}” cannot be read as a tolerance. || Write a number such as 0.5, or 2 %; for a date, a whole
    number of days.
band_without_effect: The band within {value} changes nothing. || A band has to be wider than the tolerance, and earn
    less than the narrower bands.
no_key_unit: None of the units has the factor 1. || Give the factor 1 to the unit of the key.
unit_without_units: A unit is required, and none is named. || Name it under “units”.
gap_unknown: The text has the gap [{number}], for which “gaps” has no entry. || Add its entry, or number the gaps from 1
    to {count}.
gap_twice: The gap [{number}] is in the text twice. || Give each gap its own number.
gap_missing: The gap [{number}] is not in the text. || Write [{number}] where it belongs.
several_keys_in_gap: {count} options of the gap are keys. || Keep one.
unknown_word: “{value}” is not one of the words. || Write one of: {choices}.
unknown_word_suggest: “{value}” is not one of the words. || Did you mean “{suggestion}”?
words_do_not_suffice: The words cannot fill all of the gaps when each is used once. || Add words, give the gaps other
    keys, or write “reuse: true” with the question.
select_is_not_keys: “select” is {count}, and the number of keys is {keys}. || Write as many keys, or leave “select” out.
no_such_paragraph: There is no paragraph {value}. || Paragraphs are numbered from 1 to {count}.
key_across_sentences: “{quote}” reaches over the end of a sentence. || Quote words of one sentence; where two are meant,
    write two keys.
key_in_heading: “{quote}” stands in a heading, which cannot be selected. || Quote another sentence.
key_in_image: “{quote}” tells what an image shows, which cannot be selected. || Quote a sentence of the passage.
key_not_selectable: “{quote}” stands in paragraph {paragraph}, which cannot be selected. || Add {paragraph} to
    “paragraphs”, or leave the quotation out.
keys_in_one_sentence: “{quote}” stands in the same sentence as “{other}”. || Keep one of the two.
key_in_two_sentences: More than one sentence could be meant by “{quote}”. || Quote more words of the sentence.
words_not_in_sentence: “{text}” is not in the sentence. || Copy whole words from it, one after another, with their
    capital letters.
words_ambiguous: “{text}” is in the sentence {count} times. || Say which one is meant, such as “occurrence: 2”, or write
    more words.
words_overlap: “{text}” shares words with “{other}”. || Leave each word to one of them.
all_words_are_keys: Every word of the sentence is a key, so nothing is asked. || Leave some of them out.
anticipated_is_accepted: “{text}” is both accepted and wrong. || Keep it in one of the two lists.
nothing_to_compare: Nothing is left of “{text}” when what is forgiven is taken away. || Set “punctuation: false” under
    “forgive”.
# articles of OneStopQA
article_no_title: The article has no title. || Write “# Title” on its first line, and the title on the next.
article_title_twice: A second title begins here. || Keep one of the two.
article_no_paragraphs: There is no paragraph in the file. || Begin each with a line “# Paragraph”.
article_no_heading: “{name}:” stands outside of any paragraph, or begins a new one. || Write a line “# Paragraph” before
    it.
article_line: The line does not begin as one of an article does. || Join it to the line above, or begin it with one of:
    {choices}.
article_text_missing: There is no text after “{name}”. || Write it on the same line.
article_level_missing: The paragraph has no text “{name}:”. || Write it at all three levels: Adv, Int, Ele.
article_level_twice: The paragraph has a second text “{name}:”. || Keep one of the two.
article_question_count: The paragraph has {count} questions. || Write three.
article_question_first: “{name}:” can only begin the third question of a paragraph. || Begin this one with “Q:”.
article_question_third: The third question does not say with which of the others it shares its critical span. || Begin
    it with “Q1:” or “Q2:”.
article_question_shared: The critical span of this question has no words in common with that of question {number}, at
    any level. || Begin the line with “Q1:” or “Q2:”, whichever is right, or move the marks <A3> or <A{number}>.
article_option_alone: The option belongs to no question. || Write its question above it.
article_option_missing: The question has no option “{name}:”. || Write all four: a, b, c, d.
article_option_twice: The question has a second option “{name}:”. || Keep one of the two.
article_option_order: The options are not in the order a, b, c, d. || Put them in this order.
article_mark_unknown: “{mark}” is not a mark of a span. || Marks are <A1> to <A3> and <D1> to <D3>, and </A1> to </D3>
    at their ends.
article_mark_not_opened: “{mark}” ends a span that has not begun. || Write <{name}> where it begins.
article_mark_not_closed: “{mark}” begins a span that does not end. || Write </{name}> where it ends.
article_mark_twice: “{mark}” begins a span inside of itself. || End the first with </{name}> before it.
article_mark_in_letter: A mark of a span stands between a letter and its accent. || Move it before the letter or behind
    the accent.
article_span_empty: There are no words between <{name}> and </{name}>. || Put the marks around some.
article_span_missing: No words are marked <{name}>: what {what} rests on. || Put <{name}> and </{name}> around them.
# converting
format_unknown: This is not a file of a format that can be converted. || Check that it is the file that you meant.
    Formats are: {choices}.
same_bank_id: The bank would have the id “{value}”, as that from {where} has. || Rename one of the two files.
file_exists: There is a file of this name already. || Name another folder, or add --force to replace it.
file_not_written: The file cannot be written: {reason}. || Free some space or check the folder.
field_of_whole: “{name}” belongs to the whole question, not to one of its parts. || Write it beside “part_a” and
    “part_b”, or leave it out.
points_of_parts: The points of this question are those of its two parts together. || Write “points” in the parts, and
    leave it out here.
not_a_part: A part cannot be a {value} question. || Give it another type.
same_points_twice: Another level of this criterion has {value} points too. || Give each level its own points.
least_above_most: At least {least} words and at most {most} cannot both be. || Make “most” the larger one.
# responses that are read from a file
response_unknown_question: There is no question “{name}” in the bank. || Leave it out or correct the id.
response_unknown_question_suggest: There is no question “{name}” in the bank. || Did you mean “{suggestion}”?
response_not_read: “{value}” is not a response to this question. || Write {expected}.
"""
"""One entry a code: what is wrong, and what would be right. A line that is indented goes on with the one above it."""

_ENTRIES = (
    line.partition(": ") for line in _TEXTS.replace("\n    ", " ").splitlines() if line and not line.startswith("#")
)
PROBLEM_TEXTS = {code: (what, remedy) for code, _, texts in _ENTRIES for what, _, remedy in [texts.partition(" || ")]}
"""The two sentences by their codes."""
