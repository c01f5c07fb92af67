#!/usr/bin/env python3
"""A Jekyll site as Tidings reads it: the addresses and dates of changes of its sitemaps are those of jekyll-sitemap, the entries, titles and
dates of its feed those of jekyll-feed.

    .ci/jekyll.py TIDINGS
"""
import datetime
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

TIDINGS = os.path.abspath(sys.argv[1])

POST = "---\ntitle: %s\n%s\n---\nText\n"
FILES = {
    "_posts/2021-02-03-plain.md": POST % ("Plain", "tags: one two"),
    "_posts/2021-02-04-Mixed Case & +plus@at.md": POST % ("Mixed", "categories: [News, Big Cat]"),
    "_posts/2021-02-05-hours.md": POST % ("Hours", "date: 2021-02-05 9:05:00\nlast_modified_at: 2022-03-04 10:11:12"),
    "_posts/2021-02-06-zone.md": POST % ("Zone", "date: 2021-02-06 17:45"),
    "_posts/2021-02-07-words.md": POST % ("Words", "date: \"Feb 7, 2021 3:04 PM\""),
    "_posts/2021-02-08-twice.md": POST % ("First", "title: Second\ncategory: a\ncategory: b"),
    "_posts/2021-02-09-own.md": POST % ("Own", "permalink: /own/:year/:title/"),
    "_posts/2021-02-10-file.md": POST % ("File", "permalink: /own/file.html\nredirect_from: [/old/]"),
    "_posts/2021-02-11-hidden.md": POST % ("Hidden", "published: false"),
    "_posts/2021-02-12-aside.md": POST % ("Aside", "sitemap: false"),
    "_posts/2090-02-12-future.md": POST % ("Future", "x: 1"),
    "_posts/2021-02-13-untitled-post.md": "---\n---\nText\n",
    "_posts/2021-02-14-bare.md": "No front matter\n",
    "_posts/2021-02-15-ünï-cödë.md": POST % ("Unicode", "slug: Eigener Slug"),
    "blog/_posts/2021-03-01-in-folder.md": POST % ("In a folder", "x: 1"),
    "_drafts/draft.md": POST % ("Draft", "x: 1"),
    "index.html": "---\n---\nHome\n", "about.md": POST % ("About", "last_modified_at: 2022-05-06"),
    "deep/page.html": POST % ("Deep", "x: 1"), "deep/index.md": POST % ("Deep index", "x: 1"),
    "pretty.md": POST % ("Pretty", "permalink: /so/pretty/"), "away.md": POST % ("Away", "redirect_to: https://elsewhere.example/"),
    "quiet.md": POST % ("Quiet", "sitemap: false"), "off.md": POST % ("Off", "published: false"), "404.html": POST % ("Lost", "x: 1"),
    "static.html": "<p>copied</p>\n", "docs/file.pdf": "%PDF-1.4\n", "README.md": "Read me\n", "data.json": "---\n---\n{}\n",
    "left/out.md": POST % ("Left out", "x: 1"), "some.tmp.md": POST % ("Temporary", "x: 1"), ".hidden.md": POST % ("Hidden", "x: 1"),
    "_extra/page.md": POST % ("Extra", "x: 1"), "_notes/first.md": POST % ("First note", "x: 1"),
    "_notes/sub/second note.md": POST % ("Second note", "permalink: /notes-own/:title/"),
    "_private/x.md": POST % ("Private", "x: 1"), "_recipes/soup.md": POST % ("Soup", "date: 2021-01-02"),
    "node_modules/p/README.md": POST % ("Package", "x: 1"), "vendor/bundle/x.md": POST % ("Gem", "x: 1"),
    "guarded/a.md": POST % ("Guarded", "x: 1"), "guarded/b.md": POST % ("Guarded too", "sitemap: true"),
}

