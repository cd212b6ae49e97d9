import type { FileText } from "../base/fileText.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { PathRuleList, PathRules } from "../settings/pathRules.ts";
import { codeSchemes } from "../terms/codeSchemes.ts";
import { ignoreFileNames, ignoreFileRules } from "./ignoreFiles.ts";
import { matchRules, type RuleMatcher, type WrittenRule } from "./matchRules.ts";
import { builtIn, strictestVerdict, unchecked, type PathVerdict, type Restriction } from "./pathVerdict.ts";
import { pathWithin, placeOf, uriOf, type Place } from "./place.ts";
import { secretFiles } from "./secretFiles.ts";

/** The file system as the guard needs it. Every URI is given and returned as text. */
export type GuardFiles = {
  /**
   * Where a document really is, links followed; for one that is not there yet, where it would be. Rejects when that
   * cannot be told.
   */
  realUri(uri: string): Promise<string>;
  /** Reads a small file. */
  read(uri: string): Promise<FileText>;
};

/** What a guard is built from. */
export type GuardParts = {
  /** The lists of settings and policy files, asked again after {@link PathGuard.refresh}. */
  readonly rules: () => PathRules;
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  /** Whether the file system takes `A` and `a` for the same name. */
  readonly foldsCase: boolean;
  readonly files: GuardFiles;
};

/** A workspace folder: as it is named, and every place that means. */
type Folder = { readonly uri: string; readonly places: readonly Place[] };
type Compiled = {
  readonly effect: Restriction["kind"];
  readonly list: PathRuleList;
  readonly matches: RuleMatcher;
};
type IgnoreRules = { readonly from: string; readonly rules: readonly WrittenRule[] };
type IgnoreMatcher = { readonly from: string; readonly matches: RuleMatcher };

const matchesSecrets = matchRules(
  secretFiles.map(({ rule }) => ({ rule, written: rule })),
  true,
);
/** Verdicts, and directories with their rules, that are remembered, so that asking again costs nothing. */
const mostKnown = 5000;

/**
 * The one guard that everything passes before its text is read: says what the path rules say about a document, by the
 * path it is named by and by the one it really has. Whatever goes wrong, the file is excluded.
 */
export class PathGuard {
  readonly #parts: GuardParts;
  readonly #changed = createEmitter<undefined>();
  readonly #refreshed = createEmitter<undefined>();
  readonly #known = new Map<string, PathVerdict>();
  #rules: readonly Compiled[] | undefined;
  #folders: Promise<readonly Folder[]> | undefined;
  #ignoreFiles = new Map<string, Promise<readonly IgnoreMatcher[]>>();
  #ignoreRules = new Map<string, Promise<readonly IgnoreRules[]>>();
  #generation = 0;

  /** Fires when a verdict that {@link known} gives may be another one. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  /** Fires when every verdict may be another one. */
  readonly onDidRefresh: Event<undefined> = this.#refreshed.event;

  constructor(parts: GuardParts) {
    this.#parts = parts;
  }

