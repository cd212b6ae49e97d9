import { identifiers } from "../../context/identifiers.ts";

/** The names that stand in some code: each of them means something there already. */
export function namesIn(code: string): ReadonlySet<string> {
  return new Set(identifiers(code).map(({ name }) => name));
}
