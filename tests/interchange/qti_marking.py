"""The marks that an item of QTI asks for, read from its XML by the letter of the specification, apart from Quizapp."""

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

from quizapp.domain.inline import plain_text
from quizapp.domain.question import Question

Value = Any
"""None, a text, a number, or a list of texts."""


def plain_name(name: str) -> str:
    """The name of an element or attribute in small letters, without a namespace and without what QTI 3 adds."""
    return name.rpartition("}")[2].lower().removeprefix("qti-").replace("-", "")


def read_item(xml: str | bytes) -> ET.Element:
    root = ET.fromstring(xml)
    for each in root.iter():
        each.tag = plain_name(each.tag)
        each.attrib = {plain_name(name): value for name, value in each.attrib.items()}
    return root


class Marking:
    """The item that `root` is."""

    def __init__(self, root: ET.Element) -> None:
        self.root = root
        self.declared = {each.get("identifier", ""): each for each in root.iter("responsedeclaration")}
        self.responses: dict[str, Value] = {}
        self.outcomes: dict[str, Value] = {}

    def score(self, responses: dict[str, Value]) -> Fraction:
        """The value of SCORE once `responses` are processed."""
        self.responses = {name: value or None for name, value in responses.items()}
        for name, value in self.responses.items():
            if isinstance(value, list) and len(value) == 1 and self.declared[name].get("cardinality") == "single":
                self.responses[name] = value[0]
        self.outcomes = {}
        for each in self.root.iter("outcomedeclaration"):
            value = each.find("defaultvalue/value")
            if each.get("basetype") in ("float", "integer"):
                self.outcomes[each.get("identifier", "")] = Fraction(value.text or "0") if value is not None else 0
        processing = self.root.find("responseprocessing")
        assert processing is not None
        template = processing.get("template", "").rpartition("/")[2].removesuffix(".xml")
        if not len(processing) and template == "match_correct":
            return Fraction(self.same("RESPONSE", self.responses.get("RESPONSE"), self.correct("RESPONSE")))
        if not len(processing) and template == "map_response":
            return self.mapped("RESPONSE") if self.responses.get("RESPONSE") is not None else Fraction(0)
        self.run(list(processing))
        return Fraction(self.outcomes["SCORE"])

    def shown(self) -> list[str]:
        """The texts of the modal feedback that is shown after `score`."""
        return [
            words(each)
            for each in self.root.iter("modalfeedback")
            if each.get("identifier") in (self.outcomes.get(each.get("outcomeidentifier", "")) or ())
        ]

    def values(self, name: str) -> list[str]:
        return [" ".join((each.text or "").split()) for each in self.declared[name].findall("correctresponse/value")]

    def correct(self, name: str) -> Value:
        values = self.values(name)
        return values[0] if self.declared[name].get("cardinality") == "single" else values

    def same(self, name: str, one: Value, other: Value) -> bool:
        if one is None or other is None:
            return False
        declared = self.declared[name]
        if declared.get("basetype") in ("float", "integer"):
            try:
                return float(one) == float(other)
            except ValueError:
                return False
        if declared.get("cardinality") == "multiple":
            key: Callable[[str], Any] = (
                (lambda pair: sorted(pair.split())) if declared.get("basetype") == "pair" else (lambda value: value)
            )
            return sorted(map(key, one)) == sorted(map(key, other))
        return bool(one == other)

    def mapped(self, name: str) -> Fraction:
        declared = self.declared[name]
        mapping = declared.find("mapping")
        assert mapping is not None
        value = self.responses.get(name)
        total = Fraction(0)
        pair = declared.get("basetype") == "pair"
        for each in dict.fromkeys(value if isinstance(value, list) else [] if value is None else [value]):
            found = Fraction(mapping.get("defaultvalue", "0"))
            for entry in mapping.findall("mapentry"):
                key = entry.get("mapkey", "")
                if entry.get("casesensitive") == "false":
                    key, each = key.lower(), each.lower()
                if key == each or (pair and sorted(key.split()) == sorted(each.split())):
                    found = Fraction(entry.get("mappedvalue", "0"))
                    break
            total += found
        if mapping.get("lowerbound"):
            total = max(total, Fraction(mapping.get("lowerbound", "")))
        if mapping.get("upperbound"):
            total = min(total, Fraction(mapping.get("upperbound", "")))
        return total

    def run(self, statements: list[ET.Element]) -> None:
        for each in statements:
            if each.tag == "setoutcomevalue":
                self.outcomes[each.get("identifier", "")] = self.of(each[0])
            elif each.tag == "responsecondition":
                for branch in each:
                    if branch.tag == "responseelse":
                        self.run(list(branch))
                    elif self.of(branch[0]):
                        self.run(list(branch)[1:])
                    else:
                        continue
                    break
            else:
                raise NotImplementedError(each.tag)

    def of(self, each: ET.Element) -> Value:
        name = each.get("identifier", "")
        match each.tag:
            case "variable":
                return self.responses.get(name) if name in self.declared else self.outcomes.get(name)
            case "correct":
                return self.correct(name)
            case "basevalue":
                text = (each.text or "").strip()
                return Fraction(text) if each.get("basetype") in ("float", "integer") else text
            case "mapresponse":
                return self.mapped(name)
            case "isnull":
                return self.of(each[0]) is None
            case "not":
                value = self.of(each[0])
                return None if value is None else not value
            case "and":
                return all(self.of(child) for child in each)
            case "or":
                return any(self.of(child) for child in each)
            case "sum":
                return sum((self.of(child) for child in each), Fraction(0))
            case "product":
                return prod((self.of(child) for child in each), start=Fraction(1))
            case "divide":
                return self.of(each[0]) / self.of(each[1])
            case "lt" | "gt" | "gte":
                one, other = self.of(each[0]), self.of(each[1])
                return one < other if each.tag == "lt" else one > other or (each.tag == "gte" and one == other)
            case "index":
                found = self.of(each[0]) or []
                place = int(each.get("n", ""))
                return found[place - 1] if place <= len(found) else None
            case "multiple":
                values = [self.of(child) for child in each]
                found = [value if isinstance(value, list) else [value] for value in values if value is not None]
                return [value for several in found for value in several] or None
            case "member":
                one, other = self.of(each[0]), self.of(each[1])
                return None if one is None or other is None else one in other
            case "match":
                if any(child.tag == "index" for child in each):
                    one, other = self.of(each[0]), self.of(each[1])
                    return None if one is None or other is None else one == other
                names = [child.get("identifier", "") for child in each if child.tag == "variable"]
                return self.same(names[0], self.of(each[0]), self.of(each[1]))
            case "equal":
                one, other = self.of(each[0]), self.of(each[1])
                within = Fraction((each.get("tolerance") or "0").split()[0])
                return one is not None and abs(Fraction(one) - Fraction(other)) <= within
            case "stringmatch":
                one, other = self.of(each[0]), self.of(each[1])
                return one is not None and (
                    one == other or (each.get("casesensitive") == "false" and one.lower() == other.lower())
                )
        raise NotImplementedError(each.tag)


