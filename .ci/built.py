#!/usr/bin/env python3
"""Entries whose content comes from the pages that a generator built: the words are those that the generator itself gives for the post, none
more and none less; what only the template changes moves no date; and what is published, and where, is what the generator made.

    .ci/built.py TIDINGS HUGO [JEKYLL]
"""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

TIDINGS, HUGO, JEKYLL = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), (sys.argv + ["jekyll"])[3]
failures = []


class Seen(html.parser.HTMLParser):
    """The words that a reader sees, and the addresses of links and pictures."""

    BLOCKS = set("p div h1 h2 h3 h4 h5 h6 li td th tr pre blockquote dd dt figure figcaption table br hr section aside ul ol".split())
    HIDDEN = set("script style template button iframe video".split())

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.addresses, self.hidden = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.hidden += tag in self.HIDDEN
        # Numbers of lines stand beside code for people only.
        if "user-select:none" in attributes.get("style", "") and tag == "span":
            self.hidden += 1
            self.number = tag
        if tag in self.BLOCKS:
            self.text.append(" ")
        for name in ("href", "src"):
            value = attributes.get(name)
            if value and tag in ("a", "img") and "#" not in value:
                self.addresses.append(re.sub(r"^https://[^/]+", "", value))

    def handle_endtag(self, tag):
        if tag in self.HIDDEN or getattr(self, "number", None) == tag:
            self.hidden -= 1
            self.number = None
        if tag in self.BLOCKS:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)

    @property
    def words(self):
        return re.sub(r"[↩︎\ufe0e]", "", "".join(self.text)).split()


def expect(name, found, wanted):
    if found != wanted:
        failures.append(f"{name}: {str(found)[:400]}, not {str(wanted)[:400]}")


class Site:
    def __init__(self, files):
        self.folder = tempfile.mkdtemp(prefix="built-")
        self.files(files)

    def files(self, files):
        for path, text in files.items():
            path = os.path.join(self.folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text)

    def run(self, *command, environment={}):
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, env={**os.environ, "LANG": "C.UTF-8", **environment}
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout + done.stderr

    def init(self):
        self.run(TIDINGS, "init")

    def entries(self, now="2026-11-01T00:00:00Z", remember=True):
        """Entries by address, and dates of pages in sitemaps."""
        self.run(TIDINGS, "build", "--output", ".feeds", "--now", now, *([] if remember else ["--no-ledger", "--no-cache"]))
        with open(self.folder + "/.feeds/feed.json") as file:
            items = {item["url"]: item for item in json.load(file)["items"]}
        dates = {}
        for name in os.listdir(self.folder + "/.feeds"):
            if name.endswith(".xml") and "sitemap" in name:
                with open(f"{self.folder}/.feeds/{name}") as file:
                    dates.update(re.findall(r"<loc>([^<]*)</loc>\s*<lastmod>([^<]*)", file.read()))
        return items, dates


POSTS = {
    "plain": "First words, with **strong** ones.\n\nMore of *them* and [a link](/about/).\n",
    "code": "Look:\n\n```go\nx := 1\ny := 2\n```\n\nThat was it.\n",
    "lists": "- one\n- two\n  - three\n\n1. four\n2. five\n\n> Quoted words\n\n| a | b |\n|---|---|\n| c | d |\n",
    "headings": "## Part one\n\nText of part one.\n\n### Part two\n\nText of part two, “quoted” — and so on…\n",
    "picture": "![A bird](bird.jpg)\n\nWords under the picture.\n\n![Another](other.jpg)\n",
    "notes": "Words with a note.[^1]\n\nAnd more.\n\n[^1]: The note itself.\n",
    "markup": "Before.\n\n<div class=\"card\"><p>In a card</p></div>\n\nAfter.\n",
    "short": "Hello\n",
    "repeated": "The same words again.\n\nThe same words again.\n\nThe same words again.\n",
}
HUGO_POSTS = {
    "box-last": "Words before the box.\n\n{{< box >}}\n",
    "box-first": "{{< box >}}\n\nWords behind the box.\n",
    "box-between": "Words before.\n\n{{< box >}}\n\nWords behind.\n",
    "box-alone": "{{< box >}}\n",
    "inside": "Words with {{< word >}} in them.\n\nAnd {{< word >}}.\n",
    "around": "{{< frame >}}\nFramed *words* of mine.\n{{< /frame >}}\n",
}


def post(number, name, text, title=None):
    return f"---\ntitle: \"{title or 'About ' + name}\"\ndate: 2026-01-{number + 1:02d}T08:00:00Z\nslug: {name}\n---\n{text}"


