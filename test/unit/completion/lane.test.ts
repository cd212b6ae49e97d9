import assert from "node:assert/strict";
import { Lane } from "../../../src/completion/lane.ts";
import { flightByHand } from "../../support/flightByHand.ts";
import { end, settled, text } from "../../support/sendByHand.ts";

describe("completion/lane", () => {
  it("starts at once when the server is free", async () => {
    const lane = new Lane();
    const one = flightByHand("a█");
    assert.equal(await lane.submit(() => one.flight), one.flight);
    assert.equal(lane.running, one.flight);
    await one.give(text("b"), end);
    assert.ok(lane.isFree);
  });

  it("does not stop a server that still reads, but as soon as it writes", async () => {
    const lane = new Lane();
    const [one, two] = [flightByHand("a█"), flightByHand("a█")];
    await lane.submit(() => one.flight);
    await settled();
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
    const [one, two] = [flightByHand("a█"), flightByHand("a█")];
    await lane.submit(() => one.flight);
    await one.give(text("b"));
    const second = lane.submit(() => two.flight);
    assert.ok(one.flight.wasAborted);
    assert.equal(await second, two.flight);
    two.flight.abort();
  });

  it("lets only the latest wait", async () => {
    const lane = new Lane();
    const [one, two, three] = [flightByHand("a█"), flightByHand("a█"), flightByHand("a█")];
    await lane.submit(() => one.flight);
    const second = lane.submit(() => two.flight);
    const third = lane.submit(() => three.flight);
    assert.equal(await second, undefined);
    await one.give(text("b"));
    assert.equal(await third, three.flight);
    two.flight.abort();
    three.flight.abort();
  });

  it("lets the running one go on when it is wanted after all", async () => {
    const lane = new Lane();
    const one = flightByHand("a█");
    await lane.submit(() => one.flight);
    const second = lane.submit(() => undefined);
    lane.keepRunning();
    assert.equal(await second, undefined);
    await one.give(text("b"));
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
    const one = flightByHand("a█");
    await lane.submit(() => one.flight);
    const second = lane.submit(() => undefined);
    lane.stop();
    assert.equal(await second, undefined);
    assert.ok(one.flight.wasAborted);
    await one.flight.ended;
  });
});
