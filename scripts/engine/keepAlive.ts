import { ApiError } from "./apiError.ts";

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const foreverMs = 292 * 365.25 * 24 * 3_600_000;

/** How long a model stays loaded when the request does not say: five minutes. */
export const defaultKeepAliveMs = 300_000;

/**
 * Reads `keep_alive`: seconds as a number, or a Go duration such as `1h30m`. Anything negative means for ever, which
 * is 292 years. Undefined when the request has none.
 */
export function parseKeepAlive(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const ms = typeof value === "number" ? value * 1000 : parseDuration(value);
  return ms < 0 ? foreverMs : Math.min(ms, foreverMs);
}

function parseDuration(value: unknown): number {
  if (typeof value !== "string") throw new ApiError(400, `Unsupported type: '${typeof value}'`);
  const { sign, parts } = /^(?<sign>[+-]?)(?<parts>(?:[\d.]+[a-zµ]+)+|0)$/u.exec(value)?.groups ?? {};
  if (parts === undefined) throw invalid(value);
  let ms = 0;
  for (const [, number, unit] of parts.matchAll(/([\d.]+)([a-zµ]+)/gu)) {
    const scale = unitMs[unit ?? ""];
    if (scale === undefined || Number.isNaN(Number(number))) throw invalid(value);
    ms += Number(number) * scale;
  }
  return sign === "-" ? -ms : ms;
}

function invalid(value: string): ApiError {
  return new ApiError(400, `time: invalid duration ${JSON.stringify(value)}`);
}
