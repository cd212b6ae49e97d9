import assert from "node:assert/strict";
import { ModelRooms } from "../../../src/sending/modelRooms.ts";
import { lmStudio, routeTo } from "../../support/samples.ts";

const route = routeTo();

describe("sending/modelRooms", () => {
  let rooms: ModelRooms;

  beforeEach(() => {
    rooms = new ModelRooms();
  });

  /** The factors after each of some counts of a prompt of 1,000 estimated tokens. */
  function after(...counts: readonly number[]): readonly (number | undefined)[] {
    return counts.map((counted) => {
      rooms.note(route, { estimated: 1000, counted });
      return rooms.of(route).tokenFactor;
    });
  }

  it("knows nothing before a server has counted", () => {
    assert.deepEqual(rooms.of(route), {});
  });

  it("rises as soon as more is counted than estimated, to the next eighth", () => {
    assert.deepEqual(after(1010, 1200, 1260), [1.125, 1.25, 1.375]);
  });

  it("stays while counts move a little, so that what goes along stays", () => {
    assert.deepEqual(after(1200, 1180, 1100, 1010, 1240), [1.25, 1.25, 1.25, 1.25, 1.25]);
    assert.deepEqual(new ModelRooms().of(route), {});
  });

  it("comes down when it is far too high", () => {
    assert.deepEqual(after(1800, 1100), [1.875, 1.125]);
    assert.deepEqual(after(700), [0.75]);
  });

  it("does not believe a count that leaves out what the server had read before, nor an absurd one", () => {
    assert.deepEqual(after(12, 590, 9000), [undefined, undefined, undefined]);
  });

  it("learns nothing from a prompt of a few words", () => {
    rooms.note(route, { estimated: 40, counted: 80 });
    assert.deepEqual(rooms.of(route), {});
  });

  it("halves the room of a model whose server refused a conversation, down to a quarter", () => {
    const shares = [1, 2, 3].map(() => {
      rooms.halve(route);
      return rooms.of(route).roomShare;
    });
    assert.deepEqual(shares, [0.5, 0.25, 0.25]);
    rooms.note(route, { estimated: 1000, counted: 1200 });
    assert.deepEqual(rooms.of(route), { tokenFactor: 1.25, roomShare: 0.25 });
  });

  it("keeps what it knows of each provider's models apart", () => {
    rooms.halve(route);
    assert.deepEqual(rooms.of({ ...route, provider: lmStudio }), {});
    assert.deepEqual(rooms.of({ ...route, model: "other" }), {});
  });
});