def words(element: ET.Element | None) -> str:
    """The text in an element, but for that of feedback."""
    if element is None:
        return ""
    found = element.text or ""
    for child in element:
        found += ("" if child.tag.startswith("feedback") else words(child)) + (child.tail or "")
    return " ".join(found.split())


def responses(question: Question, root: ET.Element) -> Iterator[tuple[Any, dict[str, Value]]]:
    """Responses to a question, right, partly right and wrong, each as ours and as those of the item."""
    asked = [each for each in root.iter() if each.tag.endswith("interaction")]
    first = asked[0]
    name = first.get("responseidentifier", "")
    texts = {words(each): each.get("identifier", "") for each in first.iter() if each.get("identifier")}
    record: Any = question
    match question.type_name:
        case "true_false":
            yield from ((each.get("identifier"), {name: each.get("identifier")}) for each in first.iter("simplechoice"))
        case "single_choice" | "multiple_choice":
            tag = "hottext" if first.tag == "hottextinteraction" else "simplechoice"
            ids = dict(zip(record.ids, [each.get("identifier", "") for each in first.iter(tag)], strict=True))
            if question.type_name == "single_choice":
                yield from ((ours, {name: id_}) for ours, id_ in ids.items())
                return
            for chosen in subsets(ids):
                yield chosen, {name: [ids[letter] for letter in chosen]}
            yield record.keys, {name: [ids[letter] for letter in record.keys]}
        case "ordering":
            by_id = {id_: texts[plain_text(record.item(id_).text)] for id_ in record.ids}
            for order in itertools.islice(itertools.permutations(record.ids), 120):
                yield order, {name: [by_id[id_] for id_ in order]}
        case "table" | "matching" | "categorize":
            targets = {id_: texts[plain_text(text)] for id_, text in record.value_texts.items()}
            sources = {id_: texts[plain_text(part.text)] for id_, part in zip(record.ids, record.parts, strict=True)}
            for chosen in some([[*targets, None]] * len(sources), list(record.right.values())):
                ours = {part: value for part, value in zip(sources, chosen, strict=True) if value}
                yield ours, {name: [f"{sources[part]} {targets[value]}" for part, value in ours.items()]}
        case "word_bank":
            gaps = dict(zip(record.gap_ids, [each.get("identifier", "") for each in first.iter("gap")], strict=True))
            offered = [each.get("identifier", "") for each in first.iter("gaptext")]
            bank = dict(zip(record.ids, offered, strict=True))
            for chosen in some([[*bank, None]] * len(gaps), [record.correct_response()[gap] for gap in gaps]):
                ours = {gap: value for gap, value in zip(gaps, chosen, strict=True) if value}
                if record.reuse or len(set(ours.values())) == len(ours):
                    yield ours, {name: [f"{bank[value]} {gaps[gap]}" for gap, value in ours.items()]}
        case "inline_choice":
            choices = [
                dict(
                    zip(
                        record.options_of(gap),
                        [x.get("identifier", "") for x in each.iter("inlinechoice")],
                        strict=True,
                    )
                )
                for gap, each in zip(record.gap_ids, asked, strict=True)
            ]
            for chosen in some([list(each) for each in choices], [record.key_of(gap) for gap in record.gap_ids]):
                ours = dict(zip(record.gap_ids, chosen, strict=True))
                yield (
                    ours,
                    {
                        each.get("responseidentifier", ""): options[id_]
                        for each, options, id_ in zip(asked, choices, chosen, strict=True)
                    },
                )
        case "gap_fill":
            typed = [list(typed_texts(root, each)) for each in asked]
            for chosen in some(typed, [texts[0] for texts in typed]):
                yield (
                    dict(zip(record.gap_ids, chosen, strict=True)),
                    {each.get("responseidentifier", ""): text for each, text in zip(asked, chosen, strict=True)},
                )
        case "highlight_words":
            ids = dict(
                zip(record.word_ids, [each.get("identifier", "") for each in first.iter("hottext")], strict=True)
            )
            for chosen in (*subsets(ids), record.key_ids):
                yield chosen, {name: [ids[word] for word in chosen]}
        case "short_answer" | "numeric":
            yield from ((text, {name: text}) for text in typed_texts(root, first))
        case _:
            raise NotImplementedError(question.type_name)


