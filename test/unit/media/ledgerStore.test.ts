import assert from "node:assert/strict";
import { LedgerStore, type Memory } from "../../../media/ledger/ledgerStore.ts";
import { everything, type FromLedgerView, type LedgerRowView } from "../../../src/protocol/ledgerMessages.ts";
import { onDevice, page, toCloud } from "../../webview/ledgerStates.ts";

function rig(recalled?: Memory) {
  const told: FromLedgerView[] = [];
  const memories: Memory[] = [];
  let waiting: (() => void) | undefined;
  const store = new LedgerStore({
    post: (message) => told.push(message),
    recall: () => recalled,
    remember: (memory) => memories.push(memory),
    settled: (_, callback) => {
      waiting = callback;
    },
    zone: "Europe/Berlin",
  });
  return { store, told, memories, settle: () => waiting?.() };
}

const rowOf = (id: string, change: Partial<LedgerRowView> = {}): LedgerRowView => ({
  ...onDevice,
  ...change,
  id,
});
const shown = (store: LedgerStore): readonly string[] =>
  (store.listing.value?.rows ?? []).map(({ id }) => id);

describe("the state of the ledger's page", () => {
  it("begins with what it showed last, in the reader's time zone", () => {
    const filter = { ...everything, scope: "left" as const };
    const { store, told } = rig({ filter });
    store.begin();
    assert.deepEqual(told, [{ type: "ready", zone: "Europe/Berlin", filter }]);
  });

  it("asks for what is chosen, and remembers it", () => {
    const { store, told, memories } = rig();
    store.choose({ scope: "refused" });
    const filter = { ...everything, scope: "refused" as const };
    assert.deepEqual(told, [{ type: "filter", filter }]);
    assert.deepEqual(memories, [{ filter }]);
  });

  it("searches when nobody types any more", () => {
    const { store, told, settle } = rig();
    for (const text of ["s", "su", "sum"]) store.search(text);
    assert.deepEqual(told, []);
    settle();
    assert.deepEqual(told, [{ type: "filter", filter: { ...everything, text: "sum" } }]);
  });

  it("goes back from one file to all, and from a search to everything, errands as they were", () => {
    const { store, told } = rig({ filter: { ...everything, errands: true, text: "x", file: "a.ts" } });
    store.chooseAll();
    store.chooseAll();
    assert.deepEqual(told, [
      { type: "filter", filter: { ...everything, errands: true, text: "x" } },
      { type: "filter", filter: { ...everything, errands: true } },
    ]);
  });

  it("goes from one way through the data flow to a file of it, and to what is listed at first", () => {
    const flow = { line: "x", title: "Chat" };
    const filter = { ...everything, errands: true, here: true, flow };
    const { store, told } = rig({ filter });
    store.chooseFile("a.ts");
    assert.deepEqual(told, [{ type: "filter", filter: { ...everything, file: "a.ts" } }]);
    const other = rig({ filter });
    other.store.chooseAll();
    assert.deepEqual(other.told, [{ type: "filter", filter: everything }]);
  });

  it("adds pages, and begins anew with a first one", () => {
    const { store } = rig();
    store.receive(page([rowOf("1")], { rest: "more" }));
    store.receive(page([rowOf("1"), rowOf("2")], { first: false }));
    assert.deepEqual(shown(store), ["1", "2"]);
    store.receive(page([rowOf("3")]));
    assert.deepEqual(shown(store), ["3"]);
  });

  it("says how many lines there are, once they are all there", () => {
    const { store } = rig();
    store.receive(page([rowOf("1")], { rest: "searching" }));
    assert.equal(store.announced.value, "");
    store.receive(page([rowOf("2")], { first: false, rest: "more" }));
    assert.equal(store.announced.value, "The newest 2 lines.");
    store.receive(page([rowOf("1")]));
    assert.equal(store.announced.value, "1 line.");
    store.receive(page([]));
    assert.equal(store.announced.value, "No lines.");
  });

  it("puts new lines in front where nobody reads further down", () => {
    const { store } = rig();
    store.receive(page([rowOf("1")]));
    store.receive({ type: "fresh", rows: [rowOf("3"), rowOf("2")] });
    assert.deepEqual(shown(store), ["3", "2", "1"]);
  });

  it("holds new lines back from somebody who reads, and puts the keyboard there when they are asked for", () => {
    const { store } = rig();
    store.isReading = () => true;
    store.receive(page([rowOf("1")]));
    store.receive({ type: "fresh", rows: [rowOf("2")] });
    store.receive({ type: "fresh", rows: [rowOf("3")] });
    assert.deepEqual(shown(store), ["1"]);
    assert.equal(store.held.value.length, 2);
    store.showHeld();
    assert.deepEqual(shown(store), ["3", "2", "1"]);
    assert.deepEqual(store.held.value, []);
    assert.equal(store.entry.value, "3");
    assert.equal(store.sought.value?.id, "3");
  });

  it("completes a line where it stands, held back or not, whoever reads", () => {
    const { store } = rig();
    store.isReading = () => true;
    store.receive(page([rowOf("1", { ending: "under way" })]));
    store.receive({ type: "fresh", rows: [rowOf("2", { ending: "under way" })] });
    store.receive({ type: "fresh", rows: [rowOf("2", { ending: "stopped" }), rowOf("1", { ending: "" })] });
    assert.equal(store.listing.value?.rows[0]?.ending, "");
    assert.deepEqual(
      store.held.value.map(({ ending }) => ending),
      ["stopped"],
    );
  });

  it("ignores new lines before it has any", () => {
    const { store } = rig();
    store.receive({ type: "fresh", rows: [rowOf("1")] });
    assert.equal(store.listing.value, undefined);
  });

  it("opens the record it is to show, and lets Tab come to it", () => {
    const { store } = rig();
    store.receive(page([onDevice, toCloud]));
    assert.equal(store.entry.value, onDevice.id);
    store.receive({ type: "reveal", record: toCloud.id });
    assert.ok(store.open.value.has(toCloud.id));
    assert.equal(store.entry.value, toCloud.id);
    store.receive(page([onDevice]));
    assert.equal(store.entry.value, onDevice.id, "the line that is gone leaves Tab to the first");
  });

  it("asks for what left once somebody wants to read it", () => {
    const { store, told } = rig();
    store.receive(page([toCloud]));
    store.readBody(toCloud.id);
    assert.deepEqual(told, [{ type: "readBody", record: toCloud.id }]);
    assert.equal(store.bodies.value.get(toCloud.id)?.note, "");
    store.receive({ type: "body", record: toCloud.id, text: "{}", note: "Exactly." });
    assert.equal(store.bodies.value.get(toCloud.id)?.text, "{}");
  });
});
