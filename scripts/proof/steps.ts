import type { StoredAnswer } from "../../src/chat/conversation.ts";
import { followAnswer } from "../../src/chat/followAnswer.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { Order } from "../../src/sending/order.ts";
import type { SendEvent, SendFailure } from "../../src/sending/sendEvent.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import { on, redirectTo } from "../../test/support/scripted/faults.ts";
import { recordedModel } from "../../test/support/scripted/ollamaModels.ts";
import type { ServerScript } from "../../test/support/scripted/serverScript.ts";
import { controls } from "./controls.ts";
import { everyProviderSteps } from "./everyProviderSteps.ts";
import { lyingServers } from "./lyingServers.ts";
import { cloudHost, forwardedModel, networkAddress, type JobContext } from "./jobContext.ts";
import type { Control, JobStep, Measured, Step } from "./step.ts";
import { wantedAt } from "../../test/support/noRules.ts";

/** The job: Drawbridge's main work, and what must be refused or must go wrong without leaving the device. */
const job: readonly JobStep<JobContext>[] = [
  { name: "finds the server and its models", run: findServer },
  { name: "answers a question about open code", run: answerQuestion },
  { name: "suggests code at a position", run: suggestCode },
  { name: "stops an answer half-way", run: stopAnswer },
  { name: "reaches the server by the name localhost", run: (context) => answerBy(context, "byName") },
  {
    name: "refuses a model the server forwards",
    run: (context) => mustRefuse(context, "ollama", forwardedModel),
  },
  {
    name: "refuses a model with a cloud name",
    run: (context) => mustRefuse(context, "ollama", "helper:cloud"),
  },
  { name: "refuses a cloud API", run: (context) => mustRefuse(context, "cloud", "any") },
  {
    name: "refuses a host of the user's network",
    run: (context) => mustRefuse(context, "network", "any"),
  },
  ...everyProviderSteps,
  { name: "does not follow a redirect", run: meetRedirect },
  { name: "does not look elsewhere when the server is gone", run: loseServer },
  { name: "keeps a ledger of all of this", run: checkLedger },
];

/** The same rooms, allowed to leave: proof that the walls would show it if they did. */
const allowed: readonly Control<JobContext>[] = [
  {
    name: "the job itself, allowed to use a cloud API",
    expects: [
      { protocol: "dns", name: cloudHost, port: 53 },
      { protocol: "tcp", name: cloudHost, port: 443 },
    ],
    run: (context) => leave(context, "ask", "cloud"),
  },
  {
    name: "the job itself, allowed to use the user's network",
    expects: [{ protocol: "tcp", address: networkAddress, port: 8000 }],
    run: (context) => leave(context, "network", "network"),
  },
];

/** Everything that runs inside the walls, in order. */
export const steps: readonly Step<JobContext>[] = [
  ...controls("before"),
  ...job,
  ...lyingServers,
  ...allowed,
  ...controls("after"),
];

async function findServer({ drawbridge }: JobContext): Promise<Measured> {
  const [provider] = drawbridge.parts.providers();
  if (provider === undefined) throw new Error("no provider is configured");
  const server = await drawbridge.servers.look(provider, "person");
  if (server.kind !== "up") throw new Error(`the server is ${server.kind}`);
  return { version: server.version ?? "unknown", models: server.models.length };
}

async function answerQuestion({ chat, server }: JobContext): Promise<Measured> {
  let answer = "";
  const view = chat.onDidChange((message) => {
    if (message.type === "state") answer = message.state.turns.at(-1)?.answer.text ?? "";
  });
  // The view has come up: what it is told to lie beside the question goes along.
  chat.refresh();
  await chat.send("What is wrong with average?");
  view.dispose();
  if (answer === "") throw new Error("the answer is empty");
  const asked = server.requests.find(({ path }) => path === "/api/chat");
  if (asked?.body.includes("average(numbers") !== true) throw new Error("the open code was not sent along");
  return { "bytes asked": asked.bytes, "letters answered": answer.length };
}

async function suggestCode({ engine, code }: JobContext, signal: AbortSignal): Promise<Measured> {
  const offset = code.text.lastIndexOf("return ") + "return ".length;
  const text = code.text.slice(0, offset) + code.text.slice(code.text.indexOf("\n", offset));
  const uri = `file:///sample/${code.path}`;
  const snapshot = { uri, path: code.path, languageId: "typescript", text, offset };
  const suggested = await engine.suggest(wantedAt(snapshot), signal);
  if (!suggested.ok) throw new Error(`no suggestion: ${suggested.error.kind}`);
  return { "letters suggested": suggested.value.text.length };
}

async function stopAnswer({ chat, server }: JobContext): Promise<Measured> {
  const before = server.requests.length;
  server.script({ pace: "manual" });
  try {
    const done = chat.send("Explain it at length.");
    server.release(3);
    await server.waitFor(({ order, tokensWritten }) => order > before && tokensWritten >= 3);
    chat.stop();
    await done;
    const { tokensWritten } = await server.waitFor(({ order, aborted }) => order > before && aborted);
    return { "tokens before the stop": tokensWritten };
  } finally {
    server.script({ pace: "atOnce" });
  }
}

