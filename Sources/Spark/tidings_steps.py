"""What `tidings_spark.py` builds its plan of: the steps of the program, what their lines hold, and where documents and ledgers lie.

The driver gives this module to all executors, as long as it lies beside `tidings_spark.py`.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.fs  # type: ignore[import-untyped]
import pyarrow.json  # type: ignore[import-untyped]
from pyspark import SparkFiles
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

LINES = {
    "t": "string", "path": "string", "key": "string", "id": "string", "address": "string", "meaning": "string", "state": "string",
    "permalink": "string", "entry": "boolean", "feeds": "boolean", "line": "bigint", "column": "bigint", "terms": "array<string>",
    "claims": "array<bigint>", "item": "string", "term": "string", "origin": "string",
    # Findings.
    "rule": "string", "severity": "string", "message": "string", "remedy": "string",
    # Of topics, lists and feeds.
    "label": "string", "taxonomy": "string", "author": "boolean", "page": "boolean", "language": "string", "planned": "boolean",
    "name": "string", "translation": "string", "member": "string", "list": "string", "topic": "string", "topics": "array<string>", "feed": "string", "total": "bigint",
    "entries": "bigint", "published": "bigint", "modified": "bigint", "since": "bigint",
    # Of sitemaps.
    "sitemap": "string", "rank": "bigint", "day": "string", "digits": "string", "url": "string", "document": "string", "alternates": "boolean",
    # Of the ledger.
    "row": "string", "withdrawn": "bigint", "change": "string", "former": "string",
    # Of documents; of the cost of a step, bytes are the program's memory.
    "format": "string", "bytes": "bigint", "sha256": "string", "newest": "string", "copyOf": "string", "seconds": "double",
}
"""The members that lines of `tidings part` may have: the schema of all data sets in the work folder."""

STEPS = {
    "read": "t path line column key permalink state entry feeds address id meaning terms claims item translation member term rule severity message"
    " remedy",
    "meet": "t path origin state rule severity message remedy line column",
    "topics": "t id path label taxonomy author page language planned name entries since rule severity message remedy line column",
    "settle": "t path key id published modified topics feed total sitemap topic rank name day digits url list item row address meaning"
    " entry withdrawn change former rule severity message remedy line column",
    "lists": "t list topic path sitemap rank published name day digits url modified",
    "shards": "t path sitemap day digits document alternates",
    "sitemaps": "t path format bytes sha256 entries topic newest modified copyOf rule severity message remedy line column",
    "feeds": "t path format bytes sha256 entries topic newest modified published copyOf feed total rule severity message remedy line column",
    "ledger": "t key id path address meaning entry topics withdrawn row",
}
"""Which of them the lines of a step have."""

ROWS = "key id path address meaning entry topics withdrawn row".split()
"""The columns of the ledger's data set: a row of each item that was ever published; `row` is its line in an export."""


class BuildError(Exception):
    """A build that was stopped before anything was published, with the exit status that `tidings build` has."""

    def __init__(self, message: str, status: int = 65) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Site:
    """What a build is made of, beside the records."""

    config: str
    program: str
    now: str
    has_ledger: bool
    identity: str = ""
    allows: list[str] = field(default_factory=list)


def line_of(*columns: str | Column) -> Column:
    """Columns as one line; those without a value are left out."""
    return F.to_json(F.struct(*columns)).alias("line")


# The program.


def command(site: Site, step: str, options: list[str], *, is_driver: bool) -> list[str]:
    """The words of a step's command; files lie where Spark has put them, unless it runs in the driver."""
    place: Callable[[str], str] = (lambda path: path) if is_driver else (lambda path: SparkFiles.get(os.path.basename(path)))
    words = [place(site.program), "part", step]
    if site.identity:
        words += ["--program", site.identity]
    if step not in ("program", "export"):
        words += ["--config", place(site.config), "--now", site.now, "--jobs", "1"]
    return words + [place(option[1:]) if option.startswith("@") else option for option in options]


def run(words: list[str], lines: Iterable[bytes], where: str) -> tuple[BinaryIO, float, int]:
    """Runs a step on lines: its output as a file, its processor seconds and its memory in bytes."""
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    os.chmod(words[0], os.stat(words[0]).st_mode | 0o555) if not os.access(words[0], os.X_OK) else None
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=out, stderr=err) as process:
        assert process.stdin is not None
        try:
            for piece in lines:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # It has ended, and says why.
        except BaseException:
            process.kill()
            raise
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        err.seek(0)
        said = err.read()[-4000:].decode(errors="replace").strip() or "it said nothing"
        end = f"signal {-process.returncode}" if process.returncode < 0 else f"status {process.returncode}"
        raise BuildError(f"tidings part {words[2]} ended with {end} {where}: {said}", max(process.returncode, 0) or 70)
    out.seek(0)
    return cast(BinaryIO, out), usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def host() -> str:
    return f"in the executor {os.environ.get('SPARK_EXECUTOR_ID', '')}on {socket.gethostname()} (process {os.getpid()})"


