"""What goes wrong on a cluster, and a site on object storage: parts of `cluster`, each on a site that is built already."""
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

HOLLOW = """\
#!/bin/sh
# {what}
{deed}
exec {program} "$@"
"""


def contents(folder):
    return {
        os.path.relpath(os.path.join(place, name), folder): open(os.path.join(place, name), "rb").read()
        for place, _, names in os.walk(folder) for name in names}


def stand_in(site, what, deed):
    """A program that does the work of `tidings`, but for one thing."""
    path = f"{site.folder}/tidings-{abs(hash(what))}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(HOLLOW.format(what=what, deed=deed, program=site.program))
    os.chmod(path, 0o755)
    return path


@contextlib.contextmanager
def nothing_published(site, name):
    """Nothing may change meanwhile: neither documents nor the ledger."""
    folders = (f"{site.folder}/many", f"{site.folder}/ledger")
    before = [contents(folder) for folder in folders]
    yield
    for folder, known in zip(folders, before):
        now = {path: data for path, data in contents(folder).items() if not path.startswith(".tidings-staging")}
        assert now == known, f"{name}: {folder} has changed: {sorted(set(now) ^ set(known))[:5]}"


def fails(site, records, now, name, status, words, program=None):
    """A build that has to stop, with an exit status and words that say where."""
    from tidings_steps import BuildError

    with nothing_published(site, name):
        try:
            site.many(records, now, program)
        except BuildError as error:
            assert error.status == status, f"{name}: {error.status} and not {status}: {error}"
            missing = [word for word in words if word not in str(error)]
            assert not missing, f"{name}: no {missing} in: {error}"
        else:
            raise AssertionError(f"{name}: the build went on")
    print(f"{name}: stopped with status {status}, nothing published", flush=True)


def accidents(site, records, lines, now):
    """A program that dies, another version, a guard, a driver that is killed.

    - records: of the site, as they are published. lines: a file to write some of them to.
    """
    dying = stand_in(site, "dies while it settles items", 'case "$2" in settle) kill -9 $$;; esac')
    fails(site, lines, now, "a program that dies", 70, ["tidings part settle", "signal 9", "in the executor"], dying)
    other = stand_in(site, "says that it is another", 'case "$2" in program) echo 0000; exit 0;; esac')
    fails(site, lines, now, "another version in the executors", 78, ["another version", "in the executor"], other)
    few = f"{site.folder}/few.jsonl"
    with open(lines, encoding="utf-8") as whole, open(few, "w", encoding="utf-8") as file:
        file.writelines([line for line in whole if '"path"' in line][: len(records.records) // 3])
    alone = site.alone(few, now)
    assert alone.returncode == 65, alone.stderr
    first = next(line for line in alone.stderr.splitlines() if "withdraw" in line).split(": ", 1)[-1]
    fails(site, few, now, "a guard", 65, [first[:60]])
    killed_driver(site, lines, now)


def killed_driver(site, lines, now):
    """The driver is killed while documents are laid down, and the build is run again."""
    site.cluster.leave()
    shutil.rmtree(f"{site.folder}/many")
    shutil.rmtree(f"{site.folder}/one")
    process = site.cluster.begin(site.program, *site.words(lines, now))
    staging = f"{site.folder}/many/.tidings-staging"
    while process.poll() is None and not os.path.isdir(staging):
        time.sleep(0.05)
    assert process.poll() is None, "the driver has ended before anything was laid down"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not os.path.exists(f"{site.folder}/many/manifest.json"), "a manifest of a build that was killed"
    site.build(lines, now, "a killed driver, run again")


def storage(site, lines, now, python):
    """The same site on object storage: documents by Arrow's client, the ledger in a folder."""
    import pyarrow.fs

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [python, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/")
                break
            time.sleep(0.1)
        place = f"s3://sites/www?endpoint_override=127.0.0.1:{port}&scheme=http"
        files, _ = pyarrow.fs.FileSystem.from_uri(place + "&allow_bucket_creation=true")
        files.create_dir("sites")
        import tidings_spark

        tidings_spark.build(
            site.cluster.session(), lines, site.config, place, f"{site.folder}/ledger-of-storage", program=site.program, now=now,
            work=f"{site.folder}/passes")
        found = files.get_file_info(pyarrow.fs.FileSelector("sites/www", recursive=True))
        stored = {}
        for info in found:
            if info.type == pyarrow.fs.FileType.File:
                with files.open_input_stream(info.path, compression=None) as stream:
                    stored[info.path.removeprefix("sites/www/")] = bytes(stream.read())
        folder = f"{site.folder}/of-storage"
        subprocess.run(
            [site.program, "build", "--config", site.config, "--records", lines, "--output", folder, "--ledger",
             f"{site.folder}/of-storage.sqlite", "--no-cache", "--now", now], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        alone = contents(folder)
        differing = sorted(name for name in set(stored) | set(alone) if stored.get(name) != alone.get(name))
        assert not differing, f"object storage: {differing[:10]}"
        print(f"object storage: the same {len(alone)} files", flush=True)
    finally:
        server.terminate()
        server.wait()


def ticks(root):
    """Processor seconds of a process and of all below it, those included that have ended."""
    parents, spent = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                parents[int(name)], spent[int(name)] = int(fields[1]), sum(int(field) for field in fields[11:15])
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        total += spent.get(process, 0)
        waiting += [child for child, parent in parents.items() if parent == process]
    return total / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit("these are parts of 'cluster'")
