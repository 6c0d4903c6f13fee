"""An authority's own templates run nothing, and reach nothing but what a page is given and their folder."""

from __future__ import annotations

import base64
import io
import os
import time
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from socialvalue.errors import FilesNeedMending, Problem
from socialvalue.model.authority import Authority, Look
from socialvalue.report.page import own_page
from socialvalue.report.page.document import Document
from socialvalue.report.page.html import render_page, styles
from socialvalue.report.page.own_templates import faults
from socialvalue.report.page.write import write_document

pytestmark = pytest.mark.slow

COVER = "report/cover.html"


def picture(kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (3, 2)).save(written, kind)
    return written.getvalue()


def data(content: bytes, media_type: str = "image/png") -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def put(folder: Path, text: str, name: str = COVER) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


def rendered(folder: Path, view: object = None, name: str = COVER) -> str:
    return render_page(name, view, look=Look(Authority(format=1), templates=folder), styled=False)


def refused(folder: Path, view: object = None) -> Problem:
    """The one problem with which a page is refused."""
    with pytest.raises(FilesNeedMending) as raised:
        rendered(folder, view)
    (problem,) = raised.value.problems
    return problem


def where(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file.partition("/")[2], problem.place.key


#: What would lead into the program, from whatever a page is given or Jinja knows.
INTO_THE_PROGRAM = [
    "{{ cycler.__init__.__globals__.os.popen('touch pwned').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ joiner }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ ['']|map(attribute='__class__')|join }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "{{ ('{0.__class__}'|safe).format(1) }}",
    "{{ self._TemplateReference__context }}",
    "{{ range.__self__ }}",
    "{{ look.parse_file('secret.json') }}",
    "{{ look.model_construct() }}",
    "{{ view.path.read_text() }}",
    "{{ view.method() }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.mro() }}",
    "{{ gettext.__globals__ }}",
    "{{ loop }}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{{ 9 ** 999999999 }}",
    "{{ range(999999999) | list }}",
    "{% include '../secret.html' %}",
    "{% include 'styles/../../secret.html' %}",
    "{% include '/etc/hostname' %}",
    "{% extends 'file:///etc/hostname' %}",
    "{% import 'report\\\\..\\\\x' as x %}",
    "{{ nothing_of_this_name }}",
    "{{ view.nothing }}",
    "{{ 1 / 0 }}",
    "{{ 1 + 'a' }}",
]


class View:
    """A view that offers more than a page may use."""

    path = Path(__file__)

    def method(self) -> str:
        return "called"


@pytest.mark.parametrize("text", INTO_THE_PROGRAM)
def test_no_way_leads_into_the_program(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.html").write_text("SECRET", "utf-8")
    problem = refused(put(tmp_path / "own", f"<p>\n{text}</p>"), View())

    assert where(problem) == ("authority-template", COVER, "line 2")
    assert not (tmp_path / "pwned").exists()
    assert "SECRET" not in str(problem)


#: What is seen before any page is made: the rest depends on what a page is given.
@pytest.mark.parametrize(
    "text",
    [one for one in INTO_THE_PROGRAM if "__" in one or "include" in one or "extends" in one or "nothing_of" in one],
)
def test_the_same_is_found_before_a_page_is_made(tmp_path: Path, text: str) -> None:
    problems = faults(put(tmp_path / "own", f"<p>\n{text}</p>"))
    formats = "{0." in text or "{x." in text  # only where it is used

    assert formats or {("authority-template", COVER, "line 2")} == {where(one) for one in problems}


OUTSIDE = [
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a rel="attachment" href="data:text/plain,x">x</a>',
    '<link rel="stylesheet" href="http://elsewhere.example/x.css">',
    '<img src="file:///etc/hostname">',
    '<img src="http://elsewhere.example/x.png">',
    '<img src="//elsewhere.example/x.png">',
    '<img src="../secret.png">',
    '<img src="gone.png">',
    '<img src="report/cover.html">',
    '<img srcset="http://elsewhere.example/x.png 2x">',
    '<img src="data:text/html;base64,AAAA">',
    '<img src="data:image/png;base64,AAAA">',
    f'<img src="{data(b"<svg/>")}">',
    f'<img src="{data(picture("GIF"))}">',
    '<p style="background: url(http://elsewhere.example)">x</p>',
    '<p style="background: u\\72l(http://elsewhere.example)">x</p>',
    "<style>@import 'x.css';</style>",
    "<style>p { background: url(file:///etc/hostname) }</style>",
    "<style>p { background: image-set('http://elsewhere.example' 1x) }</style>",
    "<style>@font-face { font-family: x; src: url(http://elsewhere.example/x.woff2) }</style>",
    '<object data="x.svg"></object>',
    '<embed src="x.svg">',
    '<iframe src="data:text/html,x"></iframe>',
    "<script>alert(1)</script>",
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="file:///etc/hostname">x</a>',
    '<base href="http://elsewhere.example">',
    '<meta http-equiv="refresh" content="0; url=http://elsewhere.example">',
    '<form action="http://elsewhere.example"></form>',
    '<svg><use href="other.svg#a"/></svg>',
    '<svg><image href="file:///etc/hostname"/></svg>',
    '<svg><image xlink:href="file:///etc/hostname"/></svg>',
    '<svg><rect fill="url(http://elsewhere.example#a)"/></svg>',
    "<svg><foreignObject></foreignObject></svg>",
    "<svg><style>@import 'x.css';</style></svg>",
    '<table background="http://elsewhere.example"></table>',
    '<video src="x.mp4"></video>',
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_is_fetched_from_elsewhere_is_found_before_a_page_is_made_and_when_it_is(
    tmp_path: Path, text: str
) -> None:
    folder = put(tmp_path / "own", f"<p>x</p>\n\n{text}\n")

    assert {where(one) for one in faults(folder)} == {("authority-template", COVER, "line 3")}
    assert where(refused(folder))[:2] == ("authority-template", COVER)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=\"{{ 'file:///etc/hostname' }}\">",
        "{{ '<script>'|safe }}",
        '{% set start = "<img sr"|safe %}{{ start }}c="file:///etc/hostname">',
        "{{ view|safe }}",
    ],
)
def test_what_is_put_together_only_on_the_page_is_refused_there(tmp_path: Path, text: str) -> None:
    folder = put(tmp_path / "own", text)
    problem = refused(folder, "<iframe src='http://elsewhere.example'></iframe>")

    assert problem.code == "authority-template"
    assert tmp_path.name or problem.place.file


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "seconds"),
        ("{% macro a(n) %}{{ a(n + 1) }}{{ a(n + 1) }}{% endmacro %}\n\n{{ a(1) }}", "without end"),
        ("{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}\n\n{{ a(60) }}", "seconds"),
        ("{% set x = namespace(v='ab') %}\n{% for n in range(60) %}{% set x.v = x.v ~ x.v %}{% endfor %}", "MB"),
        ("{{ 'a'.ljust(9999999999) }}", "MB"),
        ("{{ '%9999999999d' % 1 }}", "MB"),
        ("{{ 'a' * 9999999999 }}", "MB"),
        ("{{ ('a' * 99999999) | replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') }}", "MB"),
    ],
)
def test_a_template_without_end_is_ended_and_located(
    tmp_path: Path, text: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_page, "SECONDS", 20 if says == "MB" else 0.5)
    began = time.monotonic()
    problem = refused(put(tmp_path / "own", text))

    assert where(problem)[:2] == ("authority-template", COVER)
    assert problem.place.key.startswith("line ")
    assert says in problem.found
    assert time.monotonic() - began < 20


