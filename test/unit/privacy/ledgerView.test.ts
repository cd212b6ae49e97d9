import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import type { KeptBody } from "../../../src/ledger/ledgerReader.ts";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import type { LedgerRecord } from "../../../src/ledger/record.ts";
import type { FileVerdict } from "../../../src/ledger/verify.ts";
import { LedgerView } from "../../../src/privacy/ledgerView.ts";
import { everything, type LedgerFilter, type ToLedgerView } from "../../../src/protocol/ledgerMessages.ts";
import {
  attempt,
  cloud,
  end,
  left,
  opened,
  openedEnd,
  record,
  refused,
  row,
  rowsOf,
  stayed,
} from "./ledgerRowSamples.ts";

type Page = Extract<ToLedgerView, { type: "page" }>;

const now = "2026-01-31T13:00:00.000Z";

/** A page over rows that a test may change, with the clock and the timers in its hands. */
function open(rows: readonly LedgerRow[] = []) {
  const appended = createEmitter<LedgerRecord>();
  const told: ToLedgerView[] = [];
  const timers: (() => void)[] = [];
  const failures: unknown[] = [];
  const world = {
    rows: [...rows],
    verdicts: [{ file: "a.jsonl", kind: "holds", records: 1 }] as readonly FileVerdict[],
    broken: 0,
    deleted: [] as readonly string[],
    bodies: new Map<string, KeptBody>(),
    running: new Set<string>(),
    failure: undefined as Error | undefined,
    now,
    clock: 0,
    read: 0,
  };
  const view = new LedgerView({
    reader: {
      rows: async function* (unlisted) {
        if (world.failure !== undefined) throw world.failure;
        for (let count = 0; count < world.broken; count += 1) unlisted?.onBroken?.();
        for (const time of world.deleted) unlisted?.onDeleted?.(time);
        for await (const one of rowsOf(world.rows)) {
          world.read += 1;
          yield one;
        }
      },
      verify: async function* () {
        for (const verdict of world.verdicts) {
          await Promise.resolve();
          yield verdict;
        }
      },
      body: ({ subject }) => Promise.resolve(world.bodies.get(subject.id)),
    },
    onDidAppend: appended.event,
    isRunning: (id) => world.running.has(id),
    workspaceKey: "file:///shop",
    post: (message) => told.push(message),
    now: () => world.now,
    clock: () => world.clock,
    later: (_, callback) => {
      timers.push(callback);
      return { dispose: () => timers.splice(timers.indexOf(callback), 1) };
    },
    onFailure: (error) => failures.push(error),
  });
  const ofType = <T extends ToLedgerView["type"]>(type: T): readonly Extract<ToLedgerView, { type: T }>[] =>
    told.filter((message): message is Extract<ToLedgerView, { type: T }> => message.type === type);
  return {
    view,
    told,
    failures,
    world,
    pages: () => ofType("page"),
    ofType,
    ready: (filter: LedgerFilter = everything) => view.receive({ type: "ready", zone: "UTC", filter }),
    append: (entry: LedgerRecord["entry"], time = now) => {
      appended.fire(record(entry, time));
    },
    /** Lets what waits for a timer happen. */
    pass: () => {
      for (const callback of timers.splice(0)) callback();
    },
  };
}

function many(count: number, from = 0): readonly LedgerRow[] {
  return Array.from({ length: count }, (_, n) => stayed(`r${from + n}`, "2026-01-31T12:00:00.000Z"));
}

const ids = (page: Page | undefined): readonly string[] => (page?.rows ?? []).map(({ id }) => id);

