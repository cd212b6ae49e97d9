import type { MeasuredView } from "../../src/protocol/messages.ts";

const counts = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `1,204`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `0.3 s`, `12 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds < 9.95 ? seconds.toFixed(1) : counts.format(seconds)} s`;
}

/** The numbers under an answer, without those that were not reported: `212 tok`, `38 tok/s`, `0.3 s`. */
export function measuredNumbers(measured: MeasuredView): readonly string[] {
  const { tokens, tokensPerSecond, firstTokenMs } = measured;
  return [
    ...(tokens === undefined ? [] : [`${formatCount(tokens)} tok`]),
    ...(tokensPerSecond === undefined ? [] : [`${formatRate(tokensPerSecond)} tok/s`]),
    ...(firstTokenMs === undefined ? [] : [formatSeconds(firstTokenMs)]),
  ];
}

/** Everything measured about an answer, one sentence a line. */
export function measuredDetails(measured: MeasuredView, model: string): string {
  const { destination, tokens, tokensPerSecond, firstTokenMs } = measured;
  return [
    destination.label,
    ...destination.details,
    ...(model === "" ? [] : [`Model ${model}.`]),
    ...(tokens === undefined ? [] : [`${formatCount(tokens)} tokens.`]),
    ...(tokensPerSecond === undefined ? [] : [`${formatRate(tokensPerSecond)} tokens per second.`]),
    ...(firstTokenMs === undefined ? [] : [`First token after ${formatSeconds(firstTokenMs)}.`]),
    "Opens its record in the ledger.",
  ].join("\n");
}

function formatRate(tokensPerSecond: number): string {
  return tokensPerSecond < 9.95 ? tokensPerSecond.toFixed(1) : formatCount(tokensPerSecond);
}
