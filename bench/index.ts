import { globSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { projectRoot } from "../scripts/tool.ts";
import { processorMs } from "../src/base/processorMs.ts";
import type { CodeIndex } from "../src/context/codeIndex/codeIndex.ts";
import { embeddedWhole } from "./codeIndex/embeddedWhole.ts";
import { largeProject, type LargeProject } from "./codeIndex/largeProject.ts";
import { openProject } from "./codeIndex/openProject.ts";
import { ownQuestions } from "./codeIndex/ownQuestions.ts";
import { ownRecall } from "./codeIndex/ownRecall.ts";
import { wordVectors } from "./codeIndex/wordVectors.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const files = 10_000;
/** Tokens that a model of 8,192 could spare for what is found. */
const mostTokens = 4000;
/** The timer of the event loop's monitor is itself this coarse. */
const resolutionMs = 1;

/** Building, asking and reopening the index of a project of 10,000 files, and how often it finds the right one. */
export async function benchIndex({ full }: BenchOptions): Promise<Measurements> {
  const folder = await temporaryFolder("bench-index");
  try {
    const project = largeProject(files, full ? 600 : 200);
    const place = join(folder.path, "project");
    for (const { path, text } of project.files) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), text);
    }
    return await measured(project, place, join(folder.path, "kept"));
  } finally {
    await folder.remove();
  }
}

async function measured(project: LargeProject, place: string, kept: string): Promise<Measurements> {
  const before = await heapBytes();
  const index = openProject(place, kept);
  const building = await watched(() => index.build());
  const state = index.state();
  if (state.kind !== "ready") throw new Error(`the index is ${state.kind}`);
  const heap = (await heapBytes()) - before;
  const asked = await askAll(index, project);
  index.dispose();
  return {
    "index.files": { value: state.files, unit: "files" },
    "index.chunks": { value: state.chunks, unit: "chunks" },
    "index.buildMs": { value: building.tookMs, unit: "ms", budget: 20_000 },
    "index.buildCpuShare": { value: building.cpuMs / building.tookMs, unit: "cores", budget: 1 },
    "index.buildCpuMs": { value: building.cpuMs, unit: "ms" },
    "index.longestBlock": { value: building.longestBlockMs, unit: "ms" },
    ...(await benchBlocks(place, `${kept}-again`)),
    "index.bytesOnDisk": { value: bytesIn(kept), unit: "B" },
    "index.heap": { value: heap, unit: "B" },
    ...asked,
    ...(await reopened(project, place, kept)),
    ...(await withVectors(project, place, kept)),
    ...(await recallOfWords()),
  };
}

/** The same questions once every part has a vector: what looking among those takes beside the words. */
async function withVectors({ questions }: LargeProject, place: string, kept: string): Promise<Measurements> {
  const before = bytesIn(kept);
  const index = openProject(place, kept, wordVectors);
  const filling = await watched(async () => {
    await index.build();
    await embeddedWhole(index);
  });
  const { times, cpuTimes } = await timesOf(index, questions);
  index.dispose();
  return {
    "index.vectorCpuMs": { value: filling.cpuMs, unit: "ms" },
    "index.vectorBytes": { value: bytesIn(kept) - before, unit: "B" },
    "index.vectorQueryP50": { value: percentile(times, 0.5), unit: "ms" },
    "index.vectorQueryP95": { value: percentile(times, 0.95), unit: "ms" },
    "index.vectorQueryCpuP95": { value: percentile(cpuTimes, 0.95), unit: "ms" },
  };
}

/** How often the right file of this project is found for a question in other people's words. */
async function recallOfWords(): Promise<Measurements> {
  const paths = globSync("src/**/*.ts", { cwd: projectRoot }).sort();
  const { at1, at5, at10 } = await ownRecall(paths);
  return {
    "index.ownQuestions": { value: ownQuestions.length, unit: "questions" },
    "index.ownRecallAt1": { value: at1, unit: "share" },
    "index.ownRecallAt5": { value: at5, unit: "share" },
    "index.ownRecallAt10": { value: at10, unit: "share" },
  };
}

