"""Rows among the bids that are no bids: totals, averages, estimates, weights.

A label is told from a firm's name by having no other words than those of such labels: "Total (ex VAT)" and "Average of
all bids" have none, "Total Energies Ltd" and "Average Joe Cleaning" have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from socialvalue.errors import Place, Problem
from socialvalue.intake.cells import letters, position
from socialvalue.intake.names import as_it_looks
from socialvalue.intake.wording import quoted

#: One of these makes a label, where all other words are such words too. English, then Welsh, without accents.
_LABEL_WORDS = """
    total totals subtotal subtotals sum sums average averages avg mean means median lowest highest cheapest dearest
    minimum minima min maximum maxima max estimate estimates estimated budget budgets budgeted weighting weightings
    weight weights weighted benchmark benchmarks baseline target targets variance stdev stddev deviation count rank
    ranking ranks available threshold ceiling affordability pte difference cyfanswm cyfansymiau gyfanswm isgyfanswm
    forecast forecasts contingency contingencies allowance allowances comparator spread
    swm cyfartaledd cyfartalog canolrif cymedr isaf uchaf isafswm uchafswm lleiafswm mwyafswm amcangyfrif
    amcangyfrifon cyllideb pwysoliad pwysoliadau pwysau meincnod targed gael gwahaniaeth safle hamcangyfrif
    hamcangyfrifon gyllideb
"""

#: Words that are a label only together.
_PHRASES = (
    "number of bids", "number of tenders", "number of offers", "no of bids", "no of tenders", "no of offers",
    "all bids", "all tenders", "all offers", "price range", "best price", "pass mark", "marks possible",
    "number of bidders", "number of tenderers", "number of suppliers", "expected price", "expected cost",
    "expected value", "anticipated price", "anticipated cost", "anticipated value", "previous price", "previous cost",
    "previous contract", "existing price", "existing cost", "existing contract", "current price", "current cost",
    "current contract", "incumbent price", "incumbent cost", "last year", "this year", "guide price", "should cost",
    "provisional sum", "vat at", "example bid", "example bidder", "model bid", "model answer", "bidder name",
    "points possible", "standard deviation", "std dev", "our price", "price cap", "reserve price",
)  # fmt: skip

#: Words that stand beside them.
_BESIDE_WORDS = """
    grand overall sub combined running final price prices priced bid bids bidder bidders tender tenders tenderer
    tenderers offer offers supplier suppliers cost costs value values amount amounts sum our the a of for from in on
    to per all and or by at pre internal authority authoritys council councils client clients engineer engineers
    officer officers project contract annual year years yearly net gross whole life house mark marks marked point
    points score scores scoring scored percent percentage possible acceptable allowed evaluated submitted compliant
    received valid eligible full number no range best pass standard std dev ex excl excluding exc inc incl including
    plus vat gbp pounds figure figures row column criterion criteria question questions quality social commercial
    technical anticipated previous existing current incumbent last this guide should provisional example model answer
    sector public reserve name technical expected likely approved available published reserve cap
    above below line check is mawr pris prisiau
    cynnig cynigion cynigwyr cynigydd tendr tendrau costau gwerth ein y yr o ar am i holl pob pwynt pwyntiau marc
    marciau sgor sgorau sgoriau heb ac gan gynnwys taw cyn tendro nifer cyngor awdurdod blwyddyn
"""

#: Words that are no name where they stand alone, and may be part of one.
_ALONE_WORDS = """
    range net gross vat reserve unit units note notes example sample dummy bidder bidders supplier suppliers tenderer
    company organisation esiampl nodiadau cynigydd cyflenwr
