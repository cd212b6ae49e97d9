import type { ChoreOrder } from "../sending/chores.ts";
import type { OpenSending } from "../sending/openSending.ts";

/** Has a person confirm a server that the gate wants confirmed first; `false`: they said no. */
export async function confirmChore(
  order: ChoreOrder,
  { parts, chores }: Pick<OpenSending, "parts" | "chores">,
): Promise<boolean> {
  const { refusal } = chores.forecast(order) ?? {};
  return refusal?.kind !== "needsConfirmation" || parts.consent.confirm(refusal.destination, refusal.key);
}
