"""A view placed in its template: one self-contained page, nothing fetched, every name escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from socialvalue import resources
from socialvalue.model.authority import PLAIN, Look
from socialvalue.reading import read_regular
from socialvalue.report.page import fonts
from socialvalue.report.page.sandbox import Templates, environment
from socialvalue.report.words import language

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
    sheets = _sheets(look, screen=True) if styled else ""
    if look.templates is not None:
        from socialvalue.report.page.own_page import own_page  # noqa: PLC0415 - with an authority's own templates alone

        text = own_page(template, view, look, tongue, sheets)
    else:
        with language.speaking(tongue):
            page = _templates().get_template(template)
            shown = Markup(sheets)  # noqa: S704 - ours
            text = page.render(view=view, look=look.authority, logo=look.logo, language=tongue, sheets=shown)
    text = _UNPRINTABLE.sub("", text)
    # No text of a page can hold an end of its head: it is escaped.
    return text.replace("</head>", f"<style>\n{fonts.embedded(text)}\n</style>\n</head>", 1) if styled else text


def styles(look: Look = PLAIN) -> str:
    """Return the style sheet of every document in an authority's colours, with the shipped font files: for the PDF."""
    return "\n".join([fonts.rules(fonts.USUAL), _sheets(look)])


def _sheets(look: Look, *, screen: bool = False) -> str:
    """Return the style sheets without fonts, for paper, or for ``screen`` too."""
    inks = f":root {{ --brand: {look.authority.colour}; }}"
    shipped = {path.name for path in (resources.folder("templates") / "styles").glob("*.css")}
    # That of every document first, as those of single documents build on it; that of the screen last.
    names = ["document.css", *sorted(shipped - {"document.css", "screen.css"}), *(["screen.css"] if screen else [])]
    sheets = [_sheet(look.templates, f"styles/{name}") for name in names]
    return "\n".join([inks, *sheets])


def _sheet(own: Path | None, name: str) -> str:
    if own is None or not (own / name).is_file():
        return (resources.folder("templates") / name).read_text("utf-8")
    from socialvalue.report.page.own_templates import embedded  # noqa: PLC0415 - with an authority's own templates alone

    return embedded(own, read_regular(own / name, within=own).decode("utf-8"))


@cache
def _templates() -> Environment:
    return environment(Templates(None))
