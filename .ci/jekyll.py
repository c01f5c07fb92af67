#!/usr/bin/env python3
"""Sites of Jekyll's as Tidings reads them by `corpus.convention`: the pages in sitemaps, their dates, and the entries of feeds with titles
and dates are those that Jekyll itself, jekyll-sitemap, jekyll-feed and jekyll-redirect-from make of the same files.

    .ci/jekyll.py TIDINGS [JEKYLL]
"""
import calendar
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

TIDINGS, JEKYLL = os.path.abspath(sys.argv[1]), (sys.argv + ["jekyll"])[2]
NOW = "2026-01-01T00:00:00Z"

# What Jekyll itself says of categories and tags: jekyll-feed leaves some out.
TERMS = """\
---
---
{% for post in site.posts %}[{{ post.url | absolute_url | jsonify }}, {{ post.categories | concat: post.tags | jsonify }}]
{% endfor %}"""


def page(*lines, text="Text\n"):
    return "---\n" + "".join(line + "\n" for line in lines) + "---\n" + text


def config(*lines, base="/sub", plugins=("jekyll-sitemap", "jekyll-feed", "jekyll-redirect-from")):
    own = "" if base is None else f"baseurl: {base}\n"
    return (
        f"title: Rivers & Lakes\nurl: https://www.example.org\n{own}time: {NOW}\nplugins: [{', '.join(plugins)}]\n"
        "feed: {posts_limit: 1000}\n" + "".join(line + "\n" for line in lines)
    )


