"""The files that readers take away, as the site serves them: whole, light, alike, and described inside."""

import csv
import io
import json
import re
import zipfile
from functools import cache
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pypdfium2
import pytest
import resvg_py
from PIL import GifImagePlugin, Image, ImageChops, ImageSequence
from skimage.metrics import structural_similarity

from figures.build.layout import BUILD
from figures.draw.theme import BUDGETS, ROLES
from figures.edition import AUTHOR, LICENCE_URL, UNRELEASED, edition
from figures.files.citation import IMAGE_SIZE
from figures.files.downloads import DOWNLOADS, downloads
from figures.files.metadata import ROOM
from figures.files.movie import length, mp4
from figures.files.paint import Canvas, Pixels, raster, shapes
from figures.scene import SceneError
from figures.sheets.drawing import backdrop, foreground, still
from figures.sheets.setting import set_on
from figures.sheets.sheet import WIDE
from tests.films import MOVING, SCENES, TABLED, film

SLUGS = list(SCENES)
SMALL = (960, 540)


def grey(picture: Image.Image | np.ndarray) -> np.ndarray:
    image = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    return np.asarray(image.convert("L").resize(SMALL), dtype=float)


def alike(a: Image.Image | np.ndarray, b: Image.Image | np.ndarray) -> float:
    return float(structural_similarity(grey(a), grey(b), data_range=255))  # type: ignore[no-untyped-call]


@cache
def painted(slug: str) -> Pixels:
    return raster(shapes(still(film(slug), "light", WIDE)), SMALL, SMALL[0] / 1280)[..., :3]


def file(site: Path, slug: str, ending: str) -> bytes:
    (download,) = (download for download in DOWNLOADS if download.ending == ending)
    return (site / "figures" / slug / download.name(slug)).read_bytes()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_file_is_there_under_its_name_and_within_its_budget(site: Path, slug: str) -> None:
    offered = downloads(SCENES[slug])
    # A still has no film and none of its forms; one that draws no answers either has no table.
    assert len(offered) == 9 + (slug in TABLED) + 5 * (slug in MOVING)
    for download in offered:
        path = site / "figures" / slug / download.name(slug)
        assert path.name.startswith(f"why-lasso_{slug.replace('_', '-')}_")
        most = next((most for end, most in BUDGETS.items() if path.name.endswith(end)), 4 * 1024**2)
        assert 500 < path.stat().st_size <= most, path.name


def test_a_file_above_its_budget_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BUDGETS, ".svg", 20_000 + ROOM)
    (light,) = (download for download in DOWNLOADS if download.ending == "light.svg")
    with pytest.raises(SceneError, match=r"soft_threshold\.py: why-lasso_soft-threshold_light\.svg weighs"):
        light.made(film("soft_threshold"))


@pytest.mark.parametrize("slug", SLUGS)
def test_pictures_are_what_another_renderer_makes_of_the_vector_file(site: Path, slug: str) -> None:
    # Every other figure in the dark: the two schemes differ in colours only.
    scheme = ("light", "dark")[SLUGS.index(slug) % 2]
    picture = Image.open(io.BytesIO(file(site, slug, f"{scheme}.png")))
    assert picture.size == (3840, 2160)
    # Half as large as one of all colours.
    assert picture.mode == "P"
    drawing = file(site, slug, f"{scheme}.svg").decode()
    other = resvg_py.svg_to_bytes(svg_string=drawing, width=SMALL[0], skip_system_fonts=True)
    assert alike(picture, Image.open(io.BytesIO(bytes(other))).convert("RGB")) > 0.985


@pytest.mark.parametrize("slug", SLUGS)
def test_a_transparent_picture_shows_the_slide_below_it(site: Path, slug: str) -> None:
    # As above, in the other scheme.
    scheme = ("dark", "light")[SLUGS.index(slug) % 2]
    name = {"light": "transparent.png", "dark": "transparent_dark.png"}[scheme]
    stored = Image.open(io.BytesIO(file(site, slug, name)))
    assert stored.size == (3840, 2160)
    assert stored.mode == "P"
    picture = stored.convert("RGBA")
    whole = Image.open(io.BytesIO(file(site, slug, f"{scheme}.png"))).convert("RGB")
    ground = Image.new("RGBA", picture.size, whole.getpixel((0, 0)))
    assert picture.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert alike(Image.alpha_composite(ground, picture).convert("RGB"), whole) > 0.999


@pytest.mark.parametrize("slug", SLUGS)
def test_square_pictures_show_all_of_the_figure_inside(site: Path, slug: str) -> None:
    picture = Image.open(io.BytesIO(file(site, slug, "square.png")))
    assert picture.size == (2160, 2160)
    shown = picture.convert("RGB")
    ground = Image.new("RGB", shown.size, shown.getpixel((0, 0)))
    margin = 2 * 2160 // 100
    left, top, right, bottom = ImageChops.difference(shown, ground).getbbox() or (0, 0, 0, 0)
    assert min(left, top) >= margin
    assert max(right, bottom) <= 2160 - margin