describe("privacy/ledgerView: pages", () => {
  it("tells the first page, what the week comes to, and whether the chains hold, in this order", async () => {
    const { ready, told } = open([
      left("1", "2026-01-31T12:00:00.000Z"),
      stayed("2", "2026-01-20T12:00:00.000Z"),
    ]);
    await ready();
    assert.deepEqual(
      told.map((message) => (message.type === "checks" ? message.checks.state : message.type)),
      ["checking", "page", "summary", "holds"],
    );
  });

  it("reads no further than a page needs, and goes on from there when asked", async () => {
    const { view, ready, pages, world } = open(many(450));
    await view.receive({ type: "filter", filter: everything });
    assert.equal(world.read, 200);
    await view.receive({ type: "more" });
    await view.receive({ type: "more" });
    assert.deepEqual(
      pages().map(({ first, rest, rows }) => [first, rest, rows.length]),
      [
        [true, "more", 200],
        [false, "more", 200],
        [false, "none", 50],
      ],
    );
    assert.equal(ids(pages()[2]).at(-1), "r449");
    await ready();
    assert.equal(pages()[3]?.first, true);
  });

  it("fails again, and does not claim to have come to the end, when asked for more of what cannot be read", async () => {
    const { view, world, pages } = open();
    world.failure = new Error("the disk is gone");
    await assert.rejects(view.receive({ type: "filter", filter: everything }), /the disk is gone/);
    await assert.rejects(view.receive({ type: "more" }), /could not be read/);
    assert.deepEqual(pages(), []);
    world.failure = undefined;
    await view.receive({ type: "filter", filter: everything });
    assert.equal(pages().length, 1);
  });

  it("says how many errands it left out", async () => {
    const errand = row(attempt("e", { purpose: "errand:list" }), now, end("e"));
    const { ready, pages } = open([errand, stayed("1", now), errand]);
    await ready();
    assert.deepEqual(pages()[0] && [ids(pages()[0]), pages()[0]?.hiddenErrands], [["1"], 2]);
  });

  it("tells what it found so far while it looks for few lines among many", async () => {
    const { view, pages, world } = open([left("1", now), ...many(300), left("2", now)]);
    const looking = view.receive({ type: "filter", filter: { ...everything, scope: "left" } });
    world.clock = 300;
    await looking;
    assert.deepEqual(
      pages().map((page) => [page.first, page.rest, ids(page)]),
      [
        [true, "searching", ["1"]],
        [false, "none", ["2"]],
      ],
    );
  });

  it("drops what it was reading when something else is to be shown", async () => {
    const { view, pages } = open([...many(300), left("2", now)]);
    const first = view.receive({ type: "filter", filter: { ...everything, scope: "left" } });
    const second = view.receive({ type: "filter", filter: { ...everything, scope: "refused" } });
    await Promise.all([first, second]);
    assert.deepEqual(
      pages().map(({ filter }) => filter.scope),
      ["refused"],
    );
  });

  it("does not say that nothing left when records of that time are missing", async () => {
    const { ready, ofType, world } = open([stayed("1", now)]);
    const summary = async (): Promise<readonly string[]> => {
      await ready();
      const { today, week } = ofType("summary").at(-1) ?? assert.fail();
      return [today, week].map((line) => line.replace(/ this device.*/, ""));
    };
    const [sure, unsure] = ["Nothing left", "Nothing is known to have left"];
    assert.deepEqual(await summary(), [sure, sure]);
    world.deleted = ["2026-01-25T23:59:59.000Z"];
    assert.deepEqual(await summary(), [sure, sure]);
    world.deleted = ["2026-01-30T12:00:00.000Z"];
    assert.deepEqual(await summary(), [sure, unsure]);
    world.deleted = [now];
    assert.deepEqual(await summary(), [unsure, unsure]);
    world.deleted = [];
    world.broken = 1;
    assert.deepEqual(await summary(), [unsure, unsure]);
  });

  it("does not say of a file that it never left when records are missing", async () => {
    const file = "src/sum.ts";
    const { ready, pages, world } = open([
      row(attempt("1", { sources: [{ kind: "file", path: file }] }), now, end("1")),
    ]);
    await ready({ ...everything, file });
    assert.match(pages().at(-1)?.tally ?? "", /^It never left this device\./);
    world.deleted = ["2025-12-01T12:00:00.000Z"];
    await ready({ ...everything, file });
    assert.match(pages().at(-1)?.tally ?? "", /^It is not known to have left this device\./);
  });

  it("says what the requests that carried a file come to", async () => {
    const carried = row(
      attempt("1", { ...cloud, sources: [{ kind: "file", path: "src/sum.ts" }] }),
      now,
      end("1"),
    );
    const { ready, pages } = open([stayed("2", now), carried]);
    await ready({ ...everything, file: "src/sum.ts" });
    assert.deepEqual(ids(pages()[0]), ["1"]);
    assert.equal(
      pages()[0]?.tally,
      "0 requests stayed on this device, 1 left it: 1 to api.openai.com (1.2 KB).",
    );
  });
});

describe("privacy/ledgerView: a list that somebody else asks for", () => {
  const refusedOnly = { ...everything, scope: "refused" as const };

  it("takes the place of the one that is shown", async () => {
    const { view, ready, pages } = open(many(3));
    await ready();
    await view.list(refusedOnly);
    assert.deepEqual(
      pages().map(({ filter, first }) => [filter.scope, first]),
      [
        ["all", true],
        ["refused", true],
      ],
    );
  });

  it("comes first where the page has yet to come up, once", async () => {
    const { view, ready, pages } = open(many(3));
    await view.list(refusedOnly);
    assert.deepEqual(pages(), []);
    await ready();
    await ready();
    assert.deepEqual(
      pages().map(({ filter }) => filter.scope),
      ["refused", "all"],
    );
  });
});