"""

_LABELS = frozenset([*_LABEL_WORDS.split(), "\u03c3", "\u2211"])
_ALONE = frozenset(_ALONE_WORDS.split())
_BESIDE = frozenset(_BESIDE_WORDS.split())

_FUNCTION = re.compile(
    r"\b(?:SUM|SUMIFS?|SUMPRODUCT|SUBTOTAL|AGGREGATE|AVERAGE|AVERAGEA|AVERAGEIFS?|MEDIAN|MODE|MIN|MINA|MINIFS|MAX|MAXA"
    r"|MAXIFS|COUNT|COUNTA|COUNTIFS?|LARGE|SMALL|STDEV|STDEVA|STDEVP|VAR|VARP|QUARTILE|PERCENTILE|RANK|GEOMEAN"
    r"|TRIMMEAN|DSUM|DAVERAGE|DMIN|DMAX)(?:\.[A-Z]+)?\(",
    re.IGNORECASE,
)
_TEXTS = re.compile(r'"[^"]*"')
_OTHER_SHEET = re.compile(r"(?:'(?:[^']|'')*'|[\w.\[\]]+)!\$?[A-Za-z]{1,3}\$?[0-9]*(?::\$?[A-Za-z]{1,3}\$?[0-9]*)?")
_RANGE = re.compile(r"(?<![\w.$])(\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?::(\$?[A-Za-z]{1,3}\$?[0-9]{1,7}))?(?![\w(])")
_COLUMNS = re.compile(r"(?<![\w.$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(])")
_TABLE_COLUMN = re.compile(r"\w\[(?!@|\[?#this row)", re.IGNORECASE)


def is_label(name: str) -> bool:
    """Whether what stands where a bidder's name should is the label of a total, an estimate, a weight or the like."""
    words = _words(name)
    if " ".join(words) in _ALONE:
        return True
    if not words or not all(word in _LABELS or word in _BESIDE or word.isdigit() for word in words):
        return False
    text = f" {' '.join(words)} "
    return not _LABELS.isdisjoint(words) or any(f" {phrase} " in text for phrase in _PHRASES)


_WORD = re.compile(r"[^\W_]+|\u2211")


def _words(name: str) -> list[str]:
    if name.isascii():
        bare = name.casefold().replace("'", "").replace("`", "")
    else:
        looks = as_it_looks(unicodedata.normalize("NFKC", name))
        folded = unicodedata.normalize("NFKD", looks.casefold())
        bare = "".join(one for one in folded if unicodedata.category(one) not in {"Mn", "Cf"} and one not in "'’`")
    words = _WORD.findall(bare)
    return ["".join(words)] if len(words) > 2 and all(len(word) == 1 for word in words) else words  # "T O T A L"


def over_other_rows(formulas: Mapping[int, str], row: int, sheet: str, first: int, last: int) -> int | None:
    """Return the column of a formula in this row that is made of other rows of bids; None where there is none.

    ``formulas`` are those of the row, by column; ``first`` and ``last`` are the rows of the bids.
    """
    for column, formula in sorted(formulas.items()):
        others = _other_rows(formula, row, sheet, range(first, last + 1))
        if len(others) > 1 or (others and _FUNCTION.search(_TEXTS.sub("", formula))):
            return column
    return None


def _other_rows(formula: str, row: int, sheet: str, bids: range) -> set[int]:
    text = _TEXTS.sub('""', formula)
    for own in (f"'{sheet.replace(chr(39), chr(39) * 2)}'!", f"{sheet}!"):
        text = re.sub(re.escape(own), "", text, flags=re.IGNORECASE)
    text = _OTHER_SHEET.sub("0", text)
    everything = _COLUMNS.search(text) or _TABLE_COLUMN.search(text)
    if everything is not None and _FUNCTION.search(text):
        return set(bids) - {row}
    found: set[int] = set()
    for first, last in _RANGE.findall(text):
        try:
            top, bottom = sorted((position(first)[0], position(last or first)[0]))
        except ValueError:
            continue
        found.update(range(max(top, bids.start), min(bottom + 1, bids.stop)))
    return found - {row}


_ROW_ACTION = (
    "Move it out of the rows of bids, to another sheet. If it is a bidder of that name, write the full name with its "
    'legal form, as in "{name} Ltd".'
)


def labelled(place: Place, name: str) -> Problem:
    """Return the problem of a row that is called what no bidder is called."""
    found = f"{quoted(name)}, a row that looks like a total or another figure beside the bids, not a bid"
    return Problem("row-not-a-bid", place, found, "a bidder's name", _ROW_ACTION.format(name=name.strip(" :.=")))


def calculated(place: Place, name: str, formula: str, column: int, row: int) -> Problem:
    """Return the problem of a row that is calculated from the bids."""
    cell = f"{letters(column)}{row + 1}"
    found = (
        f"{quoted(name)}, a row that looks like a total, not a bid: {cell} is calculated from other bids (={formula})"
    )
    action = "Move it to another sheet. If it is a bid, type the figures themselves into its cells."
    return Problem("row-not-a-bid", place, found, "a bid with answers of its own", action)


def totals_row(place: Place) -> Problem:
    """Return the problem of the row that Excel adds to a table."""
    found = "the totals row of an Excel table, not a bid"
    action = "Switch the totals row off (Table Design, Total Row), or delete the row."
    return Problem("row-not-a-bid", place, found, "rows of bids only", action)
