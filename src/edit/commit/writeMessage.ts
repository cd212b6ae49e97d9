import { commitDraft, type CommitWish } from "../../prompt/commitDraft.ts";
import { fitChanges, type CommitChange, type FittedChange } from "../../prompt/fitChanges.ts";
import type { ProblemView } from "../../protocol/messages.ts";
import type { Order } from "../../sending/order.ts";
import type { Sending } from "../../sending/send.ts";
import { listed } from "../../terms/listed.ts";
import { say } from "../../terms/words.ts";
import { nothingSaid, problemOf, saidAfter, type Said } from "../said.ts";
import { BoxText, type CommitBox } from "./boxText.ts";
import type { GatheredChanges } from "./gatherChanges.ts";
import { messageFromAnswer } from "./messageFromAnswer.ts";

/** What a message is written from, and where. */
export type WriteMessageParts = {
  readonly sending: Pick<Sending, "send">;
  readonly box: CommitBox;
  readonly changes: (signal: AbortSignal) => Promise<GatheredChanges>;
  readonly subjects: () => Promise<readonly string[]>;
  readonly ownRule: () => Promise<CommitWish["ownRule"]>;
  /** What the user wants of every message. */
  readonly rule: () => string;
  /** Whether a text is one that Drawbridge wrote into this box before: then it is no word of the user's. */
  readonly isOurs: (text: string) => boolean;
};

/** How a person wants it written this time. */
export type WriteMessageWish = Pick<Order, "onDevice"> & {
  /** URIs of files that the person left out. */
  readonly without?: ReadonlySet<string>;
};

/** What came of it. The box is never committed: that is for the person to do. */
export type WrittenMessage =
  | {
      readonly kind: "written";
      readonly message: string;
      /** What stood in the box before. */
      readonly before: string;
      /** What a person should know of it, as sentences. */
      readonly notes: readonly string[];
    }
  /** There is nothing to write about, and why. */
  | { readonly kind: "nothing"; readonly sentence: string }
  /** The box holds again what it held before; `came` is what there was of a message. */
  | { readonly kind: "stopped"; readonly came: string }
  | {
      readonly kind: "failed";
      readonly came: string;
      readonly problem: ProblemView;
      readonly excluded?: string;
    }
  /** The person began to write in the box: it is theirs again. */
  | { readonly kind: "takenOver" };

/** Writes a commit message into its box while the model says it, through the one send. Never throws for what a server does. */
export async function writeMessage(
  wish: WriteMessageWish,
  parts: WriteMessageParts,
  signal: AbortSignal,
): Promise<WrittenMessage> {
  const text = new BoxText(parts.box);
  const gathered = await parts.changes(signal);
  const changes = gathered.changes.filter(({ source }) => wish.without?.has(source.uri) !== true);
  if (signal.aborted) return { kind: "stopped", came: "" };
  if (changes.length === 0) return { kind: "nothing", sentence: nothingWords(gathered.leftOut) };
  const asked = { ...(await askedOf(parts, text.before)), changes };
  const { order, cut } = orderOf(asked, wish);
  const said = await follow(order, { ...parts, text }, signal);
  const message = messageFromAnswer({ text: said.text, isWhole: true });
  if (said.failure !== undefined || message === "") return failedMessage(said, message, text);
  text.put(message);
  if (text.isTakenOver) return { kind: "takenOver" };
  const notes = [...said.notes, ...gathered.leftOut, ...cutWords(cut())];
  return { kind: "written", message, before: text.before, notes };
}

/** Nothing half-written stays in the box. */
function failedMessage(said: Said, came: string, text: BoxText): WrittenMessage {
  text.putBack();
  const { failure } = said;
  if (text.isTakenOver) return { kind: "takenOver" };
  if (failure?.kind === "stopped") return { kind: "stopped", came };
  const excluded = failure?.kind === "sourceExcluded" && { excluded: failure.source.uri };
  return {
    kind: "failed",
    came,
    problem: problemOf(said, say("{0} wrote no message.", said.names.model)),
    ...excluded,
  };
}

/** What a model is told besides the changes. */
type Asked = Omit<CommitWish, "changes">;

async function askedOf(
  { subjects, ownRule, rule, isOurs }: WriteMessageParts,
  before: string,
): Promise<Asked> {
  const [earlier, own] = await Promise.all([subjects(), ownRule()]);
  const hint = isOurs(before) ? "" : before;
  return { subjects: earlier, rule: rule(), hint, ...(own && { ownRule: own }) };
}

/** What is to be sent; `cut` tells what of the changes went along, once that is known. */
function orderOf(
  asked: Asked & { readonly changes: readonly CommitChange[] },
  { onDevice }: WriteMessageWish,
): { readonly order: Order; readonly cut: () => readonly FittedChange[] } {
  const { changes, ownRule } = asked;
  let fitted: readonly FittedChange[] = [];
  const order: Order = {
    ...{ task: "commit", trigger: "person" },
    files: [...changes.map(({ source }) => source), ...(ownRule ? [ownRule.source] : [])],
    ...(onDevice === true && { onDevice }),
    draft: (route, limits) => {
      fitted = fitChanges(changes, route);
      return commitDraft({ ...asked, changes: fitted }, limits);
    },
  };
  return { order, cut: () => fitted };
}

async function follow(
  order: Order,
  { sending, text }: Pick<WriteMessageParts, "sending"> & { readonly text: BoxText },
  signal: AbortSignal,
): Promise<Said> {
  const takenOver = new AbortController();
  let said = nothingSaid;
  for await (const event of sending.send(order, AbortSignal.any([signal, takenOver.signal]))) {
    said = saidAfter(said, event);
    if (event.kind !== "text") continue;
    text.put(messageFromAnswer({ text: said.text, isWhole: false }));
    if (text.isTakenOver) takenOver.abort();
  }
  return said;
}

function nothingWords(leftOut: readonly string[]): string {
  return leftOut.length === 0
    ? say("There are no changes to write a message about.")
    : [say("No changes are left to write a message about."), ...leftOut].join(" ");
}

function cutWords(fitted: readonly FittedChange[]): readonly string[] {
  const cut = fitted.filter(({ lostLines }) => lostLines > 0).map(({ source }) => source.path);
  return cut.length === 0
    ? []
    : [say("The changes are long: of those in {0} only the first lines went along.", listed(cut))];
}
