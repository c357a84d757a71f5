"""QTI 2.2 and 3, written: a package with a list of contents, a test, an item a question, the passage, and images."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr

from quizapp.domain.bank import Bank
from quizapp.domain.image import Image
from quizapp.domain.question import Question
from quizapp.interchange.bank_making import unique
from quizapp.interchange.building import number_text
from quizapp.interchange.fields import explanation_with_evidence, tell_bank
from quizapp.interchange.losses import Item, LossReport, NotCarriedError
from quizapp.interchange.qti_body_writing import BodyWriting
from quizapp.interchange.qti_ordering import counted_outcomes
from quizapp.interchange.qti_response_writing import Feedback
from quizapp.interchange.qti_versions import Version, xhtml
from quizapp.interchange.tags import question_tags
from quizapp.interchange.writing import ItemMaking, passage_html, simple_forms, write_package
from quizapp.progress import ProgressCallback, nobody_waits
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.ordering import Ordering
from quizapp.question_types.table import Table
from quizapp.question_types.true_false import TrueFalse

_LOM = "http://ltsc.ieee.org/xsd/LOM"
_UP = "../"
_PASSAGE = "PASSAGE"


class _File(NamedTuple):
    """A file of the package, as the list of contents has it; `needs` are those that belong to it."""

    kind: str
    name: str
    content: bytes
    identifier: str
    metadata: str = ""
    needs: tuple[str, ...] = ()


class QtiExporter:
    """Writes packages of one version."""

    def __init__(self, version: Version) -> None:
        self._qti = version

    def write(self, bank: Bank, target: BinaryIO, progress: ProgressCallback = nobody_waits) -> LossReport:
        making = ItemMaking(len(bank.questions), progress)
        tell_bank(bank, making.note, has_details=True)
        package = _PackageWriting(self._qti, bank, making)
        package.write(target)
        return making.report


class _PackageWriting:
    def __init__(self, version: Version, bank: Bank, making: ItemMaking) -> None:
        self._qti = version
        self._bank = bank
        self._making = making
        self._weights: list[Decimal] = []
        self._names: dict[str, str] = {}

    def write(self, target: BinaryIO) -> None:
        bank = self._bank
        images = {name: f"FILE{number}" for number, name in enumerate(sorted(bank.images), 1)}
        shared = [self._stimulus(images)] if bank.has_passage else []
        items = list(self._items(images))
        test = self._test(items)
        files = [_File("webcontent", name, bank.images[name], id_) for name, id_ in images.items()]
        needs = tuple(each.identifier for each in items)
        whole = [
            _File(f"imsqti_test_{self._qti.files}", "test.xml", test, "TEST", needs=needs),
            *items,
            *shared,
            *files,
        ]
        contents = ((each.name, each.content) for each in whole)
        write_package(target, (("imsmanifest.xml", self._manifest(whole)), *contents))

    def _stimulus(self, images: dict[str, str]) -> _File:
        bank, passage = self._bank, self._bank.passage
        item = self._making.begin(passage.title)
        item.made = 1
        html = passage_html(passage, item, _UP)
        if "&#32;" in html or "&#9;" in html:
            item.lose("spaces")
        content = self._qti.root(
            "assessmentStimulus",
            self._qti.element("stimulusBody", "\n", xhtml(html), "\n"),
            identifier=_PASSAGE,
            title=passage.title,
            language=bank.language,
        )
        needs = tuple(dict.fromkeys(images[each.file] for each in passage.images if each.file in images))
        return _File(f"imsqti_stimulus_{self._qti.files}", "texts/passage.xml", content, _PASSAGE, needs=needs)

    def _items(self, images: dict[str, str]) -> Iterable[_File]:
        for question in self._bank.questions:
            item = self._making.begin(question.id)
            try:
                forms = [question] if isinstance(question, TrueFalse | Table) else simple_forms(question, item)
                written = [self._item(form, item, images) for form in forms]
            except NotCarriedError as why:
                item.leave_out(why)
                continue
            item.made = len(written)
            for file, weight in written:
                self._weights.append(weight)
                yield file

    def _item(self, question: Question, item: Item, images: dict[str, str]) -> tuple[_File, Decimal]:
        qti, bank = self._qti, self._bank
        writing = BodyWriting(qti, item)
        body = writing.body(question)
        stem = writing.stem(question) + (self._image(question.image, item) if question.image is not None else "")
        if question.hints:
            item.lose("hints_left_out")
        explanation = explanation_with_evidence(question, item)
        feedback = [*body.feedback, *([Feedback("", explanation)] if explanation else [])]
        rules = body.rules + "".join(self._feedback_rule(number, each) for number, each in enumerate(feedback, 1))
        processing = (
            qti.element("responseProcessing", template=qti.templates.format(name=body.template))
            if body.template and not feedback
            else qti.element("responseProcessing", "\n", rules)
        )
        shown = [
            qti.shown(
                "modalFeedback",
                f"<p>{writing.text(each.text)}</p>",
                outcomeIdentifier="FEEDBACK",
                identifier=f"F{number}",
                showHide="show",
            )
            for number, each in enumerate(feedback, 1)
        ]
        name = unique(question.id, self._names)
        self._names[name] = name
        identifier = name if name[0].isalpha() else f"_{name}"
        content = qti.root(
            "assessmentItem",
            *(body.responses, *self._outcomes(question, has_feedback=bool(feedback))),
            *([self._reference()] if bank.has_passage else []),
            qti.element("itemBody", "\n", stem, "\n", body.html, "\n"),
            *([processing] if rules else []),
            *shown,
            language=bank.language,
            identifier=identifier,
            title=question.id,
            adaptive="false",
            timeDependent="false",
        )
        tags = "".join(f"<lom:keyword>{_string(tag, bank)}</lom:keyword>" for tag in question_tags(question))
        needs = [_PASSAGE] if bank.has_passage else []
        if question.image is not None and question.image.file in images:
            needs.append(images[question.image.file])
        file = _File(f"imsqti_item_{qti.files}", f"items/{name}.xml", content, identifier, _lom(tags), tuple(needs))
        return file, question.weight

    def _image(self, image: Image, item: Item) -> str:
        if image.caption:
            item.lose("image_caption")
        return f'<p><img src="{_UP}{escape(image.file)}" alt="{escape(image.alt)}"/></p>'

    def _reference(self) -> str:
        return self._qti.element("assessmentStimulusRef", identifier=_PASSAGE, href=f"{_UP}texts/passage.xml")

    def _outcomes(self, question: Question, *, has_feedback: bool) -> Iterable[str]:
        qti = self._qti
        by_person = "human" if isinstance(question, OpenResponse) else None
        most = number_text(question.points)
        yield self._outcome("SCORE", "0", normalMaximum=most, normalMinimum="0", externalScored=by_person)
        yield self._outcome("MAXSCORE", most)
        if isinstance(question, Ordering):
            for name in counted_outcomes(question.marking, len(question.items)):
                yield self._outcome(name, "0")
        if has_feedback:
            yield qti.element(
                "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier"
            )

    def _outcome(self, identifier: str, value: str, **attributes: str | None) -> str:
        qti = self._qti
        default = qti.element("defaultValue", qti.element("value", value))
        kind = {"identifier": identifier, "cardinality": "single", "baseType": "float"}
        return qti.element("outcomeDeclaration", default, **kind, **attributes)

    def _feedback_rule(self, number: int, feedback: Feedback) -> str:
        qti = self._qti
        more = qti.element("multiple", qti.variable("FEEDBACK"), qti.value(f"F{number}", "identifier"))
        shown = qti.set("FEEDBACK", more)
        return qti.when((feedback.condition, shown)) if feedback.condition else shown

    def _test(self, items: Sequence[_File]) -> bytes:
        qti, bank = self._qti, self._bank
        references = []
        for each, weight in zip(items, self._weights, strict=True):
            weighed = [qti.element("weight", identifier="WEIGHT", value=number_text(weight))] if weight != 1 else []
            references.append(
                qti.element("assessmentItemRef", *weighed, identifier=each.identifier, href=each.name) + "\n"
            )
        section = qti.element(
            "assessmentSection", "\n", *references, identifier="questions", title=bank.title, visible="false"
        )
        part = qti.element(
            "testPart", "\n", section, "\n", identifier="part", navigationMode="nonlinear", submissionMode="individual"
        )
        total = qti.element("sum", qti.element("testVariables", variableIdentifier="SCORE", weightIdentifier="WEIGHT"))
        limit = [qti.element("timeLimits", maxTime=str(60 * bank.time_limit))] if bank.time_limit else []
        return qti.root(
            "assessmentTest",
            self._outcome("SCORE", "0"),
            *limit,
            part,
            qti.element("outcomeProcessing", qti.set("SCORE", total)),
            identifier=bank.id if bank.id[0].isalpha() else f"_{bank.id}",
            title=bank.title,
        )

    def _manifest(self, files: Iterable[_File]) -> bytes:
        qti, bank = self._qti, self._bank
        resources = []
        for each in files:
            needs = "".join(f"<dependency identifierref={quoteattr(needed)}/>" for needed in each.needs)
            href = quoteattr(each.name)
            metadata = f"<metadata>{each.metadata}</metadata>" if each.metadata else ""
            resources.append(
                f'<resource identifier={quoteattr(each.identifier)} type="{each.kind}" href={href}>'
                f"{metadata}<file href={href}/>{needs}</resource>\n"
            )
        general = (
            f"<lom:title>{_string(bank.title, bank)}</lom:title><lom:language>{escape(bank.language)}</lom:language>"
        )
        if bank.description:
            general += f"<lom:description>{_string(bank.description, bank)}</lom:description>"
        more = ""
        if bank.author:
            card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{_in_card(bank.author)}\nN:;;;;\nEND:VCARD"
            role = "<lom:role><lom:source>LOMv1.0</lom:source><lom:value>author</lom:value></lom:role>"
            entity = f"<lom:entity>{escape(card, quote=False)}</lom:entity>"
            more += f"<lom:lifeCycle><lom:contribute>{role}{entity}</lom:contribute></lom:lifeCycle>"
        if bank.license:
            more += f"<lom:rights><lom:description>{_string(bank.license, bank)}</lom:description></lom:rights>"
        schema, number = qti.schema
        about = f"<schema>{schema}</schema><schemaversion>{number}</schemaversion>{_lom(general, more)}"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<manifest identifier="PACKAGE" xmlns="{qti.package}" xmlns:lom="{_LOM}">\n'
            f"<metadata>{about}</metadata>\n"
            f"<organizations/>\n<resources>\n{''.join(resources)}</resources>\n</manifest>\n"
        ).encode()


def _lom(general: str, more: str = "") -> str:
    return f"<lom:lom><lom:general>{general}</lom:general>{more}</lom:lom>" if general else ""


def _string(text: str, bank: Bank) -> str:
    return f"<lom:string language={quoteattr(bank.language)}>{escape(text, quote=False)}</lom:string>"


def _in_card(text: str) -> str:
    """A name in a card (RFC 6350), in which some signs have a backslash before them."""
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return text
