import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventLine, headerLine } from "../../src/chat/conversationFile.ts";
import { ConversationHistory } from "../../src/chat/conversationHistory.ts";
import { createFileConversationStore } from "../../src/chat/fileConversationStore.ts";
import { summariesPath } from "../../src/chat/summaryCache.ts";

const files = 5000;
const turns = 8;
const answer = "A sentence of an answer that explains the code. ".repeat(45);

/** Milliseconds until every conversation is listed, and until a window has found its most recent one. */
export type HistoryTimes = {
  /** When nothing is known of any file. */
  readonly coldMs: number;
  /** When none has changed. */
  readonly warmMs: number;
  readonly latestMs: number;
};

function conversation(id: string): string {
  const time = "2026-01-31T12:00:00.000Z";
  const lines = Array.from({ length: turns }, (_, n) => {
    const turn = `t${n}`;
    const said = { text: answer, outcome: "done", provider: "ollama", model: "qwen2.5-coder:7b" } as const;
    return (
      eventLine({ type: "asked", turn, question: `Question ${n} of ${id}`, attachments: [], time }) +
      eventLine({ type: "answered", turn, answer: said, time })
    );
  });
  return headerLine(id) + lines.join("");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Lists 5,000 conversations of about 20 KB. The files were just written, so the system has them in memory. */
export async function openHistory(): Promise<HistoryTimes> {
  const storage = mkdtempSync(join(tmpdir(), "drawbridge-bench-"));
  try {
    const store = createFileConversationStore(storage, "bench", (error) => {
      throw error;
    });
    mkdirSync(store.folder, { recursive: true });
    for (let n = 0; n < files; n += 1)
      writeFileSync(join(store.folder, `c${n}.jsonl`), conversation(`c${n}`));
    const list = (): Promise<number> => timed(() => new ConversationHistory(store).list());
    const cold = [await list()];
    rmSync(summariesPath(store.folder));
    cold.push(await list());
    const warm = [await list(), await list(), await list()];
    const latest = [await timed(() => store.latest()), await timed(() => store.latest())];
    return { coldMs: Math.min(...cold), warmMs: Math.min(...warm), latestMs: Math.min(...latest) };
  } finally {
    rmSync(storage, { recursive: true });
  }
}
