"""How much fits: lists give way one row at a time, and a text never takes more lines than it was given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from socialvalue.report.board.limits import BODY, REST_LINE, Part, Type, shares, spare

ONE = Type(10, 12, 1.0)


def test_everything_is_shown_where_it_fits() -> None:
    parts = [Part(100, (10.0,) * 3), Part(50, (20.0,) * 2)]
    assert shares(parts, 220, 0) == (3, 2)
    assert spare(parts, (3, 2), 220) == 0


def test_the_longest_list_gives_way_first() -> None:
    """And pays for the line that says where its rest is."""
    parts = [Part(0, (10.0,) * 20), Part(0, (10.0,) * 3)]
    shown = shares(parts, 150, 0)
    assert shown == (10, 3)
    assert spare(parts, shown, 150) == 150 - 130 - REST_LINE


def test_no_list_gives_way_below_its_least() -> None:
    """Nor below what is asked for, where that is less: then it does not fit, and the caller is told by `spare`."""
    parts = [Part(0, (10.0,) * 20, least=4)]
    assert shares(parts, 0, 6) == (4,)
    assert shares(parts, 0, 1) == (1,)
    assert spare(parts, (1,), 0) < 0


def test_lines_are_broken_at_words_and_long_words_anywhere() -> None:
    """As a page breaks them: a word that does not fit goes to the next line, and is broken there."""
    assert ONE.lines("", 100) == 1
    assert ONE.lines("one", 100) == 1
    assert ONE.lines("eeeeeeeee " * 2, 60) == 2
    assert ONE.lines("e" * 100, 58) == 10


@given(st.text(max_size=400), st.floats(20, 500), st.integers(1, 5))
def test_a_fitted_text_takes_no_more_lines_than_it_was_given(text: str, measure: float, most: int) -> None:
    """Whatever it is written in."""
    assert BODY.lines(BODY.fitted(text, measure, most), measure) <= most


def test_a_text_that_fits_is_left_as_it_is() -> None:
    """But for its white space."""
    assert BODY.fitted("Two  words\n", 500, 1) == "Two words"
    assert BODY.fitted("word " * 100, 100, 1).endswith("…")
