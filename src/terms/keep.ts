/** For how long a yes in a review may hold, shortest first. */
export const keeps = ["once", "conversation", "window", "day", "workspace"] as const;

/** One of {@link keeps}. */
export type Keep = (typeof keeps)[number];
