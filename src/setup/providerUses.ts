import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import { formatModelRef } from "../terms/modelRef.ts";
import { originOf } from "../terms/origin.ts";
import { say } from "../terms/words.ts";

/** The settings that name a provider's model, each with what it names: `drawbridge.chat.model (team/qwen)`. */
export function providerUses(id: string, settings: Settings): readonly string[] {
  const named = [
    { key: "chat.model", refs: [settings["chat.model"]] },
    { key: "completion.model", refs: [settings["completion.model"]] },
    ...Object.entries(settings.routes).map(([task, refs]) => ({ key: `routes.${task}`, refs })),
  ];
  return named.flatMap(({ key, refs }) =>
    refs.flatMap((ref) => (ref?.provider === id ? [`drawbridge.${key} (${formatModelRef(ref)})`] : [])),
  );
}

/** Whether no other provider has the origin of this one, so that its key is nobody else's. */
export function isOnlyAt(
  { id, url }: Pick<ProviderConfig, "id" | "url">,
  providers: readonly ProviderConfig[],
): boolean {
  const origin = originOf(url);
  return providers.every((other) => other.id === id || originOf(other.url) !== origin);
}

/**
 * What the question before a removal says: what goes, the origin of a key that goes along, and which settings will miss it.
 */
export function removalDetail(what: string, uses: readonly string[], lostKey: string | undefined): string {
  const key =
    lostKey === undefined ? "" : say("Its key for {0} is removed from the secret storage, too.", lostKey);
  const missing =
    uses.length === 0
      ? ""
      : uses.length === 1
        ? say("{0} names it and will find no provider.", uses.join(", "))
        : say("{0} name it and will find no provider.", uses.join(say(" and ")));
  return [what, key, missing].filter((line) => line !== "").join("\n\n");
}
