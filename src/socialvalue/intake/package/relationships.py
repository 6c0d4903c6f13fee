"""The two indexes of a package: what kind its parts are, and how they lead to one another."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from socialvalue.intake.package.xml_parts import parse
from socialvalue.intake.refused import unsafe

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIP = f"{_PACKAGE}relationships Relationship"
_DEFAULT = f"{_PACKAGE}content-types Default"
_TYPES = f"{_PACKAGE}content-types Types"
_OVERRIDE = f"{_PACKAGE}content-types Override"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part is related to: the kind as a whole address, and the part it leads to."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """The kinds of parts: of some by name, of the others by their ending. Names are lower case."""

    parts: dict[str, str]
    endings: dict[str, str]

    def of(self, name: str) -> str:
        """Return the kind of a part; "" where nothing is said of it."""
        return self.parts.get(name.lower(), self.endings.get(name.lower().rpartition(".")[2], ""))


def relationships(pieces: Iterator[bytes], folder: str, label: str, index: str) -> dict[str, Relationship]:
    """Return the relationships of a part that lies in ``folder``, by their ids."""
    found: dict[str, Relationship] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag != _RELATIONSHIP:
            _only_root(tag, _RELATIONSHIP + "s", label, index)
            return
        id_, target = attributes.get("Id", ""), attributes.get("Target", "")
        if not id_ or id_ in found:
            raise unsafe(label, f"two relationships of one id ({id_}) in {index}")
        external = attributes.get("TargetMode", "Internal") != "Internal"
        path = target
        if not external:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[id_] = Relationship(attributes.get("Type", ""), path, external)

    parse(pieces, lambda parser: setattr(parser, "StartElementHandler", start), label, index)
    return found


def _only_root(tag: str, root: str, label: str, index: str) -> None:
    """Refuse what the format does not know: some programs go by the name of an element and not by its namespace."""
    if tag != root:
        raise unsafe(label, f"an index ({index}) with an element of another kind ({tag.rpartition(' ')[2]})")


def content_types(pieces: Iterator[bytes], label: str) -> ContentTypes:
    """Return what the package says of the kinds of its parts."""
    types = ContentTypes({}, {})

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == _DEFAULT:
            known, name = types.endings, attributes.get("Extension", "").lower()
        elif tag == _OVERRIDE:
            known, name = types.parts, attributes.get("PartName", "").lstrip("/").lower()
        else:
            _only_root(tag, _TYPES, label, "[Content_Types].xml")
            return
        if name in known:
            raise unsafe(label, f"a package that says twice what {name} is")
        known[name] = attributes.get("ContentType", "")

    parse(pieces, lambda parser: setattr(parser, "StartElementHandler", start), label, "[Content_Types].xml")
    return types
