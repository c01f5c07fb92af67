"""listparser, https://pypi.org/project/listparser/: lists of feeds (OPML)."""
from __future__ import annotations

import listparser

from .form import Unreadable


def read(data: bytes) -> set[tuple]:
    """Address, title and heading of each feed."""
    parsed = listparser.parse(data)
    if parsed.bozo:
        raise Unreadable(str(parsed.bozo_exception))
    return {(feed.url, feed.title, feed.categories[0][0] if feed.get("categories") and feed.categories[0] else None)
            for feed in parsed.feeds}
