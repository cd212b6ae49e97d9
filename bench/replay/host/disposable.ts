/** As `vscode.Disposable`: what ends something, once. */
export class Disposable {
  #end: (() => unknown) | undefined;

  constructor(end: () => unknown) {
    this.#end = end;
  }

  static from(...others: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const other of others) other.dispose();
    });
  }

  dispose(): void {
    const end = this.#end;
    this.#end = undefined;
    end?.();
  }
}