# What front matter and names say.
FORMS = {
    "_config.yml": config("timezone: Europe/Berlin"),
    "_posts/2020-01-01-no-front-matter.md": "Only text\n",
    "_posts/2020-01-02-byte-order-mark.md": b"\xef\xbb\xbf---\ntitle: Marked\n---\nText\n",
    "_posts/2020-01-03-blank-line.md": "\n---\ntitle: Not read\n---\nText\n",
    "_posts/2020-01-04-never-closed.md": "---\ntitle: Not read\nText\n",
    "_posts/2020-01-05-twice.md": page("title: One", "category: a", "title: Two", "category: b", "image: {x: 1, x: 2}"),
    "_posts/2020-01-06-lines.md": "---\r\ntitle: Windows\r\n---\r\nText\r\n",
    "_posts/2020-01-07-spaces.md": "---  \ntitle: Spaces\n---   \nText\n",
    "_posts/2020-01-08-dots.md": "---\ntitle: Dots\n...\nText\n",
    "_posts/2020-01-09-empty.md": "---\n---\n",
    "_posts/2020-01-10-html.html": page("title: HTML"),
    "_posts/2020-01-11-htm.htm": page("title: HTM"),
    "_posts/2020-01-12-Caps.MARKDOWN": page("title: Caps"),
    "_posts/20-1-3-short-year.md": page("title: Short"),
    "_posts/2019-02-29-no-such-day.md": page("title: Overflow"),
    "_posts/sub/_x/2020-01-13-below.md": page("title: Below"),
    "_posts/_2020-01-14-hidden.md": page("title: Hidden"),
    "_posts/.x/2020-01-14-hidden.md": page("title: Hidden"),
    "_posts/2020-01-14-backup.md~": page("title: Hidden"),
    "_posts/no-date.md": page("title: Hidden"),
    "_posts/2020-01-15-unpublished.md": page("published: false"),
    "_posts/2020-01-16-unpublished.md": page("published:"),
    "_posts/2020-01-17-unpublished.md": page("published: no"),
    "_posts/2020-01-18-drafted.md": page("title: In no feed", "draft: true"),
    "_posts/2020-01-19-redirect.md": page("title: Redirect", "redirect_to: https://other.example/"),
    "_posts/2020-01-20-former.md": page("title: Former", "redirect_from: [/old/, /older.html]"),
    "_posts/2020-01-21-unlisted.md": page("title: Unlisted", "sitemap: false"),
    "_posts/2020-01-22-status.md": page("title: Status", "status: draft", "expiryDate: 2021-01-01", "publishDate: 2090-01-01"),
    "_posts/2020-01-23-Ünï cöde+a&b@c%d$e_f(g)'h!.md": page("title: Signs"),
    "_posts/2020-01-24-.dot.and.dots..md": page("title: Dotted"),
    "_posts/2090-01-01-future.md": page("title: Future"),
    "_posts/2020-01-25-changed.md": page("title: Changed", "date: 2020-01-25 23:30:00 -0800", "last_modified_at: 2021-05-06 07:08:09"),
    "_posts/2020-01-26-own.md": page("title: Own", "permalink: own/:year/:title"),
    "_posts/2020-01-27-own.md": page("title: Own", "permalink: /own.html"),
    "_posts/2020-01-28-own.md": page("title: Own", "permalink: /own/folder/index.html"),
    "_posts/2020-01-29-own.md": page("title: Own", "permalink: '/caf%C3%A9/a b/ö+ä&@/'"),
    "_posts/2020-01-30-slug.md": page("title: Slug", "slug: My S-lug! x"),
    "_posts/2020-01-31-Hello-wORLD--x.md": page("layout: x"),
    "_posts/2020-02-01-title.md": page("title: 3.10"), "_posts/2020-02-02-title.md": page("title: yes"),
    "_posts/2020-02-03-title.md": page("title: 1,000"), "_posts/2020-02-04-title.md": page("title: 2020-2-3"),
    "_posts/2020-02-05-title.md": page("title: 007"), "_posts/2020-02-06-title.md": page("title: '3.10'"),
    "_posts/2020-02-07-title.md": page("title:"), "_posts/2020-02-08-title.md": page("title: 1:30"),
    "_posts/2020-02-09-title.md": page("title: 0x1F"), "_posts/2020-02-10-title.md": page("title: -5."),
    "_posts/2020-02-11-category.md": page("categories: Foo, Bar Foo,", "category: Baz Qux", "tags: a b", "tag: c d"),
    "_posts/2020-02-12-category.md": page("categories: [Foo Bar, 2020, foo bar]", "tags: [x y, z]"),
    "_posts/2020-02-13-category.md": page("category: [One, Two]", "categories:"),
    "es/Deep/_posts/2020-02-14-nested.md": page("title: Nested", "categories: es extra"),
    "my_posts_x/_posts/2020-02-15-odd.md": page("title: Odd"),
    "_hidden/_posts/2020-02-16-hidden.md": page("title: Hidden"),
    "_drafts/draft.md": page("title: Draft"),
    "index.html": page("title: Home"), "sub/index.md": page(), "subh/index.htm": page(), "data/index.xml": page(),
    "about.md": page("title: About"), "dated.md": page("date: garbage", "last_modified_at: 2021-02-03"),
    "future.md": page("date: 2090-01-01"), "unpublished.md": page("published: false"), "nothing.md": page("published:"),
    "mark.md": b"\xef\xbb\xbf---\n---\nText\n", "mark.html": b"\xef\xbb\xbf---\n---\nText\n",
    "blank.md": "\n---\n---\nText\n", "open.md": "---\ntitle: Open\nText\n", "README.md": "# Read me\n",
    "static.html": "<p>x\n", "static.htm": "<p>x\n", "static.xhtml": "<p>x\n", "page.htm": page(), "page.xhtml": page(),
    "page2.HTML": page(), "file.pdf": "x", "data.json": page(), "some.txt": page(), "some.css": page(),
    "made-data.md": page("permalink: /made.xml"), "noext.md": page("permalink: noext"),
    "marks.md": page("permalink: /p/:title/:basename/:path/x.html"), "sub/marks.md": page("permalink: /p/:basename/:path"),
    "down.md": page("permalink: '/a/../b/./c//d..e/x./y/'"), "false.md": page("permalink: false"),
    "we ird+a&b@c%20d#e[g]~é.md": page(), "trail..md": page(), "404.html": page(), "unlisted.md": page("sitemap: false"),
    "leads.md": page("redirect_to: /about.html"), "robots.txt": "User-agent: *\n",
    "vendor/x.html": "x\n", "vendor/bundle/x.html": "x\n", "node_modules/x.html": "x\n", "node_modules_x/x.html": "x\n",
    "Gemfile.html": "x\n", "#hash.html": "x\n", "~tilde.html": "x\n", ".hidden/x.html": "x\n", "_under/x.html": "x\n",
}

