import type { Measurement, Measurements } from "../../run.ts";
import { bootstrap } from "./bootstrap.ts";
import type { Digest } from "./digest.ts";
import { type Figure, figures } from "./figures.ts";

/** How the figures of some sessions are told. */
export type Telling = {
  /** What their names begin with. */
  readonly prefix: string;
  readonly withBudgets: boolean;
  readonly withIntervals: boolean;
};

/** Every figure of some sessions, by its whole name. */
export function measurements(sessions: readonly Digest[], telling: Telling): Measurements {
  const told = Object.entries(figures).flatMap(([name, figure]) => {
    const value = figure.of(sessions);
    if (value === undefined) return [];
    const interval = telling.withIntervals ? bootstrap(sessions, figure.of) : undefined;
    const measurement: Measurement = {
      value,
      unit: figure.unit,
      ...(interval && { interval }),
      ...(telling.withBudgets && judged(value, figure.budget)),
    };
    return [[`${telling.prefix}.${name}`, measurement] as const];
  });
  return Object.fromEntries(told);
}

function judged(value: number, budget: Figure["budget"]): Partial<Measurement> {
  if (budget === undefined) return {};
  return "most" in budget
    ? { budget: budget.most, ok: value <= budget.most }
    : { budget: budget.least, ok: value >= budget.least };
}

/** What some figures are in proportion to the same ones of others, where those are not zero. */
export function ratios(
  of: Measurements,
  to: Measurements,
  prefixes: { of: string; to: string; name: string },
): Measurements {
  const found = Object.entries(of).flatMap(([key, { value }]) => {
    const name = key.slice(prefixes.of.length);
    const other = to[`${prefixes.to}${name}`];
    if (other === undefined || other.value === 0) return [];
    return [[`${prefixes.name}${name}`, { value: value / other.value, unit: "times" }] as const];
  });
  return Object.fromEntries(found);
}
