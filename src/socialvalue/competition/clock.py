"""What time it is, for the record only: nothing that is scored or printed in a report depends on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_EARLIEST: ContextVar[str] = ContextVar("earliest", default="")


def now() -> str:
    """Return the time in UTC to the second; ``SOURCE_DATE_EPOCH`` stands in for the clock where it is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return max(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), _EARLIEST.get())


@contextmanager
def not_before(when: str) -> Iterator[None]:
    """Let it be ``when`` at least: the demonstration has days of its own, which may lie ahead of this computer's."""
    token = _EARLIEST.set(when)
    try:
        yield
    finally:
        _EARLIEST.reset(token)
