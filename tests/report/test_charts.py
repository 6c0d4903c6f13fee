"""Charts: nothing outside the picture, lengths that are true, words for those who cannot see it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, pairwise
from math import dist
from operator import mul
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.report.charts import bars as charts
from socialvalue.report.charts.bars import Bar
from socialvalue.report.words import wording as words

SVG = "{http://www.w3.org/2000/svg}"

points = st.decimals(0, 25, places=2, allow_nan=False)
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=320)
bars = st.lists(
    st.builds(lambda name, parts: Bar(name, "1.00", tuple(parts)), names, st.lists(points, min_size=4, max_size=4)),
    min_size=1,
    max_size=40,
)


def chart(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own drawing


def drawn(markup: str) -> ET.Element:
    """The drawing itself."""
    root = chart(markup).find(f"{SVG}svg")
    assert root is not None
    return root


def labels(markup: str) -> list[tuple[str, str, dict[str, float]]]:
    """The names and titles over the drawing: text, direction, and the field that each has, in units of the drawing."""
    found = []
    for span in chart(markup).iter("span"):
        isolated = span.find("bdi")
        assert isolated is not None
        lengths = dict(re.findall(r"(left|top|width|height): ([\d.]+)em", span.attrib["style"]))
        field = {name: float(length) * charts._SIZE for name, length in lengths.items()}
        found.append(("".join(span.itertext()), isolated.attrib["dir"], field))
    return found


def parts_of(svg: str) -> list[ET.Element]:
    """The parts of bars: they stand right of the names and below the key."""
    fills = {ink.fill for ink in charts.INKS}
    rects = [rect for rect in drawn(svg).iter(f"{SVG}rect") if rect.get("fill") in fills]
    return [rect for rect in rects if rect.get("height") != "10" and rect.get("height") != "8.4"]


@pytest.mark.slow
@settings(deadline=None)
@given(bars)
def test_nothing_is_drawn_outside_the_picture(rows: list[Bar]) -> None:
    """Whatever the names and however many bids, every box and line lies inside the view box."""
    markup = charts.stacked("Points", "Told.", ["Cost", "Social", "Economic", "Environmental"], rows, Decimal(100))
    root = drawn(markup)
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    for rect in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert w >= 0
        assert x + w <= width + 0.05
        assert y + h <= height + 0.05
    for text in root.iter(f"{SVG}text"):
        length = words.width(text.text or "") * float(root.attrib["font-size"])
        x = float(text.attrib["x"])
        left = x - {"start": 0, "middle": length / 2, "end": length}[text.attrib["text-anchor"]]
        assert left >= -6
        assert left + length <= width + 6
        assert 0 < float(text.attrib["y"]) <= height
    assert len(labels(markup)) == 4 + len(rows)
    for words_, _, field in labels(markup):
        assert words.width(words_) * charts._SIZE <= field["width"] + 0.1
        assert field["left"] + field["width"] <= width + 0.1
        assert field["top"] + field["height"] <= height + 0.1


@settings(deadline=None)
@given(st.lists(points, min_size=3, max_size=3))
def test_the_parts_of_a_bar_add_up_to_its_length(parts: list[Decimal]) -> None:
    """A bar of 60 points is 60 hundredths of the scale long, whatever it is made of."""
    svg = charts.stacked("Points", "Told.", ["a", "b", "c"], [Bar("Wren", "x", tuple(parts))], Decimal(100))
    scale = charts.WIDTH - charts._NAMES - charts._FIGURES
    drawn_length = sum(float(rect.attrib["width"]) for rect in parts_of(svg))
    assert drawn_length == pytest.approx(float(sum(parts)) / 100 * scale, abs=0.05)


def test_a_chart_says_in_words_what_it_shows() -> None:
    """A screen reader gets a role, a title with the figures in it, and a description."""
    svg = charts.stacked("Points by dimension", "Wren 60.", ["Cost"], [Bar("Wren", "60", (Decimal(60),))], Decimal(100))
    whole, root = chart(svg), drawn(svg)
    assert whole.get("role") == "img"
    assert whole.get("aria-label") == root.findtext(f"{SVG}title") == "Points by dimension. Wren 60."
    assert root.findtext(f"{SVG}desc") == "Wren 60."


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("שם Ltd", "rtl"),
        ("شركة", "rtl"),
        ("Ash (שם)", "ltr"),
        ("日本語", "ltr"),
        ("3M", "ltr"),
        ("7 שם", "rtl"),
        ("…", "ltr"),
    ],
)
def test_a_name_is_set_in_its_own_direction_beside_its_rank(name: str, direction: str) -> None:
    """As a text of its own: SVG sets letters one by one, from left to right. The drawing holds figures alone."""
    svg = charts.stacked("Points", "Told.", [name], [Bar(name, "60", (Decimal(60),), rank="=3")], Decimal(100))
    assert [(text, towards) for text, towards, _ in labels(svg)] == [(name, direction), (f"=3 {name}", direction)]
    assert {text.text for text in drawn(svg).iter(f"{SVG}text")} == {"60", "0", "25", "50", "75", "100"}


def test_a_name_is_text_and_never_markup() -> None:
    """A bidder called <script> is drawn as those letters."""
    svg = charts.simple("<b>", "&", [Bar("<script>alert(1)</script>", '"', (Decimal(1),))])
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg


def test_a_figure_below_zero_has_no_bar() -> None:
    """A price less its quality may be negative: the number is there and no box has a negative length."""
    svg = charts.simple("Price less value", "Told.", [Bar("a", "-£5", (Decimal(-5),)), Bar("b", "£0", (Decimal(0),))])
    assert parts_of(svg) == []
    assert "-£5" in svg


def test_text_is_nine_points_or_more_and_forty_bids_fit_a_page() -> None:
    """A unit is a point as printed; the room inside the margins of A4 is 711 points high."""
    rows = [Bar(f"Bidder {i}", "1", (Decimal(1),)) for i in range(charts.MOST_BARS)]
    markup = charts.stacked("t", "d", ["Cost"] * 6, rows, Decimal(100))
    root = drawn(markup)
    assert float(root.attrib["font-size"]) >= 9
    assert float(root.attrib["viewBox"].split()[3]) < 711
    size, wide, high = re.findall(r"([\d.]+)(?:pt|em)", chart(markup).attrib["style"])
    assert float(size) * float(wide) == pytest.approx(charts.WIDTH, abs=0.01)
    assert float(size) * float(high) == pytest.approx(float(root.attrib["viewBox"].split()[3]), abs=0.01)


def lightness(colour: str) -> float:
    """L* of CIELAB, 0 to 100: what is left of a colour in grey print."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    y = luminance(linear)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def rgb(colour: str) -> list[float]:
    return [int(pair, 16) / 255 for pair in re.findall("[0-9a-f]{2}", colour)]


