import type { ProblemView, StepAction } from "../protocol/messages.ts";
import type { Route } from "../routing/route.ts";
import { explain, type Names } from "../sending/explain.ts";
import type { SendEvent, SendFailure } from "../sending/sendEvent.ts";
import { say } from "../terms/words.ts";

/** What a send has said by now. */
export type Said = {
  readonly text: string;
  /** What a person should know of how it came, as sentences. */
  readonly notes: readonly string[];
  readonly names: Names;
  readonly failure?: SendFailure;
  readonly alsoSentTo?: readonly string[];
};

/** What a send has said before its first event. */
export const nothingSaid: Said = {
  ...{ text: "", notes: [] },
  names: { server: say("The server"), model: say("the model") },
};

/** What a send has said once another event has come. */
export function saidAfter(said: Said, event: SendEvent): Said {
  if (event.kind === "routed") return { ...said, names: namesOf(event.route) };
  if (event.kind === "text") return { ...said, text: said.text + event.text };
  if (event.kind === "fellBack") {
    const { server, model, failure } = event;
    const why = explain(failure, { server: server.label, url: server.url, model }).sentence;
    return { ...said, text: "", notes: [...said.notes, why] };
  }
  if (event.kind !== "failed") return said;
  return { ...said, failure: event.failure, ...(event.alsoSentTo && { alsoSentTo: event.alsoSentTo }) };
}

function namesOf({ provider, model }: Route): Names {
  return { server: provider.label, url: provider.url, model };
}

/** Buttons of problems that help a conversation, and nothing else. */
const ofConversations: readonly StepAction[] = ["editQuestion", "newConversation", "removePictures"];

/** What is said of a failure where there is no conversation, and no line above a message that says where it goes. */
function sentenceOf(failure: SendFailure, names: Names): string {
  if (failure.kind === "fartherThanShown")
    return say(
      "This would go to {0}, which is not where you were told. Nothing was sent. Try again: the title says where it goes.",
      failure.destination.host,
    );
  if (failure.kind === "contextTooLong")
    return say("This is too long for {0}. Try it with less at once, or with another model.", names.model);
  return explain(failure, names).sentence;
}

/** Why a send failed, and what can be done; one that did not fail is told of by `otherwise`. */
export function problemOf({ failure, names, alsoSentTo = [] }: Said, otherwise: string): ProblemView {
  if (failure === undefined)
    return { sentence: otherwise, steps: explain({ kind: "overloaded" }, names).steps };
  const { steps } = explain(failure, names);
  const others = alsoSentTo.map((label) => ` ${say("{0} got it instead, and failed too.", label)}`);
  return {
    sentence: sentenceOf(failure, names) + others.join(""),
    steps: steps.filter(({ action }) => !ofConversations.includes(action)),
  };
}
