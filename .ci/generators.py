#!/usr/bin/env python3
"""A Hugo site as Tidings reads it by `corpus.convention`: entries, titles, addresses and dates are those of Hugo's own feed.

    .ci/generators.py TIDINGS HUGO
"""
import email.utils
import datetime
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

TIDINGS, HUGO = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])

CONFIGURATION = """\
baseURL = "https://www.example.org/sub/"
title = "Rivers & Lakes"
languageCode = "en-us"
defaultContentLanguage = "en"
UGLY
[languages.en]
weight = 1
[languages.de]
weight = 2
PERMALINKS
[taxonomies]
tag = "tags"
category = "categories"
[services.rss]
limit = 100
"""

PERMALINKS = """\
[permalinks.page]
posts = "/:year/:month/:slug/"
notes = "/n/:slugorcontentbasename"
"""

FILES = {
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/first.md": "+++\ntitle = \"First Post: A Story!\"\ndate = 2021-02-03T23:30:00-05:00\ntags = [\"Go Lang\", \"C++ & D\"]\nslug = \"my First\"\n+++\nHello {{< fig src=\"a\" >}} world\n",
    "content/posts/Second Post.md": "---\ntitle: \"Zweiter & Größe C++\"\ndate: 2021-05-06\nlastmod: 2022-01-01\ncategories: [News]\naliases: [/old/second/]\n---\nText\n",
    "content/posts/second.de.md": "---\ntitle: Deutsch\ndate: 2021-05-06\n---\nText\n",
    "content/posts/bundle/index.md": "---\ntitle: Bundle\ndate: 2021-07-01\n---\nText\n",
    "content/posts/bundle/part.md": "---\ntitle: Part\ndate: 2021-07-01\n---\nPart\n",
    "content/notes/Plain Note.md": "{\n\"title\": \"JSON note\",\n\"date\": \"2020-01-02T03:04:05Z\"\n}\nText\n",
    "content/docs/Deep Folder/A_b.c.md": "---\ntitle: Deep\ndate: 2020-03-03\n---\nText\n",
    "content/docs/own.md": "---\ntitle: Own\ndate: 2020-03-04\nurl: /some/Own-Address.html\n---\nText\n",
    "content/docs/own2.md": "---\ntitle: Own2\ndate: 2020-03-05\nurl: some/where\n---\nText\n",
    "content/docs/C++ #x ~y @z_w & (p) é—–.md": "---\ntitle: odd\ndate: 2018-01-01\n---\nText\n",
    "content/posts/odd.md": "---\ntitle: \"C++ #x ~y @z_w & (p) é—– it's 100% a.b\"\ndate: 2018-01-02\n---\nText\n",
    "content/docs/draft.md": "---\ntitle: Draft\ndate: 2020-03-04\ndraft: true\n---\nText\n",
    "content/docs/future.md": "---\ntitle: Future\ndate: 2090-03-04\n---\nText\n",
    "content/about.md": "---\ntitle: About\ndate: 2019-01-01\n---\nText\n",
    "layouts/single.html": "{{ .Content }}", "layouts/_default/single.html": "{{ .Content }}",
    "layouts/list.html": "x", "layouts/_default/list.html": "x",
    "layouts/shortcodes/fig.html": "FIG", "layouts/_shortcodes/fig.html": "FIG",
}


def run(folder, *command):
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"


def ours(path):
    with open(path) as file:
        items = json.load(file)["items"]
    return {urllib.parse.unquote(item["url"]): (item["title"], item["date_published"]) for item in items}


def theirs(path):
    with open(path) as file:
        text = file.read()
    found = {}
    for item in re.findall("<item>(.*?)</item>", text, re.S):
        def field(name):
            return html.unescape(re.search(f"<{name}>(.*?)</{name}>", item, re.S).group(1))
        date = email.utils.parsedate_to_datetime(field("pubDate")).astimezone(datetime.timezone.utc)
        found[urllib.parse.unquote(field("link"))] = (field("title"), date.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return found


def check(ugly, permalinks):
    with tempfile.TemporaryDirectory() as folder:
        files = {**FILES, "hugo.toml": CONFIGURATION.replace("UGLY", ugly).replace("PERMALINKS", permalinks)}
        for name, text in files.items():
            os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
            with open(f"{folder}/{name}", "w") as file:
                file.write(text)
        run(folder, HUGO, "--quiet", "--destination", "public")
        run(folder, TIDINGS, "init")
        run(folder, TIDINGS, "build", "--now", "2026-01-01")
        run(folder, TIDINGS, "validate", "output")
        own, other = ours(folder + "/output/feed.json"), theirs(folder + "/public/index.xml")
        assert own == other, {key: (own.get(key), other.get(key)) for key in set(own) | set(other) if own.get(key) != other.get(key)}
        for topic in ("tags/go-lang", "tags/c++--d", "categories/news"):
            assert ours(f"{folder}/output/{topic}/feed.json") == theirs(f"{folder}/public/{topic}/index.xml"), topic
        return len(own)


def main():
    count = check("", PERMALINKS) + check("", "") + check("uglyURLs = true", "")
    print(f"{count} pages of Hugo's: all at the same addresses, with the same titles and dates")


main()
