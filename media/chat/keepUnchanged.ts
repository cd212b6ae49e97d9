import type { TurnView } from "../../src/protocol/messages.ts";

/** The turns of a new state, with the very objects of the old one where nothing changed, so that those are not drawn again. */
export function keepUnchanged(before: readonly TurnView[], after: readonly TurnView[]): readonly TurnView[] {
  const known = new Map(before.map((turn) => [turn.id, turn]));
  return after.map((turn) => {
    const same = known.get(turn.id);
    return same !== undefined && JSON.stringify(same) === JSON.stringify(turn) ? same : turn;
  });
}
