#!/usr/bin/env python3
"""A Hugo site as Tidings reads it by `corpus.convention`: entries, titles, addresses and dates are those of Hugo's own feed and list of
pages, and the addresses and dates of changes in the sitemaps those of Hugo's own sitemaps.

    .ci/generators.py TIDINGS HUGO
"""
import csv
import datetime
import glob
import html
import io
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
    "content/_index.md": "---\ntitle: Home\ncascade:\n  - target: {kind: '{page,section}'}\n    lastmod: 2024-01-01\n---\n",
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


def theirs(path, dates):
    with open(path) as file:
        text = file.read()
    found = {}
    for item in re.findall("<item>(.*?)</item>", text, re.S):
        def field(name):
            return html.unescape(re.search(f"<{name}>(.*?)</{name}>", item, re.S).group(1))
        address = urllib.parse.unquote(field("link"))
        # The date in the feed is that of `publishDate`, which may be another than the page's own.
        # What is never rendered has an entry without an address in Hugo's feed.
        if address and dates[address]:
            found[address] = (field("title"), dates[address])
    return found


def instant(text):
    if not text or text.startswith("0001"):
        return None
    date = datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(datetime.timezone.utc)
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")


def listed(folder):
    """The date of each page, by its address."""
    text = subprocess.run([HUGO, "list", "all"], cwd=folder, capture_output=True, text=True).stdout
    rows = csv.DictReader(io.StringIO(text[text.index("path,"):]))
    return {urllib.parse.unquote(row["permalink"]): instant(row["date"]) for row in rows}


def sitemaps(pattern):
    found = {}
    for path in glob.glob(pattern, recursive=True):
        with open(path) as file:
            text = file.read()
        if "<urlset" not in text:
            continue
        for entry in re.findall("<url>(.*?)</url>", text, re.S):
            modified = re.search("<lastmod>(.*?)</lastmod>", entry)
            address = html.unescape(re.search("<loc>(.*?)</loc>", entry).group(1))
            found[urllib.parse.unquote(address)] = instant(modified.group(1)) if modified else None
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
        dates = listed(folder)
        own, other = ours(folder + "/output/feed.json"), theirs(folder + "/public/index.xml", dates)
        assert own == other, {key: (own.get(key), other.get(key)) for key in set(own) | set(other) if own.get(key) != other.get(key)}
        for topic in topics:
            assert ours(f"{folder}/output/{topic}/feed.json") == theirs(
                f"{folder}/public/{topic}/index.xml", dates), topic
        own, other = sitemaps(folder + "/output/*.xml"), sitemaps(folder + "/public/**/sitemap.xml")
        assert own == other, {key: (own.get(key, "-"), other.get(key, "-")) for key in set(own) | set(other) if own.get(key, "-") != other.get(key, "-")}
        return len(own)