# Collections, defaults and selection.
COLLECTIONS = {
    "_config.yml": config(
        "collections:", "  docs: {output: true}", "  hidden: {output: false}", "  nothing:", "  Mixed-1.x: {output: true}",
        "  all: {output: true, permalink: '/:collection/:path/:name-:title-:slug:output_ext'}",
        "  days: {output: true, permalink: /d/:year/:i_month/:title/}", "  style: {output: true, permalink: pretty/:title}",
        "  posts: {permalink: '/news/:categories/:title.html'}",
        "include: [_notes, .well-known, _x/one.md, 'inc*.md', vendor/bundle/shown.html]",
        "exclude: [private, 'drop*.md', docs/old/, '*.tmp.md', lib/, gone.md, _docs/left-out, a/?.md]",
        "markdown_ext: md,text,mkd", "timezone: America/New_York",
        "defaults:",
        "  - {scope: {path: ''}, values: {sitemap: true}}", "  - {scope: {path: '', type: posts}, values: {tags: [all]}}",
        "  - {scope: {path: '', type: posts}, values: {categories: [deflt]}}",
        "  - {scope: {path: _posts/sub}, values: {categories: [sub, x]}}",
        "  - {scope: {path: _posts/quiet, type: post}, values: {published: false}}",
        "  - {scope: {path: _posts/su, type: pages}, values: {categories: [never]}}",
        "  - {scope: {path: quiet, type: pages}, values: {sitemap: false, published: false}}",
        "  - {scope: {path: 'section/*/special'}, values: {sitemap: false}}",
        "  - {scope: {path: 'section/*/special/shown.md'}, values: {sitemap: true}}",
        "  - {scope: {path: _docs/linked, type: docs}, values: {permalink: '/linked/:name/'}}",
        "  - {scope: {path: _docs/linked}, values: {permalink: '/weaker/:name/'}}",
        "  - {scope: {path: '_posts/2020-03*'}, values: {title: By pattern}}",
        "  - {scope: {path: section/pages}, values: {permalink: '/sp/:basename:output_ext'}}",
        "  - {scope: {path: '/_docs'}, values: {sitemap: false}}",
    ),
    "_posts/2020-03-01-a.md": page("category: own"), "_posts/2020-02-01-b.md": page("title: B"),
    "_posts/sub/2020-02-02-c.md": page("title: C", "categories: [own]"), "_posts/quiet/2020-02-03-d.md": page("title: D"),
    "_posts/quiet/2020-02-04-e.md": page("title: E", "published: true"),
    "blog/_posts/2020-02-05-f.md": page("title: F"), "_posts/2020-02-06-g.text": page("title: G"),
    "quiet.md": page(), "quiet/x.md": page("sitemap: true"), "quiet/static.html": "x\n", "plain.markdown": page(),
    "plain.text": page(), "section/a/special/x.md": page(), "section/a/special/shown.md": page(), "section/a/b/special/y.md": page(),
    "section/pages/p.md": page(), "section/pages/own.md": page("permalink: /own/"), "section/x/specials.md": page(),
    "_docs/a.md": page("title: A"), "_docs/2020-02-02-dated.md": page("title: A"), "_docs/sub/B c.md": page("slug: S Lug"),
    "_docs/index.md": page(), "_docs/x/index.html": page(), "_docs/bare.md": "Text\n", "_docs/_u.md": page(),
    "_docs/sub/_u/v.md": page(), "_docs/sub/.u/v.md": page(), ".well-known/x.html": page(), "_docs/unpublished.md": page("published: false"), "_docs/linked/x.md": page(),
    "_docs/left-out/x.md": page(), "_docs/old/x.md": page(), "_docs/2090-01-01-future.md": page(), "_docs/data.json": page(),
    "_docs/cat.md": page("categories: x Y", "permalink: /c/:categories/:slugified_categories/:title-:slug-:name/"),
    "_docs/date.md": page("date: 2020-05-05 23:00:00 -0800", "permalink: /d/:year-:month-:day_:hour/"),
    "_docs/changed.md": page("date: 2020-05-05", "last_modified_at: 2021-01-01"),
    "_hidden/a.md": page(), "_hidden/b.html": page(), "_nothing/a.md": page(), "_unknown/a.md": page(),
    "_Mixed-1.x/A.md": page(), "_all/sub/Foo_Bar.x.md": page("title: T"), "_all/2020-03-03-dated.html": page(),
    "_all/Ünï & cö.md": page(), "_days/2020-04-05-day.md": page(), "_style/a.md": page(),
    "_notes/n.md": page(), "_notes/_m.md": page(), "_x/one.md": page(), "_x/two.md": page(), "include.md": page(), "drop.md": page(),
    "dropped/x.md": page(), "incdrop.md": page(), "private.md": page(), "private/x.md": page(), "privately.html": "x\n",
    "docs/old/x.md": page(), "docs/older/x.md": page(), "docs/new.md": page(), "x.tmp.md": page(), "deep/y.tmp.md": page(),
    "lib/x.md": page(), "library.md": page(), "gone.md": page(), "sub/gone.md": page(), "a/b.md": page(), "a/bc.md": page(),
    "vendor/bundle/shown.html": "x\n", "vendor/bundle/hid.html": "x\n", "index.md": page(),
}

