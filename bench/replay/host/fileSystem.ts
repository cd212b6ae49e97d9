import { copyFile, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import type { Uri } from "./uri.ts";

type FileStat = {
  readonly type: number;
  readonly ctime: number;
  readonly mtime: number;
  readonly size: number;
};

const types = { unknown: 0, file: 1, directory: 2, link: 64 };

/** As `vscode.FileSystemError`. */
export class FileSystemError extends Error {
  readonly code: string;

  constructor(code = "Unknown", message = code) {
    super(message);
    this.code = code;
  }

  static FileNotFound(where?: unknown): FileSystemError {
    return new FileSystemError("FileNotFound", String(where));
  }
}

const codes: Readonly<Record<string, string>> = {
  ENOENT: "FileNotFound",
  EEXIST: "FileExists",
  ENOTDIR: "FileNotADirectory",
  EISDIR: "FileIsADirectory",
  EACCES: "NoPermissions",
  EPERM: "NoPermissions",
};

async function asEditor<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new FileSystemError(codes[code] ?? "Unavailable", message);
  }
}

async function typeOf(path: string): Promise<number> {
  const [own, target] = await Promise.all([lstat(path), stat(path).catch(() => undefined)]);
  const plain =
    target?.isDirectory() === true ? types.directory : target?.isFile() === true ? types.file : types.unknown;
  return own.isSymbolicLink() ? plain | types.link : plain;
}

/** As `vscode.workspace.fs`, on the real disk. */
export const fileSystem = {
  isWritableFileSystem: (): boolean => true,
  stat: ({ fsPath }: Uri): Promise<FileStat> =>
    asEditor(
      Promise.all([stat(fsPath), typeOf(fsPath)]).then(([found, type]) => ({
        type,
        ctime: found.ctimeMs,
        mtime: found.mtimeMs,
        size: found.size,
      })),
    ),
  readDirectory: ({ fsPath }: Uri): Promise<[string, number][]> =>
    asEditor(
      readdir(fsPath).then((names) =>
        Promise.all(
          names.map(async (name): Promise<[string, number]> => [name, await typeOf(`${fsPath}/${name}`)]),
        ),
      ),
    ),
  readFile: ({ fsPath }: Uri): Promise<Uint8Array> => asEditor(readFile(fsPath)),
  writeFile: ({ fsPath }: Uri, content: Uint8Array): Promise<void> => asEditor(writeFile(fsPath, content)),
  createDirectory: async ({ fsPath }: Uri): Promise<void> => {
    await asEditor(mkdir(fsPath, { recursive: true }));
  },
  delete: ({ fsPath }: Uri, options?: { recursive?: boolean }): Promise<void> =>
    asEditor(rm(fsPath, { recursive: options?.recursive === true })),
  rename: (from: Uri, to: Uri): Promise<void> => asEditor(rename(from.fsPath, to.fsPath)),
  copy: (from: Uri, to: Uri): Promise<void> => asEditor(copyFile(from.fsPath, to.fsPath)),
};
