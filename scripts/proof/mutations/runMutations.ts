import { existsSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../editor/temporaryFolder.ts";
import type { MochaLayer } from "../../mochaLayers.ts";
import { projectRoot } from "../../tool.ts";
import { judgeMutated, namedTest, type Judgement } from "./judgeTest.ts";
import type { Mutation } from "./mutation.ts";
import { mutations as allMutations } from "./mutations.ts";
import { copyProject, whyNotMutable, withMutation } from "./projectCopy.ts";
import { layerOf, runTests, type TestRun } from "./runTests.ts";
import type { TestResult } from "./testResult.ts";

/** What came of one mutation. */
export type MutationOutcome = Pick<Mutation, "name" | "test"> &
  Judgement & {
    /** The rules and kinds that the guard holds. */
    readonly rules: Mutation["holds"];
    /** For the run with the mutation. */
    readonly milliseconds: number;
  };

/** What to take out and where; by default every guard of this project. */
export type MutationOptions = {
  readonly mutations?: readonly Mutation[];
  readonly root?: string;
  /** How many run at the same time, each in a copy of its own. */
  readonly lanes?: number;
  /** Longest time for the one test of a mutation. */
  readonly deadlineMs?: number;
  readonly onOutcome?: (outcome: MutationOutcome) => void;
};

/** Every named test of a layer, run with nothing taken out. */
type AsIs = ReadonlyMap<MochaLayer, TestRun>;

const asIsDeadlineMs = 180_000;
const nothingRan: TestRun = { results: [], output: "there is no such file", late: false };

/**
 * Takes out one guard after the other in copies of the project and runs the test that must notice: first as it is, then
 * with the guard gone. The outcomes come in the order of the mutations. The copies are removed at the end, and when the
 * process ends through `process.exit`.
 */
export async function runMutations(options: MutationOptions = {}): Promise<readonly MutationOutcome[]> {
  const { mutations = allMutations, root = projectRoot, lanes = 2, deadlineMs = 60_000, onOutcome } = options;
  const folder = await temporaryFolder("guards");
  try {
    const copies = await Promise.all(
      Array.from({ length: lanes }, (_, lane) => copyProject(root, join(folder.path, `lane${lane}`))),
    );
    const asIs = await runAsIs(copies, mutations);
    const outcomes = new Map<Mutation, MutationOutcome>();
    await inLanes(copies, slowestFirst(mutations), async (copy, mutation) => {
      const startedMs = performance.now();
      const judgement = await judge(copy, mutation, { asIs, deadlineMs });
      const { name, test, holds: rules } = mutation;
      const milliseconds = Math.round(performance.now() - startedMs);
      const outcome = { name, rules, test, ...judgement, milliseconds };
      outcomes.set(mutation, outcome);
      onOutcome?.(outcome);
    });
    return mutations.flatMap((mutation) => outcomes.get(mutation) ?? []);
  } finally {
    await folder.remove();
  }
}

async function judge(
  copy: string,
  mutation: Mutation,
  { asIs, deadlineMs }: { readonly asIs: AsIs; readonly deadlineMs: number },
): Promise<Judgement> {
  const because = await whyNotMutable(copy, mutation);
  if (because !== undefined) return { outcome: "broken", reason: because };
  const { file } = mutation.test;
  const layer = layerOf(file);
  if (layer === undefined) return { outcome: "misnamed", reason: `mocha runs no tests in ${file}` };
  const test = namedTest(mutation, asIs.get(layer) ?? nothingRan);
  if ("outcome" in test) return test;
  const choice = { layer, files: [file], titles: onlyTitle(test), deadlineMs };
  return judgeMutated(test, await withMutation(copy, mutation, () => runTests(copy, choice)));
}

async function runAsIs(copies: readonly string[], mutations: readonly Mutation[]): Promise<AsIs> {
  const [copy = ""] = copies;
  const tests = mutations.map(({ test }) => test).filter(({ file }) => existsSync(join(copy, file)));
  const layers = new Set(tests.flatMap(({ file }) => layerOf(file) ?? []));
  const runs = new Map<MochaLayer, TestRun>();
  await inLanes(copies, [...layers], async (lane, layer) => {
    const named = tests.filter(({ file }) => layerOf(file) === layer);
    const files = [...new Set(named.map(({ file }) => file))];
    const titles = new RegExp(named.map(({ title }) => literal(title)).join("|"));
    runs.set(layer, await runTests(lane, { layer, files, titles, deadlineMs: asIsDeadlineMs }));
  });
  return runs;
}

function onlyTitle({ fullTitle }: TestResult): RegExp {
  return new RegExp(`^${literal(fullTitle)}$`);
}

function literal(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&");
}

/** So that the lanes end together. */
function slowestFirst(mutations: readonly Mutation[]): readonly Mutation[] {
  const order: readonly (MochaLayer | undefined)[] = ["rules", "webview", "integration", "unit"];
  const rank = ({ test }: Mutation): number => order.indexOf(layerOf(test.file));
  return mutations.toSorted((a, b) => rank(a) - rank(b));
}

/** Does all the work, one piece at a time in each copy. */
async function inLanes<T>(
  copies: readonly string[],
  work: readonly T[],
  run: (copy: string, next: T) => Promise<void>,
): Promise<void> {
  const queue = [...work];
  const lane = async (copy: string): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(copy, next);
  };
  await Promise.all(copies.map(lane));
}
