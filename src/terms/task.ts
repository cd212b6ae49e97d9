/** What a request is for. */
export type Task = "chat" | "completion";

/** Who started a request: a person's act, or Drawbridge by itself. Only a person's act may ask for consent. */
export type Trigger = "person" | "automatic";
