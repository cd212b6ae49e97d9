import { globSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectRoot } from "../../scripts/tool.ts";
import { seeded } from "../support/seeded.ts";
import { asksFor, type Question } from "./asksFor.ts";

/** A file of the project, by its path with `/` between its parts. */
export type ProjectText = { readonly path: string; readonly text: string };

/** A project of real code, and questions about it that each one file answers. */
export type LargeProject = {
  readonly files: readonly ProjectText[];
  readonly questions: readonly Question[];
};

const isCode = /\.(?:ts|tsx|mts|js|mjs|cjs|css|md|py|rs|go|java)$/;
const largestBytes = 1_000_000;

function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && isCode.test(entry.name) && !entry.parentPath.includes(`${sep}.cache`),
    )
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .sort();
}

/**
 * This project's own code, and around it what is in `node_modules`, up to so many files: the same for the same lock file.
 * Nothing is there twice. Of every file that is asked about, the comment that the question is made of is taken out.
 */
export function largeProject(count: number, questionCount: number): LargeProject {
  const own = globSync("{src,media,test,scripts,docs}/**/*.{ts,tsx,css,md}", { cwd: projectRoot })
    .map((path) => path.split(sep).join("/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }));
  const asked = asksFor(own, questionCount);
  const packages = realpathSync(join(projectRoot, "node_modules"));
  const known = new Set(asked.files.map(({ text }) => text));
  const left = [...pathsBelow(packages)];
  const chance = seeded(10_000);
  const files = [...asked.files];
  while (files.length < count && left.length > 0) {
    const [path = ""] = left.splice(chance.below(left.length), 1);
    const text = readFileSync(join(packages, path), "utf8");
    if (text.length > largestBytes || known.has(text)) continue;
    known.add(text);
    files.push({ path: `packages/${path}`, text });
  }
  return { files, questions: asked.questions };
}
