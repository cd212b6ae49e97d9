import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";
import { projectRoot } from "../../scripts/tool.ts";
import type { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import type { Question } from "./asksFor.ts";
import { openProject } from "./openProject.ts";
import { ownQuestions } from "./ownQuestions.ts";

/** How often the right file is first, among the first five and among the first ten, as shares of all questions. */
export type Recall = { readonly at1: number; readonly at5: number; readonly at10: number };

/**
 * Asks {@link ownQuestions} of an index of some of this project's files, by words alone. `paths` relative to the project.
 */
export async function ownRecall(paths: readonly string[]): Promise<Recall> {
  const folder = await temporaryFolder("bench-own");
  try {
    for (const path of paths) {
      const place = join(folder.path, "project", path);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(projectRoot, path), place);
    }
    const index = openProject(join(folder.path, "project"), join(folder.path, "kept"));
    await index.build();
    const places: number[] = [];
    for (const question of ownQuestions) places.push(await placeOf(question, index));
    index.dispose();
    const share = (most: number): number =>
      places.filter((at) => at >= 0 && at < most).length / places.length;
    return { at1: share(1), at5: share(5), at10: share(10) };
  } finally {
    await folder.remove();
  }
}

/** The place of the right file among those that are found; -1: it is not. */
async function placeOf({ text, answer }: Question, index: CodeIndex): Promise<number> {
  const found = await index.search(text, { mostTokens: 100_000, signal: new AbortController().signal });
  return [...new Set(found.map(({ source }) => source.path))].indexOf(answer);
}
