"""From the raw data of a file that people write to its model, with every fault in words a commissioner understands.

One fault must not hide the others: what cannot be read is put aside, the rest is still checked against the rules, and
only rules that lean on what was put aside keep silent.
"""

from __future__ import annotations

import copy
import difflib
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from socialvalue.errors import Place, Problem
from socialvalue.folder_files import FolderFile
from socialvalue.intake.toml.key_paths import Path, key_path, node_at, resolved
from socialvalue.model.criteria import Criteria

T = TypeVar("T", bound=BaseModel)

_MAX_REPAIRS = 6

#: More faults than this are not looked at in one go: the file is damaged, not misspelt.
_MOST_FAULTS = 500

#: A longer key is no slip of the pen for a known one, and would take long to compare.
_LONGEST_SLIP = 60

#: What is expected in place of a value of the wrong kind, where pydantic says it in the words of programmers.
_KINDS = {
    "string_type": "text, in quotation marks",
    "tuple_type": "a list, in square brackets",
    "list_type": "a list, in square brackets",
    "model_type": "a table of keys",
    "model_attributes_type": "a table of keys",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "date_type": "a day, without quotation marks: 2026-10-19",
}


@dataclass(frozen=True)
class FileKind(Generic[T]):
    """A kind of file that people write: which of the folder it is, its model, and how it is repaired.

    ``placeholders`` and ``stand_ins`` are harmless values for what could not be read, so that no rule finds a fault
    in them; a stand-in replaces the whole table of its name inside the rows called ``stand_ins_in``.
    """

    file: FolderFile
    model: type[T]
    placeholders: Mapping[str | int, Any]
    stand_ins: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    stand_ins_in: str = ""

    @property
    def word(self) -> str:
        """The word that the codes of its problems begin with."""
        return self.file.word


@dataclass(frozen=True)
class LookedThrough(Generic[T]):
    """The model as far as it could be made, its faults by place, and the keys whose values were put aside."""

    model: T | None
    problems: dict[str, Problem]
    put_aside: list[str]


def looked_through(kind: FileKind[T], data: Mapping[str, Any], name: str) -> LookedThrough[T]:
    """Return the model of a file with every fault of its single keys; rules between keys are for the caller."""
    raw: dict[str, Any] = copy.deepcopy(dict(data))
    problems: dict[str, Problem] = {}
    put_aside: list[str] = []
    for _ in range(_MAX_REPAIRS):
        try:
            return LookedThrough(kind.model.model_validate(raw), problems, put_aside)
        except ValidationError as error:
            found = [
                (path, detail)
                for detail in error.errors()[:_MOST_FAULTS]
                for path in [resolved(raw, detail["loc"], detail["type"], kind.stand_ins)]
                # pydantic counts a list after leaving out its faulty rows, which are reported themselves.
                if not (detail["type"] == "too_short" and node_at(data, path))
            ]
        meant = {one for path, detail in found for one in _meant(kind, raw, path, detail["type"])}
        for path, detail in found:
            put_aside.append(key_path(raw, path))
            if detail["type"] == "missing" and key_path(raw, path) in meant:
                continue
            problem = _worded(kind, raw, path, detail, name)
            problems.setdefault(problem.place.key, problem)
        put_aside += sorted(meant)
        put_aside += _repair(kind, raw, [(path, detail["type"]) for path, detail in found])
    return LookedThrough(None, problems, put_aside)


def _meant(file: FileKind[T], raw: Any, path: Path, kind: str) -> list[str]:
    """Return the key that a misspelt one was meant to be: that it is now missing is no second fault."""
    near = _nearest(str(path[-1]), known_keys(raw, path[:-1], file.model)) if kind == "extra_forbidden" else None
    return [key_path(raw, (*path[:-1], near))] if near else []


def _nearest(word: str, known: list[str]) -> str | None:
    if len(word) > _LONGEST_SLIP:
        return None
    return next(iter(difflib.get_close_matches(word.replace("_", "-"), known, n=1, cutoff=0.6)), None)


def _repair(file: FileKind[T], raw: Any, found: list[tuple[Path, str]]) -> list[str]:
    """Take out or replace the smallest parts that are in the way, so that the rest can still be checked.

    Returns the rows that went as a whole.

    What goes is decided before anything goes: with two faults in one row, the row goes once, and not the next one too.
    """
    replaced: dict[Path, Any] = {}
    removed: set[Path] = set()
    for path, kind in found:
        if not path:
            continue
        last, parent = path[-1], node_at(raw, path[:-1])
        stem = next((name for name in file.stand_ins if name in path[1:] and path[0] == file.stand_ins_in), None)
        row = max((position for position, part in enumerate(path) if isinstance(part, int)), default=None)
        if kind == "extra_forbidden":
            removed.add(path)
        elif stem is not None:
            replaced[path[: path.index(stem) + 1]] = dict(file.stand_ins[stem])
        elif last in file.placeholders and isinstance(parent, dict):
            identified = last == "id" and len(path) > 1
            replaced[path] = f"unknown-{len(path)}-{path[-2]}" if identified else file.placeholders[last]
        elif kind != "missing" and isinstance(parent, dict):
            removed.add(path)
        elif row is not None:
            removed.add(path[: row + 1])
    rows = [key_path(raw, path) for path in sorted(removed) if isinstance(path[-1], int)]
    for path, value in replaced.items():
        if isinstance(parent := node_at(raw, path[:-1]), dict):
            parent[path[-1]] = value
    # Last rows and deepest keys first, so that taking one out does not move the others.
    for path in sorted(removed, reverse=True):
        parent, last = node_at(raw, path[:-1]), path[-1]
        if isinstance(parent, dict):
            parent.pop(last, None)
        elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
            parent.pop(last)
    return rows


