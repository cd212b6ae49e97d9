import type { FlowLineView } from "../../src/protocol/flowMessages.ts";
import type { IconName } from "../parts/iconOutlines.ts";

/** One box of the picture, with the lines that touch it in the order in which they do. */
export type FlowNode = {
  readonly id: string;
  readonly icon?: IconName;
  readonly words: string;
  /** What became of what came here; empty where that is no question. */
  readonly note: string;
  readonly warns: boolean;
  readonly requests: number;
  readonly lines: readonly FlowLineView[];
};

/** The boxes of the picture, column by column. */
export type FlowColumns = {
  readonly parts: readonly FlowNode[];
  readonly gates: readonly FlowNode[];
  readonly destinations: readonly FlowNode[];
};

type Face = Pick<FlowNode, "words" | "note" | "warns"> & { readonly icon?: IconName };

/** Boxes with different faces, in the order in which their lines come. */
function nodes(
  lines: readonly FlowLineView[],
  column: string,
  faceOf: (line: FlowLineView) => Face | undefined,
): readonly FlowNode[] {
  const found = new Map<string, { readonly face: Face; readonly lines: FlowLineView[] }>();
  for (const line of lines) {
    const face = faceOf(line);
    if (face === undefined) continue;
    const id = JSON.stringify([column, face.icon, face.words, face.note]);
    const node = found.get(id) ?? { face, lines: [] };
    node.lines.push(line);
    found.set(id, node);
  }
  return [...found].map(([id, { face, lines: own }]) => ({
    ...{ ...face, id, lines: own },
    requests: own.reduce((sum, { requests }) => sum + requests, 0),
  }));
}

function gateFace({ gate, course, warns }: FlowLineView): Face {
  if (course !== "ended") return { icon: "check", words: gate, note: "", warns: false };
  return { icon: warns ? "error" : "close", words: gate, note: "", warns };
}

/** Sorts lines into the boxes that they touch. What was let through comes first at the gate. */
export function flowColumns(lines: readonly FlowLineView[]): FlowColumns {
  const passedFirst = lines.toSorted(
    (one, other) => Number(one.course === "ended") - Number(other.course === "ended"),
  );
  return {
    parts: nodes(lines, "part", ({ part }) => ({ words: part, note: "", warns: false })),
    gates: nodes(passedFirst, "gate", gateFace),
    destinations: nodes(
      lines,
      "destination",
      ({ destination, became, warns }) =>
        destination && { icon: destination.icon, words: destination.label, note: became, warns },
    ),
  };
}

/** Of the widest line, and of the thinnest, in pixels. */
const widest = 40;
const thinnest = 3;

/** How wide a line is drawn, in pixels: by the square root of its bytes, so that one giant does not hide the others. */
export function lineWidth(line: FlowLineView, all: readonly FlowLineView[]): number {
  const most = Math.max(1, ...all.map(({ bytes }) => bytes));
  return Math.max(thinnest, widest * Math.sqrt(line.bytes / most));
}
