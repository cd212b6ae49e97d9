import { pathWithin, placeOf } from "../place.ts";
import { gitIgnores, type GitIgnore } from "./gitIgnores.ts";
import type { IndexFiles, ReadingParts } from "./indexPorts.ts";
import { Slices } from "./slices.ts";

/** What the editor knows of the workspace's files. */
export type EditorFiles = Omit<IndexFiles, "list" | "isInWorkspace"> & {
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  /** The files of a folder that a glob names, without those that the editor's search leaves out. */
  readonly find: (folder: string, glob: string) => Promise<readonly string[]>;
  /** Whether the file system takes `A` and `a` for the same name. */
  readonly foldsCase: boolean;
};

/** What listing them needs: a `.gitignore` is judged before it is read, as any file is. */
export type ListingParts = Omit<ReadingParts, "files">;

const largestGitIgnore = 256 * 1024;

/** A path as a glob that means nothing but it. */
function literalGlob(path: string): string {
  return path.replace(/[*?[\]{}!,]/g, "[$&]");
}

/** The files of one folder, and what git leaves out of it. */
class FolderFiles {
  readonly #folder: string;
  readonly #editor: EditorFiles;
  readonly #slices: Slices;
  readonly #guard: ListingParts["guard"];
  #isIgnored: (path: string) => boolean = () => false;

  constructor(folder: string, editor: EditorFiles, parts: ListingParts & { readonly slices: Slices }) {
    this.#folder = folder;
    this.#editor = editor;
    this.#slices = parts.slices;
    this.#guard = parts.guard;
  }

  /** The path of a file below the folder; `undefined` for one that is not in it. */
  pathOf(uri: string): string | undefined {
    return pathWithin(placeOf(this.#folder), placeOf(uri), this.#editor.foldsCase);
  }

  /** All files there are; what git leaves out is found out anew. */
  async all(): Promise<readonly string[]> {
    const found = await this.#editor.find(this.#folder, "**/*");
    const ignoreFiles = found.filter((uri) => uri.endsWith("/.gitignore"));
    const read = await Promise.all(ignoreFiles.map((uri) => this.#readGitIgnore(uri)));
    this.#isIgnored = gitIgnores(read.flat(), this.#editor.foldsCase);
    return this.#kept(found);
  }

  /** Those of some that are there. */
  async among(uris: readonly string[]): Promise<readonly string[]> {
    const paths = (await this.#kept(uris)).flatMap((uri) => this.pathOf(uri) ?? []);
    const globs = paths.map(literalGlob);
    if (globs.length === 0) return [];
    return this.#editor.find(this.#folder, globs.length === 1 ? globs.join() : `{${globs.join(",")}}`);
  }

  async #readGitIgnore(uri: string): Promise<readonly GitIgnore[]> {
    if ((await this.#guard.judgeQuietly(uri)).kind === "never") return [];
    const bytes = await this.#editor.read(uri, largestGitIgnore);
    const directory = this.pathOf(uri)?.replace(/\/?\.gitignore$/, "") ?? "";
    return [{ directory, text: new TextDecoder().decode(bytes) }];
  }

  async #kept(uris: readonly string[]): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const uri of uris) {
      const path = this.pathOf(uri);
      if (path !== undefined && !this.#isIgnored(path)) kept.push(uri);
      await this.#slices.breathe();
    }
    return kept;
  }
}

/** The files that an index is made of: what the editor finds, without what git leaves out. */
export function createWorkspaceFiles(editor: EditorFiles, parts: ListingParts): IndexFiles {
  const slices = new Slices(parts);
  const known = new Map<string, FolderFiles>();
  const filesOf = (folder: string): FolderFiles => {
    const files = known.get(folder) ?? new FolderFiles(folder, editor, { ...parts, slices });
    known.set(folder, files);
    return files;
  };
  const folders = (): readonly FolderFiles[] => editor.folders().map(filesOf);
  return {
    ...editor,
    list: async (only) => {
      const lists = folders().map((files) => (only === undefined ? files.all() : files.among(only)));
      return [...new Set((await Promise.all(lists)).flat())].sort();
    },
    isInWorkspace: (uri) => folders().some((files) => files.pathOf(uri) !== undefined),
  };
}
