"""atoma, https://pypi.org/project/atoma/: typed Atom, RSS and JSON Feed."""
from __future__ import annotations

import atoma

from .form import Entry, of_datetime, text_of

NAME, FORMATS = "atoma", ("rss", "atom", "json")


def read(document) -> list[Entry]:
    if document.format == "rss":
        return [rss(item) for item in atoma.parse_rss_bytes(document.data).items]
    if document.format == "atom":
        return [atom(entry) for entry in atoma.parse_atom_bytes(document.data).entries]
    return [json(item) for item in atoma.parse_json_feed_bytes(document.data).items]


def rss(item) -> Entry:
    return Entry(
        id=item.guid, title=item.title, link=item.link, published=of_datetime(item.pub_date),
        authors=[item.author] if item.author else None, categories=item.categories, summary=text_of(item.description),
        content=item.content_encoded, enclosures=[(one.url, one.type, one.length) for one in item.enclosures])


def atom(entry) -> Entry:
    links = [link.href for link in entry.links if link.rel in (None, "alternate")]
    return Entry(
        id=entry.id_, title=entry.title.value, link=links[0], published=of_datetime(entry.published),
        updated=of_datetime(entry.updated), authors=[author.name for author in entry.authors],
        mails=[author.email for author in entry.authors], pages=[author.uri for author in entry.authors],
        categories=[category.label for category in entry.categories], schemes=[category.scheme for category in entry.categories],
        summary=entry.summary.value, content=entry.content and entry.content.value,
        enclosures=[(link.href, link.type_, link.length) for link in entry.links if link.rel == "enclosure"])


def json(item) -> Entry:
    return Entry(
        id=item.id_, title=item.title, link=item.url, published=of_datetime(item.date_published),
        updated=of_datetime(item.date_modified), authors=[item.author.name] if item.author else None, categories=item.tags,
        summary=item.summary, content=item.content_html, picture=item.image,
        enclosures=[(one.url, one.mime_type, one.size_in_bytes) for one in item.attachments])
