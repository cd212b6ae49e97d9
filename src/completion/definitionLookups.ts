import QuickLRU from "quick-lru";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { blockLength } from "../context/blockLength.ts";
import type { ContextBlock } from "../context/contextBlock.ts";
import type { LookupPlace } from "../context/lookupPlaces.ts";
import { signatureOnly } from "../context/signatureOnly.ts";
import type { ContextPorts, DefinitionTarget, FindDefinitions } from "./contextPorts.ts";
import { ServerQuestions } from "./serverQuestions.ts";

type Ports = Pick<
  ContextPorts,
  "definitions" | "typeDefinitions" | "readLines" | "guard" | "clock" | "later" | "onDidChange" | "onDidClose"
>;

/** Lines that are read of a definition, and of one whose end is not known. */
const mostLines = 400;
const mostLinesWithoutEnd = 80;
const mostKnown = 500;
/** An empty answer is believed for so long: it may be that of a server that is not ready yet. */
const emptyMs = 30_000;

/** Reads what is defined at a place, once the guard has said that it may be read. */
async function definitionAt(
  { uri, lines }: DefinitionTarget,
  { guard, readLines }: Ports,
): Promise<readonly ContextBlock[]> {
  const { kind } = await guard.judge(uri);
  if (kind === "never") return [];
  const isWhole = lines.last > lines.first;
  const most = lines.first - 1 + (isWhole ? mostLines : mostLinesWithoutEnd);
  const last = isWhole ? Math.min(lines.last, most) : most;
  const read = await readLines(uri, { first: lines.first, last });
  if (read === undefined) return [];
  const rows = read.text.split(/\r?\n/);
  const length = isWhole ? rows.length : blockLength(rows);
  const text = signatureOnly(rows.slice(0, length).join("\n"));
  if (text.trim() === "") return [];
  const shown = { first: lines.first, last: lines.first + length - 1 };
  return [{ kind: "definition", source: { kind: "file", uri, path: read.path, lines: shown }, text }];
}

/** Finds the definitions of names in other documents through the language servers. */
export type DefinitionLookups = Disposable & {
  /** How long the last answer of a language server took, or its oldest open question waits already. */
  readonly delayMs: () => number;
  /**
   * What defines a name that stands in a document, if another document does: its type first. Never rejects, and does
   * not resolve while the language server does not answer.
   */
  readonly find: (uri: string, place: LookupPlace, signal: AbortSignal) => Promise<readonly ContextBlock[]>;
};

/** Where names are defined, as far as it was asked before. */
function createKnownTargets({ clock, onDidChange, onDidClose }: Ports) {
  type Answer = { readonly targets: readonly DefinitionTarget[]; readonly untilMs: number };
  const known = new QuickLRU<string, Answer>({ maxSize: mostKnown });
  // Their lines may be others now.
  const forget = (uri: string): void => {
    for (const [key, { targets }] of known)
      if (targets.some((target) => target.uri === uri)) known.delete(key);
  };
  const store = new DisposableStore();
  store.add(
    onDidChange(({ uri }) => {
      forget(uri);
    }),
  );
  store.add(onDidClose(forget));
  return {
    get: (key: string) => {
      const answer = known.get(key);
      return answer !== undefined && clock() < answer.untilMs ? answer.targets : undefined;
    },
    set: (key: string, targets: readonly DefinitionTarget[], answer: "lasting" | "empty"): void => {
      const lastsMs = answer === "empty" ? emptyMs : Number.POSITIVE_INFINITY;
      known.set(key, { targets, untilMs: clock() + lastsMs });
    },
    dispose: () => {
      store.dispose();
      known.clear();
    },
  };
}

/** Makes lookups that remember where names are defined until one of those documents changes. */
export function createDefinitionLookups(ports: Ports): DefinitionLookups {
  const known = createKnownTargets(ports);
  const questions = new ServerQuestions(ports);
  const finds: Readonly<Record<LookupPlace["asks"], readonly FindDefinitions[]>> = {
    definition: [ports.definitions],
    type: [ports.typeDefinitions],
    both: [ports.typeDefinitions, ports.definitions],
  };
  const targets = async (
    uri: string,
    { name, line, offset, asks }: LookupPlace,
    signal: AbortSignal,
  ): Promise<readonly DefinitionTarget[]> => {
    const key = [uri, asks, name, line].join("\n");
    const before = known.get(key);
    if (before !== undefined) return before;
    const answers = finds[asks].map((find) => questions.ask(() => find(uri, offset), signal));
    const found = (await Promise.all(answers)).flat();
    const elsewhere = found.filter((target) => target.uri !== uri);
    // Who has gone may have got nothing because nobody was asked.
    if (found.length > 0) known.set(key, elsewhere, "lasting");
    else if (!signal.aborted) known.set(key, [], "empty");
    return elsewhere;
  };
  return {
    delayMs: () => questions.delayMs(),
    find: async (uri, place, signal) => {
      try {
        const elsewhere = await targets(uri, place, signal);
        const blocks = elsewhere.map(async (target) => (signal.aborted ? [] : definitionAt(target, ports)));
        return (await Promise.all(blocks)).flat();
      } catch {
        return [];
      }
    },
    dispose: () => {
      known.dispose();
    },
  };
}