# A site as many are.
BLOG = {
    "_config.yml": config(
        "timezone: America/New_York", "permalink: pretty", "future: true", "exclude: [left, '*.tmp.md']", "include: [_extra]",
        "collections:", "  notes: {output: true}", "  recipes: {output: true, permalink: '/r/:collection/:year/:title:output_ext'}",
        "  private: {}",
        "defaults:", "  - {scope: {path: 'guarded/*.md'}, values: {sitemap: false}}",
        "  - {scope: {path: '', type: post}, values: {author: Somebody}}", base="/base"),
    "_posts/2021-02-03-plain.md": page("title: Plain", "tags: one two"),
    "_posts/2021-02-04-Mixed Case & +plus@at.md": page("title: Mixed", "categories: [News, Big Cat]"),
    "_posts/2021-02-05-hours.md": page("title: Hours", "date: 2021-02-05 9:05:00", "last_modified_at: 2022-03-04 10:11:12"),
    "_posts/2021-02-06-zone.md": page("title: Zone", "date: 2021-02-06 17:45"),
    "_posts/2021-02-07-words.md": page("title: Words", 'date: "Feb 7, 2021 3:04 PM"'),
    "_posts/2021-02-15-ünï-cödë.md": page("title: Unicode", "slug: Eigener Slug"),
    "blog/_posts/2021-03-01-in-folder.md": page("title: In a folder"), "_posts/2090-02-12-future.md": page("title: Future"),
    "index.html": page(), "about.md": page("title: About", "last_modified_at: 2022-05-06"), "deep/page.html": page(), "deep/index.md": page(),
    "404.html": page(), "docs/file.pdf": "%PDF-1.4\n", "docs/2021-01-01-report.pdf": "%PDF-1.4\n", "left/out.md": page(),
    "some.tmp.md": page(), ".hidden.md": page(), "_extra/page.md": page(), "_notes/first.md": page(),
    "_notes/sub/second note.md": page("permalink: /notes-own/:title/"), "_private/x.md": page(), "_recipes/soup.md": page("date: 2021-01-02"),
    "node_modules/p/README.md": page(), "guarded/a.md": page(), "guarded/b.md": page("sitemap: true"),
}

