import { err, ok, type Result } from "../base/result.ts";
import { formatModelRef, parseModelRef, type ModelRef } from "../terms/modelRef.ts";
import { roamingTasks, type RoamingTask } from "../terms/task.ts";
import { say } from "../terms/words.ts";

/** For each task the models to use, in the order in which they are tried. */
export type ModelRoutes = { readonly [T in RoamingTask]?: readonly ModelRef[] };

/** Most models that one list may hold. */
const mostModels = 20;

const list = {
  type: "array",
  items: { type: "string", pattern: "^[^/]+/.+$", maxLength: 250 },
  maxItems: mostModels,
  uniqueItems: true,
};

/** The entry of `drawbridge.routes` in the manifest, but for its description. */
export const routesManifest = {
  type: "object",
  default: {},
  additionalProperties: false,
  properties: Object.fromEntries(roamingTasks.map((task) => [task, list])),
};

function parseList(task: string, raw: unknown): Result<readonly ModelRef[], string> {
  const example = say('"{0}" must be a list such as ["ollama/qwen2.5-coder:7b"]', task);
  if (!Array.isArray(raw) || raw.length > mostModels)
    return err(say("{0} of at most {1} models", example, mostModels));
  const refs = (raw as readonly unknown[]).map((entry) =>
    typeof entry === "string" ? parseModelRef(entry.trim()) : undefined,
  );
  return refs.every((ref) => ref !== undefined) ? ok(withoutRepeats(refs)) : err(example);
}

function withoutRepeats(refs: readonly ModelRef[]): readonly ModelRef[] {
  return [...new Map(refs.map((ref) => [formatModelRef(ref), ref])).values()];
}

/** Reads `drawbridge.routes`. */
export function parseRoutes(raw: unknown): Result<ModelRoutes, string> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return err(say('must be an object such as { "chat": ["ollama/qwen2.5-coder:7b"] }'));
  const routes: { [T in RoamingTask]?: readonly ModelRef[] } = {};
  for (const [key, value] of Object.entries(raw)) {
    const task = roamingTasks.find((each) => each === key);
    if (task === undefined)
      return err(
        say('has a list for "{0}"; there are lists for {1}', key.slice(0, 40), roamingTasks.join(", ")),
      );
    const refs = parseList(task, value);
    if (!refs.ok) return refs;
    routes[task] = refs.value;
  }
  return ok(routes);
}
