/** Where the reader is: `past` pixels into a turn, or at the end when no turn is named. */
export type Place = {
  /** How many turns, counted from the last, are drawn. */
  readonly shown: number;
  readonly turn?: string;
  readonly past?: number;
};

/** What the view itself remembers of a conversation while it is away. */
export type ConversationMemory = {
  /** Its id; empty for the one in which nothing was asked yet, whichever that is. */
  readonly conversation: string;
  readonly draft?: string;
  readonly place?: Place;
};

/** What the view itself remembers: nothing else lives there. The conversation that was used last comes last. */
export type Memory = readonly ConversationMemory[];

/** So many conversations are remembered: those that were used last. */
export const mostRemembered = 50;

/** What is remembered of a conversation, with a change to it; nothing worth remembering is forgotten. */
export function remember(
  memory: Memory,
  conversation: string,
  change: Omit<ConversationMemory, "conversation">,
): Memory {
  const { draft = "", place } = { ...recall(memory, conversation), ...change };
  const others = memory.filter((each) => each.conversation !== conversation);
  if (draft === "" && place === undefined) return others;
  const changed = { conversation, ...(draft !== "" && { draft }), ...(place && { place }) };
  return [...others, changed].slice(-mostRemembered);
}

/** What is remembered of a conversation. */
export function recall(memory: Memory, conversation: string): ConversationMemory {
  return memory.find((each) => each.conversation === conversation) ?? { conversation };
}
