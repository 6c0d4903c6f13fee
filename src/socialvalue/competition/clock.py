"""What time it is, for the record only: nothing that is scored or printed in a report depends on it."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> datetime:
    """Return the time in UTC; ``SOURCE_DATE_EPOCH`` stands in for the clock where it is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)


def recorded(when: datetime | None = None) -> str:
    """Return a time, or this moment, as the record has it: in UTC, to the second."""
    return (when or now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