def _worded(file: FileKind[T], raw: Any, path: Path, detail: Any, name: str) -> Problem:
    kind, place = detail["type"], Place(file=name, key=key_path(raw, path))
    found = shown(detail.get("input"))
    context = detail.get("ctx", {})
    match kind:
        case "missing":
            key = str(path[-1]) if path else "a key"
            action = f"Add “{key}” here; the guide shows it."
            return Problem(f"{file.word}-missing", place, "nothing", f"the key “{key}”", action)
        case "extra_forbidden":
            known, key = known_keys(raw, path[:-1], file.model), str(path[-1])
            near = _nearest(key, known)
            action = f"Did you mean “{near}”?" if near else "Delete it, or move it to where it belongs."
            listed = f"one of: {', '.join(known)}"
            return Problem(f"{file.word}-unknown-key", place, f"the key “{_cut(key)}”", listed, action)
        case "union_tag_invalid":
            tags = str(context.get("expected_tags", "")).replace("'", "")
            what = str(context.get("discriminator", "kind")).strip("'")
            tag = str(context.get("tag"))
            near = _nearest(tag, tags.split(", "))
            hint = f"Did you mean “{near}”?" if near else "Choose the one that the tender documents describe."
            place = Place(file=name, key=f"{place.key}.{what}")
            return Problem(f"{file.word}-unknown-{what}", place, f"“{_cut(tag)}”", f"one of: {tags}", hint)
        case "union_tag_not_found":
            what = str(context.get("discriminator", "kind")).strip("'")
            return Problem(f"{file.word}-missing", place, found, f"a table with “{what}”", f"Add “{what} = …” to it.")
        case "literal_error":
            expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
            return Problem(
                f"{file.word}-invalid", place, found, f"one of: {expected}", "Use one of these, exactly as written."
            )
        case "value_error":
            expected = str(context.get("error", detail["msg"]))
            return Problem(f"{file.word}-invalid", place, found, expected, "Correct the value.")
        case "string_pattern_mismatch":
            expected = "lower-case letters, digits and single hyphens, such as “whole-life-cost”"
            return Problem(
                f"{file.word}-invalid", place, found, expected, "Rename the id here and wherever it is used."
            )
        case _:
            expected = _KINDS.get(kind) or str(detail["msg"]).replace("Input should be", "").strip() or detail["msg"]
            if expected.startswith(("greater than", "less than")):
                expected = f"a number {expected}"
            return Problem(f"{file.word}-invalid", place, found, expected, "Correct the value.")


def shown(value: Any, *, inside: bool = False) -> str:
    """Return a value of the file as a person would recognise it, shortened."""
    if isinstance(value, Mapping):
        if inside:
            return "a table"
        said = ", ".join(f"{_cut(key)} = {shown(inner, inside=True)}" for key, inner in list(value.items())[:6])
        return said or "an empty table"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{_cut(value)}”"
    return format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)


def _cut(text: str) -> str:
    return f"{text[:80]}{'…' if len(text) > 80 else ''}"


def known_keys(raw: Any, path: Path, model: type[BaseModel] = Criteria) -> list[str]:
    """Return the keys that the table at ``path`` may have, in the order of the model."""
    schema = _schema(model)
    definitions = schema.get("$defs", {})
    node, data = schema, raw
    for part in path:
        data = node_at(data, (part,))
        node = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        node = _one_of(node, data, definitions)
    return list(node.get("properties", {}))


@functools.cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _one_of(node: dict[str, Any], data: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Follow references and unions of a JSON Schema to the table that ``data`` is meant to be."""
    while "$ref" in node or "anyOf" in node or "oneOf" in node:
        if "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]]
            continue
        options = node.get("anyOf") or node.get("oneOf") or []
        mapping = node.get("discriminator", {}).get("mapping", {})
        tag = data.get(node.get("discriminator", {}).get("propertyName")) if isinstance(data, Mapping) else None
        chosen = {"$ref": mapping[tag]} if isinstance(tag, str) and tag in mapping else None
        node = chosen or next((option for option in options if option.get("type") != "null"), {})
    return node
