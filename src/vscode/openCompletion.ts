import * as vscode from "vscode";
import { join } from "node:path";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later, pause } from "../base/later.ts";
import type { Logger } from "../base/logger.ts";
import { Acceptance, type ShownAt } from "../completion/acceptance.ts";
import type { CompletionDesk } from "../completion/completionDesk.ts";
import { CompletionEngine, type Wanted } from "../completion/engine.ts";
import type { FindingAction } from "../completion/finding.ts";
import { createCompletionContext } from "../completion/gatherContext.ts";
import { OtherTraffic } from "../completion/otherTraffic.ts";
import { silenceReason } from "../completion/silenceReason.ts";
import { Snooze, snoozeWords } from "../completion/snooze.ts";
import { StatisticsBook } from "../completion/statisticsBook.ts";
import type { Suggestion } from "../completion/suggestion.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { Door } from "../egress/door.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";
import type { LocalTime } from "../privacy/localTime.ts";
import type { Sending } from "../sending/send.ts";
import { createCompletionContextPorts } from "./completionContextPorts.ts";
import { createCompletionNotices } from "./completionNotices.ts";
import { completionPlace, snapshotFor } from "./completionPlace.ts";
import { followTyping, type Pause, type Typing } from "./followTyping.ts";
import type { Suggests } from "./inlineCompletion.ts";
import { openSyntax } from "./openSyntax.ts";
import type { SettingsSource } from "./settingsSource.ts";
import type { WindowParts } from "./windowParts.ts";
import { windowSwitches } from "./windowSwitches.ts";

/** Completion as a window has it. */
export type OpenCompletion = CompletionDesk &
  Suggests &
  Disposable & {
    readonly book: StatisticsBook;
    /** Something new is known about a server. */
    readonly heard: () => void;
    /** Forgets what was predicted and what holds: settings, rules or the mode have changed. */
    readonly reset: () => void;
  };

/** What of a window completion is opened with. */
export type OpenCompletionParts = Pick<WindowParts, "globalStorageUri" | "extensionUri"> & {
  readonly sending: Sending;
  readonly policy: PolicyWatch;
  readonly parts: { readonly door: Pick<Door, "onDidMove"> };
  readonly pathGuard: { readonly guard: Pick<PathGuard, "judge"> };
  readonly settings: Pick<SettingsSource, "current" | "completesIn">;
  readonly book: { readonly local: Pick<LocalTime, "day"> };
  readonly indicator: Pick<IndicatorSource, "setActiveTask" | "setSilence" | "setQuiet">;
  readonly log: Logger;
};

/** The command of an item: the editor runs it when all of the item was taken, and tells nothing else. */
const takenCommand = "drawbridge.suggestionTaken";

/** Opens completion: the engine, what watches documents for it, and what is counted. */
export function openCompletion(
  surface: OpenCompletionParts,
  act: (action: FindingAction) => unknown,
): OpenCompletion {
  const store = new DisposableStore();
  const snooze = store.add(new Snooze({ now: Date.now, later }));
  const book = store.add(openBook(surface));
  const traffic = store.add(new OtherTraffic(surface.parts.door.onDidMove));
  const engine = store.add(openEngine(surface, { snooze, traffic, store }));
  const acceptance = store.add(
    new Acceptance({
      later,
      emit: (event) => {
        engine.note(event);
      },
    }),
  );
  const typing = store.add(followTyping({ acceptance, onPause: restDuring(engine, surface.log) }));
  // What a chat made the server forget is read again when nobody types.
  store.add(traffic.onDidEnd(typing.awaitPause));
  const shows = new Shows({ engine, acceptance, typing });
  store.add(
    engine.onDidHappen((event) => {
      book.take(event);
    }),
  );
  store.add(tellOutcomes(surface, engine, act));
  store.add(followSnooze(surface, snooze, engine));
  store.add(
    vscode.commands.registerCommand(takenCommand, (id: unknown) => {
      if (typeof id === "string") shows.taken(id);
    }),
  );
  return {
    ...{ snooze, book, onDidHappen: engine.onDidHappen },
    last: () => engine.last(),
    figures: () => engine.figures(),
    provide: (document, position, context, token) => shows.provide({ document, position, context }, token),
    heard: () => {
      engine.heard();
    },
    reset: () => {
      engine.reset();
    },
    dispose: () => {
      store.dispose();
    },
  };
}

