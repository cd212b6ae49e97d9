import { namesDraft, type NamesWish } from "../../prompt/namesDraft.ts";
import type { ProblemView } from "../../protocol/messages.ts";
import type { Order } from "../../sending/order.ts";
import type { Sending } from "../../sending/send.ts";
import { fileOf } from "../../terms/source.ts";
import { say } from "../../terms/words.ts";
import { nothingSaid, problemOf, saidAfter } from "../said.ts";
import { mostNames, namesFromAnswer, type NamesWanted } from "./namesFromAnswer.ts";

/** What names are asked for, what they may be, and how far the question may go. */
export type SuggestNamesWish = NamesWish &
  NamesWanted &
  Pick<Order, "noFartherThan" | "onDevice" | "onLateYes">;

/** What came of it. Nothing is renamed: that is for the person to choose. */
export type SuggestedNames =
  /** At least one; `note` says what a person should know about them. */
  | { readonly kind: "names"; readonly names: readonly string[]; readonly note?: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly problem: ProblemView };

/**
 * Asks a model for other names of a symbol, through the one send. Ends as soon as there are enough; of an answer that breaks
 * off, the names that had come are as good as those of a whole one.
 */
export async function suggestNames(
  wish: SuggestNamesWish,
  sending: Pick<Sending, "send">,
  signal: AbortSignal,
): Promise<SuggestedNames> {
  const enough = new AbortController();
  let said = nothingSaid;
  for await (const event of sending.send(orderFor(wish), AbortSignal.any([signal, enough.signal]))) {
    said = saidAfter(said, event);
    const isEnough = event.kind === "text" && namesFromAnswer(said.text, wish, false).length >= mostNames;
    if (isEnough) enough.abort();
  }
  if (signal.aborted) return { kind: "stopped" };
  const isWhole = said.failure === undefined;
  const names = namesFromAnswer(said.text, wish, isWhole);
  if (names.length === 0)
    return {
      kind: "failed",
      problem: problemOf(said, say("{0} thought of no name that fits.", said.names.model)),
    };
  const note = said.notes.join(" ");
  return { kind: "names", names, ...(note !== "" && { note }) };
}

function orderFor(wish: SuggestNamesWish): Order {
  const { definition, uses, noFartherThan, onDevice, onLateYes } = wish;
  return {
    ...{ task: "edit", trigger: "person" },
    ...(noFartherThan && { noFartherThan }),
    ...(onDevice === true && { onDevice }),
    ...(onLateYes && { onLateYes }),
    files: [definition, ...uses].flatMap(({ source }) => fileOf(source) ?? []),
    draft: (_route, limits) => namesDraft(wish, limits),
  };
}
