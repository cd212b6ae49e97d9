import { plainLine } from "../base/plainLine.ts";
import type { StatisticsRow } from "../protocol/statisticsMessages.ts";
import { latencyAt, type Latencies } from "./latencies.ts";
import type { Tally } from "./tally.ts";
import { language, say } from "../terms/words.ts";

/** What a tally says, in words. */
export function statisticsRow(tally: Tally): StatisticsRow {
  const { model, languageId, shown, accepted, characters, requests, aborted } = tally;
  return {
    ...{ model: plainLine(model), language: plainLine(languageId) },
    shown: countWords(shown),
    accepted: withShare(countWords(accepted), shareWords(accepted, shown)),
    characters: countWords(characters),
    kept: shareWords(tally.kept, tally.looks),
    wait: latencyWords(tally.wait),
    requests:
      aborted === 0
        ? countWords(requests)
        : say("{0} · {1} given up", countWords(requests), shareWords(aborted, requests)),
    firstText: latencyWords(tally.firstText),
    tokens: tokenWords(tally),
  };
}

/** `1,204`. */
export function countWords(count: number): string {
  return count.toLocaleString(language(), { maximumFractionDigits: 0 });
}

function hundredths(value: number): string {
  return value.toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** No line ends between a number and its unit. */
const joined = "\u00A0";

/** `33 %`; empty of nothing. */
export function shareWords(part: number, whole: number): string {
  return whole === 0 ? "" : `${Math.round((100 * part) / whole)}${joined}%`;
}

/** `0.24 s`, `12 s`. */
export function secondsWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 9.95 ? `${hundredths(seconds)}${joined}s` : `${countWords(seconds)}${joined}s`;
}

function withShare(words: string, share: string): string {
  return share === "" ? words : `${words} · ${share}`;
}

function latencyWords(latencies: Latencies): string {
  const [median, most] = [latencyAt(latencies, 0.5), latencyAt(latencies, 0.9)];
  return median === undefined || most === undefined ? "" : `${secondsWords(median)} · ${secondsWords(most)}`;
}

function tokenWords({ measured, promptTokens, evaluatedTokens }: Tally): string {
  if (measured === 0) return "";
  const each = countWords(evaluatedTokens / measured);
  return withShare(each, shareWords(Math.max(0, promptTokens - evaluatedTokens), promptTokens));
}
