"""fastfeedparser, https://pypi.org/project/fastfeedparser/: a quick one of a search engine's news reader."""
from __future__ import annotations

import fastfeedparser

from .form import Entry, instant, text_of

NAME, FORMATS = "fastfeedparser", ("rss", "atom", "json")


def read(document) -> list[Entry]:
    parsed = fastfeedparser.parse(document.data)
    return [entry(one, document.format) for one in parsed["entries"]]


def entry(one: dict, format: str) -> Entry:
    tags, contents, media = one.get("tags") or [], one.get("content") or [], one.get("media_content") or []
    pictures = [part for part in media if part.get("medium") == "image"]
    authors = one.get("authors") or []
    if format == "atom":
        enclosures = [(link["href"], link.get("type"), link.get("length")) for link in one["links"] if link["rel"] == "enclosure"]
    else:
        enclosures = [(part["url"], part.get("type"), part.get("length")) for part in one.get("enclosures") or []]
    picture = one.get("image") if format == "json" else pictures[0]["url"] if pictures else None
    return Entry(
        id=one.get("id"), title=one.get("title"), link=one.get("link"), published=instant(one.get("published")),
        updated=instant(one.get("updated")), authors=[author["name"] for author in authors],
        categories=[tag.get("label") or tag["term"] for tag in tags], schemes=[tag.get("scheme") for tag in tags],
        summary=text_of(one.get("description")) if format == "rss" else one.get("description"),
        content=contents[0]["value"] if contents else None, picture=picture,
        alternative=pictures[0].get("title") or pictures[0].get("description") if pictures else None, enclosures=enclosures)
