import type { WireFormat } from "../../src/settings/providerPresets.ts";
import type { Stage } from "../integration/stage.ts";
import type { Fault } from "../support/scripted/faults.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { openBench, outcomeOf } from "./bench.ts";
import type { Format } from "./formats.ts";

/** What comes of a case: the same for every format, or for each its own; a format without one has no such thing. */
export type Expected = string | { readonly [W in WireFormat]?: string };

/** One case of the suite. What it comes to is what the table in docs/providers.md says. */
export type ConformanceCase = {
  readonly name: string;
  readonly expected: Expected;
  readonly run: (stage: Stage, format: Format) => Promise<string>;
};

/** What a case comes to for a format; `undefined` where the format has no such thing. */
export function expectedOf({ expected }: ConformanceCase, wire: WireFormat): string | undefined {
  return typeof expected === "string" ? expected : expected[wire];
}

/** A case in which a question is asked of a server that does something odd. */
export function asked(
  name: string,
  expected: Expected,
  play: { readonly script?: ScriptPart; readonly faults?: (format: Format) => readonly Fault[] } = {},
): ConformanceCase {
  return {
    name,
    expected,
    run: async (stage, format) => {
      const bench = await openBench(stage, format, play.script, ...(play.faults?.(format) ?? []));
      return outcomeOf(bench.send());
    },
  };
}
