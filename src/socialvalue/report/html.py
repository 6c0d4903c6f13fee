"""A view placed in its template: one self-contained page, nothing fetched, every name escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from socialvalue import resources
from socialvalue.model.authority import PLAIN, Look
from socialvalue.report import fonts, language

#: Characters that no page may hold: controls, lone surrogates, and marks that turn the text around them back to front.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def render_page(
    template: str,
    view: object,
    *,
    look: Look = PLAIN,
    tongue: str = language.ENGLISH,
    styled: bool = True,
) -> str:
    """Return a view in the template that it was made for. Without ``styled`` the page is bare, for `styles` beside it.

    With it the page stands alone: style sheets and fonts are in it, and nothing is fetched.
    """
    with language.speaking(tongue):
        sheets = Markup(_sheets(look, screen=True)) if styled else ""  # noqa: S704 - ours
        page = _templates(look.templates).get_template(template)
        text = page.render(view=view, look=look.authority, logo=look.logo, language=tongue, sheets=sheets)
    text = _UNPRINTABLE.sub("", text)
    # No text of a page can hold an end of its head: it is escaped.
    return text.replace("</head>", f"<style>\n{fonts.embedded(text)}\n</style>\n</head>", 1) if styled else text


def styles(look: Look = PLAIN) -> str:
    """Return the style sheet of every document in an authority's colours, with the shipped font files: for the PDF."""
    return "\n".join([fonts.rules(fonts.USUAL), _sheets(look)])


def _sheets(look: Look, *, screen: bool = False) -> str:
    """Return the style sheets without fonts, for paper, or for ``screen`` too."""
    inks = f":root {{ --brand: {look.authority.colour}; }}"
    names = ["document.css", "letters.css", "board.css", *(["screen.css"] if screen else [])]
    loader = _templates(look.templates).loader
    assert loader is not None
    sheets = [loader.get_source(_templates(look.templates), f"styles/{name}")[0] for name in names]
    return "\n".join([inks, *sheets])


@cache
def _templates(own: Path | None) -> Environment:
    # Autoescape on, and a name that a template asks for in vain is an error: nothing is silently left blank.
    # An authority's own templates stand before ours, file by file.
    folders = [folder for folder in (own, resources.folder("templates")) if folder is not None]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(language.translated, language.translated_plural, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    return environment
