/** Everything a request with text of the user's can be for. */
export const tasks = ["chat", "completion", "embed"] as const;

/** What a request is for. `embed`: text is turned into numbers by which the code index finds it. */
export type Task = (typeof tasks)[number];

/** The tasks that may go elsewhere than to this device where the user allows it. `embed` reads whole projects, and may not. */
export const roamingTasks = ["chat", "completion"] as const;

/** One of {@link roamingTasks}. */
export type RoamingTask = (typeof roamingTasks)[number];

/** Whether only a destination that is allowed in mode *On this device* may do a task, whatever the mode is. */
export function staysOnDevice(task: Task): boolean {
  return roamingTasks.every((each) => each !== task);
}

/** Who started a request: a person's act, or Drawbridge by itself. Only a person's act may ask for consent. */
export type Trigger = "person" | "automatic";
