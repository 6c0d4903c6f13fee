"""A picture from outside, looked at before it is placed on a page: what its bytes say, whole, not too large."""

from __future__ import annotations

import base64
import binascii
import io
from dataclasses import dataclass

from socialvalue.picture.drawing import drawing_faults

MOST_BYTES = 1_000_000

#: A picture is unpacked before it is drawn: 20 million pixels are 80 MB.
MOST_PIXELS = 20_000_000

#: Nobody sees a picture that is longer than this many times its breadth.
MOST_DRAWN_OUT = 50

#: The kinds that are used, by the ending of a file's name.
TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
NAMES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/svg+xml": "SVG"}

#: What a whole file ends in. Anything after it is not part of the picture.
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class PictureFault:
    """What is wrong with a picture: ``found`` goes on after its name and a comma."""

    found: str
    expected: str
    action: str


def picture_faults(content: bytes, media_type: str) -> list[PictureFault]:
    """Return what keeps ``content`` from being placed on a page as the kind of picture that it is said to be."""
    if len(content) > MOST_BYTES:
        found = f"which has {len(content):,} bytes"
        return [PictureFault(found, f"at most {MOST_BYTES:,} bytes (1 MB)", "Save a smaller copy.")]
    if media_type == "image/svg+xml":
        expected = "an SVG drawing of shapes and nothing else"
        action = "Save it as a plain SVG from your drawing program, or use a .png."
        return [PictureFault(found, expected, action) for found in drawing_faults(content, embedded_faults)]
    return _raster_faults(content, NAMES[media_type])


def embedded_faults(address: str) -> list[PictureFault]:
    """Return what is wrong with a PNG or JPEG that stands in a `data:` address; one in another form is not read."""
    head, _, packed = address.partition(",")
    media_type, _, coding = head.removeprefix("data:").partition(";")
    if media_type not in ("image/png", "image/jpeg") or coding != "base64":
        return [PictureFault("which contains a picture that is neither PNG nor JPEG", "a PNG or JPEG", "Take it out.")]
    try:
        content = base64.b64decode("".join(packed.split()), validate=True)
    except (binascii.Error, ValueError):
        return [PictureFault("which contains a picture that is not whole", "a whole picture", "Save the file again.")]
    return picture_faults(content, media_type)


def data_address(content: bytes, media_type: str) -> str:
    """Return the `data:` address that holds a picture."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _raster_faults(content: bytes, name: str) -> list[PictureFault]:
    size, whole = _size(content, name)
    if size is not None and size[0] * size[1] > MOST_PIXELS:
        found = f"which is {size[0]:,} by {size[1]:,} pixels"
        return [PictureFault(found, f"at most {MOST_PIXELS // 1_000_000} million pixels", "Save a smaller copy.")]
    if size is not None and max(size) > MOST_DRAWN_OUT * min(size):
        found = f"which is {size[0]:,} by {size[1]:,} pixels"
        return [PictureFault(found, f"sides at most {MOST_DRAWN_OUT} to 1", "Cut it to the size of a logo.")]
    if size is None or not whole:
        action = f"Save it again as {name}: changing the end of a file's name does not change what it is."
        return [PictureFault(f"which is not a whole {name} picture", f"a {name} picture", action)]
    return []


def _size(content: bytes, name: str) -> tuple[tuple[int, int] | None, bool]:
    """Return a picture's size as its head says it, and whether all of it can be read as the kind ``name``."""
    from PIL import Image, ImageFile, UnidentifiedImageError  # noqa: PLC0415 - a twentieth of a second, for few runs

    # WeasyPrint lets broken pictures through, for the whole process; and the size is ours to judge, before unpacking.
    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    size = None
    try:
        with Image.open(io.BytesIO(content), formats=(name,)) as picture:
            size = picture.size
            if not 0 < size[0] * size[1] <= MOST_PIXELS:
                return (size if min(size) else None), False
            picture.verify()
        with Image.open(io.BytesIO(content), formats=(name,)) as picture:
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError):
        return size, False
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before
    ends = content.endswith(_PNG_END) if name == "PNG" else _JPEG_END in content[-64:]
    return size, ends
