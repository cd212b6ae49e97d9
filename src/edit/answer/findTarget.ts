import { pathWithin, placeOf } from "../../context/place.ts";
import { namedFile } from "./namedFile.ts";

/** A folder of the workspace, by its URI as text and its name. */
export type WorkspaceFolder = { readonly uri: string; readonly name: string };

/** The workspace, as finding a file in it needs it. Every URI is text, written as the editor writes it. */
export type TargetPlaces = {
  readonly folders: () => readonly WorkspaceFolder[];
  /** The URI of what these names lead to from a folder on. */
  readonly join: (folder: string, names: readonly string[]) => string;
  /** What stands at a URI. */
  readonly at: (uri: string) => Promise<"file" | "folder" | "nothing">;
  /** Files of the workspace whose path ends in these names. */
  readonly endingIn: (names: readonly string[]) => Promise<readonly string[]>;
};

/** Which file code of an answer is for. */
export type Target =
  | { readonly kind: "file"; readonly uri: string }
  /** It is not there yet. */
  | { readonly kind: "new"; readonly uri: string }
  /** It was there when the question was asked. */
  | { readonly kind: "gone"; readonly uri: string }
  /** Nothing tells which of these it is, or, where there are none, which at all. */
  | { readonly kind: "unsure"; readonly uris: readonly string[] }
  /** The answer names a place that is in no folder of the workspace. */
  | { readonly kind: "elsewhere"; readonly named: string }
  | { readonly kind: "folder"; readonly named: string };

/** What an answer names, and the URIs of the files beside its question. */
export type TargetWish = { readonly named: string | undefined; readonly beside: readonly string[] };

/**
 * Finds the file that code of an answer is for: the one it names, where it is meant from a folder of the workspace on, or the
 * only one whose path ends so; else the only file beside the question. A model writes the name, so that it never leads out
 * of the workspace.
 */
export async function findTarget({ named, beside }: TargetWish, places: TargetPlaces): Promise<Target> {
  if (named === undefined) return targetBeside(beside, places);
  const meant = meantPlaces(named, places);
  if (meant === undefined) return { kind: "elsewhere", named };
  const { names, ways } = meant;
  const uris = ways.map((way) => places.join(way.folder, way.names));
  const spoken = beside.filter((uri) => endsIn(uri, names));
  const there = await Promise.all(uris.map(async (uri) => ({ uri, is: await places.at(uri) })));
  const exact = there.flatMap(({ uri, is }) => (is === "file" ? [uri] : []));
  const open = await filter(spoken, async (uri) => (await places.at(uri)) === "file");
  const found = [...new Set([...open, ...exact])];
  if (found.length > 0) return oneOf(found);
  if (there.some(({ is }) => is === "folder")) return { kind: "folder", named };
  const alike = await places.endingIn(names);
  if (alike.length > 0) return oneOf(alike);
  const [gone] = spoken;
  if (gone !== undefined) return { kind: "gone", uri: gone };
  const [first] = ways;
  if (first === undefined) return { kind: "unsure", uris: [] };
  if (await isBelowFile(first, places)) return { kind: "elsewhere", named };
  return { kind: "new", uri: places.join(first.folder, first.names) };
}

/** Whether a way leads through a file, where no other can be made. */
async function isBelowFile({ folder, names }: Way, places: TargetPlaces): Promise<boolean> {
  const above = names.slice(1).map((_, index) => places.join(folder, names.slice(0, index + 1)));
  return (await filter(above, async (uri) => (await places.at(uri)) === "file")).length > 0;
}

function oneOf(uris: readonly string[]): Target {
  const [only] = uris;
  return only !== undefined && uris.length === 1 ? { kind: "file", uri: only } : { kind: "unsure", uris };
}

async function targetBeside(beside: readonly string[], places: TargetPlaces): Promise<Target> {
  const uris = [...new Set(beside)];
  const [only] = uris;
  if (only === undefined || uris.length > 1) return { kind: "unsure", uris };
  return (await places.at(only)) === "file" ? { kind: "file", uri: only } : { kind: "gone", uri: only };
}

/** A path from a folder of the workspace on. */
type Way = { readonly folder: string; readonly names: readonly string[] };

/** Where a path that an answer names may lead, from each folder on; `undefined`: into none of them. */
function meantPlaces(
  said: string,
  { folders }: TargetPlaces,
): { readonly names: readonly string[]; readonly ways: readonly Way[] } | undefined {
  const read = namedFile(said);
  if (read.kind === "elsewhere") return undefined;
  if (read.kind === "absolute") {
    for (const { uri } of folders()) {
      const folder = placeOf(uri);
      const names = pathWithin(folder, { ...folder, path: read.path }, false)?.split("/");
      if (names !== undefined) return { names, ways: [{ folder: uri, names }] };
    }
    return undefined;
  }
  const { names } = read;
  const [first, ...rest] = names;
  const named = folders().filter(({ name }) => name === first && rest.length > 0);
  const ways = [
    ...named.map(({ uri }) => ({ folder: uri, names: rest })),
    ...folders().map(({ uri }) => ({ folder: uri, names })),
  ];
  return { names, ways };
}

function endsIn(uri: string, names: readonly string[]): boolean {
  return placeOf(uri).path.endsWith(`/${names.join("/")}`);
}

async function filter<T>(items: readonly T[], holds: (item: T) => Promise<boolean>): Promise<readonly T[]> {
  const kept = await Promise.all(items.map(holds));
  return items.filter((_, index) => kept[index]);
}
