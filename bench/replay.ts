import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { loadScenarios } from "./replay/loadScenarios.ts";
import { bySimulatedTime } from "./replay/stages/bySimulatedTime.ts";
import { byWallClock } from "./replay/stages/byWallClock.ts";
import { whenFailing } from "./replay/stages/whenFailing.ts";
import { silentIn, subjectsIn } from "./replay/subjects.ts";
import type { BenchOptions, Measurements } from "./run.ts";

/** How much is replayed: plainly what takes some minutes, otherwise everything. */
const plain = { profiles: ["M"], seeds: [1], wallKeys: 150 } as const;
const everything = {
  profiles: ["L", "M", "G", "C"],
  seeds: [1, 2, 3],
  wallKeys: Number.MAX_SAFE_INTEGER,
} as const;

/**
 * The typing replay: what completion costs and gives while somebody types, for Drawbridge, a plain baseline and every
 * extension in `DRAWBRIDGE_BENCH_EXTENSIONS`, on simulated machines. Names without an extension's are Drawbridge's.
 */
export async function benchReplay({ full }: BenchOptions): Promise<Measurements> {
  const { profiles, seeds, wallKeys } = full ? everything : plain;
  const folder = await temporaryFolder("replay");
  try {
    const subjects = await subjectsIn(folder.path);
    const scenarios = (await loadScenarios(full ? "all" : "plain")).map(({ name }) => name);
    const judged = subjects.filter(({ name }) => name === "" || name === "baseline");
    return {
      ...(await bySimulatedTime({ subjects, scenarios, profiles, seeds, withIntervals: full })),
      ...(await byWallClock({
        subjects: judged,
        silent: await silentIn(folder.path),
        mostKeys: wallKeys,
      })),
      ...(await whenFailing(subjects)),
    };
  } finally {
    await folder.remove();
  }
}
