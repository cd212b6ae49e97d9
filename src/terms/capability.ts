/**
 * What a model can do, besides being asked: chat by turns, fill in between two texts, turn a text into numbers, look at
 * images, call tools, and think aloud before it answers.
 */
export const capabilities = ["chat", "infill", "embeddings", "images", "tools", "thinking"] as const;

/** One of {@link capabilities}. */
export type Capability = (typeof capabilities)[number];

/** What a server says about a model: `true` can, `false` cannot, absent is unknown and stays so. */
export type Capabilities = Readonly<Partial<Record<Capability, boolean>>>;
