import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { arrival, servesStill, type Waiter } from "../../../src/completion/arrival.ts";
import type { FlightPlan } from "../../../src/completion/flight.ts";
import { flightByHand } from "../../support/flightByHand.ts";
import { snapshot } from "../../support/samples.ts";
import { end, settled, text } from "../../support/sendByHand.ts";
import { VirtualTime } from "../../support/virtualTime.ts";

describe("completion/arrival", () => {
  function begun(at: string, plan: Partial<FlightPlan> = {}) {
    const time = new VirtualTime();
    const { clock, later } = time;
    const { flight, give } = flightByHand(at, plan, { clock, later });
    /** What waiting at a mark has come to; empty while it goes on. */
    const wait = (mark: string, changes: Partial<Waiter> = {}): { came: string } => {
      const state = { came: "" };
      const signal = new AbortController().signal;
      const waiter = { snapshot: snapshot(mark), manual: false, signal, ...changes };
      void arrival(flight, waiter, { clock, later }).then((how) => {
        state.came = how;
      });
      return state;
    };
    return { time, flight, give, wait };
  }

  it("waits a moment for the lines below a complete one", async () => {
    const { time, give, wait } = begun("let a;\n█\n");
    const waiting = wait("let a;\n█\n");
    await give(text("if (a) {\n"));
    await time.pass(149);
    assert.equal(waiting.came, "");
    await time.pass(1);
    assert.equal(waiting.came, "ready");
  });

  it("waits only for what is left of that moment when the line is there already", async () => {
    const { time, give, wait } = begun("let a;\n█\n");
    await give(text("if (a) {\n"));
    await time.pass(100);
    const waiting = wait("let a;\n█\n");
    await time.pass(50);
    assert.equal(waiting.came, "ready");
    const late = wait("let a;\n█\n");
    await settled();
    assert.equal(late.came, "ready");
  });

  it("does not wait for more of what was asked for ahead", async () => {
    const { give, wait } = begun("let a;\n█\n", { purpose: "ahead" });
    const waiting = wait("let a;\n█\n");
    await give(text("if (a) {\n"));
    assert.equal(waiting.came, "ready");
  });

  it("waits for the end when somebody asked with a key", async () => {
    const { time, give, wait } = begun("let a;\n█\n");
    const waiting = wait("let a;\n█\n", { manual: true });
    await give(text("if (a) {\n"));
    await time.pass(10_000);
    assert.equal(waiting.came, "");
    await give(text("  b();\n}"), end);
    assert.equal(waiting.came, "ready");
  });

  it("is ready when all is there, or nothing will come", async () => {
    const whole = begun("a█");
    const waiting = whole.wait("a█");
    await whole.give(text("bc"), end);
    assert.equal(waiting.came, "ready");
    const failed = begun("a█");
    const other = failed.wait("a█");
    await failed.give({ kind: "failed", failure: { kind: "overloaded" } });
    assert.equal(other.came, "ready");
  });

  it("goes on for what agrees with what is written, and ends as soon as it does not", async () => {
    const { flight, give, wait } = begun("x = █\n");
    const waiting = wait("x = ab█\n");
    await settled();
    assert.equal(waiting.came, "");
    await give(text("a"));
    assert.equal(waiting.came, "");
    await give(text("c"));
    assert.equal(waiting.came, "disagrees");
    assert.equal(servesStill(flight, snapshot("x = ac█\n")), true);
    assert.equal(servesStill(flight, snapshot("x = ab█\n")), false);
    assert.equal(servesStill(flight, snapshot("x = ac█\n", "other.ts")), false);
  });

  it("waits for what comes behind a line that was typed or taken meanwhile", async () => {
    const { time, give, wait } = begun("let a;\n█\n");
    await give(text("if (a) {\n"));
    await time.pass(1000);
    const waiting = wait("let a;\nif (a) {█\n");
    await give(text("  b("));
    await time.pass(1000);
    assert.equal(waiting.came, "");
    await give(text(");\n"));
    assert.equal(waiting.came, "ready");
  });

  it("ends with whoever waits, and leaves nothing at their signal", async () => {
    const { wait } = begun("a█");
    const controller = new AbortController();
    const waiting = wait("a█", { signal: controller.signal });
    assert.equal(getEventListeners(controller.signal, "abort").length, 1);
    controller.abort();
    await settled();
    assert.equal(waiting.came, "cancelled");
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    const gone = wait("a█", { signal: controller.signal });
    await settled();
    assert.equal(gone.came, "cancelled");
  });

  it("leaves nothing at a signal that goes on", async () => {
    const { give, wait } = begun("a█");
    const { signal } = new AbortController();
    wait("a█", { signal });
    await give(text("b"), end);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
});
