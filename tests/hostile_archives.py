"""Packs and Word documents that mean harm or are broken, by name."""

# ruff: noqa: E501 (a table)

import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from quizapp.formats.pack_file import Manifest, content_hash, write_pack
from tests.word_documents import RELATIONS, paragraph, run, word_document

BANK = (
    b"id: a\ntitle: A\npassage:\n  file: p.md\nquestions:\n  - {id: q, type: true_false, stem: It is so., key: true}\n"
)
PASSAGE = b"# A\n\nIt is so.\n"
FILES: Mapping[str, bytes] = {"a.yaml": BANK, "p.md": PASSAGE}
MANIFEST = Manifest(format=1, id="a", title="A", version="1", banks=("a.yaml",), content="")


@cache
def good_pack() -> bytes:
    return write_pack(MANIFEST, FILES)


def manifest(files: Mapping[str, bytes] = FILES, **other: object) -> bytes:
    values = {"format": 1, "id": "a", "title": "A", "version": "1", "banks": ["a.yaml"], "content": content_hash(files)}
    return json.dumps(values | other).encode()


def zipped(files: Mapping[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]], method: int = 0) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            archive.writestr(name, data)
    return target.getvalue()


def pack(more: Mapping[str, bytes] | None = None, method: int = 0, **other: object) -> bytes:
    """A pack whose manifest has `other` values, with `more` files in it; its hash is right."""
    files = {**FILES, **(more or {})}
    return zipped({"manifest.json": manifest(files, **other), **files}, method)


def renamed(name: str, real: str = "x" * 20 + ".md") -> bytes:
    """A pack with a file of this name, which `zipfile` might have mended; it may be cut to the length of `real`."""
    data = pack({real: b"x"})
    return data.replace(real.encode(), name.encode().ljust(len(real), b"x")[: len(real)])


def patched(data: bytes, sign: bytes, at: int, form: str, value: int, first: bool = True) -> bytes:
    """`data` with a number of a record of the archive replaced, `at` bytes after the record's sign."""
    place = (data.find if first else data.rfind)(sign) + at
    size = struct.calcsize(form)
    return data[:place] + struct.pack(form, value) + data[place + size :]


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry, target


def twice(name: str, one: bytes, other: bytes) -> bytes:
    """A pack with two files of one name."""
    spare = "".join("z" if sign.isalpha() else sign for sign in name)
    first = [] if name == "manifest.json" else [(name, one)]
    files = [("manifest.json", manifest()), *first, (spare, other), *FILES.items()]
    return zipped(files).replace(spare.encode(), name.encode())


def zip64(data: bytes) -> bytes:
    at = data.rfind(b"PK\x05\x06")
    record = b"PK\x06\x06" + struct.pack("<Q", 44) + bytes(44)
    return data[:at] + record + b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1) + data[at:]


def of_many(data: bytes, count: int) -> bytes:
    """An archive with its last entry, x00000, in its directory so often, which `zipfile` takes seconds to write."""
    first, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    last = data.rfind(b"PK\x01\x02", 0, end)
    entries = b"".join(data[last:end].replace(b"x00000", b"x%05d" % number) for number in range(count))
    directory, files = data[first:last] + entries, data[first:last].count(b"PK\x01\x02") + count
    size = len(directory)
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, files, files, size, first)
    place = b"PK\x06\x07" + struct.pack("<LQL", 0, first + size, 1)
    return (
        data[:first] + directory + record + place
        + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, size, first, 0)
    )  # fmt: skip


def overlapping() -> bytes:
    """All entries of the directory show the same packed bytes."""
    data = pack({f"f{n:03}.md": bytes(9000) for n in range(200)}, zipfile.ZIP_DEFLATED)
    first = data.find(b"PK\x03\x04", data.find(b"f000.md") - 40)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data = (
            data[: at + 20]
            + struct.pack("<L", 60_000)
            + data[at + 24 : at + 42]
            + struct.pack("<L", first)
            + data[at + 46 :]
        )
        at = data.find(b"PK\x01\x02", at + 4)
    return data


YAML_BOMB = b"id: &a [x, x]\ntitle: [*a, *a]\n"
OUTSIDE = BANK.replace(b"p.md", b"../../../etc/passwd")
ABSOLUTE = BANK.replace(b"p.md", b"/etc/passwd")
REMOTE = BANK.replace(b"p.md", rb"\\server\share\p.md")
IMAGE = BANK + b"    image: {file: i.png, alt: An image}\n"

