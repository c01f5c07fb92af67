"""feedparser, https://pypi.org/project/feedparser/: what most Python programs read feeds with."""
from __future__ import annotations

import io

import feedparser

from .form import Entry, Unreadable, instant, of_tuple, text_of

NAME, FORMATS = "feedparser", ("rss", "atom")
MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


def read(document) -> list[Entry]:
    parsed = feedparser.parse(
        io.BytesIO(document.data), response_headers={"content-type": MEDIA_TYPES[document.format]}, sanitize_html=False,
        resolve_relative_uris=False)
    if parsed.bozo:
        raise Unreadable(str(parsed.bozo_exception))
    return [entry(one) for one in parsed.entries]


def plain(detail: dict) -> str:
    return text_of(detail["value"]) if "html" in detail["type"] else detail["value"]


def entry(one) -> Entry:
    # dict.get, because feedparser answers for `updated` with `published`, and for `summary` with `description`.
    def instants(key: str) -> int | None:
        value = instant(dict.get(one, key))
        parsed = of_tuple(dict.get(one, key + "_parsed"))
        if value is not None and value // 1_000_000 * 1_000_000 != parsed:
            raise Unreadable(f"reads {dict.get(one, key)} as {parsed}")
        return value

    authors = [dict(author) for author in dict.get(one, "authors", []) if author]
    tags = dict.get(one, "tags", [])
    contents = dict.get(one, "content", [])
    pictures = dict.get(one, "media_content", [])
    return Entry(
        id=dict.get(one, "id"), title=plain(one.title_detail), link=dict.get(one, "link"), published=instants("published"),
        updated=instants("updated"), authors=[author.get("name") for author in authors],
        mails=[author.get("email") for author in authors], pages=[author.get("href") for author in authors],
        categories=[tag.get("label") or tag["term"] for tag in tags], schemes=[tag.get("scheme") for tag in tags],
        summary=plain(one.summary_detail), content="".join(part["value"] for part in contents) if contents else None,
        picture=pictures[0]["url"] if pictures else None,
        enclosures=[(link["href"], link.get("type"), int(link["length"]) if "length" in link else None)
                    for link in one.get("links", []) if link.get("rel") == "enclosure"])
