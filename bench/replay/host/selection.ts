import type * as vscode from "vscode";
import { Position } from "./position.ts";
import { Range } from "./range.ts";

/** As `vscode.Selection`. */
export class Selection extends Range implements vscode.Selection {
  readonly anchor: Position;
  readonly active: Position;

  constructor(anchor: Position, active: Position);
  constructor(anchorLine: number, anchorCharacter: number, activeLine: number, activeCharacter: number);
  constructor(one: Position | number, two: Position | number, three = 0, four = 0) {
    const anchor = typeof one === "number" ? new Position(one, Number(two)) : one;
    const active = typeof two === "number" ? new Position(three, four) : two;
    super(anchor, active);
    this.anchor = anchor;
    this.active = active;
  }

  get isReversed(): boolean {
    return this.active.isBefore(this.anchor);
  }
}
