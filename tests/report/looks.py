"""How an authority may look: with everything that it can give, and in the faintest colour that is let in."""

from __future__ import annotations

import base64

from socialvalue.model.authority import Authority, Look

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 80"><rect width="160" height="80" fill="#5a2a6b"/>
<circle cx="40" cy="40" r="24" fill="#ffffff"/></svg>"""

MARKING = "OFFICIAL-SENSITIVE: COMMERCIAL"

#: 4.5 to 1 on white, and no more.
FAINTEST = "#767676"


def full(colour: str = "#5a2a6b", **told: str) -> Look:
    """A look with a name, an address, a logo, a colour and a marking; ``told`` replaces some of them."""
    given = {"name": "Cyngor Sir Llanŵr", "email": "tenders@llanwr.example", "marking": MARKING}
    words = {"format": 1, "address": ("The Guildhall", "Llanŵr"), "logo": "logo.svg", "logo-text": "A white ring"}
    authority = Authority.model_validate({**words, **given, "colour": colour, **told})
    return Look(authority, f"data:image/svg+xml;base64,{base64.b64encode(LOGO.encode()).decode()}")
