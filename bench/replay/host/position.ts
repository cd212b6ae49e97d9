import type * as vscode from "vscode";

/** As `vscode.Position`: zero-based, characters in UTF-16 code units. */
export class Position implements vscode.Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    if (line < 0 || character < 0) throw new RangeError("A position is never negative.");
    this.line = line;
    this.character = character;
  }

  isBefore(other: Position): boolean {
    return this.compareTo(other) < 0;
  }

  isBeforeOrEqual(other: Position): boolean {
    return this.compareTo(other) <= 0;
  }

  isAfter(other: Position): boolean {
    return this.compareTo(other) > 0;
  }

  isAfterOrEqual(other: Position): boolean {
    return this.compareTo(other) >= 0;
  }

  isEqual(other: Position): boolean {
    return this.compareTo(other) === 0;
  }

  compareTo(other: Position): number {
    return Math.sign(this.line - other.line || this.character - other.character);
  }

  translate(
    by: number | { readonly lineDelta?: number; readonly characterDelta?: number } = 0,
    characterDelta = 0,
  ): Position {
    const delta = typeof by === "number" ? { lineDelta: by, characterDelta } : by;
    return new Position(this.line + (delta.lineDelta ?? 0), this.character + (delta.characterDelta ?? 0));
  }

  with(
    change: number | { readonly line?: number; readonly character?: number } = {},
    character = this.character,
  ): Position {
    if (typeof change === "number") return new Position(change, character);
    return new Position(change.line ?? this.line, change.character ?? character);
  }
}
