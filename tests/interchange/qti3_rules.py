"""The rules of QTI 3.0 that a package has to keep, from the specification's binding and information model.

They know nothing of what writes a package. What QTI 3 has and is not listed here is told as unknown.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

ITEMS = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
XML = "{http://www.w3.org/XML/1998/namespace}"
IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")

# element: its attributes; those with a star are required (information model, each class's characteristics)
ELEMENTS = {
    "assessment-item": "identifier* title* adaptive time-dependent* label tool-name tool-version",
    "response-declaration": "identifier* cardinality* base-type",
    "outcome-declaration": "identifier* cardinality* base-type normal-maximum normal-minimum external-scored view",
    "correct-response": "interpretation",
    "default-value": "interpretation",
    "value": "base-type field-identifier",
    "mapping": "default-value lower-bound upper-bound",
    "map-entry": "map-key* mapped-value* case-sensitive",
    "assessment-stimulus-ref": "identifier* href* title",
    "item-body": "class id",
    "response-processing": "template template-location",
    "modal-feedback": "outcome-identifier* identifier* show-hide* title",
    "content-body": "class id",
    "choice-interaction": "response-identifier* shuffle max-choices min-choices orientation class",
    "order-interaction": "response-identifier* shuffle max-choices min-choices orientation class",
    "simple-choice": "identifier* fixed template-identifier show-hide",
    "match-interaction": "response-identifier* shuffle max-associations min-associations class",
    "simple-match-set": "",
    "simple-associable-choice": "identifier* match-max* match-min fixed",
    "gap-match-interaction": "response-identifier* shuffle max-associations min-associations class",
    "gap-text": "identifier* match-max* match-min",
    "gap": "identifier* required",
    "inline-choice-interaction": "response-identifier* shuffle required class",
    "inline-choice": "identifier* fixed",
    "text-entry-interaction": "response-identifier* expected-length pattern-mask placeholder-text format class",
    "extended-text-interaction": "response-identifier* expected-length expected-lines format min-strings max-strings",
    "hottext-interaction": "response-identifier* max-choices min-choices class",
    "hottext": "identifier*",
    "response-condition": "",
    "response-if": "",
    "response-else-if": "",
    "response-else": "",
    "set-outcome-value": "identifier*",
    **dict.fromkeys(("variable", "correct", "map-response"), "identifier*"),
    "base-value": "base-type*",
    **dict.fromkeys(("match", "and", "or", "not", "is-null", "sum", "product", "divide", "lt", "gt", "gte"), ""),
    **dict.fromkeys(("member", "multiple"), ""),
    "index": "n*",
    "equal": "tolerance-mode* tolerance include-lower-bound include-upper-bound",
    "string-match": "case-sensitive* substring",
    "assessment-test": "identifier* title* tool-name tool-version class",
    "time-limits": "min-time max-time allow-late-submission",
    "test-part": "identifier* navigation-mode* submission-mode*",
    "assessment-section": "identifier* title* visible* required fixed keep-together",
    "assessment-item-ref": "identifier* href* required fixed category",
    "weight": "identifier* value*",
    "outcome-processing": "",
    "test-variables": "variable-identifier* weight-identifier base-type section-identifier",
    "assessment-stimulus": "identifier* title* label",
    "stimulus-body": "class id",
}
# what stands in an element, in this order, where the order matters (binding: sequences)
ORDER = {
    "assessment-item": "response-declaration outcome-declaration assessment-stimulus-ref item-body response-processing "
    "modal-feedback",
    "assessment-test": "outcome-declaration time-limits test-part outcome-processing",
    "response-declaration": "correct-response mapping",
}
NUMBER_OF_PARTS = {"match": 2, "not": 1, "is-null": 1, "divide": 2, "member": 2, "equal": 2, "string-match": 2}
CHOICES = {
    "choice-interaction": "simple-choice",
    "hottext-interaction": "hottext",
    "inline-choice-interaction": "inline-choice",
}
# interaction: the cardinalities and base types of its response
BINDS = {
    "choice-interaction": ("single multiple", "identifier"),
    "order-interaction": ("ordered", "identifier"),
    "match-interaction": ("single multiple", "directedPair"),
    "gap-match-interaction": ("single multiple", "directedPair"),
    "inline-choice-interaction": ("single", "identifier"),
    "text-entry-interaction": ("single record", "string integer float"),
    "extended-text-interaction": ("single multiple ordered record", "string integer float"),
    "hottext-interaction": ("single multiple", "identifier"),
}
CARDINALITIES = {"single", "multiple", "ordered", "record"}
BASE_TYPES = {"identifier", "boolean", "integer", "float", "string", "point", "pair", "directedPair", "duration", "uri"}
HTML = {
    "p",
    "em",
    "strong",
    "code",
    "br",
    "img",
    "ol",
    "ul",
    "li",
    "blockquote",
    *(f"h{level}" for level in range(1, 7)),
}
FLOAT = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def broken_rules(archive: zipfile.ZipFile) -> Iterator[str]:
    """What is wrong in a package, a line each."""
    manifest = ET.fromstring(archive.read("imsmanifest.xml"))
    if manifest.tag != f"{{{MANIFEST}}}manifest":
        yield f"the manifest is {manifest.tag}"
    yield from _of_manifest(manifest, archive)
    for resource in manifest.iter(f"{{{MANIFEST}}}resource"):
        kind, href = resource.get("type", ""), resource.get("href", "")
        if kind.startswith("imsqti_"):
            root = ET.fromstring(archive.read(href))
            expected = {"item": "assessment-item", "test": "assessment-test", "stimulus": "assessment-stimulus"}
            if root.tag != f"{{{ITEMS}}}qti-{expected[kind.split('_')[1]]}":
                yield f"{href}: {root.tag} in a {kind}"
            yield from (f"{href}: {wrong}" for wrong in _of_file(root, href, archive))


def _of_manifest(manifest: ET.Element, archive: zipfile.ZipFile) -> Iterator[str]:
    about = manifest.find(f"{{{MANIFEST}}}metadata")
    told = [(each.tag.rpartition("}")[2], each.text) for each in about or []]
    if told[:2] != [("schema", "QTI Package"), ("schemaversion", "3.0.0")]:
        yield f"the package is {told[:2]}"
    resources = list(manifest.iter(f"{{{MANIFEST}}}resource"))
    ids = [each.get("identifier", "") for each in (manifest, *resources)]
    yield from (f"the identifier {id_!r} is there twice" for id_ in {id_ for id_ in ids if ids.count(id_) > 1})
    yield from (f"{id_!r} is no identifier" for id_ in ids if not IDENTIFIER.fullmatch(id_))
    files = [file.get("href", "") for each in resources for file in each.iter(f"{{{MANIFEST}}}file")]
    there = [name for name in archive.namelist() if name != "imsmanifest.xml"]
    if sorted(files) != sorted(there):
        yield f"listed, not there, or there and not listed: {sorted(set(files) ^ set(there))}"
    for each in resources:
        if each.get("href") not in [file.get("href") for file in each.iter(f"{{{MANIFEST}}}file")]:
            yield f"{each.get('href')} is not among its files"
        for need in each.iter(f"{{{MANIFEST}}}dependency"):
            if need.get("identifierref") not in ids:
                yield f"{each.get('identifier')} needs {need.get('identifierref')}, which is not there"


def _of_file(root: ET.Element, href: str, archive: zipfile.ZipFile) -> Iterator[str]:
    for each in root.iter():
        space, _, tag = each.tag[1:].partition("}")
        name = tag.removeprefix("qti-")
        if space != ITEMS:
            yield f"{tag} is of {space}"
        if not tag.startswith("qti-"):
            if tag not in HTML:
                yield f"<{tag}> is none of the HTML that is used"
            if tag == "img" and not (each.get("alt") and each.get("src")):
                yield "an image without its alternative text"
        elif name not in ELEMENTS:
            yield f"<{tag}> is unknown"
        else:
            known = ELEMENTS[name].split()
            given = {key for key in each.attrib if not key.startswith(XML)}
            for key in known:
                if key.endswith("*") and key[:-1] not in given:
                    yield f"<{tag}> has no {key[:-1]}"
            yield from (f"<{tag}> has {key}" for key in given - {key.rstrip("*") for key in known})
        for key in ("href", "src"):
            if key in each.attrib:
                found = posixpath.normpath(posixpath.join(posixpath.dirname(href), each.get(key, "")))
                if found not in archive.namelist():
                    yield f"{each.get(key)} is not there"
        id_ = each.get("identifier")
        if id_ is not None and not IDENTIFIER.fullmatch(id_):
            yield f"{id_!r} is no identifier"
        if name in ORDER:
            order = ORDER[name].split()
            places = [order.index(child.tag.rpartition("qti-")[2]) for child in each]
            if places != sorted(places):
                yield f"what is in <{tag}> is out of order"
        if name in NUMBER_OF_PARTS and len(each) != NUMBER_OF_PARTS[name]:
            yield f"<{tag}> has {len(each)} parts"
        if name in ("item-body", "stimulus-body") and (each.text or "").strip():
            yield f"text stands in <{tag}> itself"
    if root.tag.endswith("qti-assessment-item"):
        yield from _of_item(root)
    elif root.tag.endswith("qti-assessment-test"):
        references = [each.get("identifier") for each in _all(root, "assessment-item-ref")]
        if len(set(references)) < len(references):
            yield "two references are called the same"


def _all(root: ET.Element, *names: str) -> Iterator[ET.Element]:
    for each in root.iter():
        if each.tag.rpartition("}qti-")[2] in names and "}qti-" in each.tag:
            yield each


def _of_item(root: ET.Element) -> Iterator[str]:
    responses = {each.get("identifier"): each for each in _all(root, "response-declaration")}
    outcomes = {each.get("identifier"): each for each in _all(root, "outcome-declaration")}
    if set(responses) & set(outcomes) or "SCORE" not in outcomes:
        yield "responses and outcomes are called the same, or there is no SCORE"
    for each in (*responses.values(), *outcomes.values()):
        kind, base = each.get("cardinality"), each.get("base-type")
        if kind not in CARDINALITIES or (base not in BASE_TYPES and kind != "record"):
            yield f"{each.get('identifier')} is {kind} of {base}"
        values = [value.text or "" for value in _all(each, "value")]
        if kind == "single" and len(values) > 1:
            yield f"{each.get('identifier')} has several values"
        values += [entry.get("map-key", "") for entry in _all(each, "map-entry")]
        for value in values:
            if not _fits(value, base):
                yield f"{value!r} is no {base}"
        for entry in _all(each, "map-entry"):
            if not FLOAT.fullmatch(entry.get("mapped-value", "")):
                yield f"{entry.get('mapped-value')} is no number"
    asked = list(_all(root, *BINDS))
    if sorted(each.get("response-identifier", "") for each in asked) != sorted(map(str, responses)):
        yield "interactions and responses do not agree"
    for each in asked:
        name = each.tag.rpartition("}qti-")[2]
        declared = responses[each.get("response-identifier")]
        kinds, bases = BINDS[name]
        if declared.get("cardinality") not in kinds.split() or declared.get("base-type") not in bases.split():
            yield f"{name} has a response that is {declared.attrib}"
        if each.get("max-choices") == "1" and declared.get("cardinality") != "single":
            yield f"{name} takes one choice, and its response is {declared.get('cardinality')}"
        ids = [child.get("identifier", "") for child in each.iter() if child is not each and child.get("identifier")]
        if len(set(ids)) < len(ids):
            yield f"two choices in {name} are called the same"
        if declared.get("base-type") in ("identifier", "directedPair"):
            named = [value.text or "" for value in _all(declared, "value")]
            named += [entry.get("map-key", "") for entry in _all(declared, "map-entry")]
            if not {part for value in named for part in value.split()} <= set(ids):
                yield f"{named} are not in {name}"
    for each in _all(root, "variable", "correct", "map-response"):
        known = responses if each.tag.endswith(("correct", "map-response")) else {**responses, **outcomes}
        if each.get("identifier") not in known:
            yield f"{each.get('identifier')} is not declared"
        if each.tag.endswith("map-response") and not list(_all(responses[each.get("identifier")], "mapping")):
            yield f"{each.get('identifier')} has no mapping"
    for each in _all(root, "set-outcome-value"):
        if each.get("identifier") not in outcomes or len(each) != 1:
            yield f"{each.get('identifier')} cannot be set"
    for each in _all(root, "base-value"):
        if not _fits(each.text or "", each.get("base-type")):
            yield f"{each.text!r} is no {each.get('base-type')}"
    shown = [each.get("identifier") for each in _all(root, "modal-feedback")]
    if len(set(shown)) < len(shown):
        yield "two feedbacks are called the same"
    said = {each.text for each in _all(root, "base-value") if each.get("base-type") == "identifier"}
    for each in _all(root, "modal-feedback"):
        outcome = outcomes.get(each.get("outcome-identifier"))
        if outcome is None or outcome.get("base-type") != "identifier" or each.get("identifier") not in said:
            yield f"the feedback {each.get('identifier')} is never shown"
        if [child.tag.rpartition("qti-")[2] for child in each] != ["content-body"]:
            yield "a feedback without a body"
    for each in _all(root, "response-processing"):
        template = each.get("template")
        if template and (len(each) or "RESPONSE" not in responses):
            yield "a template with rules, or without a RESPONSE"
        if template and not re.fullmatch(
            r"https://purl\.imsglobal\.org/spec/qti/v3p0/rptemplates/(match_correct|map_response)\.xml", template
        ):
            yield f"the template {template}"
        if not template and not len(each):
            yield "processing without rules"


def _fits(value: str, base: str | None) -> bool:
    if base == "identifier":
        return IDENTIFIER.fullmatch(value) is not None
    if base == "directedPair":
        parts = value.split(" ")
        return len(parts) == 2 and all(IDENTIFIER.fullmatch(part) for part in parts)
    return base != "float" or FLOAT.fullmatch(value) is not None
