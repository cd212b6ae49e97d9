import type { MeasuredView } from "../../src/protocol/messages.ts";
import { language, say } from "../../src/terms/words.ts";

const counts = new Intl.NumberFormat(language(), { maximumFractionDigits: 0 });

const tenths = new Intl.NumberFormat(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `1,204`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `0.3 s`, `12 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 9.95 ? tenths.format(seconds) : counts.format(seconds)} s`;
}

/** The numbers under an answer, without those that were not reported: `212 tok`, `38 tok/s`, `0.3 s`. */
export function measuredNumbers(measured: MeasuredView): readonly string[] {
  const { tokens, tokensPerSecond, firstTokenMs } = measured;
  return [
    ...(tokens === undefined ? [] : [say("{0} tok", formatCount(tokens))]),
    ...(tokensPerSecond === undefined ? [] : [say("{0} tok/s", formatRate(tokensPerSecond))]),
    ...(firstTokenMs === undefined ? [] : [formatSeconds(firstTokenMs)]),
  ];
}

/** Everything measured about an answer, one sentence a line. */
export function measuredDetails(measured: MeasuredView, model: string): string {
  const { destination, tokens, tokensPerSecond, firstTokenMs } = measured;
  return [
    destination.label,
    ...destination.details,
    ...(model === "" ? [] : [say("Model {0}.", model)]),
    ...(tokens === undefined ? [] : [say("{0} tokens.", formatCount(tokens))]),
    ...(tokensPerSecond === undefined ? [] : [say("{0} tokens per second.", formatRate(tokensPerSecond))]),
    ...(firstTokenMs === undefined ? [] : [say("First token after {0}.", formatSeconds(firstTokenMs))]),
    say("Opens its record in the ledger."),
  ].join("\n");
}

function formatRate(tokensPerSecond: number): string {
  return tokensPerSecond < 9.95 ? tenths.format(tokensPerSecond) : formatCount(tokensPerSecond);
}
