import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DoorFailure } from "../../../src/egress/doorFailure.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";
import { projectRoot } from "../../tool.ts";
import type { Mutation } from "./mutation.ts";

/** Every kind there is: one more, or one less, does not compile. */
const refusals: Readonly<Record<Refusal["kind"], true>> = {
  modeForbids: true,
  destinationBlocked: true,
  needsConfirmation: true,
  needsConsent: true,
  secretFound: true,
  sourceExcluded: true,
  untrusted: true,
  cloudModel: true,
  declined: true,
  paused: true,
  fartherThanShown: true,
  modelUnknown: true,
  taskStaysHere: true,
};
const failures: Readonly<Record<DoorFailure["kind"], true>> = {
  unreachable: true,
  peerMismatch: true,
  addressRefused: true,
  redirected: true,
  revoked: true,
  stopped: true,
  timeout: true,
  cut: true,
  tooLarge: true,
  keyMissing: true,
  ledgerFailed: true,
};

/** The headings of the page of rules: a rule with a number goes by that. */
function rules(): readonly string[] {
  const page = readFileSync(join(projectRoot, "docs/security/rules.md"), "utf8");
  return [...page.matchAll(/^## (?:(R\d+) ·|(.+)$)/gm)].map(([, number, heading]) => number ?? heading ?? "");
}

/** Every rule of the page, kind of refusal and kind of failure that none of the mutations is about. */
export function whatNoneHolds(mutations: readonly Mutation[]): readonly string[] {
  const held = new Set<string>(mutations.flatMap(({ holds }) => holds));
  return [...rules(), ...Object.keys(refusals), ...Object.keys(failures)].filter((each) => !held.has(each));
}
