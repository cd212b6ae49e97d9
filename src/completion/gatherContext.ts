import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { plainLine } from "../base/plainLine.ts";
import type { Lines } from "../context/codeFile.ts";
import { overlap } from "../context/codeFile.ts";
import type { ContextBlock } from "../context/contextBlock.ts";
import { lineAt, type EditorSnapshot } from "../context/editorSnapshot.ts";
import { lookupPlaces, type LookupPlace } from "../context/lookupPlaces.ts";
import { rankContext } from "../context/rankContext.ts";
import { editsFor, withChange, type RecentEdit } from "../context/recentEdits.ts";
import type { CompletionContext } from "./completionContext.ts";
import type { ContextPorts } from "./contextPorts.ts";
import { createDefinitionLookups, type DefinitionLookups } from "./definitionLookups.ts";
import { createSimilarIndex, type SimilarIndex } from "./similarIndex.ts";

/** Lines around the position that say what the code there is about. */
const queryLines = 10;
/** Lines around the position that are in the prompt anyway. */
const shownLines = 100;
/** Lines that are shown on either side of an edit, and of an edit at most. */
const editMargin = 2;
const longestEdit = 20;
/** Lines around the position whose problems may matter. */
const problemLines = 5;
const longestMessage = 200;

type Names = Map<string, readonly ContextBlock[]>;

/** What was found, and is still looked for, since the position came to a line. */
type Round = {
  readonly uri: string;
  readonly line: number;
  readonly stop: AbortController;
  /** The names that were asked about, with what was found so far. */
  readonly names: Names;
  /** Where names were last looked for. */
  looked: { readonly snapshot: EditorSnapshot; readonly places: readonly LookupPlace[] } | undefined;
  lookups: Promise<unknown>;
  rest: Promise<unknown>;
  similar: readonly ContextBlock[];
  edits: readonly ContextBlock[];
};

function around(line: number, by: number): Lines {
  return { first: Math.max(1, line - by), last: line + by };
}

function rowsIn(text: string, { first, last }: Lines): string {
  return text
    .split(/\r?\n/)
    .slice(first - 1, last)
    .join("\n");
}

