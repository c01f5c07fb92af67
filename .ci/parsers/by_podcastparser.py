"""podcastparser, https://pypi.org/project/podcastparser/: gPodder's reader of podcasts."""
from __future__ import annotations

import io

import podcastparser

from .form import Entry

NAME, FORMATS = "podcastparser", ("rss", "atom")


def read(document) -> list[Entry]:
    parsed = podcastparser.parse("https://reader.example/" + document.path.name, io.BytesIO(document.data))
    return [entry(one) for one in parsed["episodes"]]


def entry(one: dict) -> Entry:
    length = {-1: None}
    return Entry(
        id=one["guid"], title=one["title"], link=one["link"], published=one["published"] * 1_000_000,
        authors=[person["name"] for person in one["persons"]] if "persons" in one else None,
        summary=one["description"], content=one.get("description_html"), picture=one.get("episode_art_url"),
        enclosures=[(part["url"], part["mime_type"], length.get(part["file_size"], part["file_size"])) for part in one["enclosures"]])
