import { randomUUID } from "node:crypto";
import { closeSync, fdatasyncSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { sealRecord } from "../src/ledger/chain.ts";
import { openLedger } from "../src/ledger/ledger.ts";
import { openLedgerReader, type LedgerReader } from "../src/ledger/ledgerReader.ts";
import type { LedgerRow } from "../src/ledger/ledgerRows.ts";
import type { LedgerRecord, NewEntry } from "../src/ledger/record.ts";
import { DataFlow } from "../src/privacy/dataFlow.ts";
import { FlowReading } from "../src/privacy/flowReading.ts";
import { localTime } from "../src/privacy/localTime.ts";
import { completed, headsInMemory, ledgerParts } from "../test/support/ledgers.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

function attempt(id: string): NewEntry {
  return {
    phase: "attempt",
    id,
    purpose: "completion",
    trigger: "automatic",
    workspace: "bench",
    provider: "ollama",
    model: "m:1b",
    class: "device",
    origin: "http://127.0.0.1:11434",
    host: "127.0.0.1:11434",
    method: "POST",
    path: "/api/generate",
    body: Buffer.alloc(6000, "a"),
    bytes: 6000,
    sources: [{ kind: "file", path: "src/a.ts", lines: { first: 1, last: 200 } }],
    grant: "mode",
    mode: "onDevice",
    epoch: 0,
  };
}

function end(id: string): NewEntry {
  return { phase: "end", id, outcome: "done", status: 200, address: "127.0.0.1", bytesIn: 900, tookMs: 210 };
}

/** What one request costs a writer: its attempt, flushed, and its end, not flushed. */
type Writer = { readonly attempt: () => void; readonly end: () => void };

function ledgerWriter(folder: string): Writer & { readonly close: () => void } {
  const ledger = openLedger(ledgerParts(folder, { now: () => new Date() }));
  let id = "";
  return {
    attempt: () => {
      id = randomUUID();
      ledger.append(attempt(id));
    },
    end: () => ledger.append(end(id)),
    close: ledger.dispose.bind(ledger),
  };
}

/** As many bytes, written and flushed alike, with nothing around it. */
function bareWriter(path: string): Writer & { readonly close: () => void } {
  const file = openSync(path, "a");
  const seal = (entry: NewEntry): Buffer =>
    Buffer.from(`${JSON.stringify(sealRecord(completed(entry), undefined, new Date().toISOString()))}\n`);
  const lines = { attempt: seal(attempt(randomUUID())), end: seal(end(randomUUID())) };
  return {
    attempt: () => {
      writeSync(file, lines.attempt);
      fdatasyncSync(file);
    },
    end: () => writeSync(file, lines.end),
    close: () => {
      closeSync(file);
    },
  };
}

/** Computing time of this thread: neither the disk nor other programs count. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** By the clock, and by the thread's computing time. */
type Timings = { readonly clock: number[]; readonly cpu: number[] };

function noTimings(): Timings {
  return { clock: [], cpu: [] };
}

function timed({ clock, cpu }: Timings, work: () => void): void {
  const started = performance.now();
  const startedCpu = cpuMs();
  work();
  cpu.push(cpuMs() - startedCpu);
  clock.push(performance.now() - started);
}

/**
 * What writing the records of a request costs over bare writes of as many bytes, both in turns in one run, each as often
 * first as second: the disk decides how long a flush takes, and what the other has left it to do. What is the ledger's
 * own is computing; by the clock, the same difference is mostly the disk's.
 */
function benchAppend(folder: string, rounds: number): Measurements {
  const own = { writer: ledgerWriter(join(folder, "appended")), attempt: noTimings(), end: noTimings() };
  const bare = { writer: bareWriter(join(folder, "bare")), attempt: noTimings(), end: noTimings() };
  for (let round = 0; round < rounds; round += 1)
    for (const { writer, attempt: first, end: second } of round % 2 === 0 ? [own, bare] : [bare, own]) {
      timed(first, writer.attempt);
      timed(second, writer.end);
    }
  for (const { writer } of [own, bare]) writer.close();
  // The system books computing time in ticks: a single append may be booked none, all of them together are right.
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const half = (values: readonly number[]): number => percentile(values, 0.5);
  return {
    "ledger.append": { value: mean(own.attempt.cpu) - mean(bare.attempt.cpu), unit: "ms", budget: 1 },
    "ledger.appendEnd": { value: mean(own.end.cpu) - mean(bare.end.cpu), unit: "ms", budget: 1 },
    "ledger.appendClockP50": { value: half(own.attempt.clock), unit: "ms" },
    "ledger.bareFlushClockP50": { value: half(bare.attempt.clock), unit: "ms" },
  };
}

const filesIn100k = 250;
const today = "2026-01-31";

/** 100,000 records as they come together: 250 windows over 125 days, 200 requests each, two of them at a time. */
function write100k(folder: string): void {
  mkdirSync(folder);
  for (let file = 0; file < filesIn100k; file += 1) {
    const opened = Date.parse(`${today}T09:00:00.000Z`) - Math.floor(file / 2) * 86_400_000;
    let last: LedgerRecord | undefined;
    let text = "";
    for (let request = 0; request < 200; request += 1) {
      const id = randomUUID();
      for (const [later, entry] of [attempt(id), end(id)].entries()) {
        const time = new Date(opened + request * 10_000 + later * 210).toISOString();
        last = sealRecord(completed(entry), last, time);
        text += `${JSON.stringify(last)}\n`;
      }
    }
    const name = `${new Date(opened).toISOString().slice(0, 19).replace(/:/g, "")}-${file}.jsonl`;
    writeFileSync(join(folder, name), text);
  }
}

async function count(items: AsyncGenerator<unknown, void>): Promise<number> {
  let found = 0;
  while ((await items.next()).done !== true) found += 1;
  return found;
}

/** How long some work takes, and the longest that the thread computed without giving anybody else a turn. */
async function watched(
  work: () => Promise<number>,
  expected: number,
): Promise<{ tookMs: number; blockMs: number }> {
  let blockMs = 0;
  let isDone = false;
  const watch = async (): Promise<void> => {
    for (let before = cpuMs(); !isDone; before = cpuMs()) {
      await new Promise(setImmediate);
      blockMs = Math.max(blockMs, cpuMs() - before);
    }
  };
  const watching = watch();
  const started = performance.now();
  const found = await work();
  const tookMs = performance.now() - started;
  isDone = true;
  await watching;
  if (found !== expected) throw new Error(`found ${found} instead of ${expected}`);
  return { tookMs, blockMs };
}

/** A flow as its page has it. */
function dataFlow(): DataFlow {
  return new DataFlow({ local: localTime("Europe/Berlin"), workspaceKey: "bench", isRunning: () => false });
}

/** Reads a flow from the files as its page does, since a day or to the end; returns the requests it came to. */
async function readFlow(reader: LedgerReader, since?: string): Promise<number> {
  const flow = dataFlow();
  const onProgress = (): void => undefined;
  await new FlowReading({
    ...{ flow, onProgress },
    rows: (unlisted) => reader.rows(unlisted),
    since: () => since,
    clock: () => performance.now(),
  }).read();
  const shares = flow.shares({ here: false, ...(since !== undefined && { since }) });
  return shares.reduce((sum, share) => sum + share.sum.requests, 0);
}

/** What drawing the flow of 100,000 records costs: beyond reading them, for seven days, and with all reading. */
async function benchDataFlow(reader: LedgerReader): Promise<Measurements> {
  const rows: LedgerRow[] = [];
  for await (const row of reader.rows()) rows.push(row);
  const flow = dataFlow();
  const started = cpuMs();
  for (const row of rows) flow.add(row);
  flow.tally({ here: false }).sentence("So far");
  const addedMs = cpuMs() - started;
  const week = await watched(() => readFlow(reader, "2026-01-25"), 7 * 2 * 200);
  const all = await watched(() => readFlow(reader), rows.length);
  return {
    "ledger.dataFlow100k": { value: addedMs, unit: "ms", budget: 300 },
    "ledger.dataFlowWeek100k": { value: week.tookMs, unit: "ms", budget: 300 },
    "ledger.dataFlowAll100k": { value: all.tookMs, unit: "ms" },
    "ledger.dataFlowLongestBlock": { value: Math.max(week.blockMs, all.blockMs), unit: "ms", budget: 50 },
  };
}

/** Reading 100,000 records: the first page, today's counts, everything, and the check of everything. */
async function benchReading(folder: string): Promise<Measurements> {
  write100k(folder);
  const reader = openLedgerReader(folder, headsInMemory());
  const firstPage = async (): Promise<number> => {
    const next = await reader.pages(200).next();
    return next.done === true ? 0 : next.value.length;
  };
  const opened = await watched(firstPage, 200);
  const counted = await watched(() => count(reader.recordsSince(today, new Set())), 800);
  const read = await watched(() => count(reader.rows()), 50_000);
  const verified = await watched(() => count(reader.verify()), filesIn100k);
  const blockMs = Math.max(...[opened, counted, read, verified].map((one) => one.blockMs));
  return {
    "ledger.open100k": { value: opened.tookMs, unit: "ms", budget: 300 },
    "ledger.today100k": { value: counted.tookMs, unit: "ms" },
    "ledger.readAll100k": { value: read.tookMs, unit: "ms" },
    "ledger.verify100k": { value: verified.tookMs, unit: "ms" },
    "ledger.longestBlock": { value: blockMs, unit: "ms", budget: 15 },
    ...(await benchDataFlow(reader)),
  };
}

/** What the ledger costs: each record as it is written, and a long one as it is read. */
export async function benchLedger({ full }: BenchOptions): Promise<Measurements> {
  const folder = await temporaryFolder("bench");
  try {
    return {
      ...benchAppend(folder.path, full ? 5000 : 500),
      ...(await benchReading(join(folder.path, "long"))),
    };
  } finally {
    await folder.remove();
  }
}
