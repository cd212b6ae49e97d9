import { startHeadless } from "../../test/support/headless.ts";
import {
  failsWith,
  giantLineAfter,
  html,
  malformedAfter,
  on,
  redirectTo,
  remoteAfter,
  thenScript,
} from "../../test/support/scripted/faults.ts";
import { recordedModel } from "../../test/support/scripted/ollamaModels.ts";
import type { ScriptedModel, ScriptPart } from "../../test/support/scripted/serverScript.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import type { Headless } from "../../test/support/headless.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { indicator, type Indicator } from "../../src/privacy/indicator.ts";
import { emptyDay } from "../../src/privacy/ledgerCounts.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Measured, Step } from "./step.ts";

const elsewhere = "http://203.0.113.99";
const remote = { host: "https://ollama.com:443", model: "gpt-oss:120b" };
const local: ScriptedModel = { name: "innocent:latest" };
const alias: ScriptedModel = { ...local, remote };

/** How a server behaves, what a question to it must come to, and what the status item must say afterwards. */
type LyingServer = {
  readonly name: string;
  readonly script?: ScriptPart;
  /** What the user picked; absent: `innocent:latest`. */
  readonly model?: string;
  /** Asked by the API that many servers speak, not by Ollama's. */
  readonly compatible?: true;
  /** `answered`, or the kind of failure. */
  readonly ends: string;
  /** Without the number of the port. */
  readonly label: string;
  /** What the hover must say beside. */
  readonly hover?: RegExp;
};

const onDevice = "$(lock) On device · innocent:latest";
const unverified = "$(plug) 127.0.0.1 · may forward · innocent:latest · needs your confirmation";
const behind = (model: string): string =>
  `$(warning) ollama.com via this device · ${model} · not allowed here`;

/** Servers that lie, fail and mislead, and two honest ones. */
const servers: readonly LyingServer[] = [
  {
    name: "an honest server",
    script: { models: [local] },
    ends: "answered",
    label: onDevice,
    hover: /as the server reported/,
  },
  {
    name: "an alias that the list gives away",
    script: { models: [alias] },
    ends: "modeForbids",
    label: behind("innocent:latest"),
  },
  {
    name: "an alias that only its own page gives away",
    script: { models: [local], faults: [on("/api/tags", thenScript({ models: [alias] }))] },
    ends: "modeForbids",
    label: behind("innocent:latest"),
  },
  {
    name: "an alias that took the name between the look and the use",
    script: { models: [local], faults: [on("/api/show", thenScript({ models: [alias] }))] },
    ends: "modelMissing",
    label: unverified,
  },
  {
    name: "a copied alias beside a model that is here",
    script: { models: [recordedModel, { ...alias, name: "copied:latest" }] },
    model: "copied:latest",
    ends: "modeForbids",
    label: behind("copied:latest"),
  },
  {
    name: "a cloud name that no list shows",
    model: "kimi-k2:cloud",
    ends: "modeForbids",
    label: behind("kimi-k2:cloud"),
  },
  {
    name: "a cloud name by its ending",
    model: "gpt-oss:20b-cloud",
    ends: "modeForbids",
    label: behind("gpt-oss:20b-cloud"),
  },
  {
    name: "an alias of another computer",
    script: { models: [{ ...alias, remote: { host: "http://gpu-box:11434", model: "m" } }] },
    ends: "modeForbids",
    label: "$(warning) gpu-box:11434 via this device · innocent:latest · not allowed here",
  },
  {
    name: "a model made from an alias, with nothing that gives it away",
    script: { models: [{ ...local, capabilities: [] }] },
    ends: "declined",
    label: unverified,
  },
  {
    name: "the other API of the same server, which gives no alias away",
    script: { models: [alias] },
    compatible: true,
    ends: "declined",
    label: unverified,
  },
  {
    name: "a server that forwards and never says so",
    script: { models: [local], cloud: { upstream: "answers" } },
    ends: "answered",
    label: onDevice,
    hover: /as the server reported/,
  },
  {
    name: "an old server that admits it in the middle of an answer",
    script: { version: "0.17.0", models: [local], faults: [on("/api/chat", remoteAfter(2, remote))] },
    ends: "forwarded",
    label: behind("innocent:latest"),
  },
  {
    name: "a server that sends the question elsewhere",
    script: { models: [local], faults: [on("/api/chat", redirectTo(`${elsewhere}/api/chat`))] },
    ends: "redirected",
    label: onDevice,
  },
  {
    name: "a server that sends errands elsewhere",
    script: { models: [local], faults: [on("/api/tags", redirectTo(`${elsewhere}/api/tags`))] },
    ends: "serverDown",
    label: "$(warning) The server points to another address, which is not followed",
  },
  {
    name: "a server that has no version",
    script: { models: [local], faults: [on("/api/version", failsWith(404))] },
    ends: "serverDown",
    label: "$(warning) The server answers with errors",
  },
  {
    name: "a server too old to know clouds",
    script: { version: "0.11.0", models: [local] },
    ends: "answered",
    label: onDevice,
  },
  {
    name: "a server that cannot say whether its cloud is off",
    script: { version: "0.16.1", models: [local] },
    ends: "answered",
    label: onDevice,
  },
  {
    name: "a server whose own cloud is off",
    script: { models: [local], cloud: { disabled: true, source: "env" } },
    ends: "answered",
    label: onDevice,
    hover: /its cloud features are off/,
  },
  {
    name: "a web page in place of a list",
    script: { models: [local], faults: [on("/api/tags", html())] },
    ends: "serverDown",
    label: "$(warning) What answers at the address of The server does not speak its protocol",
  },
  {
    name: "a line without an end",
    script: { models: [local], faults: [on("/api/chat", giantLineAfter(1, 64 * 1024 * 1024))] },
    ends: "malformed",
    label: onDevice,
  },
  {
    name: "a line that is no data",
    script: { models: [local], faults: [on("/api/chat", malformedAfter(1))] },
    ends: "malformed",
    label: onDevice,
  },
  {
    name: "a model whose name holds what is not seen",
    script: { models: [{ name: "innocent\u202e:latest" }] },
    ends: "modelNotListed",
    label: "$(warning) The server does not have innocent:latest",
  },
];

