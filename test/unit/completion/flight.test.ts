import assert from "node:assert/strict";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { flightByHand } from "../../support/flightByHand.ts";
import { rememberingLog } from "../../support/headless.ts";
import { end, settled, text } from "../../support/sendByHand.ts";

describe("completion/flight", () => {
  it("takes down what is written and how long it took", async () => {
    let nowMs = 1000;
    const { flight, give } = flightByHand("let a;\n█\n", {}, { clock: () => nowMs });
    assert.deepEqual([flight.state, flight.firstTextMs], ["reading", undefined]);
    nowMs = 1300;
    await give(text("const b =", [-0.1, -0.2]));
    assert.deepEqual([flight.state, flight.firstTextMs, flight.lineMs], ["writing", 300, undefined]);
    nowMs = 1500;
    await give(text(" 1;\n", [-0.3]), text("const c = 2;\n", [-4]), end);
    assert.deepEqual([flight.state, flight.tookToLineMs, flight.isDone], ["ended", 500, true]);
    assert.deepEqual(flight.logprobs, [-0.1, -0.2, -0.3]);
    assert.deepEqual(
      [flight.failure, flight.wasAborted, flight.usage],
      [undefined, false, { answerTokens: 1 }],
    );
  });

  it("shows whole lines of what was cut off, and all of what ended by itself or is one line", async () => {
    const cutOff: SendEvent = { kind: "end", reason: "length", usage: { answerTokens: 96 } };
    const shown = async (written: string, ...events: readonly SendEvent[]): Promise<readonly unknown[]> => {
      const { flight, give } = flightByHand("function f() {\n  █\n}\n");
      await give(text(written), ...events);
      return [flight.visible, flight.isWhole];
    };
    assert.deepEqual(await shown("let a = 1;\n  let b = 2;\n  let thr", cutOff), [
      "let a = 1;\n  let b = 2;\n",
      false,
    ]);
    assert.deepEqual(await shown("let a = 1;\n  let b", end), ["let a = 1;\n  let b", true]);
    assert.deepEqual(await shown("let a = thr", cutOff), ["let a = thr", false]);
  });

  it("tells a bug to the log, and counts as given up", async () => {
    const { log, lines } = rememberingLog();
    const send = async function* (): AsyncGenerator<SendEvent> {
      yield await Promise.reject(new Error("a bug"));
    };
    const { flight } = flightByHand("a█", {}, { log, sending: { send } });
    await flight.ended;
    assert.deepEqual([flight.state, flight.wasAborted], ["ended", true]);
    assert.deepEqual(lines, ["A request of completion broke"]);
  });

  it("tells a bug of what comes afterwards to the log", async () => {
    const { log, lines } = rememberingLog();
    const { flight, give } = flightByHand("a█", {}, { log });
    flight.afterwards(() => {
      throw new Error("a bug");
    });
    await give(end);
    await settled();
    assert.deepEqual(lines, ["A request of completion broke"]);
  });
});
