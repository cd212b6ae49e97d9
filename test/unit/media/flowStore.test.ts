import assert from "node:assert/strict";
import { FlowStore, type Memory } from "../../../media/flow/flowStore.ts";
import {
  firstChoice,
  type FlowView,
  type FromFlowView,
  type ToFlowView,
} from "../../../src/protocol/flowMessages.ts";

function rig(recalled?: Memory) {
  const told: FromFlowView[] = [];
  const memories: Memory[] = [];
  const store = new FlowStore({
    post: (message) => told.push(message),
    recall: () => recalled,
    remember: (memory) => memories.push(memory),
    zone: "Europe/Berlin",
  });
  return { store, told, memories };
}

function flow(change: Partial<FlowView> = {}): Extract<ToFlowView, { type: "flow" }> {
  return {
    type: "flow",
    flow: {
      choice: firstChoice,
      lead: "Nothing left.",
      rest: "",
      isWhole: true,
      missing: "",
      lines: [],
      ...change,
    },
  };
}

describe("the state of the data flow's page", () => {
  it("begins with what it drew last, in the reader's time zone", () => {
    const choice = { period: "all" as const, here: true };
    const { store, told } = rig({ choice });
    store.begin();
    assert.deepEqual(told, [{ type: "ready", zone: "Europe/Berlin", choice }]);
    const other = rig();
    other.store.begin();
    assert.deepEqual(other.told, [{ type: "ready", zone: "Europe/Berlin", choice: firstChoice }]);
  });

  it("asks for what is chosen, and remembers it", () => {
    const { store, told, memories } = rig();
    store.choose({ period: "today" });
    store.choose({ here: true });
    assert.deepEqual(told, [
      { type: "choose", choice: { period: "today", here: false } },
      { type: "choose", choice: { period: "today", here: true } },
    ]);
    assert.deepEqual(memories.at(-1), { choice: { period: "today", here: true } });
  });

  it("draws nothing that was on its way before the last choice", () => {
    const { store } = rig();
    store.choose({ period: "all" });
    store.receive(flow());
    assert.equal(store.flow.value, undefined);
    store.receive(flow({ choice: { period: "all", here: false } }));
    assert.deepEqual(store.flow.value, flow({ choice: { period: "all", here: false } }).flow);
  });

  it("speaks the answer to what was asked for, once it is whole, and nothing that changes by itself", () => {
    const { store } = rig();
    store.receive(flow({ isWhole: false, lead: "Reading" }));
    assert.equal(store.announced.value, "");
    store.receive(flow());
    assert.equal(store.announced.value, "Nothing left.");
    store.receive(flow({ lead: "One more." }));
    assert.equal(store.announced.value, "Nothing left.");
    store.refresh();
    store.receive(flow({ lead: "Two more." }));
    assert.equal(store.announced.value, "Two more.");
  });

  it("says that the ledger cannot be read until it can", () => {
    const { store, told } = rig();
    store.receive({ type: "failed", choice: firstChoice });
    assert.equal(store.isFailed.value, true);
    store.refresh();
    assert.deepEqual(told, [{ type: "refresh", choice: firstChoice }]);
    store.receive(flow());
    assert.equal(store.isFailed.value, false);
  });

  it("opens the records of a line, and the ledger", () => {
    const { store, told } = rig();
    store.open("x");
    store.openLedger();
    assert.deepEqual(told, [{ type: "open", line: "x" }, { type: "openLedger" }]);
  });
});
