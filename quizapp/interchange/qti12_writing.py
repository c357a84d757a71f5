"""Writes QTI 1.2 as Canvas reads it: a package with a list of contents, the quiz, and its images."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr

from quizapp.domain.bank import Bank
from quizapp.domain.gaps import split_gaps
from quizapp.domain.image import Image
from quizapp.domain.inline import inline_text, plain_text
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.runs import runs_of
from quizapp.domain.text import same_text
from quizapp.domain.typed_answer import Accepted, Anticipated
from quizapp.interchange.building import EXACT, number_text
from quizapp.interchange.fields import (
    explanation_with_evidence,
    has_simple_rubric,
    model_answer_of,
    nears_of,
    tell_bank,
    tell_parts,
    tell_weight,
)
from quizapp.interchange.gap_texts import one_paragraph
from quizapp.interchange.losses import Item, LossReport, NotCarriedError
from quizapp.interchange.markup import html_of, html_of_runs
from quizapp.interchange.writing import (
    ItemMaking,
    numeric_texts,
    passage_html,
    simple_forms,
    typed_forgiving,
    write_package,
)
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.gap_fill import GapFill
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.true_false import TrueFalse
from quizapp.question_types.word_bank import WordBank
from quizapp.texts import Message

_FILES = "$IMS-CC-FILEBASE$/"
_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MOST_OPTIONS = 20
_NEAR_IS_RIGHT = Message("a near answer is right as a whole")


class Qti12Exporter:
    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_description=False)
        lines = []
        if bank.has_passage:
            item = making.begin(bank.passage.title)
            item.made = 1
            html = passage_html(bank.passage, item, _FILES)
            body = _Body("text_only_question", html)
            lines.append(_item("passage", bank.passage.title, body, "0"))
        for question in bank.questions:
            item = making.begin(question.id)
            try:
                written = [_question(form, item) for form in simple_forms(question, item)]
                lines += written
                item.made = len(written)
            except NotCarriedError as why:
                item.leave_out(why)
        quiz = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<questestinterop xmlns="{_NAMESPACE}">\n'
            f'<assessment ident={quoteattr(bank.id)} title={quoteattr(bank.title)}>\n<section ident="root_section">\n'
            + "".join(lines)
            + "</section>\n</assessment>\n</questestinterop>\n"
        )
        _write_quiz(target, bank, quiz)
        return making.report


def _write_quiz(target: BinaryIO, bank: Bank, quiz: str) -> None:
    file = f"{bank.id}/{bank.id}.xml"
    images = sorted(bank.images)
    resources = [f'<resource identifier="quiz" type="imsqti_xmlv1p2"><file href={quoteattr(file)}/></resource>']
    resources += [
        f'<resource identifier="file{number}" type="webcontent" href={quoteattr(f"web_resources/{name}")}>'
        f"<file href={quoteattr(f'web_resources/{name}')}/></resource>"
        for number, name in enumerate(images, 1)
    ]
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest identifier="package" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">\n'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n<organizations/>\n"
        f"<resources>\n{chr(10).join(resources)}\n</resources>\n</manifest>\n"
    )
    pictures = ((f"web_resources/{name}", bank.images[name]) for name in images)
    write_package(target, (("imsmanifest.xml", manifest), (file, quiz), *pictures))


class _Body(NamedTuple):
    """The parts that only a type has: the HTML of the text, the responses, the conditions, feedback by its ident."""

    type: str
    html: str
    responses: str = ""
    rules: tuple[str, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()


def _item(ident: str, title: str, body: _Body, points: str) -> str:
    fields = [("question_type", body.type), ("points_possible", points), *body.metadata]
    metadata = "".join(
        f"<qtimetadatafield><fieldlabel>{name}</fieldlabel><fieldentry>{escape(value, quote=False)}</fieldentry>"
        "</qtimetadatafield>\n"
        for name, value in fields
    )
    processing = ""
    if body.rules or body.feedback:
        outcomes = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
        processing = f"<resprocessing>\n{outcomes}\n{''.join(body.rules)}</resprocessing>\n"
    said = "".join(
        f'<itemfeedback ident="{name}"><flow_mat>{_text(html)}</flow_mat></itemfeedback>\n'
        for name, html in body.feedback
    )
    return (
        f"<item ident={quoteattr(ident)} title={quoteattr(title)}>\n"
        f"<itemmetadata><qtimetadata>\n{metadata}</qtimetadata></itemmetadata>\n"
        f"<presentation>\n{_text(body.html)}\n{body.responses}</presentation>\n{processing}{said}</item>\n"
    )


def _question(question: Question, item: Item) -> str:
    body = _body(question, item)
    html = body.html + (_image(question.image, item) if question.image is not None else "")
    points = question.points
    if question.weight == 0:
        points = Decimal(0)
        if question.points != 1:
            item.lose("points_left_out", points=str(question.points))
    else:
        tell_weight(question, item)
    for name, code in (("hints", "hints_left_out"), ("skill", "skill_left_out"), ("covers", "covers_left_out")):
        if getattr(question, name):
            item.lose(code)
    explanation = explanation_with_evidence(question, item)
    if explanation:
        rules = (_rule("<other/>", feedback="general_fb", goes_on=True), *body.rules)
        body = body._replace(rules=rules, feedback=(("general_fb", html_of(explanation)), *body.feedback))
    return _item(question.id, question.id, body._replace(html=html), number_text(points))


def _image(image: Image, item: Item) -> str:
    if image.caption:
        item.lose("image_caption")
    return f'<p><img src="{_FILES}{escape(image.file)}" alt="{escape(image.alt)}"></p>'


def _body(question: Question, item: Item) -> _Body:
    stem = html_of(question.stem)
    match question:
        case SingleChoice():
            tell_parts(item, question.options)
            rules = [_rule(_equal(f"o{at}"), "100") for at, option in enumerate(question.options) if option.key]
            return _choice("multiple_choice_question", stem, question, rules, "Single")
        case MultipleChoice():
            tell_parts(item, question.options)
            return _choice("multiple_answers_question", stem, question, _multiple_choice_rules(question), "Multiple")
        case TrueFalse():
            tell_parts(item, question.options.values())
            labels = (("true", "True"), ("false", "False"))
            rule = _rule(_equal(question.key), "100")
            said: dict[str, str] = {name: note.feedback for name, note in question.options.items()}
            feedback = [(name, said.get(name, "")) for name, _ in labels]
            body = _Body("true_false_question", stem, _lid("response1", labels), (rule,))
            return _with_feedback(body, "response1", feedback)
        case ShortAnswer():
            return _short_answer(question, stem, item)
        case Numeric():
            return _numeric(question, stem, item)
        case Matching():
            return _matching(question, stem, item)
        case OpenResponse():
            return _essay(question, stem, item)
        case Ordering():
            return _ordering(question, stem, item)
        case GapFill():
            return _gap_fill(question, item)
        case InlineChoice():
            return _menus(question, question.gaps, item)
        case WordBank():
            return _word_bank(question, item)
        case _:
            raise NotCarriedError("type_not_written", type=question.type_name)


def _choice(
    type_: str, stem: str, question: SingleChoice | MultipleChoice, rules: Sequence[str], cardinality: str
) -> _Body:
    labels = [(f"o{at}", option.text) for at, option in enumerate(question.options)]
    shuffle = ' shuffle="Yes"' if question.shuffle else ""
    body = _Body(type_, stem, _lid("response1", labels, cardinality, shuffle), tuple(rules))
    feedback = [(f"o{at}", option.feedback) for at, option in enumerate(question.options)]
    return _with_feedback(body, "response1", feedback)


def _multiple_choice_rules(question: MultipleChoice) -> list[str]:
    if question.is_all_or_nothing:
        tests = (
            _equal(f"o{at}") if option.key else f"<not>{_equal(f'o{at}')}</not>"
            for at, option in enumerate(question.options)
        )
        return [_rule(f"<and>{''.join(tests)}</and>", "100")]
    each = Decimal(100) / len(question.keys)
    return [
        _rule(_equal(f"o{at}"), number_text(round(each if option.key else -each, 5)), "Add")
        for at, option in enumerate(question.options)
    ]


def _with_feedback(body: _Body, response: str, feedback: Iterable[tuple[str, str]]) -> _Body:
    """`body` with feedback for those who gave a value; `feedback` is pairs of value and text."""
    said = [(f"{response}_{at}_fb", value, text) for at, (value, text) in enumerate(feedback) if text]
    rules = [_rule(_equal(value, response), feedback=ident, goes_on=True) for ident, value, _ in said]
    idents = [(ident, html_of(text)) for ident, _, text in said]
    return body._replace(rules=(*rules, *body.rules), feedback=(*body.feedback, *idents))


def _short_answer(question: ShortAnswer, stem: str, item: Item) -> _Body:
    typed_forgiving(question.forgive, item, can_match_case=False)
    _tell_typed(question.accepted, question.anticipated, item)
    rules = [_rule(_equal(each.text), number_text(round(each.share * 100, 5))) for each in question.accepted]
    said = [(each.text, each.feedback) for each in question.accepted]
    body = _Body("short_answer_question", stem, _line("response1"), tuple(rules))
    return _with_feedback(body, "response1", said)


def _tell_typed(accepted: Iterable[Accepted], anticipated: Iterable[Anticipated], item: Item) -> None:
    if any(each.share != 1 for each in accepted):
        item.lose("marking", way=_NEAR_IS_RIGHT)
    for each in anticipated:
        item.lose("anticipated", text=each.text)
    tell_parts(item, anticipated)


def _numeric(question: Numeric, stem: str, item: Item) -> _Body:
    numeric_texts(question, item, has_units=False)
    rules = []
    for near in nears_of(question, item):
        value = near.value or Decimal(0)
        if not near.share:
            item.lose("anticipated", text=number_text(value))
            continue
        if near.feedback:
            item.lose("feedback_left_out")
        if near.share != 100:
            item.lose("marking", way=_NEAR_IS_RIGHT)
        low, high = EXACT.subtract(value, near.within), EXACT.add(value, near.within)
        tests = (
            f"<or>{_equal(number_text(value))}<and>"
            f'<vargte respident="response1">{number_text(low)}</vargte>'
            f'<varlte respident="response1">{number_text(high)}</varlte></and></or>'
        )
        rules.append(_rule(tests, number_text(round(near.share, 5)), goes_on=False))
    return _Body("numerical_question", stem, _line("response1", ' fibtype="Decimal"'), tuple(rules))


def _matching(question: Matching, stem: str, item: Item) -> _Body:
    tell_parts(item, question.prompts)
    if not question.reuse:
        item.lose("reuse")
    if not question.shuffle:
        item.lose("shuffle")
    labels = [(f"o{at}", option) for at, option in enumerate(question.options)]
    share = number_text(round(Decimal(100) / len(question.prompts), 5))
    responses, rules, feedback = [], [], []
    for number, prompt in enumerate(question.prompts, 1):
        key = f"o{question.options.index(same_text(prompt.option, question.options) or prompt.option)}"
        response = f"response_{number}"
        responses.append(_lid(response, labels, prompt=prompt.text))
        rules.append(_rule(_equal(key, response), share, "Add"))
        if prompt.feedback:
            rules.append(_rule(f"<not>{_equal(key, response)}</not>", feedback=f"{response}_fb"))
            feedback.append((f"{response}_fb", html_of(prompt.feedback)))
    return _Body("matching_question", stem, "".join(responses), tuple(rules), tuple(feedback))


def _essay(question: OpenResponse, stem: str, item: Item) -> _Body:
    if not has_simple_rubric(question):
        item.lose("rubric_left_out")
    answer = model_answer_of(question)
    if not all(run.is_plain for run in runs_of(inline_text(answer))):
        item.lose("emphasis")
    limits = ""
    if question.words.least or question.words.most:
        bounds = (("min", question.words.least), ("max", question.words.most))
        limits = ' word_limit_enabled="Yes"' + "".join(f' word_limit_{end}="{n}"' for end, n in bounds if n)
    metadata = (("grading_notes", plain_text(answer)),) if answer else ()
    responses = (
        f'<response_str ident="response1" rcardinality="Single"{limits}><render_fib>'
        '<response_label ident="answer1"/></render_fib></response_str>\n'
    )
    rules = (_rule("<other/>", goes_on=False),)
    return _Body("essay_question", stem, responses, rules, metadata=metadata)


def _ordering(question: Ordering, stem: str, item: Item) -> _Body:
    tell_parts(item, question.items, feedback=True)
    item.lose("marking", way=Message("only the whole order earns points"))
    by_id = sorted(zip(question.ids, question.items, strict=True), key=lambda each: each[0])
    labels = "".join(_label(id_, each.text) for id_, each in by_id)
    response = (
        '<response_lid ident="response1" rcardinality="Ordered"><render_extension><ims_render_object shuffle="Yes">'
        f"<flow_label>\n{labels}</flow_label></ims_render_object></render_extension></response_lid>\n"
    )
    tests = "".join(_equal(id_) for id_ in question.ids)
    return _Body("ordering_question", stem, response, (_rule(tests, "100", goes_on=False),))


# texts with gaps


def _gapped_html(question: GapFill | InlineChoice | WordBank, item: Item) -> str:
    pieces = []
    for piece in split_gaps(question.text, len(question.gaps)):
        inside = html_of_runs(runs_of(piece.text)).replace("[", "&#91;")
        pieces.append(f"[gap{piece.gap}]" if piece.gap else inside)
    stem = html_of(one_paragraph(question.stem, item)).replace("[", "&#91;")
    return f"<p>{stem}</p>\n<p>{''.join(pieces)}</p>"


def _gap_fill(question: GapFill, item: Item) -> _Body:
    typed_forgiving(question.forgive, item, can_match_case=False)
    share = Decimal(100) / len(question.gaps)
    body = _Body("fill_in_multiple_blanks_question", _gapped_html(question, item))
    for number, gap in enumerate(question.gaps, 1):
        _tell_typed(gap.accepted, gap.anticipated, item)
        response = f"response_gap{number}"
        labels = [(f"o{at}", each.text) for at, each in enumerate(gap.accepted)]
        rules = tuple(
            _rule(_equal(f"o{at}", response), number_text(round(share * each.share, 5)), "Add")
            for at, each in enumerate(gap.accepted)
        )
        body = body._replace(
            responses=body.responses + _lid(response, labels, prompt=f"gap{number}", plain=True),
            rules=(*body.rules, *rules),
        )
        body = _with_feedback(body, response, [(f"o{at}", each.feedback) for at, each in enumerate(gap.accepted)])
    return body


def _menus(question: InlineChoice | WordBank, gaps: Sequence[ChoiceGap], item: Item) -> _Body:
    if question.shuffle:
        item.lose("shuffle")
    share = number_text(round(Decimal(100) / len(gaps), 5))
    body = _Body("multiple_dropdowns_question", _gapped_html(question, item))
    for number, gap in enumerate(gaps, 1):
        tell_parts(item, gap.options)
        response = f"response_gap{number}"
        labels = [(f"o{at}", option.text) for at, option in enumerate(gap.options)]
        key = next(ident for (ident, _), option in zip(labels, gap.options, strict=True) if option.key)
        body = body._replace(
            responses=body.responses + _lid(response, labels, prompt=f"gap{number}"),
            rules=(*body.rules, _rule(_equal(key, response), share, "Add")),
        )
        body = _with_feedback(body, response, [(f"o{at}", each.feedback) for at, each in enumerate(gap.options)])
    return body


def _word_bank(question: WordBank, item: Item) -> _Body:
    """A menu of all the words for each gap: in Canvas's blanks, every word of a bank would be right."""
    if not 2 <= len(question.words) <= _MOST_OPTIONS:
        raise NotCarriedError("type_not_written", type=question.type_name)
    item.lose("as_type", type="inline_choice")
    gaps = []
    for number, gap in enumerate(question.gaps, 1):
        if len(gap.keys) > 1:
            item.lose("alternatives", gap=str(number))
        _tell_typed((), gap.anticipated, item)
        key = same_text(gap.keys[0], question.words) or gap.keys[0]
        gaps.append(ChoiceGap(tuple(Option(word, key=word == key) for word in question.words)))
    return _menus(question, gaps, item)


