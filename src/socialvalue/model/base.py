"""What every model shares: frozen, unknown keys refused, kebab-case keys, exact numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from socialvalue.decimals import EXACT


def kebab(name: str) -> str:
    """Return a Python name as it is written in files: ``full_marks_at`` is ``full-marks-at``."""
    return name.rstrip("_").replace("_", "-")


class Frozen(BaseModel):
    """A value that never changes, written in kebab-case; our own code makes it by Python name."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=kebab, validate_by_alias=True, validate_by_name=True
    )


class Told(Frozen):
    """A value whose facts are stored, and whose sentences are made from them each time.

    The sentences stand in `evaluation.json` for people and other programs; nothing here reads them back.
    """

    @model_validator(mode="before")
    @classmethod
    def _without_sentences(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        made = {field.alias or name for name, field in cls.model_computed_fields.items()}
        return {key: value for key, value in data.items() if key not in made}


class FromFile(Frozen):
    """A value that people write by hand: only the kebab-case keys of the contract, unknown ones refused."""

    model_config = ConfigDict(validate_by_name=False)


def _only_numbers(value: Any) -> Any:
    # A float has already lost exactness, true is not one, and "5" in quotes is a slip that should be seen.
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number, without quotation marks")  # noqa: TRY004 - pydantic collects ValueError only
    return value


Number = Annotated[
    Decimal, BeforeValidator(_only_numbers), Field(allow_inf_nan=False), WithJsonSchema({"type": "number"})
]
"""A number of a criteria file: a whole number or an exact decimal; not a float, not text, not true or false."""

Percent = Annotated[Number, Field(ge=0, le=100), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})]
"""A percentage from 0 to 100."""

Positive = Annotated[Number, Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]

Figure = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str, when_used="json")]
"""A figure of `evaluation.json`: exact text, never a float."""


def _percent_or_share(value: Any) -> Any:
    number = _only_numbers(value)
    if 0 < number < 1:
        return EXACT.multiply(Decimal(number), Decimal(100))
    if number == 1:
        raise ValueError("1 could mean 1% or 100%: write 0.01 for one percent, 100 for all of it")
    return number


Rate = Annotated[
    Decimal,
    BeforeValidator(_percent_or_share),
    Field(ge=0, le=100, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]
"""A percentage (``25``) that may also be written as a share (``0.25``); kept as the percentage."""

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id: lower-case letters, digits and single hyphens."""

Text = Annotated[str, Field(min_length=1)]
