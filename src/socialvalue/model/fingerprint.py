"""The fingerprint by which a form knows the award model it was made from.

It must outlive this version of the tool: forms are out with bidders for weeks, and one that comes back to a newer
version must be known again. So only what a criteria file says that differs from the defaults is hashed. A later key
that a file does not use then changes nothing. It follows that a default, once released, must never change.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from socialvalue.decimals import plain
from socialvalue.model.criteria import Criteria

#: Stands before every fingerprint, so that a later way of making them can be told from this one.
VERSION = "v1:"

#: Optional keys that came after version 1.0, with their defaults. Its fingerprints had the defaults of all keys in
#: them; add a new key here, and forms of 1.0 that are still out stay known.
_SINCE_1_0 = {"at-most": None}


def fingerprint(criteria: Criteria) -> str:
    """Return the fingerprint of the award model: what it asks and how it scores, not the file's spacing or comments.

    The competition's own details (title, authority, dates) are left out: correcting them does not make another model.
    """
    said = criteria.model_dump(by_alias=True, exclude={"competition"}, exclude_defaults=True)
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_exact)
    return VERSION + hashlib.sha256(text.encode()).hexdigest()


def known_fingerprints(criteria: Criteria) -> tuple[str, str]:
    """Return every fingerprint that a form of this award model may carry: today's, and that of version 1.0."""
    said = criteria.model_dump(mode="json", by_alias=True, exclude={"competition"})
    text = json.dumps(_as_in_1_0(said), separators=(",", ":"), ensure_ascii=False)
    return fingerprint(criteria), hashlib.sha256(text.encode()).hexdigest()


def _as_in_1_0(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_in_1_0(part) for key, part in value.items() if (key, part) not in _SINCE_1_0.items()}
    return [_as_in_1_0(part) for part in value] if isinstance(value, list) else value


def _exact(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain(value)  # 30 and 30.0 are one number.
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no fingerprint of a {type(value).__name__}")
