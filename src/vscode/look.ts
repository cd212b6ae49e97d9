import { scout, type ScoutParts } from "../setup/scout.ts";
import { isSameModel } from "../terms/modelRef.ts";
import { picksFrom, roamingTasks, type RoamingTask, type Trigger } from "../terms/task.ts";

/** The tasks whose models are looked at: those that have the model of another one are looked at with it. */
function tasksWithModels({ parts: { chosen } }: ScoutParts): readonly RoamingTask[] {
  return roamingTasks.filter((task) => {
    const from = picksFrom(task);
    const [own, others] = [chosen(task), chosen(from)];
    return from === task || (own !== undefined && (others === undefined || !isSameModel(own, others)));
  });
}

/** Asks the servers of every task's route what they have, unless that is fresh. */
export async function look(surface: ScoutParts, trigger: Trigger): Promise<void> {
  await Promise.all(tasksWithModels(surface).map((task) => scout({ task, trigger }, surface)));
}