describe("privacy/ledgerView: today and this week", () => {
  it("go by the days in the names of files: after a clock step a file holds older times before newer ones", async () => {
    const before = stayed("2", "2026-01-20T12:00:00.000Z");
    const { ready, ofType, world } = open([
      before,
      left("1", "2026-01-31T12:00:00.000Z"),
      { ...stayed("3", "2026-01-25T23:00:00.000Z"), file: "2026-01-25T080000-1a2b3c4d.jsonl" },
      { ...stayed("4", "2026-01-24T23:00:00.000Z"), file: "2026-01-24T080000-1a2b3c4d.jsonl" },
      { ...stayed("5", "2026-01-23T23:00:00.000Z"), file: "2026-01-23T080000-1a2b3c4d.jsonl" },
    ]);
    const list = 5;
    await ready();
    assert.match(ofType("summary")[0]?.week ?? "", /^This week: 0 requests stayed on this device, 1 left it/);
    assert.equal(world.read - list, 4);
  });

  it("are those of the reader's time zone, the week from its Monday on", async () => {
    const { view, ofType, world } = open([
      left("today", "2026-01-31T23:30:00.000Z"),
      stayed("monday", "2026-01-25T23:30:00.000Z"),
      left("sunday", "2026-01-25T22:30:00.000Z"),
    ]);
    world.now = "2026-01-31T23:45:00.000Z";
    await view.receive({ type: "ready", zone: "Europe/Berlin", filter: everything });
    const [summary] = ofType("summary");
    assert.match(summary?.today ?? "", /^Today: 0 requests stayed on this device, 1 left it/);
    // It is Sunday in Berlin already; the week began on the Monday before.
    assert.match(summary?.week ?? "", /^This week: 1 request stayed on this device, 1 left it/);
  });

  it("grow with what is written, each request once", async () => {
    const { ready, append, pass, ofType, world } = open([stayed("1", now)]);
    world.running.add("2");
    world.rows.unshift(row(attempt("2"), now));
    await ready();
    append(end("2"));
    append(refused("3"));
    pass();
    const week = ofType("summary").map((summary) => summary.week);
    assert.deepEqual(week, [
      "Nothing left this device this week. 1 request stayed on it.",
      "Nothing left this device this week. 2 requests stayed on it. 1 refused.",
    ]);
  });

  it("take in a link once it is known whether it was opened", async () => {
    const { ready, append, pass, ofType, world } = open([row(opened("1"), now)]);
    world.running.add("1");
    await ready();
    append(openedEnd("1", "notOpened"));
    append(opened("2"));
    append(openedEnd("2"));
    append(opened("3"));
    pass();
    assert.deepEqual(
      ofType("summary").map((summary) => summary.week),
      [
        "Nothing left this device this week.",
        "Nothing left this device through Drawbridge this week. 1 link opened in your browser.",
      ],
    );
  });

  it("begin anew when the day has", async () => {
    const { ready, append, pass, ofType, world } = open([stayed("1", now)]);
    await ready();
    world.now = "2026-02-01T00:00:01.000Z";
    append(refused("2"), world.now);
    pass();
    while (ofType("summary").length < 2) await Promise.resolve();
    assert.equal(ofType("summary")[1]?.today, "Nothing left this device today.");
  });

  it("tell of a ledger that cannot be read any more when the day has", async () => {
    const { ready, append, pass, failures, world } = open([stayed("1", now)]);
    await ready();
    world.now = "2026-02-01T00:00:01.000Z";
    world.failure = new Error("the disk is gone");
    append(refused("2"), world.now);
    pass();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(failures, [world.failure]);
  });
});

