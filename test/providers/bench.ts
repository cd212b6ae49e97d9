/** One wire format at a scripted server, and a Drawbridge that asks it through the whole pipe. */
import type { KnownServer } from "../../src/routing/knownServer.ts";
import type { SendEvent, SendFailure } from "../../src/sending/sendEvent.ts";
import { chatOrder } from "../integration/ask.ts";
import type { Stage } from "../integration/stage.ts";
import type { Headless } from "../support/headless.ts";
import { on, type Fault } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import type { Format } from "./formats.ts";

/** The key that the server is asked with, where it is asked with one. */
export const key = "sk-conformance";

/** What the model says in most cases: letters of several bytes among it. */
export const answer = ["The", " city", " größer", " →", " 🙂."] as const;

/** What a case plays on. */
export type Bench = {
  readonly format: Format;
  readonly server: ScriptedServer;
  readonly bridge: Headless;
  /** Sends the usual question and follows it; `signal` stops it. */
  readonly send: (signal?: AbortSignal) => AsyncIterable<SendEvent>;
  /** What is known of the server after a look. */
  readonly look: () => Promise<KnownServer>;
};

/** A server with the script, whose answers to a chat the faults befall, and a Drawbridge that may send to it. */
export async function openBench(
  stage: Stage,
  format: Format,
  script: ScriptPart = {},
  ...faults: readonly Fault[]
): Promise<Bench> {
  const server = await stage.server({
    speaks: [format.wire],
    answer: { tokens: [...answer] },
    faults: faults.length === 0 ? [] : [on(format.chatPath, ...faults)],
    ...script,
  });
  const provider = format.provider(server.url);
  const bridge = await stage.drawbridge(server, {
    providers: [provider],
    chosen: { chat: { provider: provider.id, model: script.models?.[0]?.name ?? recordedModel.name } },
    keys: { [new URL(server.url).origin]: key },
    onConfirm: () => true,
  });
  const send: Bench["send"] = (signal = new AbortController().signal) =>
    bridge.sending.send(chatOrder(), signal);
  return {
    format,
    server,
    bridge,
    send,
    look: async () => {
      // On this device a key is shown to a server only once it is confirmed, which a first question does.
      await outcomeOf(send());
      return bridge.servers.look(provider, "person");
    },
  };
}

function failed(failure: SendFailure): string {
  const wait = "retryAfterS" in failure ? `, wait ${failure.retryAfterS} s` : "";
  if (failure.kind === "serverError") return `serverError ${failure.status}`;
  if (failure.kind === "serverDown") return `serverDown, ${failure.reason}`;
  return failure.kind === "malformed" && failure.isPage === true ? "malformed, a page" : failure.kind + wait;
}

function shareOf(text: string, whole: string): readonly string[] {
  if (text === "") return [];
  if (text === whole) return ["all"];
  return [whole.startsWith(text) ? "a part" : JSON.stringify(text)];
}

/**
 * What a send came to, in few words: what was thought, how much of the answer came, and its end: `all, counted`,
 * `a part, cut`, `quota, wait 7 s`.
 */
export async function outcomeOf(events: AsyncIterable<SendEvent>, whole = answer.join("")): Promise<string> {
  const said = { text: "", thinking: "" };
  let end = "no end";
  for await (const event of events) {
    if (event.kind === "text" || event.kind === "thinking") said[event.kind] += event.text;
    if (event.kind === "failed") end = failed(event.failure);
    if (event.kind === "end") {
      const { promptTokens, answerTokens } = event.usage;
      const isCounted = promptTokens !== undefined && answerTokens !== undefined;
      end = [
        isCounted ? "counted" : "not counted",
        ...(event.reason === "length" ? ["at its limit"] : []),
      ].join(", ");
    }
  }
  const thought = said.thinking === "" ? [] : [`thought ${JSON.stringify(said.thinking)}`];
  return [...thought, ...shareOf(said.text, whole), end].join(", ");
}
