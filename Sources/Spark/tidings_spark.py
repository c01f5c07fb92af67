"""Tidings on Apache Spark: the documents that `tidings build` would write, from records that no single machine has to hold.

    spark-submit --files tidings tidings_spark.py --records PATH --config tidings.yaml --output PATH --ledger PATH [--now INSTANT]

or, in a notebook, `build(spark, records, "tidings.yaml", "s3://bucket/site", ledger="s3a://bucket/ledger")`.

All work on content is done by the program `tidings` in the executors (`tidings part STEP`); Spark sorts, joins and counts what the steps
write. A step reads lines and writes lines, a JSON object each, whose member `t` says what it is. The plan, with the step of each pass:

    records ── read ──▶ items, terms                      each record by itself; bodies stay where they are
       │                  ├─ claims seen twice ── meet ──▶ what becomes of items that share a path, address or key
       │                  ├─ terms, first and count ── topics ──▶ topics
       │                  └─ by key, beside the ledger ── settle ──▶ rows of the ledger, entries, elements of sitemaps, lists
       │                                                    ├─ newest of each list ── lists ──▶ more elements
       │                                                    ├─ count by day ── shards ──▶ names ── sitemaps ──▶ documents
       └──── by place, for the newest entries of each feed ─┴─ feeds ──▶ documents
                                                  all documents ── finish ──▶ indexes, manifest, ledger; then everything gets its place

The article *Scale* of the documentation says what each fact of the whole costs, and what is not covered.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.window import Window

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tidings_steps  # noqa: E402
from tidings_steps import ROWS, STAGING, STEPS, BuildError, Ledger, Site, Store  # noqa: E402
from tidings_steps import command, ddl, documents, last_build, line_of, read, run, through  # noqa: E402

OPTIMISED = {"spark.sql.execution.arrow.maxRecordsPerBatch": "2000", "spark.sql.session.timeZone": "UTC"}


@dataclass
class Result:
    """What a build did.

    `findings` is a data set: t, rule, severity, message, remedy, path, line, column. `status` is 0, or 1 where there is an error among them.
    `cost` says of each step how many programs ran, their processor seconds together, and the memory of the largest in bytes.
    """

    status: int
    documents: int
    written: int
    removed: int
    errors: int
    warnings: int
    findings: DataFrame
    cost: dict[str, tuple[int, float, int]]


# The plan.


@dataclass
class Work:
    """The folder of one build: each pass leaves a data set there, so that nothing is made twice where an executor is lost."""

    spark: SparkSession
    site: Site
    place: str
    passes: list[str] = field(default_factory=list)

    def keep(self, name: str, frame: DataFrame) -> DataFrame:
        """Writes a data set, and gives it as it was written."""
        frame.write.mode("overwrite").parquet(f"{self.place}/{name}")
        self.passes.append(name)
        return self.spark.read.parquet(f"{self.place}/{name}")

    def file(self, name: str, lines: Iterable[str]) -> str:
        """Gives a file to all executors, and its name as an option of a step."""
        path = os.path.join(tempfile.mkdtemp(prefix="tidings-"), f"{uuid.uuid4().hex}-{name}")
        with open(path, "w", encoding="utf-8") as file:
            for line in lines:
                file.write(line + "\n")
        self.spark.sparkContext.addFile(path)
        return "@" + path

    def findings(self) -> DataFrame:
        names = "rule severity message remedy path line column".split()
        frames = [self.spark.read.parquet(f"{self.place}/{name}") for name in self.passes]
        found = [frame.where("t = 'finding'").select(*names) for frame in frames if "rule" in frame.columns]
        return reduce(DataFrame.unionByName, found)

    def cost(self) -> dict[str, tuple[int, float, int]]:
        frames = [self.spark.read.parquet(f"{self.place}/{name}") for name in self.passes]
        costs = [frame.where("t = 'cost'").select("path", "seconds", "bytes") for frame in frames if "seconds" in frame.columns]
        total = reduce(DataFrame.unionByName, costs).groupBy("path").agg(F.count("*"), F.sum("seconds"), F.max("bytes"))
        return {row[0]: (row[1], row[2], row[3]) for row in total.collect()}


def source(spark: SparkSession, records: DataFrame | str, work: str) -> DataFrame:
    """Records as lines: value, file, start (of the piece of the file), at (a number that is the same whenever they are read)."""
    if isinstance(records, str):
        if not records.endswith(".parquet"):
            text = spark.read.text(records, lineSep="\n")
            return text.select(
                "value", F.input_file_name().alias("file"), F.expr("input_file_block_start()").alias("start"),
                F.monotonically_increasing_id().alias("at"))
        records = spark.read.parquet(records)
    if len(records.columns) == 1 and records.schema[0].dataType == T.StringType():
        value = F.regexp_replace(F.col(records.columns[0]), "[\\r\\n]+", " ")
    else:
        value = F.to_json(F.struct(*records.columns))
    # A frame may come out in another order each time it is asked for.
    records.select(value.alias("value")).write.mode("overwrite").parquet(f"{work}/records")
    kept = spark.read.parquet(f"{work}/records")
    number = F.monotonically_increasing_id()
    return kept.select("value", F.lit("").alias("file"), F.shiftright(number, 33).alias("start"), number.alias("at"))


def meet(work: Work, lines: DataFrame) -> tuple[DataFrame, list[str]]:
    """Items with what is decided where they share something: `state` and no double paths. Also the records that gave no item."""
    origin = F.concat_ws(":", "file", F.lpad(F.col("start").cast("string"), 16, "0"), F.lpad(F.col("line").cast("string"), 12, "0"))
    items = lines.where("t = 'item'").withColumn("origin", origin).withColumn("at", F.expr("base + line - 1"))
    claims = items.select("path", "origin", F.explode("claims").alias("claim"))
    shared = claims.groupBy("claim").count().where("count > 1").select("claim")
    involved = claims.join(shared, "claim", "left_semi").select("path").distinct()
    meeting = items.join(involved, "path", "left_semi").select(line_of("item", "origin")).coalesce(1)
    decided = work.keep("meet", through(meeting, work.site, "meet")).where("t = 'state'")
    dropped = decided.where("state = 'dropped'").select("path", "origin")
    withheld = decided.where("state = 'withheld'").select("path", F.col("state").alias("decided"))
    settled = items.join(dropped, ["path", "origin"], "left_anti").join(withheld, "path", "left")
    settled = settled.withColumn("state", F.coalesce("decided", "state")).drop("decided", "claims", "rule", "severity", "message", "remedy")
    return settled, [row["path"] for row in lines.where("t = 'refused'").select("path").collect()]


def topics(work: Work, lines: DataFrame, items: DataFrame, options: list[str]) -> list[dict[str, Any]]:
    """All topics, and which term is which: lines of the step."""
    counted = F.when(F.expr("state = 'published' and entry and feeds"), 1).otherwise(0).alias("counted")
    mentions = items.select("path", counted, F.posexplode("terms").alias("place", "id"))
    first = mentions.groupBy("id").agg(F.min(F.struct("path", "place")).alias("first"), F.sum("counted").alias("count"))
    terms = lines.where("t = 'term'").groupBy("id").agg(F.min(F.struct("line", "column", "term")).alias("known"))
    frame = first.join(terms, "id").select(line_of("id", "first.*", "count", "known.*")).coalesce(1)
    done = work.keep("topics", through(frame, work.site, "topics", *options))
    known = [row.asDict() for row in done.where("t <> 'finding' and t <> 'cost'").collect()]
    if known:
        return known
    # The step knows the limits of the configuration, also where there is no term.
    words = command(work.site, "topics", [option.removeprefix("@") for option in options], is_driver=True)
    return [json.loads(line) for line in run(words, [], "at the driver")[0]]


def with_translations(items: DataFrame) -> DataFrame:
    """Items with `pages`: what sitemaps say of those that share a translation key, where there are several."""
    shared = items.where("state = 'published' and translation is not null").groupBy("translation")
    groups = shared.agg(F.collect_list("member").alias("pages")).where("size(pages) > 1")
    return items.join(groups, "translation", "left")


def settle_lines(items: DataFrame, rows: DataFrame | None) -> tuple[DataFrame, DataFrame | None]:
    """Items with their rows of the ledger, as lines: those that concern no other item, and all others.

    An item concerns others that is new, has moved, has come back, is withdrawn, or has an id that another item would have.
    """
    items = items.select("key", "path", "state", "entry", "id", "address", "meaning", "terms", "item", "pages")
    sent = ("terms", "item", "state", "pages")
    published, unpublished = items.where("state = 'published'"), items.where("state <> 'published'")
    if rows is None:
        doubled = published.groupBy("id").count().where("count > 1").select("id")
        alone = published.join(doubled, "id", "left_anti").select(line_of(*sent)).unionAll(unpublished.select(line_of(*sent)))
        return alone, published.join(doubled, "id", "left_semi").select(line_of(*sent))
    former = rows.select("key", "row", "withdrawn", F.col("address").alias("formerly"), F.col("entry").alias("was"),
                         F.col("id").alias("known"), F.col("meaning").alias("meant"))
    both = published.join(former, "key", "full_outer").withColumn(
        "quiet", F.expr("item is not null and row is not null and withdrawn is null and formerly = address and was = entry"))
    orphans = both.where("item is null").select("key", "row", "withdrawn", "known", "meant", "formerly")
    live = orphans.where("withdrawn is null")
    gone = live.join(unpublished.select("key", *sent), "key", "left")
    quiet = both.where("quiet").select(line_of(*sent, "row"))
    others = unpublished.join(live.select("key"), "key", "left_anti").select(line_of(*sent))
    loud = both.where("item is not null and not coalesce(quiet, false)")
    # Rows of other items that these may be about: of the same words, the same id, the same address.
    stem = F.regexp_replace("known", "-[0-9]+$", "")
    about = loud.select("id", "meaning", "address")
    rest = both.where("coalesce(quiet, false) or item is null and withdrawn is not null").select("key", "row", "known", "meant", "formerly", "quiet")
    found = [rest.join(about.select(F.col("id").alias("known")).distinct(), "known", "left_semi"),
             rest.join(about.select(F.col("id").alias("stem")).distinct(), stem == F.col("stem"), "left_semi"),
             rest.join(about.select(F.col("meaning").alias("meant")).distinct(), "meant", "left_semi"),
             rest.join(about.select(F.col("address").alias("formerly")).distinct(), "formerly", "left_semi")]
    names = ("key", "row", "quiet")
    context = found[0].select(*names)
    for other in found[1:]:
        context = context.unionAll(other.select(*names))
    present = context.distinct().join(unpublished.select("key", F.lit(True).alias("kept")).distinct(), "key", "left")
    context = present.select(line_of("row", F.expr("coalesce(quiet, false) or coalesce(kept, false)").alias("context")))
    number = both.where("quiet").agg(F.count("*").alias("others")).select(line_of("others"))
    together = loud.select(line_of(*sent, "row")).unionAll(gone.select(line_of(*sent, "row")))
    return quiet.unionAll(others), together.unionAll(context).unionAll(number)


def feed_lines(
    items: DataFrame, settled: DataFrame, records: DataFrame, totals: dict[str, int], limit: int, buckets: int,
) -> DataFrame:
    """The newest entries of each feed with their records, as lines: the feeds of one bucket lie in one partition."""
    newest = Window.partitionBy("feed").orderBy(F.desc("published"), "key")
    entries = settled.where("t = 'entry'").select("feed", "path", "key", "id", "published", "modified", "topics")
    chosen = entries.withColumn("place", F.row_number().over(newest)).where(F.col("place") <= limit)
    chosen = chosen.withColumn("bucket", F.pmod(F.hash("feed"), F.lit(buckets)))
    lists = chosen.groupBy("feed", "bucket").agg(F.sort_array(F.collect_list(F.struct("place", "path"))).alias("chosen"))
    known = settled.sparkSession.createDataFrame(sorted(totals.items()), "feed string, total bigint")
    bucket = F.coalesce("bucket", F.pmod(F.hash("feed"), F.lit(buckets))).alias("bucket")
    feeds = known.join(lists, "feed", "left").select(bucket, line_of("feed", "total", F.col("chosen.path").alias("items")))
    wanted = chosen.select("bucket", "path", "id", "modified", "topics").distinct()
    placed = wanted.join(items.select("path", "at"), "path")
    # The records stay where they are; the few that are wanted are sent to them.
    bodies = records.select("at", "value").join(F.broadcast(placed), "at")
    entry = F.concat(line_of("path", "id", "modified", "topics"), F.lit("\n"), F.col("value")).alias("line")
    return feeds.unionAll(bodies.select("bucket", entry)).repartition(buckets, "bucket").select("line")


def sitemap_lines(work: Work, items: DataFrame, settled: DataFrame, options: list[str]) -> tuple[DataFrame, list[str]]:
    """The elements of sitemaps in their order, those of a document behind each other, as lines; and the lines of lists as facts."""
    lists = settled.where("t = 'list'").groupBy("list").agg(F.max("modified").alias("modified"), F.max("topic").alias("topic"))
    names = lists.select(F.col("list").alias("permalink"))
    at_lists = items.where("state = 'published'").join(names, "permalink", "left_semi").select("path", "item")
    known = settled.where("t = 'page'").select("path", "id", "modified")
    meeting = lists.select(line_of("list", "modified", "topic")).unionAll(
        at_lists.join(known, "path", "left").select(line_of("path", "item", "id", "modified")))
    placed = work.keep("lists", through(meeting.coalesce(1), work.site, "lists", *options))
    facts = [json.dumps({"t": "list", "list": row["list"], "topic": row["topic"]}) for row in placed.where("t = 'list'").collect()]
    columns = ["sitemap", "topic", "rank", "published", "name", "day", "digits", "modified", "url"]
    excluded = placed.where("t = 'excluded'").select(F.col("path").alias("name"), F.lit(2).cast("bigint").alias("rank"))
    urls = settled.where("t = 'url'").select(*columns).join(excluded, ["name", "rank"], "left_anti").select(*columns)
    urls = urls.unionByName(placed.where("t = 'url'").select(*columns))
    size = (F.count("*").alias("count"), F.sum(F.octet_length("url")).alias("bytes"),
            F.max(F.col("url").contains("<xhtml:link ")).alias("alternates"))
    counts = urls.groupBy("sitemap", "day").agg(*size)
    cells = work.keep("shards", through(counts.select(line_of("*")).coalesce(1), work.site, "shards", *options))
    deeper = cells.where("t = 'deeper'").select("sitemap", "day", F.lit(4).alias("depth"))
    cut = urls.join(deeper, ["sitemap", "day"], "left").withColumn("digits", F.expr("substr(digits, 1, coalesce(depth, 0))")).drop("depth")
    if not deeper.isEmpty():
        counts = cut.groupBy("sitemap", "day", "digits").agg(*size)
        cells = work.keep("shards-deeper", through(counts.select(line_of("*")).coalesce(1), work.site, "shards", *options))
    shards = cells.where("t = 'shard'").select("sitemap", "day", "digits", "document", "alternates")
    ordered = cut.join(shards, ["sitemap", "day", "digits"]).repartition("document").sortWithinPartitions(
        "document", "rank", F.desc("published"), "name")
    return ordered.select(line_of("document", "topic", "url", "modified", "alternates")), facts


def build(
    spark: SparkSession, records: DataFrame | str, config: str, output: str, ledger: str | None = None, *, program: str = "tidings",
    now: str | None = None, work: str | None = None, allow_reannounce: bool = False, allow_withdrawal: bool = False,
) -> Result:
    """Builds a site.

    - records: a path of JSON Lines (plain or gzip) or of Parquet (`….parquet`), a frame of one column of JSON texts, or a frame whose
      columns are the fields of the records (`path`, `title`, `date`, `body`, …). All records of the site, each time.
    - config: `tidings.yaml`, at the driver. output: a folder, or an address such as `s3://bucket/folder`.
    - ledger: the folder of the ledger's data set; `None` for a build without memory.
    - program: `tidings` at the driver; all executors get this one.
    - work: a folder that all executors reach, for what the passes leave; beside the output where nothing is said.

    Raises `BuildError` where nothing was published.
    """
    for name, value in OPTIMISED.items():
        spark.conf.set(name, value)
    site = Site(config, program, now or time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), ledger is not None)
    site.identity = run(command(site, "program", [], is_driver=True), [], "at the driver")[0].read().decode().strip()
    for path in (program, config):
        spark.sparkContext.addFile(os.path.abspath(path))
    spark.sparkContext.addPyFile(os.path.abspath(tidings_steps.__file__))
    place = (work or output.rstrip("/") + ".tidings-work").rstrip("/") + "/" + uuid.uuid4().hex
    try:
        return Passes(spark, site, place, output, Ledger(spark, ledger) if ledger else None,
                      allow_reannounce, allow_withdrawal).run(records)
    except BuildError:
        raise
    except Exception as error:  # noqa: BLE001  What stops a task comes as an error of the JVM's, with ours in its text.
        raise stopped(error) from error
    finally:
        if "://" not in place and "TIDINGS_KEEP_WORK" not in os.environ:
            shutil.rmtree(place, ignore_errors=True)


def stopped(error: Exception) -> BuildError:
    """What a task said, without the way that it came."""
    lines = str(error).splitlines()
    for line in lines:
        if "BuildError: " in line:
            said = line.split("BuildError: ", 1)[1]
            status = said.split("ended with status ", 1)[1].split(" ", 1)[0] if "ended with status " in said else "70"
            return BuildError(said, int(status))
    return BuildError(lines[0] if lines else repr(error), 70)


@dataclass
class Passes:
    """One build, pass by pass."""

    spark: SparkSession
    site: Site
    place: str
    output: str
    ledger: Ledger | None
    allow_reannounce: bool
    allow_withdrawal: bool

    def run(self, records: DataFrame | str) -> Result:
        work, store = Work(self.spark, self.site, self.place), Store(self.output)
        manifest = store.read("manifest.json")
        published = {row["path"]: row["sha256"] for row in json.loads(manifest)["documents"]} if manifest else {}
        rows = self.ledger.rows() if self.ledger else None
        if manifest and self.ledger and rows is None and json.loads(manifest).get("ledger"):
            raise BuildError(f"there is no ledger {self.ledger.place}, though {self.output}/manifest.json lists one, so nothing was written")
        tables, journal = (self.ledger.texts("tables"), self.ledger.texts("journal")) if self.ledger else ([], [])
        memory = ["--ledger", work.file("tables", [*tables, *last_build(journal)])] if self.ledger else []

        frame = source(self.spark, records, self.place)
        lines = work.keep("read", read(frame, self.site, *memory))
        if lines.where("t = 'item'").isEmpty():
            raise BuildError("there is no record that gives an item")
        items, refused = meet(work, lines)
        items = work.keep("items", items)
        if rows is not None and refused:
            kept = rows.where("withdrawn is null").where(F.col("path").isin(refused)).select("path").limit(3).collect()
            if kept:
                names = ", ".join(row["path"] for row in kept)
                raise BuildError(f"records that are published cannot be read now ({names}), so nothing was written; mend them or take them out")
        facts = self.facts(rows, topics(work, lines, items, [*memory, *self.former_topics(work, rows)]))
        limits = facts.pop("limits")
        given = work.file("facts", facts["lines"])
        options = ["--facts", given, *memory]

        alone, together = settle_lines(with_translations(items), rows)
        settled = work.keep("settled", through(alone, self.site, "settle", *options))
        if together is not None:
            both = work.keep("together", through(together.coalesce(1), self.site, "settle", "--whole", *options))
            settled = settled.unionByName(both)
        after = self.next_rows(rows, settled) if self.ledger else None
        if after is not None:
            after = work.keep("rows", after)
            recent = [row["row"] for row in after.where(F.col("withdrawn") >= limits["since"]).select("row").collect()]
            memory = ["--ledger", work.file("tables", [*tables, *last_build(journal), *recent])]
            facts["lines"] += self.withdrawals(after)

        options = ["--facts", work.file("facts", facts["lines"]), *memory]
        ordered, lists = sitemap_lines(work, items, settled, options)
        options = ["--facts", work.file("facts", [*facts["lines"], *lists]), *memory]
        made = work.keep("sitemaps", documents(ordered, self.site, "sitemaps", self.output, published, *options))
        feeds = settled.where("t = 'feed'").groupBy("feed").agg(F.sum("total").alias("total"))
        totals: dict[str, int] = {row["feed"]: row["total"] for row in feeds.collect()}
        buckets = max(1, min(len(totals), max(self.spark.sparkContext.defaultParallelism * 2, len(totals) // 64)))
        facts["lines"] += [json.dumps({"t": "feed", "feed": feed, "total": total}) for feed, total in sorted(totals.items())]
        options = ["--facts", work.file("facts", [*facts["lines"], *lists]), *memory]
        wanted = feed_lines(items, settled, frame, totals, limits["entries"], buckets)
        made_feeds = work.keep("feeds", documents(wanted, self.site, "feeds", self.output, published, *options))
        done = self.finish(work, settled, [made, made_feeds], options, manifest)
        return self.commit(work, store, done, published, after, journal)

    def facts(self, rows: DataFrame | None, known: list[dict[str, Any]]) -> dict[str, Any]:
        """Lines that say what is known of the whole."""
        limits = next({"entries": line["entries"], "since": line["since"]} for line in known if line["t"] == "limits")
        lines = [json.dumps({name: value for name, value in line.items() if value is not None}) for line in known if line["t"] != "limits"]
        if rows is not None:
            lines.append('{"t": "knowsItems"}')
        return {"lines": lines, "limits": limits}

    def former_topics(self, work: Work, rows: DataFrame | None) -> list[str]:
        """What is published under topics, where the ledger knows no names of theirs."""
        if rows is None:
            return []
        paths = rows.where("withdrawn is null").select(F.explode("topics").alias("path")).distinct().collect()
        return ["--facts", work.file("topics", [json.dumps({"t": "publishedTopic", "path": row["path"]}) for row in paths])]

    def next_rows(self, rows: DataFrame | None, settled: DataFrame) -> DataFrame:
        """The rows of the ledger after this build."""
        changed = settled.where("t = 'row'").select(*ROWS)
        if rows is None:
            return changed
        gone = settled.where("t in ('row', 'removed')").select("key")
        return rows.select(*ROWS).join(gone, "key", "left_anti").unionByName(changed)

    def withdrawals(self, rows: DataFrame) -> list[str]:
        """When an entry was last withdrawn, by topic; of any under the empty text."""
        topic = F.explode(F.concat(F.array(F.lit("")), F.coalesce("topics", F.array().cast("array<string>")))).alias("topic")
        last = rows.where("withdrawn is not null and entry").select(topic, "withdrawn").groupBy("topic").agg(F.max("withdrawn").alias("at"))
        return [json.dumps({"t": "withdrawal", "topic": row["topic"], "at": row["at"]}) for row in last.collect()]

    def finish(self, work: Work, settled: DataFrame, made: list[DataFrame], options: list[str], manifest: bytes | None) -> list[dict[str, Any]]:
        """The last step, at the driver: what names all documents, the guards, the ledger's tables."""
        small = settled.where("t in ('news', 'unlisted', 'change', 'lost', 'ahead', 'moved', 'reannounced', 'unplaced')")
        lines = [row["line"] for row in small.select(line_of("*")).collect()]
        count = settled.where("t = 'count'").agg(F.sum("published").alias("published")).collect()[0]["published"]
        lines.append(json.dumps({"t": "count", "published": count or 0}))
        for frame in made:
            lines += [row["line"] for row in frame.where("t in ('document', 'withheld', 'made')").select(line_of("*")).collect()]
        folder = tempfile.mkdtemp(prefix="tidings-")
        try:
            if manifest:
                with open(folder + "/manifest.json", "wb") as file:
                    file.write(manifest)
                options = [*options, "--manifest", folder + "/manifest.json"]
            options = [*options, "--work", folder, *(["--allow-reannounce"] if self.allow_reannounce else []),
                       *(["--allow-withdrawal"] if self.allow_withdrawal else [])]
            words = command(self.site, "finish", [option.removeprefix("@") for option in options], is_driver=True)
            out, _, _ = run(words, [("\n".join(lines) + "\n").encode()], "at the driver")
            return [json.loads(line) for line in out]
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def commit(
        self, work: Work, store: Store, done: list[dict[str, Any]], published: dict[str, str], rows: DataFrame | None, journal: list[str],
    ) -> Result:
        """Gives everything its place: parts before what names them, the manifest last; then the ledger."""
        texts = [{name: line.get(name) for name in STEPS["sitemaps"].split()} for line in done if line["t"] == "finding"]
        if texts:
            work.keep("finish", self.spark.createDataFrame(texts, ddl(STEPS["sitemaps"].split())))
        own = {line["path"]: base64.b64decode(line["content"]) for line in done if line["t"] == "document"}
        manifest = own.pop("manifest.json")
        after = {row["path"]: row["sha256"] for row in json.loads(manifest)["documents"]}
        changed = sorted(path for path, digest in after.items() if published.get(path) != digest)
        parts = [path for path in changed if path not in own]
        # What a build may have left that was cut short.
        staged = store.read(f"{STAGING}/manifest.json")
        left = {row["path"] for row in json.loads(staged)["documents"]} if staged else set()
        foreign = [path for path in changed if path not in published and path not in left and store.exists(path)]
        if foreign:
            raise BuildError(f"{foreign[0]} in {self.output} is a file that Tidings did not write, so nothing was written", 73)
        store.write(f"{STAGING}/manifest.json", json.dumps({"documents": [{"path": path} for path in sorted(left | set(after))]}).encode())
        with ThreadPoolExecutor(16) as pool:
            list(pool.map(lambda path: store.move(f"{STAGING}/{after[path]}", path), parts))
        for path in sorted((path for path in changed if path in own), key=lambda path: (path != "sitemap.xml", path)):
            store.write(path, own[path])
        gone = sorted({line["path"] for line in done if line["t"] == "gone"} | (left - set(after)))
        for path in gone:
            store.remove(path)
        if manifest != store.read("manifest.json"):
            store.write("manifest.json", manifest)
        if self.ledger and rows is not None:
            lines = {part: [line["row"] for line in done if line["t"] == part] for part in ("table", "journal")}
            self.ledger.commit(rows, lines["table"], [*journal, *lines["journal"]])
        store.remove_folder(STAGING)
        findings = work.findings().cache()
        severities = {row["severity"]: row["count"] for row in findings.groupBy("severity").count().collect()}
        errors = severities.get("error", 0)
        return Result(1 if errors else 0, len(after), len(changed), len(gone), errors, severities.get("warning", 0), findings, work.cost())


