import assert from "node:assert/strict";
import { isRequestRow, type LedgerRow, type RequestRow } from "../../../src/ledger/ledgerRows.ts";
import { flowLineOf } from "../../../src/privacy/flowLine.ts";
import { rowFilter } from "../../../src/privacy/ledgerFilter.ts";
import { everything, type LedgerFilter } from "../../../src/protocol/ledgerMessages.ts";
import {
  attempt,
  cloud,
  end,
  left,
  opened,
  openedEnd,
  refused,
  row,
  stayed,
  unreached,
} from "./ledgerRowSamples.ts";

const thisWeek = "2026-01-31T10:00:00.000Z";
const before = "2026-01-24T10:00:00.000Z";
const place = {
  workspaceKey: "file:///shop",
  isThisWeek: (time: string) => time >= "2026-01-26",
  day: (time: string) => time.slice(0, 10),
  isRunning: () => false,
};

const rows: Readonly<Record<string, LedgerRow>> = {
  stayed: stayed("stayed", thisWeek),
  left: left("left", thisWeek),
  "left before": left("before", before),
  unended: row(attempt("unended", cloud), thisWeek),
  "reached nobody": row(
    attempt("nobody", { ...cloud, class: "network", host: "gpu-box" }),
    thisWeek,
    unreached("nobody"),
  ),
  "editor reached nobody": row(
    attempt("editor", { ...cloud, carrier: "editor" }),
    thisWeek,
    unreached("editor"),
  ),
  refused: row(refused("refused"), thisWeek),
  errand: row(attempt("errand", { purpose: "errand:list" }), thisWeek, end("errand")),
  "errand away": row(attempt("away", { ...cloud, purpose: "errand:list" }), thisWeek, end("away")),
  link: row(opened("link"), thisWeek, openedEnd("link")),
  "link without an end": row(opened("openLink"), thisWeek),
  "link not opened": row(opened("shutLink"), thisWeek, openedEnd("shutLink", "notOpened")),
  "link before": row(
    opened("oldLink", { host: "old.example", url: "https://old.example/" }),
    before,
    openedEnd("oldLink"),
  ),
  elsewhere: row(
    attempt("elsewhere", {
      workspaceKey: "file:///other",
      workspace: "other",
      sources: [{ kind: "file", path: "src/sum.ts" }],
    }),
    thisWeek,
    end("elsewhere"),
  ),
};

function shown(change: Partial<LedgerFilter>): readonly string[] {
  const judge = rowFilter({ ...everything, ...change }, place);
  return Object.entries(rows).flatMap(([name, one]) => (judge(one) === "shown" ? [name] : []));
}

describe("privacy/ledgerFilter", () => {
  it("shows all but errands at first", () => {
    const errands = ["errand", "errand away"];
    assert.deepEqual(
      shown({}),
      Object.keys(rows).filter((name) => !errands.includes(name)),
    );
    assert.deepEqual(shown({ errands: true }), Object.keys(rows));
  });

  it("knows errands that are only left out because they are", () => {
    const judge = rowFilter({ ...everything, scope: "left" }, place);
    const judged = ["errand", "errand away"].map((name) => judge(rows[name] ?? assert.fail(name)));
    assert.deepEqual(judged, ["other", "errand"]);
  });

  it("counts as gone what left, what has no end, and what nobody could watch", () => {
    assert.deepEqual(shown({ scope: "left", text: "openai" }), [
      ...["left", "left before", "unended", "editor reached nobody"],
    ]);
  });

  it("shows what left this week", () => {
    assert.deepEqual(shown({ scope: "leftThisWeek", text: "openai" }), [
      ...["left", "unended", "editor reached nobody"],
    ]);
  });

  it("counts as gone the address of a link, unless the editor did not open it", () => {
    assert.deepEqual(shown({ scope: "left", text: "link" }), ["link", "link without an end", "link before"]);
    assert.deepEqual(shown({ scope: "leftThisWeek", text: "link" }), ["link", "link without an end"]);
  });

  it("finds a link by its host, its address and what it is", () => {
    const links = ["link", "link without an end", "link not opened"];
    assert.deepEqual(shown({ text: "docs.example" }), links);
    assert.deepEqual(shown({ text: "a?b=c shop opened" }), links);
    assert.deepEqual(shown({ text: "old.example" }), ["link before"]);
  });

  it("shows what was refused", () => {
    assert.deepEqual(shown({ scope: "refused" }), ["refused"]);
  });

  it("shows this workspace only, by its key and not by its name", () => {
    assert.ok(!shown({ here: true }).includes("elsewhere"));
    assert.ok(shown({ here: true }).includes("stayed"));
  });

  it("finds a file, a model, a host, a request, whatever the case, and wants every word", () => {
    assert.deepEqual(shown({ text: "SUM.TS" }), ["elsewhere"]);
    assert.deepEqual(shown({ text: "gpu-box" }), ["reached nobody"]);
    assert.deepEqual(shown({ text: " qwen2.5 other " }), ["elsewhere"]);
    assert.deepEqual(shown({ text: "unended" }), ["unended"]);
    assert.deepEqual(shown({ text: "refused mode" }), ["refused"]);
    assert.deepEqual(shown({ text: "sum.ts gpt" }), []);
  });

  function request(name: string): RequestRow {
    const found = rows[name];
    assert.ok(found !== undefined && isRequestRow(found), name);
    return found;
  }

  it("shows what took one way, since a day", () => {
    const way = (name: string, since?: string) => ({
      errands: true,
      flow: {
        line: flowLineOf(request(name), place.isRunning).id,
        title: "",
        ...(since !== undefined && { since }),
      },
    });
    assert.deepEqual(shown(way("left")), ["left", "left before", "editor reached nobody"]);
    assert.deepEqual(shown(way("left", "2026-01-31")), ["left", "editor reached nobody"]);
    assert.deepEqual(shown(way("unended")), ["unended"]);
    assert.deepEqual(shown(way("refused")), ["refused"]);
    assert.deepEqual(shown(way("errand")), ["errand"]);
    assert.deepEqual(shown({ ...way("stayed"), here: true }), ["stayed"]);
  });

  it("shows what carried one file, by its exact path", () => {
    assert.deepEqual(shown({ file: "src/sum.ts" }), ["elsewhere"]);
    assert.deepEqual(shown({ file: "sum.ts" }), []);
  });
});
