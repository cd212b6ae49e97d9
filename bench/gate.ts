import { clear } from "../src/gate/clear.ts";
import { chatDraft } from "../src/prompt/chatDraft.ts";
import { ollama } from "../src/providers/ollama.ts";
import type { Route } from "../src/routing/route.ts";
import { ollamaProvider } from "../src/settings/providerConfig.ts";
import { fixedPolicy } from "../test/support/headless.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const provider = ollamaProvider("http://127.0.0.1:11434");
const route: Route = { task: "chat", provider, model: "m:1b", wireModel: "m:1b:local", contextTokens: 8192 };

/** What the gate costs for a question with 10 KB of code: judging, hashing the body, gathering its sources. */
export async function benchGate({ full }: BenchOptions): Promise<Measurements> {
  const text = "export const value = compute(input, { retries: 3 }); // a line of code\n".repeat(145);
  const source = { kind: "file", uri: "file:///p/a.ts", path: "a.ts" } as const;
  const draft = chatDraft(
    [{ question: "why?", answer: "", attachments: [{ source, languageId: "typescript", text }] }],
    route,
    () => false,
  );
  const wire = await ollama.encode(draft, route);
  const policy = fixedPolicy().current();
  const evidence = {
    url: provider.url,
    resolved: [],
    ownAddresses: ["127.0.0.1", "::1"],
    declaredHosts: [],
    place: { kind: "here" },
    report: { kind: "passed", version: "0.24.0" },
  } as const;
  const took: number[] = [];
  for (let round = 0; round < (full ? 5000 : 1000); round += 1) {
    const started = performance.now();
    const cleared = clear({ draft, route, wire, evidence, policy, trigger: "person" });
    took.push(performance.now() - started);
    if (!cleared.ok) throw new Error(`the gate refused: ${cleared.error.kind}`);
  }
  return {
    "gate.decisionP95": { value: percentile(took, 0.95), unit: "ms", budget: 5 },
    "gate.bodyBytes": { value: wire.body.length, unit: "B" },
  };
}