/** Lets the engine make use of the pauses in typing. */
function restDuring(engine: CompletionEngine, log: Pick<Logger, "error">): (pause: Pause) => void {
  return (at) => {
    const { wasTyped, isLong: renews, signal } = at;
    engine.rest(wantedAt(at), { wasTyped, renews, signal }).catch((error: unknown) => {
      log.error("Completion could not prepare while nobody typed", error);
    });
  };
}

function openBook({ globalStorageUri, log, book: { local } }: OpenCompletionParts): StatisticsBook {
  const kept = new StatisticsBook({
    folder: join(globalStorageUri.fsPath, "statistics"),
    owner: crypto.randomUUID().replaceAll("-", ""),
    today: () => local.day(new Date().toISOString()),
    later,
    onFailure: (error) => {
      log.error("What completion came to could not be written", error);
    },
  });
  kept.forgetOld().catch((error: unknown) => {
    log.error("Old figures of completion could not be deleted", error);
  });
  return kept;
}

type Owners = {
  readonly snooze: Snooze;
  readonly traffic: OtherTraffic;
  readonly store: DisposableStore;
};

function openEngine(surface: OpenCompletionParts, { snooze, traffic, store }: Owners): CompletionEngine {
  const { sending, policy, pathGuard, settings, extensionUri, log } = surface;
  const clock = (): number => performance.now();
  const { guard } = pathGuard;
  const switchedOff = windowSwitches(settings);
  return new CompletionEngine({
    ...{ sending, policy, guard, traffic, clock, later, pause, log },
    context: store.add(createCompletionContext(store.add(createCompletionContextPorts(guard)))),
    syntax: openSyntax(extensionUri, log),
    whyOff: (place) => switchedOff(place) ?? snooze.current(),
    eco: () => settings.current()["completion.eco"],
    newId: () => crypto.randomUUID(),
  });
}

/** Keeps the status-bar item in step with what completion does, and tells what needs the person. */
function tellOutcomes(
  { indicator, sending, log }: OpenCompletionParts,
  engine: CompletionEngine,
  act: (action: FindingAction) => unknown,
): Disposable {
  const notice = createCompletionNotices({ outlook: () => sending.outlook("completion"), act, log });
  const store = new DisposableStore();
  store.add(
    engine.onDidFinish((outcome) => {
      indicator.setActiveTask("completion");
      indicator.setSilence(outcome.ok ? undefined : silenceReason(outcome.error).sentence);
      notice(outcome);
    }),
  );
  store.add(
    engine.onDidGetReady(() => {
      indicator.setSilence(undefined);
    }),
  );
  return store;
}

/** Ends what is on its way when quiet begins, and keeps the status-bar item in step with how long it lasts. */
function followSnooze(
  { indicator }: OpenCompletionParts,
  snooze: Snooze,
  engine: CompletionEngine,
): Disposable {
  return snooze.onDidChange(() => {
    const now = snooze.current();
    if (now !== undefined) engine.stop();
    indicator.setQuiet(now && snoozeWords(now.untilMs));
  });
}

/** An abort signal that follows the editor's cancellation. */
function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => {
    // Nearly every key does, and a reason of its own would be an error with a stack.
    controller.abort("cancelled");
  });
  return controller.signal;
}

type At = { readonly document: vscode.TextDocument; readonly position: vscode.Position };
type Asked = At & { readonly context: vscode.InlineCompletionContext };

function wantedAt({ document, position }: At, context?: vscode.InlineCompletionContext): Wanted {
  const { version } = document;
  const selected = context?.selectedCompletionInfo;
  return {
    ...completionPlace(document, position, selected),
    manual: context?.triggerKind === vscode.InlineCompletionTriggerKind.Invoke,
    read: () => (isStill(document, version) ? snapshotFor(document, position, selected) : undefined),
  };
}

/** Whether a document is open and as it was. */
function isStill(document: vscode.TextDocument, version: number): boolean {
  return !document.isClosed && document.version === version;
}

type ShowsParts = {
  readonly engine: CompletionEngine;
  readonly acceptance: Acceptance;
  readonly typing: Typing;
};

