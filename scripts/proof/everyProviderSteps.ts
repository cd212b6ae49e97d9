import { presetOf, providerKinds, type ProviderKind } from "../../src/settings/providerPresets.ts";
import { completionAt } from "../../test/support/completionAt.ts";
import type { Order } from "../../src/sending/order.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import { ask, type Outcome } from "../../test/integration/ask.ts";
import { startHeadless, type Headless } from "../../test/support/headless.ts";
import { snapshot } from "../../test/support/samples.ts";
import { recordedModel } from "../../test/support/scripted/ollamaModels.ts";
import { startScriptedServer } from "../../test/support/scriptedServer.ts";
import { closedModel, entryId, everyProvider, isClosed, keysFor } from "./everyProvider.ts";
import type { JobContext } from "./jobContext.ts";
import type { JobStep, Measured } from "./step.ts";

/** Every kind of provider in the strictest mode, with a person who says yes to all, so that only the mode holds. */
export const everyProviderSteps: readonly JobStep<JobContext>[] = [
  ...providerKinds.map((kind): JobStep<JobContext> => {
    const { name } = presetOf(kind);
    return isClosed(kind)
      ? { name: `asks ${name} in vain`, run: (context) => agreeing(context, () => askClosed(context, kind)) }
      : {
          name: `asks ${name} on this device`,
          run: (context) => agreeing(context, () => askHere(context, kind)),
        };
  }),
  { name: "keeps to the device where a route goes on to clouds", run: followRoute },
];

async function agreeing({ person }: JobContext, run: () => Promise<Measured>): Promise<Measured> {
  person.consents = true;
  try {
    return await run();
  } finally {
    person.consents = false;
  }
}

/** The answer to a question, and code at a position; without a model the one that was chosen. */
async function askBoth(
  bridge: Headless,
  model?: ModelRef,
): Promise<{ readonly chat: Outcome; readonly completion: Outcome }> {
  const named = model && { model };
  const editor = snapshot("function add(a, b) {\n  return █");
  const completion: Partial<Order> = {
    task: "completion",
    trigger: "automatic",
    files: [{ kind: "file", uri: editor.uri, path: editor.path }],
    draft: (route) => completionAt(editor, route),
    ...named,
  };
  const limit = AbortSignal.timeout(10_000);
  return { chat: await ask(bridge, { ...named }, limit), completion: await ask(bridge, completion, limit) };
}

function endOf({ failure }: Outcome): string {
  return failure?.kind ?? "answered";
}

function holdEnds(ends: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>>): void {
  for (const [what, end] of Object.entries(ends))
    if (end !== wanted[what]) throw new Error(`${what} ended with ${end}, not ${wanted[what] ?? "that"}`);
}

async function askClosed({ drawbridge }: JobContext, kind: ProviderKind): Promise<Measured> {
  const provider = drawbridge.parts.providers().find(({ id }) => id === entryId(kind));
  if (provider === undefined) throw new Error(`no ${kind} is configured`);
  const listed = await drawbridge.ask({ kind: "list" }, provider);
  const refused = !listed.ok && listed.error.kind === "refused" ? listed.error.refusal.kind : "no refusal";
  const { chat, completion } = await askBoth(drawbridge, {
    provider: provider.id,
    model: closedModel(kind),
  });
  const ends = { list: refused, chat: endOf(chat), completion: endOf(completion) };
  const continues = presetOf(kind).continuesText;
  const forbidden = "modeForbids";
  holdEnds(ends, {
    ...{ list: forbidden, chat: forbidden },
    completion: continues ? forbidden : "cannotComplete",
  });
  return ends;
}

async function askHere({ drawbridge }: JobContext, kind: ProviderKind): Promise<Measured> {
  const model = { provider: entryId(kind), model: recordedModel.name };
  const { chat, completion } = await askBoth(drawbridge, model);
  const ends = { chat: endOf(chat), completion: endOf(completion) };
  const continues = presetOf(kind).continuesText;
  holdEnds(ends, { chat: "answered", completion: continues ? "answered" : "cannotComplete" });
  return { ...ends, destination: chat.destination?.class ?? "unknown" };
}

/** The user's list for each task goes on to every cloud there is, and the device's server, first in it, is gone. */
async function followRoute(): Promise<Measured> {
  const server = await startScriptedServer();
  const providers = everyProvider({ url: server.url, model: recordedModel.name });
  const chosen = { provider: entryId("ollama"), model: recordedModel.name };
  const clouds = providers
    .filter(({ kind }) => isClosed(kind))
    .map(({ id, kind }) => ({ provider: id, model: closedModel(kind) }));
  const bridge = await startHeadless({
    providers,
    keys: keysFor(providers),
    chosen: { chat: chosen, completion: chosen },
    alternatives: { chat: clouds, completion: clouds },
    onConfirm: () => true,
    onReview: () => true,
    editorFetch: fetch,
  });
  try {
    const before = await askBoth(bridge);
    server.script({ refusing: true });
    const after = await askBoth(bridge);
    const { confirmed, reviewed } = bridge.asked;
    const ends = { chat: endOf(before.chat), chatOnceGone: endOf(after.chat) };
    holdEnds(ends, { chat: "answered", chatOnceGone: "unreachable" });
    if (after.completion.failure === undefined) throw new Error("code was completed by nobody");
    if (confirmed.length + reviewed.length > 0) throw new Error("the person was asked about a cloud");
    return { ...ends, completionOnceGone: endOf(after.completion), cloudsInRoute: clouds.length };
  } finally {
    bridge.dispose();
    await server.stop();
  }
}
