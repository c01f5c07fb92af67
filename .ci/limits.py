#!/usr/bin/env python3
"""Input that is larger than anybody means, and accidents that need a file system of their own.

    .ci/limits.py TIDINGS

Each case is a site that is built with one thing wrong. What must hold: no crash, no more memory than is documented, a message that names
the file, output that stays short, and everything else published. It prints what does not hold.
"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile

TIDINGS = os.path.abspath(sys.argv[1])
ROOT = tempfile.mkdtemp(prefix="tidings-limits-")
problems, played = [], 0
# Kilobytes that a build of a small site may take, whatever lies in it.
MEMORY = 400_000


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb" if isinstance(text, bytes) else "w") as file:
        file.write(text)


def run(folder, *arguments, **more):
    """The program, and how many kilobytes it took."""
    reader, writer = os.pipe()
    script = ("import os,resource,subprocess,sys; r=subprocess.run(sys.argv[2:]); "
              "os.write(int(sys.argv[1]), str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss).encode()); sys.exit(r.returncode)")
    result = subprocess.run([sys.executable, "-c", script, str(writer), TIDINGS, *arguments], cwd=folder, capture_output=True,
                            timeout=120, pass_fds=[writer], **more)
    os.close(writer)
    result.memory = int(os.read(reader, 20) or b"0")
    os.close(reader)
    result.text = (result.stdout + result.stderr).decode("utf-8", "replace")
    return result


def site(name, more=""):
    folder = f"{ROOT}/{name}"
    write(folder + "/tidings.yaml", f"site: {{baseURL: 'https://a.example/', title: A}}\noutput: out\n{more}")
    for number in range(4):
        write(f"{folder}/content/a{number}.md", f"---\ntitle: Title {number}\ndate: 2024-01-0{number + 1}\ntags: [T]\n---\nWords.\n")
    return folder


def build(folder, *more):
    return run(folder, "build", "--now", "2026-01-01T00:00:00Z", *more)


def check(name, holds, result=None):
    global played
    played += 1
    if not holds:
        problems.append(name)
        print(f"{name}: " + (f"status {result.returncode}, {result.memory} KB: {result.text[-400:]}" if result else ""))


def large():
    """A content file of a gigabyte, and one that says that it has forty."""
    for size, name in [(1 << 30, "gigabyte"), (40 << 30, "sparse")]:
        folder = site(name)
        write(folder + "/content/big.md", "---\ntitle: Big\ndate: 2024-01-01\n---\n")
        os.truncate(folder + "/content/big.md", size)
        result = build(folder)
        check(name, result.returncode == 1 and "big.md" in result.text and result.memory < MEMORY
              and b"Title 3" in open(folder + "/out/rss.xml", "rb").read(), result)


def deep():
    """Templates that stand in themselves, or in one another 5,000 deep."""
    folder = site("itself", "pages: {enabled: true, templates: t}\n")
    write(folder + "/t/subscribe.mustache", "{{> subscribe}}")
    result = build(folder)
    check("a template that stands in itself", result.returncode == 78 and "subscribe" in result.text, result)
    folder = site("nested", "pages: {enabled: true, templates: t}\n")
    write(folder + "/t/subscribe.mustache", "{{#a}}" * 5000 + "{{/a}}" * 5000)
    result = build(folder)
    check("5,000 sections in one another", result.returncode in (0, 78) and (result.returncode == 0 or "subscribe" in result.text), result)


def long_words():
    """A value of a megabyte: what is said of it stays short."""
    words = "x" * 1_000_000
    for name, field in [("date", f"date: {words}"), ("link", f"date: 2024-01-01\nlink: 'ht tp://{words}'"), ("tag", f"date: 2024-01-01\ntags: ['/{words}']"),
                        ("field", f"date: 2024-01-01\n{words}: [1"), ("language", f"date: 2024-01-01\nlanguage: {words}")]:
        folder = site("long-" + name)
        write(folder + "/content/long.md", f"---\ntitle: Long\n{field}\n---\nWords.\n")
        result = build(folder)
        longest = max(map(len, result.text.splitlines()), default=0)
        check(f"a {name} of a megabyte", result.returncode in (0, 1) and longest < 4000 and result.memory < MEMORY, result if longest < 4000 else None)
    folder = site("long-configuration", f"feeds: {{entries: {words}}}\n")
    result = build(folder)
    check("a number of a megabyte", result.returncode == 78 and max(map(len, result.text.splitlines())) < 4000)
    folder = site("long-feed")
    write(folder + "/feed.xml", f"<rss version='2.0'><channel><title>{words}</title><link>{words}</link><item><pubDate>{words}</pubDate></item></channel></rss>")
    result = run(folder, "validate", "feed.xml")
    check("a feed with values of a megabyte", result.returncode == 1 and max(map(len, result.text.splitlines())) < 4000)


def ledgers():
    """A row with 300,000 addresses, a page of history with a name of 300 digits, and 50,000 rows of what has been withdrawn."""
    folder = site("ledger", "feeds: {entries: 2, archives: year}\n")
    assert build(folder).returncode == 0
    export = run(folder, "ledger", "export").stdout.decode().splitlines()[:-1]
    rows = [json.loads(line) for line in export]
    item = next(row for row in rows if "addresses" in row)
    many = dict(item, addresses=[f"https://a.example/{number}/" for number in range(300_000)] + item["addresses"])
    write(folder + "/many.jsonl", json.dumps(many) + "\n")
    result = run(folder, "ledger", "import", "many.jsonl", "--partial")
    check("300,000 addresses of one item", result.returncode in (0, 65) and result.memory < MEMORY, result)
    again = build(folder)
    check("a build after that", again.returncode == 0, again)
    page = next((row for row in rows if "page" in row), None)
    if page:
        text = json.dumps(page).replace(json.dumps(page["page"]), json.dumps("9" * 300))
        write(folder + "/page.jsonl", text + "\n")
        result = run(folder, "ledger", "import", "page.jsonl", "--partial")
        # A line that no ledger writes is refused, whole.
        again = build(folder)
        valid = run(folder, "validate", "out")
        check("a page of history with a name of 300 digits", result.returncode in (0, 65, 74) and again.returncode in (0, 1, 65)
              and " 0 errors" in valid.text, result)

    def cost(place):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(3):
            assert build(place).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    folder = site("withdrawn")
    assert build(folder).returncode == 0
    few = cost(folder)
    item = next(json.loads(line) for line in run(folder, "ledger", "export").stdout.decode().splitlines() if '"addresses"' in line)
    with open(folder + "/gone.jsonl", "w") as file:
        for number in range(50_000):
            row = dict(item, key=f"gone-{number}", id=f"tag:a.example,2020:gone-{number}", path=f"content/gone-{number}.md",
                       addresses=[f"https://a.example/gone-{number}/"], meaning=f"{number:032x}", withdrawn="2024-06-01T00:00:00Z")
            file.write(json.dumps(row) + "\n")
    result = run(folder, "ledger", "import", "gone.jsonl", "--partial")
    check("50,000 withdrawn rows are taken in", result.returncode == 0 and "50000 taken in" in result.text, result)
    assert build(folder).returncode == 0
    much = cost(folder)
    # The rows were read whole once for each build, which took twenty times as long as all else.
    check(f"50,000 withdrawn rows: {much / 3:.2f} s of processor time, {few / 3:.2f} s without them", much < 2 * few + 0.3)


def wrong_folder():
    """Ids are adopted for content that is not there."""
    folder = site("adopt")
    assert build(folder, "--no-ledger").returncode == 0
    write(folder + "/elsewhere/content/other.md", "---\ntitle: Other\ndate: 2020-01-01\nslug: other\n---\nOther.\n")
    write(folder + "/elsewhere/tidings.yaml", "site: {baseURL: 'https://a.example/', title: A}\noutput: none\n")
    result = run(folder, "ids", "adopt", "out/rss.xml", "--corpus", "elsewhere")
    check("ids for another folder", result.returncode in (1, 65) and "nothing was adopted" in result.text, result)
    again = build(folder + "/elsewhere")
    check("a build there", again.returncode == 0, again)


def odd_manifest():
    """A manifest with a row that no build writes."""
    folder = site("manifest")
    assert build(folder).returncode == 0
    with open(folder + "/out/manifest.json") as file:
        text = file.read()
    for path in ["../victim", "/etc/victim", "a/../../victim", "x" * 5000, "", "a\\b"]:
        row = json.dumps(dict(json.loads(text)["documents"][0], path=path))
        with open(folder + "/out/manifest.json", "w") as file:
            file.write(text.replace('"documents": [', '"documents": [' + row + ",", 1))
        write(ROOT + "/victim", "untouched")
        result = build(folder)
        check(f"a row of the manifest with the path {path[:30]!r}", result.returncode in (0, 1) and "manifest.json" in result.text
              and open(ROOT + "/victim").read() == "untouched", result)


def full_disk():
    """`init` where there is no room."""
    mount = f"{ROOT}/mount"
    os.makedirs(mount)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", mount], capture_output=True).returncode:
        return
    try:
        for room in [0, 4096, 8192]:
            for name in os.listdir(mount):
                os.remove(f"{mount}/{name}")
            with open(mount + "/filler", "wb") as file:
                file.write(b"x" * (65536 - room))
            result = run(mount, "init", "--base-url", "https://a.example/", "--title", "A")
            there = os.path.exists(mount + "/tidings.yaml")
            whole = there and os.path.getsize(mount + "/tidings.yaml") > 1000
            check(f"init with {room} bytes of room", whole if result.returncode == 0 else result.returncode == 73 and not there, result)
    finally:
        subprocess.run(["umount", "-l", mount], capture_output=True)


def no_threads():
    """A system that gives no more threads."""
    folder = site("threads")
    if os.geteuid() == 0 and shutil.which("setpriv"):
        os.chmod(ROOT, 0o777)
        subprocess.run(["chmod", "-R", "a+rwX", folder], check=True)
        before = ["setpriv", "--reuid=12345", "--clear-groups", "prlimit", "--nproc=1"]
        result = subprocess.run([*before, TIDINGS, "build", "--now", "2026-01-01T00:00:00Z"], cwd=folder, capture_output=True, timeout=60)
        text = (result.stdout + result.stderr).decode()
        check(f"no thread to be had: {result.returncode} {text[-200:]}", result.returncode in (0, 69, 71, 74, 75))


try:
    for part in [large, deep, long_words, ledgers, wrong_folder, odd_manifest, full_disk, no_threads]:
        try:
            part()
        except subprocess.TimeoutExpired:
            check(f"{part.__name__} hangs", False)
finally:
    shutil.rmtree(ROOT, ignore_errors=True)
print(f"{played} limits, {len(problems)} not kept")
sys.exit(1 if problems else 0)