HOSTILE_PACKS: dict[str, Callable[[], bytes]] = {
    "a name that leads up": lambda: pack({"../x.md": b"x"}),
    "a name that leads up later": lambda: pack({"a/../../x.md": b"x"}),
    "a name that leads up on Windows": lambda: renamed("..\\..\\aaaaaaaaaa\\x.md"),
    "an absolute name": lambda: pack({"/etc/x.md": b"x"}),
    "a drive": lambda: pack({"C:/x.md": b"x"}),
    "another computer": lambda: pack({"//server/share/x.md": b"x"}),
    "this folder": lambda: pack({"./x.md": b"x"}),
    "a folder without a name": lambda: pack({"a//x.md": b"x"}),
    "a hidden file": lambda: pack({".x.md": b"x"}),
    "a name with a NUL": lambda: renamed("x.md\0xxxxxxxxxx.md"),
    "a name on two lines": lambda: pack({"a\nb.md": b"x"}),
    "a name that turns around": lambda: pack({"a\u202edm.exe.md": b"x"}),
    "a name with a colon": lambda: pack({"a:b.md": b"x"}),
    "a name with a star": lambda: pack({"a*.md": b"x"}),
    "a device": lambda: pack({"CON.md": b"x"}),
    "a folder that is a device": lambda: pack({"aux/x.md": b"x"}),
    "a folder with a point at its end": lambda: pack({"a./x.md": b"x"}),
    "a folder with a space at its end": lambda: pack({"a /x.md": b"x"}),
    "a name that is too long": lambda: pack({f"{'x' * 300}.md": b"x"}),
    "folders without end": lambda: pack({f"{'a/' * 30}x.md": b"x"}),
    "a program": lambda: pack({"run.exe": b"MZ"}),
    "a script": lambda: pack({"run.sh": b"#!/bin/sh"}),
    "a page": lambda: pack({"x.html": b"<script>"}),
    "a drawing": lambda: pack({"x.svg": b"<svg/>"}),
    "an archive in it": lambda: pack({"x.zip": good_pack()}),
    "a pack in it": lambda: pack({"x.quizpack": good_pack()}),
    "names alike but for capitals": lambda: pack({"P.md": b"x"}),
    "names alike but for the Turkish i": lambda: pack({"ß.md": b"x", "ss.md": b"y"}),
    "names alike but for their form": lambda: pack({"é.md": b"x", "e\u0301.md": b"y"}),
    "a file twice": lambda: twice("b.md", b"x", b"y"),
    "a manifest twice": lambda: twice("manifest.json", b"{}", b"{}"),
    "no manifest": lambda: zipped(FILES),
    "a manifest without end": lambda: zipped({"manifest.json": b" " * 2**21 + manifest(), **FILES}),
    "a manifest that is no JSON": lambda: zipped({"manifest.json": b"{", **FILES}),
    "a manifest nested deeply": lambda: zipped({"manifest.json": b"[" * 200_000, **FILES}),
    "a manifest in another encoding": lambda: zipped({"manifest.json": "{é".encode("utf-16"), **FILES}),
    "a manifest with other values": lambda: pack(banks="a.yaml"),
    "a newer manifest": lambda: pack(format=2, banks=3),
    "a manifest of the format 0": lambda: pack(format=0),
    "a manifest without banks": lambda: pack(banks=[]),
    "a bank that is not there": lambda: pack(banks=["a.yaml", "b.yaml"]),
    "a bank outside": lambda: pack(banks=["../a.yaml"]),
    "a bank named twice": lambda: pack(banks=["a.yaml", "a.yaml"]),
    "a passage as a bank": lambda: pack(banks=["p.md"]),
    "an id that leads up": lambda: pack(id="../a"),
    "a version that is none": lambda: pack(version="1.x"),
    "a version without end": lambda: pack(version="9" * 5000),
    "a title that turns around": lambda: pack(title="A\u202eB"),
    "a title without end": lambda: pack(title="A" * 5000),
    "a wrong hash": lambda: pack(content="0" * 64),
    "another content": lambda: good_pack().replace(b"It is so.\n", b"It is no.\n"),
    "another content with its checksum": lambda: zipped({"manifest.json": manifest(), "a.yaml": BANK, "p.md": b"# B\n\nNo.\n"}),
    "a file more than was packed": lambda: zipped({"manifest.json": manifest(), **FILES, "q.md": b"x"}),
    "a wrong checksum": lambda: patched(good_pack(), b"PK\x01\x02", 16, "<L", 1),
    "cut in the middle": lambda: good_pack()[: len(good_pack()) // 2],
    "cut at the end": lambda: good_pack()[:-10],
    "nothing": lambda: b"",
    "the first letters": lambda: b"PK\x03\x04",
    "an empty archive": lambda: zipped({}),
    "a text": lambda: BANK,
    "an old document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "a password": lambda: patched(patched(good_pack(), b"PK\x03\x04", 6, "<H", 1), b"PK\x01\x02", 8, "<H", 1),
    "packed in another way": lambda: pack(method=zipfile.ZIP_LZMA),
    "packed in a way that nobody knows": lambda: patched(good_pack(), b"PK\x01\x02", 10, "<H", 97),
    "a bomb": lambda: pack({"x.md": bytes(31 * 2**20)}, zipfile.ZIP_DEFLATED),
    "a bomb of many files": lambda: pack({f"x{n}.md": bytes(2**20) for n in range(70)}, zipfile.ZIP_DEFLATED),
    "a bomb that says it is small": lambda: patched(
        pack({"a.md": bytes(31 * 2**20)}, zipfile.ZIP_DEFLATED), b"PK\x01\x02", 24, "<L", 1000, first=False
    ),
    "a file that says it is large": lambda: patched(good_pack(), b"PK\x01\x02", 24, "<L", 2**31, first=False),
    "a file that says it is a little larger": lambda: patched(good_pack(), b"PK\x01\x02", 24, "<L", 999, first=False),
    "3,000 files": lambda: pack({f"x{n}.md": b"x" for n in range(3000)}),
    "70,000 files": lambda: of_many(pack({"x00000.md": b"x"}), 70_000),
    "a link": lambda: zipped([("manifest.json", manifest()), *FILES.items(), link("x.md", b"/etc/passwd")]),
    "a link in place of the passage": lambda: zipped(
        [("manifest.json", manifest()), ("a.yaml", BANK), link("p.md", b"../../etc/passwd")]
    ),
    "the large form": lambda: zip64(good_pack()),
    "the large form by its numbers": lambda: patched(good_pack(), b"PK\x05\x06", 10, "<H", 0xFFFF, first=False),
    "more files than it says": lambda: patched(
        patched(good_pack(), b"PK\x05\x06", 10, "<H", 1, first=False), b"PK\x05\x06", 8, "<H", 1, first=False
    ),
    "a directory that is elsewhere": lambda: patched(good_pack(), b"PK\x05\x06", 16, "<L", 10**6, first=False),
    "a directory that is larger": lambda: patched(good_pack(), b"PK\x05\x06", 12, "<L", 2**30, first=False),
    "an end in its comment": lambda: patched(good_pack() + b"PK\x05\x06" + bytes(18), b"PK\x05\x06", 20, "<H", 22),
    "something before it": lambda: b"#!/bin/sh\n" + good_pack(),
    "files on top of each other": overlapping,
    "another name inside": lambda: good_pack().replace(b"p.md", b"q.md", 1),
    "a bank with anchors": lambda: pack({"b.yaml": YAML_BOMB}, banks=["b.yaml"]),
    "a passage outside": lambda: pack({"b.yaml": OUTSIDE}, banks=["b.yaml"]),
    "an absolute passage": lambda: pack({"b.yaml": ABSOLUTE}, banks=["b.yaml"]),
    "a passage of another computer": lambda: pack({"b.yaml": REMOTE}, banks=["b.yaml"]),
    "an image that is a text": lambda: pack({"b.yaml": IMAGE, "i.png": b"no image"}, banks=["b.yaml"]),
    "an image that is not there": lambda: pack({"b.yaml": IMAGE}, banks=["b.yaml"]),
    "a bank that is no text": lambda: pack({"b.yaml": bytes(range(256))}, banks=["b.yaml"]),
    "a passage of the folder above": lambda: pack({"d/b.yaml": BANK.replace(b"p.md", b"../p.md")}, banks=["d/b.yaml"]),
}  # fmt: skip

LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)
FINE = paragraph("It is so.")
REMOTE_TEMPLATE = '<Relationships><Relationship Type="x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'
AWAY = RELATIONS.replace("word/document.xml", "../../../etc/passwd")
HTTP = RELATIONS.replace('"word/document.xml"', '"http://example.org/document.xml" TargetMode="External"')

