import { scout } from "../setup/scout.ts";
import type { Trigger } from "../terms/task.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

/** Asks the servers of every task's route what they have, unless that is fresh. */
export async function look(surface: SurfaceParts, trigger: Trigger): Promise<void> {
  const tasks = ["chat", "completion"] as const;
  await Promise.all(tasks.map((task) => scout({ task, trigger }, surface)));
}
