"""Agreement against published tables, and what must hold for any marks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.analysis.coefficient import Agreement, Unsaid
from socialvalue.analysis.panel.agreement import (
    ENOUGH_PAIRS,
    Metric,
    alpha,
    alpha_with_interval,
    icc,
    icc_with_interval,
)

#: Four observers (rows here), twelve units, some marks missing. Source: K. Krippendorff, "Computing Krippendorff's
#: Alpha-Reliability" (2011), section C, and A. F. Hayes and K. Krippendorff, "Answering the call for a standard
#: reliability measure for coding data", Communication Methods and Measures 1 (2007); the same table ships with the R
#: package irr (help page of kripp.alpha).
KRIPPENDORFF: list[list[float | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]

#: Three coders, fifteen units. Source: the computational example of the encyclopaedia article "Krippendorff's alpha"
#: (also the sample of the Python package krippendorff): nominal 0.691, interval 0.811.
THREE_CODERS: list[list[float | None]] = [
    [None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3],
    [1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None],
    [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4],
]

#: Six targets (rows), four judges. Source: P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing
#: rater reliability", Psychological Bulletin 86 (1979): the worked example of the paper, with ICC(2,1) = .29.
#: The same table ships with the R package psych (help page of ICC).
SHROUT_FLEISS: list[list[float | None]] = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]

#: Ten units on which both evaluators gave the same mark.
THREES: list[list[float | None]] = [[3, 3] for _ in range(10)]


def by_unit(observers: Sequence[Sequence[float | None]]) -> list[list[float | None]]:
    return [list(unit) for unit in zip(*observers, strict=True)]


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_krippendorffs(metric: Metric, published: float) -> None:
    """As published for four observers and twelve units, to the three decimals that are given."""
    found = alpha(by_unit(KRIPPENDORFF), metric)

    assert found is not None
    assert published == round(found, 3)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.691), ("interval", 0.811)])
def test_alpha_of_a_second_published_table(metric: Metric, published: float) -> None:
    found = alpha(by_unit(THREE_CODERS), metric)

    assert found is not None
    assert published == round(found, 3)


def test_icc_is_shrout_and_fleiss() -> None:
    found = icc(SHROUT_FLEISS)

    assert found is not None
    assert round(found, 2) == 0.29


def test_icc_from_the_published_mean_squares() -> None:
    """The same example's mean squares: BMS 11.24, JMS 32.49, EMS 1.02, of six targets and four judges."""
    bms, jms, ems, targets, judges = 11.24, 32.49, 1.02, 6, 4
    by_hand = (bms - ems) / (bms + (judges - 1) * ems + judges * (jms - ems) / targets)

    assert by_hand == pytest.approx(icc(SHROUT_FLEISS), abs=0.001)


def test_the_interval_holds_the_figure_and_says_what_it_rests_on() -> None:
    found = alpha_with_interval(by_unit(KRIPPENDORFF), seed=7)

    assert isinstance(found, Agreement)
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value < found.high <= 1
    # The twelfth unit has one mark and so no pair: 9 units of 4 or 3 marks, and two of 3 and 2.
    assert (found.units, found.evaluators, found.pairs) == (11, 4, 55)


def test_the_interval_is_that_of_drawing_units_again() -> None:
    """Against the plain way: draw units, work alpha out anew, take the quantiles."""
    units = by_unit(KRIPPENDORFF)
    chance = np.random.default_rng(99)
    drawn = [alpha([units[i] for i in chance.integers(0, 11, 11)]) for _ in range(3000)]
    low, high = np.quantile([one for one in drawn if one is not None], [0.025, 0.975])

    found = alpha_with_interval(units, seed=7)

    assert isinstance(found, Agreement)
    assert low == pytest.approx(found.low, abs=0.03)
    assert high == pytest.approx(found.high, abs=0.03)


