import type { FileText } from "../base/fileText.ts";
import { plainLine } from "../base/plainLine.ts";
import { nameOf } from "../base/nameOf.ts";
import type { PathVerdict } from "./pathVerdict.ts";
import { pathWithin, placeOf } from "./place.ts";
import { writtenOut } from "./writtenOut.ts";
import { say } from "../terms/words.ts";

/** What the files are read with by which a project speaks to a model. Every URI is given and returned as text. */
export type ProjectTextParts = {
  readonly isTrusted: () => boolean;
  /** What the path rules say about a file. */
  readonly judge: (uri: string) => Promise<PathVerdict>;
  /** Where something really is, links followed; rejects when that cannot be told. */
  readonly realUri: (uri: string) => Promise<string>;
  /** Reads a small file. */
  readonly read: (uri: string, limitBytes: number) => Promise<FileText>;
  /** The names of what is in a folder; none when it is not there or cannot be listed. */
  readonly names: (folder: string) => Promise<readonly string[]>;
  /** Whether the file system takes `A` and `a` for the same name. */
  readonly foldsCase: boolean;
};

/** What came of reading such a file. */
export type ProjectText =
  /** With `\n` at the ends of its lines, and everything that cannot be seen written out. */
  | { readonly kind: "text"; readonly text: string }
  /** There is none, or none that may be read. */
  | { readonly kind: "missing" }
  /** It is there and not used, and this sentence says why. */
  | { readonly kind: "leftOut"; readonly sentence: string };

/** Bytes above which such a file is not read. */
const largestBytes = 256 * 1024;

const missing: ProjectText = { kind: "missing" };

/**
 * Reads a file by which a project speaks to a model: only of a workspace that the user trusts, only after the path rules
 * were asked, and never through a link that leads out of the workspace folder. Never throws.
 */
export async function readProjectText(
  uri: string,
  folder: string,
  parts: ProjectTextParts,
): Promise<ProjectText> {
  if (!parts.isTrusted()) return missing;
  const real = await whereItIs(uri, folder, parts);
  if (real === undefined) return leftOut(uri, say("leads out of its folder and is not read"));
  if ((await parts.judge(uri)).kind === "never") return missing;
  // By the place that was looked at: a link may lead elsewhere by now.
  const file = await parts.read(real, largestBytes);
  if (file.kind === "missing") return missing;
  if (file.kind === "unreadable") return leftOut(uri, say("{0} and is not used", file.because));
  if (file.text.includes("\0")) return leftOut(uri, say("is not text and is not used"));
  return { kind: "text", text: writtenOut(file.text.replaceAll(/\r\n?/g, "\n")) };
}

/** The names of what is in a folder of a project, in their order; none where {@link readProjectText} would read none. */
export async function projectNames(
  uri: string,
  folder: string,
  parts: ProjectTextParts,
): Promise<readonly string[]> {
  if (!parts.isTrusted()) return [];
  const real = await whereItIs(uri, folder, parts);
  if (real === undefined) return [];
  return (await parts.names(real)).toSorted();
}

/** The real place of something in a folder; `undefined` when that is not in the folder, or cannot be told. */
async function whereItIs(uri: string, folder: string, parts: ProjectTextParts): Promise<string | undefined> {
  try {
    const [real, above] = await Promise.all([parts.realUri(uri), parts.realUri(folder)]);
    return pathWithin(placeOf(above), placeOf(real), parts.foldsCase) === undefined ? undefined : real;
  } catch {
    return undefined;
  }
}

function leftOut(uri: string, because: string): ProjectText {
  return { kind: "leftOut", sentence: `${nameOf(plainLine(placeOf(uri).path))} ${because}.` };
}
