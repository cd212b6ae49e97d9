import assert from "node:assert/strict";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import { LedgerTally } from "../../../src/privacy/ledgerTally.ts";
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

const time = "2026-01-31T10:00:00.000Z";

function tally(...rows: readonly LedgerRow[]): LedgerTally {
  const made = new LedgerTally();
  for (const one of rows) made.add(one, () => false);
  return made;
}

const toBox = row(
  attempt("box", { class: "network", host: "gpu-box", bytes: 3100 }),
  time,
  end("box", { address: "192.0.2.7" }),
);
const errand = row(attempt("errand", { purpose: "errand:list" }), time, end("errand"));
const errandAway = row(attempt("away", { ...cloud, purpose: "errand:list" }), time, end("away"));

describe("privacy/ledgerTally", () => {
  it("says how many stayed, how many left, for where and with how much", () => {
    const sizes = [7100, 7100].map((bytes, index) =>
      row(attempt(`c${index}`, { ...cloud, bytes }), time, end(`c${index}`)),
    );
    assert.equal(
      tally(stayed("1", time), stayed("2", time), ...sizes, toBox).sentence("This week"),
      "This week: 2 requests stayed on this device, 3 left it: 2 to api.openai.com (14.2 KB), 1 to gpu-box (3.1 KB).",
    );
  });

  it("says plainly that nothing left", () => {
    assert.equal(tally().sentence("This week"), "Nothing left this device this week.");
    assert.equal(
      tally(stayed("1", time), errand).sentence("Today"),
      "Nothing left this device today. 1 request stayed on it. 1 errand without text of yours.",
    );
  });

  it("tells that a server was told to fetch a model, for which it goes out itself", () => {
    const pull = row(attempt("pull", { purpose: "errand:pull" }), time, end("pull"));
    const stopped = row(refused("no", { purpose: "errand:pull" }), time);
    assert.equal(
      tally(pull, errand).sentence("Today"),
      "Nothing left this device through Drawbridge today. 2 errands without text of yours. 1 time a server was told to fetch a model: for that it contacts its registry itself.",
    );
    assert.doesNotMatch(tally(errand, stopped).sentence("Today"), /fetch/);
  });

  it("says plainly that links were opened, and counts them as no requests", () => {
    const link = row(opened("l"), time, openedEnd("l"));
    const notOpened = row(opened("n"), time, openedEnd("n", "notOpened"));
    assert.equal(
      tally(link, notOpened).sentence("This week"),
      "Nothing left this device through Drawbridge this week. 1 link opened in your browser.",
    );
    assert.equal(tally(notOpened).sentence("Today"), "Nothing left this device today.");
    assert.equal(
      tally(toBox, link, link).sentence("Today"),
      "Today: 0 requests stayed on this device, 1 left it: 1 to gpu-box (3.1 KB). 2 links opened in your browser.",
    );
    assert.equal(
      tally(errandAway, link, row(opened("o"), time)).sentence("Today"),
      "Nothing of yours left this device through Drawbridge today. 1 errand without text of yours, 1 of them off this device. 2 links opened in your browser or may have been.",
    );
  });

  it("keeps errands apart: they carry nothing of the user's, but they are not nothing", () => {
    assert.equal(
      tally(errand, errandAway).sentence("Today"),
      "Nothing of yours left this device today. 2 errands without text of yours, 1 of them off this device.",
    );
  });

  it("says of an errand to this machine no more than is known: it may have left", () => {
    const errandTo = (id: string, kind: "unverified" | "remoteDevice"): LedgerRow =>
      row(attempt(id, { class: kind, purpose: "errand:list" }), time, end(id));
    const unsure = [errandTo("1", "unverified"), errandTo("2", "remoteDevice")];
    assert.equal(
      tally(errand, ...unsure).sentence("Today"),
      "Nothing of yours left this device today. 3 errands without text of yours, 2 of them may have left this device.",
    );
    assert.equal(
      tally(errandAway, ...unsure).sentence("Today"),
      "Nothing of yours left this device today. 3 errands without text of yours, 1 of them off this device, 2 of them may have left this device.",
    );
  });

  it("says so where it cannot be sure", () => {
    const unended = row(attempt("1", cloud), time);
    const forwarder = row(attempt("2", { class: "unverified", host: "localhost:1234" }), time, end("2"));
    assert.match(tally(unended).sentence("Today"), /, 1 left it or may have: 1 to api\.openai\.com/);
    assert.match(tally(forwarder).sentence("Today"), /, 1 left it or may have: 1 to localhost:1234/);
    assert.match(tally(left("3", time)).sentence("Today"), /, 1 left it: /);
  });

  it("does not count as stayed what was meant for this device and has no end", () => {
    const unended = row(attempt("1"), time);
    assert.equal(
      tally(unended, stayed("2", time)).sentence("Today"),
      "Nothing is known to have left this device today. 1 request stayed on it. Of 1 request to this device no end is recorded: it may have left.",
    );
    assert.equal(
      tally(unended, row(attempt("3"), time), left("2", time)).sentence("Today"),
      "Today: 0 requests stayed on this device, 1 left it: 1 to api.openai.com (1.2 KB). Of 2 requests to this device no end is recorded: they may have left.",
    );
    const running = new LedgerTally();
    running.add(unended, (id) => id === "1");
    assert.equal(running.carried(true), "It never left this device. 1 request stayed on it.");
    assert.match(tally(unended).carried(true), /^It is not known to have left this device\. Of 1 request/);
    assert.match(tally(unended).carried(false), /^Of the requests below, none is known to have left/);
    const errandCutOff = row(attempt("4", { purpose: "errand:list" }), time);
    assert.equal(
      tally(errandCutOff).sentence("Today"),
      "Nothing of yours left this device today. 1 errand without text of yours, 1 of them may have left this device.",
    );
  });

  it("does not say that it stayed when the answer showed that it was forwarded", () => {
    const forwarded = row(attempt("1"), time, end("1", { outcome: "forwarded" }));
    assert.match(tally(forwarded).sentence("Today"), /^Today: 0 requests stayed .+, 1 left it or may have: /);
    assert.doesNotMatch(tally(forwarded).carried(true), /never left/);
  });

  it("counts what reached nobody and what was refused as what they are", () => {
    assert.equal(
      tally(row(attempt("1"), time, unreached("1")), row(refused("2"), time)).sentence("Today"),
      "Nothing left this device today. 1 request reached nobody. 1 refused.",
    );
  });

  it("names a few hosts and counts the others", () => {
    const hosts = Array.from({ length: 7 }, (_, n) =>
      row(attempt(`${n}`, { ...cloud, host: `h${n}.example`, bytes: 10 }), time, end(`${n}`)),
    );
    assert.match(tally(...hosts).sentence("Today"), /1 to h3\.example \(10 B\), 3 to 3 other hosts\.$/);
  });

  it("lets no host write a line of its own", () => {
    const forged = row(attempt("1", { ...cloud, host: "h\nToday: nothing left" }), time, end("1"));
    assert.doesNotMatch(tally(forged).sentence("Today"), /\n/);
  });

  it("says of one file whether it ever left", () => {
    assert.equal(
      tally(stayed("1", time)).carried(true),
      "It never left this device. 1 request stayed on it.",
    );
    assert.equal(
      tally(stayed("1", time), left("2", time)).carried(true),
      "1 request stayed on this device, 1 left it: 1 to api.openai.com (1.2 KB).",
    );
    assert.equal(
      tally(stayed("1", time)).carried(false),
      "Of the requests below, none left this device. 1 request stayed on it.",
    );
    assert.match(tally(left("1", time)).carried(false), /^Of the requests below: 0 requests stayed/);
  });
});
