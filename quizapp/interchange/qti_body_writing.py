"""Questions of ours as interactions of QTI, each with the response that it takes and how that is marked."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import Any

from quizapp.domain.gaps import split_gaps
from quizapp.domain.option import Option
from quizapp.domain.question import Question
from quizapp.domain.runs import on_one_line, runs_of
from quizapp.domain.text import same_text
from quizapp.domain.typed_answer import Accepted, Anticipated, fullest
from quizapp.interchange.building import EXACT, number_text
from quizapp.interchange.fields import has_simple_rubric, model_answer_of, nears_of, tell_parts
from quizapp.interchange.gap_texts import one_paragraph
from quizapp.interchange.losses import NotCarriedError
from quizapp.interchange.markup import html_of_runs
from quizapp.interchange.qti_ordering import order_rules
from quizapp.interchange.qti_response_writing import RESPONSE, Body, Entry, Feedback, ResponseWriting
from quizapp.interchange.writing import numeric_texts, typed_forgiving
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.question_types.highlight_words import HighlightWords
from quizapp.question_types.inline_choice import InlineChoice
from quizapp.question_types.matching import Matching
from quizapp.question_types.multiple_choice import MultipleChoice
from quizapp.question_types.numeric import Numeric
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.short_answer import ShortAnswer
from quizapp.question_types.single_choice import SingleChoice
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import ANSWER_TEXTS, TrueFalse
from quizapp.question_types.word_bank import WordBank

_TWO_BREAKS = "<br><br>"


class BodyWriting(ResponseWriting):
    """The body of one question; what it loses is told to `item`."""

    def body(self, question: Question) -> Body:
        """The body of a question.

        Raises:
            NotCarriedError: QTI has no such questions.
        """
        match question:
            case SingleChoice() | MultipleChoice():
                return self._choice(question)
            case TrueFalse():
                return self._true_false(question)
            case Table() | Matching():
                return self._match(question)
            case Ordering():
                return self._order(question)
            case ShortAnswer() | GapFill():
                return self._typed(question)
            case Numeric():
                return self._number(question)
            case InlineChoice():
                return self._menus(question)
            case WordBank():
                return self._word_bank(question)
            case HighlightWords():
                return self._words(question)
            case OpenResponse():
                return self._written(question)
        raise NotCarriedError("type_not_written", type=question.type_name)

    # interactions

    def _choice(self, question: SingleChoice | MultipleChoice) -> Body:
        tell_parts(self._item, question.options, keeps_places=True)
        ids = question.ids
        parts = [(id_, option, option.pinned) for id_, option in zip(ids, question.options, strict=True)]
        keys = [id_ for id_, option, _ in parts if option.key]
        single = isinstance(question, SingleChoice)
        if single or question.is_all_or_nothing:
            rules, template = self._matched(question.points)
            entries: list[Entry] = []
        else:
            values = [Fraction(1 if option.key else -1) for _, option, _ in parts]
            share, rules, template = self._mapped(question.points, len(keys), values)
            entries = [Entry(id_, share * value) for id_, value in zip(ids, values, strict=True)]
        return Body(
            self._choices(parts, single=single, shuffle=question.shuffle),
            self._declared(
                "identifier",
                keys,
                entries,
                cardinality="single" if single else "multiple",
                lower="0" if entries else None,
            ),
            rules,
            template,
            tuple(
                self._not_given(id_, "identifier", option.feedback)
                if option.key and not single
                else self._given(id_, "identifier", option.feedback, several=not single)
                for id_, option, _ in parts
                if option.feedback
            ),
        )

    def _choices(self, parts: Iterable[tuple[str, Any, bool]], *, single: bool, shuffle: bool) -> str:
        qti = self._qti
        written = (
            qti.element("simpleChoice", self.text(option.text), identifier=id_, fixed="true" if pinned else None) + "\n"
            for id_, option, pinned in parts
        )
        limits = {"shuffle": _truth(shuffle), "maxChoices": "1" if single else "0"}
        return qti.element("choiceInteraction", "\n", *written, responseIdentifier=RESPONSE, **limits)

    def _true_false(self, question: TrueFalse) -> Body:
        tell_parts(self._item, question.options.values())
        notes = {str(id_): note for id_, note in question.options.items()}
        rules, template = self._matched(question.points)
        return Body(
            self._choices(
                [(id_, Option(ANSWER_TEXTS[id_]), False) for id_ in question.ids], single=True, shuffle=False
            ),
            self._declared("identifier", [question.key]),
            rules,
            template,
            tuple(
                self._given(id_, "identifier", notes[id_].feedback)
                for id_ in question.ids
                if id_ in notes and notes[id_].feedback
            ),
        )

    def _match(self, question: Table | Matching) -> Body:
        qti, parts = self._qti, question.parts
        tell_parts(self._item, parts)
        values = list(question.value_texts)
        targets = {value: f"T{number}" for number, value in enumerate(values, 1)}
        sources = [f"S{number}" for number in range(1, len(parts) + 1)]
        keys = [f"{source} {targets[value]}" for source, value in zip(sources, question.right_values, strict=True)]
        once = isinstance(question, Matching) and not question.reuse
        rows = [
            qti.element("simpleAssociableChoice", self.text(part.text), identifier=id_, matchMax="1") + "\n"
            for id_, part in zip(sources, parts, strict=True)
        ]
        columns = [
            qti.element(
                "simpleAssociableChoice", self.text(text), identifier=targets[value], matchMax="1" if once else "0"
            )
            + "\n"
            for value, text in zip(values, self._value_texts(question), strict=True)
        ]
        entries: list[Entry] = []
        if question.is_all_or_nothing:
            rules, template = self._matched(question.points)
        else:
            share, rules, template = self._mapped(question.points, len(keys), [Fraction(1)])
            entries = [Entry(key, share) for key in keys]
        sets = [qti.element("simpleMatchSet", "\n", *each) + "\n" for each in (rows, columns)]
        looks = {"class": "qti-match-tabular"} if isinstance(question, Table) else {}
        limits = {"shuffle": _truth(question.shuffle), "maxAssociations": "0", "responseIdentifier": RESPONSE}
        return Body(
            qti.element("matchInteraction", "\n", *sets, **looks, **limits),
            self._declared("directedPair", keys, entries, cardinality="multiple"),
            rules,
            template,
            tuple(
                self._not_given(key, "directedPair", part.feedback)
                for key, part in zip(keys, parts, strict=True)
                if part.feedback
            ),
        )

    def _value_texts(self, question: Table | Matching) -> Sequence[str]:
        return list(question.value_texts.values()) if isinstance(question, Matching) else list(question.columns)

    def _order(self, question: Ordering) -> Body:
        qti = self._qti
        tell_parts(self._item, question.items)
        ids = question.ids
        by_id = sorted(zip(ids, question.items, strict=True), key=lambda each: each[0])
        choices = [qti.element("simpleChoice", self.text(each.text), identifier=id_) + "\n" for id_, each in by_id]
        places = [
            qti.element("index", qti.variable(RESPONSE), n=str(place)) for place in range(1, len(question.items) + 1)
        ]
        feedback = tuple(
            Feedback(qti.element("not", qti.match(place, qti.value(id_, "identifier"))), each.feedback)
            for place, id_, each in zip(places, ids, question.items, strict=True)
            if each.feedback
        )
        return Body(
            qti.element("orderInteraction", "\n", *choices, responseIdentifier=RESPONSE, shuffle="true"),
            self._declared("identifier", ids, cardinality="ordered"),
            order_rules(qti, question.marking, ids, Fraction(question.points)),
            feedback=feedback,
        )

    def _typed(self, question: ShortAnswer | GapFill) -> Body:
        qti, item, forgive = self._qti, self._item, question.forgive
        typed_forgiving(forgive, item, can_match_case=True)
        gaps: Sequence[ShortAnswer | TypedGap] = [question] if isinstance(question, ShortAnswer) else question.gaps
        names = _responses(len(gaps))
        shares = [Fraction(each.share) for gap in gaps for each in gap.accepted]
        share, rules, template = self._mapped(question.points, len(gaps), shares, names)
        declared, fields = [], []
        feedback: list[Feedback] = []
        for name, gap in zip(names, gaps, strict=True):
            tell_parts(item, gap.anticipated)
            answers: list[Accepted | Anticipated] = [*gap.accepted, *gap.anticipated]
            if any(on_one_line(each.text) != each.text for each in answers):
                item.lose("spaces")
            entries = [
                Entry(on_one_line(each.text), share * Fraction(getattr(each, "share", 0)), forgive.case)
                for each in answers
            ]
            declared.append(self._declared("string", [on_one_line(fullest(gap.accepted))], entries, identifier=name))
            longest = max(len(each.text) for each in answers)
            fields.append(
                qti.element("textEntryInteraction", responseIdentifier=name, expectedLength=str(max(10, longest)))
            )
            feedback += self._typed_feedback(answers, forgive, name)
        html = (
            f"<p>{fields[0]}</p>" if isinstance(question, ShortAnswer) else self._gapped(question, fields.__getitem__)
        )
        return Body(html, "".join(declared), rules, template, tuple(feedback))

    def _gapped(self, question: GapFill | InlineChoice | WordBank, field: Callable[[int], str]) -> str:
        """The text as a paragraph, with what `field` makes of the numbers of gaps, counted from 0."""
        pieces, before, seen = [], "", False
        for piece in split_gaps(question.text, len(question.gaps)):
            if piece.gap:
                pieces.append(field(int(piece.gap) - 1))
                seen = True
                continue
            if not seen:
                before += piece.text
            pieces.append(
                self._xhtml(html_of_runs(runs_of(piece.text)).replace(_TWO_BREAKS, _TWO_BREAKS if seen else "<br>"))
            )
        if "\n\n" in before:
            self._item.lose("line_ends")
        if len(question.gaps) == 1 and not "".join(split.text for split in split_gaps(question.text, 1)).strip():
            self._item.lose("as_type", type="short_answer")
        return f"<p>{''.join(pieces)}</p>"

    def _number(self, question: Numeric) -> Body:
        qti, item = self._qti, self._item
        numeric_texts(question, item, has_units=False)
        nears = sorted(nears_of(question, item), key=lambda near: (near.share == 0, -near.share))
        key = nears[0]
        wrong = [near for near in nears if not near.share]
        if any(near.feedback for near in nears):
            item.lose("feedback_left_out")
        branches = []
        for near in (key, *wrong, *(near for near in nears[1:] if near.share)):
            within = number_text(near.within)
            limits = {"toleranceMode": "absolute", "tolerance": f"{within} {within}"} if near.within else {}
            limits = limits or {"toleranceMode": "exact"}
            right = (
                qti.element("correct", identifier=RESPONSE)
                if near.value == key.value
                else qti.value(number_text(near.value or Decimal(0)))
            )
            test = qti.element("equal", qti.variable(RESPONSE), right, **limits)
            points = Fraction(question.points) * Fraction(EXACT.divide(near.share, Decimal(100)))
            branches.append((test, qti.set("SCORE", qti.value(points))))
        return Body(
            f"<p>{qti.element('textEntryInteraction', responseIdentifier=RESPONSE, expectedLength='10')}</p>",
            self._declared("float", [number_text(key.value or Decimal(0))]),
            qti.when(*branches),
        )

    def _menus(self, question: InlineChoice) -> Body:
        qti = self._qti
        names = _responses(len(question.gaps))
        share, rules, template = self._mapped(question.points, len(names), [Fraction(1)], names)
        declared, fields, feedback = [], [], []
        for name, gap in zip(names, question.gap_ids, strict=True):
            options = question.options_of(gap)
            tell_parts(self._item, options.values(), keeps_places=True)
            ids = {id_: id_.removeprefix(gap) for id_ in options}
            choices = (
                qti.element(
                    "inlineChoice",
                    self._plain(option.text),
                    identifier=ids[id_],
                    fixed="true" if option.pinned else None,
                )
                for id_, option in options.items()
            )
            key = ids[question.key_of(gap)]
            fields.append(
                qti.element(
                    "inlineChoiceInteraction", *choices, responseIdentifier=name, shuffle=_truth(question.shuffle)
                )
            )
            declared.append(self._declared("identifier", [key], [Entry(key, share)], identifier=name))
            feedback += [
                self._given(ids[id_], "identifier", option.feedback, name)
                for id_, option in options.items()
                if option.feedback
            ]
        return Body(self._gapped(question, fields.__getitem__), "".join(declared), rules, template, tuple(feedback))

    def _word_bank(self, question: WordBank) -> Body:
        qti, item = self._qti, self._item
        names = {word: f"W{number}" for number, word in enumerate(question.words, 1)}
        words = [
            qti.element("gapText", self._plain(word), identifier=id_, matchMax="0" if question.reuse else "1") + "\n"
            for word, id_ in names.items()
        ]
        right = question.correct_response()
        assert isinstance(right, dict)
        correct = [f"{names[question.word(word)]} G{gap}" for gap, word in right.items()]
        share, rules, template = self._mapped(question.points, len(question.gaps), [Fraction(1)])
        entries, feedback = [], []
        for number, gap in enumerate(question.gaps, 1):
            tell_parts(item, gap.anticipated)
            for key in gap.keys:
                entries.append(Entry(f"{names[same_text(key, question.words) or key]} G{number}", share))
            for wrong in gap.anticipated:
                pair = f"{names[same_text(wrong.text, question.words) or wrong.text]} G{number}"
                if not wrong.feedback:
                    item.lose("anticipated", text=wrong.text)
                else:
                    feedback.append(self._given(pair, "directedPair", wrong.feedback, several=True))
        text = self._gapped(question, lambda gap: qti.element("gap", identifier=f"G{gap + 1}"))
        return Body(
            qti.element(
                "gapMatchInteraction", "\n", *words, text, responseIdentifier=RESPONSE, shuffle=_truth(question.shuffle)
            ),
            self._declared("directedPair", correct, entries, cardinality="multiple"),
            rules,
            template,
            tuple(feedback),
        )

    def _words(self, question: HighlightWords) -> Body:
        qti, item = self._qti, self._item
        tell_parts(item, question.distractors)
        for wrong in question.distractors:
            item.lose("anticipated", text=wrong.text)
        if any(len(key.text.split()) > 1 for key in question.keys):
            item.lose("key_words")
        if any(key.feedback for key in question.keys) or any(wrong.feedback for wrong in question.distractors):
            item.lose("feedback_left_out")
        sentence, pieces, at = " ".join(question.sentence.split()), [], 0
        keys = set(question.key_ids)
        share, rules, template = self._mapped(question.points, len(keys), [Fraction(1)])
        entries = []
        for id_, word in zip(question.word_ids, question.words, strict=True):
            pieces.append(escape(sentence[at : word.start], quote=False))
            pieces.append(qti.element("hottext", escape(word.text, quote=False), identifier=f"W{id_}"))
            entries.append(Entry(f"W{id_}", share if id_ in keys else -share))
            at = word.end
        text = f"<p>{''.join(pieces)}{escape(sentence[at:], quote=False)}</p>"
        return Body(
            qti.element("hottextInteraction", text, responseIdentifier=RESPONSE, maxChoices="0"),
            self._declared(
                "identifier", [f"W{id_}" for id_ in question.key_ids], entries, cardinality="multiple", lower="0"
            ),
            rules,
            template,
        )

    def _written(self, question: OpenResponse) -> Body:
        item, answer = self._item, model_answer_of(question)
        if not has_simple_rubric(question):
            item.lose("rubric_left_out")
        if question.words.least or question.words.most:
            item.lose("words_left_out")
        shown = self._plain(answer)
        return Body(
            self._qti.element("extendedTextInteraction", responseIdentifier=RESPONSE),
            self._qti.element(
                "responseDeclaration",
                self._qti.element("correctResponse", self._qti.element("value", shown)) if shown else "",
                identifier=RESPONSE,
                cardinality="single",
                baseType="string",
            )
            + "\n",
        )

    def stem(self, question: Question) -> str:
        """The stem as a paragraph."""
        is_gapped = isinstance(question, GapFill | InlineChoice)
        return f"<p>{self.text(one_paragraph(question.stem, self._item) if is_gapped else question.stem)}</p>"


def _responses(count: int) -> tuple[str, ...]:
    return (RESPONSE,) if count == 1 else tuple(f"{RESPONSE}{number}" for number in range(1, count + 1))


def _truth(value: bool) -> str:
    return "true" if value else "false"
