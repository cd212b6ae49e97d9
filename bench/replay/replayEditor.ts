import { type CancellationToken, CancellationTokenSource } from "./host/cancellation.ts";
import type { Command, CompletionItem, CompletionProvider } from "./host/completionProvider.ts";
import type { Host } from "./host/host.ts";
import { matchesSelector } from "./host/matchesSelector.ts";
import type { Edit, OpenDocument } from "./host/openDocument.ts";
import { OpenEditor } from "./host/openEditor.ts";
import type { Position } from "./host/position.ts";
import { Range } from "./host/range.ts";
import { Selection } from "./host/selection.ts";
import { type Ghost, nextWordLength, shownText, shrunk, withEdit } from "./ghostText.ts";
import type { Observation } from "./observation.ts";

/** `InlineCompletionsDebounce` of the editor's core: what it waits before it asks. */
const debounceMs = 50;
const automatic = 1;
const causes = { keyboard: 1, mouse: 2, command: 3 } as const;

/** A suggestion on the screen. */
export type Shown = {
  /** The text at the caret. */
  readonly text: string;
  /** What taking it over does. */
  readonly edit: Edit;
  /** When it appeared; typing what it says does not change that. */
  readonly sinceMs: number;
};

type Held = { readonly ghost: Ghost; readonly command: Command | undefined; readonly sinceMs: number };

/** A change that is about to be asked for. */
type Cause = {
  readonly changedMs: number;
  /** What was left of the ghost text when it was typed along. */
  readonly typedAlong: string | undefined;
  /** Whether what is shown stays, whatever the answer is: after a word of it was taken. */
  readonly keeps: boolean;
};

/**
 * The editor's core (1.139), as far as it has to do with ghost text: it waits 50 ms after a change and then asks, gives up
 * what it asked when the document changes again, keeps what is shown while somebody types it, and asks all the same.
 */
export class ReplayEditor {
  readonly document: OpenDocument;
  readonly #host: Host;
  readonly #editor: OpenEditor;
  readonly #observe: (observation: Observation) => void;
  #caret = 0;
  #held: Held | undefined;
  #asking: CancellationTokenSource | undefined;
  #waiting: (() => void)[] = [];

  constructor(host: Host, document: OpenDocument, observe: (observation: Observation) => void) {
    this.#host = host;
    this.document = document;
    this.#editor = new OpenEditor(document);
    this.#observe = observe;
  }

