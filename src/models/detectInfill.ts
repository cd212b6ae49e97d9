import { knownInfill, type InfillSubject, type KnownInfill } from "./knownInfill.ts";

/** Why a model is only asked to continue a text. */
export type PlainWhy =
  /** The server says that it does not fill in. */
  | "toldNot"
  /** Others of its family fill in; this one was trained to chat, or is too large. */
  | "otherVariant"
  /** It may fill in, but nobody says how its tokens are written. */
  | "unspelled"
  /** Nothing says that it fills in. */
  | "noSign";

/** How a model is asked to complete. */
export type Infill =
  ({ readonly kind: "known" } & KnownInfill) | { readonly kind: "plain"; readonly why: PlainWhy };

/** Families of which only some models fill in. */
const partly = /code-?llama|codegemma|starcoder2|stable-code|seed-coder/i;

function whyPlain({ name, can, infill: { base, hasTokens } = {} }: InfillSubject): PlainWhy {
  if (can?.infill === false) return "toldNot";
  if (partly.test(`${name} ${base ?? ""}`)) return "otherVariant";
  return hasTokens === true || can?.infill === true ? "unspelled" : "noSign";
}

/** How a model is asked to complete, as {@link knownInfill} knows it, or why it only continues what stands before. */
export function detectInfill(model: InfillSubject): Infill {
  const known = knownInfill(model);
  return known ? { kind: "known", ...known } : { kind: "plain", why: whyPlain(model) };
}