def test_the_interval_of_icc_is_that_of_drawing_units_again() -> None:
    chance = np.random.default_rng(99)
    drawn = [icc([SHROUT_FLEISS[i] for i in chance.integers(0, 6, 6)]) for _ in range(3000)]
    low, high = np.quantile([one for one in drawn if one is not None], [0.025, 0.975])

    found = icc_with_interval(SHROUT_FLEISS, seed=7)

    assert isinstance(found, Agreement)
    assert low == pytest.approx(found.low, abs=0.03)
    assert high == pytest.approx(found.high, abs=0.03)


def test_whole_bids_are_drawn_where_there_are_enough() -> None:
    """Marks that are the same for every question of a bid say no more than one question does: the interval is wider."""
    bids = [number % 6 for number in range(36)]
    ratings: list[list[float | None]] = [[bid, (bid * 2) % 5] for bid in bids]

    by_bid = alpha_with_interval(ratings, seed=1, bids=bids)
    by_units = alpha_with_interval(ratings, seed=1)

    assert isinstance(by_bid, Agreement)
    assert isinstance(by_units, Agreement)
    assert (by_bid.drawn, by_units.drawn) == ("bids", "units")
    assert by_bid.value == by_units.value
    assert None not in {by_bid.low, by_bid.high, by_units.low, by_units.high}
    assert (by_bid.high or 0) - (by_bid.low or 0) > 1.5 * ((by_units.high or 0) - (by_units.low or 0))


def test_four_bids_are_too_few_to_be_drawn_whole() -> None:
    ratings: list[list[float | None]] = [[1, 2, 3], [2, 2, 3], [4, 4, 5], [1, 1, 1]]

    found = alpha_with_interval(ratings, seed=1, bids=[0, 1, 2, 3])

    assert isinstance(found, Agreement)
    assert found.drawn == "units"


def test_nine_pairs_are_too_few_and_ten_are_enough() -> None:
    nine: list[list[float | None]] = [[1, 2, 3], [2, 2, 3], [4, 4, 5], [5, None, None]]
    ten: list[list[float | None]] = [*nine, [1, 2, None]]

    assert Unsaid("too-few", 9) == alpha_with_interval(nine, seed=1)
    assert isinstance(alpha_with_interval(ten, seed=1), Agreement)
    assert Unsaid("too-few", 9) == icc_with_interval(ten, seed=1)
    assert ENOUGH_PAIRS == 10


@pytest.mark.parametrize("ratings", [[], [[]], [[None, None]], [[3]], [[3, None], [None, 4]]])
def test_no_pair_is_too_few_and_no_fault(ratings: list[list[float | None]]) -> None:
    assert Unsaid("too-few", 0) == alpha_with_interval(ratings, seed=1)
    assert Unsaid("too-few", 0) == icc_with_interval(ratings, seed=1)
    assert alpha(ratings) is None
    assert icc(ratings) is None


def test_the_same_mark_everywhere_is_no_proof_of_agreement() -> None:
    """Nothing tells whether evaluators agree or cannot tell bids apart: no number is given."""
    assert Unsaid("no-variation", 10) == alpha_with_interval(THREES, seed=1)
    assert Unsaid("no-variation", 10) == icc_with_interval(THREES, seed=1)


def test_a_draw_without_variation_is_left_out_and_said() -> None:
    """One unit in ten differs: a third of the draws miss it, so no interval is given."""
    ratings: list[list[float | None]] = [[1, 1], *THREES[1:]]

    found = alpha_with_interval(ratings, seed=1)

    assert isinstance(found, Agreement)
    assert (found.value, found.low, found.high) == (1.0, None, None)


marks = st.one_of(st.none(), st.integers(0, 5))
tables = st.integers(2, 5).flatmap(
    lambda judges: st.lists(st.lists(marks, min_size=judges, max_size=judges), min_size=2, max_size=12)
)
full_tables = st.integers(2, 5).flatmap(
    lambda judges: st.lists(st.lists(st.integers(0, 5), min_size=judges, max_size=judges), min_size=2, max_size=12)
)
metrics: st.SearchStrategy[Metric] = st.sampled_from(["nominal", "ordinal", "interval"])


