import { createRandom } from "../test/support/random.ts";
import { layDesk } from "./retrieval/desk.ts";
import { findSites } from "./retrieval/findSites.ts";
import { openProject } from "./retrieval/project.ts";
import { scoreOf, type Score } from "./retrieval/scoreOf.ts";
import { workAt } from "./retrieval/workAt.ts";
import { percentile } from "./support/percentile.ts";
import { sample } from "./support/sample.ts";
import type { BenchOptions, Measurements } from "./run.ts";

/** Shares of the line that are typed when context is wanted. */
const shares = [0, 0.3, 0.6] as const;
/** How long a language server takes for each answer: an ordinary one, and one that must not be waited for. */
const serverMs = { ordinary: 40, slow: 800 } as const;
const seed = 2026;

/** What was found in one visit, with what it cost. */
type Sample = Score & {
  readonly share: number;
  readonly waitedMs: number;
  readonly slowWaitedMs: number;
  readonly processorMs: number;
  readonly isSameAgain: boolean;
};

/**
 * Context for lines of this project that need a definition from another of its files, one that nothing in the 60 lines
 * above names. The line is blank but for what is typed of it; the language server answers from the compiler. Time is
 * simulated: all that waits here waits for timers, so that it changes no result, and the waits leave out the processor
 * time, which is measured for itself.
 */
export async function benchRetrieval({ full }: BenchOptions): Promise<Measurements> {
  const project = openProject();
  const random = createRandom(seed);
  const sites = sample(findSites(project), full ? 800 : 240, random);
  const samples: Sample[] = [];
  for (const site of sites) {
    const desk = layDesk(site, project, random);
    const wanted = random.pick(site.wanted);
    for (const share of shares) {
      const work = { project, site, desk, share };
      const visit = await workAt({ ...work, serverMs: serverMs.ordinary });
      const again = await workAt({ ...work, serverMs: serverMs.ordinary });
      const slow = await workAt({ ...work, serverMs: serverMs.slow });
      samples.push({
        ...scoreOf(visit.blocks, { site, wanted, share }),
        share,
        waitedMs: visit.waitedMs,
        slowWaitedMs: slow.waitedMs,
        // The second visit: the compiler's answers are known then, and none of its work is taken for ours.
        processorMs: again.processorMs,
        isSameAgain: JSON.stringify(again.blocks) === JSON.stringify(visit.blocks),
      });
    }
  }
  return { ...found(samples), ...spent(samples), "retrieval.sites": { value: sites.length, unit: "" } };
}

function percent(samples: readonly Sample[], holds: (sample: Sample) => boolean): number {
  return (100 * samples.filter(holds).length) / samples.length;
}

function sum(samples: readonly Sample[], value: (sample: Sample) => number): number {
  return samples.reduce((total, each) => total + value(each), 0);
}

function found(samples: readonly Sample[]): Measurements {
  const recall = percent(samples, ({ isFound }) => isFound);
  const at = (share: number): number =>
    percent(
      samples.filter((each) => each.share === share),
      ({ isFound }) => isFound,
    );
  const untyped = samples.filter(({ isTyped }) => !isTyped);
  const same = percent(samples, ({ isSameAgain }) => isSameAgain);
  const known = sum(samples, ({ namesKnown }) => namesKnown) / sum(samples, ({ names }) => names);
  const useful = sum(samples, ({ usefulTokens }) => usefulTokens) / sum(samples, ({ tokens }) => tokens);
  return {
    "retrieval.definitionRecall": { value: recall, unit: "%", budget: 60, ok: recall >= 60 },
    "retrieval.definitionRecall.at0": { value: at(0), unit: "%" },
    "retrieval.definitionRecall.at30": { value: at(0.3), unit: "%" },
    "retrieval.definitionRecall.at60": { value: at(0.6), unit: "%" },
    // The name itself is still to come: what of the line is typed does not give it away.
    "retrieval.definitionRecall.untyped": { value: percent(untyped, ({ isFound }) => isFound), unit: "%" },
    "retrieval.identifierCoverage": { value: 100 * known, unit: "%" },
    "retrieval.precision": { value: 100 * useful, unit: "%" },
    "retrieval.samePromptOnRepeat": { value: same, unit: "%", budget: 100, ok: same === 100 },
  };
}

function spent(samples: readonly Sample[]): Measurements {
  const p95 = (values: readonly number[]): number => percentile(values, 0.95);
  return {
    "retrieval.waitP95": { value: p95(samples.map(({ waitedMs }) => waitedMs)), unit: "ms", budget: 60 },
    "retrieval.slowServerWaitP95": {
      value: p95(samples.map(({ slowWaitedMs }) => slowWaitedMs)),
      unit: "ms",
      budget: 60,
    },
    "retrieval.cpuP95": { value: p95(samples.map(({ processorMs }) => processorMs)), unit: "ms" },
  };
}
