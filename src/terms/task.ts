/** Everything a request with text of the user's can be for. */
export const tasks = ["chat", "completion", "edit", "commit", "embed"] as const;

/**
 * What a request is for. `edit`: code is changed where it stands. `commit`: changes are put into a commit message. `embed`: text
 * is turned into numbers by which the code index finds it.
 */
export type Task = (typeof tasks)[number];

/** The tasks that may go elsewhere than to this device where the user allows it. `embed` reads whole projects, and may not. */
export const roamingTasks = ["chat", "completion", "edit", "commit"] as const;

/** One of {@link roamingTasks}. */
export type RoamingTask = (typeof roamingTasks)[number];

/** The tasks that a person picks a model for; any other that roams has chat's, unless `drawbridge.routes` lists models for it. */
export const pickedTasks = ["chat", "completion"] as const;

/** One of {@link pickedTasks}. */
export type PickedTask = (typeof pickedTasks)[number];

/** The task whose model a task has as long as none is listed for it. */
export function picksFrom(task: RoamingTask): PickedTask {
  return task === "completion" ? task : "chat";
}

/** Whether a model is spoken to in messages and answers in words; it may think before. */
export function isSpoken(task: Task): boolean {
  return task !== "completion" && task !== "embed";
}

/** Whether only a destination that is allowed in mode *On this device* may do a task, whatever the mode is. */
export function staysOnDevice(task: Task): boolean {
  return roamingTasks.every((each) => each !== task);
}

/** Who started a request: a person's act, or Drawbridge by itself. Only a person's act may ask for consent. */
export type Trigger = "person" | "automatic";
