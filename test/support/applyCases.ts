import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { ApplyPlan, Place } from "../../src/edit/apply/applyPlan.ts";
import { planApply } from "../../src/edit/apply/planApply.ts";

/** An answer kept with the file that it is for and what is to become of that. */
export type ApplyCase = {
  readonly set: CaseSet;
  readonly languageId: string;
  readonly name: string;
  readonly before: string | undefined;
  readonly answer: string;
  readonly after: string | undefined;
  readonly expected: Expected;
};

/** Cases by which the engine was made, and those written before and looked at only when it was done. */
export type CaseSet = "cases" | "heldBack";

/** Where no file after is kept, what else comes of a case; `*` stands for any reason. */
type Expected = {
  readonly kind: ApplyPlan["kind"];
  readonly reason?: string;
  /** The place that a person chose. */
  readonly at?: Place;
};

const folder = join(import.meta.dirname, "../apply");

/** All cases of a set, by language and name. */
export function applyCases(set: CaseSet): readonly ApplyCase[] {
  return readdirSync(join(folder, set)).flatMap((languageId) =>
    readdirSync(join(folder, set, languageId)).map((name) => readCase(set, languageId, name)),
  );
}

function readCase(set: CaseSet, languageId: string, name: string): ApplyCase {
  const place = join(folder, set, languageId, name);
  const files = readdirSync(place);
  const read = (stem: string): string | undefined => {
    const file = files.find((each) => each.slice(0, -extname(each).length) === stem);
    return file === undefined ? undefined : readFileSync(join(place, file), "utf8");
  };
  const told = existsSync(join(place, "expect.json"))
    ? (JSON.parse(read("expect") ?? "") as Partial<Expected>)
    : {};
  const answer = read("answer");
  if (answer === undefined) throw new Error(`${place} has no answer`);
  return {
    set,
    languageId,
    name,
    before: read("before"),
    answer,
    after: read("after"),
    expected: { kind: "applied", ...told },
  };
}

/** What the engine makes of a case. */
export function planCase({ before, answer, languageId, expected }: ApplyCase): ApplyPlan {
  return planApply({ before, answer, languageId, ...(expected.at !== undefined && { at: expected.at }) });
}

/** How a case came out: as it should, asked though it could have been known, or otherwise than it should. */
export type Outcome = "right" | "asked" | "wrong";

/** Judges a plan. Asking is never wrong, but only right where nothing else can be known. */
export function outcomeOf({ after, expected }: ApplyCase, plan: ApplyPlan): Outcome {
  if ("after" in plan) return plan.kind === expected.kind && plan.after === after ? "right" : "wrong";
  const reason = "reason" in plan ? plan.reason : undefined;
  const isReason = expected.reason === undefined || expected.reason === "*" || expected.reason === reason;
  if (plan.kind === expected.kind && isReason) return "right";
  return plan.kind === "ask" ? "asked" : "wrong";
}
