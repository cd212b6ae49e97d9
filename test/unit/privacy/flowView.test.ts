import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import type { LedgerRecord } from "../../../src/ledger/record.ts";
import { FlowView } from "../../../src/privacy/flowView.ts";
import { firstChoice, type FlowPeriod, type ToFlowView } from "../../../src/protocol/flowMessages.ts";
import { everything, type LedgerFilter } from "../../../src/protocol/ledgerMessages.ts";
import { attempt, end, left, record, refused, row, rowsOf, stayed } from "./ledgerRowSamples.ts";

const now = "2026-01-31T13:00:00.000Z";

/** A page over rows that a test may change, with the clock and the timers in its hands. */
function open(rows: readonly LedgerRow[] = []) {
  const appended = createEmitter<LedgerRecord>();
  const told: ToFlowView[] = [];
  const opened: (LedgerFilter | undefined)[] = [];
  const timers: (() => void)[] = [];
  const world = {
    rows: [...rows],
    broken: 0,
    deleted: [] as readonly string[],
    failure: undefined as Error | undefined,
    now,
    clock: 0,
    read: 0,
  };
  const view = new FlowView({
    reader: {
      rows: async function* ({ onBroken, onDeleted }) {
        if (world.failure !== undefined) throw world.failure;
        for (let count = 0; count < world.broken; count += 1) onBroken?.();
        for (const time of world.deleted) onDeleted?.(time);
        for await (const one of rowsOf(world.rows)) {
          world.read += 1;
          yield one;
        }
      },
    },
    onDidAppend: appended.event,
    isRunning: () => false,
    workspaceKey: "file:///shop",
    post: (message) => told.push(message),
    openLedger: (filter) => opened.push(filter),
    now: () => world.now,
    clock: () => world.clock,
    later: (_, callback) => {
      timers.push(callback);
      return { dispose: () => timers.splice(timers.indexOf(callback), 1) };
    },
  });
  return {
    ...{ view, told, opened, world },
    ready: (period: FlowPeriod = "week", zone = "UTC") =>
      view.receive({ type: "ready", zone, choice: { period, here: false } }),
    last: () => {
      const message = told.at(-1);
      return message?.type === "flow" ? message.flow : assert.fail(message?.type ?? "nothing was told");
    },
    append: (entry: LedgerRecord["entry"], time = now) => {
      appended.fire(record(entry, time));
    },
    /** Lets what waits for a timer happen. */
    pass: () => {
      for (const callback of timers.splice(0)) callback();
    },
  };
}

function on(day: string, id: string): LedgerRow {
  return { ...stayed(id, `${day}T12:00:00.000Z`), file: `${day}T080000-1a2b3c4d.jsonl` };
}

const days = ["31", "30", "25", "24", "23", "10"].map((day) => on(`2026-01-${day}`, day));

