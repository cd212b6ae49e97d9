import { knownInfill, type InfillSubject } from "../models/knownInfill.ts";
import type { Task } from "../terms/task.ts";
import type { Route } from "./route.ts";

/** What of a route says how its model completes; nothing for any other task. */
export function routeInfill(task: Task, model: InfillSubject): Pick<Route, "infill" | "keepsPrefix"> {
  if (task !== "completion") return {};
  const known = knownInfill(model);
  return {
    ...(known && { infill: known.format }),
    ...(model.infill?.keepsPrefix === false && { keepsPrefix: false }),
  };
}
