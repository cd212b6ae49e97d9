import * as vscode from "vscode";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { joined, noRoomFor, summedUp } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { nameOf } from "../base/nameOf.ts";
import { rankPaths } from "../chat/rankPaths.ts";
import { isCodeUri } from "./editorContext.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import { readMentioned } from "./readMentioned.ts";
import { isNamedPicture, readMentionedPicture } from "./readMentionedPicture.ts";
import { statVirtual } from "./virtualFile.ts";
import type { WorkspaceFile } from "./workspaceFiles.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";

type Guard = Pick<PathGuard, "judge">;

const mostFiles = 12;
const mostFolders = 4;
/** Pictures that go along at once, at most. */
const mostPictures = 10;
/** Files of a folder that go along, at most. */
const mostInFolder = 50;
/** Files of a folder that are tried, at most: where most are no text, all of them would take long. */
const mostTried = 500;

/**
 * Files of the workspace by parts of their paths, and what is open; one that is not listed, as git ignores it, by its whole
 * path. Nothing is offered that may not be read.
 */
export function mentionedFiles(files: () => Promise<readonly WorkspaceFile[]>, guard: Guard): MentionSource {
  return async (query) => {
    const open = openDocuments().map(asFile);
    const all = distinct([...open, ...(await files())]);
    // Before a letter is typed, what is open is likelier than what has a short path.
    const first = query.trim() === "" ? open : await named(query.trim(), guard);
    const ranked = distinct([...first, ...rankPaths(query, all, mostFiles)]).slice(0, mostFiles);
    const offers = await Promise.all(ranked.map((file) => fileOffer(file, guard)));
    return offers.flatMap((offer) => offer ?? []);
  };
}

function asFile(uri: vscode.Uri): WorkspaceFile {
  return { uri, path: vscode.workspace.asRelativePath(uri) };
}

/** Each file once, where it stands first. */
function distinct(files: readonly WorkspaceFile[]): readonly WorkspaceFile[] {
  const seen = new Set<string>();
  return files.filter(({ uri }) => seen.size !== seen.add(uri.toString()).size);
}

/** The files of the workspace that have this very path. The guard is asked before it is looked whether there is one. */
async function named(path: string, guard: Guard): Promise<readonly WorkspaceFile[]> {
  if (!/[./]/.test(path)) return [];
  const uris = (vscode.workspace.workspaceFolders ?? [])
    .map(({ uri }) => ({ folder: `${uri.toString()}/`, uri: vscode.Uri.joinPath(uri, path) }))
    .flatMap(({ folder, uri }) => (uri.toString().startsWith(folder) ? [uri] : []));
  const found = await Promise.all(uris.map(async (uri) => ((await isFile(uri, guard)) ? [asFile(uri)] : [])));
  return found.flat();
}

async function isFile(uri: vscode.Uri, guard: Guard): Promise<boolean> {
  if ((await guard.judge(uri.toString())).kind === "never") return false;
  const stat = await statVirtual(uri).catch(() => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.File) !== 0;
}

async function fileOffer({ uri, path }: WorkspaceFile, guard: Guard): Promise<Offer | undefined> {
  const { kind } = await guard.judge(uri.toString());
  if (kind === "never") return undefined;
  return {
    kind: "file",
    key: uri.toString(),
    label: nameOf(path),
    detail: path,
    read: () => (isNamedPicture(uri) ? readMentionedPicture(uri, guard) : readMentioned({ uri }, guard)),
  };
}

/** Folders of the workspace by parts of their paths. */
export function mentionedFolders(
  files: () => Promise<readonly WorkspaceFile[]>,
  guard: Guard,
): MentionSource {
  return async (query) => {
    if (query.trim() === "") return [];
    const all = await files();
    return rankPaths(query, foldersOf(all), mostFolders).map(({ path }): Offer => {
      const inside = all.filter((file) => file.path.startsWith(`${path}/`));
      return {
        ...{ kind: "folder", key: path, label: nameOf(path) },
        detail: `${path} · ${inside.length === 1 ? say("1 file") : say("{0} files", inside.length)}`,
        read: (signal) => readAll(inside, guard, signal),
      };
    });
  };
}

function foldersOf(files: readonly WorkspaceFile[]): readonly { readonly path: string }[] {
  const folders = new Set<string>();
  for (const { path } of files)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
      folders.add(path.slice(0, at));
  return [...folders].map((path) => ({ path }));
}

/** Documents of code that are open in tabs, all together. */
export function mentionedTabs(guard: Guard): MentionSource {
  return (query) => {
    const uris = openDocuments();
    const fits = isNamed(query, "open", "editors", say("Open editors"));
    if (!fits || uris.length === 0) return Promise.resolve([]);
    const files = uris.map(asFile);
    return Promise.resolve([
      {
        ...{ kind: "open", key: "all", label: say("Open editors") },
        detail: listed(files.map(({ path }) => path)),
        read: (signal) => readAll(files, guard, signal),
      },
    ]);
  };
}

function openDocuments(): readonly vscode.Uri[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const uris = inputs.flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...new Map(uris.filter(isCodeUri).map((uri) => [uri.toString(), uri])).values()];
}

/** Reads files, and those in folders, by their addresses. */
export async function readAt(
  uris: readonly vscode.Uri[],
  { files, guard }: { readonly files: () => Promise<readonly WorkspaceFile[]>; readonly guard: Guard },
  signal: AbortSignal,
): Promise<MentionRead> {
  const all = await files();
  const pictures = uris.filter(isNamedPicture);
  const seen = await Promise.all(
    pictures.slice(0, mostPictures).map((uri) => readMentionedPicture(uri, guard)),
  );
  const unseen = pictures.slice(mostPictures).map(({ path }) => path);
  const found = uris
    .filter((uri) => !isNamedPicture(uri))
    .flatMap((uri) => {
      const inside = all.filter((file) => file.uri.toString().startsWith(`${uri.toString()}/`));
      return inside.length > 0 ? inside : [asFile(uri)];
    });
  return joined([await readAll(found, guard, signal), ...seen, ...noRoomFor(unseen)]);
}

/** Reads files one after the other, as long as there is room for them. Pictures among them are not asked for. */
async function readAll(
  files: readonly WorkspaceFile[],
  guard: Guard,
  signal: AbortSignal,
): Promise<MentionRead> {
  const reads = new Map<string, MentionRead>();
  const without: string[] = [];
  const texts = files.filter(({ uri }) => !isNamedPicture(uri));
  let [room, taken] = [largestAttachment, 0];
  for (const { uri, path } of texts) {
    if (signal.aborted) break;
    if (room <= 0 || taken >= mostInFolder || reads.size >= mostTried) without.push(path);
    else {
      const read = await readMentioned({ uri, most: room }, guard);
      room -= read.attachments.reduce((sum, { text }) => sum + text.length, 0);
      taken += read.attachments.length;
      reads.set(path, read);
    }
  }
  return joined([...summedUp(reads), ...noRoomFor(without), ...notAlong(files.length - texts.length)]);
}

function notAlong(pictures: number): readonly MentionRead[] {
  if (pictures === 0) return [];
  const leftOut = say("Pictures do not go along with their folder. Add them one by one.");
  return [{ attachments: [], leftOut }];
}