describe("privacy/flowView", () => {
  it("says in one line that nothing left, with the number of requests that stayed", async () => {
    const { ready, last } = open(days);
    await ready("all");
    assert.equal(last().lead, "Nothing left this device so far. 6 requests stayed on it.");
    assert.deepEqual([last().isWhole, last().missing, last().lines.length], [true, "", 1]);
  });

  it("says what left for where, and how much, and whatever else there was", async () => {
    const { ready, last } = open([left("1", now), row(refused("2"), now), on("2026-01-31", "3")]);
    await ready("today");
    assert.equal(
      last().lead,
      "Today: 1 request stayed on this device, 1 left it: 1 to api.openai.com (1.2 KB).",
    );
    assert.equal(last().rest, "1 refused.");
  });

  it("draws today, seven days of the reader's with today among them, or all", async () => {
    const { ready, view, last, world } = open(days);
    await ready();
    assert.equal(last().lead, "Nothing left this device in the last 7 days. 3 requests stayed on it.");
    for (const [period, requests] of [
      ["today", 1],
      ["all", 6],
      ["week", 3],
    ] as const) {
      await view.receive({ type: "choose", choice: { period, here: false } });
      assert.deepEqual([last().choice.period, last().lines[0]?.requests], [period, requests]);
    }
    world.rows = [left("yesterday there", "2026-01-31T08:00:00.000Z"), on("2026-01-31", "today there")];
    await ready("today", "Pacific/Auckland");
    assert.equal(last().lead, "Nothing left this device today. 1 request stayed on it.");
  });

  it("reads no further than is chosen, and goes on from there", async () => {
    const { ready, view, world } = open(days);
    await ready("today");
    // One file beyond the day before: the clock may have gone back.
    assert.equal(world.read, 3);
    await view.receive({ type: "choose", choice: { period: "week", here: false } });
    assert.equal(world.read, 5);
    await view.receive({ type: "choose", choice: { period: "all", here: false } });
    await view.receive({ type: "choose", choice: { period: "today", here: false } });
    assert.equal(world.read, 6);
    await view.receive({ type: "refresh", choice: firstChoice });
    assert.equal(world.read, 11);
  });

  it("draws this workspace only", async () => {
    const elsewhere = row(attempt("1", { workspaceKey: "file:///other" }), now, end("1"));
    const { ready, view, last } = open([elsewhere, ...days]);
    await ready("all");
    assert.equal(last().lines[0]?.requests, 7);
    await view.receive({ type: "choose", choice: { period: "all", here: true } });
    assert.equal(last().lines[0]?.requests, 6);
  });

  it("claims nothing while it reads, and shows what it read so far", async () => {
    const { ready, told, world } = open(days);
    const reading = ready("all");
    world.clock = 300;
    await reading;
    const flows = told.flatMap((message) => (message.type === "flow" ? [message.flow] : []));
    assert.deepEqual(
      flows.map(({ isWhole, lead }) => [isWhole, lead]),
      [
        [false, "Reading the ledger: 0 requests so far…"],
        [false, "Reading the ledger: 1 request so far…"],
        [true, "Nothing left this device so far. 6 requests stayed on it."],
      ],
    );
  });

  it("says how many lines are no records", async () => {
    const { ready, last, world } = open(days);
    world.broken = 2;
    await ready();
    assert.match(last().missing, /^2 lines of the ledger cannot be read and are left out here\./);
    assert.match(last().lead, /^Nothing is known to have left this device in the last 7 days\./);
    world.broken = 1;
    await ready();
    assert.match(last().missing, /^1 line of the ledger cannot be read and is left out here\./);
  });

  it("does not say that nothing left when what was recorded in that time was deleted, and says that it was", async () => {
    const { ready, view, last, world } = open(days);
    world.deleted = ["2026-01-28T09:00:00.000Z", "2026-01-30T23:30:05.000Z"];
    await ready("week", "Europe/Berlin");
    assert.match(last().lead, /^Nothing is known to have left this device in the last 7 days\./);
    assert.equal(last().missing, "What was recorded before 2026-01-31, 00:30:05, was deleted then.");
    await view.receive({ type: "choose", choice: { period: "today", here: false } });
    assert.notEqual(last().missing, "");
    world.deleted = ["2026-01-30T12:00:00.000Z"];
    await ready("today");
    assert.equal(last().missing, "");
    assert.match(last().lead, /^Nothing left this device today\./);
    await view.receive({ type: "choose", choice: { period: "all", here: true } });
    assert.match(last().lead, /^Nothing is known to have left this device so far\./);
  });

  it("tells of a ledger that cannot be read, each time it is asked, and reads again when told to", async () => {
    const { view, ready, told, last, world } = open(days);
    world.failure = new Error("the disk is gone");
    await assert.rejects(ready(), /the disk is gone|could not be read/);
    assert.deepEqual(told.at(-1), { type: "failed", choice: firstChoice });
    await assert.rejects(
      view.receive({ type: "choose", choice: { period: "all", here: false } }),
      /could not be read to its end/,
    );
    assert.equal(told.at(-1)?.type, "failed");
    world.failure = undefined;
    await view.receive({ type: "refresh", choice: firstChoice });
    assert.equal(last().isWhole, true);
  });

  it("draws again what is written meanwhile, a burst at once", async () => {
    const { ready, append, pass, last, told } = open(days);
    await ready("today");
    const before = told.length;
    append(refused("new"));
    append(attempt("newer"));
    append(end("newer"));
    assert.equal(told.length, before);
    pass();
    assert.equal(told.length, before + 1);
    assert.deepEqual(
      last().lines.map(({ gate, requests }) => [gate, requests]),
      [
        ["Let through", 2],
        ["Stopped: the mode forbids it", 1],
      ],
    );
  });

  it("is nobody's business once the page is gone", async () => {
    const { view, ready, append, pass, told } = open(days);
    await ready();
    view.pageIsGone();
    const before = told.length;
    append(refused("1"));
    pass();
    assert.equal(told.length, before);
    view.dispose();
    append(refused("2"));
    pass();
    assert.equal(told.length, before);
  });

  it("drops what it was reading when the page is gone or begins anew", async () => {
    const { view, ready, told } = open(days);
    const reading = ready("all");
    view.pageIsGone();
    await reading;
    assert.deepEqual(
      told.map((message) => message.type === "flow" && message.flow.isWhole),
      [false],
    );
    await Promise.all([ready("all"), ready("today")]);
    assert.deepEqual(
      told.flatMap((message) =>
        message.type === "flow" && message.flow.isWhole ? [message.flow.choice] : [],
      ),
      [{ period: "today", here: false }],
    );
  });

  it("leads from a line to its records, those of its days and its workspace", async () => {
    const { view, ready, last, opened } = open([left("1", now), ...days]);
    await ready();
    const line = last().lines.find(({ warns }) => warns) ?? assert.fail();
    await view.receive({ type: "open", line: line.id });
    const title = "Chat, let through, api.openai.com: left this device";
    const flow = { line: line.id, title, since: "2026-01-25" };
    assert.deepEqual(opened, [{ ...everything, errands: true, flow }]);
    await view.receive({ type: "choose", choice: { period: "all", here: true } });
    await view.receive({ type: "open", line: line.id });
    assert.deepEqual(opened[1], { ...everything, errands: true, here: true, flow: { line: line.id, title } });
  });

  it("opens nothing for a line that there is not, and the whole ledger when asked", async () => {
    const { view, ready, opened } = open(days);
    await ready();
    await view.receive({ type: "open", line: "made up" });
    assert.deepEqual(opened, []);
    await view.receive({ type: "openLedger" });
    assert.deepEqual(opened, [undefined]);
  });
});
