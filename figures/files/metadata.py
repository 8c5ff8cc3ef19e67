"""Title, author, licence, version and permalink inside a file that leaves the site.

Written when the site is published, so that a new version needs no figure drawn again.
"""

import html
import re
import zlib
from collections.abc import Mapping
from pathlib import PurePath

from figures.edition import AUTHOR, LICENCE, LICENCE_URL, SITE, Edition

ROOM = 2048
"""Bytes that a description may add to a file, kept free of its budget."""

_MP4_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The identifier of a box that holds XMP (ISO 16684-3, MPEG-4)."""


def described(name: str, data: bytes, title: str, claim: str, permalink: str, edition: Edition) -> bytes:
    """The file with its description; formats that have no place for one as they are."""
    said = {
        "Title": title,
        "Author": AUTHOR,
        "Subject": claim,
        "Copyright": f"{LICENCE} {LICENCE_URL}",
        "Version": f"{SITE}, {edition.version}",
        "Source": permalink,
    }
    match PurePath(name).suffix:
        case ".svg":
            return _svg(data, xmp(title, claim, permalink, edition))
        case ".png":
            return _png(data, said, xmp(title, claim, permalink, edition))
        case ".pdf":
            return _pdf(data, said)
        case ".mp4":
            return _mp4(data, xmp(title, claim, permalink, edition))
    return data


def xmp(title: str, claim: str, permalink: str, edition: Edition) -> str:
    """The description as RDF in XMP's terms: Dublin Core, rights, Creative Commons, PRISM's version."""

    def either(name: str, text: str) -> str:
        said = html.escape(text, quote=False)
        return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></{name}>'

    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" '
        'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><rdf:Description rdf:about="">'
        f"{either('dc:title', title)}"
        f"<dc:creator><rdf:Seq><rdf:li>{AUTHOR}</rdf:li></rdf:Seq></dc:creator>"
        f"{either('dc:description', claim)}"
        f"{either('dc:rights', f'{LICENCE} {LICENCE_URL}')}"
        f"<dc:identifier>{html.escape(permalink, quote=False)}</dc:identifier>"
        f"<xmpRights:WebStatement>{LICENCE_URL}</xmpRights:WebStatement>"
        f'<cc:license rdf:resource="{LICENCE_URL}"/>'
        f"<prism:versionIdentifier>{html.escape(edition.version, quote=False)}</prism:versionIdentifier>"
        "</rdf:Description></rdf:RDF>"
    )


def _svg(data: bytes, described: str) -> bytes:
    head, mark, rest = data.partition(b"</desc>")
    return head + mark + f"\n<metadata>{described}</metadata>".encode() + rest


def _png(data: bytes, said: Mapping[str, str], described: str) -> bytes:
    """As international text chunks, right behind the header (33 bytes: signature and IHDR)."""
    texts = dict(said) | {"XML:com.adobe.xmp": f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{described}</x:xmpmeta>"}
    chunks = b""
    for name, text in texts.items():
        body = b"iTXt" + name.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
        chunks += (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    return data[:33] + chunks + data[33:]


def _pdf(data: bytes, said: Mapping[str, str]) -> bytes:
    """As a document information dictionary, in an incremental update (ISO 32000-1, 7.5.6)."""
    trailer = data[data.rindex(b"trailer") :]
    size = int(_found(rb"/Size (\d+)", trailer))
    root = _found(rb"/Root (\d+ \d+ R)", trailer).decode()
    before = int(_found(rb"startxref\s+(\d+)", trailer))
    entries = " ".join(f"/{name} <feff{text.encode('utf-16-be').hex()}>" for name, text in said.items())
    body = f"\n{size} 0 obj\n<< {entries} >>\nendobj\n"
    update = (
        f"xref\n{size} 1\n{len(data) + 1:010} 00000 n \n"
        f"trailer\n<< /Size {size + 1} /Root {root} /Info {size} 0 R /Prev {before} >>\n"
        f"startxref\n{len(data) + len(body)}\n%%EOF\n"
    )
    return data + body.encode() + update.encode()


def _found(pattern: bytes, text: bytes) -> bytes:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"a PDF trailer without {pattern!r}: was it written by another matplotlib?")
    return match[1]


def _mp4(data: bytes, described: str) -> bytes:
    """As a box of its own at the end, so that nothing before it moves."""
    body = _MP4_XMP + f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{described}</x:xmpmeta>".encode()
    return data + (len(body) + 8).to_bytes(4) + b"uuid" + body
