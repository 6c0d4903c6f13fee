"""Charts: two kinds of bar, drawn as SVG, told apart in grey print and by the colour-blind.

Names and titles are HTML beside and above the bars: inside SVG the letters are set one by one, which spells Hebrew
and Arabic backwards. Figures are drawn with the bars.

One unit of a chart is one point as printed, so 9.5 here is 9.5 points on paper; on a screen all grows with the text.
Lengths are floats: they are drawn, never reported; the figures beside them are finished strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import bidirectional

from markupsafe import Markup

from socialvalue.report.words.wording import cut, width

WIDTH = 482.0
"""The text width of an A4 page, in points."""

MOST_BARS = 40
"""More than these would be too close together to read; a report shows no more."""

_FEW = 6
"""Up to this many have room around them."""

_SIZE = 9.5
_ROWS = 640.0
_NAMES = 180.0
_FIGURES = 46.0
"""Room at the end for a figure of points; longer ones take what they need."""
_MOST_FIGURES = 150.0
_TICKS = 18.0
_GAP = 1.0
"""The line of paper round a part, which holds neighbours apart whatever their colours."""

PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Ink:
    """How one part of a bar is filled: its colour, the text on it, and lines or an edge where grey would not do."""

    fill: str
    text: str
    lines: str = ""
    edge: str = PAPER


#: Neighbours differ in lightness by 25 or more of 100; the fourth and later ones are hatched too.
INKS = (
    Ink("#12436d", "#ffffff"),
    Ink("#28807c", "#ffffff"),
    Ink("#f2c14e", "#1a1a1a"),
    Ink("#8c3a2b", "#ffffff", "M0,8 L8,0"),
    Ink("#e6eaee", "#1a1a1a", edge="#505a64"),
    Ink("#5b4b73", "#ffffff", "M0,4 L8,4"),
)


def ink(index: int) -> Ink:
    """Return the fill of the part with this place in the legend; after the last it begins again."""
    return INKS[index % len(INKS)]


#: The key: its blocks, their titles, and its height.
_Legend = tuple[list[Markup], list[Markup], float]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bid's bar: its name, the figure written at its end, its parts in the order of the legend, its rank."""

    name: str
    figure: str
    parts: tuple[Decimal, ...]
    part_figures: tuple[str, ...] = ()
    rank: str = ""


def stacked(title: str, description: str, legend: Sequence[str], bars: Sequence[Bar], full: Decimal) -> Markup:
    """Return bars made of parts, on a scale from 0 to ``full``: points by dimension, say."""
    return _figure(title, description, bars, float(full), _legend(legend))


def simple(title: str, description: str, bars: Sequence[Bar]) -> Markup:
    """Return plain bars from 0 to the largest figure; a figure below zero has no bar, only its number."""
    full = max((float(sum(bar.parts)) for bar in bars), default=0.0)
    return _figure(title, description, bars, full, None)


def _figure(title: str, description: str, bars: Sequence[Bar], full: float, legend: _Legend | None) -> Markup:
    """Return the drawing; with a legend it has a scale too, as its full length then means something."""
    blocks, titles, top = legend or ([], [], 0.0)
    scaled = legend is not None and full > 0
    ticks = _TICKS if scaled else 4.0
    # Closer together where there are many, so that forty bids still stand on one page.
    step = 20.0 if len(bars) <= _FEW else min(15.5, _ROWS / len(bars))
    height = top + len(bars) * step + ticks
    room = max([_FIGURES, *(width(bar.figure) * _SIZE * 1.08 + 8 for bar in bars)])
    scale = (WIDTH - _NAMES - min(room, _MOST_FIGURES)) / full if full > 0 else 0.0
    rows = [_row(bar, top + i * step, step, scale) for i, bar in enumerate(bars)]
    names = [_name(bar, top + i * step, step) for i, bar in enumerate(bars)]
    axis = _axis(full, scale, top, height - ticks) if scaled else []
    # The whole story stands in <title>: it is what becomes the alternative text of the tagged PDF.
    return Markup(
        '<div class="chart" role="img" aria-label="{label}" '
        'style="position: relative; font-size: var(--chart, {size}pt); width: {wide}; height: {high}">'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" style="display: block; width: 100%; '
        'height: 100%" font-family="SourceSans3, sans-serif" font-size="{size}" fill="#1a1a1a">'
        "<title>{label}</title><desc>{text}</desc>{defs}{body}</svg>{labels}</div>"
    ).format(
        label=f"{title}. {description}",
        text=description,
        w=_n(WIDTH),
        h=_n(height),
        wide=_em(WIDTH),
        high=_em(height),
        size=_n(_SIZE),
        labels=Markup("").join([*titles, *names]),
        defs=_patterns(max((len(bar.parts) for bar in bars), default=0)),
        body=Markup("").join([*axis, *blocks, *rows]),
    )


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _em(points: float) -> str:
    return f"{points / _SIZE:.4f}em"