CONFIGURATION = """\
title: Jekyll's own
url: https://jekyll.example.org
timezone: America/New_York
permalink: STYLE
collections:
  notes: {output: true}
  recipes: {output: true, permalink: "/r/:collection/:year/:title:output_ext"}
  private: {}
defaults:
  - scope: {path: "guarded/*.md"}
    values: {sitemap: false}
  - scope: {path: "", type: post}
    values: {author: Somebody}
exclude: [left, "*.tmp.md"]
include: [_extra]
plugins: [jekyll-sitemap, jekyll-feed, jekyll-redirect-from]
feed: {posts_limit: 1000}
MORE
"""


def instant(text):
    if not text:
        return None
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(datetime.timezone.utc)


def field(name, text):
    found = re.search(f"<{name}[^>]*>(.*?)</{name}>", text, re.S)
    return html.unescape(found.group(1)) if found else None


def sitemap(paths):
    found = {}
    for path in paths:
        with open(path) as file:
            text = file.read()
        for entry in re.findall("<url>(.*?)</url>", text, re.S) if "<urlset" in text else []:
            found[urllib.parse.unquote(field("loc", entry))] = instant(field("lastmod", entry))
    return found


def check(style, more="", files=FILES):
    with tempfile.TemporaryDirectory() as folder:
        # Not where a version control might be found.
        for name, text in {**files, "_config.yml": CONFIGURATION.replace("STYLE", style).replace("MORE", more)}.items():
            os.makedirs(os.path.dirname(f"{folder}/site/{name}"), exist_ok=True)
            with open(f"{folder}/site/{name}", "w") as file:
                file.write(text)
        site = folder + "/site"
        for command in (
            ["jekyll", "build", "--quiet", "-d", folder + "/built"], [TIDINGS, "init"],
            [TIDINGS, "build", "--now", "2026-11-01", "-o", folder + "/output", "--ledger", folder + "/ledger", "--cache", folder + "/cache"],
            [TIDINGS, "validate", folder + "/output"],
        ):
            result = subprocess.run(command, cwd=site, capture_output=True, text=True)
            assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"
        own = sitemap(glob.glob(folder + "/output/*.xml"))
        other = sitemap([folder + "/built/sitemap.xml"])
        other = {address: date for address, date in other.items() if not address.endswith((".xml", "/404.html", "/404/", "/404"))}
        assert set(own) == set(other), (set(own) - set(other), set(other) - set(own))
        # A document without a date has that of the build to Jekyll, and pages have none; here the home page has that of the newest post.
        wrong = {a: (own[a], other[a]) for a in own if other[a] and other[a].year < 2026 and own[a] != other[a]}
        assert not wrong, wrong
        with open(folder + "/output/feed.json") as file:
            items = json.load(file)["items"]
        ours = {urllib.parse.unquote(item["url"]): (item["title"], instant(item["date_published"])) for item in items}
        with open(folder + "/built/feed.xml") as file:
            entries = re.findall("<entry>(.*?)</entry>", file.read(), re.S)
        theirs = {}
        for entry in entries:
            link = html.unescape(re.search('<link href="([^"]*)"', entry).group(1))
            theirs[urllib.parse.unquote(link)] = (html.unescape(field("title", entry)), instant(field("published", entry)))
        assert ours == theirs, {a: (ours.get(a), theirs.get(a)) for a in set(ours) | set(theirs) if ours.get(a) != theirs.get(a)}
        return len(own)


def main():
    count = sum(check(style) for style in ("date", "pretty", "none", "weekdate"))
    count += check("/:year/W:week/:short_month/:y_day/:categories/:title/", "baseurl: /base\nfuture: true\nmarkdown_ext: md")
    collections = ("_posts/", "_drafts/", "_notes/", "_private/", "_recipes/")
    moved = {
        "content/" + ("all/" if name.startswith(collections) else "") + name: text
        for name, text in FILES.items() if not name.startswith("blog/")
    }
    count += check("ordinal", "source: content\ncollections_dir: all", moved)
    print(f"{count} pages of Jekyll's: all at the same addresses, with the same titles and dates")


main()
