import assert from "node:assert/strict";
import { flowColumns, lineWidth } from "../../../media/flow/flowColumns.ts";
import { linesHeight, ribbons, type Box } from "../../../media/flow/ribbons.ts";
import type { FlowLineView } from "../../../src/protocol/flowMessages.ts";

function line(id: string, change: Partial<FlowLineView> = {}): FlowLineView {
  return {
    id,
    part: "Chat",
    gate: "Let through",
    course: "went",
    destination: { icon: "lock", label: "On device" },
    became: "stayed on this device",
    warns: false,
    requests: 1,
    bytes: 100,
    sent: "100 B",
    received: "0 B",
    ...change,
  };
}
function stopped(id: string, change: Partial<FlowLineView> = {}): FlowLineView {
  const { destination, ...rest } = line(id);
  assert.ok(destination);
  return { ...rest, gate: "Stopped: the mode forbids it", course: "ended", warns: true, ...change };
}

describe("the columns of the data flow's picture", () => {
  const lines = [
    stopped("0"),
    line("1", { requests: 3 }),
    line("2", { destination: { icon: "cloud-upload", label: "api.example" }, became: "left", warns: true }),
    line("3", { part: "Completion", requests: 4 }),
    line("4", { part: "Completion", course: "mayHaveGone", became: "may have left" }),
  ];
  const { parts, gates, destinations } = flowColumns(lines);

  it("hold one box for whatever looks the same, with all that touches it", () => {
    assert.deepEqual(
      [parts, gates, destinations].map((column) =>
        column.map(({ words, requests }) => `${words} ${requests}`),
      ),
      [
        ["Chat 5", "Completion 5"],
        ["Let through 9", "Stopped: the mode forbids it 1"],
        ["On device 7", "api.example 1", "On device 1"],
      ],
    );
  });

  it("put what was let through first, and warn where something was stopped or left for a cloud", () => {
    assert.deepEqual(
      [...gates, ...destinations].map(({ icon, warns }) => [icon, warns]),
      [
        ["check", false],
        ["error", true],
        ["lock", false],
        ["cloud-upload", true],
        ["lock", false],
      ],
    );
  });
});

describe("the width of a line", () => {
  it("grows with the square root of its bytes, and no line is too thin to be seen", () => {
    const lines = [0, 1, 1_000_000, 4_000_000].map((bytes) => line(`${bytes}`, { bytes }));
    assert.deepEqual(
      lines.map((one) => lineWidth(one, lines)),
      [3, 3, 20, 40],
    );
    const empty = [line("1", { bytes: 0 })];
    assert.equal(lineWidth(line("1", { bytes: 0 }), empty), 3);
  });
});

describe("the lines of the data flow's picture", () => {
  const lines = [line("1"), stopped("2")];
  const columns = flowColumns(lines);
  const all = [...columns.parts, ...columns.gates, ...columns.destinations];
  const boxes = new Map<string, Box>(
    all.map(({ id }, index) => [id, { left: index * 100, right: index * 100 + 50, top: 0, height: 100 }]),
  );

  it("go from part to gate to destination, and end in a bar at the gate where they were stopped", () => {
    const [through, held] = ribbons(lines, columns, boxes);
    assert.equal(through?.pieces.length, 2);
    assert.equal(through.bar, undefined);
    // From the right of the part, past the gate, to the left of the destination.
    assert.match(through.pieces[0] ?? "", /^M50 9C75 9 75 30 100 30L100 70/);
    assert.match(through.pieces[1] ?? "", /^M150 30C225 30 225 30 300 30L300 70/);
    assert.equal(held?.pieces.length, 1);
    assert.match(held.bar ?? "", /^M200 27V73$/);
  });

  it("stand beside each other at a box, which is high enough for them", () => {
    const [part] = columns.parts;
    assert.ok(part !== undefined);
    assert.equal(linesHeight(part, lines), 84);
  });

  it("are left out while nobody knows where the boxes are", () => {
    assert.deepEqual(ribbons(lines, columns, new Map()), []);
  });
});
