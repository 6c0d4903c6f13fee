"""The words that the checks of published reasons look for, in English and Welsh: each list is generous.

What is looked for is what a good reason has, so a word too many costs only advice, and one too few stops a letter.
The patterns are matched without regard to case. Welsh changes the letter that a word starts with; the lists know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialvalue.analysis.reasons.phrases import single_spaced

#: A part of a document, in English and Welsh (with the letters that Welsh changes at the start of a word).
_PART = (
    r"(?:pages?|pp?|paras?|paragraphs?|sections?|sect|annex(?:es)?|appendix|appendices|schedules?|tables?|figures?|fig|"
    r"charts?|diagrams?|attachments?|enclosures?|files?|sheets?|slides?|parts?|clauses?|questions?|volumes?|chapters?|"
    r"items?|lines?|rows?|responses?|answers?|drawings?|"
    r"(?:t|d|nh|th)udalen(?:nau)?|tud|tt?|h?adran(?:nau)?|(?:p|b|mh|ph)aragraff(?:au)?|h?atodiad(?:au)?|"
    r"h?atodlen(?:ni)?|(?:t|d|nh|th)abl(?:au)?|ffigur(?:au)?|rh?an(?:nau)?|(?:c|g|ngh|ch)ymal(?:au)?|ffeil(?:iau)?|"
    r"(?:c|g|ngh|ch)westiwn|(?:p|b|mh|ph)ennod)"
)

#: What the evaluator saw the tender do.
_TELLS = (
    r"(?:says?|said|states?|stated|describ(?:es?|ed|ing)|sets? (?:it )?out|shows?|showed|shown|explain(?:s|ed)?|"
    r"nam(?:es|ed)|list(?:s|ed)?|gives?|gave|given|offer(?:s|ed)|propos(?:es?|ed)|promis(?:es?|ed)|commit(?:s|ted)?|"
    r"undertakes?|undertook|identif(?:y|ies|ied)|confirm(?:s|ed)?|mention(?:s|ed)?|quot(?:es?|ed)|claim(?:s|ed)?|"
    r"includ(?:es?|ed)|outlin(?:es?|ed)|refers?|referred|enclos(?:es?|ed)|suppli(?:es|ed)|attach(?:es|ed)|"
    r"intends?|intended|assum(?:es?|ed)|pledg(?:es?|ed)|cit(?:es?|ed)|submitted|allocat(?:es?|ed)|speaks? of)"
)
_TELLS_WELSH = (
    r"(?:(?:\b(?:yn|wedi|heb|i|gan|ei|eu)|'n) (?:d?dweud|nodi|d?disgrifio|esbonio|egluro|g?chynnig|cynnig|gynnig|addo|"
    r"ymrwymo|enwi|rhestru|d?dangos|cyfeirio|gyfeirio|sôn|crybwyll|grybwyll|amlinellu|cynnwys|gynnwys)|"
    r"\b(?:dywed(?:ir|odd)?|nod(?:a|ir|wyd|odd)|d?disgrif(?:ia|ir|iwyd|iodd)|esbon(?:ia|nir|iwyd)|eglur(?:a|ir|wyd)|"
    r"g?cynig(?:ia|ir|iwyd)|addew(?:ir|id)|ymrwym(?:a|ir|iad)|enw(?:ir|yd)|rhestr(?:a|ir|wyd)|d?dangos(?:a|ir|wyd)|"
    r"cyfeir(?:ia|ir|iwyd)|sonnir|crybwyllir|ceir))"
)

#: A figure in words: "two spare vehicles" is something that the tender has.
_FIGURE_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|dau|dwy|tri|tair|pedwar|"
    r"pedair|pump|chwech|saith|wyth|naw|deg|ugain)"
)

#: A mark given, which is no figure from the tender: "agreed 3", "a 4", "3 out of 5".
_A_MARK = re.compile(
    r"\b(?:a|an|agreed?|marks?(?: of)?|scored?s?(?: of)?|award(?:ed)?|given?|marc(?: o)?|sgôr(?: o)?) "
    r"\d{1,3}(?=$| ?[,;:)]|\.(?!\d)| (?:because|as|and|but|since|for|on|out|in|to|where|rather|with)\b)|"
    r"\b\d{1,3} ?(?:/|out of|of|allan o) ?\d{1,3}\b(?!%)",
    re.IGNORECASE,
)

#: Ways to point into a tender: a numbered part, something that it says, its own words in quotation marks.
_POINTERS = re.compile(
    rf"\b{_PART}\b\.? ?(?:no\.? ?|number |rhif )?[\"“'‘(]?(?:\d|[a-z]\d|[a-z]\b|[ivx]+\b)|"
    rf"\b{_TELLS}\b|{_TELLS_WELSH}\b|"
    r"\bin (?:the|its|their|this|that) (?:response|tender|bid|submission|proposal|answer|offer|annex|appendix|plan|"
    r"programme|timetable|method statement|policy|schedule|table)\b|"
    r"\byn (?:yr ymateb|y tendr|y cynnig|y bid|yr atodiad|y cynllun)\b|"
    r"\b(?:the|its|their|an?|each|every|this|that)(?: [\w'-]+)? (?:table|chart|diagram|organogram|timetable|programme|"
    r"method statement|case stud(?:y|ies)|cvs?|matrix|register|spreadsheet|annex|appendix|rota|constitution|"
    r"certificate|calculation|model|schedule|referees?|testimonials?|policy|policies)\b|"
    r"[“\"][^”\"]{2,400}[”\"]|(?:‘|(?<![\w’'])')[^’']{2,400}[’'](?!\w)|"
    rf"\b{_FIGURE_WORD} (?!parts?\b|points?\b|strengths?\b|weaknesses\b|aspects?\b|areas?\b|elements?\b|reasons?\b|"
    r"minor\b|main\b|key\b|concerns?\b|reservations?\b|members?\b|evaluators?\b|marks?\b|steps?\b|levels?\b|or\b|"
    r"of\b|the\b)\w",
    re.IGNORECASE,
)

#: Words of limitation or lack: why a mark is not a higher one.
WANTING = re.compile(
    r"\b(?:but|not|cannot|however|although|though|yet|except|apart from|only|merely|just|nothing|none|nobody|nowhere|"
    r"no|nor|neither|without|never|lack(?:s|ed|ing)?|limit(?:s|ed|ation|ations)?|general(?:ly)?|generic(?:ally)?|"
    r"vague(?:ly)?|thin(?:ly)?|weak(?:er|ly|ness|nesses|ens)?|unclear|uncertain(?:ty)?|missing|missed|absent|absence|"
    r"omit(?:s|ted)?|omissions?|fail(?:s|ed|ing|ings)?|few|fewer|little|less|hardly|barely|partial(?:ly)?|partly|"
    r"incomplete(?:ly)?|insufficient(?:ly)?|inadequate(?:ly)?|poor(?:ly)?|brief(?:ly)?|short(?:er|coming|comings)?|gaps?|"
    r"concern(?:s|ed)?|reservations?|risks?|doubt(?:s|ful)?|questionable|would|could|should|might|needs?|needed|needing|"
    r"want(?:s|ed|ing)?|more|further|better|stronger|fuller|higher|greater|rather|while|whilst|despite|unless|until|instead|"
    r"still|minor|some (?:detail|parts?|aspects?)|light on|held back|remains?|"
    r"un(?!der|i|animous)\w{4,}|in(?:accurate|direct|formal|frequent|flexible|experienced|conclusive)\w*|"
    r"im(?:precise|plausible|practical|plied|plicit)\w*|too|long|slow(?:ly)?|small|narrow(?:ly)?|tight|modest|basic|"
    r"optimistic|standard|single|old|heav(?:y|ily)|high[- ]level|merits?|stops?|stopped|ends?|leaves?|left|open|"
    r"outdated|superficial|token|loose(?:ly)?|patchy|sketchy|scant|sparse|slight(?:ly)?|marred|spoil(?:s|ed|t)|offset|"
    r"outweigh\w*|ambiguous|confus(?:ed|ing)|contradict\w*|inconsisten\w*|assumes?|relies|depends?)\b|n't\b|"
    # Welsh
    r"\b(?:ond|nid|heb|ni|nad|nac|na|d?dim|(?:d|dd|n)iffyg(?:ion|iol)?|prin|ychydig|(?:b|f)yddai|(?:b|f)uasai|g?allai|g?ellid|"
    r"dylai|ddylai|fodd bynnag|serch hynny|er hynny|er bod|yn unig|mwy|fwy|rhagor|(?:c|g|ch|ngh)yfyngedig|"
    r"(?:c|g|ch|ngh)yffredinol|g?wan|g?wannach|g?wendid(?:au)?|(?:b|f)wlch|(?:b|f)ylchau|aneglur|annelwig|ansicr|"
    r"anghyflawn|annigonol|(?:m|f)eth(?:u|odd|wyd|iant)|ar goll|llai|oni bai|heblaw|"
    r"(?:p|b|ph)ryder(?:on)?|risg(?:iau)?|angen|eto)\b",
    re.IGNORECASE,
)

#: Nothing was there to mark: a reason that says so is whole, and may stand beside more than one bid.
NO_ANSWER = re.compile(
    r"\bno (?:answer|response|reply|submission|method statement|information)\b|\bunanswered\b|\bleft blank\b|"
    r"\bnot (?:been )?(?:answered|attempted|submitted)\b|"
    r"\bnothing (?:was |is |has been )?(?:submitted|said|given|provided)\b|"
    r"\bdim (?:ateb|ymateb)\b|\bni (?:atebwyd|chafwyd|roddwyd)\b|\bheb (?:ei |eu )?(?:h?ateb|lenwi)\b",
    re.IGNORECASE,
)

#: What a bid is called on blind score sheets: no supplier knows which one is meant, and it may be another's.
BLIND_LABEL = re.compile(r"\b(?:(?:Bidder|Tenderer|Supplier) (?:[A-Z]{1,2}|\d{1,2})|(?:Bid|Tender) [B-Z])\b(?!['’\w])")

#: What people type into a reference that points nowhere.
PLACEHOLDERS = frozenset(
    {"n a", "na", "none", "nil", "tbc", "tba", "tbd", "see bid", "see tender", "see response", "as above", "various"}
)


def points_into_the_tender(text: str) -> bool:
    """Tell whether ``text`` rests on something in the tender: a place in it, what it says, its words or its figures."""
    plain = single_spaced(text)
    return re.search(r"\d", _A_MARK.sub(" ", plain)) is not None or _POINTERS.search(plain) is not None


def says_what_is_wanting(text: str, higher: Iterable[tuple[str, str]]) -> bool:
    """Tell whether ``text`` says why a mark is no higher; ``higher`` holds each mark above it with its label."""
    plain = single_spaced(text)
    if WANTING.search(plain):
        return True
    return any(
        re.search(rf"\b(?:an?|the|for|to|of|at|mark|score|reach|earn|than|is|o|i|marc) {re.escape(mark)}\b", plain)
        # "Good answer" is praise; "not yet Good" names a level of the scale.
        or (label and re.search(rf"[\w,“\"'] ?[“\"']?{re.escape(single_spaced(label))}\b", plain))
        for mark, label in higher
    )
