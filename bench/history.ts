import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import type { ConversationEvent } from "../src/chat/conversation.ts";
import { eventLine, headerLine } from "../src/chat/conversationFile.ts";
import { ConversationHistory } from "../src/chat/conversationHistory.ts";
import { createFileConversationStore } from "../src/chat/fileConversationStore.ts";
import { summariesPath } from "../src/chat/summaryCache.ts";
import { percentile } from "./support/percentile.ts";
import { seeded } from "./support/seeded.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const conversations = 5_000;
/** The timer of the event loop's monitor is itself this coarse. */
const resolutionMs = 1;
const words = "why does this function return nothing when the list is empty and what would you change".split(
  " ",
);

/**
 * Listing and opening a history of 5,000 conversations, as its first window, a later one, and after one more question. The
 * first window comes twice, the better time counts: what else the machine does only ever adds to it.
 */
export async function benchHistory({ full }: BenchOptions): Promise<Measurements> {
  const folder = await temporaryFolder("bench-history");
  try {
    const store = createFileConversationStore(folder.path, "file:///bench", (error) => {
      throw error;
    });
    const bytes = fill(store.folder);
    const fresh = (): ConversationHistory => new ConversationHistory(store);
    const firsts = [await watched(() => fresh().list())];
    rmSync(summariesPath(store.folder));
    firsts.push(await watched(() => fresh().list()));
    const least = (of: (one: (typeof firsts)[number]) => number): number => Math.min(...firsts.map(of));
    const listed = firsts.map(({ result }) => result.length);
    const rounds = full ? 20 : 7;
    const again = await repeated(rounds, () => fresh().list());
    const latest = await repeated(rounds, () => store.latest());
    const changed = await repeated(rounds, (round) => {
      store.append(idOf(round), asked(`later-${round}`, "And now?"));
      return fresh().list();
    });
    return {
      "history.conversations": {
        value: Math.min(...listed),
        unit: "files",
        ok: listed.every((count) => count === conversations),
      },
      "history.bytes": { value: bytes, unit: "B" },
      "history.firstListMs": { value: least(({ tookMs }) => tookMs), unit: "ms", budget: 3_000 },
      "history.firstLongestBlockMs": {
        value: least(({ longestBlockMs }) => longestBlockMs),
        unit: "ms",
        budget: 100,
      },
      "history.listMs": { value: again, unit: "ms", budget: 300 },
      "history.listAfterChangeMs": { value: changed, unit: "ms", budget: 300 },
      "history.latestMs": { value: latest, unit: "ms", budget: 300 },
    };
  } finally {
    await folder.remove();
  }
}

function idOf(index: number): string {
  return `bench-${index}`;
}

function asked(turn: string, question: string): ConversationEvent {
  return { type: "asked", turn, question, after: "", attachments: [], time: "2031-01-01T00:00:00.000Z" };
}

/** Writes conversations of one to six turns, some of them long; how many bytes they take. */
function fill(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const { below, pick } = seeded(8);
  const sentence = (length: number): string => Array.from({ length }, () => pick(words)).join(" ");
  let bytes = 0;
  for (let index = 0; index < conversations; index += 1) {
    const turns = Array.from({ length: 1 + below(6) }, (_, at): readonly ConversationEvent[] => [
      asked(`turn-${at}`, sentence(4 + below(20))),
      {
        type: "answered",
        turn: `turn-${at}`,
        answer: { text: sentence(20 + below(300)), outcome: "done", provider: "ollama", model: "m:1b" },
        time: "2031-01-01T00:00:01.000Z",
      },
    ]);
    const text = headerLine(idOf(index)) + turns.flat().map(eventLine).join("");
    writeFileSync(join(folder, `${idOf(index)}.jsonl`), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

type Watched<T> = { readonly result: T; readonly tookMs: number; readonly longestBlockMs: number };

async function watched<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  const started = performance.now();
  const result = await work();
  const tookMs = performance.now() - started;
  delays.disable();
  return { result, tookMs, longestBlockMs: delays.max / 1e6 };
}

/** Median time, in milliseconds. */
async function repeated(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await work(round);
    took.push(performance.now() - started);
  }
  return percentile(took, 0.5);
}
