import type { PickedTask } from "../terms/task.ts";
import { say } from "../terms/words.ts";

/** A model that suits a task, for a person who has none yet. Nothing is ever chosen by it over what a person picked. */
export type RecommendedModel = {
  /** As Ollama's library calls it, with its tag. */
  readonly name: string;
  readonly tasks: readonly PickedTask[];
  /** The size of the download in bytes, as an Ollama that had pulled it listed it. */
  readonly bytes: number;
  /** The memory that the machine should have in all, in bytes. */
  readonly memoryBytes: number;
  /** At most eight words. */
  readonly goodFor: string;
  /** Where the size was read: what `GET /api/tags` listed, with the beginning of the digest that it was listed with. */
  readonly source: string;
  /** When it was read: `2026-06`. */
  readonly read: string;
};

const gigabyte = 1e9;
/** What Ollama's own README asks for: 8 GB for a model of 7B, 16 GB for 13B, 32 GB for 33B. Half for half of 7B. */
const memory = {
  small: 4 * gigabyte,
  medium: 8 * gigabyte,
  large: 16 * gigabyte,
  huge: 32 * gigabyte,
} as const;

const chat = ["chat"] as const;
const both = ["chat", "completion"] as const;

function listed(digest: string): string {
  return `an Ollama's /api/tags, digest ${digest}`;
}

/** From the smallest to the largest. */
export const recommendedModels: readonly RecommendedModel[] = [
  {
    name: "qwen2.5-coder:1.5b",
    tasks: both,
    bytes: 986_062_089,
    memoryBytes: memory.small,
    goodFor: say("quick completion on any machine"),
    source: listed("d7372fd82851"),
    read: "2026-07",
  },
  {
    name: "llama3.2:3b",
    tasks: chat,
    bytes: 2_019_393_189,
    memoryBytes: memory.small,
    goodFor: say("general chat on a small machine"),
    source: listed("a80c4f17acd5"),
    read: "2026-05",
  },
  {
    name: "gemma3:4b",
    tasks: chat,
    bytes: 3_338_801_804,
    memoryBytes: memory.medium,
    goodFor: say("general chat in many languages"),
    source: listed("a2af6cc3eb7f"),
    read: "2025-11",
  },
  {
    name: "qwen2.5-coder:7b",
    tasks: both,
    bytes: 4_683_087_561,
    memoryBytes: memory.medium,
    goodFor: say("better code, with a graphics card"),
    source: listed("dae161e27b0e"),
    read: "2026-05",
  },
  {
    name: "gemma3:12b",
    tasks: chat,
    bytes: 8_149_190_253,
    memoryBytes: memory.large,
    goodFor: say("better chat in many languages"),
    source: listed("f4031aab637d"),
    read: "2025-07",
  },
  {
    name: "qwen2.5-coder:14b",
    tasks: both,
    bytes: 8_988_124_298,
    memoryBytes: memory.large,
    goodFor: say("good code, with a large graphics card"),
    source: listed("9ec8897f747e"),
    read: "2026-05",
  },
  {
    name: "gpt-oss:20b",
    tasks: chat,
    bytes: 13_793_441_244,
    memoryBytes: memory.huge,
    goodFor: say("chat that thinks before it answers"),
    source: listed("17052f91a42e"),
    read: "2026-08",
  },
  {
    name: "qwen3-coder:30b",
    tasks: both,
    bytes: 18_556_701_140,
    memoryBytes: memory.huge,
    goodFor: say("the best code of these, thinks quickly"),
    source: listed("06c1097efce0"),
    read: "2026-09",
  },
];

/** What a machine has and a person wants. */
export type Wanted = {
  readonly task: PickedTask;
  /** The memory of the server's machine in bytes; absent: not known. */
  readonly memoryBytes?: number | undefined;
};

/** What an operating system reports is less than what is sold as 8 GB: part of it is kept for the hardware. */
const reported = 0.9;

/** Whether a machine has the memory that a model wants; `undefined`: nobody knows. */
export function fitsMemory(model: RecommendedModel, memoryBytes: number | undefined): boolean | undefined {
  return memoryBytes === undefined ? undefined : memoryBytes >= model.memoryBytes * reported;
}

/**
 * The models for a task that fit a machine, best first: for chat the largest, for completion the smallest, since a
 * completion that comes late is none, and memory says nothing about speed. On an unknown machine the smallest come
 * first for both. The smallest is always among them, so that there is something to begin with.
 */
export function recommendModels({ task, memoryBytes }: Wanted): readonly RecommendedModel[] {
  const suited = recommendedModels.filter(({ tasks }) => tasks.includes(task));
  const fitting = suited.filter((model, index) => index === 0 || fitsMemory(model, memoryBytes) !== false);
  return task === "chat" && memoryBytes !== undefined ? fitting.toReversed() : fitting;
}