@pytest.mark.parametrize("slug", SLUGS)
def test_the_pdf_is_one_page_of_vectors_like_the_picture(site: Path, slug: str) -> None:
    data = file(site, slug, "slide.pdf")
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 1
    page = document[0]
    assert page.get_size() == (1280, 720)
    assert b"/Subtype /Image" not in data
    kinds = {item.type for item in page.get_objects(max_depth=4)}
    assert kinds <= {pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_TEXT}
    assert len(data) < 100_000
    shown = page.render(scale=SMALL[0] / 1280, fill_color=(253, 252, 249, 255)).to_pil().convert("RGB")
    assert alike(shown, painted(slug)) > 0.97


def ends(slug: str) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last picture of a film, small."""
    setting = set_on(film(slug), WIDE)
    pair = []
    for shot in (film(slug).shots[0], film(slug).shots[-1]):
        canvas = Canvas(SMALL, SMALL[0] / 1280)
        canvas.paint(shapes(backdrop(setting, shot)))
        canvas.paint(shapes(foreground(setting, shot)))
        pair.append(canvas.pixels[..., :3].copy())
    return pair[0], pair[1]


@pytest.mark.parametrize("slug", MOVING)
def test_a_movie_plays_the_film_in_h264_from_its_first_byte(site: Path, slug: str) -> None:
    data = file(site, slug, "movie.mp4")
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(io.BytesIO(data), "r") as container:
        (stream,) = container.streams.video
        assert stream.time_base
        assert stream.duration
        assert not container.streams.audio
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert stream.codec_context.profile == "High"
        assert (stream.width, stream.height) == (1920, 1080)
        assert stream.duration == length(film(slug)) / (30 * stream.time_base)
        packets = [packet.pts for packet in container.demux(stream) if packet.pts is not None]
        coded = {30 * stream.time_base * start for start in packets}
        container.seek(0, stream=stream)
        first = next(container.decode(stream)).to_ndarray(format="rgb24")
        container.seek(stream.duration - 1, stream=stream)
        last = list(container.decode(stream))[-1].to_ndarray(format="rgb24")
    # Every picture has a frame where it starts, 30 a second while they move.
    *starts, end = accumulate((shot.pictures for shot in film(slug).shots), initial=0)
    assert set(starts) <= coded <= set(range(end))
    assert max(np.diff(sorted(coded))) <= 15
    begins, stops = ends(slug)
    assert alike(first, begins) > 0.97
    assert alike(last, stops) > 0.97
    # The ground is the one of the picture beside it.
    for picture in (first, last):
        assert np.abs(picture[4, 4].astype(int) - painted(slug)[0, 0]).max() <= 1


@pytest.mark.parametrize("slug", MOVING)
def test_a_film_on_dark_ground_is_the_same_film(site: Path, slug: str) -> None:
    with av.open(io.BytesIO(file(site, slug, "movie_dark.mp4")), "r") as container:
        (stream,) = container.streams.video
        assert stream.time_base
        assert (stream.width, stream.height) == (1280, 720)
        assert stream.duration == length(film(slug)) / (30 * stream.time_base)
        first = next(container.decode(stream)).to_ndarray(format="rgb24")
    ground = bytes.fromhex(ROLES["ground"].dark[1:])
    assert np.abs(first[4, 4].astype(int) - list(ground)).max() <= 1


@pytest.mark.parametrize("slug", MOVING)
def test_a_moving_picture_has_one_palette_and_is_as_long_as_the_film(
    site: Path, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A picture stays one of a palette's colours while it has that of those before it: with palettes of their
    # own, still grounds would flicker.
    strategy = GifImagePlugin.LoadingStrategy.RGB_AFTER_DIFFERENT_PALETTE_ONLY
    monkeypatch.setattr(GifImagePlugin, "LOADING_STRATEGY", strategy)
    picture = Image.open(io.BytesIO(file(site, slug, "movie.gif")))
    assert picture.size == (800, 450)
    assert picture.info["loop"] == 0
    first, seconds = picture.convert("RGB"), 0.0
    for frame in ImageSequence.Iterator(picture):
        assert frame.mode == "P"
        seconds += frame.info["duration"] / 1000
    assert seconds == pytest.approx(length(film(slug)) / 30, abs=0.02)
    begins, stops = ends(slug)
    assert alike(first, begins) > 0.95
    assert alike(picture.convert("RGB"), stops) > 0.95


@pytest.mark.parametrize("slug", MOVING)
def test_build_pictures_are_numbered_and_end_where_the_film_does(site: Path, slug: str) -> None:
    with zipfile.ZipFile(io.BytesIO(file(site, slug, "build.zip"))) as archive:
        *pictures, notes, credit = archive.namelist()
        stem = f"why-lasso_{slug.replace('_', '-')}"
        assert pictures == [f"{stem}_{number:02}.png" for number in range(1, len(pictures) + 1)]
        assert len(pictures) == len(SCENES[slug].story)
        said = archive.read(credit).decode()
        for words in (SCENES[slug].title, AUTHOR, edition().permalink(slug), UNRELEASED, LICENCE_URL):
            assert words in said
        assert described(rdf(archive.read(pictures[0])))["title"] == SCENES[slug].title
        told = archive.read(notes).decode()
        assert SCENES[slug].notes in told
        for number, beat in enumerate(SCENES[slug].story, 1):
            assert f"{number:02}  {beat.sentence}\n" in told
        shown = Image.open(io.BytesIO(archive.read(pictures[-1])))
    assert shown.size == (1920, 1080)
    assert alike(shown, ends(slug)[1]) > 0.99


def test_making_a_movie_twice_gives_the_same_bytes() -> None:
    movies = [mp4(film("lq_balls"), "light", (320, 180)) for _ in range(2)]
    assert movies[0] == movies[1]


# --- what is said inside -------------------------------------------------------------------------

RDF = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}


def described(rdf: bytes) -> dict[str, str]:
    (node,) = ElementTree.fromstring(rdf).iter(f"{{{RDF['rdf']}}}Description")

    def text(path: str) -> str:
        found = node.find(path, RDF)
        assert found is not None
        return "".join(found.itertext())

    licence = node.find("cc:license", RDF)
    assert licence is not None
    return {
        "title": text("dc:title"),
        "author": text("dc:creator"),
        "claim": text("dc:description"),
        "alt": text("iptc:AltTextAccessibility"),
        "permalink": text("dc:identifier"),
        "version": text("prism:versionIdentifier"),
        "licence": licence.attrib[f"{{{RDF['rdf']}}}resource"],
    }


def rdf(data: bytes) -> bytes:
    (found,) = re.findall(rb"<rdf:RDF.*?</rdf:RDF>", data, re.S)
    return bytes(found)


@pytest.mark.parametrize("slug", SLUGS)
def test_files_name_their_title_author_licence_version_and_permalink(site: Path, slug: str) -> None:
    scene, link = SCENES[slug], edition().permalink(slug)
    said = {
        "title": scene.title,
        "author": AUTHOR,
        "claim": scene.claim,
        "alt": scene.alt,
        "permalink": link,
        "version": UNRELEASED,
        "licence": LICENCE_URL,
    }
    for download in downloads(scene):
        data = file(site, slug, download.ending)
        if download.ending.endswith((".svg", ".png", ".mp4", ".pdf")):
            assert described(rdf(data)) == said, download.ending
    texts = Image.open(io.BytesIO(file(site, slug, "light.png"))).text  # type: ignore[attr-defined]
    assert (texts["Title"], texts["Author"], texts["Source"]) == (scene.title, AUTHOR, link)
    assert texts["Description"] == scene.alt
    document = pypdfium2.PdfDocument(file(site, slug, "slide.pdf"))
    assert document.get_metadata_value("Title") == scene.title
    assert document.get_metadata_value("Author") == AUTHOR
    for name, words in (("Source", link), ("Copyright", f"CC BY 4.0 {LICENCE_URL}")):
        assert f"/{name} <feff{words.encode('utf-16-be').hex()}>".encode() in file(site, slug, "slide.pdf")
    stated = json.loads(file(site, slug, "data.json"))
    assert (stated["title"], stated["author"], stated["licence_url"]) == (scene.title, AUTHOR, LICENCE_URL)
    assert (stated["alt"], stated["source"]) == (scene.alt, link)
    assert stated["version"].endswith(UNRELEASED)


@pytest.mark.parametrize("slug", TABLED)
def test_a_table_names_them_in_its_last_column(site: Path, slug: str) -> None:
    first = next(csv.DictReader(io.StringIO(file(site, slug, "data.csv").decode())))
    assert list(first)[-1] == "about"
    scene = SCENES[slug]
    for words in (scene.title, scene.alt, AUTHOR, LICENCE_URL, UNRELEASED, edition().permalink(slug)):
        assert words in first["about"]


@pytest.mark.parametrize("slug", MOVING)
def test_moving_files_name_them_in_ways_of_their_own(site: Path, slug: str) -> None:
    scene = SCENES[slug]
    comment = Image.open(io.BytesIO(file(site, slug, "movie.gif"))).info["comment"].decode()
    for words in (scene.title, scene.alt, AUTHOR, LICENCE_URL, UNRELEASED, edition().permalink(slug)):
        assert words in comment
    with av.open(io.BytesIO(file(site, slug, "movie.mp4"))) as container:
        assert container.metadata["title"] == scene.title
        assert container.metadata["artist"] == AUTHOR
        assert LICENCE_URL in container.metadata["copyright"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_card_shows_the_whole_slide_and_is_light(rendered: None, slug: str) -> None:
    data = (BUILD / "figures" / slug / "page" / "card.png").read_bytes()
    assert len(data) < 100_000
    card = Image.open(io.BytesIO(data)).convert("RGB")
    assert card.size == IMAGE_SIZE == (1200, 630)
    assert alike(card.crop((40, 0, 1160, 630)), painted(slug)) > 0.97
    assert len(card.crop((0, 0, 40, 630)).getcolors() or []) == 1
