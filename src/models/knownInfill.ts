import type { Capabilities } from "../terms/capability.ts";
import { infillFamilies, type InfillFormat } from "./infill.ts";

/** What a server told of a model that says whether and how it fills in. Whatever is absent, it did not say. */
export type InfillFacts = {
  /** `starcoder2`; Ollama calls it the family. */
  readonly architecture?: string;
  /** What the weights call themselves, whatever the model is called here: `Qwen2.5-Coder-7B-Instruct`. */
  readonly base?: string;
  /** The layout of the server's own template for filling in. */
  readonly template?: InfillFormat;
  /** Its vocabulary marks tokens for filling in; how they are written is not said. */
  readonly hasTokens?: true;
  /** It reads its whole prompt anew with every request, whatever that has in common with the last one. */
  readonly keepsPrefix?: false;
};

/** A model as detection sees it; everything that is listed of a model may be handed in. */
export type InfillSubject = {
  readonly name: string;
  readonly can?: Capabilities;
  readonly infill?: InfillFacts;
};

/** How a model is asked to fill in, and what that is known by. */
export type KnownInfill = {
  readonly format: InfillFormat;
  readonly by: "name" | "base" | "architecture" | "template";
};

function named(word = ""): InfillFormat | undefined {
  const own = word.slice(word.lastIndexOf("/") + 1).toLowerCase();
  return infillFamilies.find(({ names }) => names.test(own));
}

/**
 * How a model fills in: by its name, by what its weights call themselves, by an architecture that is called like a
 * family, by the server's own template. `undefined`: it is not known to. Nothing is ever guessed.
 */
export function knownInfill({ name, can, infill = {} }: InfillSubject): KnownInfill | undefined {
  if (can?.infill === false) return undefined;
  const { base, template } = infill;
  // What was trained to chat may have lost what its architecture stands for.
  const architecture = /instruct|chat/i.test(`${name} ${base ?? ""}`) ? undefined : infill.architecture;
  const ways = { name: named(name), base: named(base), architecture: named(architecture), template };
  for (const by of ["name", "base", "architecture", "template"] as const) {
    const format = ways[by];
    if (format !== undefined) return { format, by };
  }
  return undefined;
}
