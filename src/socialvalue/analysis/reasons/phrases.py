"""The words that the checks of reasons look for, as data: each list errs on the side of staying silent.

The patterns are matched without regard to case, on text whose spacing has been made single.
"""

from __future__ import annotations

import re

#: What a bid is called; "tender documents" are the authority's own.
_BID = (
    r"(?:bid|bidder|tender|tenderer|submission|competitor|rival)(?:s'|'s|s)?"
    r"(?![\w']| (?:documents?|process|period|requirements?|notice|deadline|date))"
)

#: Numbers by which a panel counts bids.
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"

#: The end of a phrase: nothing more is said of what "the others" are.
_END = r"(?=$| ?[.,;:!?)])"

#: Bids other than the one that is being marked; its own is "the bid" or "this bid".
_OTHER_BIDS = (
    rf"(?:(?:other|another|rival|competing)(?: \w+)? {_BID}|the others?{_END}|the other (?:ones?|{_COUNT})\b|"
    rf"(?:all|any|most) others?{_END}|the rest{_END}|the rest of the (?:bids|bidders|tenders|field|competition)\b|"
    r"(?:bids|bidders|tenders|tenderers|submissions|competitors|rivals)\b)"
)

#: What may follow "better than" without another bid being meant.
_NOT_A_BID = (
    r"(?:(?!than\b|but\b)[\w'-]+ ){0,3}?(?:specif\w+|requir\w+|minim\w+|expect\w+|target\w*|standard\w*|threshold|"
    r"average|adequate|nothing|none|before|now|last|previous\w*|current\w*|today'?s?|existing|ask\w*|needed|baseline|"
    r"years?|\d[\d.,%]*)(?!\w)"
)

#: A comparison of one bid with another, each after a word without which it cannot be there: a quick first look.
#: A bidder's name is looked for apart from these.
COMPARES_BIDS = tuple(
    (word, re.compile(pattern, re.IGNORECASE))
    for word, pattern in (
        (" than", rf"\b(?:better|stronger|weaker|worse|poorer) than\b(?! {_NOT_A_BID})"),
        ("ior to", rf"\b(?:superior|inferior) to\b(?! {_NOT_A_BID})"),
        ("than ", rf"\bthan (?:[\w'-]+ ){{0,2}}?{_OTHER_BIDS}"),
        ("than most", rf"\bthan most{_END}"),
        ("best of", r"\bbest of\b(?! (?:its|their|our|his|her|my|both|intentions|all(?! the| bids))\b)"),
        ("est", rf"\b(?:best|strongest|weakest|poorest|fullest|clearest)(?:[- ]scoring)? {_BID}"),
        ("worst ", rf"\bworst(?:[- ]scoring)? {_BID}"),
        ("compar", rf"\b(?:compared|comparing|comparison) (?:with|to) (?:[\w'-]+ ){{0,2}}?{_OTHER_BIDS}"),
        ("contrast ", rf"\bcontrast (?:with|to) (?:[\w'-]+ ){{0,2}}?{_OTHER_BIDS}"),
        ("relative to", rf"\brelative to (?:[\w'-]+ ){{0,2}}?{_OTHER_BIDS}"),
        ("unlike ", rf"\bunlike (?:[\w'-]+ ){{0,2}}?{_OTHER_BIDS}"),
        ("other ", rf"\b(?:other|another) {_BID}"),
        ("rival", rf"\brival {_BID}"),
        ("competing", rf"\bcompeting {_BID}"),
        ("only ", rf"\bonly {_BID} (?:to|that|which|who)\b"),
        ("the ", rf"\b(?:of|among|between|amongst) (?:all )?the {_COUNT} {_BID}"),
        ("rank", r"\b(?:ranks?|ranked) (?:first|second|third|last|top|highest|lowest)\b"),
        # Welsh: the other tenders, another tender, better than the rest. "Other answers" may be the bidder's own.
        ("eraill", r"\b(?:(?:c|g|ngh|ch)ynig(?:ion|wyr)|(?:t|d|nh|th)endrau|(?:b|f|m)idiau) eraill\b"),
        ("arall", r"\b(?:(?:c|g|ngh|ch)yn(?:nig|igydd)|(?:t|d|nh|th)endr|(?:b|f|m)id) arall\b"),
        ("lleill", r"\b(?:gwell|well|gwaeth|waeth|cryfach|gryfach|gwannach|wannach) na'r lleill\b"),
    )
)

#: What contradicts a mark in the lowest third of the scale, unless the reason also says what is wrong.
PRAISE = re.compile(
    r"\b(?:excellent|outstanding|exceptional|exemplary|superb|flawless|faultless|"
    r"fully (?!electric|funded|charged|booked|laden|accessible|staffed)\w+|comprehensive|very strong|first[- ]class)\b",
    re.IGNORECASE,
)

