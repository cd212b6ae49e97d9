import type { FlowLineView } from "../../src/protocol/flowMessages.ts";
import { lineWidth, type FlowColumns, type FlowNode } from "./flowColumns.ts";

/** Where a box of the picture stands, in pixels. */
export type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
};

/** One line as it is drawn: outlines of its pieces, and the bar at which it ends when it ends at the gate. */
export type Ribbon = {
  readonly line: FlowLineView;
  readonly pieces: readonly string[];
  readonly bar?: string;
};

/** Room between two lines that touch the same box. */
const gap = 2;

type Place = { readonly x: number; readonly top: number };

/** Where the lines of a box touch one of its sides, one above the other around its middle. */
function places(
  node: FlowNode,
  box: Box | undefined,
  side: "left" | "right",
  widthOf: (line: FlowLineView) => number,
): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  if (box === undefined) return found;
  const whole = node.lines.reduce((sum, line) => sum + widthOf(line) + gap, -gap);
  let top = box.top + (box.height - whole) / 2;
  for (const line of node.lines) {
    found.set(line.id, { x: box[side], top });
    top += widthOf(line) + gap;
  }
  return found;
}

function piece(from: Place, to: Place, width: number): string {
  const middle = (from.x + to.x) / 2;
  const [a, b] = [from.top, to.top];
  return [
    `M${from.x} ${a}C${middle} ${a} ${middle} ${b} ${to.x} ${b}`,
    `L${to.x} ${b + width}C${middle} ${b + width} ${middle} ${a + width} ${from.x} ${a + width}Z`,
  ].join("");
}

/** How high a box must be for its lines, in pixels. */
export function linesHeight(node: FlowNode, all: readonly FlowLineView[]): number {
  return node.lines.reduce((sum, line) => sum + lineWidth(line, all) + gap, 0);
}

/** Draws every line between the boxes, by where those stand; a line whose boxes are not known is left out. */
export function ribbons(
  lines: readonly FlowLineView[],
  { parts, gates, destinations }: FlowColumns,
  boxes: ReadonlyMap<string, Box>,
): readonly Ribbon[] {
  const widthOf = (line: FlowLineView): number => lineWidth(line, lines);
  const all = (column: readonly FlowNode[], side: "left" | "right"): ReadonlyMap<string, Place> =>
    new Map(column.flatMap((node) => [...places(node, boxes.get(node.id), side, widthOf)]));
  const [starts, entries] = [all(parts, "right"), all(gates, "left")];
  const [exits, ends] = [
    all(
      gates.map((node) => sortedBy(node, destinations)),
      "right",
    ),
    all(destinations, "left"),
  ];
  return lines.flatMap((line) => {
    const width = widthOf(line);
    const [start, entry] = [starts.get(line.id), entries.get(line.id)];
    const [exit, end] = [exits.get(line.id), ends.get(line.id)];
    if (start === undefined || entry === undefined) return [];
    const first = piece(start, entry, width);
    if (line.course === "ended")
      return [{ line, pieces: [first], bar: `M${entry.x} ${entry.top - 3}V${entry.top + width + 3}` }];
    return exit === undefined || end === undefined
      ? []
      : [{ line, pieces: [first, piece(exit, end, width)] }];
  });
}

/** A gate with its lines in the order of where they go, so that they do not cross behind it. */
function sortedBy(node: FlowNode, destinations: readonly FlowNode[]): FlowNode {
  const order = destinations.flatMap(({ lines }) => lines.map(({ id }) => id));
  return {
    ...node,
    lines: node.lines.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id)),
  };
}
