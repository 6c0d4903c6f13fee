"""A logo file, looked at before it is placed on a page: really a picture, not too large, nothing in it that acts."""

from __future__ import annotations

from pathlib import Path

from socialvalue.picture.picture import MOST_BYTES, TYPES, PictureFault, data_address, picture_faults
from socialvalue.reading import NotRead, read_regular


def logo_address(path: Path) -> tuple[str, list[PictureFault]]:
    """Return the `data:` address that holds the logo, or what keeps it from being used."""
    media_type = TYPES.get(path.suffix.lower())
    if media_type is None:
        action = "Save the logo in one of these formats; .svg is sharpest in print."
        return "", [PictureFault("which is not a kind of picture that can be used", ".svg, .png or .jpg", action)]
    try:
        content = read_regular(path, most=MOST_BYTES)
    except NotRead as error:
        return "", [PictureFault(f"which is {error.found}", error.expected, error.action)]
    except OSError:
        return "", [PictureFault("which is not a file", "a picture: .svg, .png or .jpg", "Put the logo there.")]
    faults = picture_faults(content, media_type)
    return ("", faults) if faults else (data_address(content, media_type), [])
