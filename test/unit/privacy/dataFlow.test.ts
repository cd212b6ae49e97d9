import assert from "node:assert/strict";
import type { LedgerRow, RequestRow } from "../../../src/ledger/ledgerRows.ts";
import { DataFlow, type FlowStretch } from "../../../src/privacy/dataFlow.ts";
import { rowFilter } from "../../../src/privacy/ledgerFilter.ts";
import { LedgerTally } from "../../../src/privacy/ledgerTally.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { everything } from "../../../src/protocol/ledgerMessages.ts";
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
  stayed,
  unreached,
} from "./ledgerRowSamples.ts";
import { randomRows } from "./randomRows.ts";

const time = "2026-01-31T10:00:00.000Z";
const all: FlowStretch = { here: false };

function flowOf(
  rows: readonly LedgerRow[] = [],
  running: ReadonlySet<string> = new Set(),
  zone = "UTC",
): DataFlow {
  const flow = new DataFlow({
    local: localTime(zone),
    workspaceKey: "file:///shop",
    isRunning: (id) => running.has(id),
  });
  for (const one of rows) flow.add(one);
  return flow;
}

/** The ways with what went them, shortly. */
function ways(flow: DataFlow, stretch = all): readonly (readonly unknown[])[] {
  return flow
    .shares(stretch)
    .map(({ line, sum }) => [
      line.part,
      line.fate,
      line.destination && `${line.destination.class} ${line.destination.host}`,
      sum.requests,
      sum.bytesOut,
      sum.bytesHeld,
    ]);
}

const stretches: readonly FlowStretch[] = [
  all,
  { here: true },
  { since: "2026-01-31", here: false },
  { since: "2026-01-25", here: true },
  { since: "2027-01-01", here: false },
];

describe("privacy/dataFlow: against the ledger's own sums", () => {
  for (const seed of [1, 2, 3]) {
    const rows = randomRows(200, seed);
    const within = ({ since, here }: FlowStretch): readonly RequestRow[] =>
      rows.filter(
        (one) =>
          (since === undefined || one.time >= since) &&
          (!here || one.subject.workspaceKey === "file:///shop"),
      );

    it(`says what the ledger says of the same requests, whatever the stretch (seed ${seed})`, () => {
      const flow = flowOf(rows);
      for (const stretch of stretches) {
        const tally = new LedgerTally();
        for (const one of within(stretch)) tally.add(one, () => false);
        assert.equal(flow.tally(stretch).sentence("So far"), tally.sentence("So far"));
      }
    });

    it(`loses no request and no byte (seed ${seed})`, () => {
      const flow = flowOf(rows);
      for (const stretch of stretches) {
        const shares = flow.shares(stretch).map(({ sum }) => sum);
        const sumOf = (key: keyof (typeof shares)[number]): number =>
          shares.reduce((total, sum) => total + sum[key], 0);
        const expected = within(stretch);
        assert.equal(sumOf("requests"), expected.length);
        const bytes = expected.reduce((total, { subject }) => total + subject.bytes, 0);
        assert.equal(sumOf("bytesOut") + sumOf("bytesHeld"), bytes);
        assert.equal(
          sumOf("bytesIn"),
          expected.reduce((total, one) => total + (one.end?.bytesIn ?? 0), 0),
        );
      }
    });

    it(`leads from each way to exactly as many records as it says (seed ${seed})`, () => {
      const flow = flowOf(rows);
      const place = {
        workspaceKey: "file:///shop",
        isThisWeek: () => true,
        day: (iso: string) => iso.slice(0, 10),
        isRunning: () => false,
      };
      for (const { since, here } of stretches)
        for (const { line, sum } of flow.shares({ here, ...(since !== undefined && { since }) })) {
          const way = { line: line.id, title: "", ...(since !== undefined && { since }) };
          const judge = rowFilter({ ...everything, errands: true, here, flow: way }, place);
          assert.equal(rows.filter((one) => judge(one) === "shown").length, sum.requests, line.id);
        }
    });
  }
});

