import { draw } from "../typing/draw.ts";

const resamples = 400;

/**
 * The 95 % interval of a figure: the sessions are drawn anew, with repetition, and the figure is taken of each draw.
 * `undefined` when fewer than two sessions, or too few draws, say anything about it.
 */
export function bootstrap<T>(
  sessions: readonly T[],
  of: (sessions: readonly T[]) => number | undefined,
): readonly [low: number, high: number] | undefined {
  if (sessions.length < 2) return undefined;
  const values: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const drawn = sessions.flatMap((_session, index) => {
      const picked = sessions[Math.floor(draw("resample", round, index) * sessions.length)];
      return picked === undefined ? [] : [picked];
    });
    const value = of(drawn);
    if (value !== undefined) values.push(value);
  }
  values.sort((one, other) => one - other);
  const [low, high] = [
    values[Math.floor(values.length * 0.025)],
    values[Math.ceil(values.length * 0.975) - 1],
  ];
  return values.length < resamples / 2 || low === undefined || high === undefined ? undefined : [low, high];
}