/** Where the word at the position begins. */
function wordStart({ text, offset }: EditorSnapshot): number {
  let at = offset;
  while (at > 0 && /[\p{L}\p{N}_$]/u.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Finds context through the editor. Dispose to stop looking and forget everything. */
class GatheredContext implements CompletionContext, Disposable {
  readonly #ports: ContextPorts;
  readonly #lookups: DefinitionLookups;
  readonly #similar: SimilarIndex;
  readonly #store = new DisposableStore();
  #edits: readonly RecentEdit[] = [];
  #round: Round | undefined;

  constructor(ports: ContextPorts) {
    this.#ports = ports;
    this.#lookups = this.#store.add(createDefinitionLookups(ports));
    this.#similar = createSimilarIndex(ports);
    this.#store.add(
      ports.onDidChange((change) => {
        this.#edits = withChange(this.#edits, change, ports.clock());
      }),
    );
    this.#store.add(
      ports.onDidClose((uri) => {
        this.#edits = this.#edits.filter((edit) => edit.uri !== uri);
      }),
    );
  }

  readonly prepare = (snapshot: EditorSnapshot): void => {
    const { looked } = this.#roundAt(snapshot);
    // While a word is typed, no name comes to those before it.
    if (looked === undefined || wordStart(looked.snapshot) !== wordStart(snapshot)) this.#look(snapshot);
  };

  readonly gather: CompletionContext["gather"] = async (snapshot, wish, signal) => {
    const { round, places } = this.#look(snapshot);
    const isSlow = this.#lookups.delayMs() >= wish.waitMs;
    await this.#within(wish.waitMs, [round.rest, ...(isSlow ? [] : [round.lookups])], signal);
    const definition = places.flatMap(({ name }) => round.names.get(name) ?? []);
    const { similar, edits: edit } = round;
    const diagnostic = await this.#problems(snapshot).catch(() => []);
    return rankContext({ definition, similar, edit, diagnostic }, wish.tokens);
  };

  dispose(): void {
    this.#round?.stop.abort();
    this.#round = undefined;
    this.#store.dispose();
  }

  /** The round of the position's line. */
  #roundAt(snapshot: EditorSnapshot): Round {
    const line = lineAt(snapshot.text, snapshot.offset);
    const before = this.#round;
    if (before?.uri === snapshot.uri && before.line === line) return before;
    before?.stop.abort();
    this.#round = this.#begin(snapshot, line);
    return this.#round;
  }

  /** On the same line a round only grows by the names that are new. */
  #look(snapshot: EditorSnapshot): { readonly round: Round; readonly places: readonly LookupPlace[] } {
    const round = this.#roundAt(snapshot);
    const { looked } = round;
    if (looked?.snapshot === snapshot) return { round, places: looked.places };
    const places = lookupPlaces(snapshot);
    round.looked = { snapshot, places };
    const asked = places.filter(({ name }) => !round.names.has(name));
    for (const { name } of asked) round.names.set(name, []);
    const answers = asked.map(async (place) => {
      round.names.set(place.name, await this.#lookups.find(snapshot.uri, place, round.stop.signal));
    });
    if (answers.length > 0) round.lookups = Promise.all([round.lookups, ...answers]);
    return { round, places };
  }

  #begin(snapshot: EditorSnapshot, line: number): Round {
    const stop = new AbortController();
    const round: Round = {
      ...{ uri: snapshot.uri, line, stop, names: new Map() },
      ...{ lookups: Promise.resolve(), rest: Promise.resolve(), similar: [], edits: [], looked: undefined },
    };
    const code = rowsIn(snapshot.text, around(line, queryLines));
    const similar = this.#similar.find(snapshot.uri, code, stop.signal).then((found) => {
      round.similar = found;
    });
    const edits = this.#editBlocks(snapshot.uri, line).then((found) => {
      round.edits = found;
    });
    round.rest = Promise.allSettled([similar, edits]);
    return round;
  }

  async #editBlocks(uri: string, line: number): Promise<readonly ContextBlock[]> {
    const near = around(line, shownLines);
    const isShown = (edit: RecentEdit): boolean => edit.uri === uri && overlap(edit.lines, near);
    const edits = editsFor(this.#edits, this.#ports.clock(), isShown);
    return (await Promise.all(edits.map((edit) => this.#editBlock(edit)))).flat();
  }

  async #editBlock({ uri, lines }: RecentEdit): Promise<readonly ContextBlock[]> {
    const document = this.#ports.openDocuments().find((each) => each.uri === uri);
    if (document === undefined) return [];
    const { kind } = await this.#ports.guard.judge(uri);
    if (kind === "never") return [];
    const first = Math.max(1, lines.first - editMargin);
    const last = Math.min(lines.last + editMargin, first + longestEdit - 1);
    const text = rowsIn(document.read(), { first, last });
    if (text.trim() === "") return [];
    return [
      { kind: "edit", source: { kind: "file", uri, path: document.path, lines: { first, last } }, text },
    ];
  }

  /** A promise, so that an editor that fails here is an editor without problems. */
  async #problems({ uri, path, text, offset }: EditorSnapshot): Promise<readonly ContextBlock[]> {
    const near = around(lineAt(text, offset), problemLines);
    const problems = await Promise.resolve(uri).then(this.#ports.problems);
    return problems
      .filter(({ lines }) => overlap(lines, near))
      .map(({ lines, message }) => ({
        kind: "diagnostic",
        source: { kind: "file", uri, path, lines },
        text: plainLine(message).slice(0, longestMessage),
      }));
  }

  /** Waits for all of it, and not longer than so many milliseconds or until the signal aborts. */
  async #within(milliseconds: number, work: readonly Promise<unknown>[], signal: AbortSignal): Promise<void> {
    let timer: Disposable | undefined;
    const over = new Promise<void>((resolve) => {
      timer = this.#ports.later(milliseconds, resolve);
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
      if (signal.aborted) resolve();
    });
    await Promise.race([over, Promise.all(work)]);
    timer?.dispose();
  }
}

/** Makes the context of a window. */
export function createCompletionContext(ports: ContextPorts): CompletionContext & Disposable {
  return new GatheredContext(ports);
}
