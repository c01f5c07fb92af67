"""newsboat, https://newsboat.org: a reader for terminals. It is asked by what it keeps in its cache."""
from __future__ import annotations

import os
import sqlite3
import subprocess
import tempfile
from urllib.parse import quote

from .form import Entry, Unreadable

NAME, FORMATS = "newsboat", ("rss", "atom")


def read(document) -> list[Entry]:
    # A cache for each document: an id that is in it already, of whatever feed, is not taken again.
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/urls", "w") as urls:
            urls.write("file://" + quote(str(document.path)) + "\n")
        with open(f"{folder}/config", "w") as config:
            config.write("reload-threads 1\n")
        run = subprocess.run(
            ["newsboat", "-u", f"{folder}/urls", "-c", f"{folder}/cache.db", "-C", f"{folder}/config", "-x", "reload"],
            capture_output=True, text=True, env=os.environ | {"HOME": folder, "TZ": "UTC", "LC_ALL": "C.UTF-8"})
        if run.returncode:
            raise Unreadable(run.stdout + run.stderr)
        with sqlite3.connect(f"{folder}/cache.db") as cache:
            return [entry(row) for row in cache.execute(
                "SELECT guid, title, url, pubDate, author, content, enclosure_url, enclosure_type FROM rss_item "
                "ORDER BY pubDate DESC, id")]


def entry(row) -> Entry:
    id, title, link, published, author, content, address, type = row
    return Entry(id=id, title=title, link=link, published=published * 1_000_000, authors=[author] if author else None,
                 content=content, enclosures=[(address, type, None)] if address else [])
