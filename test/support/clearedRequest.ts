import { clear } from "../../src/gate/clear.ts";
import type { ClearedRequest } from "../../src/gate/clearedRequest.ts";
import type { Policy } from "../../src/gate/policy.ts";
import type { WireRequest } from "../../src/gate/wireRequest.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { attachment, evidence, judgedBy, ollama, passed, policy, routeTo } from "./samples.ts";

/** What a test can decide about a cleared request; the rest is a chat question about `a.ts` to Ollama. */
type Options = {
  readonly provider?: ProviderConfig;
  readonly policy?: Partial<Policy>;
  readonly wire?: Partial<WireRequest>;
  readonly declaredHosts?: readonly string[];
};

/** A request that the real gate has cleared, in mode `cloud` with its provider named unless told otherwise. */
export function clearedRequest({
  provider = ollama,
  policy: allowed,
  wire,
  declaredHosts = [],
}: Options = {}): ClearedRequest {
  const route = routeTo({ provider });
  const { origin } = new URL(provider.url);
  const port = new URL(provider.url).port === "" ? (origin.startsWith("https:") ? ":443" : ":80") : "";
  const cleared = clear({
    draft: chatDraft(
      [{ question: "Why?", answer: "", attachments: [attachment("a.ts", "a")] }],
      route,
      () => false,
    ),
    route,
    wire: { method: "POST", path: "/api/chat", body: Buffer.from("{}"), ...wire },
    evidence: evidence({
      url: provider.url,
      declaredHosts,
      report: provider.kind === "ollama" ? passed : { kind: "unknown" },
    }),
    policy: policy({
      mode: "cloud",
      namedOrigins: new Set([origin + port]),
      confirmed: new Set([
        `unverified ${origin}${port}`,
        `network ${origin}${port}`,
        `cloud ${origin}${port}`,
      ]),
      ...allowed,
    }),
    trigger: "person",
    ...judgedBy(),
  });
  if (!cleared.ok) throw new Error(`The gate refused the sample: ${cleared.error.kind}.`);
  return cleared.value;
}