def _label(x: float, y: float, length: float, height: float, text: str, before: str = "") -> Markup:
    """Return a text in a field of its own over the drawing, in its own direction and in the middle of the height."""
    return Markup(
        '<span class="chart-label" style="position: absolute; left: {}; top: {}; width: {}; height: {}; '
        'line-height: {}; text-align: left; white-space: nowrap">{}<bdi dir="{}">{}</bdi></span>'
    ).format(_em(x), _em(y), _em(length), _em(height), _em(height), before, _direction(text), text)


def _direction(text: str) -> str:
    """Return the way in which a text is read, by its first letter; WeasyPrint cannot find that out."""
    kinds = (bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def _name(bar: Bar, y: float, step: float) -> Markup:
    before = f"{bar.rank} " if bar.rank else ""
    name = cut(bar.name, (_NAMES - 8) / _SIZE - width(before))
    return _label(0, y, _NAMES - 8, step, name, before)


def _text(x: float, y: float, text: str, anchor: str = "start", fill: str = "", weight: int = 400) -> Markup:
    colour = Markup(' fill="{}"').format(fill) if fill else Markup("")
    strong = Markup(' font-weight="{}"').format(weight) if weight != 400 else Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="{}"{}{}>{}</text>').format(
        _n(x), _n(y), anchor, colour, strong, text
    )


def _block(x: float, y: float, length: float, height: float, index: int) -> Markup:
    style = ink(index)
    shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="{}"/>')
    inset = 0.8 if style.edge != PAPER and length > 2 else 0.0
    place = (_n(x + inset), _n(y + inset), _n(length - 2 * inset), _n(height - 2 * inset))
    block = shape.format(*place, style.fill, style.edge, _n(_GAP if style.edge == PAPER else 0.6))
    return block + shape.format(*place, f"url(#h{index % len(INKS)})", PAPER, _n(_GAP)) if style.lines else block


def _patterns(parts: int) -> Markup:
    made = [
        Markup(
            '<pattern id="h{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<path d="{}" stroke="{}" stroke-width="0.8" stroke-opacity="0.4" fill="none"/></pattern>'
        ).format(i, style.lines, style.text)
        for i, style in enumerate(INKS[:parts])
        if style.lines
    ]
    return Markup("<defs>{}</defs>").format(Markup("").join(made)) if made else Markup("")


def _row(bar: Bar, y: float, step: float, scale: float) -> Markup:
    middle, thick = y + step / 2 + _SIZE * 0.36, min(13.0, step - 3)
    pieces = []
    x = _NAMES
    figures = bar.part_figures or ("",) * len(bar.parts)
    for i, (points, figure) in enumerate(zip(bar.parts, figures, strict=True)):
        length = max(float(points), 0.0) * scale
        if length > 0:
            pieces.append(_block(x, y + (step - thick) / 2, length, thick, i))
            if figure and width(figure) * _SIZE + 3 <= length:
                pieces.append(_figure_on(x + length / 2, middle, figure, i))
        x += length
    pieces.append(_text(WIDTH, middle, cut(bar.figure, (_MOST_FIGURES - 8) / _SIZE / 1.08), "end", weight=600))
    return Markup("").join(pieces)


def _figure_on(x: float, y: float, figure: str, index: int) -> Markup:
    style = ink(index)
    if not style.lines:
        return _text(x, y, figure, "middle", style.text)
    # A clear field behind the number, so that no line runs through it.
    half = width(figure) * _SIZE / 2 + 1.5
    field = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>')
    back = field.format(_n(x - half), _n(y - _SIZE * 0.85), _n(2 * half), _n(_SIZE * 1.1), style.fill)
    return back + _text(x, y, figure, "middle", style.text)


def _legend(names: Sequence[str]) -> _Legend:
    """Return the key, in as many lines as it needs: its blocks, their titles, and its height."""
    blocks, titles, x, y = [], [], 0.0, 0.0
    for i, name in enumerate(names):
        shown = cut(name, (WIDTH - 20) / _SIZE)
        length = 15 + width(shown) * _SIZE + 14
        if x and x + length > WIDTH:
            x, y = 0.0, y + 15
        blocks.append(_block(x, y + 1, 10, 10, i))
        titles.append(_label(x + 15, y, min(length, WIDTH - x) - 15, 12, shown))
        x += length
    return blocks, titles, y + 21 if names else 0.0


def _axis(full: float, scale: float, top: float, bottom: float) -> list[Markup]:
    """Return a line and a number at each quarter of the scale."""
    line = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#c9cfd6" stroke-width="0.6"/>')
    made = []
    for quarter in range(5):
        x = _NAMES + full * scale * quarter / 4
        made.append(line.format(_n(x), _n(top), _n(x), _n(bottom)))
        made.append(_text(x, bottom + 12, _n(full * quarter / 4), "middle", "#505a64"))
    return made
