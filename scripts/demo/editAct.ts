import { openEditStage } from "./editStage.ts";
import { editSteps } from "./editSteps.ts";
import type { Act } from "./firstAct.ts";
import type { ShopWish } from "./openShop.ts";
import { playAct } from "./playAct.ts";

/** Edits: answers, instructions and problems that become code; only the steps of these names, if any. */
export async function playEditAct(wish: ShopWish, names: readonly string[] = []): Promise<Act> {
  const named = editSteps.filter(({ name }) => names.includes(name));
  return playAct(named.length > 0 ? named : editSteps, await openEditStage(wish));
}