def luminance(linear: list[float]) -> float:
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    y = sorted(
        luminance([c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)])
        for colour in (one, other)
    )
    return (y[1] + 0.05) / (y[0] + 0.05)


def test_neighbours_differ_in_grey_and_numbers_on_them_can_be_read() -> None:
    """Colour is never needed: lightness of neighbours is 20 or more apart, text on a part has 4.5 to 1 or more."""
    for first, second in pairwise(charts.INKS):
        assert abs(lightness(first.fill) - lightness(second.fill)) >= 20
    for ink in charts.INKS:
        assert contrast(ink.fill, ink.text) >= 4.5


#: How colours look to the three kinds of colour blindness (Machado, Oliveira and Fernandes 2009, complete), linear.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(linear: list[float]) -> list[float]:
    """CIELAB of linear sRGB: distances in it are about as far as eyes see colours apart."""
    x, y, z = (
        sum(share * part for share, part in zip(row, linear, strict=True)) / white
        for row, white in (
            ((0.4124, 0.3576, 0.1805), 0.95047),
            ((0.2126, 0.7152, 0.0722), 1.0),
            ((0.0193, 0.1192, 0.9505), 1.08883),
        )
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]


def seen(colour: str, kind: str) -> list[float]:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return lab([min(1.0, max(0.0, sum(map(mul, row, linear)))) for row in BLINDNESS[kind]])


@pytest.mark.parametrize("kind", BLINDNESS)
def test_any_two_parts_are_told_apart_without_colour(kind: str) -> None:
    """In grey print by lightness, else by hatching; and so by each kind of colour blindness."""
    pairs = list(combinations(charts.INKS, 2))
    assert len(pairs) == 15
    for one, other in pairs:
        if one.lines == other.lines:
            assert abs(lightness(one.fill) - lightness(other.fill)) >= 10, (one, other)
            assert dist(seen(one.fill, kind), seen(other.fill, kind)) >= 20, (one, other)


def test_a_line_of_paper_holds_neighbours_apart() -> None:
    """Every part has it, or an edge of its own inside it: neighbours need no contrast with one another."""
    svg = charts.stacked("Points", "Told.", list("abcdef"), [Bar("Wren", "60", (Decimal(10),) * 6)], Decimal(100))
    parts = parts_of(svg)
    assert len(parts) == 6
    for rect, ink in zip(parts, charts.INKS, strict=True):
        assert rect.get("stroke") == ink.edge
        assert ink.edge == charts.PAPER or contrast(ink.edge, charts.PAPER) >= 3
    ends = [(float(rect.attrib["x"]), float(rect.attrib["x"]) + float(rect.attrib["width"])) for rect in parts]
    half = [float(rect.attrib["stroke-width"]) / 2 for rect in parts]
    for i in range(5):
        paper = sum(half[k] for k in (i, i + 1) if charts.INKS[k].edge == charts.PAPER)
        edges = sum(half[k] for k in (i, i + 1) if charts.INKS[k].edge != charts.PAPER)
        assert ends[i + 1][0] - ends[i][1] + paper - edges >= 0.9
