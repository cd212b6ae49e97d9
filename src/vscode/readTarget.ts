import * as vscode from "vscode";
import { present } from "../base/present.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { ReadTarget } from "../edit/answer/planAnswer.ts";
import { excludedFromEdits } from "../edit/inline/inlineEdit.ts";
import { fenceLanguage } from "../terms/fenceLanguage.ts";
import { documentLength } from "./editorContext.ts";
import { statVirtual } from "./virtualFile.ts";
import { targetNow } from "./writePorts.ts";

/** Characters of a file in which a place is looked for: in more of them that takes seconds. */
const largestTarget = 2_000_000;

/** Reads a file that code is for, after the path rules have said that it may be; with what was typed and not saved. */
export async function readTarget(uri: string, guard: Pick<PathGuard, "judge">): Promise<ReadTarget> {
  const place = vscode.Uri.parse(uri, true);
  const excluded = excludedFromEdits(vscode.workspace.asRelativePath(place), await guard.judge(uri));
  if (excluded !== undefined) return { kind: "excluded", sentence: excluded };
  if (await isLarge(place)) return { kind: "unfit", reason: "tooLarge" };
  const now = await targetNow(uri);
  if (now.kind === "missing")
    return { kind: "missing", ...present({ languageId: await newLanguage(place) }) };
  if (now.kind !== "text") return { kind: "unfit", reason: now.kind };
  const document = await vscode.workspace.openTextDocument(place);
  if (documentLength(document) > largestTarget) return { kind: "unfit", reason: "tooLarge" };
  const { languageId, isDirty } = document;
  return { kind: "text", text: now.text, languageId, isDirty };
}

/** Whether a file is too large to be opened for this. */
async function isLarge(place: vscode.Uri): Promise<boolean> {
  const stats = place.scheme === "untitled" ? undefined : await statVirtual(place);
  return stats !== undefined && stats.size > largestTarget;
}

/** The language that a file which is not there yet will have, as far as its name tells. */
async function newLanguage({ path }: vscode.Uri): Promise<string | undefined> {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? "";
  return fenceLanguage(ending, await vscode.languages.getLanguages());
}
