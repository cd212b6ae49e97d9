import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planFiles } from "../../src/edit/apply/planFiles.ts";

/** What came of one file of an answer that names several, in words, and what was to come of it. */
export type FileOutcome = {
  readonly name: string;
  readonly path: string;
  readonly came: string;
  readonly expected: string;
  /** The text after, where there is one, and the one kept. */
  readonly texts: readonly [after: string | undefined, kept: string | undefined];
};

const folder = join(import.meta.dirname, "../apply/files");

/** Plans the kept answers of several files: every file that one names, or that is kept as it is to be after. */
export function applyFileCases(): readonly FileOutcome[] {
  return readdirSync(folder).sort().flatMap(outcomesOf);
}

function outcomesOf(name: string): readonly FileOutcome[] {
  const read = (path: string): string | undefined => {
    const place = join(folder, name, path);
    return existsSync(place) ? readFileSync(place, "utf8") : undefined;
  };
  const asked = JSON.parse(read("expect.json") ?? "{}") as Readonly<Record<string, string>>;
  const plans = planFiles(
    read("answer.md") ?? "",
    (path) => read(`before/${path}`),
    () => "typescript",
  );
  const kept = globSync("**/*.ts", { cwd: join(folder, name, "after") });
  const paths = [
    ...new Set([...plans.map(({ path }) => path), ...kept.map((path) => path.replaceAll("\\", "/"))]),
  ];
  return paths.sort().map((path) => {
    const plan = plans.find((each) => each.path === path)?.plan;
    const after = read(`after/${path}`);
    const came =
      plan === undefined ? "nothing" : "reason" in plan ? `${plan.kind}: ${plan.reason}` : plan.kind;
    const isNew = read(`before/${path}`) === undefined;
    const expected = asked[path] ?? (isNew ? "new" : "applied");
    return {
      name,
      path,
      came,
      expected,
      texts: [plan !== undefined && "after" in plan ? plan.after : undefined, after],
    };
  });
}
