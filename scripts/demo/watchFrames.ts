import type { Browser, JSHandle, Locator, Page } from "playwright-core";
import { mainThreadTasks } from "../../bench/chat/mainThreadTasks.ts";

/** What a page did while it was watched; times in milliseconds. */
export type Watched = {
  readonly seconds: number;
  readonly frames: number;
  /** Between two frames. */
  readonly medianGap: number;
  readonly p95Gap: number;
  readonly longestGap: number;
  /** Tasks that kept the page from drawing for more than 50 ms by the clock, which runs on while others have the processor. */
  readonly longTasks: number;
  /** Share of the time, from 0 to 1. */
  readonly longTaskShare: number;
  /** Processor time of tasks that took more than 50 ms of it, in any page of the window: as a share of the time. */
  readonly heavyShare: number;
  readonly heaviestTask: number;
};

type Record = { readonly gaps: number[]; readonly long: number[]; stopped: boolean };

const heavyMs = 50;

/** Watches the page of an element, and every page's tasks, until the returned function is called. */
export async function watchFrames(page: Page, element: Locator): Promise<() => Promise<Watched>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The window has no browser of its own.");
  await browser.startTracing(page, { categories: ["toplevel"] });
  const began = performance.now();
  const record = await element.evaluateHandle(watch);
  return async () => {
    const ms = performance.now() - began;
    return { ...(await told(record, ms)), ...(await heavy(browser, ms)) };
  };
}

/** Runs in the page. */
function watch(): Record {
  const record: Record = { gaps: [], long: [], stopped: false };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) record.long.push(duration);
  });
  observer.observe({ entryTypes: ["longtask"] });
  let last = performance.now();
  const frame = (now: number): void => {
    record.gaps.push(now - last);
    last = now;
    if (record.stopped) observer.disconnect();
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return record;
}

async function told(
  record: JSHandle<Record>,
  ms: number,
): Promise<Omit<Watched, "heavyShare" | "heaviestTask">> {
  const { gaps, long } = await record.evaluate((seen) => {
    seen.stopped = true;
    return { gaps: seen.gaps.slice(1), long: seen.long };
  });
  const sorted = gaps.toSorted((one, other) => one - other);
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return {
    ...{ seconds: Math.round(ms / 1000), frames: gaps.length },
    ...{ medianGap: at(0.5), p95Gap: at(0.95), longestGap: at(1) },
    ...{ longTasks: long.length, longTaskShare: share(long, ms) },
  };
}

async function heavy(browser: Browser, ms: number): Promise<Pick<Watched, "heavyShare" | "heaviestTask">> {
  const tasks = mainThreadTasks(await browser.stopTracing());
  const heaviestTask = Math.round(tasks.reduce((longest, task) => Math.max(longest, task), 0));
  return {
    heavyShare: share(
      tasks.filter((task) => task > heavyMs),
      ms,
    ),
    heaviestTask,
  };
}

function share(times: readonly number[], ms: number): number {
  return Math.round((times.reduce((sum, time) => sum + time, 0) / ms) * 1000) / 1000;
}