BROKEN_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a bomb of entities": lambda: word_document(paragraph("&a9;"), LAUGHS),
    "a large entity": lambda: word_document(paragraph("&a;" * 5000), f"<!DOCTYPE w [<!ENTITY a '{'x' * 50_000}'>]>"),
    "a file as an entity": lambda: word_document(paragraph("&x;"), "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    "an address as an entity": lambda: word_document(paragraph("&x;"), "<!DOCTYPE w [<!ENTITY x SYSTEM 'http://example.org/'>]>"),
    "a parameter": lambda: word_document(FINE, "<!DOCTYPE w [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>"),
    "an entity of nobody": lambda: word_document(paragraph("&nbsp;")),
    "entities in the styles": lambda: word_document(FINE, more={"word/styles.xml": f"{LAUGHS}<s>&a9;</s>"}),
    "a bomb": lambda: word_document("<w:p/>" * 3_000_000),
    "many elements": lambda: word_document("<w:p><w:r/></w:p>" * 150_000),
    "many paragraphs": lambda: word_document(FINE * 8000),
    "many runs": lambda: word_document(f"<w:p>{run('a', '<w:b/>') * 19_000}</w:p>"),
    "a long text": lambda: word_document(paragraph("word " * 70_000)),
    "a tag without end": lambda: word_document("<w:p " + " ".join(f'a{n}="x"' for n in range(300_000)) + "/>"),
    "deep nesting": lambda: word_document("<w:sdt>" * 50_000 + "</w:sdt>" * 50_000),
    "broken XML": lambda: word_document("<w:p>"),
    "XML with a NUL": lambda: word_document(paragraph("a&#0;b")),
    "XML in no encoding": lambda: word_document(FINE, more={"word/document.xml": b'<?xml version="1.0" encoding="x-no"?><a/>'}),
    "letters in no encoding": lambda: word_document(FINE, more={"word/document.xml": b"<a>\xff\xfe\xff</a>"}),
    "another root": lambda: word_document(FINE, more={"word/document.xml": "<html><p>x</p></html>"}),
    "a document outside": lambda: word_document(FINE, more={"_rels/.rels": AWAY}),
    "a document at an address": lambda: word_document(FINE, more={"_rels/.rels": HTTP}),
    "a name that leads up": lambda: word_document(FINE, more={"../../x": "x"}),
    "an absolute name": lambda: word_document(FINE, more={"/etc/x": "x"}),
    "a link in place of the text": lambda: zipped([link("word/document.xml", b"/etc/passwd")]),
    "70,000 files": lambda: of_many(word_document(FINE, more={"x00000": ""}), 70_000),
    "a password": lambda: patched(
        patched(zipped({"word/document.xml": b"<a/>"}), b"PK\x03\x04", 6, "<H", 1), b"PK\x01\x02", 8, "<H", 1
    ),
    "an old document with a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "a wrong checksum": lambda: patched(zipped({"word/document.xml": b"<a/>"}), b"PK\x01\x02", 16, "<L", 1),
    "cut in the middle": lambda: word_document(FINE)[:500],
    "a text twice": lambda: zipped([("word/documents.xml", b"<a/>"), ("word/document2.xml", b"<a/>")]).replace(
        b"word/documents.xml", b"word/document2.xml"
    ),
}  # fmt: skip
"""Documents that are refused."""

