"""Where something stands in the data of a file that people write: pydantic's path, and the path as people read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Path = tuple[str | int, ...]

#: A key or an id that goes on for longer is cut where it is shown.
_SHOWN = 80


def key_path(raw: Any, path: Path) -> str:
    """Return a path as people read it: rows by their id where they have one, ``criterion.price.score.zero-at``."""
    node, text = raw, ""
    for part in path:
        if isinstance(part, int):
            row = node[part] if isinstance(node, list) and part < len(node) else None
            identity = row.get("id") if isinstance(row, Mapping) else None
            text += f".{_short(identity)}" if isinstance(identity, str) and identity else f"[{part + 1}]"
            node = row
        else:
            text += f".{_short(part)}" if text else _short(part)
            node = node.get(part) if isinstance(node, Mapping) else None
    return text or "the whole file"


def _short(key: str) -> str:
    # A path stands on one line, whatever a key in quotation marks may hold.
    key = " ".join(key.split())
    return key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"


def resolved(raw: Any, loc: Path, kind: str, tagged: Collection[str] = ()) -> Path:
    """Return the path in the user's file: pydantic's location less the tags of its unions.

    ``tagged`` are the keys whose tables are one of several kinds: after them pydantic names the kind.
    """
    node, path = raw, list[str | int]()
    for position, part in enumerate(loc):
        last = position == len(loc) - 1
        if not last and path and path[-1] in tagged and loc[position - 1] == path[-1]:
            continue
        there = (isinstance(node, Mapping) and part in node) or (
            isinstance(node, list) and isinstance(part, int) and part < len(node)
        )
        if there:
            path.append(part)
            node = node[part]
        elif last and kind == "missing":
            path.append(part)
    return tuple(path)


def node_at(raw: Any, path: Path) -> Any:
    """Return what stands at a path; nothing where the path leads nowhere."""
    for part in path:
        if isinstance(raw, Mapping):
            raw = raw.get(str(part))
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
        else:
            return None
    return raw
