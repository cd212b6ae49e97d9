import type { Event } from "../base/event.ts";
import type { Attachment } from "../context/attachment.ts";
import { listed } from "../terms/listed.ts";
import { sourceKey } from "../terms/source.ts";
import type { RuleUse, Turn } from "./conversation.ts";
import { instructionText, mostInstructionCharacters } from "./instructionText.ts";
import type { FoundRules, RuleFile } from "./readRules.ts";
import { say } from "../terms/words.ts";

/** The rules of the project that go along with the next question. */
export type RulesInForce = {
  readonly rules: readonly Attachment[];
  /** What of them is left out, and why, as sentences. */
  readonly leftOut?: string;
};

/** No rules. */
export const noRules: RulesInForce = { rules: [] };

/** A file of rules as a person chooses it. */
export type RuleChoice = {
  readonly file: RuleFile;
  /** Estimated size of the whole file. */
  readonly tokens: number;
  readonly isOn: boolean;
};

/** The rules of the workspace, which a person switches on and off. */
export type Rules = {
  /**
   * Follows the files of rules from the first call on: none is read before. Each call reads them anew, since a watcher can
   * miss a change, and settles once {@link current} is what they say.
   */
  readonly follow: () => Promise<void>;
  /** What is known to be in force now. */
  readonly current: () => RulesInForce;
  /** Fires when {@link current} is another one. */
  readonly onDidChange: Event<undefined>;
  /** Every file there is, read anew. */
  readonly choices: () => Promise<readonly RuleChoice[]>;
  /** Has exactly these go along from now on, by their URIs. */
  readonly choose: (on: ReadonlySet<string>) => Promise<void>;
};

/** The rules that go along when a turn is asked: what the user left out of it stays out. */
export function rulesFor(turn: Turn | undefined, { rules }: RulesInForce): readonly Attachment[] {
  return rules.filter(({ source }) => turn?.leftOut?.includes(sourceKey(source)) !== true);
}

/** Rules as they are kept with the answer that they were used for. */
export function ruleUses(rules: readonly Attachment[]): readonly RuleUse[] {
  return rules.map(({ source, stays }) => ({ source, ...(stays && { stays }) }));
}

/** The rules that are switched on, as much of them as there is room for, the first ones first. */
export function rulesInForce(
  { files, leftOut }: FoundRules,
  isOn: (file: RuleFile) => boolean,
): RulesInForce {
  const rules: Attachment[] = [];
  const sentences = [...leftOut];
  const without: string[] = [];
  let room = mostInstructionCharacters;
  for (const file of files.filter(isOn)) {
    const read = room > 0 ? instructionText(file, file.text, room) : undefined;
    if (room <= 0) without.push(file.path);
    if (read === undefined) continue;
    rules.push(read.attachment);
    room -= read.attachment.text.length;
    if (read.cut !== undefined) {
      sentences.push(read.cut);
      room = 0;
    }
  }
  if (without.length > 0) sentences.push(say("There is no room for {0}.", listed(without)));
  return { rules, ...(sentences.length > 0 && { leftOut: sentences.join(" ") }) };
}