HEAD = '<!doctype html><html lang="en"><head><title>{{ .Title }} | Example</title><link rel="canonical" href="{{ .Permalink }}"></head>'
THEMES = {
    "article": HEAD
    + '<body><header><nav><a href="/">Example</a></nav></header><main><article><h1>{{ .Title }}</h1><p class="byline">By Mina, '
    '{{ .ReadingTime }} min read</p><aside class="toc">{{ .TableOfContents }}</aside>{{ .Content }}<ul class="share"><li><a href="https://x.example/">Share</a></li></ul>'
    '<section class="bio"><p>Mina writes of birds.</p></section></article></main><footer>© YEAR Example</footer></body></html>',
    "div": HEAD
    + '<body><div id="page"><div class="top">Example</div><div class="a"><div class="t">{{ .Title }}</div><div class="m">{{ .WordCount }} words</div>'
    '<div class="c">{{ .Content }}</div><div class="n">Next: something</div></div><div class="foot">© YEAR</div></div></body></html>',
    "sidebar": HEAD
    + '<body><main><p>Welcome</p><h1>{{ .Title }}</h1><p>{{ .ReadingTime }} min</p>{{ .Content }}<aside><h2>Newest</h2><ul>'
    "{{ range first 5 .Site.RegularPages }}<li>{{ .Title }}</li>{{ end }}</ul></aside><p>© YEAR Example. All rights reserved.</p></main></body></html>",
}
DUMP = (
    '[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}{{ dict "url" .Permalink "content" .Content | jsonify }}{{ end }}]'
)


def hugo_site(theme, year=2026):
    config = (
        'baseURL = "https://www.example.org/"\ntitle = "Example"\ndisableKinds = ["RSS", "sitemap", "taxonomy", "term"]\n'
        "[markup.goldmark.renderer]\nunsafe = true\n[markup.highlight]\nlineNos = true\n"
        '[outputFormats.dump]\nmediaType = "application/json"\nbaseName = "dump"\nisPlainText = true\n[outputs]\nhome = ["html", "dump"]\n'
    )
    layouts = {
        "layouts/_default/single.html": THEMES[theme].replace("YEAR", str(year)),
        "layouts/_default/list.html": "<!doctype html><title>List</title><main>List</main>",
        "layouts/index.html": "<!doctype html><title>Home</title><main>Home</main>",
        "layouts/index.dump.json": DUMP,
        "layouts/shortcodes/box.html": '<div class="box">In a box</div>',
        "layouts/shortcodes/word.html": "<em>inserted</em>",
        "layouts/shortcodes/frame.html": '<div class="frame"><b>Frame</b>{{ .Inner | markdownify }}</div>',
        "layouts/_default/_markup/render-heading.html": '<h{{ .Level }} id="{{ .Anchor }}">{{ .Text }}</h{{ .Level }}>',
    }
    posts = {f"content/posts/{n}.md": post(i, n, t) for i, (n, t) in enumerate({**POSTS, **HUGO_POSTS}.items())}
    return {"hugo.toml": config, **layouts, **posts}


def compare(name, entries, wanted):
    expect(f"{name}, entries", sorted(entries), sorted(wanted))
    for url in entries.keys() & wanted.keys():
        own, other = Seen(entries[url]["content_html"]), Seen(wanted[url])
        expect(f"{name}, words of {url}", own.words, other.words)
        place = re.sub(r"^https://[^/]+", "", url)
        whole = [urllib.parse.urljoin(place, address) for address in other.addresses]
        expect(f"{name}, addresses of {url}", own.addresses, whole)


def moved(before, after):
    """How many entries and pages have another date."""
    return (
        sum(before[0][u].get("date_modified") != after[0][u].get("date_modified") for u in before[0] if u in after[0]),
        sum(before[1][u] != after[1][u] for u in before[1] if u in after[1] and "/about-" not in u and u.count("/") > 4),
    )


def hugo(site, *flags, environment={}):
    shutil.rmtree(site.folder + "/public", ignore_errors=True)
    site.run(HUGO, "--ignoreCache", *flags, environment=environment)


def hugo_words(theme):
    site = Site(hugo_site(theme))
    hugo(site)
    site.init()
    with open(site.folder + "/public/dump.json") as file:
        wanted = {page["url"]: page["content"] for page in json.load(file)}
    first = site.entries()
    compare(f"Hugo, {theme}", first[0], wanted)
    site.files({"layouts/_default/single.html": THEMES[theme].replace("YEAR", "2027").replace("Welcome", "Hello again")})
    hugo(site)
    second = site.entries("2027-01-02T00:00:00Z")
    expect(f"Hugo, {theme}, moved by the template", moved(first, second), (0, 0))
    site.files({"content/posts/new.md": post(25, "new", "A new one.\n")})
    hugo(site)
    third = site.entries("2027-01-03T00:00:00Z")
    expect(f"Hugo, {theme}, moved by a new post", moved(second, third), (0, 0))
    expect(f"Hugo, {theme}, new entries", len(third[0]) - len(second[0]), 1)
    site.files({"content/posts/plain.md": post(0, "plain", POSTS["plain"] + "\nA sentence more.\n")})
    hugo(site)
    fourth = site.entries("2027-01-04T00:00:00Z")
    expect(f"Hugo, {theme}, moved by an edit", moved(third, fourth), (1, 1))
    shutil.rmtree(site.folder)


LAYOUT = """<!doctype html><html><head><title>{{ page.title }}</title></head><body><header>Example</header><div class="wrap">
<h1>{{ page.title }}</h1><p class="date">{{ page.date | date: "%d %B" }}</p>
{{ content }}
<p>Filed under birds</p></div><footer>YEAR All rights reserved</footer></body></html>
"""
JEKYLL_DUMP = """require "json"
Jekyll::Hooks.register(:site, :post_render) do |s|
  File.write("dump.json", JSON.generate(s.posts.docs.map { |d| [s.config["url"] + d.url, d.content.to_s] }.to_h))
end
"""


