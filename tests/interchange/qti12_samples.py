"""Small files of QTI 1.2, one of each kind, written as Canvas, Respondus and Blackboard write them."""

from html import escape
from typing import Any


def text(words: str, html: bool = True) -> str:
    kind = ' texttype="text/html"' if html else ""
    return f"<material><mattext{kind}>{escape(words, quote=False)}</mattext></material>"


def labels(*options: str) -> str:
    return "".join(
        f'<response_label ident="{option[0].lower()}">{text(option, False)}</response_label>' for option in options
    )


def choice(*options: str, several: bool = False, ident: str = "r", prompt: str = "", render: str = "") -> str:
    cardinality = "Multiple" if several else "Single"
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{text(prompt, False) if prompt else ""}'
        f"<render_choice {render}>{labels(*options)}</render_choice></response_lid>"
    )


def typed(ident: str = "r", render: str = "") -> str:
    return f'<response_str ident="{ident}"><render_fib {render}><response_label ident="x"/></render_fib></response_str>'


def equal(value: str, ident: str = "r", more: str = "") -> str:
    return f'<varequal respident="{ident}" {more}>{value}</varequal>'


def rule(tests: str, score: str = "", action: str = "Set", feedback: str = "", more: str = "") -> str:
    marks = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    said = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition {more}><conditionvar>{tests}</conditionvar>{marks}{said}</respcondition>"


def said(ident: str, words: str) -> str:
    return f'<itemfeedback ident="{ident}"><flow_mat>{text(words)}</flow_mat></itemfeedback>'


def item(
    presentation: str, rules: str = "", more: str = "", *, title: str = "n", ident: str = "i", **metadata: str
) -> str:
    fields = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{value}</fieldentry></qtimetadatafield>"
        for name, value in metadata.items()
    )
    outcomes = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
    return (
        f'<item ident="{ident}" title="{title}"><itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation><resprocessing>{outcomes}{rules}</resprocessing>{more}</item>"
    )


def quiz(*items: str, title: str = "Bees", ident: str = "quiz") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
        f'<assessment ident="{ident}" title="{title}"><section ident="root_section">\n'
        + "\n".join(items)
        + "</section></assessment></questestinterop>"
    ).encode()