  /** Shows the document. */
  open(): void {
    const { events, documents } = this.#host;
    documents.add(this.document);
    events.opened.fire(this.document);
    this.#host.editor = this.#editor;
    events.editor.fire(this.#editor);
    events.editors.fire([this.#editor]);
  }

  /** Closes the document; what was asked for is given up. */
  close(): void {
    this.#stop();
    this.document.isClosed = true;
    this.#host.documents.delete(this.document);
    this.#host.editor = undefined;
    this.#host.events.editor.fire(undefined);
    this.#host.events.editors.fire([]);
    this.#host.events.closed.fire(this.document);
  }

  /** What is on the screen now. */
  shown(): Shown | undefined {
    if (this.#held === undefined) return undefined;
    const { ghost, sinceMs } = this.#held;
    const document = this.document.getText();
    const text = shownText(ghost, document, this.#caret);
    return text === undefined ? undefined : { text, edit: shrunk(ghost, document), sinceMs };
  }

  /** Resolves when something was answered again. */
  answered(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** A key was pressed that changes the document. */
  type(edit: Edit, caret: number): void {
    const before = this.shown()?.text;
    this.#change(edit, caret, causes.keyboard);
    const after = this.shown()?.text;
    // What a slip of the fingers hid is there again once that is taken back.
    if (this.#held && before === undefined) this.#held = { ...this.#held, sinceMs: performance.now() };
    const isTypedAlong = before !== undefined && after !== undefined && before.endsWith(after);
    this.#askSoon(isTypedAlong ? { typedAlong: after } : {});
  }

  /** The caret was moved; ghost text goes away and nothing is asked for. */
  moveTo(caret: number, cause: "keyboard" | "mouse"): void {
    this.#stop();
    this.#select(caret, causes[cause]);
  }

  /** Takes over all that is shown, runs the command that came with it, and asks for more. */
  async accept(): Promise<Edit | undefined> {
    const held = this.#held;
    const edit = this.shown()?.edit;
    if (held === undefined || edit === undefined) return undefined;
    this.#change(edit, edit.start + edit.text.length, causes.command);
    this.#stop();
    const { command } = held;
    if (command !== undefined) await this.#host.commands.get(command.command)?.(...(command.arguments ?? []));
    this.#askSoon({});
    return edit;
  }

  /** Takes over the next word of what is shown; the rest stays where it can. */
  async acceptWord(): Promise<Edit | undefined> {
    const shown = this.shown();
    if (shown === undefined) return undefined;
    const length = nextWordLength(shown.text);
    if (length === shown.edit.text.length) return this.accept();
    const edit = { start: this.#caret, end: this.#caret, text: shown.text.slice(0, length) };
    this.#change(edit, this.#caret + length, causes.command);
    this.#askSoon({ keeps: true });
    return edit;
  }

  #change(edit: Edit, caret: number, cause: number): void {
    this.#asking?.cancel();
    const change = this.document.apply(edit);
    if (this.#held !== undefined) this.#held = { ...this.#held, ghost: withEdit(this.#held.ghost, edit) };
    this.#caret = caret;
    this.#host.events.changed.fire({ document: this.document, contentChanges: [change], reason: undefined });
    this.#select(caret, cause);
  }

  #select(caret: number, kind: number): void {
    this.#caret = caret;
    const position = this.document.positionAt(caret);
    this.#editor.selection = new Selection(position, position);
    const { selections } = this.#editor;
    this.#host.events.selection.fire({ textEditor: this.#editor, selections, kind });
  }

  #stop(): void {
    this.#asking?.cancel();
    this.#asking = undefined;
    this.#held = undefined;
  }

  #askSoon({ typedAlong, keeps = false }: { readonly typedAlong?: string; readonly keeps?: boolean }): void {
    this.#asking?.cancel();
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    const cause = { changedMs: performance.now(), typedAlong, keeps };
    setTimeout(() => {
      if (!asking.token.isCancellationRequested) void this.#ask(asking.token, cause);
    }, debounceMs);
  }

  async #ask(token: CancellationToken, cause: Cause): Promise<void> {
    const askedMs = performance.now();
    const position = this.document.positionAt(this.#caret);
    const items: CompletionItem[] = [];
    for (const { selector, provider } of this.#host.providers)
      if (matchesSelector(selector, this.document))
        items.push(...(await provided(provider, this.document, position, token)));
    if (token.isCancellationRequested) return;
    const what = this.#show(items, cause);
    this.#observe({ kind: "answer", atMs: performance.now(), changedMs: cause.changedMs, askedMs, what });
    for (const tell of this.#waiting.splice(0)) tell();
  }

  /** Puts the first item that can be shown on the screen, instead of what is there. */
  #show(items: readonly CompletionItem[], cause: Cause): "none" | "shown" | "stale" {
    const held = items.map((item) => this.#heldOf(item)).filter(({ ghost }) => ghost.text !== "");
    const isShown = ({ ghost }: Held): boolean =>
      shownText(ghost, this.document.getText(), this.#caret) !== undefined;
    const next = held.find(isShown);
    if (cause.keeps && this.#held && isShown(this.#held)) return "shown";
    const earlier = this.#held;
    this.#held = next;
    const shown = this.shown()?.text;
    const { typedAlong } = cause;
    if (next && earlier && shown === typedAlong) this.#held = { ...next, sinceMs: earlier.sinceMs };
    if (typedAlong !== undefined && shown?.startsWith(typedAlong) !== true)
      this.#observe({ kind: "flicker", atMs: performance.now() });
    if (held.length === 0) return "none";
    return next === undefined ? "stale" : "shown";
  }

  #heldOf(item: CompletionItem): Held {
    return { ghost: this.#ghostOf(item), command: item.command, sinceMs: performance.now() };
  }

  #ghostOf({ insertText, range }: CompletionItem): Ghost {
    const text = (typeof insertText === "string" ? insertText : insertText.value).replaceAll("\r\n", "\n");
    const replaced = range ?? this.#defaultRange();
    const [start, end] = [this.document.offsetAt(replaced.start), this.document.offsetAt(replaced.end)];
    return { start, end, text, given: { start, length: end - start } };
  }

  /** Without a range an item replaces the line from the word at the caret on, as in the editor's core. */
  #defaultRange(): Range {
    const position = this.document.positionAt(this.#caret);
    const word = this.document.getWordRangeAtPosition(position);
    return new Range(word?.start ?? position, this.document.lineAt(position).range.end);
  }
}

/** What a provider has for a position; one that fails has nothing. */
async function provided(
  provider: CompletionProvider,
  document: OpenDocument,
  position: Position,
  token: CancellationToken,
): Promise<readonly CompletionItem[]> {
  try {
    const context = { triggerKind: automatic, selectedCompletionInfo: undefined };
    const found = await provider.provideInlineCompletionItems(document, position, context, token);
    return found === null || found === undefined ? [] : "items" in found ? found.items : found;
  } catch {
    return [];
  }
}