/** One step for each: a question in the strictest mode, from a Drawbridge of its own. */
export const lyingServers: readonly Step<unknown>[] = servers.map((lie) => ({
  name: lie.name,
  variant: true,
  run: () => meet(lie),
}));

async function meet(lie: LyingServer): Promise<Measured> {
  const server = await startScriptedServer(lie.script ?? {});
  const provider = providerAt(server, lie);
  const { model = local.name } = lie;
  const bridge = await startHeadless({
    providers: [provider],
    chosen: { chat: { provider: provider.id, model } },
  });
  try {
    const ends = await askOnce(bridge);
    const { text, hover } = itemOf(bridge);
    const label = text.replaceAll(`:${server.port}`, "");
    const forwarded = server.requests.flatMap(({ forwardedTo }) => forwardedTo);
    if (ends !== lie.ends) throw new Error(`ended with ${ends}, not ${lie.ends}; label ${label}`);
    if (label !== lie.label) throw new Error(`is called "${label}", not "${lie.label}"`);
    if (lie.hover !== undefined && !hover.notes.some((note) => lie.hover?.test(note) === true))
      throw new Error(`the hover says "${hover.notes.join(" ")}"`);
    if (forwarded.length > 0) throw new Error(`was made to contact ${forwarded.join(", ")}`);
    return { label, ends };
  } finally {
    bridge.dispose();
    await server.stop();
  }
}

function providerAt({ url }: ScriptedServer, { compatible }: LyingServer): ProviderConfig {
  const named = { id: "server", label: "The server", models: [] };
  return compatible === true
    ? { ...named, kind: "openaiCompatible", url: `${url}/v1` }
    : { ...named, kind: "ollama", url };
}

async function askOnce({ sending }: Headless): Promise<string> {
  const turns = [{ question: "What is one and one?", attachments: [], answer: "" }];
  const events = sending.send(
    { task: "chat", trigger: "person", files: [], draft: (route) => chatDraft(turns, route, () => false) },
    AbortSignal.timeout(10_000),
  );
  let ends = "answered";
  for await (const event of events) if (event.kind === "failed") ends = event.failure.kind;
  return ends;
}

/** The status item as it would be drawn now. */
function itemOf({ sending, policy }: Headless): Indicator {
  return indicator({
    policy: policy.current(),
    outlooks: { chat: sending.outlook("chat"), completion: { off: "Completion is off" } },
    activeTask: "chat",
    slow: false,
    today: { counts: emptyDay("2026-01-31"), everyWindow: true },
    ignored: [],
  });
}