MOST = 60


def some(choices: list[list[Any]], right: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Ways to take one of each of `choices`: all, or, where these are too many, some of them; `right` is one."""
    yield tuple(right)
    random = Random(1)
    if prod(map(len, choices)) <= MOST:
        yield from (each for each in itertools.product(*choices) if any(each))
        return
    for _ in range(MOST):
        changed = {random.randrange(len(choices)) for _ in range(random.choice((1, 2, len(choices))))}
        yield tuple(
            random.choice(each) if at in changed else key
            for at, (each, key) in enumerate(zip(choices, right, strict=True))
        )


def subsets(ids: Any) -> list[tuple[Any, ...]]:
    if len(ids) <= 8:
        return [each for size in range(1, len(ids) + 1) for each in itertools.combinations(ids, size)]
    random = Random(1)
    return [tuple(id_ for id_ in ids if random.random() < random.random()) or tuple(ids) for _ in range(MOST)]


def typed_texts(root: ET.Element, asked: ET.Element) -> Iterator[str]:
    """What can be typed into a field: the right values, those that are mapped, and others."""
    (declared,) = (
        each for each in root.iter("responsedeclaration") if each.get("identifier") == asked.get("responseidentifier")
    )
    right = [(each.text or "").strip() for each in declared.findall("correctresponse/value")]
    right += [each.get("mapkey", "") for each in declared.iter("mapentry")]
    yield from right
    if declared.get("basetype") in ("float", "integer"):
        yield from (f"{float(text) + 1:g}" for text in right[:1])
        yield from (f"{float(text) + 0.4:g}" for text in right[:1])
    else:
        yield from (text.upper() for text in right[:1])
        yield "nonsense"
