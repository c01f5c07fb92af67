#!/usr/bin/env python3
"""A Hugo site whose feeds Tidings makes from now on: who follows them must not notice.

    .ci/adopt.py TIDINGS HUGO

Makes a site, lets Hugo build its feeds (RSS by Hugo's own template; Atom and JSON Feed by templates as sites write them, with
permalinks as ids), lets subscribers fetch them, takes the ids over with `tidings ids adopt`, builds the same feeds with Tidings and lets
the subscribers fetch again: feedparser, the library `reader`, and newsboat. No entry may be new to any of them.
"""
import glob
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import feedparser
from reader import make_reader

TIDINGS, HUGO = os.path.abspath(sys.argv[1]), sys.argv[2]
RANDOM = random.Random(1)
TOPICS = [("Makers: River Works", "topic/river-works"), ("Makers: Lake & Sons", "topic/lake-sons"), ("Field Notes", "topic/field-notes")]
ITEMS = 120

CONFIGURATION = """\
baseURL: https://www.example.org/
title: Example
languageCode: en
timeZone: UTC
disableKinds: [section, robotsTXT, "404", sitemap]
taxonomies: {categoryurl: categoryUrl}
permalinks: {page: {news: "/news/:slug/"}}
frontmatter: {lastmod: [lastMod, date]}
markup: {goldmark: {renderer: {unsafe: true}}}
outputs: {home: [rss, atom, feed], term: [rss, atom, feed], taxonomy: [], page: [html]}
outputFormats:
  rss: {mediaType: application/rss+xml, baseName: rss}
  atom: {mediaType: application/atom+xml, baseName: atom}
  feed: {mediaType: application/json, baseName: feed, isPlainText: true}
mediaTypes: {application/atom+xml: {suffixes: [xml]}}
services: {rss: {limit: 40}}
"""

ATOM = """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>{{ .Permalink }}</id><title>{{ .Title }}</title><updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
<link rel="alternate" href="{{ .Permalink }}"/><author><name>Example</name></author>
{{ range first 40 (cond .IsHome site.RegularPages .Pages) }}<entry>
<id>{{ .Permalink }}</id><title>{{ .Title }}</title><link href="{{ .Permalink }}"/>
<published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published><updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
<content type="html">{{ .Content | html }}</content>
</entry>{{ end }}
</feed>
"""

JSON = """\
{{- $items := slice -}}
{{- range first 40 (cond .IsHome site.RegularPages .Pages) -}}
{{- $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title "content_html" .Content "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00")) -}}
{{- end -}}
{{- dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" .Permalink "items" $items | jsonify -}}
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def site(folder):
    write(folder + "/hugo.yaml", CONFIGURATION)
    for place in ("layouts", "layouts/_default"):
        write(f"{folder}/{place}/list.atom.xml", ATOM)
        write(f"{folder}/{place}/list.feed.json", JSON)
        write(f"{folder}/{place}/single.html", "{{ .Content }}")
    for number in range(ITEMS):
        topics = RANDOM.sample(TOPICS, RANDOM.randint(1, 2))
        front = [
            f"title: \"Number {number}: rivers & lakes\"", f"slug: number-{number}", "basePath: news",
            f"date: 20{15 + number // 12}-{number % 12 + 1:02}-11T10:00:{number % 60:02}Z",
            "categories: " + json.dumps([topic[0] for topic in topics]),
            "categoryUrl: " + json.dumps([topic[1] for topic in topics]),
        ]
        if RANDOM.random() < 0.5:
            front.append(f"id: {1000 + number}")
        write(f"{folder}/content/news/item-{number}.md", "---\n" + "\n".join(front) + f"\n---\n<p>Words of <b>{number}</b>.</p>\n")
    write(folder + "/tidings.yaml", "site: {baseURL: 'https://www.example.org/', title: Example}\ncorpus: {path: content, convention: medigy}\nfeeds: {entries: 40}\n")


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"
    return result.stdout


def feeds(folder):
    """Of each feed that both make, by its name: the path below the folder."""
    paths = [path for name in ("rss.xml", "atom.xml", "feed.json") for path in glob.glob(f"{folder}/**/{name}", recursive=True)]
    return {os.path.relpath(path, folder).replace("categoryurl/", "").replace("/", "_"): path for path in paths}


def ids(path):
    if path.endswith(".json"):
        with open(path) as file:
            return [item["id"] for item in json.load(file)["items"]]
    parsed = feedparser.parse(path)
    assert not parsed.bozo, f"{path}: {parsed.bozo_exception}"
    return [entry.id for entry in parsed.entries]


class Newsboat:
    def __init__(self, folder, feed):
        self.folder = folder
        os.mkdir(folder)
        write(folder + "/urls", f"file://{feed}\n")
        write(folder + "/config", "")

    def guids(self):
        run("newsboat", "-u", self.folder + "/urls", "-c", self.folder + "/cache.db", "-C", self.folder + "/config", "-x", "reload")
        with sqlite3.connect(self.folder + "/cache.db") as database:
            return {row[0] for row in database.execute("select guid from rss_item")}


def main():
    with tempfile.TemporaryDirectory() as folder:
        site(folder + "/site")
        run(HUGO, "--quiet", "--source", folder + "/site", "--destination", folder + "/hugo")
        before = feeds(folder + "/hugo")
        followed = folder + "/followed"
        os.mkdir(followed)
        reader = make_reader(":memory:", feed_root=followed)
        boats = []
        for name, path in sorted(before.items()):
            shutil.copy(path, f"{followed}/{name}")
            reader.add_feed(name)
            if not name.endswith(".json"):
                boats.append(Newsboat(f"{folder}/boat-{name}", f"{followed}/{name}"))
        assert not [result for result in reader.update_feeds_iter(scheduled=False) if isinstance(result.value, Exception)]
        known = {entry.resource_id for entry in reader.get_entries()}
        had = {name: set(ids(path)) for name, path in before.items()}
        on_boats = [boat.guids() for boat in boats]
        assert len(known) == 480 and all(had.values()) and all(on_boats)

        print(run(TIDINGS, "ids", "adopt", *sorted(before.values()), "--config", folder + "/site/tidings.yaml"), end="")
        run(TIDINGS, "build", "--config", folder + "/site/tidings.yaml", "-o", folder + "/out", "--now", "2026-01-01")
        after = feeds(folder + "/out")
        assert set(after) == set(before), f"{set(after) ^ set(before)}"
        for name, path in after.items():
            shutil.copy(path, f"{followed}/{name}")
            os.utime(f"{followed}/{name}")
        failed = [result for result in reader.update_feeds_iter(scheduled=False) if isinstance(result.value, Exception)]
        assert not failed, failed
        new = [entry for entry in reader.get_entries() if entry.resource_id not in known]
        assert not new, f"reader: {len(new)} new, such as {new[0]}"
        for name, path in after.items():
            strange = set(ids(path)) - had[name]
            assert not strange, f"{name}: {len(strange)} new, such as {sorted(strange)[0]}"
        for boat, guids in zip(boats, on_boats):
            strange = boat.guids() - guids
            assert not strange, f"{boat.folder}: {len(strange)} new, such as {sorted(strange)[0]}"
        print(f"{len(before)} feeds of Hugo with {len(known)} entries taken over: nothing is new to anybody")


main()