HARMLESS_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "macros": lambda: word_document(FINE, more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500), "word/vbaData.xml": "<a/>"}),
    "an embedded program": lambda: word_document(
        f"{FINE}<w:p><w:r><w:object><o:OLEObject ProgID='Package'/></w:object></w:r></w:p>",
        more={"word/embeddings/oleObject1.bin": b"MZ" + bytes(500)},
    ),
    "a template at an address": lambda: word_document(FINE, more={"word/_rels/settings.xml.rels": REMOTE_TEMPLATE}),
    "a field that starts a program": lambda: word_document(
        f"{FINE}<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe</w:instrText></w:r></w:p>"
    ),
    "a link that is a script": lambda: word_document(f"<w:p><w:hyperlink r:id='rId9'>{run('It is so.')}</w:hyperlink></w:p>"),
    "a page inside": lambda: word_document(f"{FINE}<w:altChunk r:id='rId5'/>", more={"word/x.html": "<script>alert(1)</script>"}),
    "an image at an address": lambda: word_document(f"{FINE}<w:p><w:r><w:pict><v:imagedata src='http://example.org/x.png'/></w:pict></w:r></w:p>"),
    "styles in a circle": lambda: word_document(
        paragraph("It is so.", "A"),
        more={"word/styles.xml": "<w:styles><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>"},
    ),
    "an outside grammar without entities": lambda: word_document(FINE, "<!DOCTYPE w SYSTEM 'http://example.org/w.dtd'>"),
    "another text beside it": lambda: word_document(FINE, more={"word/Document.xml": "<w:document/>", "customXml/item1.xml": LAUGHS}),
    "a bomb beside it": lambda: word_document(FINE, more={"word/media/image1.png": bytes(30 * 2**20)}),
    "signs that turn the text": lambda: word_document(paragraph("It \u202eis\u2066 so.\u202c")),
}  # fmt: skip
"""Documents of which the words are read, and nothing else: “It is so.”"""
