/** A chat question as a feature would have it sent, and what came of it. */
import assert from "node:assert/strict";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { Order } from "../../src/sending/order.ts";
import type { SendEvent, SendFailure } from "../../src/sending/sendEvent.ts";
import type { Destination } from "../../src/terms/destination.ts";
import type { Headless } from "../support/headless.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { attachment } from "../support/samples.ts";

/** What a send came to. */
export type Outcome = {
  readonly text: string;
  readonly failure: SendFailure | undefined;
  /** Where the answer came from; absent when none began. */
  readonly destination: Destination | undefined;
};

/** The question of every test; it stands in the body of whatever carries it. */
export const question = "What is the capital of France?";

/** A person's question about a file. */
export function chatOrder(changes: Partial<Order> = {}): Order {
  return {
    task: "chat",
    trigger: "person",
    files: [attachment("a.ts", "").source],
    draft: (route) =>
      chatDraft(
        [{ question, answer: "", attachments: [attachment("a.ts", "const a = 1;")] }],
        route,
        () => false,
      ),
    ...changes,
  };
}

/** Sends a question, follows it to its end and gathers what came. */
export async function ask(
  bridge: Headless,
  order: Partial<Order> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  return gather(bridge.sending.send(chatOrder(order), signal));
}

/** Follows a send to its end. */
export async function gather(events: AsyncIterable<SendEvent>): Promise<Outcome> {
  let text = "";
  let failure: SendFailure | undefined;
  let destination: Destination | undefined;
  for await (const event of events) {
    if (event.kind === "text") text += event.text;
    if (event.kind === "failed") failure = event.failure;
    if (event.kind === "opened") destination = event.destination;
  }
  return { text, failure, destination };
}

/** Asserts that a send failed in this way, and hands the failure over. */
export function assertFailed<K extends SendFailure["kind"]>(
  { failure }: Outcome,
  kind: K,
): Extract<SendFailure, { kind: K }> {
  assert.equal(failure?.kind, kind);
  return failure as Extract<SendFailure, { kind: K }>;
}

/** The requests that carried a task: everything but errands. */
export function tasksSeen({ requests }: ScriptedServer): readonly LoggedRequest[] {
  return requests.filter(({ path }) => /\/(?:chat|generate|completions)$/u.test(path));
}
