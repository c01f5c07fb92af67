#!/usr/bin/env python3
"""Redirect maps in the servers that they are for.

    .ci/redirects.py TIDINGS

A site whose pages have had addresses of every kind that somebody may write (quotes, dollars, backslashes, braces, line breaks, 5,000
bytes). nginx and Apache (Debian: nginx, apache2) must take the maps, and lead each former address to the page of today.
"""
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

TIDINGS = os.path.abspath(sys.argv[1])
ROOT = tempfile.mkdtemp(prefix="tidings-redirects-")
ALIASES = ["/old", "/old/folder/", "/a\"b", "/a$b", "/${HOME}", "/$uri", "/new\nline", "/" + "l" * 5000, "/" + "(" * 500, "/it's", "/semi;colon",
           "/br{ace}", "/%{HTTP_HOST}", "/sp ace", "/ü/ö", "/(paren)[x]^*+.|", "/<script>", "//evil.example/x", "/a%22b%5cc", "/#",
           "/%0a/x", "/100%25", "/a=b&c", "/~tilde", "/日本"]
# What no request can ask for, or leads nowhere on this site.
UNASKED = {"//evil.example/x", "/#", "/%0a/x", "/" + "l" * 5000}


def run(*arguments):
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": "a.example"})
    answer = connection.getresponse()
    return answer.status, answer.getheader("Location")


def check(name, port):
    wrong = 0
    for alias in ALIASES:
        if alias in UNASKED:
            continue
        path = urllib.parse.quote(urllib.parse.unquote(alias.replace("\n", "")), safe="/")
        status, target = ask(port, path)
        if (status, target) != (301, "https://a.example/target/"):
            wrong += 1
            print(f"{name}: {path[:80]} gives {status} {target}")
    status, _ = ask(port, "/target/")
    if status == 301:
        wrong += 1
        print(f"{name}: the page itself leads elsewhere")
    return wrong


os.makedirs(ROOT + "/site")
with open(ROOT + "/site/a.md", "w") as file:
    file.write(f"---\ntitle: A\ndate: 2024-01-01\nslug: target\naliases: {json.dumps(ALIASES)}\n---\nWords\n")
for server in ["nginx", "apache"]:
    result = run(TIDINGS, "redirects", server, "site", "--base-url", "https://a.example/", "--title", "A")
    assert result.returncode == 0, result.stderr
    with open(f"{ROOT}/{server}.conf", "w") as file:
        file.write(result.stdout)

wrong = 0
with open(ROOT + "/nginx-main.conf", "w") as file:
    file.write(f"""pid {ROOT}/nginx.pid; error_log {ROOT}/nginx.log; events {{}}
http {{ access_log off; large_client_header_buffers 4 16k; include {ROOT}/nginx.conf; server {{ listen 127.0.0.1:8199; root {ROOT};
if ($tidings_moved) {{ return 301 $tidings_moved; }} if ($tidings_gone) {{ return 410; }} }} }}""")
test = run("nginx", "-t", "-c", ROOT + "/nginx-main.conf")
if test.returncode:
    wrong += 1
    print("nginx -t:", test.stderr[-400:])
else:
    run("nginx", "-c", ROOT + "/nginx-main.conf")
    time.sleep(0.5)
    wrong += check("nginx", 8199)
    run("nginx", "-s", "stop", "-c", ROOT + "/nginx-main.conf")

with open(ROOT + "/apache-main.conf", "w") as file:
    file.write(f"""ServerName a.example
PidFile {ROOT}/apache.pid
Listen 127.0.0.1:8198
ErrorLog {ROOT}/apache.log
DocumentRoot {ROOT}
Mutex file:{ROOT}
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
Include {ROOT}/apache.conf
""")
test = run("apache2", "-t", "-f", ROOT + "/apache-main.conf")
if test.returncode:
    wrong += 1
    print("apache2 -t:", test.stderr[-400:])
else:
    run("apache2", "-k", "start", "-f", ROOT + "/apache-main.conf")
    time.sleep(1)
    wrong += check("apache", 8198)
    run("apache2", "-k", "stop", "-f", ROOT + "/apache-main.conf")
    time.sleep(0.5)
shutil.rmtree(ROOT, ignore_errors=True)
print(f"{len(ALIASES)} former addresses in two servers: {wrong} wrong")
sys.exit(1 if wrong else 0)