describe("privacy/dataFlow: the way of a request", () => {
  it("leads nowhere when it was refused or reached nobody", () => {
    const flow = flowOf([
      row(refused("1", { bytes: 10 }), time),
      row(attempt("2", { class: "network", bytes: 20 }), time, unreached("2")),
    ]);
    assert.deepEqual(ways(flow), [
      ["chat", "refused", undefined, 1, 0, 10],
      ["chat", "unsent", undefined, 1, 0, 20],
    ]);
  });

  it("keeps apart what may have left, and never counts it as stayed", () => {
    const flow = flowOf([
      row(attempt("1"), time),
      row(attempt("2", cloud), time),
      row(attempt("3", { class: "unverified", host: "localhost:1234" }), time, end("3")),
      row(attempt("4"), time, end("4", { outcome: "forwarded" })),
      row(attempt("5", { ...cloud, carrier: "editor" }), time, unreached("5")),
    ]);
    assert.deepEqual(
      ways(flow).map(([, fate, destination]) => [fate, destination]),
      [
        ["unended", "device 127.0.0.1:11434"],
        ["mayHaveLeft", "cloud api.openai.com"],
        ["mayHaveLeft", "unverified localhost:1234"],
        ["mayHaveLeft", "unverified 127.0.0.1:11434"],
        ["left", "cloud api.openai.com"],
      ],
    );
  });

  it("leads to a cloud when a host that was declared as one's own had a public address", () => {
    const box = { class: "network" as const, host: "gpu-box" };
    const flow = flowOf([
      row(attempt("1", box), time, end("1", { address: "192.168.1.9" })),
      row(attempt("2", box), time, end("2", { address: "8.8.8.8" })),
    ]);
    assert.deepEqual(
      ways(flow).map(([, , destination]) => destination),
      ["network gpu-box", "cloud gpu-box"],
    );
  });

  it("is one for all errands, and never that of text of the user's", () => {
    const errands = ["list", "show"].map((kind) =>
      row(attempt(kind, { purpose: `errand:${kind}`, bytes: 5 }), time, end(kind)),
    );
    const device = "device 127.0.0.1:11434";
    assert.deepEqual(ways(flowOf([...errands, stayed("1", time)])), [
      ["errand", "stayed", device, 2, 10, 0],
      ["chat", "stayed", device, 1, 1204, 0],
    ]);
  });

  it("is one to whatever destination reads the same, such as two servers on this device", () => {
    const hosts = ["127.0.0.1:11434", "127.0.0.1:1234"].map((host) =>
      row(attempt(host, { host }), time, end(host)),
    );
    assert.deepEqual(
      ways(flowOf(hosts)).map(([, fate, , requests]) => [fate, requests]),
      [["stayed", 2]],
    );
  });

  it("is told apart by every part of it, whatever stands in a name", () => {
    const hosts = ['a","b', "a", "b", "a\nb", "a b"].map((host, index) =>
      row(attempt(`${index}`, { ...cloud, host }), time, end(`${index}`)),
    );
    assert.equal(flowOf(hosts).shares(all).length, 5);
  });
});

describe("privacy/dataFlow: a link that a person opened", () => {
  it("takes no way through Drawbridge, and is told of", () => {
    const flow = flowOf([
      row(opened("1"), time, openedEnd("1")),
      row(opened("2"), time, openedEnd("2", "notOpened")),
    ]);
    assert.deepEqual(ways(flow), []);
    const nothing = "Nothing left this device through Drawbridge so far. 1 link opened in your browser";
    assert.equal(flow.tally(all).sentence("So far"), `${nothing}.`);
    flow.take(record(opened("3"), time));
    assert.match(flow.tally(all).sentence("So far"), /2 links opened in your browser or may have been\.$/);
    flow.take(record(openedEnd("3", "notOpened"), time));
    assert.equal(flow.tally(all).sentence("So far"), `${nothing}.`);
  });
});

describe("privacy/dataFlow: days", () => {
  it("are the reader's", () => {
    const flow = flowOf([left("1", "2026-01-31T23:30:00.000Z")], new Set(), "Europe/Berlin");
    assert.equal(flow.shares({ since: "2026-02-01", here: false }).length, 1);
    const utc = flowOf([left("1", "2026-01-31T23:30:00.000Z")]);
    assert.equal(utc.shares({ since: "2026-02-01", here: false }).length, 0);
  });
});

describe("privacy/dataFlow: what is recorded meanwhile", () => {
  it("counts a request when it begins, and judges it again when it has ended", () => {
    const running = new Set(["1", "2"]);
    const flow = flowOf([], running);
    flow.take(record(attempt("1"), time));
    flow.take(record(attempt("2", cloud), time));
    assert.deepEqual(
      ways(flow).map(([, fate]) => fate),
      ["stayed", "mayHaveLeft"],
    );
    running.clear();
    flow.take(record(end("1", { outcome: "forwarded" }), time));
    flow.take(record(end("2"), time));
    assert.deepEqual(
      ways(flow).map(([, fate, , requests]) => [fate, requests]),
      [
        ["mayHaveLeft", 1],
        ["left", 1],
      ],
    );
    assert.equal(
      flow.shares(all).reduce((sum, share) => sum + share.sum.bytesIn, 0),
      2 * 3412,
    );
  });

  it("counts each request once, read and told in whatever order", () => {
    const flow = flowOf();
    flow.take(record(attempt("told, then read"), time));
    flow.add(row(attempt("told, then read"), time));
    flow.take(record(end("told, then read"), time));
    flow.add(row(attempt("read, then ended"), time));
    flow.take(record(end("read, then ended"), time));
    flow.take(record(end("ended, then read"), time));
    flow.add(row(attempt("ended, then read"), time));
    flow.take(record(refused("refused"), time));
    flow.add(row(refused("refused"), time));
    assert.deepEqual(
      ways(flow).map(([, fate, , requests]) => [fate, requests]),
      [
        ["stayed", 3],
        ["refused", 1],
      ],
    );
  });
});
