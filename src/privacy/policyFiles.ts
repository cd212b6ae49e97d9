import type { FileText } from "../base/fileText.ts";
import type { PathRuleList, PathRules } from "../settings/pathRules.ts";
import { parsePolicyFile, type PolicyFile } from "../settings/policyFile.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Mode, ModeSetBy } from "../terms/mode.ts";
import { say } from "../terms/words.ts";

/** Whose the machine's policy file is: whoever could write it. `unknown` where the system does not tell. */
export type MachineFileOwner = "administrator" | "you" | "unknown";

/** Where a policy file stands. */
export type PolicyFilePlace =
  /** `.drawbridge/policy.json` in a workspace folder, whose URI and name these are. */
  | { readonly kind: "project"; readonly folder: string; readonly name: string }
  | { readonly kind: "machine"; readonly path: string; readonly owner: MachineFileOwner };

/** What was found at a place; `pending` until the first answer of a file system that answers late. */
export type FoundPolicyFile = {
  readonly place: PolicyFilePlace;
  readonly file: FileText | { readonly kind: "pending" };
};

/** Somebody's wish for a mode, and who is to be named when it decides. */
export type ModeWish = { readonly mode: Mode; readonly setBy: ModeSetBy };

/** Everything the policy files ask for together. Each wish can only make Drawbridge stricter. */
export type PolicyFiles = {
  readonly wishes: readonly ModeWish[];
  readonly rules: PathRules;
  /** What is wrong with a file, one sentence each. */
  readonly problems: readonly string[];
  /** Ids of the only providers that may be used; absent: all. */
  readonly allowedProviders?: ReadonlySet<string>;
  /** Longest time that records of the ledger are kept, as the machine's file wishes; absent: it has no wish. */
  readonly ledgerDays?: number;
};

const machineFiles: {
  readonly [O in MachineFileOwner]: { readonly setBy: ModeSetBy; readonly from: string };
} = {
  administrator: { setBy: "administrator", from: "your administrator" },
  you: { setBy: "yourPolicyFile", from: "your own policy file" },
  unknown: { setBy: "machinePolicyFile", from: "this machine's policy file" },
};

function wordsFor(place: PolicyFilePlace): { readonly setBy: ModeSetBy; readonly from: string } {
  return place.kind === "machine"
    ? machineFiles[place.owner]
    : { setBy: "repositoryFile", from: "this project's .drawbridge/policy.json" };
}

type Read = { readonly place: PolicyFilePlace; readonly asks: PolicyFile };

const nothing: PolicyFiles = { wishes: [], rules: { never: [], deviceOnly: [] }, problems: [] };

function unusable(place: PolicyFilePlace, because: string): PolicyFiles {
  const file = place.kind === "machine" ? place.path : say(".drawbridge/policy.json of {0}", place.name);
  return {
    ...nothing,
    wishes: [{ mode: "onDevice", setBy: "unreadablePolicy" }],
    problems: [say("{0} {1}. Until it is mended, only models on this device are used here.", file, because)],
  };
}

function asked({ place, asks }: Read): PolicyFiles {
  const { setBy, from } = wordsFor(place);
  const list = (rules: readonly string[]): readonly PathRuleList[] =>
    rules.length === 0 ? [] : [{ from, rules, ...(place.kind === "project" && { folder: place.folder }) }];
  return {
    wishes: asks.mode === undefined ? [] : [{ mode: asks.mode, setBy }],
    rules: { never: list(asks.never), deviceOnly: list(asks.deviceOnly) },
    problems: [],
    ...(asks.providers && { allowedProviders: new Set(asks.providers) }),
    ...(asks.ledgerDays !== undefined && { ledgerDays: asks.ledgerDays }),
  };
}

function heard({ place, file }: FoundPolicyFile): PolicyFiles {
  switch (file.kind) {
    case "missing":
      return nothing;
    case "pending":
      return { ...nothing, wishes: [{ mode: "onDevice", setBy: "pendingPolicy" }] };
    case "unreadable":
      return unusable(place, file.because);
    case "text": {
      const asks = parsePolicyFile(file.text, place.kind);
      return asks.ok ? asked({ place, asks: asks.value }) : unusable(place, asks.error);
    }
  }
}

function both(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((id) => b.has(id)));
}

/** Hears every policy file there is. A missing file asks for nothing; one that cannot be read for the strictest mode. */
export function hearPolicyFiles(found: readonly FoundPolicyFile[]): PolicyFiles {
  const all = found.map(heard);
  const days = all.flatMap(({ ledgerDays }) => ledgerDays ?? []);
  const allowed = all.flatMap(({ allowedProviders }) => allowedProviders ?? []);
  const [first] = allowed;
  return {
    wishes: all.flatMap(({ wishes }) => wishes),
    rules: {
      never: all.flatMap(({ rules }) => rules.never),
      deviceOnly: all.flatMap(({ rules }) => rules.deviceOnly),
    },
    problems: all.flatMap(({ problems }) => problems),
    ...(first && { allowedProviders: allowed.reduce(both, first) }),
    ...(days.length > 0 && { ledgerDays: Math.min(...days) }),
  };
}

/** Whether the policy files let a provider be used. */
export function allowsProvider({ allowedProviders }: PolicyFiles, id: string): boolean {
  return allowedProviders === undefined || allowedProviders.has(id);
}

/** Everything to tell the user about the policy files: what is wrong with them, and which providers they forbid. */
export function policyProblems(
  files: PolicyFiles,
  configured: readonly Pick<ProviderConfig, "id">[],
): readonly string[] {
  const forbidden = configured.filter(({ id }) => !allowsProvider(files, id)).map(({ id }) => `"${id}"`);
  if (forbidden.length === 0) return files.problems;
  const names = forbidden.join(", ");
  return [
    ...files.problems,
    say("The policy file of this machine does not allow {0}, so it is not used.", names),
  ];
}
