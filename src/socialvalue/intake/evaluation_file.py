"""`evaluation.json` read back: what documents are made from where the workbooks are gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel, ValidationError

from socialvalue.errors import Place, Problem
from socialvalue.intake.wording import quoted
from socialvalue.model.base import kebab
from socialvalue.model.criteria import Criteria
from socialvalue.model.evaluation import Evaluation
from socialvalue.model.panel import Given
from socialvalue.reading import NotRead, read_labelled

#: An evaluation of 5,000 bids on 61 questions has 250 MB.
MOST_BYTES = 1_000_000_000

#: Digits after the point of an exact figure: 100 years of a drop-off written to 60 places come to some 6,000.
_MOST_PLACES = 20_000

#: Digits before the point: the largest number of an answer, multiplied a few times.
_MOST_DIGITS = 100

#: A damaged file is not mended fault by fault.
_MOST_FAULTS = 20

#: What stands in the place of a mark that an evaluator did not give.
_NO_MARKS = {"", Given.NOT_APPLICABLE.value, Given.ABSTAINED.value}

_IN_RANKING = ("ranked", "price-query")


def read_evaluation(path: Path, criteria: Criteria) -> tuple[Evaluation | None, list[Problem]]:
    """Return the evaluation on file, made with ``criteria``, or the problems that keep it from being used."""
    name = path.name
    try:
        text = read_labelled(path, name, most=MOST_BYTES).decode()
        evaluation = Evaluation.model_validate_json(text)
    except NotRead as error:
        return None, [error.problem(Place(file=name))]
    except OSError as error:
        return None, [_fault(name, "", f"a file that could not be opened ({error.strerror or error})")]
    except UnicodeDecodeError as error:
        return None, [_fault(name, "", f"text that is not UTF-8, at byte {error.start + 1}")]
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)[:_MOST_FAULTS]
        return None, [_fault(name, _key(one["loc"]), f"{_shown(one['input'])} ({one['msg']})") for one in details]
    # Figures first: no sentence can be made of what cannot be written out.
    problems = list(_too_long(evaluation, "", name))[:_MOST_FAULTS]
    problems = problems or list(_faults(evaluation, criteria, name))[:_MOST_FAULTS]
    if not problems and not _says_what_it_holds(evaluation, text):
        problems = [_fault(name, "", "sentences that do not match the facts beside them")]
    return (None, problems) if problems else (evaluation, [])


def _too_long(value: object, key: str, name: str) -> Iterator[Problem]:
    """Yield each figure that the tool does not write; to work with one could take hours."""
    match value:
        case Decimal() if not _is_plain(value):
            yield _fault(name, key, f"the figure {str(value)[:40]}")
        case BaseModel():
            for field, inner in vars(value).items():
                yield from _too_long(inner, f"{key}.{kebab(field)}".lstrip("."), name)
        case dict():
            for field, inner in value.items():
                yield from _too_long(inner, f"{key}.{field}", name)
        case tuple():
            for number, inner in enumerate(value, start=1):
                yield from _too_long(inner, f"{key}[{number}]", name)
        case _:
            return


def _says_what_it_holds(evaluation: Evaluation, text: str) -> bool:
    """Tell whether the sentences of the file are those that its facts make: they are not read, but people read them."""
    try:
        return bool(json.loads(evaluation.to_json()) == json.loads(text))
    except (LookupError, ValueError, ArithmeticError, TypeError):
        return False


def _faults(evaluation: Evaluation, criteria: Criteria, name: str) -> Iterator[Problem]:
    """Yield what no evaluation of these criteria says, and no document could be made from."""
    dimensions = [dimension.id for dimension in criteria.dimension]
    seen: set[str] = set()
    for number, bid in enumerate(evaluation.bids, start=1):
        key = f"bids[{number}]"
        if bid.bidder in seen:
            yield _fault(name, f"{key}.bidder", f"a second bid of {quoted(bid.bidder)}")
        seen.add(bid.bidder)
        ranked = bid.status in _IN_RANKING
        if not ranked == (bid.rank is not None) == (bid.total is not None):
            yield _fault(name, key, f"the status {bid.status} with the rank {bid.rank} and the total {bid.total}")
        if [one.id for one in bid.dimensions] != dimensions:
            yield _fault(name, f"{key}.dimensions", "other dimensions than those of the criteria file")
        if not {one.id for one in bid.standards} <= {standard.id for standard in criteria.standard}:
            yield _fault(name, f"{key}.standards", "other standards than those of the criteria file")
        given = [one.key for one in bid.scores]
        expected = [leaf.key for leaf in criteria.leaves if (not ranked and leaf.key in given) or ranked]
        if given != expected:
            yield _fault(name, f"{key}.scores", "other criteria or questions than those of the criteria file")
    for number, told in enumerate(evaluation.moderation, start=1):
        if told.question not in criteria.leaf_by_key or told.bidder not in seen:
            yield _fault(name, f"moderation[{number}]", "a bid or question that does not exist")
        for one in told.individual:
            if one.mark not in _NO_MARKS and not _is_mark(one.mark):
                yield _fault(name, f"moderation[{number}].individual", f"the mark {quoted(one.mark)}")


def _is_plain(figure: Decimal) -> bool:
    """Tell whether a figure is one that the tool writes: without an exponent, which could take hours to write out."""
    exponent = figure.as_tuple().exponent
    return isinstance(exponent, int) and -_MOST_PLACES <= exponent <= 0 and figure.adjusted() <= _MOST_DIGITS


def _is_mark(text: str) -> bool:
    try:
        return _is_plain(Decimal(text))
    except ArithmeticError:
        return False


def _key(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part[:80]}" for part in loc).lstrip(".")


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else f"a {type(value).__name__}"


def _fault(name: str, key: str, found: str) -> Problem:
    expected = "the evaluation as `socialvalue score` wrote it"
    action = "Restore the file from a backup, or put the bids back and run `socialvalue score` again."
    return Problem("evaluation-unreadable", Place(file=name, key=key), found, expected, action)