async function answerBy(context: JobContext, provider: string): Promise<Measured> {
  const { answer, failure } = await ask(context, { provider, model: recordedModel.name });
  const destination = answer.destination?.class ?? "unknown";
  if (failure !== undefined) throw new Error(failure.kind);
  if (destination !== "device") throw new Error(`the answer came from ${destination}`);
  return { "letters answered": answer.text.length, destination };
}

/** How a question must come to nothing, and whether the server may have seen it. */
type Ending = { readonly kind: SendFailure["kind"]; readonly sent: 0 | 1 };

async function mustFail(context: JobContext, model: ModelRef, expected: Ending): Promise<Measured> {
  const before = context.server.requests.length;
  const { failure } = await ask(context, model);
  const requests = context.server.requests.slice(before);
  const sent = requests.filter(({ path }) => path === "/api/chat").length;
  // What the server would have passed on to another computer, had it been a real one.
  const forwarded = requests.flatMap(({ forwardedTo }) => forwardedTo);
  if (forwarded.length > 0) throw new Error(`the server was made to contact ${forwarded.join(", ")}`);
  if (failure?.kind !== expected.kind)
    throw new Error(`ended with ${failure?.kind ?? "an answer"}, not ${expected.kind}`);
  if (sent !== expected.sent) throw new Error(`the server got ${sent} questions, not ${expected.sent}`);
  return { "ended with": expected.kind, "questions sent": sent, forwarded: forwarded.length };
}

async function mustRefuse(context: JobContext, provider: string, model: string): Promise<Measured> {
  return mustFail(context, { provider, model }, { kind: "modeForbids", sent: 0 });
}

async function meetRedirect(context: JobContext): Promise<Measured> {
  const elsewhere = redirectTo("http://203.0.113.99/api/chat");
  const faults = { now: { faults: [on("/api/chat", elsewhere)] }, then: { faults: [] } };
  return whileServer(context, faults, { kind: "redirected", sent: 1 });
}

async function loseServer(context: JobContext): Promise<Measured> {
  const gone = { now: { refusing: true }, then: { refusing: false } };
  return whileServer(context, gone, { kind: "unreachable", sent: 0 });
}

async function whileServer(
  context: JobContext,
  script: { readonly now: Partial<ServerScript>; readonly then: Partial<ServerScript> },
  expected: Ending,
): Promise<Measured> {
  context.server.script(script.now);
  try {
    return await mustFail(context, { provider: "ollama", model: recordedModel.name }, expected);
  } finally {
    context.server.script(script.then);
  }
}

function checkLedger({ drawbridge }: JobContext): Promise<Measured> {
  const entries = drawbridge.entries();
  const count = (wanted: string): number => entries.filter(({ phase }) => phase === wanted).length;
  const addresses = entries.flatMap((entry) => (entry.phase === "end" ? [entry.address ?? "nothing"] : []));
  const elsewhere = addresses.find((address) => !["127.0.0.1", "::1", "nothing"].includes(address));
  if (elsewhere !== undefined) throw new Error(`it names ${elsewhere}`);
  const measured = { attempts: count("attempt"), ends: count("end"), refusals: count("refused") };
  if (measured.attempts === 0 || measured.attempts !== measured.ends || measured.refusals === 0)
    throw new Error(`it is incomplete: ${JSON.stringify(measured)}`);
  return Promise.resolve({ ...measured, reached: [...new Set(addresses)].toSorted().join(" and ") });
}

async function leave(context: JobContext, mode: "ask" | "network", provider: string): Promise<Measured> {
  const { drawbridge, person } = context;
  const { confirmed, reviewed } = drawbridge.asked;
  const before = confirmed.length + reviewed.length;
  await drawbridge.policy.choose(mode);
  person.consents = true;
  try {
    const { failure } = await ask(context, { provider, model: "any" });
    const asked = confirmed.length + reviewed.length - before;
    return { "ended with": failure?.kind ?? "an answer", "consent asked": asked };
  } finally {
    person.consents = false;
    await drawbridge.policy.choose("onDevice");
  }
}

/** One question through the one send, to the model given. */
async function ask(
  { drawbridge }: JobContext,
  model: ModelRef,
): Promise<{ readonly answer: StoredAnswer; readonly failure: SendFailure | undefined }> {
  const turns = [{ question: "What is one and one?", attachments: [], answer: "" }];
  let failure: SendFailure | undefined;
  async function* noting(events: AsyncIterable<SendEvent>): AsyncGenerator<SendEvent> {
    for await (const event of events) {
      if (event.kind === "failed") ({ failure } = event);
      yield event;
    }
  }
  const order: Order = {
    task: "chat",
    trigger: "person",
    model,
    files: [],
    draft: (route) => chatDraft(turns, route, () => false),
  };
  const events = noting(drawbridge.sending.send(order, AbortSignal.timeout(10_000)));
  const following = followAnswer(events, {
    clock: () => performance.now(),
    onProgress: () => undefined,
    onRemoved: () => undefined,
  });
  return { answer: await following.done, failure };
}