@pytest.mark.slow
@given(table=tables, metric=metrics, chance=st.randoms())
def test_the_order_of_evaluators_and_units_does_not_matter_to_alpha(
    table: list[list[float | None]], metric: Metric, chance: Random
) -> None:
    mixed = shuffled(table, chance)

    assert alpha(table, metric) == pytest.approx(alpha(mixed, metric))


@pytest.mark.slow
@given(table=full_tables, chance=st.randoms())
def test_the_order_of_evaluators_and_units_does_not_matter_to_icc(
    table: list[list[float | None]], chance: Random
) -> None:
    assert icc(table) == pytest.approx(icc(shuffled(table, chance)))


@settings(max_examples=20)
@given(table=tables, chance=st.randoms())
def test_the_order_of_evaluators_does_not_matter_to_the_interval(
    table: list[list[float | None]], chance: Random
) -> None:
    columns = list(range(len(table[0])))
    chance.shuffle(columns)
    mixed = [[unit[column] for column in columns] for unit in table]

    assert alpha_with_interval(table, seed=3) == alpha_with_interval(mixed, seed=3)


@given(column=st.lists(st.integers(0, 5), min_size=2, max_size=12).filter(lambda c: len(set(c)) > 1), metric=metrics)
def test_perfect_agreement_is_one(column: list[int], metric: Metric) -> None:
    table: list[list[float | None]] = [[mark, mark, mark] for mark in column]

    assert pytest.approx(alpha(table, metric)) == 1
    assert pytest.approx(icc(table)) == 1


@pytest.mark.slow
@given(table=tables, metric=metrics, shift=st.integers(-3, 9))
def test_the_same_shift_for_everybody_changes_nothing(
    table: list[list[float | None]], metric: Metric, shift: int
) -> None:
    moved = [[None if mark is None else mark + shift for mark in unit] for unit in table]

    assert alpha(table, metric) == pytest.approx(alpha(moved, metric))
    assert icc(table) == pytest.approx(icc(moved))


def test_a_shift_of_one_evaluator_lowers_absolute_agreement() -> None:
    """Who marks everything two lower agrees in order and not in marks: neither figure lets that pass as agreement."""
    level: list[list[float | None]] = [[mark, mark] for mark in (2, 3, 4, 5, 2, 3, 4, 5, 2, 3, 4, 5)]
    stricter = [[unit[0], (unit[1] or 0) - 2] for unit in level]

    assert icc(level) == 1
    assert (icc(stricter) or 0) < 0.5
    assert (alpha(stricter) or 0) < 0.5


@pytest.mark.slow
@given(table=tables)
def test_ordinal_alpha_sees_only_the_order_of_marks(table: list[list[float | None]]) -> None:
    stretched = [[None if mark is None else mark**3 + 7 for mark in unit] for unit in table]

    assert alpha(table) == pytest.approx(alpha(stretched))


@pytest.mark.slow
@given(table=tables, metric=metrics)
def test_a_unit_with_one_mark_changes_nothing(table: list[list[float | None]], metric: Metric) -> None:
    alone: list[float | None] = [5, *[None] * (len(table[0]) - 1)]

    assert alpha(table, metric) == alpha([*table, alone], metric)


def test_the_seed_alone_decides_the_interval() -> None:
    units = by_unit(KRIPPENDORFF)

    assert alpha_with_interval(units, seed=5) == alpha_with_interval(units, seed=5)
    assert alpha_with_interval(units, seed=5) != alpha_with_interval(units, seed=6)
    assert icc_with_interval(SHROUT_FLEISS, seed=5) == icc_with_interval(SHROUT_FLEISS, seed=5)


def shuffled(table: list[list[float | None]], chance: Random) -> list[list[float | None]]:
    """The same marks with evaluators and units in another order."""
    columns = list(range(len(table[0])))
    chance.shuffle(columns)
    mixed = [[unit[column] for column in columns] for unit in table]
    chance.shuffle(mixed)
    return mixed