/** What the editor is given: the suggestion that it shows, and what a person may look at instead. */
type Gift = {
  readonly first: Suggestion;
  readonly others: readonly Suggestion[];
  /** From the key that it answers, in milliseconds. */
  readonly afterMs: number;
};

/** What the editor was given, and where. */
type Given = At & {
  readonly version: number;
  readonly at: ShownAt;
  /** What a person may look at instead of the first. */
  readonly others: readonly Suggestion[];
};

/** Hands suggestions to the editor, and remembers which one it has. */
class Shows {
  readonly #parts: ShowsParts;
  /** How many other suggestions were asked for. */
  #variants = 0;
  #given: Given | undefined;

  constructor(parts: ShowsParts) {
    this.#parts = parts;
  }

  async provide(
    asked: Asked,
    token: vscode.CancellationToken,
  ): Promise<readonly vscode.InlineCompletionItem[]> {
    const { engine, acceptance, typing } = this.#parts;
    const { document, context } = asked;
    const { version } = document;
    const signal = signalOf(token);
    const wanted = wantedAt(asked, context);
    const askedMs = performance.now();
    const before = wanted.manual ? this.#givenAt(asked) : undefined;
    const outcome = await engine.suggest(wanted, signal);
    if (!outcome.ok) {
      if (outcome.error.kind !== "cancelled") acceptance.hidden();
      return [];
    }
    const others =
      before === undefined ? [] : await this.#others(wanted, [outcome.value, ...before.others], signal);
    // Nothing is shown where it was not asked for.
    if (token.isCancellationRequested || !isStill(document, version)) return [];
    const afterMs = wanted.manual ? performance.now() - askedMs : typing.sinceKeyMs(document.uri.toString());
    this.#give(asked, { first: outcome.value, others, afterMs });
    return [outcome.value, ...others].map((suggestion) => itemFor(suggestion, asked));
  }

  /** All of a suggestion was taken: the one that was shown first, or another that was looked at after it. */
  taken(id: string): void {
    const { acceptance } = this.#parts;
    const given = this.#given;
    const other = given?.others.find((one) => one.id === id);
    if (given !== undefined && other !== undefined)
      acceptance.shown(asWritten(other, given.document), given.at);
    acceptance.taken(id);
  }

  /** What stands at a position, or stood there until it was sent away. */
  #givenAt({ document, position }: At): Given | undefined {
    const given = this.#given;
    const isThere =
      given?.document === document && given.version === document.version && given.position.isEqual(position);
    return isThere ? given : undefined;
  }

  /** Who asks with a key where suggestions stand wants another one beside them. */
  async #others(
    wanted: Wanted,
    [first, ...known]: readonly Suggestion[],
    signal: AbortSignal,
  ): Promise<readonly Suggestion[]> {
    this.#variants += 1;
    const other = await this.#parts.engine.another(wanted, this.#variants, signal);
    const all = other.ok ? [...known, other.value] : known;
    return all.filter(({ text }, index) => {
      return text !== first?.text && all.findIndex((one) => one.text === text) === index;
    });
  }

  #give({ document, position }: At, { first, others, afterMs }: Gift): void {
    const { text } = document.lineAt(position.line);
    const at = {
      ...{ uri: document.uri.toString(), languageId: document.languageId, afterMs },
      offset: document.offsetAt(position),
      linePrefix: text.slice(0, position.character),
      lineSuffix: text.slice(position.character),
    };
    this.#given = { document, position, version: document.version, at, others };
    this.#parts.acceptance.shown(asWritten(first, document), at);
  }
}

/** A suggestion as it will stand in the document: what becomes of it is told by the document's changes. */
function asWritten(suggestion: Suggestion, { eol }: vscode.TextDocument): Suggestion {
  if (eol !== vscode.EndOfLine.CRLF) return suggestion;
  return { ...suggestion, text: suggestion.text.replaceAll("\n", "\r\n") };
}

/** An explicit range: without one the editor replaces the word before the position. */
function itemFor(
  { id, text, replaced }: Suggestion,
  { position, context }: Asked,
): vscode.InlineCompletionItem {
  const selected = context.selectedCompletionInfo;
  const start = selected?.range.start ?? position;
  const item = new vscode.InlineCompletionItem(
    (selected?.text ?? "") + text,
    new vscode.Range(start, position.translate(0, replaced)),
  );
  item.command = { title: "", command: takenCommand, arguments: [id] };
  return item;
}
