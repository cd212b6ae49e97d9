import { textLines } from "../../base/textLines.ts";
import { withoutLineEnd } from "../../base/withoutLineEnd.ts";
import { exclusionSentence, type PathVerdict } from "../../context/pathVerdict.ts";
import type { EditWish } from "../../prompt/editDraft.ts";
import { editDraft, hasRoomToEdit } from "../../prompt/editDraft.ts";
import type { ProblemView } from "../../protocol/messages.ts";
import type { Route } from "../../routing/route.ts";
import { step } from "../../sending/explain.ts";
import type { Order } from "../../sending/order.ts";
import type { Sending } from "../../sending/send.ts";
import type { SendEvent } from "../../sending/sendEvent.ts";
import { say } from "../../terms/words.ts";
import { lostSecretNote } from "../proposal/lostSecretNote.ts";
import { nothingSaid, problemOf, saidAfter, type Said } from "../said.ts";
import { regionAnswer } from "./regionAnswer.ts";
import { regionText, type RegionText } from "./regionText.ts";

/** What is asked for: lines of a document, what is wanted of them, and how far the question may go. */
export type InlineWish = EditWish &
  Pick<Order, "noFartherThan" | "onDevice" | "onLateYes"> & {
    /** One step of indentation as the editor has it for this document. */
    readonly step?: string;
  };

/** What came of an edit. `text` is the whole document as it is proposed to be. */
export type InlineOutcome =
  /** Everything came; `note` says what a person should know about it. */
  | { readonly kind: "done"; readonly text: string; readonly note?: string }
  /** The answer is what was there before. */
  | { readonly kind: "unchanged" }
  /** It broke off; `came` is what had come of the lines by themselves. */
  | {
      readonly kind: "partial";
      readonly text: string;
      readonly came: string;
      /** What a person should know about it besides. */
      readonly note?: string;
      readonly problem: ProblemView;
    }
  /** Nothing came that could be shown. */
  | { readonly kind: "nothing"; readonly problem: ProblemView };

/** How an edit is followed while it is made. */
export type InlineWatch = {
  readonly signal: AbortSignal;
  /** Called with the whole document when another line has come. */
  readonly onGrow: (text: string) => void;
  /** Called with what is waited for, in a few words. */
  readonly onWait: (words: string) => void;
};

/** Has a model write lines of a document anew. Writes nothing: what comes is handed back. */
export async function inlineEdit(
  wish: InlineWish,
  sending: Pick<Sending, "send">,
  watch: InlineWatch,
): Promise<InlineOutcome> {
  const writing = new Writing(wish, watch);
  for await (const event of sending.send(orderFor(wish), watch.signal)) {
    // Nothing is sent yet, and nothing will be. No other model than the one that was looked for answers on this device.
    const tooLong =
      event.kind === "routed" && wish.onDevice === true ? tooLongFor(wish, event.route) : undefined;
    if (tooLong !== undefined) return { kind: "nothing", problem: { sentence: tooLong, steps: [] } };
    writing.take(event);
  }
  return writing.outcome();
}

/** Whether a model has room for these lines, as far as it is known which one it is going to be. */
export function tooLongFor(wish: EditWish, route: Route): string | undefined {
  return hasRoomToEdit(wish, route)
    ? undefined
    : say("These lines are too many for {0}. Select fewer, then try again.", route.model);
}

/** Why a file is not edited, as far as the path rules keep it from being read. */
export function excludedFromEdits(path: string, verdict: PathVerdict): string | undefined {
  return verdict.kind === "never" ? exclusionSentence(path, verdict) : undefined;
}

function orderFor(wish: InlineWish): Order {
  const { file, noFartherThan, onDevice, onLateYes } = wish;
  return {
    task: "edit",
    trigger: "person",
    ...(noFartherThan && { noFartherThan }),
    ...(onDevice === true && { onDevice }),
    ...(onLateYes && { onLateYes }),
    files: [{ kind: "file", uri: file.uri, path: file.path }],
    draft: (route, limits) => editDraft(wish, route, limits),
  };
}

type Watched = "routed" | "fellBack" | "text" | "end" | "failed";

/** What is waited for after an event that brings nothing to show. */
const waits: {
  readonly [K in Exclude<SendEvent["kind"], Watched>]: ((model: string) => string) | undefined;
} = {
  sending: () => say("Waiting for the first word"),
  loading: (model) => say("Loading {0}", model),
  thinking: (model) => say("{0} is thinking", model),
  opened: undefined,
  removed: undefined,
  vectors: undefined,
};

/** One answer while it comes. */
class Writing {
  readonly #text: RegionText;
  readonly #before: string;
  readonly #region: readonly string[];
  readonly #watch: InlineWatch;
  #said: Said = nothingSaid;
  #lines = 0;
  #isCut = false;

  constructor(wish: InlineWish, watch: InlineWatch) {
    this.#text = regionText(wish.file.text, wish.region, wish.step);
    this.#before = wish.file.text;
    const { at, count } = wish.region;
    this.#region = textLines(wish.file.text)
      .slice(at, at + count)
      .map(withoutLineEnd);
    this.#watch = watch;
  }

  take(event: SendEvent): void {
    this.#said = saidAfter(this.#said, event);
    if (event.kind === "text") this.#grow(event.text);
    // Another model begins anew.
    else if (event.kind === "fellBack") this.#lines = 0;
    else if (event.kind === "end") this.#isCut = event.reason === "length";
    else if (event.kind !== "routed" && event.kind !== "failed") this.#wait(event.kind);
  }

  #wait(kind: keyof typeof waits): void {
    const words = waits[kind]?.(this.#said.names.model);
    if (words !== undefined) this.#watch.onWait(words);
  }

  #grow(text: string): void {
    // Only a whole line changes what is shown.
    if (!text.includes("\n")) return;
    const { lines } = regionAnswer(this.#said.text, false, this.#region);
    if (lines.length === this.#lines) return;
    this.#lines = lines.length;
    this.#watch.onGrow(this.#text.grown(lines));
  }

  outcome(): InlineOutcome {
    const { model } = this.#said.names;
    if (this.#said.failure !== undefined) return this.#failed(problemOf(this.#said, ""));
    const { lines, state } = regionAnswer(this.#said.text, true, this.#region);
    if (state === "talk") return nothing(say("{0} answered without code. Nothing was changed.", model));
    if (this.#isCut)
      return this.#failed({
        sentence: say("The answer reached the limit of {0}.", model),
        steps: [step("retry")],
      });
    const { text, isSecretLost } = this.#text.done(lines);
    if (text === this.#before) return { kind: "unchanged" };
    const note = this.#note(isSecretLost);
    return { kind: "done", text, ...(note !== undefined && { note }) };
  }

  /** What had come whole by then; the line that was being written is half of one. */
  #failed(problem: ProblemView): InlineOutcome {
    const { lines } = regionAnswer(this.#said.text, false, this.#region);
    const text = this.#text.grown(lines);
    if (lines.length === 0 || text === this.#before) return { kind: "nothing", problem };
    const { text: came, isSecretLost } = this.#text.come(lines);
    return { kind: "partial", text, came, problem, ...(isSecretLost && { note: lostSecretNote() }) };
  }

  #note(isSecretLost: boolean): string | undefined {
    if (isSecretLost) return lostSecretNote();
    const { notes, names } = this.#said;
    if (notes.length === 0) return undefined;
    return [...notes, say("This answer is from {0} instead.", names.model)].join(" ");
  }
}

function nothing(sentence: string): InlineOutcome {
  return { kind: "nothing", problem: { sentence, steps: [step("retry")] } };
}
