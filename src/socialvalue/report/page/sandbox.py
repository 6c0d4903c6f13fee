"""Where templates run: no way from what a page is given to the program, the files or the network of this machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from socialvalue import resources
from socialvalue.reading import read_regular
from socialvalue.report.words import language

#: What a page is given. Beside it there are only our own texts and these of Jinja's.
CONTEXT = {"view", "look", "logo", "language", "sheets"}
GLOBALS = {"range", "dict", "namespace", "_", "gettext", "ngettext", "pgettext", "npgettext"}

#: Values whose own methods only make new values; `format` can reach into what it formats.
_PLAIN = (str, int, float, Decimal, date, tuple, list, dict, frozenset, set, bool, bytes)
_FORMATS = {"format", "format_map"}

MOST_POWER = 1000


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment that calls only what is known to be harmless: the rest of what a page is given can be read."""

    intercepted_binops = frozenset({"**"})

    def is_safe_callable(self, obj: Any) -> bool:
        """Say whether a template may call ``obj``: macros, blocks, loops, our texts, and methods of plain values."""
        if isinstance(obj, Macro | BlockReference | LoopContext):
            return True
        if obj is Namespace or any(obj is one for one in self.globals.values()):
            return True
        if isinstance(obj, BuiltinMethodType | MethodType):
            owner = obj.__self__
            if isinstance(owner, LoopContext):
                return True
            return (type(owner) in _PLAIN or type(owner) is Markup) and obj.__name__ not in _FORMATS
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Raise a number to a power, a small one: 9 ** 9 ** 9 would never end."""
        if not (isinstance(left, int | Decimal) and isinstance(right, int) and abs(right) <= MOST_POWER):
            raise SecurityError(f"a power higher than {MOST_POWER}")
        return super().call_binop(context, operator, left, right)


class Templates(BaseLoader):
    """Our templates, and before them, file by file, an authority's own: nothing outside of those two folders."""

    def __init__(self, own: Path | None, put: Callable[[str, str], str] = lambda _name, text: text) -> None:
        self.own, self.put = own, put

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002 - Jinja's
        """Return a template's text and where it stands."""
        parts = template.split("/")
        if all(part and part not in (".", "..") and not set(part) & set("\\:\0") for part in parts):
            for folder in (self.own, resources.folder("templates")):
                path = folder.joinpath(*parts) if folder is not None else None
                if path is not None and folder is not None and path.is_file():
                    text = read_regular(path, within=folder).decode("utf-8")
                    return self.put(template, text) if folder is self.own else text, str(path), lambda: True
        raise TemplateNotFound(template)


def environment(loader: BaseLoader | None = None) -> Sandbox:
    """Return an environment for templates, ours and others.

    Autoescape is on, and a name that a template asks for in vain is an error: nothing is silently left blank.
    """
    made = Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(language.translated, language.translated_plural, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    made.globals = {name: value for name, value in made.globals.items() if name in GLOBALS}
    for name in ("attr", "random"):
        del made.filters[name]
    return made