def test_a_link_out_of_the_folder_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    own = put(tmp_path / "own", "<p>x</p>")
    (tmp_path / "secret.html").write_text("SECRET", "utf-8")
    (own / "letters").mkdir()
    (own / "letters" / "letter.html").symlink_to(tmp_path / "secret.html")
    (own / "letters" / "tender.html").symlink_to(own / "letters" / "tender.html")
    (own / "styles").mkdir()
    (own / "styles" / "board.css").symlink_to("/dev/zero")
    if hasattr(os, "mkfifo"):
        os.mkfifo(own / "base.html")
    problems = {one.place.file.partition("/")[2]: one.found for one in faults(own)}

    assert {"letters/letter.html", "letters/tender.html", "styles/board.css"} <= set(problems)
    assert not hasattr(os, "mkfifo") or "pipe" in problems["base.html"]
    with pytest.raises(FilesNeedMending):
        rendered(own, name="letters/letter.html")


def test_files_of_the_folder_are_included_and_shown_and_the_page_holds_them(tmp_path: Path) -> None:
    own = put(tmp_path / "own", '{% include "parts/mine.html" %}<img src="seal.png"> <a href="https://a.example">a</a>')
    put(own, f"<em>mine</em><img src='{data(picture())}'>", "parts/mine.html")
    put(own, "p { background: url(images/water.jpg) }", "styles/document.css")
    (own / "seal.png").write_bytes(picture())
    (own / "images").mkdir()
    (own / "images" / "water.jpg").write_bytes(picture("JPEG"))

    assert faults(own) == []
    assert f'<img src="{data(picture())}">' in rendered(own)
    assert f"url({data(picture('JPEG'), 'image/jpeg')})" in styles(Look(templates=own))


def test_a_picture_of_the_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    own = put(tmp_path / "own", '<img src="seal.png">')
    (own / "seal.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname'/></svg>")

    assert [where(one) for one in faults(own)] == [("authority-template", "seal.png", "")]
    assert where(refused(own)) == ("authority-template", "seal.png", "")


def test_a_file_that_no_template_uses_is_still_refused(tmp_path: Path) -> None:
    own = put(tmp_path / "own", "<p>x</p>")
    (own / "unused.png").write_bytes(picture())

    assert [where(one) for one in faults(own)] == [("authority-template", "unused.png", "")]


def test_what_is_asked_of_the_pdf_itself_is_refused_there_too(tmp_path: Path) -> None:
    """The last door: were a page to ask for something after all, the PDF is not written, and no traceback shown."""
    own = put(tmp_path / "own", "p { background: url(file:///etc/hostname) }", "styles/document.css")
    put(own, "<html lang=en><title>x</title><p>x</p></html>")
    document = Document("page", "A page", date(2026, 1, 1), COVER, None, Look(templates=own))
    with pytest.raises(FilesNeedMending) as raised:
        write_document(document, tmp_path)

    assert [problem.code for problem in raised.value.problems] == ["authority-template"]
    assert raised.value.problems[0].place.file == "own/styles/document.css"
    assert list(tmp_path.glob("*.pdf*")) == []


def test_a_pdf_holds_no_attachment_but_ours(tmp_path: Path) -> None:
    own = put(tmp_path / "own", "<html lang=en><title>x</title><p>x</p></html>")
    written = write_document(Document("page", "A page", date(2026, 1, 1), COVER, None, Look(templates=own)), tmp_path)

    with pikepdf.open(written.paths[0]) as pdf:
        assert list(pdf.attachments) == []