/** What each question takes, in milliseconds by the clock and of computing. */
async function timesOf(index: CodeIndex, questions: LargeProject["questions"]) {
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (const { text } of questions) {
    const [started, startedCpu] = [performance.now(), processorMs()];
    await index.search(text, fitting());
    times.push(performance.now() - started);
    cpuTimes.push(processorMs() - startedCpu);
  }
  return { times, cpuTimes };
}

/** What an editor opened anew does: the first question, and looking whether anything has changed. */
async function reopened({ questions }: LargeProject, place: string, kept: string): Promise<Measurements> {
  const written = newest(kept);
  const index = openProject(place, kept);
  const [question] = questions;
  const first = await watched(() => index.search(question?.text ?? "", fitting()));
  const checking = await watched(() => index.build());
  index.dispose();
  const rewritten = readdirSync(kept).filter(
    (name) => name.endsWith(".shard") && statSync(join(kept, name)).mtimeMs > written,
  );
  return {
    "index.reopenMs": { value: first.tookMs, unit: "ms", budget: 2000 },
    "index.recheckCpuMs": { value: checking.cpuMs, unit: "ms" },
    "index.shardsRewritten": { value: rewritten.length, unit: "shards", budget: 0 },
  };
}

async function askAll(index: CodeIndex, { questions }: LargeProject): Promise<Measurements> {
  const { times, cpuTimes } = await timesOf(index, questions);
  const places: number[] = [];
  // Places are those of files, whatever fits: longer answers to the same questions, not timed.
  for (const { text, answer } of questions) {
    const all = await index.search(text, fitting(100_000));
    const uris = [...new Set(all.map(({ source }) => source.path))];
    places.push(uris.indexOf(answer));
  }
  const share = (most: number): number =>
    places.filter((at) => at >= 0 && at < most).length / Math.max(1, places.length);
  return {
    "index.questions": { value: questions.length, unit: "questions" },
    "index.queryP50": { value: percentile(times, 0.5), unit: "ms" },
    "index.queryP95": { value: percentile(times, 0.95), unit: "ms", budget: 30 },
    "index.queryCpuP95": { value: percentile(cpuTimes, 0.95), unit: "ms" },
    "index.recallAt1": { value: share(1), unit: "share" },
    "index.recallAt5": { value: share(5), unit: "share" },
    "index.recallAt10": { value: share(10), unit: "share" },
  };
}

/**
 * Computing time of this thread from one turn of the event loop to the next while the index is built once more: unlike the
 * clock it leaves out what else the machine does, but looking makes the build slower.
 */
async function benchBlocks(place: string, kept: string): Promise<Measurements> {
  const blocks: number[] = [];
  let isOver = false;
  let before = threadMs();
  const look = (): void => {
    const now = threadMs();
    blocks.push(now - before);
    before = now;
    if (!isOver) setImmediate(look);
  };
  const index = openProject(place, kept);
  setImmediate(look);
  await index.build();
  isOver = true;
  index.dispose();
  return {
    "index.longestBlockCpu": {
      value: blocks.reduce((most, block) => Math.max(most, block), 0),
      unit: "ms",
      budget: 15,
    },
    "index.blocksOver15": { value: blocks.filter((block) => block > 15).length, unit: "turns" },
  };
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function fitting(tokens = mostTokens) {
  return { mostTokens: tokens, signal: new AbortController().signal };
}

type Watched = {
  readonly tookMs: number;
  readonly cpuMs: number;
  /** For how long nothing else had its turn, at most; other programs' turns on the processor are among it. */
  readonly longestBlockMs: number;
};

async function watched(work: () => Promise<unknown>): Promise<Watched> {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  const [started, startedCpu] = [performance.now(), processorMs()];
  delay.enable();
  await work();
  delay.disable();
  return {
    tookMs: performance.now() - started,
    cpuMs: processorMs() - startedCpu,
    longestBlockMs: delay.max / 1e6,
  };
}

/** What is in use once nothing more can be freed. */
async function heapBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

function newest(folder: string): number {
  return Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
}