Q = text("<p>Who <b>asked</b>?</p>")
GAPS = text("<p>The [color] tower stood in [place].</p>")
CASES: dict[str, tuple[str, str, dict[Any, str], set[str]]] = {
    "one option": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "100", more='continue="No"')),
        "single_choice",
        {"A": "1", "B": "0"},
        set(),
    ),
    "an option with a part of the points": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "10") + rule(equal("c"), "5")),
        "single_choice",
        {"A": "1", "B": "0"},
        {"partial_choice"},
    ),
    "Respondus: every option has its score": (
        item(Q + choice("Marta", "Council"), rule(equal("m"), "0", "Add") + rule(equal("c"), "10", "Set")),
        "single_choice",
        {"A": "0", "B": "1"},
        set(),
    ),
    "true or false": (
        item(Q + choice("True", "False"), rule(equal("f"), "100"), question_type="true_false_question"),
        "true_false",
        {"true": "0", "false": "1"},
        set(),
    ),
    "Canvas: all that is right, and nothing else": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(f"<and>{equal('m')}<not>{equal('c')}</not>{equal('t')}</and>", "100"),
            question_type="multiple_answers_question",
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "0", ("A", "B", "C"): "0"},
        set(),
    ),
    "all that is right, whatever else": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(f"<and>{equal('m')}{equal('t')}</and>", "100"),
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "0"},
        {"marking"},
    ),
    "Respondus: points for each": (
        item(
            Q + choice("Marta", "Council", "Tower", several=True),
            rule(equal("m"), "50", "Add") + rule(equal("c"), "-50", "Add") + rule(equal("t"), "50", "Add"),
        ),
        "multiple_choice",
        {("A", "C"): "1", ("A",): "1/2", ("A", "B"): "0"},
        set(),
    ),
    "a short answer": (
        item(Q + typed(), rule(equal("Marta") + equal("the keeper"), "100"), question_type="short_answer_question"),
        "short_answer",
        {"marta": "1", "The keeper": "1", "Council": "0"},
        set(),
    ),
    "a short answer in which capital letters count": (
        item(Q + typed(), rule(equal("Marta", more='case="Yes"'), "100")),
        "short_answer",
        {"Marta": "1", "marta": "0"},
        set(),
    ),
    "blanks in a text": (
        item(
            text("Now is the ") + typed("one") + text(" of our ") + typed("two"),
            rule(equal("winter", "one") + equal("discontent", "two"), "3"),
        ),
        "gap_fill",
        {},
        {"marking"},
    ),
    "several blanks": (
        item(
            GAPS
            + choice("white", "White", ident="response_color", prompt="color")
            + choice("town", ident="response_place"),
            rule(equal("w", "response_color"), "50", "Add") + rule(equal("t", "response_place"), "50", "Add"),
            question_type="fill_in_multiple_blanks_question",
        ),
        "gap_fill",
        {},
        set(),
    ),
    "several menus": (
        item(
            GAPS + choice("white", "red", ident="response_color") + choice("town", "village", ident="response_place"),
            rule(equal("r", "response_color"), "50", "Add") + rule(equal("t", "response_place"), "50", "Add"),
            question_type="multiple_dropdowns_question",
        ),
        "inline_choice",
        {},
        set(),
    ),
    "pairs": (
        item(
            Q
            + choice("asked", "sold", "kept", ident="p", prompt="Marta")
            + choice("asked", "sold", "kept", ident="q", prompt="The council"),
            rule(equal("a", "p"), "50", "Add")
            + rule(equal("s", "q"), "50", "Add")
            + rule(f"<not>{equal('a', 'p')}</not>", feedback="p_fb"),
            said("p_fb", "Read again."),
            question_type="matching_question",
        ),
        "matching",
        {},
        set(),
    ),
    "pairs that Canvas counts as a whole": (
        item(
            Q
            + choice("asked", "sold", "kept", ident="p", prompt="Marta")
            + choice("asked", "sold", "kept", ident="q", prompt="The council"),
            rule(equal("a", "p"), "50", "Add") + rule(equal("s", "q"), "50", "Add"),
            question_type="matching_question",
            scoring_algorithm="DeepEquals",
        ),
        "matching",
        {},
        {"marking"},
    ),
    "a number": (
        item(Q + typed(render='fibtype="Decimal"'), rule(equal("11.0"), "100"), question_type="numerical_question"),
        "numeric",
        {"11": "1", "11.1": "0"},
        set(),
    ),
    "a number with a margin": (
        item(
            Q + typed(),
            rule(
                f"<or>{equal('77.0')}<and><vargte respident='r'>70.0</vargte>"
                "<varlte respident='r'>84</varlte></and></or>",
                "100",
            ),
            question_type="numerical_question",
        ),
        "numeric",
        {"70": "1", "84": "1", "84.1": "0"},
        set(),
    ),
    "a range": (
        item(
            Q + typed(),
            rule("<vargte respident='r'>1</vargte><varlte respident='r'>22</varlte>", "100"),
            question_type="numerical_question",
        ),
        "numeric",
        {"1": "1", "22": "1", "23": "0"},
        set(),
    ),
    "several numbers": (
        item(
            Q + typed(),
            rule(equal("4.0"), "100") + rule(equal("5"), "100"),
            question_type="numerical_question",
        ),
        "short_answer",
        {"4": "1", "5": "1", "6": "0"},
        {"as_type"},
    ),
    "an essay": (
        item(
            Q + typed(),
            rule("<other/>", more='continue="No"'),
            question_type="essay_question",
            grading_notes="Names *Marta*.",
        ),
        "open_response",
        {},
        {"rubric_added"},
    ),
    "an order": (
        item(
            Q
            + '<response_lid ident="r" rcardinality="Ordered"><render_extension><ims_render_object shuffle="No">'
            + f"<flow_label>{labels('Monday', 'Tuesday', 'Friday')}</flow_label></ims_render_object>"
            + "</render_extension></response_lid>",
            rule(equal("m") + equal("f") + equal("t"), "5", "Add"),
        ),
        "ordering",
        {},
        {"marking"},
    ),
    "categories": (
        item(
            Q
            + choice("apple", "beet", "stone", several=True, ident="p", prompt="Fruit")
            + choice("apple", "beet", "stone", several=True, ident="q", prompt="Roots"),
            rule(equal("a", "p"), "50", "Add") + rule(equal("b", "q"), "50", "Add"),
            question_type="categorization_question",
        ),
        "categorize",
        {},
        {"marking", "in_no_category"},
    ),
    "a formula": (
        item(
            text("What is [x] + 1?") + typed(),
            rule("<other/>", "100"),
            "<itemproc_extension><calculated><answer_tolerance>10%</answer_tolerance><var_sets>"
            "<var_set ident='1'><var name='x'>9</var><answer>1*10^1</answer></var_set>"
            "<var_set ident='2'><var name='x'>4</var><answer>5.0</answer></var_set></var_sets></calculated>"
            "</itemproc_extension>",
            question_type="calculated_question",
        ),
        "numeric",
        {"10": "1", "9": "1", "11.5": "0"},
        {"one_set"},
    ),
    "Blackboard": (
        "<item title='n'><itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype>"
        "<qmd_absolutescore_max>4.0</qmd_absolutescore_max></itemmetadata><presentation><flow class='Block'>"
        "<flow class='QUESTION_BLOCK'><flow class='FORMATTED_TEXT_BLOCK'><material><mat_extension>"
        "<mat_formattedtext type='HTML'>&lt;p&gt;Who?&lt;/p&gt;</mat_formattedtext></mat_extension></material></flow>"
        "</flow><flow class='RESPONSE_BLOCK'><response_lid ident='response' rcardinality='Single'><render_choice>"
        "<flow_label class='Block'><response_label ident='a1'><flow_mat><material><mattext>Marta</mattext></material>"
        "</flow_mat></response_label></flow_label><flow_label><response_label ident='b2'><flow_mat><material>"
        "<mattext>The council</mattext></material></flow_mat></response_label></flow_label></render_choice>"
        "</response_lid></flow></flow></presentation><resprocessing><outcomes>"
        "<decvar varname='SCORE' maxvalue='4'/></outcomes>"
        "<respcondition title='correct'><conditionvar><varequal respident='response' case='No'>b2</varequal>"
        "</conditionvar><setvar variablename='SCORE' action='Set'>SCORE.max</setvar></respcondition>"
        "<respcondition title='incorrect'><conditionvar><other/></conditionvar>"
        "<setvar variablename='SCORE' action='Set'>0</setvar></respcondition></resprocessing></item>",
        "single_choice",
        {"A": "0", "B": "1"},
        set(),
    ),
}
REFUSED: dict[str, tuple[str, str]] = {
    "no key": (item(Q + choice("Marta", "Council")), "no_key"),
    "no option earns anything": (item(Q + choice("Marta", "Council"), rule(equal("m"), "0")), "no_key"),
    "all that is not right earns as much": (
        item(Q + choice("Marta", "Council"), rule("<other/>", "100")),
        "several_right",
    ),
    "no key of a short answer": (item(Q + typed(), question_type="short_answer_question"), "no_key"),
    "a hot spot": (item(Q, question_type="hot_spot_question"), "type_unknown"),
    "a place on an image": (item(Q + "<response_xy ident='r'/>"), "type_unknown"),
    "an upload": (item(Q, question_type="file_upload_question"), "type_unknown"),
    "a part of a word": (
        item(Q + typed(), rule("<varsubstring respident='r'>art</varsubstring>", "100")),
        "needs",
    ),
    "marks that are multiplied": (item(Q + choice("Marta", "Council"), rule(equal("m"), "2", "Multiply")), "needs"),
    "a gap that is not in the text": (
        item(Q + choice("white", ident="response_color"), question_type="fill_in_multiple_blanks_question"),
        "gap_not_understood",
    ),
    "no question": (item(choice("Marta", "Council"), rule(equal("m"), "100")), "no_text"),
    "a text alone": (item(Q, question_type="text_only_question"), "text_without_questions"),
    "an item of a bank": ('<bankentry_item item_ref="g1"/>', "needs"),
    "an order without an order": (
        item(Q + "<response_lid ident='r' rcardinality='Ordered'>" + labels("a", "b") + "</response_lid>"),
        "no_key",
    ),
}
