import type { FileText } from "../base/fileText.ts";
import { isUsableRule, mostRules } from "../settings/pathRules.ts";
import type { WrittenRule } from "./matchRules.ts";
import { unchecked } from "./pathVerdict.ts";

/**
 * The files in which projects say what assistants must not read. `.gitignore` is none of them: a file that the user
 * opened is not hidden because it is not committed.
 */
export const ignoreFileNames = [
  ".drawbridgeignore",
  ".aiexclude",
  ".aiignore",
  ".cursorignore",
  ".codeiumignore",
  ".geminiignore",
  ".continueignore",
  ".clineignore",
  ".rooignore",
  ".copilotignore",
] as const;

/** A directory name as a part of a rule: its special characters mean themselves. */
function literal(directory: string): string {
  return directory.replace(/[\\*?[\] ]/g, "\\$&");
}

/** A rule of a file further down, as if it stood at the top. */
function rebased(written: string, directory: string): string {
  if (directory === "") return written;
  const isNegative = written.startsWith("!");
  const body = (isNegative ? written.slice(1) : written).replace(/^\\(?=[!#])/, "");
  const isAnchored = /\/[^/\s]/.test(body);
  const place = isAnchored ? body.replace(/^\//, "") : `**/${body}`;
  return `${isNegative ? "!" : ""}/${literal(directory)}/${place}`;
}

/**
 * The rules of one ignore file as rules of the workspace folder it is in; `directory` is where it stands, relative to
 * that folder, empty for the folder itself. What cannot be read, or matched in reasonable time, excludes everything there.
 */
export function ignoreFileRules(file: FileText, directory: string): readonly WrittenRule[] {
  if (file.kind === "missing") return [];
  const lines = file.kind === "text" ? file.text.replace(/^\uFEFF/, "").split(/\r?\n/) : [];
  const rules = lines.filter((line) => line.trim() !== "" && !line.startsWith("#"));
  if (file.kind === "unreadable" || rules.length > mostRules || !rules.every(isUsableRule)) {
    const rule = directory === "" ? "*" : `/${literal(directory)}/`;
    return [{ rule, written: unchecked.rule }];
  }
  return rules.map((written) => ({ rule: rebased(written, directory), written }));
}