describe("privacy/ledgerView: what is written meanwhile", () => {
  it("is told in one go, newest first, with how it ended", async () => {
    const { ready, append, pass, ofType } = open();
    await ready();
    append(attempt("1"));
    append(end("1"));
    append(refused("2"));
    assert.deepEqual(ofType("fresh"), []);
    pass();
    const [fresh, ...more] = ofType("fresh");
    assert.deepEqual(more, []);
    assert.deepEqual(
      fresh?.rows.map(({ id, ending, refused: isRefused }) => [id, ending, isRefused]),
      [
        ["2", "", true],
        ["1", "", false],
      ],
    );
  });

  it("completes a line that was shown without its end", async () => {
    const { ready, append, pass, pages, ofType, world } = open([row(attempt("1"), now)]);
    world.running.add("1");
    await ready();
    assert.equal(pages()[0]?.rows[0]?.ending, "under way");
    append(end("1", { outcome: "stopped" }));
    pass();
    assert.deepEqual(
      ofType("fresh")[0]?.rows.map(({ id, ending }) => [id, ending]),
      [["1", "stopped"]],
    );
  });

  it("completes the line of a link that was shown before it was opened", async () => {
    const { ready, append, pass, pages, ofType, world } = open([row(opened("1"), now)]);
    world.running.add("1");
    await ready();
    assert.deepEqual([pages()[0]?.rows[0]?.lead, pages()[0]?.rows[0]?.ending], ["Link", "under way"]);
    append(openedEnd("1"));
    pass();
    assert.deepEqual(
      ofType("fresh")[0]?.rows.map(({ id, lead, ending }) => [id, lead, ending]),
      [["1", "Link opened in your browser", ""]],
    );
  });

  it("is told only where it belongs into the list", async () => {
    const { ready, append, pass, ofType } = open();
    await ready({ ...everything, scope: "left" });
    append(attempt("1"));
    append(attempt("2", cloud));
    append(attempt("3", { purpose: "errand:list" }));
    pass();
    assert.deepEqual(
      ofType("fresh")[0]?.rows.map(({ id }) => id),
      ["2"],
    );
  });

  it("waits for the list to begin", async () => {
    const { view, append, pass, told } = open(many(2));
    const listing = view.receive({ type: "filter", filter: everything });
    append(refused("new"));
    pass();
    assert.deepEqual(told, []);
    await listing;
    pass();
    assert.deepEqual(
      told.map(({ type }) => type),
      ["page", "fresh"],
    );
  });

  it("is nobody's business once the page is gone", async () => {
    const { view, ready, append, pass, told } = open();
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
});

describe("privacy/ledgerView: one record", () => {
  it("is shown where it stands, with all before it", async () => {
    const { view, ready, pages, ofType } = open(many(500));
    await ready();
    await view.reveal("r350");
    assert.equal(pages()[1]?.rows.length, 351);
    assert.deepEqual(ofType("reveal"), [{ type: "reveal", record: "r350" }]);
  });

  it("is shown as soon as the page has come up", async () => {
    const { view, ready, told } = open(many(3));
    await view.reveal("r2");
    assert.deepEqual(told, []);
    await ready({ ...everything, scope: "refused" });
    assert.deepEqual(
      told.map(({ type }) => type),
      ["checks", "page", "reveal", "summary", "checks"],
    );
  });

  it("is shown alone when it stands far down, and although errands are not", async () => {
    const errand = row(attempt("far", { purpose: "errand:list" }), now, end("far"));
    const { view, ready, pages, ofType } = open([...many(1_500), errand]);
    await ready();
    await view.reveal("far");
    assert.deepEqual(ids(pages().at(-1)), ["far"]);
    assert.equal(pages().at(-1)?.filter.text, "far");
    assert.equal(ofType("reveal").length, 1);
  });

  it("is not claimed to be there when it is not", async () => {
    const { view, ready, ofType } = open(many(3));
    await ready();
    await view.reveal("gone");
    assert.deepEqual(ofType("reveal"), []);
  });
});

describe("privacy/ledgerView: what left", () => {
  it("is read when asked for", async () => {
    const { view, ready, ofType, world } = open([left("1", now), stayed("2", now)]);
    world.bodies.set("1", { bytes: new TextEncoder().encode("hello"), matches: true });
    await ready();
    await view.receive({ type: "readBody", record: "1" });
    await view.receive({ type: "readBody", record: "2" });
    await view.receive({ type: "readBody", record: "none" });
    const bodies = ofType("body").map(({ record: id, text }) => [id, text]);
    assert.deepEqual(bodies, [
      ["1", "hello"],
      ["2", ""],
      ["none", ""],
    ]);
  });
});

describe("privacy/ledgerView: the chains", () => {
  it("are checked again when the page is read anew, with the list", async () => {
    const { view, ready, ofType, pages, world } = open();
    await ready();
    world.verdicts = [{ file: "a.jsonl", kind: "brokenAt", seq: 1, reason: "edited" }];
    world.rows.push(stayed("1", now));
    await view.receive({ type: "refresh", filter: everything });
    assert.deepEqual(
      ofType("checks").map(({ checks }) => checks.state),
      ["checking", "holds", "checking", "broken"],
    );
    assert.deepEqual(ids(pages()[1]), ["1"]);
  });
});