# Ledgers in files.


def import_ledger(spark: SparkSession, export: str, ledger: str, config: str, program: str = "tidings") -> None:
    """Makes the next run of a ledger's data set of an export (`tidings ledger export`), in the place of what was there."""
    site = Site(config, program, "2000-01-01T00:00:00Z", True)
    with open(export, "rb") as file:
        out, _, _ = run(command(site, "ledger", [], is_driver=True), iter(lambda: file.read(1 << 20), b""), "at the driver")
    target = Ledger(spark, ledger)
    lines = [json.loads(line) for line in out]
    frame = spark.createDataFrame([[line.get(name) for name in ROWS] for line in lines if line["t"] == "row"], ddl(ROWS))
    target.commit(frame, *([line["row"] for line in lines if line["t"] == part] for part in ("table", "journal")))


def export_ledger(spark: SparkSession, ledger: str, export: str, config: str, program: str = "tidings") -> None:
    """Writes the last run of a ledger's data set as `tidings ledger export` does; `tidings ledger import` takes it in."""
    source = Ledger(spark, ledger)
    rows = source.rows()
    if rows is None:
        raise BuildError(f"there is no ledger {ledger}", 66)
    site = Site(config, program, "2000-01-01T00:00:00Z", True)

    def lines() -> Iterator[bytes]:
        for line in source.texts("tables"):
            yield line.encode() + b"\n"
        for row in rows.orderBy("key").select("row").toLocalIterator(prefetchPartitions=True):
            yield row["row"].encode() + b"\n"
        for line in source.texts("journal"):
            yield line.encode() + b"\n"

    out, _, _ = run(command(site, "export", [], is_driver=True), lines(), "at the driver")
    with open(export, "wb") as file:
        shutil.copyfileobj(out, file)