STYLE = {
    "_posts/2021-01-02-First Post.md": page("title: A", "category: Big Cat", "date: 2021-01-02 03:04:05"),
    "_posts/2020-12-31-last.md": page("title: B", "tags: x"), "_posts/2018-12-31-week.md": page("title: C"),
    "_docs/sub/d.md": page("title: D"), "_docs/e.html": page(), "about.md": page(), "sub/page.html": page(), "sub/index.md": page(),
    "static.html": "x\n", "index.md": page(),
}

MARKS = (
    "/:year/:short_year/:w_year/:month/:i_month/:short_month/:long_month/:week/:w_day/:day/:i_day/:y_day/:short_day/:long_day/"
    ":hour/:minute/:second/:title/:slug/:categories/:slugified_categories/:collection/:path/:name:output_ext"
)

STYLES = ["date", "pretty", "none", "ordinal", "weekdate", "/:year/:title", "/x/:title/", "/:month_:day/:title:output_ext", MARKS, "/:path/"]

MOVED = {
    "_config.yml": config("collections_dir: my/cols", "source: src", "destination: src/out", "collections: [docs, posts]", base="/"),
    "_config.prod.yml": "collections: {docs: {output: true}}\nfuture: true\nexclude: [left]\n",
    "_config.more.yml": "timezone: Asia/Tokyo\nexclude: [gone]\npermalink:\n",
    "src/my/cols/_posts/2020-01-01-a.md": page("title: A"), "src/my/cols/cat/_posts/2020-01-02-b.md": page("title: B"),
    "src/my/cols/_docs/c.md": page(), "src/my/cols/page.md": page(), "src/_posts/2020-01-03-outside.md": page("title: No"),
    "src/_docs/outside.md": page(), "src/out/built.html": page(), "outside.md": page(), "src/index.md": page(), "src/left.md": page(),
    "src/gone.md": page(), "src/my/cols/_posts/2090-01-01-future.md": page("title: Future"),
}

SHOWN = {
    "_config.yml": config(
        "show_drafts: true", "unpublished: true", "limit_posts: 3", "permalink: /:categories/:title/",
        "collections: {docs: {output: true}}", base=None),
    "_drafts/Some Draft.md": page("title: Draft", "date: 2021-01-01"), "a/_drafts/2020-02-02-named.md": page("title: Named"),
    "_posts/2020-01-01-a.md": page("title: A", "published: false"), "_posts/2019-01-01-b.md": page("title: B", "draft: true"),
    "_posts/2018-01-01-c.md": page("title: C"), "hidden.md": page("published: false"), "_docs/x.md": page("published: false"),
}


def write(folder, files):
    for name, text in files.items():
        os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
        with open(f"{folder}/{name}", "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())


def run(folder, *command):
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    assert result.returncode == 0, f"{command}: " + "\n".join((result.stdout + result.stderr).splitlines()[-30:])
    return result.stdout + result.stderr


def instant(text):
    return calendar.timegm(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).utctimetuple()) if text else None


def place(address):
    return urllib.parse.unquote(html.unescape(address))


def folded(names):
    """Names that differ in capitals are one topic."""
    return sorted({str(name).lower() for name in names})


