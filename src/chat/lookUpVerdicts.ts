import type { PathGuard } from "../context/pathGuard.ts";
import type { PathVerdict } from "../context/pathVerdict.ts";

/**
 * Looks up what a guard is known to say about documents. What it does not know is `undefined`, and the guard is asked about
 * it, once however often it is looked up meanwhile; the guard's event tells when the answer is there.
 */
export function lookUpVerdicts(
  guard: Pick<PathGuard, "judge" | "known">,
): (uri: string) => PathVerdict | undefined {
  const asked = new Set<string>();
  return (uri) => {
    const known = guard.known(uri);
    if (known === undefined && !asked.has(uri)) {
      asked.add(uri);
      void guard.judge(uri).finally(() => asked.delete(uri));
    }
    return known;
  };
}