def main(words: list[str]) -> int:
    """The command for `spark-submit`; its exit statuses are those of `tidings build`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--records", help="JSON Lines or Parquet")
    parser.add_argument("--config", required=True, help="tidings.yaml")
    parser.add_argument("--output", help="a folder, or an address of object storage")
    parser.add_argument("--ledger", help="the folder of the ledger's data set")
    parser.add_argument("--program", default="tidings", help="the program, at the driver")
    parser.add_argument("--now", help="the instant that dates are compared with; else now")
    parser.add_argument("--work", help="a folder that all executors reach")
    parser.add_argument("--allow-reannounce", action="store_true")
    parser.add_argument("--allow-withdrawal", action="store_true")
    parser.add_argument("--import-ledger", metavar="EXPORT", help="begin the data set with an export")
    parser.add_argument("--export-ledger", metavar="EXPORT", help="write the data set as an export")
    given = parser.parse_args(words)
    spark = SparkSession.builder.appName("tidings").getOrCreate()
    try:
        if given.import_ledger or given.export_ledger:
            move = import_ledger if given.import_ledger else lambda spark, file, ledger, *more: export_ledger(spark, ledger, file, *more)
            move(spark, given.import_ledger or given.export_ledger, given.ledger, given.config, given.program)
            return 0
        result = build(
            spark, given.records, given.config, given.output, given.ledger, program=given.program, now=given.now, work=given.work,
            allow_reannounce=given.allow_reannounce, allow_withdrawal=given.allow_withdrawal)
    except BuildError as error:
        print(f"tidings: {error}", file=sys.stderr)
        return error.status
    for row in result.findings.orderBy("path", "line", "column").limit(200).toLocalIterator():
        print(f"{row['path']}:{row['line']}:{row['column']}: {row['severity']}: {row['message']} [{row['rule']}]\n  {row['remedy']}")
    print(f"Documents  {result.documents}: {result.written} written, {result.removed} removed")
    print(f"Findings   {result.errors} errors, {result.warnings} warnings")
    for step, (count, seconds, memory) in sorted(result.cost.items()):
        print(f"{step:10} {count} programs, {seconds:.1f} s of a processor, {memory >> 20} MiB")
    return result.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