def urls(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = {}
    for url in re.findall("<url>(.*?)</url>", text, re.S):
        date = re.search("<lastmod>(.*?)</lastmod>", url)
        found[place(re.search("<loc>(.*?)</loc>", url, re.S).group(1))] = date and instant(date.group(1))
    return found


def theirs(folder, out, base):
    """Pages that are there: jekyll-sitemap names some that are not, such as documents of collections with a date to come. Data is no
    page, and what is shown in place of a page is none."""
    pages = {}
    for address, date in urls(f"{out}/sitemap.xml").items():
        path = address.removeprefix(base)
        options = [path, path + ".html", path.rstrip("/") + "/index.html", path.rstrip("/") + "/index.htm"]
        if any(os.path.isfile(f"{out}/{option}") for option in options) and not re.search(r"\.(xml|json|txt|css)$|(^|/)(404|500)(\.html|/)?$", path):
            # A document without a date has that of the build, and a copied file that of its file.
            pages[address] = None if date is None or date >= instant(NOW) else date
    with open(f"{out}/terms.txt", encoding="utf-8") as file:
        terms = {place(address).replace("/index.html", "/"): folded(names) for address, names in map(json.loads, file)}
    entries = {}
    with open(f"{out}/feed.xml", encoding="utf-8") as file:
        text = file.read()
    for entry in re.findall("<entry.*?</entry>", text, re.S):
        title = html.unescape(re.search("<title.*?>(.*?)</title>", entry, re.S).group(1)).replace("’", "'")
        address = place(re.search('<link href="(.*?)"', entry).group(1)).replace("/index.html", "/")
        entries[address] = (title, instant(re.search("<published>(.*?)<", entry).group(1)), terms.get(address))
    return pages, entries


def ours(out):
    pages = {}
    for path in glob.glob(out + "/*sitemap*.xml"):
        pages.update(urls(path))
    with open(out + "/feed.json", encoding="utf-8") as file:
        items = json.load(file)["items"]
    entries = {
        place(item["url"]): (item["title"], instant(item["date_published"]), folded(item.get("tags", []))) for item in items
    }
    return pages, entries


def compare(what, own, other):
    different = {key: (own.get(key, "none"), other.get(key, "none")) for key in set(own) | set(other) if own.get(key, "none") != other.get(key, "none")}
    assert not different, what + ", ours and Jekyll's:\n" + "\n".join(f"  {key}: {pair[0]} {pair[1]}" for key, pair in sorted(different.items()))


def check(name, files, base="https://www.example.org/", out="_site", configurations=()):
    with tempfile.TemporaryDirectory() as folder:
        write(folder, {**files, f"{os.path.dirname(out)}/terms.txt".lstrip("/"): TERMS})
        options = ["--config", ",".join(configurations)] if configurations else []
        run(folder, JEKYLL, "build", "--quiet", *options)
        with open(folder + "/tidings.yaml", "w") as file:
            file.write("feeds: {entries: 1000}\n" + (f"corpus: {{configurations: [{', '.join(configurations)}]}}\n" if configurations else ""))
        run(folder, TIDINGS, "build", "--output", "_out", "--no-ledger", "--no-cache", "--now", NOW)
        run(folder, TIDINGS, "validate", "_out")
        (own, entries), (other, others) = ours(folder + "/_out"), theirs(folder, f"{folder}/{out}", base)
        compare(f"{name}: addresses", dict.fromkeys(own), dict.fromkeys(other))
        compare(f"{name}: last changes", {key: own[key] for key in own if other[key]}, {key: other[key] for key in own if other[key]})
        compare(f"{name}: entries", entries, others)
        return len(own), len(entries)


def main():
    counts = [
        check("forms", FORMS, "https://www.example.org/sub/"),
        check("collections", COLLECTIONS, "https://www.example.org/sub/"),
        check("blog", BLOG, "https://www.example.org/base/"),
        check("moved", MOVED, out="src/out", configurations=("_config.yml", "_config.prod.yml", "_config.more.yml")),
        check("shown", SHOWN),
    ]
    for style in STYLES:
        files = {**STYLE, "_config.yml": config(f"permalink: '{style}'", "collections: {docs: {output: true}}", "timezone: Asia/Kolkata", base=None)}
        counts.append(check(f"permalink: {style}", files))
    pages, entries = (sum(column) for column in zip(*counts))
    print(f"{pages} pages and {entries} entries of Jekyll's: all at the same addresses, with the same titles, dates and categories")


main()
