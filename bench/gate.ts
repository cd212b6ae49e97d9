import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../scripts/tool.ts";
import { clear } from "../src/gate/clear.ts";
import type { WireRequest } from "../src/gate/wireRequest.ts";
import { chatDraft } from "../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../src/prompt/chatTurn.ts";
import type { Draft } from "../src/prompt/draft.ts";
import { processorMs } from "../src/base/processorMs.ts";
import { ollama } from "../src/providers/ollama.ts";
import type { Route } from "../src/routing/route.ts";
import { ollamaProvider } from "../src/settings/providerConfig.ts";
import { fixedPolicy } from "../test/support/headless.ts";
import { judgedBy } from "../test/support/samples.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const provider = ollamaProvider("http://127.0.0.1:11434");
const route: Route = { task: "chat", provider, model: "m:1b", wireModel: "m:1b:local", contextTokens: 8192 };
/** A server on the user's network: what goes there is screened. */
const evidence = {
  url: "http://gpu-box:11434",
  resolved: [],
  ownAddresses: ["127.0.0.1", "::1"],
  declaredHosts: ["gpu-box"],
  place: { kind: "here" },
  report: { kind: "passed", version: "0.24.0" },
} as const;

/** What a workspace's environment files might hold. */
const known = Array.from({ length: 30 }, (_, index) => ({
  secret: `n0t-in-${index}-the-c0de-${index * 7919}`,
  label: `value of KEY_${index} in .env`,
}));

/**
 * What the gate costs for a question with code, 10 KB and 1 MB of it, and for one behind a long conversation whose answers
 * carry hundreds of sources: screening, judging, hashing, sources.
 */
export async function benchGate({ full }: BenchOptions): Promise<Measurements> {
  const code = realCode();
  const small = await prepared(code.slice(0, 10_000));
  const large = await prepared(code.slice(0, 1_000_000));
  const long = await longConversation();
  const decisions = measured(small, full ? 5000 : 1000);
  const largeDecisions = measured(large, full ? 200 : 40);
  const longDecisions = measured(long, full ? 100 : 20);
  return {
    "gate.decisionP95": { value: percentile(decisions.wallMs, 0.95), unit: "ms" },
    "gate.decisionCpuP95": { value: percentile(decisions.cpuMs, 0.95), unit: "ms", budget: 5 },
    "gate.firstDecisionCpu": { value: decisions.cpuMs[0] ?? Number.NaN, unit: "ms" },
    "gate.bodyBytes": { value: small.wire.body.length, unit: "B" },
    "gate.largeDecisionCpuP95": { value: percentile(largeDecisions.cpuMs, 0.95), unit: "ms", budget: 100 },
    "gate.largeDecisionP50": { value: percentile(largeDecisions.wallMs, 0.5), unit: "ms" },
    "gate.largeBodyBytes": { value: large.wire.body.length, unit: "B" },
    "gate.longConversationCpuP95": { value: percentile(longDecisions.cpuMs, 0.95), unit: "ms", budget: 100 },
    "gate.longConversationBytes": { value: long.wire.body.length, unit: "B" },
  };
}

/** This project's own code, tests included: more than a megabyte of it. */
function realCode(): string {
  const files = globSync("{src,media,scripts,bench,test}/**/*.{ts,tsx,css,json}", {
    cwd: projectRoot,
  }).sort();
  return files.map((file) => readFileSync(join(projectRoot, file), "utf8")).join("\n");
}

type Prepared = { readonly draft: Draft; readonly wire: WireRequest };

/** The gate allows what is of this file: it is the one that {@link judgedBy} knows. */
const uri = "file:///project/a.ts";

function prepared(text: string): Promise<Prepared> {
  const attachments = [
    { source: { kind: "file", uri, path: "a.ts" }, languageId: "typescript", text },
  ] as const;
  return encoded([{ question: "why?", answer: "", attachments }], route);
}

/** 200 questions with three pieces of code each: the last answer carries 600 sources, and the draft 60,000 parts. */
function longConversation(): Promise<Prepared> {
  const turns = Array.from({ length: 200 }, (_, turn) => ({
    question: "why?",
    answer: "so",
    attachments: [1, 2, 3].map((piece) => {
      const first = turn * 3 + piece;
      const source = { kind: "file", uri, path: "a.ts", lines: { first, last: first } } as const;
      return { source, languageId: "typescript", text: `const line${first} = ${first};\n` };
    }),
  }));
  const asked = { question: "why?", answer: "", attachments: [] };
  return encoded([...turns, asked], { ...route, contextTokens: 200_000 });
}

async function encoded(turns: readonly ChatTurn[], to: Route): Promise<Prepared> {
  const draft = chatDraft(turns, to, () => false);
  return { draft, wire: await ollama.encode(draft, to) };
}

type Measured = { readonly wallMs: readonly number[]; readonly cpuMs: readonly number[] };

/** What each of so many decisions took; processor time leaves out what else the machine was doing. */
function measured({ draft, wire }: Prepared, rounds: number): Measured {
  const confirmed = new Set(["network http://gpu-box:11434"]);
  const policy = fixedPolicy({ mode: "network", confirmed }).current();
  const screening = { known: { secrets: known, isWhole: true }, clock: processorMs };
  const request = {
    ...judgedBy(),
    draft,
    route,
    wire,
    evidence,
    policy,
    screening,
    trigger: "person",
  } as const;
  const wallMs: number[] = [];
  const cpuMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [wall, cpu] = [performance.now(), processorMs()];
    const cleared = clear(request);
    cpuMs.push(processorMs() - cpu);
    wallMs.push(performance.now() - wall);
    const isScreened =
      cleared.ok || (cleared.error.kind === "secretFound" && cleared.error.screening.complete);
    if (!isScreened) throw new Error(`the gate did not get to the end: ${cleared.error.kind}`);
  }
  return { wallMs, cpuMs };
}
