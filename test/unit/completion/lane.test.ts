import assert from "node:assert/strict";
import { later } from "../../../src/base/later.ts";
import { Flight } from "../../../src/completion/flight.ts";
import { Lane } from "../../../src/completion/lane.ts";
import { siteAt } from "../../../src/completion/siteAt.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { routeTo, snapshot } from "../../support/samples.ts";

/** A send whose events the test gives one by one. */
function sendByHand() {
  const waiting: SendEvent[] = [];
  let wake = (): void => undefined;
  const send = async function* (_order: unknown, signal: AbortSignal): AsyncGenerator<SendEvent> {
    signal.addEventListener("abort", () => {
      wake();
    });
    for (;;) {
      const event = waiting.shift();
      if (signal.aborted) {
        yield { kind: "failed", failure: { kind: "stopped" } };
        return;
      }
      if (event === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      yield event;
      if (event.kind === "end") return;
    }
  };
  return {
    send,
    give: async (...events: readonly SendEvent[]): Promise<void> => {
      waiting.push(...events);
      wake();
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    },
  };
}

function begun() {
  const hand = sendByHand();
  const here = snapshot("a█");
  const flight = new Flight(
    {
      ...{ purpose: "asked", snapshot: here, site: siteAt(here, false), answerTokens: 96 },
      order: {
        ...{ task: "completion", trigger: "automatic", files: [] },
        draft: () => {
          throw new Error("nothing is drafted here");
        },
      },
    },
    { sending: { send: hand.send }, clock: () => 0, later, mayLinger: () => true },
  );
  return { flight, ...hand };
}

const routed: SendEvent = { kind: "routed", route: routeTo() };
const text = (words: string): SendEvent => ({ kind: "text", text: words });
const end: SendEvent = { kind: "end", reason: "stop", usage: { answerTokens: 1 } };

describe("completion/lane", () => {
  it("starts at once when the server is free", async () => {
    const lane = new Lane();
    const one = begun();
    assert.equal(await lane.submit(() => one.flight), one.flight);
    assert.equal(lane.running, one.flight);
    await one.give(routed, text("b"), end);
    assert.ok(lane.isFree);
  });

  it("does not stop a server that still reads, but as soon as it writes", async () => {
    const lane = new Lane();
    const [one, two] = [begun(), begun()];
    await lane.submit(() => one.flight);
    await one.give(routed);
    const second = lane.submit(() => two.flight);
    assert.ok(!one.flight.wasAborted && lane.hasWaiting);
    await one.give(text("b"));
    assert.ok(one.flight.wasAborted);
    assert.equal(await second, two.flight);
    assert.equal(lane.running, two.flight);
    two.flight.abort();
  });

  it("stops a server that writes at once", async () => {
    const lane = new Lane();
    const [one, two] = [begun(), begun()];
    await lane.submit(() => one.flight);
    await one.give(routed, text("b"));
    const second = lane.submit(() => two.flight);
    assert.ok(one.flight.wasAborted);
    assert.equal(await second, two.flight);
    two.flight.abort();
  });

  it("lets only the latest wait", async () => {
    const lane = new Lane();
    const [one, two, three] = [begun(), begun(), begun()];
    await lane.submit(() => one.flight);
    const second = lane.submit(() => two.flight);
    const third = lane.submit(() => three.flight);
    assert.equal(await second, undefined);
    await one.give(routed, text("b"));
    assert.equal(await third, three.flight);
    two.flight.abort();
    three.flight.abort();
  });

  it("lets the running one go on when it is wanted after all", async () => {
    const lane = new Lane();
    const one = begun();
    await lane.submit(() => one.flight);
    const second = lane.submit(() => undefined);
    lane.keepRunning();
    assert.equal(await second, undefined);
    await one.give(routed, text("b"));
    assert.ok(!one.flight.wasAborted);
    await one.give(end);
    assert.equal(one.flight.text, "b");
  });

  it("starts nothing that nobody wants any more, and is free then", async () => {
    const lane = new Lane();
    assert.equal(await lane.submit(() => undefined), undefined);
    assert.ok(lane.isFree);
  });

  it("stops everything at the end", async () => {
    const lane = new Lane();
    const one = begun();
    await lane.submit(() => one.flight);
    const second = lane.submit(() => undefined);
    lane.stop();
    assert.equal(await second, undefined);
    assert.ok(one.flight.wasAborted);
    await one.flight.ended;
  });
});
