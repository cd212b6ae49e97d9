import assert from "node:assert/strict";
import { Haste, hasteMs } from "../../../media/review/haste.ts";

describe("a press that sends", () => {
  const press = (timeStamp: number, isTrusted = true) => ({ timeStamp, isTrusted });

  it("is meant when what is shown has stood there long enough", () => {
    const haste = new Haste();
    haste.changed(1000);
    assert.equal(haste.isMeant(press(1000)), false);
    assert.equal(haste.isMeant(press(1000 + hasteMs - 1)), false);
    assert.equal(haste.isMeant(press(1000 + hasteMs)), true);
  });

  it("is judged by when it happened, not by when it is handled", () => {
    const haste = new Haste();
    haste.changed(5000);
    assert.equal(haste.isMeant(press(4000)), false);
  });

  it("is judged by the last change", () => {
    const haste = new Haste();
    haste.changed(1000);
    haste.changed(2000);
    assert.equal(haste.isMeant(press(1000 + hasteMs)), false);
  });

  it("is never meant when no person made it", () => {
    const haste = new Haste();
    haste.changed(0);
    assert.equal(haste.isMeant(press(1_000_000, false)), false);
  });
});
