/** Everything a request with text of the user's can be for. */
export const tasks = ["chat", "completion"] as const;

/** What a request is for. */
export type Task = (typeof tasks)[number];

/** Who started a request: a person's act, or Drawbridge by itself. Only a person's act may ask for consent. */
export type Trigger = "person" | "automatic";
