"""The authority file: every fault at once, and a logo that is looked at before it is placed on a page."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from socialvalue.intake.award.authority import LoadedLook, load_look
from socialvalue.model.authority import NAVY, PLAIN, contrast_on_white
from socialvalue.picture.picture import MOST_BYTES

WHOLE = """
format    = 1
name      = "A council"
address   = ["Town Hall", "1 High Street"]
email     = "tenders@council.example"
website   = "https://www.council.example"
nation    = "Wales"
colour    = "#1d5c4a"
logo      = "logo.svg"
logo-text = "The arms of a council"
marking   = "OFFICIAL-SENSITIVE: COMMERCIAL"
templates = "own"
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def picture(kind: str, width: int = 30, height: int = 20) -> bytes:
    """A whole picture of this kind and size."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#5a2a6b").save(written, kind)
    return written.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that says that it has this size, and holds next to nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(100))
    chunks = [
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, data, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG, JPEG = picture("PNG"), picture("JPEG")


def inside(content: bytes, kind: str = "png") -> str:
    """A drawing that holds a picture."""
    return SVG.format(f"<image href='data:image/{kind};base64,{base64.b64encode(content).decode()}'/>")


def load(folder: Path, text: str = WHOLE) -> LoadedLook:
    (folder / "authority.toml").write_text(text, "utf-8")
    (folder / "own").mkdir(exist_ok=True)
    if not (folder / "logo.svg").exists():
        (folder / "logo.svg").write_text(SVG.format("<path d='M0 0H9'/>"), "utf-8")
    return load_look(folder)


def found(loaded: LoadedLook) -> list[tuple[str, str]]:
    assert loaded.look == PLAIN
    return [(problem.code, problem.place.key) for problem in loaded.problems]


def test_a_good_file_is_a_look_that_holds_its_logo(tmp_path: Path) -> None:
    loaded = load(tmp_path)

    assert loaded.problems == ()
    assert (tmp_path / "logo.svg").read_bytes() == base64.b64decode(loaded.look.logo.partition("base64,")[2])
    assert loaded.look.logo.startswith("data:image/svg+xml;")
    assert (tmp_path / "own").resolve() == loaded.look.templates
    assert loaded.look.authority.nation == "Wales"


def test_no_file_is_the_plain_look_and_no_fault(tmp_path: Path) -> None:
    assert LoadedLook(PLAIN, (), None) == load_look(tmp_path)


def test_letters_carry_their_own_marking_and_never_the_panels(tmp_path: Path) -> None:
    letters = load(tmp_path).look.for_letters()

    assert letters.authority.marking == ""
    assert letters.authority.name == "A council"


def test_a_logo_is_told_by_the_authoritys_name_where_nothing_else_is_said(tmp_path: Path) -> None:
    loaded = load(tmp_path, WHOLE.replace('logo-text = "The arms of a council"\n', ""))

    assert loaded.look.authority.logo_text == "A council"


def test_a_lot_has_its_own_file_or_that_of_the_folder_above(tmp_path: Path) -> None:
    lot = tmp_path / "lot-1"
    lot.mkdir()
    load(tmp_path)

    assert load_look(lot, lots_parent=tmp_path).look.authority.name == "A council"
    assert load_look(lot).look == PLAIN, "the folder above is read only where it is one of lots"
    (lot / "authority.toml").write_text('format = 1\nname = "Another council"\n', "utf-8")
    assert load_look(lot, lots_parent=tmp_path).look.authority.name == "Another council"


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("format    = 1", "format = 2", "authority-invalid", "format"),
        ("format    = 1", "", "authority-missing", "format"),
        ("format    = 1", "format = = 1", "authority-syntax", ""),
        ("colour", "color", "authority-unknown-key", "color"),
        ("logo-text", "logo_text", "authority-unknown-key", "logo_text"),
        ('"#1d5c4a"', '"green"', "authority-invalid", "colour"),
        ('"#1d5c4a"', '"#1d5c4"', "authority-invalid", "colour"),
        ('"#1d5c4a"', '"#f2d37a"', "authority-colour", "colour"),
        ('"#1d5c4a"', '"#ffffff"', "authority-colour", "colour"),
        ('"Wales"', '"Cymru"', "authority-invalid", "nation"),
        ("tenders@council.example", "council.example", "authority-invalid", "email"),
        ("tenders@council.example", "a@b, c@d", "authority-invalid", "email"),
        ("https://www.council.example", "javascript:alert(1)", "authority-invalid", "website"),
        ('["Town Hall", "1 High Street"]', '"Town Hall"', "authority-invalid", "address"),
        ('"A council"', '"A\\ncouncil"', "authority-invalid", "name"),
        ("OFFICIAL-SENSITIVE: COMMERCIAL", "OFFICIAL\\nSENSITIVE", "authority-invalid", "marking"),
        ("OFFICIAL-SENSITIVE: COMMERCIAL", "S" * 61, "authority-invalid", "marking"),
        ('"logo.svg"', '"../logo.svg"', "authority-path", "logo"),
        ('"logo.svg"', '"/etc/hostname"', "authority-path", "logo"),
        ('"logo.svg"', '"logos.svg"', "authority-logo", "logo"),
        ('"logo.svg"', '"own"', "authority-logo", "logo"),
        ('"logo.svg"', '"authority.toml"', "authority-logo", "logo"),
        ('"own"', '".."', "authority-path", "templates"),
        ('"own"', '"."', "authority-path", "templates"),
        ('"own"', '"mine"', "authority-template", "templates"),
        ('"own"', '"logo.svg"', "authority-template", "templates"),
    ],
)  # fmt: skip
def test_a_fault_is_located(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    assert old in WHOLE
    assert [(code, key)] == found(load(tmp_path, WHOLE.replace(old, new, 1)))


def test_every_fault_is_reported_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("#1d5c4a", "#ff0").replace("Wales", "Cymru").replace("logo.svg", "gone.svg")

    assert set(found(load(tmp_path, text))) == {
        ("authority-invalid", "colour"),
        ("authority-invalid", "nation"),
        ("authority-logo", "logo"),
    }


def test_a_logo_without_words_is_a_fault(tmp_path: Path) -> None:
    text = WHOLE.replace('logo-text = "The arms of a council"\n', "").replace('name      = "A council"\n', "")

    assert found(load(tmp_path, text)) == [("authority-logo", "logo-text")]


def test_a_colour_is_measured_as_wcag_does() -> None:
    """Black and white are the ends; the grey that just passes, and the one that just does not, are well known."""
    assert [contrast_on_white("#000000"), contrast_on_white("#ffffff")] == [21.0, 1.0]
    assert contrast_on_white("#777777") < 4.5 < contrast_on_white("#767676")
    assert contrast_on_white(NAVY) > 10


def test_a_colour_that_just_fails_is_not_shown_as_one_that_passes(tmp_path: Path) -> None:
    """#777777 has 4.478: rounded to one place it would read 4.5, which is what was asked for."""
    problem = load(tmp_path, WHOLE.replace("#1d5c4a", "#777777")).problems[0]

    assert "4.47 to 1" in problem.found


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "secret.svg", tmp_path / "tender"
    inside.mkdir()
    outside.write_text(SVG.format(""), "utf-8")
    (inside / "logo.svg").symlink_to(outside)

    assert found(load(inside)) == [("authority-path", "logo")]


