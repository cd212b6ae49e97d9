import { scout } from "../setup/scout.ts";
import type { Trigger } from "../terms/task.ts";
import type { WindowParts } from "./windowParts.ts";

/** Asks the servers of every task's route what they have, unless that is fresh. */
export async function look(surface: WindowParts, trigger: Trigger): Promise<void> {
  const tasks = ["chat", "completion"] as const;
  await Promise.all(tasks.map((task) => scout({ task, trigger }, surface)));
}
