import { posix } from "node:path";
import type { ProjectPlaces } from "../../src/chat/projectPlaces.ts";
import type { FileText } from "../../src/base/fileText.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";

/** A project as a test writes it down: texts, what is no text, and links, by their paths from the root of the disk. */
export type ProjectOnDisk = {
  readonly files: Readonly<Record<string, string | { readonly unreadable: string }>>;
  /** Where each link leads; `undefined`: nobody can tell. */
  readonly links?: Readonly<Record<string, string | undefined>>;
  readonly verdicts?: Readonly<Record<string, PathVerdict>>;
  readonly folders?: readonly string[];
  readonly trusted?: boolean;
};

/** The places of such a project, and what was read of it. */
export type ProjectInMemory = ProjectPlaces & { readonly reads: string[] };

const pathIn = (uri: string): string => decodeURIComponent(new URL(uri).pathname);
const uriAt = (path: string): string => new URL(`file://${path}`).href;

/** Stands in for the file systems of the editor; the disk can be another one at each call. */
export function projectInMemory(disk: () => ProjectOnDisk): ProjectInMemory {
  const reads: string[] = [];
  const real = (path: string): string => {
    const { links = {} } = disk();
    const link = Object.keys(links).find((one) => path === one || path.startsWith(`${one}/`));
    if (link === undefined) return path;
    const goal = links[link];
    if (goal === undefined) throw new Error("nobody can tell");
    return real(goal + path.slice(link.length));
  };
  const textAt = (path: string): FileText => {
    const file = disk().files[path];
    if (file === undefined) return { kind: "missing" };
    return typeof file === "string"
      ? { kind: "text", text: file }
      : { kind: "unreadable", because: file.unreadable };
  };
  return {
    reads,
    isTrusted: () => disk().trusted ?? true,
    judge: (uri) => Promise.resolve(disk().verdicts?.[pathIn(uri)] ?? { kind: "allowed" }),
    realUri: async (uri) => uriAt(await Promise.resolve(real(pathIn(uri)))),
    read: (uri) => {
      reads.push(pathIn(uri));
      return Promise.resolve(textAt(pathIn(uri)));
    },
    names: (folder) => {
      const { files, links = {} } = disk();
      reads.push(pathIn(folder));
      const all = [...Object.keys(files), ...Object.keys(links)];
      const inside = all.filter((path) => posix.dirname(path) === pathIn(folder));
      return Promise.resolve(inside.map((path) => posix.basename(path)));
    },
    foldsCase: false,
    folders: () => (disk().folders ?? ["/shop"]).map(uriAt),
    join: (folder, path) => uriAt(posix.join(pathIn(folder), path)),
    pathOf: (uri) => pathIn(uri).replace(/^\/shop\//, ""),
  };
}
