import assert from "node:assert/strict";
import type { DayStatistics } from "../../../src/completion/statisticsBook.ts";
import { StatisticsView } from "../../../src/completion/statisticsView.ts";
import { parseFromStatistics } from "../../../src/protocol/parseFromStatistics.ts";
import type { ToStatistics } from "../../../src/protocol/statisticsMessages.ts";
import { shown, statisticsOf } from "./statisticsSamples.ts";

const today = "2026-01-31";

function open() {
  const told: ToStatistics[] = [];
  const world = {
    days: [{ day: today, statistics: statisticsOf(shown()) }] as readonly DayStatistics[],
    failure: undefined as Error | undefined,
    says: false,
  };
  const fail = (): void => {
    if (world.failure !== undefined) throw world.failure;
  };
  const view = new StatisticsView({
    book: {
      read: async () => {
        await Promise.resolve();
        fail();
        return world.days;
      },
      forget: async () => {
        await Promise.resolve();
        fail();
        world.days = [];
      },
    },
    today: () => today,
    post: (message) => told.push(message),
    confirmForgetting: () => Promise.resolve(world.says),
  });
  const leads = (): readonly string[] =>
    told.map((message) =>
      message.type === "statistics" ? message.page.lead.replace("\u00A0", " ") : message.type,
    );
  return { view, world, told, leads };
}

describe("completion/statisticsView", () => {
  it("says what the figures come to in the period that is asked for", async () => {
    const { view, leads } = open();
    await view.receive({ type: "ready", period: "week" });
    await view.receive({ type: "choose", period: "today" });
    assert.deepEqual(leads(), [
      "In the last 7 days you took 0 of 1 suggestion (0 %).",
      "Today you took 0 of 1 suggestion (0 %).",
    ]);
  });

  it("forgets only after a yes, and shows what is left in the period that was chosen", async () => {
    const { view, world, leads } = open();
    await view.receive({ type: "choose", period: "today" });
    await view.receive({ type: "forget" });
    assert.equal(world.days.length, 1);
    world.says = true;
    await view.receive({ type: "forget" });
    assert.deepEqual([world.days.length, leads().at(-1)], [0, "Today no suggestion was shown."]);
  });

  it("tells a failure to the page, and whoever listens", async () => {
    const { view, world, leads } = open();
    world.failure = new Error("no disk");
    await assert.rejects(view.receive({ type: "ready", period: "week" }), /no disk/);
    world.says = true;
    await assert.rejects(view.receive({ type: "forget" }), /no disk/);
    assert.deepEqual(leads(), ["failed", "failed"]);
  });

  it("tells nothing to a page that is gone", async () => {
    const { view, told } = open();
    const telling = view.receive({ type: "ready", period: "week" });
    view.pageIsGone();
    await telling;
    assert.deepEqual(told, []);
  });

  it("understands what its page says, and nothing else", () => {
    const message = { type: "choose", period: "all" };
    assert.deepEqual(parseFromStatistics({ ...message, more: 1 }), message);
    assert.deepEqual(parseFromStatistics({ type: "forget" }), { type: "forget" });
    for (const wrong of [undefined, "forget", { type: "ready" }, { type: "choose", period: "ever" }])
      assert.equal(parseFromStatistics(wrong), undefined);
  });
});