#: Praise that is not the evaluator's: denied, wished for, claimed by the bidder, or "outstanding" for undone.
_NOT_PRAISE_BEFORE = re.compile(
    r"(?:\b(?:not|no|nothing|nobody|none|never|nor|neither|without|hardly|scarcely|cannot|lacks?|lacking|"
    r"short of|far from|less than|would|could|should|if|to be|claim\w*|assert\w*|promis\w*|describ\w*|"
    r"calls?|says?|said|aims?|intends?)|n't)(?: [\w'-]+){0,3} ?[\"“'‘]?$",
    re.IGNORECASE,
)
_NOT_PRAISE_AFTER = re.compile(
    r"^ (?:issues?|actions?|questions?|matters?|debts?|invoices?|points?|items?|work|payments?|balance|"
    r"circumstances)\b",
    re.IGNORECASE,
)

#: What contradicts the highest mark of the scale.
CRITICISM = re.compile(
    r"\b(?:poor(?:ly)?(?! (?:health|mental|physical|weather|visibility|sight|eyesight|mobility|housing|air|signal|"
    r"hearing|households?|families|people|punctuality))|fails?\b(?!-)|failed to|no evidence|"
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bone )missing(?! (?:persons?|people|child|children|episodes?)\b)|"
    r"inadequate(?:ly)?|unacceptable|insufficient(?:ly)?|not answered|unanswered|"
    r"(?:does|do|did) not (?:answer|address|meet|explain|show|say)|lacks? (?:evidence|detail))\b",
    re.IGNORECASE,
)

#: Criticism that is not of this bid: denied, conditional, or about what the bidder has foreseen.
_NOT_CRITICISM_BEFORE = re.compile(
    r"(?:\b(?:not|no|nothing|none|never|nor|neither|without|hardly|nowhere|nobody|if|when|whenever|where|should|unless|"
    r"in case|what happens|how)|n't)(?: [\w'-]+){0,4} ?$",
    re.IGNORECASE,
)
_NOT_CRITICISM_AFTER = re.compile(r"^ from the (?:specification|question|contract)\b", re.IGNORECASE)

#: A reason with one of these weighs two sides: praise in it beside a low mark is no contradiction.
TWO_SIDES = re.compile(r"\b(?:but|however|although|though|yet|except|apart from)\b", re.IGNORECASE)

_IN_NAMES = """
ltd limited plc llp llc lp cic cio inc incorporated corporation company co gmbh sa bv cyf ccc scio trust charity
charitable the and of for in at on by to a an uk gb british england english wales welsh scotland scottish northern
ireland irish europe european international national regional local global group groups holding holdings partners
partner partnership associates brothers sons service services solutions systems consulting consultants consultancy
management community communities transport mobility travel minibus minibuses bus buses coach coaches taxis taxi car
cars wheels care caring health healthcare housing homes home support supported living education learning training
skills employment work works working construction builders building buildings build contractors contracting
contracts engineering engineers civil facilities maintenance property properties cleaning catering security waste
recycling environmental environment energy power green clean solar water technology technologies tech digital data
software network networks media design designs creative enterprise enterprises social society co-operative
cooperative cooperatives drivers driver people future futures first best better bright new next one two three north
south east west city county town borough district council union united alliance together direct express rapid
quality premier prime total complete advanced choice action active age bridge capital central centre crown family
focus forward foundation freedom fresh gateway good hope hand hands heart inclusion independent innovation insight
key life link links mind momentum open park pathway pathways phoenix pioneer plus point pride progress rainbow
resource resources right rise safe shared smart spectrum star step steps strong sun sure team thrive time trade
turning unity value venture ventures view village vision vital voice way wellbeing world young youth
"""

#: Words of firms' names that many share: alone they name nobody.
COMMON_IN_NAMES = frozenset(_IN_NAMES.split())


def single_spaced(text: str) -> str:
    """Return ``text`` with single spaces and straight apostrophes, as the patterns expect it."""
    return " ".join(text.replace("’", "'").split())


def comparison(text: str) -> str | None:
    """Return the words of ``text`` that set the bid beside another, if there are any."""
    plain = single_spaced(text)
    folded = plain.lower()
    found = [match for word, pattern in COMPARES_BIDS if word in folded and (match := pattern.search(plain))]
    return min(found, key=lambda match: match.start()).group() if found else None


def praise(text: str) -> str | None:
    """Return the first words of high praise that are the evaluator's own."""
    return _first(PRAISE, _NOT_PRAISE_BEFORE, _NOT_PRAISE_AFTER, single_spaced(text))


def criticism(text: str) -> str | None:
    """Return the first words of plain failure that are about this bid."""
    return _first(CRITICISM, _NOT_CRITICISM_BEFORE, _NOT_CRITICISM_AFTER, single_spaced(text))


def _first(wanted: re.Pattern[str], before: re.Pattern[str], after: re.Pattern[str], text: str) -> str | None:
    for match in wanted.finditer(text):
        # A denial reaches no further back than its own sentence or clause.
        clause = re.split(r"[.;:!?,]", text[: match.start()])[-1]
        if not before.search(clause) and not after.search(text[match.end() :]):
            return match.group()
    return None