  /** The verdict on a document. Links are followed anew each time. */
  judge(uri: string): Promise<PathVerdict> {
    return this.#settle(uri, (verdict) => {
      this.#remember(uri, verdict);
    });
  }

  /** The same for one of many that nobody looks at: what is remembered of others is not pushed out, and nobody is told. */
  judgeQuietly(uri: string): Promise<PathVerdict> {
    return this.#settle(uri, () => undefined);
  }

  /** What the last {@link judge} of a document said; `undefined` when there was none since the rules changed. */
  known(uri: string): PathVerdict | undefined {
    return this.#known.get(uri);
  }

  /** Forgets everything: rules, folders or ignore files have changed. */
  refresh(): void {
    this.#generation += 1;
    this.#rules = undefined;
    this.#folders = undefined;
    this.#ignoreFiles = new Map();
    this.#ignoreRules = new Map();
    this.#known.clear();
    this.#changed.fire(undefined);
    this.#refreshed.fire(undefined);
  }

  async #settle(uri: string, done: (verdict: PathVerdict) => void): Promise<PathVerdict> {
    const generation = this.#generation;
    const verdict = await this.#judge(uri).catch(() => unchecked);
    if (generation !== this.#generation) return this.#settle(uri, done);
    done(verdict);
    return verdict;
  }

  #remember(uri: string, verdict: PathVerdict): void {
    const before = this.#known.get(uri);
    // Put at the end: the one that was asked about longest ago is forgotten first.
    this.#known.delete(uri);
    this.#known.set(uri, verdict);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
    if (JSON.stringify(before) !== JSON.stringify(verdict)) this.#changed.fire(undefined);
  }

  async #judge(uri: string): Promise<PathVerdict> {
    const { files } = this.#parts;
    this.#folders ??= this.#findFolders().catch((error: unknown) => {
      this.#folders = undefined;
      throw error;
    });
    const [folders, real] = await Promise.all([this.#folders, files.realUri(uri)]);
    const uris = real === uri ? [uri] : [uri, real];
    const verdicts = uris.map((each) => this.#judgePlace(placeOf(each), folders));
    return strictestVerdict((await Promise.all(verdicts)).flat());
  }

  async #findFolders(): Promise<readonly Folder[]> {
    const found = this.#parts.folders().map(async (uri) => {
      const real = await this.#parts.files.realUri(uri);
      const uris = real === uri ? [uri] : [uri, real];
      return { uri, places: uris.map(placeOf) };
    });
    return Promise.all(found);
  }

  async #judgePlace(place: Place, folders: readonly Folder[]): Promise<readonly PathVerdict[]> {
    if (!isOfFiles(place, folders)) return [unchecked];
    const whole = place.path.replace(/^\/+/, "");
    const inside = folders.flatMap(({ uri, places }) =>
      places.flatMap((folder) => {
        const path = pathWithin(folder, place, this.#parts.foldsCase);
        return path === undefined ? [] : [{ uri, folder, path }];
      }),
    );
    const secret = matchesSecrets(whole);
    const outside = inside.length === 0 ? [whole] : [];
    this.#rules ??= compile(this.#parts.rules(), this.#parts.foldsCase);
    const ruled = this.#rules.flatMap(({ effect, list, matches }): readonly PathVerdict[] => {
      const isMeant = (uri: string): boolean => list.folder === undefined || list.folder === uri;
      const paths = inside.filter(({ uri }) => isMeant(uri)).map(({ path }) => path);
      const all = list.folder === undefined ? [...paths, ...outside] : paths;
      const rule = all.map(matches).find((match) => match !== undefined);
      return rule === undefined ? [] : [{ kind: effect, rule, from: list.from }];
    });
    const ignored = await Promise.all(inside.map(({ folder, path }) => this.#judgeIgnored(folder, path)));
    return [
      ...(secret === undefined ? [] : [{ kind: "never", rule: secret, from: builtIn } as const]),
      ...ruled,
      ...ignored.flat(),
    ];
  }

  async #judgeIgnored(folder: Place, path: string): Promise<readonly PathVerdict[]> {
    const directory = path.split("/").slice(0, -1).join("/");
    const matchers = remembered(this.#ignoreFiles, keyOf(folder, directory), () =>
      this.#matchersFor(folder, directory),
    );
    return (await matchers).flatMap(({ from, matches }): readonly PathVerdict[] => {
      const rule = matches(path);
      return rule === undefined ? [] : [{ kind: "never", rule, from }];
    });
  }

  /** One matcher for each kind of ignore file there is on the way from a folder to a directory in it. */
  async #matchersFor(folder: Place, directory: string): Promise<readonly IgnoreMatcher[]> {
    const parts = directory === "" ? [] : directory.split("/");
    const directories = ["", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
    const found = await Promise.all(directories.map((each) => this.#rulesIn(folder, each)));
    return ignoreFileNames.flatMap((from) => {
      const rules = found.flat().flatMap((file) => (file.from === from ? file.rules : []));
      return rules.length === 0 ? [] : [{ from, matches: matchRules(rules, this.#parts.foldsCase) }];
    });
  }

  /** What the ignore files of one directory say; each directory is read once, however many are below it. */
  #rulesIn(folder: Place, directory: string): Promise<readonly IgnoreRules[]> {
    const read = async (from: string): Promise<IgnoreRules> => {
      const path = [folder.path.replace(/\/$/, ""), directory, from].filter((part) => part !== "").join("/");
      const file = await this.#parts.files.read(uriOf({ ...folder, path }));
      return { from, rules: ignoreFileRules(file, directory) };
    };
    return remembered(this.#ignoreRules, keyOf(folder, directory), () =>
      Promise.all(ignoreFileNames.map(read)),
    );
  }
}

/**
 * Whether the path of a place is one that rules are written for. Documents of any other scheme show something under a name
 * of their own: an earlier version of a file, what goes along with a question, the editor's settings.
 */
function isOfFiles({ scheme }: Place, folders: readonly Folder[]): boolean {
  const isCode = codeSchemes.some((one) => scheme === `${one}:`);
  return isCode || folders.some(({ places }) => places.some((folder) => folder.scheme === scheme));
}

function keyOf(folder: Place, directory: string): string {
  return `${uriOf(folder)}\n${directory}`;
}

/** What a key stands for already, or now does; the key that was asked for longest ago is forgotten first. */
function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return value;
}

function compile({ never, deviceOnly }: PathRules, foldsCase: boolean): readonly Compiled[] {
  const compiled = (effect: Restriction["kind"], lists: readonly PathRuleList[]): readonly Compiled[] =>
    lists.map((list) => {
      const rules = list.rules.map((rule) => ({ rule, written: rule }));
      return { effect, list, matches: matchRules(rules, foldsCase) };
    });
  return [...compiled("never", never), ...compiled("deviceOnly", deviceOnly)];
}
