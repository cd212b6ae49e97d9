import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { startHeadless } from "../support/headless.ts";
import type { RealServer } from "./realCases.ts";

/** What the person who runs it says: a key where one is needed, and a model unless any will do. */
export type Wishes = { readonly key: string | undefined; readonly model: string | undefined };

/**
 * A Drawbridge that may send to this server and nowhere else: whoever starts it has said yes to the address. Without a
 * model the first is taken that the server lists and that answers. Throws in plain words when there is none.
 */
export async function openRealServer(provider: ProviderConfig, { key, model }: Wishes): Promise<RealServer> {
  const { origin, hostname } = new URL(provider.url);
  const common = {
    providers: [provider],
    mode: "cloud" as const,
    declaredHosts: [hostname],
    keys: key === undefined ? {} : { [origin]: key, [`${origin}:443`]: key },
    onConfirm: () => true,
    onReview: () => true,
    editorFetch: fetch,
  };
  const chosen = model ?? (await firstModel(provider, common));
  const ref = { provider: provider.id, model: chosen };
  const bridge = await startHeadless({ ...common, chosen: { chat: ref, completion: ref } });
  return { bridge, provider, model: chosen, clock: () => performance.now() };
}

async function firstModel(
  provider: ProviderConfig,
  options: Parameters<typeof startHeadless>[0],
): Promise<string> {
  const bridge = await startHeadless(options);
  try {
    const server = await bridge.servers.look(provider, "person");
    const found = server.kind === "up" ? server.models.find(({ generates }) => generates) : undefined;
    if (found !== undefined) return found.name;
    const why = server.kind === "down" ? server.reason : "it lists no model that answers";
    throw new Error(
      `${provider.label} tells no model to ask: ${why}. Name one in DRAWBRIDGE_PROVIDER_MODEL.`,
    );
  } finally {
    bridge.dispose();
  }
}
