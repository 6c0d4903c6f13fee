"""Agreement between evaluators: Krippendorff's alpha and ICC(2,1), each with a seeded bootstrap interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from socialvalue.analysis.coefficient import Agreement, Unsaid

#: Fewer pairs of marks on the same unit than this say nothing about agreement.
ENOUGH_PAIRS = 10

#: Draws of the bootstrap, and the block of draws that shares one child of the seed: results never depend on memory.
DRAWS = 2000
BLOCK = 200

#: Fewer bids than this are not drawn whole: a few would come up again and again.
ENOUGH_BIDS = 5

#: The share of draws that the interval holds.
LEVEL = 0.95

Metric = Literal["nominal", "ordinal", "interval"]
Ratings = Sequence[Sequence[float | None]]
"""One row a unit (a bid on a question), one column an evaluator; None where there is no mark."""

_Table = npt.NDArray[np.float64]


def alpha(ratings: Ratings, metric: Metric = "ordinal") -> float | None:
    """Return Krippendorff's alpha, 1 − observed ÷ expected disagreement; nothing where no two marks differ.

    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section E: missing marks are left
    out, and a unit counts with its pairs of marks over the number of its marks less one. The ordinal difference of two
    marks is the number of marks given from the one to the other, each end counted half, squared.
    """
    counts, values = _counts(ratings)
    return _point(_alpha(counts, values, np.ones((1, len(counts))), metric)) if len(counts) else None


def icc(ratings: Ratings) -> float | None:
    """Return ICC(2,1): two-way random effects, single rater, absolute agreement, on the units marked by everybody.

    (MSB − MSE) ÷ (MSB + (k − 1) × MSE + k × (MSJ − MSE) ÷ n), with the mean squares between the n units, between the
    k judges, and of what is left. Source: P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing
    rater reliability", Psychological Bulletin 86 (1979), 420-428.
    """
    table = _complete(ratings)
    if table.shape[0] < 2 or table.shape[1] < 2:
        return None
    return _point(_icc(table, np.ones((1, len(table)))))


def alpha_with_interval(
    ratings: Ratings, seed: int, metric: Metric = "ordinal", bids: Sequence[int] | None = None
) -> Agreement | Unsaid:
    """Return alpha with its bootstrap interval, or that there are too few pairs of marks to say.

    ``bids`` numbers the bid that each unit belongs to: whole bids are drawn again, as the marks of one bid hang
    together. Without it, and with fewer than `ENOUGH_BIDS`, units are drawn.
    """
    counts, values = _counts(ratings)
    paired = [number for number, row in enumerate(ratings) if sum(mark is not None for mark in row) > 1]
    pairs = sum(_pairs(sum(mark is not None for mark in ratings[number])) for number in paired)
    if pairs < ENOUGH_PAIRS:
        return Unsaid("too-few", pairs)
    value = alpha(ratings, metric)
    if value is None:
        return Unsaid("no-variation", pairs)
    groups, what = _groups(paired, bids)
    drawn = np.concatenate([_alpha(counts, values, weights, metric) for weights in _draws(groups, seed)])
    used = {column for number in paired for column, mark in enumerate(ratings[number]) if mark is not None}
    return _agreement(value, drawn, len(paired), len(used), pairs, what)


def icc_with_interval(ratings: Ratings, seed: int, bids: Sequence[int] | None = None) -> Agreement | Unsaid:
    """Return ICC(2,1) with its bootstrap interval, or that there are too few pairs of marks to say."""
    whole = [number for number, row in enumerate(ratings) if row and all(mark is not None for mark in row)]
    table = _complete(ratings)
    pairs = len(whole) * _pairs(table.shape[1])
    if pairs < ENOUGH_PAIRS or len(whole) < 2:
        return Unsaid("too-few", pairs)
    value = icc(ratings)
    if value is None:
        return Unsaid("no-variation", pairs)
    groups, what = _groups(whole, bids)
    drawn = np.concatenate([_icc(table, weights) for weights in _draws(groups, seed)])
    return _agreement(value, drawn, len(whole), table.shape[1], pairs, what)


def _pairs(marks: int) -> int:
    return marks * (marks - 1) // 2


def _counts(ratings: Ratings) -> tuple[_Table, _Table]:
    """How often each value was given to each unit that has two marks or more, and the values, lowest first."""
    rows = [[mark for mark in row if mark is not None] for row in ratings]
    paired = [row for row in rows if len(row) > 1]
    values = sorted({mark for row in paired for mark in row})
    column = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(paired), len(values)))
    for number, row in enumerate(paired):
        for mark in row:
            counts[number, column[mark]] += 1
    return counts, np.asarray(values, dtype=np.float64)


def _alpha(counts: _Table, values: _Table, weights: _Table, metric: Metric) -> _Table:
    """Alpha for each row of ``weights``: how often each unit is drawn. Not a number where no two marks differ."""
    given = weights @ counts
    total = given.sum(axis=1)
    of_unit = counts.sum(axis=1)
    if metric == "nominal":
        same = (counts * (counts - 1)).sum(axis=1)
        observed = weights @ ((of_unit * (of_unit - 1) - same) / (of_unit - 1))
        expected = total * total - (given * given).sum(axis=1)
    else:
        # The ordinal difference is that of middle ranks, which every draw has its own of.
        ranks = given.cumsum(axis=1) - given / 2 if metric == "ordinal" else np.broadcast_to(values, given.shape)
        first, second = ranks @ counts.T, (ranks * ranks) @ counts.T
        observed = (weights * 2 * (of_unit * second - first * first) / (of_unit - 1)).sum(axis=1)
        expected = 2 * (total * (given * ranks * ranks).sum(axis=1) - (given * ranks).sum(axis=1) ** 2)
    # A draw of units that all have one mark has no expected disagreement; what is left of it is noise of the sums.
    varied = (given > 0).sum(axis=1) > 1
    share = np.divide((total - 1) * observed, expected, out=np.full(len(total), np.nan), where=varied)
    return np.asarray(1 - share, dtype=np.float64)


def _complete(ratings: Ratings) -> _Table:
    rows = [[float(mark) for mark in row if mark is not None] for row in ratings if row and None not in row]
    return np.asarray(rows, dtype=np.float64) if rows else np.zeros((0, 0))


def _icc(table: _Table, weights: _Table) -> _Table:
    """ICC(2,1) for each row of ``weights``: how often each unit is drawn. Not a number where no two marks differ."""
    judges = table.shape[1]
    marks = table - table.mean()
    units = weights.sum(axis=1)
    of_judge = weights @ marks / units[:, None]
    mean = of_judge.mean(axis=1)
    of_unit = marks.mean(axis=1)
    between = judges * (weights @ (of_unit * of_unit) - units * mean * mean)
    of_judges = units * ((of_judge - mean[:, None]) ** 2).sum(axis=1)
    total = weights @ (marks * marks).sum(axis=1) - units * judges * mean * mean
    free = units - 1
    msb, msj = between / free, of_judges / (judges - 1)
    mse = (total - between - of_judges) / (free * (judges - 1))
    below = msb + (judges - 1) * mse + judges * (msj - mse) / units
    # Sums of floats that should be nothing are not quite nothing.
    varied = (total > 1e-9 * units) & (below > 1e-9)
    return np.asarray(np.divide(msb - mse, below, out=np.full(len(units), np.nan), where=varied), dtype=np.float64)


def _groups(units: list[int], bids: Sequence[int] | None) -> tuple[list[int], Literal["bids", "units"]]:
    of_bid = [bids[unit] for unit in units] if bids is not None else []
    return (of_bid, "bids") if len(set(of_bid)) >= ENOUGH_BIDS else (units, "units")


def _draws(groups: Sequence[int], seed: int) -> list[_Table]:
    """How often each unit is drawn, in blocks of draws: as many groups as there are, each time, with their units."""
    _, place = np.unique(np.asarray(groups), return_inverse=True)
    many = int(place.max()) + 1
    chance = np.full(many, 1 / many)
    children = np.random.SeedSequence(seed).spawn(DRAWS // BLOCK)
    return [
        np.random.default_rng(child).multinomial(many, chance, size=BLOCK)[:, place].astype(np.float64)
        for child in children
    ]


def _agreement(
    value: float, drawn: _Table, units: int, evaluators: int, pairs: int, what: Literal["bids", "units"]
) -> Agreement:
    usable = drawn[np.isfinite(drawn)]
    low = high = None
    if len(usable) >= LEVEL * DRAWS:
        ends = np.quantile(usable, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        low, high = round(float(ends[0]), 4), round(float(ends[1]), 4)
    return Agreement(round(value, 4), low, high, units, evaluators, pairs, what)


def _point(found: _Table) -> float | None:
    return float(found[0]) if np.isfinite(found[0]) else None
