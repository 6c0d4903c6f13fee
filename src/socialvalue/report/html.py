"""A view placed in its template: one self-contained page, nothing fetched, every name escaped."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from socialvalue import resources
from socialvalue.report.evaluation_report import ReportView

#: Source Sans 3, shipped so that a report looks the same everywhere: weight and file. Pages call it SourceSans3, in
#: one word: Pango takes a name that ends in a number for a type size, and a copy on the machine has the other name.
FONTS = (
    (400, "SourceSans3-Regular.otf.woff2"),
    (600, "SourceSans3-Semibold.otf.woff2"),
    (700, "SourceSans3-Bold.otf.woff2"),
)

#: Characters that no page may hold: controls, lone surrogates, and marks that turn the text around them back to front.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def render(view: ReportView, *, embed_fonts: bool = True) -> str:
    """Return the report as HTML. With ``embed_fonts`` it stands alone; without, it points at the shipped font files.

    The second is for the PDF on this machine: it is the same page and is read faster.
    """
    return render_page("report/evaluation-report.html", view, embed_fonts=embed_fonts)


def render_page(template: str, view: object, *, embed_fonts: bool = True) -> str:
    """Return any view in the template that it was made for, as `render` does the report."""
    faces = Markup(_font_faces(embed_fonts))  # noqa: S704 - ours
    page = _templates().get_template(template).render(view=view, font_faces=faces)
    return _UNPRINTABLE.sub("", page)


@cache
def _templates() -> Environment:
    # Autoescape on, and a name that a template asks for in vain is an error: nothing is silently left blank.
    environment = Environment(
        loader=FileSystemLoader(resources.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["style"] = _style
    return environment


def _style(name: str) -> Markup:
    return Markup((resources.folder("templates") / "styles" / name).read_text(encoding="utf-8"))  # noqa: S704 - ours


def _font_faces(embed: bool) -> str:
    folder = resources.folder("templates") / "fonts"
    return "\n".join(
        "@font-face { font-family: SourceSans3; font-style: normal; font-display: swap; "
        f'font-weight: {weight}; src: url("{_address(folder / name, embed)}") format("woff2"); }}'
        for weight, name in FONTS
    )


def _address(file: Path, embed: bool) -> str:
    if not embed:
        return file.as_uri()
    return f"data:font/woff2;base64,{base64.b64encode(file.read_bytes()).decode()}"
