import { parseProviders } from "../settings/providerConfig.ts";
import { providerKinds } from "../settings/providerPresets.ts";
import { parseProviderUrl, parseServerUrl } from "../settings/serverUrl.ts";
import { valueUnder } from "../settings/valueUnder.ts";
import { originOf } from "../terms/origin.ts";

/** An entry of `drawbridge.providers` that is not used. `origin`: where its server is, as far as that can be read. */
export type WrongEntry = { readonly id: string; readonly origin: string | undefined };

function originIn(entry: unknown): string | undefined {
  const [kind, url] = [valueUnder(entry, "kind"), valueUnder(entry, "url")];
  const known = providerKinds.find((each) => each === kind);
  const parsed =
    known !== undefined && (url === undefined || typeof url === "string")
      ? parseProviderUrl(url, known)
      : parseServerUrl(url);
  return parsed.ok ? originOf(parsed.value) : undefined;
}

/** The entries that are left out because something in them is wrong, in the order in which they are written. */
export function wrongEntries(raw: Readonly<Record<string, unknown>>): readonly WrongEntry[] {
  return Object.entries(raw).flatMap(([id, entry]) => {
    const parsed = parseProviders({ [id]: entry });
    return parsed.ok && parsed.value.length > 0 ? [] : [{ id, origin: originIn(entry) }];
  });
}
