import { readFrontMatter } from "../context/frontMatter.ts";
import { readProjectText } from "../context/projectText.ts";
import { projectFile, projectFiles, type ProjectFile, type ProjectPlaces } from "./projectPlaces.ts";

/** Rules of a project, as they stand in one file. */
export type RuleFile = ProjectFile & {
  /** The whole file. */
  readonly text: string;
  /** It says itself that it is about some kinds of files only. */
  readonly isForSomeFiles: boolean;
};

/** The rules that a workspace has, and a sentence about each file that cannot be used. */
export type FoundRules = { readonly files: readonly RuleFile[]; readonly leftOut: readonly string[] };

/** Front matter by which other assistants choose the files that rules are about. */
const patternKeys = ["applyto", "globs", "paths"];

/** What means every file. */
const allFiles = ["", "*", "**", "**/*"];

/** Reads the rules of every workspace folder, those first that are written for Drawbridge. The same text is read once. */
export async function readRules(places: ProjectPlaces): Promise<FoundRules> {
  const wanted = (await Promise.all(places.folders().map((folder) => ruleFiles(folder, places)))).flat();
  const read = await Promise.all(
    wanted.map(async (file) => ({ file, found: await readProjectText(file.uri, file.folder, places) })),
  );
  const files = read.flatMap(({ file, found }): readonly RuleFile[] =>
    found.kind === "text" ? [ruleFile(file, found.text)] : [],
  );
  return {
    files: files.filter(({ text }, at) => files.findIndex((other) => other.text === text) === at),
    leftOut: read.flatMap(({ found }) => (found.kind === "leftOut" ? [found.sentence] : [])),
  };
}

async function ruleFiles(folder: string, places: ProjectPlaces): Promise<readonly ProjectFile[]> {
  const own = await projectFiles(folder, { directory: ".drawbridge/rules", ending: ".md" }, places);
  const known = ["AGENTS.md", ".github/copilot-instructions.md", "CLAUDE.md"];
  return [...own, ...known.map((path) => projectFile(folder, path, places))];
}

function ruleFile(file: ProjectFile, text: string): RuleFile {
  const { fields } = readFrontMatter(text);
  const patterns = patternKeys.flatMap((key) => fields.get(key) ?? []);
  const isAlways = fields.get("alwaysapply") === "true";
  return { ...file, text, isForSomeFiles: !isAlways && patterns.some((one) => !allFiles.includes(one)) };
}
