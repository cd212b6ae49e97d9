import { whyProtected, type ProtectionPlaces } from "../proposal/protectedFiles.ts";

/** What asking for leave needs of the editor. */
export type LeavePorts = ProtectionPlaces & {
  /** Asks a person in a dialog that holds the window whether a protected file may be changed; `because` ends a sentence about it. */
  readonly confirm: (uri: string, because: string) => Promise<boolean>;
};

/** Whether files may get a name that a model thought of. */
export type RenameLeave =
  /** They may; the protected ones among them, with why they are, the person goes through once more. */
  | { readonly kind: "granted"; readonly guarded: ReadonlyMap<string, string> }
  /** The person did not let this protected file be changed. */
  | { readonly kind: "declined"; readonly uri: string };

/** Asks about each protected file that a new name would come into by itself, each time. One no, and nothing is renamed. */
export async function leaveToRename(uris: readonly string[], ports: LeavePorts): Promise<RenameLeave> {
  const guarded = new Map<string, string>();
  for (const uri of uris) {
    const because = await whyProtected(uri, ports);
    if (because === undefined) continue;
    if (!(await ports.confirm(uri, because))) return { kind: "declined", uri };
    guarded.set(uri, because);
  }
  return { kind: "granted", guarded };
}