def arrow_schema(columns: list[str]) -> pa.Schema:
    kinds = {"string": pa.string(), "bigint": pa.int64(), "boolean": pa.bool_(), "double": pa.float64()}
    kinds |= {f"array<{name}>": pa.list_(kind) for name, kind in list(kinds.items())}
    return pa.schema([(name, kinds[LINES[name]]) for name in columns])


def ddl(columns: list[str]) -> str:
    return ", ".join(f"`{name}` {LINES[name]}" for name in columns)


def tables(out: BinaryIO, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The lines of an output as batches."""
    rest = b""
    options = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
    while True:
        block = out.read(1 << 24)
        end = block.rfind(b"\n") + 1 if block else 0
        piece, rest = (rest + block[:end], block[end:]) if end or not block else (b"", rest + block)
        if piece:
            size = pyarrow.json.ReadOptions(block_size=len(piece) + 1)
            yield from pyarrow.json.read_json(pa.BufferReader(piece), size, options).select(schema.names).to_batches(20_000)
        if not block:
            return


def costs(schema: pa.Schema, step: str, seconds: float, memory: int, extra: dict[str, Any]) -> pa.RecordBatch:
    """What a step has cost, as a line."""
    values: dict[str, Any] = {"t": "cost", "path": step, "seconds": seconds, "bytes": memory, **extra}
    return pa.RecordBatch.from_pylist([{name: values.get(name) for name in schema.names}], schema=schema)


def pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    for batch in batches:
        if batch.num_rows:
            yield b"\n".join(batch.column(0).cast(pa.binary()).to_pylist()) + b"\n"


def step(batches: Iterable[pa.RecordBatch], site: Site, step: str, options: Iterable[str]) -> tuple[BinaryIO, float, int] | None:
    """Runs a step in an executor on all lines of a partition, as `run` does; `None` where there is no line."""
    rest = iter(batches)
    first = next((batch for batch in rest if batch.num_rows), None)
    if first is None:
        return None
    words = command(site, step, list(options), is_driver=False)
    return run(words, (piece for part in ([first], rest) for piece in pieces(part)), host())


def through(lines: DataFrame, site: Site, name: str, *options: str) -> DataFrame:
    """Sends the lines (a column of texts) of each partition through a step, and gives its lines as columns."""
    own = STEPS[name].split()
    schema = arrow_schema([*own, *(column for column in ("seconds", "bytes") if column not in own)])

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        if (done := step(batches, site, name, options)) is not None:
            out, seconds, memory = done
            yield from tables(out, schema)
            yield costs(schema, name, seconds, memory, {})

    return lines.mapInArrow(work, ddl(schema.names))


def read(records: DataFrame, site: Site, *options: str) -> DataFrame:
    """Reads records (`value`, `file`, `start`, `at`), those of each piece of a file with a program of its own: so lines have numbers.

    Adds `file`, `start` and `base` (the position of the piece's first record) to the lines of the step.
    """
    own = arrow_schema([*STEPS["read"].split(), "seconds", "bytes"])
    schema = pa.schema([*own, ("file", pa.string()), ("start", pa.int64()), ("base", pa.int64())])

    def chunks(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[tuple[str, int], pa.RecordBatch]]:
        for batch in batches:
            files, starts = batch.column(1).to_pylist(), batch.column(2).to_pylist()
            begin = 0
            for row in range(1, len(files) + 1):
                if row == len(files) or (files[row], starts[row]) != (files[begin], starts[begin]):
                    yield (files[begin], starts[begin]), batch.slice(begin, row - begin)
                    begin = row

    def work(arrived: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        waiting = chunks(arrived)
        following = next(waiting, None)
        while following is not None:
            (file, start), head = following
            base = head.column(3)[0].as_py()
            following = None

            def one() -> Iterator[pa.RecordBatch]:
                nonlocal following
                yield head
                for place, batch in waiting:
                    if place != (file, start):
                        following = (place, batch)
                        return
                    yield batch

            out, seconds, memory = run(
                command(site, "read", list(options), is_driver=False), pieces(one()), f"{host()}, at {file or 'records'}, byte {start}")
            place = {"file": file, "start": start, "base": base}
            for batch in tables(out, own):
                columns = [pa.array([place[name]] * batch.num_rows, schema.field(name).type) for name in place]
                yield pa.RecordBatch.from_arrays([*batch.columns, *columns], schema=schema)
            yield costs(schema, "read", seconds, memory, place)

    return records.mapInArrow(work, ddl(own.names) + ", file string, start bigint, base bigint")


# Files.


class Store:
    """A folder for documents: on a file system, or on object storage by its address (`s3://bucket/folder`)."""

    def __init__(self, place: str) -> None:
        self.place = place.replace("s3a://", "s3://", 1)
        if "://" in self.place:
            self.files, self.base = pyarrow.fs.FileSystem.from_uri(self.place)
        else:
            self.files, self.base = pyarrow.fs.LocalFileSystem(), os.path.abspath(self.place)
        self.is_local = isinstance(self.files, pyarrow.fs.LocalFileSystem)

    def path(self, name: str) -> str:
        return f"{self.base.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes | None:
        try:
            with self.files.open_input_stream(self.path(name), compression=None) as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Writes a file whole: nobody sees a part of it."""
        path = self.path(name)
        fresh = f"{path}.{uuid.uuid4().hex}" if self.is_local else path
        self.folder(fresh)
        with self.files.open_output_stream(fresh, compression=None) as stream:
            stream.write(content)
        if fresh != path:
            os.replace(fresh, path)

    def folder(self, path: str) -> None:
        if self.is_local:
            os.makedirs(os.path.dirname(path), exist_ok=True)

    def exists(self, name: str) -> bool:
        return bool(self.files.get_file_info(self.path(name)).type == pyarrow.fs.FileType.File)

    def move(self, source: str, target: str) -> None:
        """Copies where the storage knows no move: what is staged goes when everything is done."""
        self.folder(self.path(target))
        if self.is_local:
            shutil.copyfile(self.path(source), self.path(target) + ".new")
            os.replace(self.path(target) + ".new", self.path(target))
        else:
            self.files.copy_file(self.path(source), self.path(target))

    def remove(self, name: str) -> None:
        if self.exists(name):
            self.files.delete_file(self.path(name))
        if self.is_local:
            parent = os.path.dirname(self.path(name))
            while parent != self.base and not os.listdir(parent):
                os.rmdir(parent)
                parent = os.path.dirname(parent)

    def remove_folder(self, name: str) -> None:
        if self.files.get_file_info(self.path(name)).type == pyarrow.fs.FileType.Directory:
            self.files.delete_dir(self.path(name))


STAGING = ".tidings-staging"


def stage(line: dict[str, Any], output: str, published: dict[str, str]) -> None:
    """Lays a document beside the others, unless it is published as it is. Its name is its digest: a task that runs twice writes the same."""
    content = line.pop("content", None)
    if content is not None and line.get("sha256") != published.get(line["path"]):
        Store(output).write(f"{STAGING}/{line['sha256']}", base64.b64decode(content))


def documents(lines: DataFrame, site: Site, name: str, output: str, published: dict[str, str], *options: str) -> DataFrame:
    """Sends lines through a step that makes documents; their bytes go no further than to the storage."""
    schema = arrow_schema([*STEPS[name].split(), "seconds"])

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        if (done := step(batches, site, name, options)) is not None:
            out, seconds, memory = done
            for raw in out:
                line = json.loads(raw)
                stage(line, output, published)
                yield pa.RecordBatch.from_pylist([{column: line.get(column) for column in schema.names}], schema=schema)
            yield costs(schema, name, seconds, memory, {})

    return lines.mapInArrow(work, ddl(schema.names))


# Ledgers.


class Ledger:
    """A ledger as a data set: a folder with one of each run (`run-000001`), of which the last one that is whole counts.

    `rows` is Parquet (see `ROWS`); `tables` and `journal` hold the other lines of an export as texts (`value`), in its order.
    """

    def __init__(self, spark: SparkSession, place: str) -> None:
        self.spark, self.place, self.store = spark, place, Store(place)
        self.run = int((self.store.read("CURRENT") or b"0").decode())

    def name(self, run: int) -> str:
        return f"{self.place}/run-{run:06}"

    def rows(self) -> DataFrame | None:
        return self.spark.read.parquet(self.name(self.run) + "/rows") if self.run else None

    def texts(self, part: str) -> list[str]:
        """The lines of a small part, in their order."""
        if not self.run:
            return []
        content = self.store.read(f"run-{self.run:06}/{part}.jsonl") or b""
        return content.decode().splitlines()

    def commit(self, rows: DataFrame, tables: list[str], journal: list[str]) -> None:
        """Leaves the next run, and then says that it counts."""
        run = self.run + 1
        rows.select(*ROWS).write.mode("overwrite").parquet(self.name(run) + "/rows")
        for part, lines in (("tables", tables), ("journal", journal)):
            self.store.write(f"run-{run:06}/{part}.jsonl", "".join(line + "\n" for line in lines).encode())
        self.store.write("CURRENT", str(run).encode())
        self.run = run


def last_build(journal: list[str]) -> list[str]:
    """The first line of the last build of a journal: all that a build has to know of it."""
    builds = [(json.loads(line).get("build", 0), line) for line in journal if '"instant"' in line]
    return [max(builds)[1]] if builds else []
