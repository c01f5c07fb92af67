#!/usr/bin/env python3
"""Records in place of files: from PostgreSQL, SQLite and exports of content systems, through a pipe.

    .ci/records.py TIDINGS
    .ci/records.py convert CORPUS LINES

Makes a small site as content files and as rows, plays PostgreSQL (its own cluster in a temporary folder, on a Unix socket, as the user
postgres), SQLite and jq for real, with the commands of the article *Records*, and holds what is published of their lines against what is
published of the files: the same bytes. Installs the three where they are missing.

`convert` writes the content files of a folder as lines, each with its path: what a build makes of both is the same.
"""
import filecmp
import glob
import json
import os
import pwd
import random
import shutil
import subprocess
import sys
import tempfile

ITEMS = 300
NOW = "2026-01-01"
SITE = "site: {baseURL: 'https://www.example.org/', title: Example}\ntopics: {fields: [tags]}\n"
WORDS = "patient billing audit Café 医療 \U0001f600 privacy “quoted” R&D <b>clinic</b> back\\slash it's tab\tend".split(" ")


def run(*command, text=None, status=0, **more):
    done = subprocess.run(command, input=text, capture_output=True, text=True, **more)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def pipe(command, folder, *arguments, status=0):
    """A shell's command, whose lines go to a build."""
    build = " ".join([TIDINGS, "build", "--now", NOW, "--no-ledger", "--no-cache", "--records", "-", *arguments])
    return run("bash", "-c", f"set -o pipefail; {command} | {build}", cwd=folder, status=status)


# Content files, and the same as lines.


def lines_of(corpus):
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):
        """Plain scalars are what they are to JSON, and all others texts."""

    Loader.yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":bool"))]
        for sign, resolvers in base.yaml_implicit_resolvers.items()
    }
    paths = sorted(glob.glob("**/*", root_dir=corpus, recursive=True, include_hidden=False), key=os.fsencode)
    for path in paths:
        if not path.endswith((".md", ".html")):
            continue
        with open(os.path.join(corpus, path), encoding="utf-8", newline="") as file:
            _, front, body = file.read().split("---\n", 2)
        yield {"path": path, **(yaml.load(front, Loader) or {}), "body": body}


def convert(corpus, target):
    with open(target, "w", encoding="utf-8") as file:
        for record in lines_of(corpus):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def items():
    chance = random.Random(1)

    def words(count):
        return " ".join(chance.choice(WORDS) for _ in range(count))

    for number in range(1, ITEMS + 1):
        yield {
            "id": number,
            "slug": f"item-{number}",
            "title": f"{number}. {words(4)}",
            "description": words(8),
            "published": f"2025-{1 + number % 12:02}-{1 + number % 28:02}T10:{number % 60:02}:00+00:00",
            "tags": chance.sample(["Audit", "Café", "R & D", "Privacy"], 2),
            "body": f"<p>{words(60)}</p>\n<pre>a\\b\n\"c\"</pre>\n",
        }


def write_files(rows, folder):
    os.makedirs(f"{folder}/content/news")
    for row in rows:
        front = {"id": row["id"], "title": row["title"], "description": row["description"], "date": row["published"], "tags": row["tags"]}
        with open(f"{folder}/content/news/{row['slug']}.html", "w", encoding="utf-8") as file:
            fields = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
            file.write(f"---\n{fields}---\n{row['body']}")


def same(left, right, name):
    compared = filecmp.dircmp(left, right)
    stack = [compared]
    while stack:
        one = stack.pop()
        differing = [file for file in one.common_files if not filecmp.cmp(f"{one.left}/{file}", f"{one.right}/{file}", shallow=False)]
        assert not (one.left_only or one.right_only or differing), f"{name}: {one.left_only} {one.right_only} {differing}"
        stack += one.subdirs.values()
    print(f"{name}: the same {sum(len(files) for _, _, files in os.walk(left))} documents as from files")


# Who holds the rows.


def install():
    missing = [package for package, program in [("postgresql", postgresql()), ("sqlite3", shutil.which("sqlite3")), ("jq", shutil.which("jq"))] if not program]
    if missing:
        sudo = [] if os.getuid() == 0 else ["sudo"]
        run(*sudo, "apt-get", "update", "-q")
        run(*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-q", "--no-install-recommends", *missing)


def postgresql():
    """The folder of the server's programs."""
    return next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)), None)


