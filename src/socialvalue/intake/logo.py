"""A logo file, looked at before it is placed on a page: really a picture, not too large, nothing in it that acts."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass
from pathlib import Path

from socialvalue.intake.logo_svg import svg_faults

MOST_BYTES = 1_000_000

#: A picture is unpacked before it is drawn: 20 million pixels are 80 MB.
MOST_PIXELS = 20_000_000

_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
_NAMES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/svg+xml": "SVG"}

#: The markers of a JPEG that begin a frame, which says the size of the picture.
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True, slots=True)
class LogoFault:
    """What is wrong with a logo: ``found`` goes on after its name and a comma."""

    found: str
    expected: str
    action: str


def logo_address(path: Path) -> tuple[str, list[LogoFault]]:
    """Return the `data:` address that holds the logo, or what keeps it from being used."""
    if not path.is_file():
        return "", [LogoFault("which is not a file", "a picture: .svg, .png or .jpg", "Put the logo there.")]
    media_type = _TYPES.get(path.suffix.lower())
    if media_type is None:
        action = "Save the logo in one of these formats; .svg is sharpest in print."
        return "", [LogoFault("which is not of a kind that is used", ".svg, .png or .jpg", action)]
    if path.stat().st_size > MOST_BYTES:
        found = f"which has {path.stat().st_size:,} bytes"
        action = "Save a smaller copy: it goes into every document."
        return "", [LogoFault(found, f"at most {MOST_BYTES:,} bytes (1 MB)", action)]
    content = path.read_bytes()
    faults = _svg(content) if media_type == "image/svg+xml" else _picture(content, media_type)
    if faults:
        return "", faults
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}", []


def _svg(content: bytes) -> list[LogoFault]:
    expected = "an SVG drawing of shapes and nothing else"
    action = "Save it as a plain SVG from your drawing program, or use a .png."
    return [LogoFault(found, expected, action) for found in svg_faults(content)]


def _picture(content: bytes, media_type: str) -> list[LogoFault]:
    size = _png_size(content) if media_type == "image/png" else _jpeg_size(content)
    if size is None:
        name = _NAMES[media_type]
        action = f"Save the logo again as {name}: changing the end of a file's name does not change what it is."
        return [LogoFault(f"which is not a whole {name} picture", f"a {name} picture", action)]
    if size[0] * size[1] > MOST_PIXELS:
        found = f"which is {size[0]:,} by {size[1]:,} pixels"
        return [LogoFault(found, f"at most {MOST_PIXELS // 1_000_000} million pixels", "Save a smaller copy.")]
    return []


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-12:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\xff\xd8") or b"\xff\xd9" not in content[-64:]:
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if width and height else None
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
