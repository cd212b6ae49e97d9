import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { neverCarriesKey } from "../setup/newProvider.ts";
import { keyProblem } from "../setup/keyProblem.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import { typeText, type Step } from "./inputSteps.ts";
import { openLink } from "./openLink.ts";
import { say } from "../terms/words.ts";

/** Whose key is asked for, and what was typed of it already. */
type Keyed = Pick<ProviderConfig, "kind" | "url" | "label"> & { readonly key: string };

const neverSent = say(
  "No key is sent over plain http to another machine; it will go when the address is https",
);

/** Asks for a key, with a way to where its maker hands them out. Nothing typed leaves what is stored as it is. */
export function keyStep(
  keyed: () => Keyed,
  { keys, recordOpening }: Pick<DeskParts, "keys" | "recordOpening">,
  onTyped: (typed: string) => void,
): Step {
  return async (place) => {
    const { kind, url, key } = keyed();
    const { keyPage, key: need } = presetOf(kind);
    const origin = originOf(url);
    const isStored = (await keys.keyFor(origin)) !== undefined;
    const empty = isStored
      ? say("Leave empty to keep the one that is stored.")
      : need === "required"
        ? say("Leave empty to set it later.")
        : say("Leave empty if it takes none.");
    return typeText(place, {
      prompt: say("API key, kept in the editor's secret storage and sent to {0} only. {1}", origin, empty),
      value: key,
      password: true,
      judge: (typed) => {
        const sentence = keyProblem(typed);
        if (sentence !== undefined) return { kind: "wrong", sentence };
        return typed !== "" && neverCarriesKey(url) ? { kind: "fine", note: neverSent } : { kind: "fine" };
      },
      onTyped,
      ...(keyPage !== undefined && {
        button: {
          icon: "link-external",
          tooltip: say("Where to get a key: {0}", keyPage),
          onClick: () => openLink(keyPage, recordOpening),
        },
      }),
    });
  };
}
