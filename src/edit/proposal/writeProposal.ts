import { say } from "../../terms/words.ts";
import { bringsFetchedAddress } from "./fetchedAddress.ts";
import { textWith, type LineEdit } from "./fileProposal.ts";
import { whyProtected, type ProtectionPlaces } from "./protectedFiles.ts";

/** What is to be written into one file: lines of the text that it must have now, or a whole new file. */
export type FileEdit =
  | {
      readonly kind: "change";
      readonly uri: string;
      /** The text that the edits are counted in: of any other one nothing is changed. */
      readonly text: string;
      readonly edits: readonly LineEdit[];
    }
  | { readonly kind: "create"; readonly uri: string; readonly text: string };

/** What a document is now: its text, or why it has none to change. */
export type TargetNow =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  | { readonly kind: "readOnly" }
  | { readonly kind: "notebook" }
  | { readonly kind: "binary" };

/** What came of a write. Unless it is `written`, nothing was. */
export type WriteOutcome =
  | { readonly kind: "written" }
  /** The person did not confirm the change of a protected file. */
  | { readonly kind: "declined"; readonly uri: string }
  /** The file is not what the change was made for: it changed, it went away, or a new one is there already. */
  | { readonly kind: "changed"; readonly uri: string }
  | { readonly kind: "missing"; readonly uri: string }
  | { readonly kind: "exists"; readonly uri: string }
  | { readonly kind: "readOnly"; readonly uri: string }
  | { readonly kind: "notebook"; readonly uri: string }
  | { readonly kind: "binary"; readonly uri: string }
  /** The editor did not make the change. */
  | { readonly kind: "refused" };

/** What writing needs of the editor. */
export type WritePorts = ProtectionPlaces & {
  /** Asks a person in a dialog that holds the window whether a protected file may be changed; `because` ends a sentence about it. */
  readonly confirm: (uri: string, because: string) => Promise<boolean>;
  readonly now: (uri: string) => Promise<TargetNow>;
  /** Makes all changes as one step that can be undone; `false`: none of them was made. */
  readonly apply: (edits: readonly FileEdit[]) => Promise<boolean>;
};

/**
 * Writes what a person accepted of a model's words: the one way by which such words come into files. Each protected file,
 * and each change that would make the editor fetch an address, is asked about by itself, each time; then every file must be what the change was made for, or none is written.
 */
export async function writeProposal(edits: readonly FileEdit[], ports: WritePorts): Promise<WriteOutcome> {
  for (const edit of edits) {
    const { uri } = edit;
    const because = (await whyProtected(uri, ports)) ?? (bringsAddress(edit) ? fetches : undefined);
    if (because !== undefined && !(await ports.confirm(uri, because))) return { kind: "declined", uri };
  }
  for (const edit of edits) {
    const unfit = unfitness(edit, await ports.now(edit.uri));
    if (unfit !== undefined) return { kind: unfit, uri: edit.uri };
  }
  return (await ports.apply(edits)) ? { kind: "written" } : { kind: "refused" };
}

const fetches = say("would have the editor fetch an address that the model wrote");

function bringsAddress(edit: FileEdit): boolean {
  return bringsFetchedAddress(edit.kind === "create" ? "" : edit.text, textAfter(edit));
}

function unfitness(
  edit: FileEdit,
  now: TargetNow,
): Exclude<WriteOutcome["kind"], "written" | "declined" | "refused"> | undefined {
  if (edit.kind === "create") return now.kind === "missing" ? undefined : "exists";
  if (now.kind !== "text") return now.kind;
  return now.text === edit.text ? undefined : "changed";
}

/** The text that a file has once its edit is made. */
export function textAfter(edit: FileEdit): string {
  return edit.kind === "create" ? edit.text : textWith(edit.text, edit.edits);
}
