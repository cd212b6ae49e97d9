import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { namedGroups, type BlockGroup } from "../../src/edit/answer/groupBlocks.ts";
import { planTarget } from "../../src/edit/answer/planTarget.ts";

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
export async function applyFileCases(): Promise<readonly FileOutcome[]> {
  const outcomes = await Promise.all(readdirSync(folder).sort().map(outcomesOf));
  return outcomes.flat();
}

async function outcomesOf(name: string): Promise<readonly FileOutcome[]> {
  const read = (path: string): string | undefined => {
    const place = join(folder, name, path);
    return existsSync(place) ? readFileSync(place, "utf8") : undefined;
  };
  const asked = JSON.parse(read("expect.json") ?? "{}") as Readonly<Record<string, string>>;
  const groups = namedGroups(read("answer.md") ?? "");
  const named = groups.flatMap((group) => group.named ?? []);
  const kept = globSync("**/*.ts", { cwd: join(folder, name, "after") });
  const paths = new Set([...named, ...kept.map((path) => path.replaceAll("\\", "/"))]);
  return Promise.all(
    [...paths].sort().map(async (path) => {
      const before = read(`before/${path}`);
      const group = groups.find((each) => each.named === path);
      const { came, after } = group === undefined ? nothing : await planned(path, before, group);
      const expected = asked[path] ?? (before === undefined ? "new" : "applied");
      return { name, path, came, expected, texts: [after, read(`after/${path}`)] as const };
    }),
  );
}

type Came = { readonly came: string; readonly after?: string };

const nothing: Came = { came: "nothing" };

/** What comes of one file for a person who answers no question, but lets the rest come in. */
async function planned(path: string, before: string | undefined, { blocks }: BlockGroup): Promise<Came> {
  const reasons: string[] = [];
  const file = { path, languageId: "typescript", before };
  const plan = await planTarget(file, blocks, ({ reason }) => {
    reasons.push(`ask: ${reason}`);
    return Promise.resolve("leaveOut");
  });
  if (plan.kind === "abandoned") return nothing;
  const { after, leftOut } = plan;
  const [why = leftOut[0] && `refused: ${leftOut[0]}`] = reasons;
  const what = after === undefined ? "unchanged" : before === undefined ? "new" : "applied";
  return { came: why ?? what, ...(after !== undefined && { after }) };
}
