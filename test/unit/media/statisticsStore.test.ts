import assert from "node:assert/strict";
import { StatisticsStore, type Memory } from "../../../media/statistics/statisticsStore.ts";
import type {
  FromStatistics,
  StatisticsPage,
  ToStatistics,
} from "../../../src/protocol/statisticsMessages.ts";

function rig(recalled?: Memory) {
  const told: FromStatistics[] = [];
  const memories: Memory[] = [];
  const store = new StatisticsStore({
    post: (message) => told.push(message),
    recall: () => recalled,
    remember: (memory) => memories.push(memory),
  });
  return { store, told, memories };
}

function page(changes: Partial<StatisticsPage> = {}): ToStatistics {
  return { type: "statistics", page: { period: "week", lead: "Some.", rest: "", rows: [], ...changes } };
}

describe("the state of the page of completion's figures", () => {
  it("begins with the last seven days, or with what it showed last", () => {
    for (const [recalled, period] of [
      [undefined, "week"],
      [{ period: "all" as const }, "all"],
    ] as const) {
      const { store, told } = rig(recalled);
      store.begin();
      assert.deepEqual(told, [{ type: "ready", period }]);
    }
  });

  it("asks for what is chosen, and remembers it", () => {
    const { store, told, memories } = rig();
    store.choose("today");
    store.refresh();
    assert.deepEqual(told, [
      { type: "choose", period: "today" },
      { type: "refresh", period: "today" },
    ]);
    assert.deepEqual(memories, [{ period: "today" }]);
  });

  it("shows nothing that was on its way before the last choice", () => {
    const { store } = rig();
    store.receive(page());
    store.choose("today");
    store.receive(page({ lead: "Late." }));
    assert.equal(store.announced.value, "Some.");
    store.receive(page({ period: "today", lead: "Now." }));
    assert.deepEqual([store.page.value?.lead, store.announced.value], ["Now.", "Now."]);
  });

  it("shows a failure until something can be read again", () => {
    const { store } = rig();
    store.receive({ type: "failed", period: "week" });
    assert.equal(store.isFailed.value, true);
    store.receive(page());
    assert.equal(store.isFailed.value, false);
  });
});
