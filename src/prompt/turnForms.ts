import type { Attachment } from "../context/attachment.ts";
import { attachmentTokens } from "../context/attachmentTokens.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import { attachmentFrame, attachmentParts } from "./attachmentParts.ts";
import type { ChatTurn } from "./chatTurn.ts";
import type { Part } from "./draft.ts";
import { isPrompt, spokenParts } from "./spokenParts.ts";
import { shortenCode } from "./shortenCode.ts";
import { sourceHeading } from "./sourceHeading.ts";

/**
 * How much of a turn goes along: all of it; the texts beside its question by their names alone (`bare`); and beyond that
 * only the first lines of the code in its answer (`short`).
 */
export type TurnForm = "whole" | "bare" | "short";

/** What stands for a text that was beside a question: words of our own, which name the text, so its source stays. */
function attachmentMark({ source }: Attachment): readonly Part[] {
  const text = `[${sourceHeading(source)} was here; left out to make room]\n\n`;
  return [
    { text, source: { kind: "instructions" } },
    { text: "", source },
  ];
}

/** What is asked in a turn: the texts beside the question, then the question. */
export function askedParts(turn: ChatTurn, form: TurnForm): readonly Part[] {
  const { attachments } = turn;
  if (form !== "whole") return [...attachments.flatMap(attachmentMark), ...spokenParts(turn, [])];
  const files = attachments.filter((one) => !isPrompt(one)).flatMap(attachmentParts);
  return [...files, ...spokenParts(turn, attachments.filter(isPrompt))];
}

/** What the answer of a turn says. */
export function answerText({ answer }: ChatTurn, form: TurnForm): string {
  return form === "short" ? shortenCode(answer).text : answer;
}

/** Estimated tokens of a turn's two messages. */
export type TurnTokens = { readonly asked: number; readonly answered: number };

const estimates = new WeakMap<ChatTurn, Map<TurnForm, TurnTokens>>();

/** An estimate of a turn in a form, made once for each: turns are counted again and again while a conversation grows. */
export function turnTokens(turn: ChatTurn, form: TurnForm): TurnTokens {
  const known = estimates.get(turn) ?? new Map<TurnForm, TurnTokens>();
  const before = known.get(form);
  if (before !== undefined) return before;
  const files = turn.attachments.map((attachment) =>
    form === "whole"
      ? attachmentTokens(attachment) + partsTokens(attachmentFrame(attachment))
      : partsTokens(attachmentMark(attachment)),
  );
  const tokens = {
    asked: files.reduce((sum, more) => sum + more, partsTokens(spokenParts(turn, []))),
    answered: estimateTokens(answerText(turn, form)),
  };
  estimates.set(turn, known.set(form, tokens));
  return tokens;
}

/** An estimate of the tokens of some parts together. */
export function partsTokens(parts: readonly Part[]): number {
  return estimateTokens(parts.map(({ text }) => text).join(""));
}
