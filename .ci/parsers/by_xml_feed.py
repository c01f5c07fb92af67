"""XML::Feed, https://metacpan.org/pod/XML::Feed: feeds in Perl, as Planet-like aggregators read them."""
from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from .form import Entry, Unreadable, text_of

NAME, FORMATS = "XML::Feed", ("rss", "atom")


def read_all(documents: list) -> dict:
    helper = Path(__file__).with_name("xml_feed.pl")
    # /usr/bin/perl, since Debian's modules are there.
    run = subprocess.run(["/usr/bin/perl", helper, *(str(document.path) for document in documents)], capture_output=True,
                         env=os.environ | {"LC_ALL": "C.UTF-8"}, check=True)
    results = {}
    for document, line in zip(documents, run.stdout.splitlines(), strict=True):
        feed = json.loads(line)
        results[document] = Unreadable(feed["error"]) if "error" in feed else [
            entry(one, document.format) for one in feed["items"]]
    return results


def entry(one: dict, format: str) -> Entry:
    author = one["author"] or []
    return Entry(
        id=one["id"], title=one["title"], link=one["link"], published=one["published"], updated=one["updated"],
        authors=author if isinstance(author, list) else [author], categories=one["categories"],
        summary=text_of(one["summary"]) if format == "rss" else one["summary"], content=one["content"],
        enclosures=[(address, type, int(length) if length else None) for address, type, length in one["enclosures"]])