def jekyll_site(**more):
    posts = {
        **POSTS,
        "contents": "* x\n{:toc}\n\n## Part one\n\nWords of it.\n",
        "liquid": "{% for i in (1..3) %}Row {{ i }} is here.\n\n{% endfor %}Then words.\n",
        "included": "Words before.\n\n{% include part.html %}\n\nWords behind.\n",
    }
    return {
        "_config.yml": "title: Example\nurl: https://www.example.org\nexclude: [tidings.yaml]\n",
        "_layouts/post.html": LAYOUT.replace("YEAR", "2026"),
        "_includes/part.html": '<div class="part">A part</div>',
        "_plugins/dump.rb": JEKYLL_DUMP,
        "index.html": "---\n---\n<p>Home</p>\n",
        **{
            f"_posts/2026-01-{i + 1:02d}-{n}.md": f"---\ntitle: About {n}\nlayout: post\n---\n{t}"
            for i, (n, t) in enumerate(posts.items())
        },
        **more,
    }


def jekyll_words():
    site = Site(jekyll_site())
    site.run(JEKYLL, "build")
    site.init()
    with open(site.folder + "/dump.json") as file:
        wanted = json.load(file)
    first = site.entries()
    compare("Jekyll", first[0], wanted)
    site.files({"_layouts/post.html": LAYOUT.replace("YEAR", "2027").replace("birds", "things")})
    site.run(JEKYLL, "build")
    expect("Jekyll, moved by the template", moved(first, site.entries("2027-01-02T00:00:00Z")), (0, 0))
    shutil.rmtree(site.folder)


# What the generator knows and nobody here can read: from its environment, and from programs of the site.
HUGO_SETTINGS = {
    "pages in other folders": ([], {"HUGO_PERMALINKS_POSTS": "/notes/:year/:slug/"}),
    "ugly addresses": ([], {"HUGO_UGLYURLS": "true"}),
    "pages by title": ([], {"HUGO_PERMALINKS_POSTS": "/:title/"}),
    "files left out": ([], {"HUGO_IGNOREFILES": "short\\.md$"}),
    "a section left out": ([], {"HUGO_IGNOREFILES": "posts/box"}),
    "language in addresses": ([], {"HUGO_DEFAULTCONTENTLANGUAGEINSUBDIR": "true"}),
}
PLUGINS = {
    "posts dropped": 's.posts.docs.reject! { |d| d.data["title"].include?("li") }',
    "addresses of its own": 's.posts.docs.each { |d| d.data["permalink"] = "/p/" + d.data["slug"] + ".html" }',
    "folders of its own": 's.posts.docs.each { |d| d.data["permalink"] = "/archive/" + d.data["title"].downcase.tr(" ", "-") + "/" }',
    "posts hidden by a key": 's.posts.docs.reject! { |d| d.data["title"] =~ /picture|code/ }',
    "addresses by number": 's.posts.docs.each_with_index { |d, i| d.data["permalink"] = "/#{i}/" }',
    "dropped and moved": 's.posts.docs.reject! { |d| d.data["slug"] == "plain" }; s.posts.docs.each { |d| d.data["permalink"] = "/m/:title/" }',
}


def check_pages(name, site, folder, wanted):
    entries, _ = site.entries(remember=False)
    expect(f"{name}, entries", sorted(entries), sorted(wanted))


def unknown_settings():
    for name, (flags, environment) in HUGO_SETTINGS.items():
        site = Site(hugo_site("article"))
        hugo(site, *flags, environment=environment)
        site.init()
        dumps = [f"{site.folder}/public/{name}" for name in ("dump.json", "en/dump.json")]
        with open(next(filter(os.path.exists, dumps))) as file:
            wanted = [page["url"] for page in json.load(file)]
        wanted = [u for u in wanted if is_made(site.folder + "/public", u)]
        check_pages(f"Hugo, {name}", site, "public", wanted)
        shutil.rmtree(site.folder)
    for name, program in PLUGINS.items():
        generator = f"class Own < Jekyll::Generator\n  priority :highest\n  def generate(s)\n    {program}\n  end\nend\n"
        site = Site(jekyll_site(**{"_plugins/own.rb": generator}))
        site.run(JEKYLL, "build")
        site.init()
        with open(site.folder + "/dump.json") as file:
            wanted = list(json.load(file))
        check_pages(f"Jekyll, {name}", site, "_site", wanted)
        shutil.rmtree(site.folder)


def is_made(folder, url):
    path = folder + re.sub(r"^https://[^/]+", "", url)
    return os.path.exists(path + "index.html" if path.endswith("/") else path)


for theme in THEMES:
    hugo_words(theme)
jekyll_words()
unknown_settings()
for failure in failures:
    print(failure)
print(f"{len(failures)} differences between entries from built pages and what Hugo and Jekyll made")
sys.exit(bool(failures))
