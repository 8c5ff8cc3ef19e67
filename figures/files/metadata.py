"""Title, claim, description, author, licence, version and permalink inside a file that leaves the site.

Written when the site is published, so that a new version needs no figure drawn again. The description is
the scene's ``alt``: what somebody hears who cannot see the picture.

A table says it in a last column, ``about``, of which only the first row is filled: lines before the header
would have to be skipped by hand in every spreadsheet and in pandas, and a column that nobody asks for
disturbs no reading of the others.
"""

import csv
import html
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath

from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE, Edition

ROOM = 4096
"""Bytes that a description may add to a file, kept free of its budget."""

NEVER = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold: the time of a build is nobody's business."""
_MP4_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The identifier of a box that holds XMP (ISO 16684-3, MPEG-4)."""


def described(
    name: str, data: bytes, title: str, claim: str, permalink: str, edition: Edition, alt: str = ""
) -> bytes:
    """The file with its description; formats that have no place for one as they are."""
    said = {
        "Title": title,
        "Author": AUTHOR,
        "Subject": claim,
        "Description": alt,
        "Copyright": f"{LICENCE} {LICENCE_URL}",
        "Version": f"{SITE}, {edition.version}",
        "Source": permalink,
    }
    described = xmp(title, claim, permalink, edition, alt)
    ways = {
        ".svg": partial(_svg, described=described),
        ".png": partial(_png, said=said, described=described),
        ".pdf": partial(_pdf, said=said, described=described),
        ".mp4": partial(_mp4, described=described),
        ".gif": partial(_gif, said=said),
        ".zip": partial(_zip, said=said, described=described),
        ".csv": partial(_csv, said=said),
        ".json": partial(_json, said=said),
    }
    way = ways.get(PurePath(name).suffix)
    return way(data) if way else data


def xmp(title: str, claim: str, permalink: str, edition: Edition, alt: str = "") -> str:
    """The description as RDF in XMP's terms: Dublin Core, rights, Creative Commons, PRISM's version, and
    IPTC's text for those who cannot see the picture.
    """

    def either(name: str, text: str) -> str:
        said = html.escape(text, quote=False)
        return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></{name}>'

    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><rdf:Description rdf:about="">'
        f"{either('dc:title', title)}"
        f"<dc:creator><rdf:Seq><rdf:li>{AUTHOR}</rdf:li></rdf:Seq></dc:creator>"
        f"{either('dc:description', claim)}"
        f"{either('Iptc4xmpCore:AltTextAccessibility', alt) if alt else ''}"
        f"{either('dc:rights', f'{LICENCE} {LICENCE_URL}')}"
        f"<dc:identifier>{html.escape(permalink, quote=False)}</dc:identifier>"
        f"<xmpRights:WebStatement>{LICENCE_URL}</xmpRights:WebStatement>"
        f'<cc:license rdf:resource="{LICENCE_URL}"/>'
        f"<prism:versionIdentifier>{html.escape(edition.version, quote=False)}</prism:versionIdentifier>"
        "</rdf:Description></rdf:RDF>"
    )


def _packet(described: str) -> str:
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{described}</x:xmpmeta>"


def _lines(said: Mapping[str, str]) -> str:
    """In words, for formats that have but one place."""
    return "".join(f"{name}: {text}\n" for name, text in said.items())


def _svg(data: bytes, described: str) -> bytes:
    head, mark, rest = data.partition(b"</desc>")
    return head + mark + f"\n<metadata>{described}</metadata>".encode() + rest


def _png(data: bytes, said: Mapping[str, str], described: str) -> bytes:
    """As international text chunks, right behind the header (33 bytes: signature and IHDR)."""
    texts = dict(said) | {"XML:com.adobe.xmp": _packet(described)}
    chunks = b""
    for name, text in texts.items():
        body = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
        chunks += (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    return data[:33] + chunks + data[33:]


def _pdf(data: bytes, said: Mapping[str, str], described: str) -> bytes:
    """As XMP and as a document information dictionary, in an incremental update (ISO 32000-1, 7.5.6)."""
    trailer = data[data.rindex(b"trailer") :]
    size = int(_found(rb"/Size (\d+)", trailer))
    before = int(_found(rb"startxref\s+(\d+)", trailer))
    catalogue = _found(rb"(?s)\n1 0 obj\n(.*?)>>\nendobj\n", data)
    entries = " ".join(f"/{name} <feff{text.encode('utf-16-be').hex()}>" for name, text in said.items())
    packet = (
        f"<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>{_packet(described)}<?xpacket end='r'?>"
    )
    objects = {
        1: catalogue + f" /Metadata {size + 1} 0 R>>".encode(),
        size: f"<<{entries}>>".encode(),
        # Not packed, so that a program which knows no PDF finds it.
        size + 1: f"<</Type /Metadata /Subtype /XML /Length {len(packet.encode())}>>\nstream\n{packet}"
        "\nendstream".encode(),
    }
    starts = {}
    for number, content in objects.items():
        starts[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    first, *others = (f"{start:010} 00000 n \n" for start in starts.values())
    update = (
        f"xref\n1 1\n{first}{size} 2\n{''.join(others)}"
        f"trailer\n<</Size {size + 2} /Root 1 0 R /Info {size} 0 R /Prev {before}>>\n"
        f"startxref\n{len(data)}\n%%EOF\n"
    )
    return data + update.encode()


def _found(pattern: bytes, text: bytes) -> bytes:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"a PDF trailer without {pattern!r}: was it written by another matplotlib?")
    return match[1]


def _mp4(data: bytes, described: str) -> bytes:
    """As a box of its own at the end, so that nothing before it moves."""
    body = _MP4_XMP + _packet(described).encode()
    return data + (len(body) + 8).to_bytes(4) + b"uuid" + body


def _gif(data: bytes, said: Mapping[str, str]) -> bytes:
    """As a comment before the first picture, in pieces of 255 bytes at most (GIF89a, 18, 24)."""
    text = _lines(said).encode()
    pieces = (text[start : start + 255] for start in range(0, len(text), 255))
    # Behind the screen's description, whose byte 10 tells of a palette and how many colours it has.
    head = 13 + (3 * 2 ** (data[10] % 8 + 1) if data[10] & 0x80 else 0)
    comment = b"\x21\xfe" + b"".join(bytes([len(one)]) + one for one in pieces) + b"\0"
    return data[:head] + comment + data[head:]


def _zip(data: bytes, said: Mapping[str, str], described: str) -> bytes:
    """Inside each picture, and as the text ``credit.txt`` beside them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(file, "w") as archive:
        for entry in packed.infolist():
            content = packed.read(entry)
            picture = entry.filename.endswith(".png")
            archive.writestr(entry, _png(content, said, described) if picture else content)
        archive.writestr(zipfile.ZipInfo("credit.txt", NEVER), _lines(said))
    return file.getvalue()


def _csv(data: bytes, said: Mapping[str, str]) -> bytes:
    """In one more column, in its first row."""
    header, first, rest = data.decode().split("\n", 2)
    cell = io.StringIO()
    csv.writer(cell, lineterminator="").writerow([_lines(said).strip().replace("\n", "; ")])
    return f"{header},about\n{first},{cell.getvalue()}\n{rest}".encode()


def _json(data: bytes, said: Mapping[str, str]) -> bytes:
    """As entries before the others."""
    told = {"version": said["Version"], "source": said["Source"]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))[:-1].encode() + b"," + data[1:]
