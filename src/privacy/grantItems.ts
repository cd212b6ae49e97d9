import { plainLine } from "../base/plainLine.ts";
import type { Grant } from "../gate/grant.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { originOf } from "../terms/origin.ts";
import { purposeLabel } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { say } from "../terms/words.ts";

/** A grant as the list shows it. */
export type GrantItem = { readonly id: string; readonly label: string; readonly detail: string };

/** What the words for grants are made with. */
export type GrantWords = {
  /** The providers there are: a grant holds the address of one. */
  readonly providers: readonly ProviderConfig[];
  readonly time: LocalTime;
  /** What conversations are called, by their ids; one that has no name is told by its day. */
  readonly titles: ReadonlyMap<string, string>;
};

/** The conversations that grants were given in. */
export function grantConversations(grants: readonly Grant[]): readonly string[] {
  return [
    ...new Set(grants.flatMap(({ term }) => (term.kind === "conversation" ? [term.conversation] : []))),
  ];
}

function termLabel({ term, givenMs }: Grant, { time, titles }: GrantWords): string {
  switch (term.kind) {
    case "conversation": {
      const title = titles.get(term.conversation);
      return title === undefined
        ? say("for one conversation of {0}", time.day(new Date(givenMs).toISOString()))
        : say("for the conversation “{0}”", plainLine(title));
    }
    case "window":
      return say("until this window closes");
    case "until":
      return say("until {0}", minute(term.atMs, time));
    case "workspace":
      return say("for this workspace");
  }
}

/** `2026-01-31 12:00`, by the reader's clock. */
function minute(ms: number, { day, clock }: LocalTime): string {
  const iso = new Date(ms).toISOString();
  return `${day(iso)} ${clock(iso).slice(0, 5)}`;
}

function grantee({ origin, host }: Grant, providers: readonly ProviderConfig[]): string {
  if (origin.startsWith("via:")) return say("{0} behind a server of yours", host);
  const provider = providers.find(({ url }) => originOf(url) === origin);
  return provider === undefined ? host : `${provider.label} (${host})`;
}

/** Every grant in words: who may be sent what, for how long, and since when. */
export function grantItems(grants: readonly Grant[], words: GrantWords): readonly GrantItem[] {
  const { providers, time } = words;
  return grants.map((grant) => ({
    id: grant.id,
    label: `${grantee(grant, providers)} · ${grant.tasks.map(purposeLabel).join(", ")}`,
    detail: say(
      "Without asking {0}; you allowed it on {1}",
      termLabel(grant, words),
      minute(grant.givenMs, time),
    ),
  }));
}