class PostgreSQL:
    """A cluster of its own, as the user postgres, whom it insists on: root may not run it."""

    def __init__(self, folder):
        self.folder, self.programs = f"{folder}/pg", postgresql()
        os.mkdir(self.folder)
        os.chmod(folder, 0o755)
        user = pwd.getpwnam("postgres")
        self.user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if os.getuid() == 0 else []
        if self.user:
            os.chown(self.folder, user.pw_uid, user.pw_gid)

    def __enter__(self):
        run(*self.user, f"{self.programs}/initdb", "-D", f"{self.folder}/data", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres", "-N", cwd=self.folder)
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c timezone=UTC"
        run(*self.user, f"{self.programs}/pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", options, "start", cwd=self.folder)
        return self

    def __exit__(self, *_):
        run(*self.user, f"{self.programs}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop", cwd=self.folder)

    @property
    def psql(self):
        return f"psql -h {self.folder} -U postgres -qAtX -v ON_ERROR_STOP=1"

    def load(self, rows):
        def text(value):
            return "'" + value.replace("'", "''") + "'"

        values = ",\n".join(
            f"({row['id']}, {text(row['slug'])}, {text(row['title'])}, {text(row['description'])}, {text(row['published'])}, "
            f"ARRAY[{', '.join(map(text, row['tags']))}], {text(row['body'])})"
            for row in rows
        )
        run(*self.psql.split(), text=(
            "CREATE TABLE posts (id integer PRIMARY KEY, slug text, title text, description text, published timestamptz, tags text[], body text);"
            f"INSERT INTO posts VALUES {values};"))


def from_postgresql(site, rows, work):
    with PostgreSQL(work) as server:
        server.load(rows)
        query = (
            "SELECT row_to_json(r) FROM (SELECT 'content/news/' || slug || '.html' AS path, id, title, description, published AS date, "
            'tags, body, \'html\' AS \\"bodyFormat\\" FROM posts ORDER BY id) r'
        )
        print(pipe(f'{server.psql} -c "{query}"', site, "--output", "from-postgresql").stdout.split("\n", 1)[0])
        same(f"{site}/from-files", f"{site}/from-postgresql", "PostgreSQL")
        # What ends in the middle of a line, or before the first one, changes nothing.
        cut = pipe(f'({server.psql} -c "{query}" | head -c 30000)', site, "--output", "from-postgresql", status=65)
        assert "/dev/stdin" in cut.stderr and "The file ends within a record" in cut.stderr, cut.stderr
        none = pipe(f'({server.psql} -c "SELECT row_to_json(r) FROM missing r" || true)', site, "--output", "from-postgresql", status=65)
        assert "There is no record in it" in none.stderr, none.stderr
        same(f"{site}/from-files", f"{site}/from-postgresql", "PostgreSQL, cut off")


def from_sqlite(site, rows):
    import sqlite3

    with sqlite3.connect(f"{site}/site.db") as database:
        database.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, slug, title, description, published, tags, body)")
        database.executemany(
            "INSERT INTO posts VALUES (:id, :slug, :title, :description, :published, :tags, :body)",
            [{**row, "tags": json.dumps(row["tags"])} for row in rows])
    query = (
        "SELECT json_object('path', 'content/news/' || slug || '.html', 'id', id, 'title', title, 'description', description, "
        "'date', published, 'tags', json(tags), 'body', body) FROM posts"
    )
    pipe(f'sqlite3 site.db "{query}"', site, "--output", "from-sqlite")
    same(f"{site}/from-files", f"{site}/from-sqlite", "SQLite, json_object")
    columns = (
        "SELECT 'content/news/' || slug || '.html' AS path, id, title, description, published AS date, tags, body FROM posts"
    )
    pipe(f"sqlite3 -json site.db \"{columns}\" | jq -c '.[] | .tags |= fromjson'", site, "--output", "from-sqlite-json")
    same(f"{site}/from-files", f"{site}/from-sqlite-json", "SQLite, -json")


CONTENTFUL = """\
.entries[] | select(.sys.contentType.sys.id == "post" and .sys.publishedAt) |
  {path: "content/news/\\(.fields.slug["en-US"]).html", id: .fields.number["en-US"], title: .fields.title["en-US"],
   description: .fields.description["en-US"], date: .sys.publishedAt, tags: .fields.tags["en-US"], body: .fields.body["en-US"]}
"""

WORDPRESS = """\
.[] | select(.status == "publish") |
  {path: ("content" + (.link | sub("^https?://[^/]+"; "") | rtrimstr("/")) + ".html"), id, title: .title.rendered,
   description: .excerpt.rendered, date: "\\(.date_gmt)Z", tags: [._embedded["wp:term"][][].name], body: .content.rendered}
"""


def from_exports(site, rows):
    def localised(value):
        return {"en-US": value}

    export = {"contentTypes": [], "entries": [
        {"sys": {"id": f"c{row['id']}", "publishedAt": row["published"], "contentType": {"sys": {"id": "post"}}},
         "fields": {"number": localised(row["id"]), **{key: localised(row[key]) for key in ["slug", "title", "description", "tags", "body"]}}}
        for row in rows] + [{"sys": {"id": "draft", "contentType": {"sys": {"id": "post"}}}, "fields": {"title": localised("Draft")}}]}
    with open(f"{site}/export.json", "w") as file:
        json.dump(export, file)
    with open(f"{site}/contentful.jq", "w") as file:
        file.write(CONTENTFUL)
    pipe("jq -c -f contentful.jq export.json", site, "--output", "from-contentful")
    same(f"{site}/from-files", f"{site}/from-contentful", "a headless CMS's export")
    posts = [
        {"id": row["id"], "status": "publish", "link": f"https://old.example/news/{row['slug']}/", "date_gmt": row["published"][:19],
         "title": {"rendered": row["title"]}, "excerpt": {"rendered": row["description"]}, "content": {"rendered": row["body"]},
         "_embedded": {"wp:term": [[{"name": row["tags"][0]}], [{"name": row["tags"][1]}]]}}
        for row in rows]
    with open(f"{site}/posts.json", "w") as file:
        json.dump(posts, file)
    with open(f"{site}/wordpress.jq", "w") as file:
        file.write(WORDPRESS)
    pipe("jq -c -f wordpress.jq posts.json", site, "--output", "from-wordpress")
    same(f"{site}/from-files", f"{site}/from-wordpress", "WordPress's REST interface")


def main():
    install()
    with tempfile.TemporaryDirectory() as work:
        site = f"{work}/site"
        rows = list(items())
        write_files(rows, site)
        with open(f"{site}/tidings.yaml", "w") as file:
            file.write(SITE)
        os.environ["TMPDIR"] = work
        run(TIDINGS, "build", "--now", NOW, "--no-ledger", "--no-cache", "--output", "from-files", cwd=site)
        from_postgresql(site, rows, work)
        from_sqlite(site, rows)
        from_exports(site, rows)
    print("Records: all checks passed")


if sys.argv[1] == "convert":
    convert(sys.argv[2], sys.argv[3])
else:
    TIDINGS = os.path.abspath(sys.argv[1])
    main()
