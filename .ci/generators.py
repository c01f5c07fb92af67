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

MORE = {
    "content/_index.md": "---\ntitle: Home\ncascade:\n  lastmod: 2024-01-01\n---\n",
    "content/posts/_index.md": "---\ntitle: Posts\ncascade:\n  - target: {path: '/posts/sh*'}\n    draft: true\n  - target: {kind: page}\n    tags: [handed-down]\n---\n",
    "content/posts/2021-03-04-named.md": "---\nTitle: Named by date\n---\nText\n",
    "content/posts/2021-03-05-both.md": "---\ntitle: Both\ndate: 2022-02-02\n---\nText\n",
    "content/posts/shy.md": "---\ntitle: Shy\ndate: 2021-01-01\n---\nText\n",
    "content/posts/show.md": "---\ntitle: Show\ndate: 2021-01-01\ndraft: false\n---\nText\n",
    "content/posts/made.md": "---\nTITLE: Made\nMade: 2021-08-09\ntags: [own]\n---\nText\n",
    "content/posts/deep/er/_index.md": "---\ntitle: Deeper\n---\n",
    "content/posts/deep/er/y.md": "---\ntitle: Y\ndate: 2021-02-01\n---\nText\n",
    "content/posts/deep/x.md": "---\ntitle: X\ndate: 2021-02-02\n---\nText\n",
    "content/about.md": "---\ntitle: About\ndate: 2019-01-01\n---\nText\n",
    **{name: text for name, text in FILES.items() if name.startswith("layouts/")},
}

SECTIONS = """\
[permalinks.page]
posts = "/s/:sections/:sections[last]/:sections[1:]/:slugorcontentbasename/"
"""

DATES = """\
[frontmatter]
date = [":filename", "made", ":default"]
"""


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


def check(ugly, permalinks, contents=FILES, topics=("tags/go-lang", "tags/c++--d", "categories/news")):
    with tempfile.TemporaryDirectory() as folder:
        files = {**contents, "hugo.toml": CONFIGURATION.replace("UGLY", ugly).replace("PERMALINKS", permalinks)}
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
        for topic in topics:
            assert ours(f"{folder}/output/{topic}/feed.json") == theirs(f"{folder}/public/{topic}/index.xml"), topic
        return len(own)


def main():
    count = check("", PERMALINKS) + check("", "") + check("uglyURLs = true", "")
    late = DATES.replace('":filename", "made", ":default"', '"made", "date", ":filename"')
    count += check("", SECTIONS, MORE, ["tags/own"]) + check("", SECTIONS + DATES, MORE, ["tags/handed-down"])
    count += check("", PERMALINKS + late, MORE, ["tags/own"])
    print(f"{count} pages of Hugo's: all at the same addresses, with the same titles and dates")


main()