@pytest.mark.parametrize(("name", "content"), [("logo.png", PNG), ("logo.jpg", JPEG), ("LOGO.JPEG", JPEG)])
def test_pictures_are_told_by_what_is_in_them(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    loaded = load(tmp_path, WHOLE.replace("logo.svg", name))

    assert loaded.problems == ()
    assert loaded.look.logo.startswith("data:image/png" if name.endswith("png") else "data:image/jpeg")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("logo.png", JPEG, "not a whole PNG"),
        ("logo.jpg", PNG, "not a whole JPEG"),
        ("logo.png", b"", "not a whole PNG"),
        ("logo.png", PNG[:-12], "not a whole PNG"),
        ("logo.jpg", JPEG[:-2], "not a whole JPEG"),
        ("logo.jpg", b"\xff\xd8" + b"\xff" * 40 + b"\xff\xd9", "not a whole JPEG"),
        ("logo.png", png_head(30_000, 30_000), "30,000 by 30,000"),
        ("logo.png", png_head(2**31 - 1, 2**31 - 1), "2,147,483,647 by"),
        ("logo.png", png_head(0, 20), "not a whole PNG"),
        ("logo.png", png_head(30, 20), "not a whole PNG"),
        ("logo.png", picture("PNG", 1, 60), "1 by 60"),
        ("logo.png", PNG + b"<script>", "not a whole PNG"),
        ("logo.png", PNG[:60] + b"\xff" + PNG[61:], "not a whole PNG"),
        ("logo.png", SVG.format("").encode(), "not a whole PNG"),
        ("logo.jpg", picture("GIF"), "not a whole JPEG"),
        ("logo.jpg", JPEG[:300] + JPEG[-2:], "not a whole JPEG"),
        ("logo.svg", PNG, "not saved as UTF-8"),
        ("logo.gif", b"GIF89a", "not a kind"),
        ("logo.png", PNG + bytes(MOST_BYTES), "1,000,0"),
    ],
)
def test_what_is_not_a_sensible_picture_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    loaded = load(tmp_path, WHOLE.replace("logo.svg", name))

    assert found(loaded) == [("authority-logo", "logo")]
    assert says in loaded.problems[0].found


HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
LINK = 'xmlns:x="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M0 0'/><title>Arms</title>",
        "<defs><linearGradient id='g'/></defs><rect fill='url(#g)' style='stroke: url(\"#g\")'/>",
        "<g id='a'><rect/></g><use href='#a'/>",
        f"<g id='a'/><use {LINK} x:href='#a'/>",
        "<path d='M1.5.5-2-2 3e1,4zA5 5 0 0 1 10 10' transform='matrix(1 0 0-1 0 5) rotate(45)'/>",
        "<polygon points='0,0 10,10 5-5'/><svg:rect xmlns:svg='http://www.w3.org/2000/svg' width='100%' x='1e1'/>",
        "<style>.a{clip-path:url(#c)}</style><clipPath id='c'><rect/></clipPath><g class='a'><rect/></g>",
        "<linearGradient id='a'/><linearGradient id='b' href='#a'/><rect fill='url(#b)'/>",
        "<symbol id='s' viewBox='0 0 1 1' preserveAspectRatio='xMidYMid meet'/>",
        "<text x='1 2,3' font-size='1em'>A</text>",
        "<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' r:about=''/></metadata>",
    ],
)
def test_a_drawing_of_shapes_is_taken(tmp_path: Path, inside: str) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format(inside), "utf-8")

    assert load(tmp_path).problems == ()


VIEWS = ("a b", "", "0 0 9", "0 0 9 9 9", "0 0 0 9", "0 0 -1 9", "0 0 nan 9", "0 0 inf 9", "0 0 1e9 1e9", "0 0 1 99")
SIZES = ('width="a"', 'width="0" height="5"', 'width="1e99"', 'height="5 5"', 'preserveAspectRatio="best"')
SHAPES = (
    "rect width='wide'",
    "rect width='1e308'",
    "rect transform='matrix(a)'",
    "rect transform='scale(1e99)'",
    "rect transform='url(x)'",
    "path d='M a b'",
    "path d='M 0 0 L 1e300 5'",
    "polygon points='1,2,x'",
    "symbol viewBox='a'",
    "text font-size='huge'",
)