# parts of XML


def _text(html: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(html, quote=False)}</mattext></material>'


def _label(ident: str, text: str, *, plain: bool = False) -> str:
    words = f"<material><mattext>{escape(text, quote=False)}</mattext></material>" if plain else _text(html_of(text))
    return f'<response_label ident="{ident}">{words}</response_label>\n'


def _lid(
    ident: str,
    labels: Iterable[tuple[str, str]],
    cardinality: str = "Single",
    render: str = "",
    prompt: str = "",
    *,
    plain: bool = False,
) -> str:
    written = "".join(_label(name, text, plain=plain) for name, text in labels)
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}">{_text(html_of(prompt)) if prompt else ""}'
        f"<render_choice{render}>\n{written}</render_choice></response_lid>\n"
    )


def _line(ident: str, render: str = "") -> str:
    return (
        f'<response_str ident="{ident}" rcardinality="Single"><render_fib{render}>'
        '<response_label ident="answer1"/></render_fib></response_str>\n'
    )


def _equal(value: str, response: str = "response1") -> str:
    return f'<varequal respident="{response}">{escape(value, quote=False)}</varequal>'


def _rule(tests: str, score: str = "", action: str = "Set", feedback: str = "", *, goes_on: bool | None = None) -> str:
    """A condition with what it sets and shows; `goes_on` says whether later conditions count, too."""
    more = "" if goes_on is None else f' continue="{"Yes" if goes_on else "No"}"'
    marks = f'<setvar varname="SCORE" action="{action}">{score}</setvar>' if score else ""
    said = f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition{more}><conditionvar>{tests}</conditionvar>{marks}{said}</respcondition>\n"
