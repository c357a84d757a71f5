"""More files that mean harm: each attack that defusedxml lists, and some more, in each format that is read."""

# ruff: noqa: E501 (a table)

import gzip
import io
import zipfile
from collections.abc import Callable

# the root of each format of XML, with what makes the program take the file for one, and an item that it would read
ROOTS = {
    "moodle": (
        "quiz",
        "",
        "<question type='essay'><name><text>n</text></name><questiontext><text>{}</text></questiontext></question>",
    ),
    "qti 1.2": (
        "questestinterop",
        "",
        "<item ident='i' title='n'><presentation><material><mattext>{}</mattext></material></presentation></item>",
    ),
    "qti 2 item": (
        "assessmentItem",
        " identifier='i' title='n'",
        "<itemBody><p>{}</p><choiceInteraction responseIdentifier='R'/></itemBody>",
    ),
    "qti 3 item": (
        "qti-assessment-item",
        " identifier='i' title='n'",
        "<qti-item-body><p>{}</p><qti-extended-text-interaction response-identifier='R'/></qti-item-body>",
    ),
    "qti 2 test": (
        "assessmentTest",
        " identifier='t' title='n'",
        "<testPart><assessmentSection title='{}'/></testPart>",
    ),
    "qti 3 text": (
        "qti-assessment-stimulus",
        " identifier='s' title='n'",
        "<qti-stimulus-body><p>{}</p></qti-stimulus-body>",
    ),
    "manifest": ("manifest", "", "<resources><resource type='imsqti_item_xmlv2p2' href='{}'/></resources>"),
}
BOMB = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
SECRET = "file:///etc/passwd"
# attack: what stands before the root, and in it
ATTACKS: dict[str, tuple[str, str]] = {
    "billion laughs": (f"<!DOCTYPE {{root}} [{BOMB}]>", "&i;"),
    "quadratic blowup": (f"<!DOCTYPE {{root}} [<!ENTITY a '{'x' * 20_000}'>]>", "&a;" * 2000),
    "entities in a circle": ("<!DOCTYPE {root} [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", "&a;"),
    "external entity": (f"<!DOCTYPE {{root}} [<!ENTITY a SYSTEM '{SECRET}'>]>", "&a;"),
    "external entity by http": ("<!DOCTYPE {root} [<!ENTITY a SYSTEM 'http://127.0.0.1:9/a'>]>", "&a;"),
    "external entity by ftp": ("<!DOCTYPE {root} [<!ENTITY a PUBLIC 'a' 'ftp://127.0.0.1:9/a'>]>", "&a;"),
    "external document type": (f"<!DOCTYPE {{root}} SYSTEM '{SECRET}'>", "&a;"),
    "external document type by http": ("<!DOCTYPE {root} PUBLIC 'a' 'http://127.0.0.1:9/a.dtd'>", "text"),
    "parameter entity": (f"<!DOCTYPE {{root}} [<!ENTITY % a SYSTEM '{SECRET}'>%a;]>", "text"),
    "parameter entity that makes one": ("<!DOCTYPE {root} [<!ENTITY % a \"<!ENTITY b 'x'>\">%a;]>", "&b;"),
    "attribute from a document type": (f"<!DOCTYPE {{root}} [<!ATTLIST {{root}} title CDATA '{'x' * 5000}'>]>", "text"),
    "entity in an attribute": (f"<!DOCTYPE {{root}} [{BOMB}]><?a b?>", "</p><p title='&i;'>"),
    "notation": (f"<!DOCTYPE {{root}} [<!NOTATION a SYSTEM '{SECRET}'><!ENTITY b SYSTEM 'x' NDATA a>]>", "&b;"),
    "style sheet": (f"<?xml-stylesheet type='text/xsl' href='{SECRET}'?>", "text"),
    "xinclude": ("", f"<include xmlns='http://www.w3.org/2001/XInclude' href='{SECRET}' parse='text'/>"),
    "xslt that runs a program": (
        "",
        "<xsl:value-of xmlns:xsl='http://www.w3.org/1999/XSL/Transform' select='rt:exec(rt:getRuntime())'/>",
    ),
    "an image of this computer": (
        "",
        f"<img src='{SECRET}' alt='a'/><object data='{SECRET}' type='text/html'>a</object>",
    ),
    "a script": ("", "<script>alert(1)</script>&lt;script&gt;alert(1)&lt;/script&gt;"),
}
_HEAD = "<?xml version='1.0' encoding='UTF-8'?>"


