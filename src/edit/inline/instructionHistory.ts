/** Where instructions are kept: outside every repository, under one name for all workspaces. */
export type InstructionStore = {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => Promise<void>;
};

/** The name that instructions are kept under. */
export const instructionsKey = "edit.instructions";

/** As many as a person would ever scroll through. */
const mostKept = 50;
/** Longer ones are not kept: they are pasted texts, and nobody picks them from a list. */
const longestKept = 1000;

/** The instructions that a person gave for edits, the latest first, each once. */
export type InstructionHistory = {
  readonly all: () => readonly string[];
  readonly add: (instruction: string) => Promise<void>;
  readonly forget: (instruction: string) => Promise<void>;
  readonly forgetAll: () => Promise<void>;
};

/** Keeps instructions; what another version or anybody else wrote there and is no text is passed over. */
export function createInstructionHistory(store: InstructionStore): InstructionHistory {
  const all = (): readonly string[] => {
    const kept = store.get(instructionsKey);
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  };
  const without = (instruction: string): readonly string[] => all().filter((one) => one !== instruction);
  const keep = (instructions: readonly string[]): Promise<void> =>
    store.set(instructionsKey, instructions.length === 0 ? undefined : instructions);
  return {
    all,
    add: async (instruction) => {
      if (instruction.length > longestKept) return;
      await keep([instruction, ...without(instruction)].slice(0, mostKept));
    },
    forget: (instruction) => keep(without(instruction)),
    forgetAll: () => keep([]),
  };
}
