import type { Browser } from "playwright-core";
import type { ToView } from "../src/protocol/messages.ts";
import { chatState, turn } from "../test/webview/chatStates.ts";
import { openChat } from "../test/webview/openChat.ts";
import { startBrowser } from "../test/webview/openView.ts";
import { markdownCorpus } from "../test/unit/media/markdownCorpus.ts";
import { longConversation } from "./chat/longConversation.ts";
import { mainThreadTasks } from "./chat/mainThreadTasks.ts";
import { openWithFiles } from "./chat/openWithFiles.ts";
import { scrollThrough } from "./chat/scrollThrough.ts";
import { stopToIdle } from "./chat/stopToIdle.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const charactersPerToken = 4;
const tokensPerFrame = 5; // 300 tokens/s at 60 frames/s
const frames = 4000;
const charactersPerFrame = charactersPerToken * tokensPerFrame;

/** As many frames a second as the machine can draw: what is measured is work, not waiting. */
const unpaced = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/**
 * A 20,000-token answer streams into the chat view in Chromium; a long conversation opens, and is read from its end to its
 * beginning; one with 1,000 files opens; a first token is painted; an answer is stopped.
 */
export async function benchChat({ full }: BenchOptions): Promise<Measurements> {
  const browser = await startBrowser(unpaced);
  try {
    const results: Record<string, Measurements[string]> = {};
    const mixed = await stream(browser, shapes.mixed);
    results["chat.tokenCostRatio"] = { value: mixed.ratio, unit: "", budget: 1.5 };
    results["chat.longestTaskMs"] = { value: mixed.longestTaskMs, unit: "ms", budget: 50 };
    results["chat.tokenCostMs"] = { value: mixed.tokenCostMs, unit: "ms" };
    for (const [name, text] of full ? Object.entries(shapes) : []) {
      if (name === "mixed") continue;
      const { ratio, longestTaskMs } = await stream(browser, text);
      results[`chat.tokenCostRatio.${name}`] = { value: ratio, unit: "", budget: 1.5 };
      results[`chat.longestTaskMs.${name}`] = { value: longestTaskMs, unit: "ms", budget: 50 };
    }
    const openings = [await openLong(browser), await openLong(browser), await openLong(browser)];
    results["chat.open500TurnsMs"] = { value: Math.min(...openings), unit: "ms", budget: 300 };
    results["chat.scroll500TurnsLongestTaskMs"] = {
      value: await scrollThrough(browser),
      unit: "ms",
      budget: 50,
    };
    results["chat.stopToIdleP95Ms"] = { value: await stopToIdle(), unit: "ms", budget: 50 };
    const { tookMs, judgedPerFile } = await openWithFiles();
    results["chat.open1000FilesMs"] = { value: tookMs, unit: "ms", budget: 500 };
    results["chat.judgedPerFile"] = { value: judgedPerFile, unit: "", budget: 1 };
    return { ...results, "chat.firstPaintMs": { value: await firstPaint(), unit: "ms", budget: 20 } };
  } finally {
    await browser.close();
  }
}

/** Answers of one shape each, and the mixture that is an ordinary one. */
const shapes = {
  mixed: repeated(
    [
      markdownCorpus["an ordinary answer"],
      markdownCorpus["nested lists"],
      markdownCorpus["inline"],
      `\`\`\`ts\n${repeated("const value = compute(another, 12); // and so on\n", 6000)}\n\`\`\`\n`,
      markdownCorpus["a long list"],
      markdownCorpus["quotes"],
    ].join("\n\n") + "\n\n",
  ),
  fence: `\`\`\`ts\n${repeated("const value = compute(another, 12); // and so on\n")}`,
  list: repeated("- item with some **bold** text and `code` to read\n"),
  table: `| a | b |\n|---|---|\n${repeated("| some **text** | other `text` |\n")}`,
  paragraphs: repeated("Words and **bold** and `code`, and some more words to fill a line or two.\n\n"),
} as const;

function repeated(text: string, length = frames * charactersPerFrame): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

type Streamed = { readonly ratio: number; readonly longestTaskMs: number; readonly tokenCostMs: number };

/**
 * Streams `text` a piece per frame. Cost is the processor time of the page's main thread, layout and painting included:
 * what the machine does besides does not count.
 */
async function stream(browser: Browser, text: string): Promise<Streamed> {
  const chat = await openChat(browser);
  const waiting = turn("turn-1", "Write a lot.", { status: "streaming" });
  await chat.tell({ type: "state", state: chatState({ turns: [waiting], busy: true }) });
  const quarters: readonly number[][] = [[], [], [], []];
  const length = text.length / quarters.length;
  for (const [index, tasks] of quarters.entries()) {
    await browser.startTracing(chat.page, { categories: ["toplevel"] });
    const part = text.slice(index * length, (index + 1) * length);
    await chat.page.evaluate(feed, { text: part, size: charactersPerFrame });
    tasks.push(...mainThreadTasks(await browser.stopTracing()));
  }
  await chat.close();
  const costs = quarters.map(sum);
  return {
    ratio: (costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN),
    longestTaskMs: quarters.flat().reduce((longest, task) => Math.max(longest, task), 0),
    tokenCostMs: sum(costs) / (text.length / charactersPerToken),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** From the message that carries 500 turns until they are painted. */
async function openLong(browser: Browser): Promise<number> {
  const chat = await openChat(browser);
  const took = await chat.page.evaluate(timeToPaint, {
    type: "state",
    state: longConversation(),
  } satisfies ToView);
  await chat.close();
  return took;
}

/** From the message with the first text until it is painted, at the usual frame rate: the median of several. */
async function firstPaint(): Promise<number> {
  const browser = await startBrowser();
  try {
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const chat = await openChat(browser);
      const waiting = turn("turn-1", "Say something.", { status: "waiting" });
      await chat.tell({ type: "state", state: chatState({ turns: [waiting], busy: true }) });
      times.push(
        await chat.page.evaluate(timeToPaint, {
          type: "delta",
          kind: "text",
          turn: "turn-1",
          text: "Hello",
        } satisfies ToView),
      );
      await chat.close();
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  } finally {
    await browser.close();
  }
}

/** Runs in the page: one delta per frame, as the host sends them. */
async function feed(input: { readonly text: string; readonly size: number }): Promise<void> {
  for (let at = 0; at < input.text.length; at += input.size) {
    window.postMessage({ type: "delta", turn: "turn-1", text: input.text.slice(at, at + input.size) }, "*");
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Runs in the page: milliseconds until the frame that shows what `message` changed has been painted. */
async function timeToPaint(message: ToView): Promise<number> {
  const changed = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  const started = performance.now();
  window.postMessage(message, "*");
  await changed;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise<void>((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      resolve();
    };
    channel.port2.postMessage(undefined);
  });
  return performance.now() - started;
}
