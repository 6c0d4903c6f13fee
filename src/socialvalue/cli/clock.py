"""What time it is, for the record only: nothing that is scored or printed in a report depends on it."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC to the second; ``SOURCE_DATE_EPOCH`` stands in for the clock where it is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
