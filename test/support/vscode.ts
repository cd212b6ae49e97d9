/**
 * Stands in for the editor's API where tests run without an editor: only what the adapters under test touch, behaving
 * as the editor does. The in-editor tests make the same calls, so it cannot drift for long.
 */

/** As `vscode.window`: the editor with the keyboard, which a test sets. */
export const window: { activeTextEditor: unknown } = { activeTextEditor: undefined };

/** As `vscode.workspace`, with one folder, `/project`. */
export const workspace = {
  asRelativePath: ({ path }: { readonly path: string }): string => path.replace(/^\/project\//, ""),
};

/** As `vscode.Disposable`. */
export class Disposable {
  readonly #callOnDispose: () => void;

  constructor(callOnDispose: () => void) {
    this.#callOnDispose = callOnDispose;
  }

  dispose(): void {
    this.#callOnDispose();
  }
}

/** As `vscode.EventEmitter`. */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

/** As `vscode.Position`: zero-based. */
export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }
}

/** As `vscode.Range`: end-exclusive. */
export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }
}
