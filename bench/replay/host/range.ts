import type * as vscode from "vscode";
import { Position } from "./position.ts";

/** As `vscode.Range`: ordered, end-exclusive. */
export class Range implements vscode.Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position);
  constructor(startLine: number, startCharacter: number, endLine: number, endCharacter: number);
  constructor(...given: readonly (Position | number)[]) {
    const [one, other] = endsOf(given);
    [this.start, this.end] = one.isAfter(other) ? [other, one] : [one, other];
  }

  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
  }

  get isSingleLine(): boolean {
    return this.start.line === this.end.line;
  }

  contains(what: Position | Range): boolean {
    const [start, end] = "start" in what ? [what.start, what.end] : [what, what];
    return this.start.isBeforeOrEqual(start) && this.end.isAfterOrEqual(end);
  }

  isEqual(other: Range): boolean {
    return this.start.isEqual(other.start) && this.end.isEqual(other.end);
  }

  intersection(other: Range): Range | undefined {
    const start = this.start.isAfter(other.start) ? this.start : other.start;
    const end = this.end.isBefore(other.end) ? this.end : other.end;
    return start.isAfter(end) ? undefined : new Range(start, end);
  }

  union(other: Range): Range {
    const start = this.start.isBefore(other.start) ? this.start : other.start;
    const end = this.end.isAfter(other.end) ? this.end : other.end;
    return new Range(start, end);
  }

  with(
    change: Position | { readonly start?: Position; readonly end?: Position } = {},
    end = this.end,
  ): Range {
    if (change instanceof Position) return new Range(change, end);
    const { start = this.start, end: other = end } = change as {
      start?: Position;
      end?: Position;
    };
    return new Range(start, other);
  }
}

function endsOf(given: readonly (Position | number)[]): readonly [Position, Position] {
  const [first, second, third, fourth] = given;
  if (typeof first === "object" && typeof second === "object") return [first, second];
  const [line, character, endLine, endCharacter] = [first, second, third, fourth].map(Number);
  return [new Position(line ?? 0, character ?? 0), new Position(endLine ?? 0, endCharacter ?? 0)];
}
