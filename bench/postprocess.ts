import { createSyntax } from "./postprocess/createSyntax.ts";
import { slowestGiant } from "./postprocess/giants.ts";
import { chooseMiddles } from "./postprocess/chooseMiddles.ts";
import { tryAll, type Tally } from "./postprocess/tryAll.ts";
import type { BenchOptions, Measurement, Measurements } from "./run.ts";
import { percentile } from "./support/percentile.ts";
import { seeded } from "./support/seeded.ts";

const sites = { plain: 700, full: 7000 };

/**
 * What post-processing makes of answers that are spoiled as models spoil them: known-good middles of real files, each
 * spoiled in each way it can be. One counts as restored only if the whole file, after the suggestion was taken, is what
 * it was, both when the answer came whole and when it came in pieces under the stop rule; of what cannot be made good,
 * nothing may be shown. All of it once more without knowledge of syntax says what that is worth.
 */
export async function benchPostprocess({ full }: BenchOptions): Promise<Measurements> {
  const syntax = await createSyntax();
  const middles = chooseMiddles(full ? sites.full : sites.plain, seeded(1));
  const known = await tryAll(middles, { judge: syntax, syntax });
  const unknown = await tryAll(middles, { judge: syntax });
  const classes = Object.entries(known.classes).map(
    ([name, tally]) => [`postprocess.class.${name}`, restored(tally)] as const,
  );
  return {
    "postprocess.sites": { value: middles.length, unit: "" },
    "postprocess.answers": { value: known.answers, unit: "" },
    "postprocess.restored": restored(known.all),
    "postprocess.unrecoverableShown": { value: known.shown, unit: "", budget: 0 },
    "postprocess.newParseErrors": { value: known.newParseErrors, unit: "", budget: 0 },
    "postprocess.cpuP95": { value: percentile(known.cpuMs, 0.95), unit: "ms", budget: 5 },
    "postprocess.giantCpuMax": { value: slowestGiant(syntax), unit: "ms", budget: 15 },
    ...Object.fromEntries(classes),
    "postprocess.withoutSyntax.restored": { value: share(unknown.all), unit: "%" },
    "postprocess.withoutSyntax.unrecoverableShown": { value: unknown.shown, unit: "" },
    "postprocess.withoutSyntax.newParseErrors": { value: unknown.newParseErrors, unit: "" },
    "postprocess.withoutSyntax.cpuP95": { value: percentile(unknown.cpuMs, 0.95), unit: "ms", budget: 2 },
  };
}

function share({ right, tried }: Tally): number {
  return (100 * right) / tried;
}

/** All of them, or it is over budget. */
function restored(tally: Tally): Measurement {
  return { value: share(tally), unit: "%", budget: 100, ok: tally.right === tally.tried };
}
