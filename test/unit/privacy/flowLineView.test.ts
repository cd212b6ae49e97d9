import assert from "node:assert/strict";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import { DataFlow } from "../../../src/privacy/dataFlow.ts";
import { flowLineTitle, flowLineViews } from "../../../src/privacy/flowLineView.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import type { FlowLineView } from "../../../src/protocol/flowMessages.ts";
import { attempt, cloud, end, left, refused, row, stayed, unreached } from "./ledgerRowSamples.ts";

const time = "2026-01-31T10:00:00.000Z";

function flowOf(rows: readonly LedgerRow[]): DataFlow {
  const flow = new DataFlow({ local: localTime("UTC"), workspaceKey: "", isRunning: () => false });
  for (const one of rows) flow.add(one);
  return flow;
}
function views(...rows: readonly LedgerRow[]): readonly FlowLineView[] {
  return flowLineViews(flowOf(rows).shares({ here: false }));
}
function view(one: LedgerRow): FlowLineView {
  return views(one)[0] ?? assert.fail();
}

describe("privacy/flowLineView", () => {
  it("names part, gate and destination in the words used everywhere, with how much it was", () => {
    assert.deepEqual(view(left("1", time)), {
      id: '["chat","left","cloud","api.openai.com"]',
      part: "Chat",
      gate: "Let through",
      course: "went",
      destination: { icon: "cloud-upload", label: "api.openai.com" },
      became: "left this device",
      warns: true,
      requests: 1,
      bytes: 1204,
      sent: "1.2 KB",
      received: "3.4 KB",
    });
  });

  it("ends at the gate what was refused, with why, and what reached nobody", () => {
    const stopped = view(row(refused("1", { bytes: 9200 }), time));
    assert.deepEqual(
      [stopped.gate, stopped.course, stopped.destination, stopped.became, stopped.warns],
      ["Stopped: the mode forbids it", "ended", undefined, "nothing was sent", true],
    );
    assert.deepEqual([stopped.bytes, stopped.sent, stopped.received], [9200, "nothing of 9.2 KB", ""]);
    const unsent = view(row(attempt("2"), time, unreached("2")));
    assert.deepEqual(
      [unsent.gate, unsent.course, unsent.destination, unsent.warns],
      ["Let through, reached nobody", "ended", undefined, false],
    );
  });

  it("draws as uncertain whatever may have left, and warns only of a cloud", () => {
    const uncertain = [
      row(attempt("1"), time),
      row(attempt("2", { class: "unverified", host: "localhost:1234" }), time, end("2")),
      row(attempt("3", cloud), time),
      row(attempt("4"), time, end("4", { outcome: "forwarded" })),
    ].map(view);
    assert.deepEqual(
      uncertain.map(({ course, became, warns, destination }) => [course, became, warns, destination?.label]),
      [
        ["mayHaveGone", "no end recorded: it may have left", false, "On device"],
        ["mayHaveGone", "may have left this device", false, "localhost:1234 · may forward"],
        ["mayHaveGone", "may have left this device", true, "api.openai.com"],
        ["mayHaveGone", "may have left this device", false, "127.0.0.1:11434 · may forward"],
      ],
    );
    assert.equal(view(stayed("5", time)).course, "went");
  });

  it("puts parts in their order, errands last, and in each what stayed first and what was stopped last", () => {
    const ordered = views(
      row(attempt("1", { purpose: "errand:list" }), time, end("1")),
      row(attempt("2", { purpose: "later" }), time, end("2")),
      row(refused("3"), time),
      row(attempt("4", { purpose: "completion" }), time, end("4")),
      left("5", time),
      stayed("6", time),
    );
    assert.deepEqual(
      ordered.map(({ part, course, destination }) => [part, course, destination?.icon]),
      [
        ["Chat", "went", "lock"],
        ["Chat", "went", "cloud-upload"],
        ["Chat", "ended", undefined],
        ["Completion", "went", "lock"],
        ["later", "went", "lock"],
        ["Errands (no text of yours)", "went", "lock"],
      ],
    );
  });

  it("does not draw a pull as a question: the server goes out for it", () => {
    const pull = view(row(attempt("1", { purpose: "errand:pull", model: "m" }), time, end("1")));
    const stopped = view(row(refused("2", { purpose: "errand:pull" }), time));
    assert.equal(pull.part, "Errand (has the server fetch a model from its registry)");
    assert.equal(pull.became, "stayed on this device; the server itself contacts its registry");
    assert.equal(stopped.became, "nothing was sent");
  });

  it("makes one line of text of whatever came from outside", () => {
    const name = "a\nb\u202Ec";
    const lines = views(
      row(attempt("1", { purpose: name }), time, end("1")),
      row(attempt("2", { ...cloud, host: name }), time, end("2")),
      row(refused("3", { refusal: name }), time),
    );
    for (const { part, gate, destination } of lines)
      assert.doesNotMatch([part, gate, destination?.label].join(), /[\n\u202E]/);
  });

  it("names a way in one line, for where its records are listed", () => {
    const titles = flowOf([left("1", time), row(refused("2"), time)])
      .shares({ here: false })
      .map(({ line }) => flowLineTitle(line));
    assert.deepEqual(titles, [
      "Chat, let through, api.openai.com: left this device",
      "Chat, stopped: the mode forbids it: nothing was sent",
    ]);
  });
});
