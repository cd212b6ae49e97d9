import { isTestPath } from "../../context/codeIndex/isTestPath.ts";

/** How a project names its tests, and where it keeps them. */
export type TestStyle = {
  /** What stands around the name of the file that is tested: `test_` before it, `.test` or `_spec` behind it. */
  readonly before: string;
  readonly behind: string;
  readonly place:
    | { readonly kind: "beside" }
    /** In a folder of this name beside the file. */
    | { readonly kind: "folder"; readonly name: string }
    /** In a tree of their own; `drops`: the first folder of the file's path is no part of it there. */
    | { readonly kind: "tree"; readonly root: string; readonly drops: boolean };
};

/** A file's path in its parts: folder (with `/` behind it, or empty), name and ending. */
type PathParts = { readonly folder: string; readonly name: string; readonly ending: string };

/** Takes a path with `/` between folders apart; the ending is what follows the last dot. */
export function pathParts(path: string): PathParts {
  const at = path.lastIndexOf("/") + 1;
  const file = path.slice(at);
  const dot = file.lastIndexOf(".");
  const name = dot < 1 ? file : file.slice(0, dot);
  return { folder: path.slice(0, at), name, ending: file.slice(name.length) };
}

/** A path without its first folder. */
export function withoutFirstFolder(folder: string): string {
  return folder.slice(folder.indexOf("/") + 1);
}

/** The name of a test in the parts that a file's own name is among. */
const affixes = /^(?<before>test_)?(?<name>.+?)(?<behind>[._-](?:test|spec)s?|Tests?|Spec|IT)?$/;

/** Tests that are looked at, at most: they are alike. */
const mostTests = 400;

/** A test with the file that it tests, by what both are called. */
type Pair = {
  readonly test: PathParts;
  readonly source: PathParts;
  readonly style: Omit<TestStyle, "place">;
};

/** Whether a file is a test by its name: the usual ones, and those of Java and its relatives. */
function isTest(path: string, name: string): boolean {
  return isTestPath(path) || /(?:Tests?|Spec|IT)$/.test(name);
}

function pairsOf(files: readonly string[], endings: ReadonlySet<string>): readonly Pair[] {
  const all = files.map((path) => ({ path, ...pathParts(path) })).filter(({ ending }) => endings.has(ending));
  const sources = new Map(
    all.filter(({ path, name }) => !isTest(path, name)).map((source) => [source.name, source]),
  );
  const tests = all.filter(({ path, name }) => isTest(path, name)).slice(0, mostTests);
  return tests.flatMap((test) => {
    const { before = "", name = "", behind = "" } = affixes.exec(test.name)?.groups ?? {};
    const source = sources.get(name);
    return source === undefined ? [] : [{ test, source, style: { before, behind } }];
  });
}

/** Where a test stands, seen from what it tests; `undefined`: no rule of these leads there. */
function placeOf({ test, source }: Pair): TestStyle["place"] | undefined {
  if (test.folder === source.folder) return { kind: "beside" };
  const below = test.folder.startsWith(source.folder) ? test.folder.slice(source.folder.length) : "";
  if (/^(?:__tests__|tests?|spec)\/$/.test(below)) return { kind: "folder", name: below.slice(0, -1) };
  for (const drops of [true, false]) {
    const own = drops ? withoutFirstFolder(source.folder) : source.folder;
    if (!test.folder.endsWith(own)) continue;
    const root = test.folder.slice(0, test.folder.length - own.length);
    if (root !== "") return { kind: "tree", root, drops };
  }
  return undefined;
}

/** The style that most tests of these endings have; `undefined`: there are none that tell. */
export function testStyle(files: readonly string[], endings: ReadonlySet<string>): TestStyle | undefined {
  const styles = pairsOf(files, endings).flatMap((pair): readonly TestStyle[] => {
    const place = placeOf(pair);
    return place === undefined ? [] : [{ ...pair.style, place }];
  });
  const counts = new Map<string, { readonly style: TestStyle; count: number }>();
  for (const style of styles) {
    const key = JSON.stringify(style);
    const counted = counts.get(key) ?? { style, count: 0 };
    counted.count += 1;
    counts.set(key, counted);
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.style;
}