def _attack(kind: str, name: str) -> Callable[[], bytes]:
    root, attributes, body = ROOTS[kind]
    before, inside = ATTACKS[name]

    def made() -> bytes:
        return f"{_HEAD}{before.replace('{root}', root)}<{root}{attributes}>{body.format(inside)}</{root}>".encode()

    return made


def _zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return target.getvalue()


def _item(body: str, declared: str = "", rules: str = "") -> bytes:
    return (
        f"{_HEAD}<assessmentItem identifier='i' title='n'>{declared}<outcomeDeclaration identifier='SCORE' "
        f"cardinality='single' baseType='float'/><itemBody><p>Who?</p>{body}</itemBody>"
        f"<responseProcessing>{rules}</responseProcessing></assessmentItem>"
    ).encode()


_DECLARED = (
    "<responseDeclaration identifier='R' cardinality='{}' baseType='{}'><correctResponse><value>{}</value>"
    "</correctResponse></responseDeclaration>"
)
_SUM = (
    "<setOutcomeValue identifier='SCORE'>"
    + "<sum>" * 60
    + "<mapResponse identifier='R'/>"
    + "</sum>" * 60
    + "</setOutcomeValue>"
)


def _choices(count: int, tag: str = "simpleChoice") -> str:
    return "".join(f"<{tag} identifier='c{n}' matchMax='1'>{n}</{tag}>" for n in range(count))


