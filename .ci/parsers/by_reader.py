"""reader, https://pypi.org/project/reader/: a feed reader library; with feedparser of its own, and JSON Feed."""
from __future__ import annotations

from datetime import datetime, timezone

from reader import make_reader

from .form import Entry, Unreadable, of_datetime, text_of

NAME, FORMATS = "reader", ("rss", "atom", "json")


def read_all(documents: list) -> dict:
    reader = make_reader(":memory:", feed_root="/")
    # Instants of its own are of no interest, and the clock must not matter.
    reader._now = lambda: datetime(2026, 1, 1, tzinfo=timezone.utc)
    formats, results = {}, {document: [] for document in documents}
    for document in documents:
        address = str(document.path).lstrip("/")  # below the root
        formats[address] = document
        reader.add_feed(address)
    reader.update_feeds()
    for feed in reader.get_feeds():
        if feed.last_exception:
            results[formats[feed.url]] = Unreadable(feed.last_exception.value_str)
    for one in reader.get_entries():
        document = formats[one.feed_url]
        results[document].append(entry(one, document.format))
    reader.close()
    return results


def entry(one, format: str) -> Entry:
    return Entry(
        id=one.id, title=one.title, link=one.link, published=of_datetime(one.published), updated=of_datetime(one.updated),
        authors=[author.name for author in one.authors], mails=[author.email for author in one.authors],
        pages=[author.href for author in one.authors], summary=text_of(one.summary) if format == "rss" else one.summary,
        content="".join(part.value for part in one.content) or None,
        enclosures=[(part.href, part.type, part.length) for part in one.enclosures])