@pytest.mark.parametrize(
    "text",
    [
        SVG.format("<script>alert(1)</script>"),
        SVG.format("<rect onload='alert(1)'/>"),
        SVG.format(f"<script {HTML}>alert(1)</script>"),
        SVG.format("<foreignObject/>"),
        SVG.format("<a href='#here'><rect/></a>"),
        SVG.format("<animate attributeName='href' to='http://elsewhere.example'/>"),
        SVG.format("<image href='http://elsewhere.example/x.png'/>"),
        SVG.format("<image href='file:///etc/passwd'/>"),
        SVG.format("<image href='x.png'/>"),
        SVG.format("<image href='data:image/svg+xml;base64,AAAA'/>"),
        SVG.format(f"<image {LINK} x:href='http://elsewhere.example/x.png'/>"),
        SVG.format("<g xml:base='http://elsewhere.example/'/>"),
        SVG.format("<rect fill='url(http://elsewhere.example/#g)'/>"),
        SVG.format("<rect style='fill:URL( \"//elsewhere.example\" )'/>"),
        SVG.format("<style>@import 'http://elsewhere.example';</style>"),
        SVG.format("<style>rect { fill: u\\72l(http://elsewhere.example) }</style>"),
        SVG.format("<g id='g0'><rect/></g>" + "".join(
            f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 20 + "</g>" for n in range(1, 6))),
        SVG.format("<g id='a'>" + "<rect/>" * 500 + "</g>" + "<use href='#a'/>" * 101),
        SVG.format("<g id='a'><use href='#a'/></g>"),
        SVG.format("<pattern id='a'><rect fill='url(#b)'/></pattern><pattern id='b'><rect fill='url(#a)'/></pattern>"),
        SVG.format("<style>rect{clip-path:url(#c)}</style><clipPath id='c'><rect/></clipPath><rect/>"),
        SVG.format("".join(f"<g id='g{n}'><use href='#g{n - 1}'/></g>" for n in range(1, 20)) + "<g id='g0'/>"),
        SVG.format("<svg/>"),
        SVG.format("<use href='other.svg#a'/>"),
        SVG.format("<use href='data:image/svg+xml;base64,AAAA#a'/>"),
        SVG.format("<rect href='x.png'/>"),
        SVG.format("<style>@media print { rect { fill: red } }</style>"),
        SVG.format("<rect style='fill: image-set(\"x.png\" 1x)'/>"),
        inside(SVG.format("<image href='file:///etc/passwd'/>").encode()),
        inside(SVG.format("").encode(), "jpeg"),
        inside(PNG, "jpeg"),
        inside(PNG[:40]),
        inside(png_head(30_000, 30_000)),
        SVG.format("<image href='data:image/png;base64,%%%'/>"),
        SVG.format("<image href='data:image/png,abc'/>"),
        *(SVG.replace("0 0 9 9", view).format("") for view in VIEWS),
        *(SVG.replace("<svg ", f"<svg {size} ").format("") for size in SIZES),
        *(SVG.format(f"<{shape}/>") for shape in SHAPES),
        SVG.format("<g>" * 50 + "</g>" * 50),
        SVG.format("<g>" * 60_000 + "</g>" * 60_000),
        SVG.format("<g/>" * 10_001),
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&amp;</text>"),
        '<!doctype svg PUBLIC "x" "http://elsewhere.example/x.dtd">' + SVG.format(""),
        '<?xml-stylesheet href="http://elsewhere.example/x.css"?>' + SVG.format(""),
        '<?xml version="1.0" encoding="utf-7"?>' + SVG.format(""),
        SVG.format("<g>"),
        SVG.replace(' viewBox="0 0 9 9"', "").format(""),
        "<html/>",
        "",
        "not a drawing",
    ],
)  # fmt: skip
def test_a_drawing_that_does_more_than_draw_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "logo.svg").write_text(text, "utf-8")

    assert set(found(load(tmp_path))) == {("authority-logo", "logo")}


def test_a_drawing_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Read as something else than it says, it could hide what is looked for."""
    (tmp_path / "logo.svg").write_text(SVG.format("<script/>"), "utf-16")

    assert found(load(tmp_path)) == [("authority-logo", "logo")]


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "authority.toml").mkdir()

    assert found(load_look(tmp_path)) == [("file-not-regular", "")]
