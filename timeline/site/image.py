"""An event's image, with its caption and the credit of whoever made it."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from timeline.site.elements import element

__all__ = ["append_image"]


def append_image(parent: Element, image: Any, folder: str) -> None:
    """Append what the events file says under `image`, if it is of use.

    Args:
        parent: the event's body.
        image: a mapping of `file` and perhaps `text` (what is to be seen, for those who do not see it),
            `caption` and `credit`. Only a file of the site is shown: a page asks no other host for anything.
        folder: where the events file is as seen from the page; the image's path begins there.
    """
    if not isinstance(image, dict):
        return
    said = {name: str(image.get(name) or "") for name in ("file", "text", "caption", "credit")}
    address = _address(said["file"], folder)
    if address is None:
        return
    figure = element(parent, "figure", "tl-figure")
    element(figure, "img", src=address, alt=said["text"], loading="lazy")
    if said["caption"] or said["credit"]:
        caption = element(figure, "figcaption", "", said["caption"], dir="auto")
        if said["credit"]:
            if said["caption"]:
                caption.text = f"{caption.text} "
            element(caption, "span", "tl-credit", said["credit"])


def _address(file: str, folder: str) -> str | None:
    try:
        parts = urlsplit(file)
    except ValueError:
        return None
    if not file or parts.scheme or parts.netloc or file.startswith("/") or "\\" in file:
        return None
    return quote(str(PurePosixPath(folder, file)))
