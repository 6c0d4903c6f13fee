"""One template or style sheet of an authority's own, looked at as it stands: what it asks for that it may not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from socialvalue import resources
from socialvalue.report.page.fetching import DYNAMIC, Known, element_faults, style_faults
from socialvalue.report.page.sandbox import CONTEXT, GLOBALS, environment

#: Where something stands (a line), and what was found there.
Finding = tuple[int, str]

_INCLUDING: tuple[type[Any], ...] = (nodes.Include, nodes.Import, nodes.Extends, nodes.FromImport)


def shipped() -> tuple[str, ...]:
    """Return the templates and style sheets that may be replaced, as paths inside the folder."""
    home = resources.folder("templates")
    files = [*home.rglob("*.html"), *(home / "styles").glob("*.css")]
    return tuple(sorted(path.relative_to(home).as_posix() for path in files))


def style_sheet_findings(text: str, known: Known) -> list[Finding]:
    """Return what a style sheet asks for from elsewhere."""
    return list(style_faults(text, known))


def template_findings(name: str, text: str, known: Known, used: Callable[[str], bool]) -> list[Finding]:
    """Return what a template asks for that it may not have, by line; a fault of its grammar alone where it has one.

    ``known`` says whether an address names a file that may be shown, ``used`` whether a template of that name is there.
    """
    jinja = environment()
    try:
        tree = jinja.parse(text, name)
        found = [*_asked(tree, used), *_unknown_names(tree), *_Page(known).read(_bare(jinja, text))]
    except TemplateSyntaxError as error:
        return [(error.lineno, f"Jinja that cannot be read: {error.message}")]
    except RecursionError:
        return [(1, "Jinja that is nested too deep to be read")]
    return sorted(dict.fromkeys(found))


def _asked(tree: nodes.Template, used: Callable[[str], bool]) -> Iterator[Finding]:
    for got in tree.find_all(nodes.Getattr):
        if got.attr.startswith("_"):
            yield got.lineno, f"“.{got.attr}”, which reaches into the program"
    for constant in tree.find_all(nodes.Const):
        if isinstance(constant.value, str) and constant.value.startswith("__"):
            yield constant.lineno, f"“{constant.value[:60]}”, which reaches into the program"
    for kind in _INCLUDING:
        for node in tree.find_all(kind):
            given = (
                node.template.as_const() if isinstance(node.template, nodes.Const | nodes.List | nodes.Tuple) else ()
            )
            for name in [given] if isinstance(given, str) else given:
                if not used(str(name)):
                    yield node.lineno, f"“{name}”, which is not one of your templates or the tool's"


def _unknown_names(tree: nodes.Template) -> Iterator[Finding]:
    unknown = meta.find_undeclared_variables(tree) - CONTEXT - GLOBALS - _names_of_ours()
    for node in tree.find_all(nodes.Name):
        if node.name in unknown:
            yield node.lineno, f"the name “{node.name}”, which no page provides"


@cache
def _names_of_ours() -> frozenset[str]:
    """Return every name that one of our templates sets or is given: a part of it may be given them too."""
    home, jinja = resources.folder("templates"), environment()
    trees = [jinja.parse((home / name).read_text("utf-8")) for name in shipped() if name.endswith(".html")]
    return frozenset(node.name for tree in trees for node in tree.find_all(nodes.Name))


def _bare(jinja: Environment, text: str) -> str:
    """Return a template's HTML without its Jinja, each line where it was; `DYNAMIC` where something will be put."""
    parts: list[str] = []
    line = 1
    for number, kind, value in jinja.lex(text):
        if number > line:
            parts.append("\n" * (number - line))
            line = number
        if kind == "data":
            parts.append(value)
            line += value.count("\n")
        elif kind == "variable_begin":
            parts.append(DYNAMIC)
    return "".join(parts)


class _Page(HTMLParser):
    """Reads HTML for what it would fetch or run."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known
        self._found: list[Finding] = []
        self._style: tuple[int, str] | None = None

    def read(self, text: str) -> list[Finding]:
        self.feed(text)
        self.close()
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self._found += [(line, found) for found in element_faults(tag, attributes, self._known)]
        self._style = (line, "") if tag == "style" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._style is not None:
            first, text = self._style
            self._found += [(first + line - 1, found) for line, found in style_faults(text, self._known)]
            self._style = None

    def handle_data(self, data: str) -> None:
        if self._style is not None:
            self._style = (self._style[0], self._style[1] + data)


def page_findings(text: str) -> list[str]:
    """Return what a finished page would fetch or run, read as a browser reads it."""
    import tinyhtml5  # noqa: PLC0415 - with an authority's own templates alone

    found: list[str] = []
    for element in tinyhtml5.parse(text, namespace_html_elements=False).iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        attributes = {_plain(name): value or "" for name, value in element.attrib.items()}
        found += element_faults(tag, attributes, _nothing)
        if tag == "style":
            found += [fault for _, fault in style_faults("".join(element.itertext()), _nothing)]
    return list(dict.fromkeys(found))


def _plain(name: str) -> str:
    space, _, rest = name.rpartition("}")
    return ("xlink:" if "xlink" in space else "xml:" if "namespace" in space else "") + rest.lower()


def _nothing(_: str) -> bool:
    return False
