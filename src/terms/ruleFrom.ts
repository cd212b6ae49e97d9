import { say } from "./words.ts";

const shown = new Map<string, string>([
  ["your settings", say("your settings")],
  ["the settings of the remote machine", say("the settings of the remote machine")],
  ["this project's settings", say("this project's settings")],
  ["your administrator", say("your administrator")],
  ["your own policy file", say("your own policy file")],
  ["this machine's policy file", say("this machine's policy file")],
  ["this project's .drawbridge/policy.json", say("this project's .drawbridge/policy.json")],
]);

/**
 * Who wrote a path rule, in the editor's language. The rule itself is kept in English words, since it stands in the
 * ledger; those of another version stay as they are.
 */
export function ruleFrom(from: string): string {
  return shown.get(from) ?? from;
}
