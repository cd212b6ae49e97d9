import type { Destination } from "../terms/destination.ts";

/** What is asked of the disk of this machine. */
export type DiskPort = {
  /** The user's own folder. */
  readonly home: string;
  readonly isFolder: (path: string) => Promise<boolean>;
  /** Bytes that are free for the user where a folder is; `undefined` when the system does not say. */
  readonly freeBytes: (path: string) => Promise<number | undefined>;
};

/** Where models are kept, by the usual places of Ollama's installers for Linux, macOS and Windows. */
function usualFolders(home: string): readonly string[] {
  return [
    `${home}/.ollama/models`,
    "/usr/share/ollama/.ollama/models",
    "/var/lib/ollama/.ollama/models",
    "/var/lib/ollama/models",
  ];
}

/**
 * The bytes that are free where a server keeps its models. Known only for a server on this very device, and only when
 * exactly one of the usual folders is there: with none, or with two, it may keep them anywhere. `undefined`: unknown.
 */
export async function diskRoom(
  { class: kind, authority }: Pick<Destination, "class" | "authority">,
  disk: DiskPort,
): Promise<number | undefined> {
  const isHere = (kind === "device" || kind === "unverified") && authority === undefined;
  if (!isHere) return undefined;
  const folders = usualFolders(disk.home);
  const there = await Promise.all(folders.map((folder) => disk.isFolder(folder)));
  const [folder, ...others] = folders.filter((_, index) => there[index] === true);
  return folder === undefined || others.length > 0 ? undefined : disk.freeBytes(folder);
}

/** Room that a disk should have left after a pull, in bytes: a full one stops more than Ollama. */
const spareBytes = 1e9;

/** Whether so many bytes more fit; `undefined`: nobody knows. */
export function fitsDisk(bytes: number | undefined, freeBytes: number | undefined): boolean | undefined {
  return bytes === undefined || freeBytes === undefined ? undefined : bytes + spareBytes <= freeBytes;
}