# A site whose configuration is a folder, in three languages of which one is off, with what its owner holds back.
WHOLE = {
    "config/_default/hugo.toml": 'baseURL = "https://www.example.org/"\ntitle = "Not this"\nlanguageCode = "en-us"\ndefaultContentLanguage = "en"\nignoreFiles = ["\\\\.draft\\\\.md$", "/secret/"]\ndisableLanguages = ["fr"]\n[services.rss]\nlimit = 100\n',
    "config/_default/languages.en.toml": 'title = "Whole"\nweight = 1\n',
    "config/_default/languages.toml": '[de]\nweight = 2\ntitle = "Ganz"\n[fr]\nweight = 3\n',
    "config/_default/params.toml": "x = 1\n",
    "config/_default/permalinks.toml": '[page]\nposts = "/:year/:month/:slug/"\ndated = "/d/:2006/:01/:Jan/:slug/"\nslugs = "/:sectionslugs/:contentbasename/"\n[section]\nposts = "/writing/"\n[term]\ntags = "/about/:slug/"\n',
    "config/_default/taxonomies.toml": 'tag = "tags"\nseries = "series"\n',
    "config/_default/module.toml": '[[mounts]]\nsource = "content"\ntarget = "content"\nfiles = ["! hidden/**"]\n[[mounts]]\nsource = "more"\ntarget = "content/added"\n',
    "config/production/hugo.toml": 'baseURL = "https://whole.example.org/base/"\n',
    "config/staging/hugo.toml": 'baseURL = "https://staging.example.org/"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\n---\nText\n",
    "content/bare.md": "Only text\n",
    "content/posts/_index.md": "---\ntitle: Posts\n---\n",
    "content/posts/one.md": "\n\n---\ntitle: One\ndate: 2021-02-03\nlastmod: 2022-02-03\ntags: [Red, a/b]\n---\nText\n",
    "content/posts/one.de.md": "---\ntitle: Eins\ndate: 2021-02-03\ntags: [Rot]\n---\nText\n",
    "content/posts/one.fr.md": "---\ntitle: Un\ndate: 2021-02-03\n---\nText\n",
    "content/posts/undated.md": "---\ntitle: Undated\ntags: [Quiet]\n---\nText\n",
    "content/posts/quiet.draft.md": "---\ntitle: Ignored\ndate: 2021-02-03\n---\nText\n",
    "content/posts/draft.md": "---\ntitle: Draft\ndate: 2021-02-03\ndraft: true\ntags: [DraftOnly]\n---\nText\n",
    "content/secret/x.md": "---\ntitle: Secret\ndate: 2021-02-03\n---\nText\n",
    "content/hidden/x.md": "---\ntitle: Hidden\ndate: 2021-02-03\n---\nText\n",
    "content/down/_index.md": "---\ntitle: Down\ncascade: {sitemap: {disable: true}}\n---\n",
    "content/down/x.md": "---\ntitle: Down\ndate: 2021-02-04\n---\nText\n",
    "content/kept/_index.md": "---\ntitle: Kept\ndraft: true\ncascade: {draft: true}\n---\n",
    "content/kept/x.md": "---\ntitle: Kept\ndate: 2021-02-04\n---\nText\n",
    "content/slugs/_index.md": "---\ntitle: Slugs\nslug: Own Slug\n---\n",
    "content/slugs/in/_index.md": "---\ntitle: Inner Title\n---\n",
    "content/slugs/in/P_1+2@x.md": "---\ntitle: P\ndate: 2021-02-05\n---\nText\n",
    "content/dated/y.md": "---\ntitle: Y\ndate: 2021-03-04T05:06:07Z\n---\nText\n",
    "content/options/never.md": "---\ntitle: N\ndate: 2021-02-03\nbuild: {render: never}\n---\nText\n",
    "content/options/unlisted.md": "---\ntitle: U\ndate: 2021-02-03\n_build: {list: never}\n---\nText\n".replace("_build", "build"),
    "content/options/aside.md": "---\ntitle: S\ndate: 2021-02-06\nsitemap: {disable: true}\n---\nText\n",
    "content/tags/red/_index.md": "---\ntitle: Rouge\nslug: rouge\n---\n",
    "content/urls/a.md": "---\ntitle: U\ndate: 2021-02-07\nurl: /own/:slug/\n---\nText\n",
    "content/urls/b.de.md": "---\ntitle: V\ndate: 2021-02-07\nurl: /rooted/v/\n---\nText\n",
    "content/urls/c.de.md": "---\ntitle: W\ndate: 2021-02-07\nurl: unrooted/w/\n---\nText\n",
    "more/z.md": "---\ntitle: Z\ndate: 2021-02-08\nseries: [S 1]\n---\nText\n",
    **{name: text for name, text in FILES.items() if name.startswith("layouts/")},
}


def whole():
    with tempfile.TemporaryDirectory() as folder:
        for name, text in WHOLE.items():
            os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
            with open(f"{folder}/{name}", "w") as file:
                file.write(text)
        run(folder, HUGO, "--quiet", "--destination", "public")
        run(folder, TIDINGS, "init")
        run(folder, TIDINGS, "build", "--now", "2026-01-01")
        run(folder, TIDINGS, "validate", "output")
        own, other = sitemaps(folder + "/output/*.xml"), sitemaps(folder + "/public/**/sitemap.xml")
        assert own == other, {key: (own.get(key, "-"), other.get(key, "-")) for key in set(own) | set(other) if own.get(key, "-") != other.get(key, "-")}
        dates = listed(folder)
        for feed in ("", "de/"):
            own, other = ours(f"{folder}/output/{feed}feed.json"), theirs(f"{folder}/public/{feed}index.xml", dates)
            assert own == other, (feed, own, other)
        return len(own)


def main():
    count = check("", PERMALINKS) + check("", "") + check("uglyURLs = true", "")
    late = DATES.replace('":filename", "made", ":default"', '"made", "date", ":filename"')
    count += check("", SECTIONS, MORE, ["tags/own"]) + check("", SECTIONS + DATES, MORE, ["tags/handed-down"])
    count += check("", PERMALINKS + late, MORE, ["tags/own"])
    count += whole()
    print(f"{count} pages of Hugo's: all at the same addresses, with the same titles and dates")


main()
