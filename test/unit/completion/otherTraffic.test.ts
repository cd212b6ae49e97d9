import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { OtherTraffic } from "../../../src/completion/otherTraffic.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import { destination } from "../../support/samples.ts";

const here = "http://127.0.0.1:11434";

describe("completion/otherTraffic", () => {
  function watched() {
    const moved = createEmitter<Movement>();
    const traffic = new OtherTraffic(moved.event);
    const ended: string[] = [];
    traffic.onDidEnd(({ origin }) => ended.push(origin));
    const move = (phase: Movement["phase"], changes: Partial<Movement> = {}): void => {
      moved.fire({
        ...{ phase, id: "1", purpose: "chat", bytes: 1 },
        destination: destination(),
        ...changes,
      });
    };
    return { traffic, ended, move };
  }

  it("sees a chat from its beginning to its end, at its own server only", () => {
    const { traffic, ended, move } = watched();
    assert.equal(traffic.isAt(here), false);
    move("started");
    assert.deepEqual([traffic.isAt(here), traffic.isAt("http://127.0.0.1:1")], [true, false]);
    move("connected");
    assert.equal(traffic.isAt(here), true);
    assert.deepEqual(ended, []);
    move("ended");
    assert.deepEqual([traffic.isAt(here), ended], [false, [here]]);
  });

  it("is over when the last of several has ended", () => {
    const { traffic, move } = watched();
    move("started", { id: "1" });
    move("started", { id: "2" });
    move("ended", { id: "1" });
    assert.equal(traffic.isAt(here), true);
    move("ended", { id: "2" });
    assert.equal(traffic.isAt(here), false);
  });

  it("names the one that has a connection", () => {
    const { traffic, move } = watched();
    move("started", { id: "1" });
    assert.equal(traffic.writingAt(here), undefined);
    move("connected", { id: "1" });
    assert.equal(traffic.writingAt(here), "1");
  });

  it("takes neither completions nor errands for it", () => {
    const { traffic, ended, move } = watched();
    for (const purpose of ["completion", "errand:list"]) {
      move("started", { purpose });
      assert.equal(traffic.isAt(here), false);
      move("ended", { purpose });
    }
    assert.deepEqual(ended, []);
  });

  it("hears nothing more once it is let go", () => {
    const { traffic, move } = watched();
    traffic.dispose();
    move("started");
    assert.equal(traffic.isAt(here), false);
  });
});
