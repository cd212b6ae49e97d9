/** A closed API behind the editor's own fetch: https addresses in, the words of a scripted server out. */
import type { Fetch } from "../../src/egress/editorTransport.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";

/** What the editor's fetch was called with. */
export type Call = { readonly url: string; readonly init: RequestInit; readonly body: Uint8Array };

/** The API's origin as policies and keys name it. */
export const cloudOrigin = "https://api.cloud.example:443";

/** The API as a provider. */
export const cloud: ProviderConfig = {
  id: "cloud",
  kind: "openai",
  url: "https://api.cloud.example/v1",
  label: "Cloud",
  models: ["large-1"],
};

/** The model of {@link cloud} as the user's choice for a task. */
export const largeModel = { provider: "cloud", model: "large-1" };

/** Answers for the API with what the server on this machine says to the same request. */
export function fetchFrom(server: ScriptedServer): {
  readonly calls: readonly Call[];
  readonly fetch: Fetch;
} {
  const calls: Call[] = [];
  return {
    calls,
    fetch: (input, init = {}) => {
      const { href, pathname, search } = new URL(input instanceof Request ? input.url : input);
      calls.push({ url: href, init, body: init.body instanceof Uint8Array ? init.body : new Uint8Array() });
      return fetch(server.url + pathname + search, init);
    },
  };
}
