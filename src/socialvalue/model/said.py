"""A sentence as data: a message with named places, so that every room and language says the same fact in its own words.

`str` of it is English, as `evaluation.json` and the terminal have it. Documents ask for its translation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from socialvalue.decimals import plain, pounds


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in pounds inside a sentence."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Said:
    """A whole sentence or working, ``%(name)s`` where a value stands; a percent sign in it is written ``%%``."""

    message: str
    values: Values = field(default_factory=dict)

    def __str__(self) -> str:
        return self.spoken(lambda message: message, plain, pounds, english_list)

    def spoken(
        self,
        translated: Callable[[str], str],
        figure: Callable[[Decimal], str],
        money: Callable[[Decimal], str],
        listed: Callable[[tuple[str, ...]], str],
    ) -> str:
        """Return the sentence with its message translated and its figures, amounts and lists of names shown."""

        def shown(value: Value) -> str:
            match value:
                case Said():
                    return value.spoken(translated, figure, money, listed)
                case Money(amount):
                    return money(amount)
                case Decimal():
                    return figure(value)
                case tuple():
                    return listed(value)
                case _:
                    return str(value)

        # Figures and signs alone read the same in every language.
        message = translated(self.message) if isinstance(self.message, Words) else self.message
        return message % {name: shown(value) for name, value in self.values.items()}


Value = str | int | Decimal | Money | Said | tuple[str, ...]
Values = Mapping[str, Value]


class Words(str):
    """A message that has words, and so a translation."""

    __slots__ = ()


def N_(message: str) -> Words:  # noqa: N802 - the name by which every tool that collects messages knows it
    """Mark a message for translation; whoever shows it asks for its translation."""
    return Words(message)


def english_list(names: tuple[str, ...]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