_ONE = _DECLARED.format("single", "identifier", "c1")
_CHOICE = f"<choiceInteraction responseIdentifier='R'>{_choices(3)}</choiceInteraction>"
QTI_2: dict[str, Callable[[], bytes]] = {
    "ten thousand options": lambda: _item(
        f"<choiceInteraction responseIdentifier='R'>{_choices(10_000)}</choiceInteraction>", _ONE
    ),
    "ten thousand pairs": lambda: _item(
        f"<matchInteraction responseIdentifier='R'><simpleMatchSet>{_choices(5000, 'simpleAssociableChoice')}"
        f"</simpleMatchSet><simpleMatchSet>{_choices(5000, 'simpleAssociableChoice')}</simpleMatchSet></matchInteraction>",
        _DECLARED.format("multiple", "directedPair", "c1 c1"),
    ),
    "ten thousand right answers": lambda: _item(
        _CHOICE, _DECLARED.format("multiple", "identifier", "c1</value><value>" * 10_000)
    ),
    "ten thousand gaps": lambda: _item("<p>a <textEntryInteraction responseIdentifier='R'/></p>" * 10_000, _ONE),
    "two hundred to put in order": lambda: _item(
        f"<orderInteraction responseIdentifier='R'>{_choices(199)}</orderInteraction>",
        _DECLARED.format("ordered", "identifier", "</value><value>".join(f"c{n}" for n in range(199))),
        "<responseCondition/>",
    ),
    "deep conditions": lambda: _item(_CHOICE, _ONE, "<responseCondition><responseIf><and>" * 20_000),
    "deep sums": lambda: _item(_CHOICE, _ONE, _SUM),
    "ten thousand statements": lambda: _item(
        _CHOICE,
        _ONE,
        "<setOutcomeValue identifier='SCORE'><sum><variable identifier='SCORE'/>"
        "<variable identifier='SCORE'/></sum></setOutcomeValue>" * 10_000,
    ),
    "a product of products": lambda: _item(
        _CHOICE,
        _ONE,
        "<setOutcomeValue identifier='SCORE'><sum><variable identifier='SCORE'/><baseValue "
        "baseType='float'>9e29</baseValue></sum></setOutcomeValue><setOutcomeValue identifier='SCORE'><product>"
        "<variable identifier='SCORE'/><variable identifier='SCORE'/></product></setOutcomeValue>" * 2000,
    ),
    "a quotient by nothing": lambda: _item(
        _CHOICE,
        _ONE,
        "<setOutcomeValue identifier='SCORE'><divide><mapResponse identifier='R'/><baseValue "
        "baseType='float'>0</baseValue></divide></setOutcomeValue>",
    ),
    "a sum of sums": lambda: _item(
        _CHOICE,
        _ONE,
        "<responseCondition><responseIf><match><variable identifier='R'/><correct identifier='R'/></match>"
        "<setOutcomeValue identifier='SCORE'><sum><variable identifier='SCORE'/><baseValue baseType='float'>1</baseValue></sum>"
        "</setOutcomeValue></responseIf></responseCondition>" * 3000,
    ),
    "points beyond all": lambda: _item(
        _CHOICE, _ONE, _SUM.replace("<mapResponse identifier='R'/>", "<baseValue>1e999999999</baseValue>")
    ),
    "no declaration": lambda: _item(_CHOICE),
    "the same identifier for all": lambda: _item(_CHOICE.replace("c0", "c1").replace("c2", "c1"), _ONE),
    "feedback for ten thousand": lambda: _item(
        _CHOICE,
        _ONE,
        "<setOutcomeValue identifier='F'><baseValue baseType='identifier'>x</baseValue></setOutcomeValue>" * 10_000,
    ),
    "a package that names what is outside": lambda: _zipped(
        imsmanifest_xml=f"{_HEAD}<manifest><resources><resource type='imsqti_item_xmlv2p2' href='../../../etc/passwd'/>"
        "<resource type='imsqti_item_xmlv2p2' href='file:///etc/passwd'/></resources></manifest>".encode()
    ),
    "a test of itself": lambda: _zipped(
        t_xml=f"{_HEAD}<assessmentTest title='t'><testPart><assessmentSectionRef href='s.xml'/></testPart></assessmentTest>".encode(),
        s_xml=f"{_HEAD}<assessmentSection><assessmentSectionRef href='s.xml'/><assessmentSectionRef href='s.xml'/></assessmentSection>".encode(),
    ),
    "a card without an end": lambda: _zipped(
        imsmanifest_xml=f"{_HEAD}<manifest><metadata><lom><lifeCycle><contribute><entity>{'FN;' * 50_000}</entity></contribute>"
        "</lifeCycle></lom></metadata><resources><resource type='imsqti_item_xmlv2p2'/></resources></manifest>".encode()
    ),
}
SIGNS = ("\u202e", "\u2066", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff", "a" + "\u0301" * 5000)
TEXTS: dict[str, Callable[[], bytes]] = {
    **{f"gift with {ascii(sign)[:8]}": lambda sign=sign: f"Who{sign}?{{=Mar{sign}ta ~no}}".encode() for sign in SIGNS},
    **{
        f"aiken with {ascii(sign)[:8]}": lambda sign=sign: f"Who{sign}?\nA) Mar{sign}ta\nB) no\nANSWER: A\n".encode()
        for sign in SIGNS
    },
    "gift with a control character": lambda: b"Who\x08?{=Marta ~no\x1b[31m}",
    "gift in gzip": lambda: gzip.compress(b"Who?{T}" * 10**6),
    "gift of one line": lambda: b"Who? " * 10**6,
    "gift with ten thousand answers": lambda: b"Who?{" + b"~a=b" * 10_000 + b"}",
    "gift with many marks": lambda: ("Who?{=" + "e\u0301\u0302" * 20_000 + "}").encode(),
    "aiken with letters without an end": lambda: b"Who?\n" + b"A) a\nB) b\n" * 20_000,
}
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a text that unpacks to more than is read": lambda: _bomb(b"<quiz>" + b" " * 2**20, 64),
    "two hundred texts of a megabyte": lambda: _zipped(
        **dict.fromkeys((f"t{n}" for n in range(201)), b"<quiz>" + b" " * 2**20)
    ),
    "an archive in which two names are one": lambda: _twice(),
    "an archive with a size that is not true": lambda: _zipped(a=b"Who?{T}" * 9).replace(
        b"?\x00\x00\x00", b"\xff\xff\xff\x7f"
    ),
    "an archive that says it is locked": lambda: _locked(),
    "an archive with a name of control characters": lambda: _zipped(**{"a\x1b[31m\u202e": b"Who?{T}"}),
    "bytes after the end": lambda: _zipped(a=b"Who?{T}") + bytes(100_000),
}


def _bomb(piece: bytes, count: int) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.xml", "w") as file,
    ):
        for _ in range(count // 16):
            file.write(piece * 16)
    return target.getvalue()


def _twice() -> bytes:
    return _zipped(a1=b"Who?{T}", a2=b"Who?{T}").replace(b"a2", b"a1")


def _locked() -> bytes:
    data = bytearray(_zipped(a=b"Who?{T}"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


MORE: dict[str, Callable[[], bytes]] = {
    **{f"{kind}: {name}": _attack(kind, name) for kind in ROOTS for name in ATTACKS},
    **{f"qti 2: {name}": made for name, made in QTI_2.items()},
    **TEXTS,
    **ARCHIVES,
}
