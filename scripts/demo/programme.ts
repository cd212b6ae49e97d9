import { playChatAct } from "./chatAct.ts";
import { chatSteps } from "./chatSteps.ts";
import { cloudSteps } from "./cloudSteps.ts";
import { playCompletionAct } from "./completionAct.ts";
import { completionSteps } from "./completionSteps.ts";
import { playEditAct } from "./editAct.ts";
import { editSteps } from "./editSteps.ts";
import { playFirstAct, type Act } from "./firstAct.ts";
import type { ShopWish } from "./openShop.ts";
import { playSecondAct } from "./secondAct.ts";
import { playSetupAct } from "./setupAct.ts";
import { setupSteps } from "./setupSteps.ts";
import { steps } from "./steps.ts";

/** An act of the demo; `names` are those that were asked for, none of which means all. */
type Billing = {
  readonly name: string;
  readonly steps: readonly { readonly name: string }[];
  readonly play: (wish: ShopWish, names: readonly string[]) => Promise<Act>;
};

/** All acts, in their order. */
const programme: readonly Billing[] = [
  { name: "device", steps, play: ({ vsix, output }) => playFirstAct(vsix, output) },
  { name: "chat", steps: chatSteps, play: playChatAct },
  { name: "edit", steps: editSteps, play: playEditAct },
  {
    name: "completion",
    steps: completionSteps,
    play: ({ vsix, output, firstNumber }) => playCompletionAct(vsix, output, firstNumber),
  },
  {
    name: "setup",
    steps: setupSteps,
    play: ({ vsix, output, firstNumber }) => playSetupAct(vsix, output, firstNumber),
  },
  {
    name: "cloud",
    steps: cloudSteps,
    play: ({ vsix, output, firstNumber }) => playSecondAct(vsix, output, firstNumber),
  },
];

/**
 * The acts that have one of these names, or a step of one; all of them when nothing is named. Throws, saying which names there
 * are, at one that nothing has.
 */
export function chosenActs(names: readonly string[]): readonly Billing[] {
  const namesOf = (act: Billing): readonly string[] => [act.name, ...act.steps.map(({ name }) => name)];
  const all = programme.flatMap(namesOf);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no "${unknown}" in the demo. There are: ${all.join(", ")}.`);
  return names.length === 0
    ? programme
    : programme.filter((act) => namesOf(act).some((name) => names.includes(name)));
}
