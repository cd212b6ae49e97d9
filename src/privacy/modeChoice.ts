import type { Policy } from "../gate/policy.ts";
import { isHeld, modeLabel, modes, setByLabel, type Mode } from "../terms/mode.ts";

/** A mode as the picker offers it. */
export type ModeItem = {
  readonly mode: Mode;
  readonly label: string;
  readonly detail: string;
  readonly isCurrent: boolean;
  /** Why it cannot be chosen, when something stricter holds. */
  readonly locked?: string;
};

/** What a person confirms before the bridge goes down. */
export type ModeQuestion = { readonly title: string; readonly detail: string; readonly button: string };

const details: { readonly [M in Mode]: string } = {
  onDevice: "Only models on this machine",
  network: "Also servers you declared as your own",
  ask: "A cloud may be picked; you review every send",
  cloud: "The providers you name may be used without asking",
};

/** The picker's rows. What is looser than somebody stricter allows is shown, locked, with the reason. */
export function modeItems(policy: Policy): readonly ModeItem[] {
  const current = modes.indexOf(policy.mode);
  return modes.map((mode, index) => ({
    mode,
    label: modeLabel(mode),
    detail: details[mode],
    isCurrent: mode === policy.mode,
    ...(isHeld(policy.setBy) &&
      index > current && { locked: `Held at "${modeLabel(policy.mode)}" by ${setByLabel(policy.setBy)}` }),
  }));
}

/** What has to be confirmed for a change of mode; `undefined` for a stricter one, which needs no question. */
export function modeQuestion(from: Mode, to: Mode, providers: readonly string[]): ModeQuestion | undefined {
  if (modes.indexOf(to) < modes.indexOf(from) || (to === from && to !== "cloud")) return undefined;
  const named =
    providers.length === 0
      ? "No provider is named, so every send will still be reviewed."
      : `Named providers: ${providers.join(", ")}.`;
  const text: { readonly [M in Mode]: string } = {
    onDevice: "",
    network: "Requests may go to servers you declared as your own, after one confirmation each.",
    ask: "You may pick a cloud provider for chat. Every send waits until you have seen where it goes and what it holds.",
    cloud: `Code of this workspace may be sent to the named providers without asking. ${named}`,
  };
  return {
    title: `Lower the bridge to "${modeLabel(to)}" for this workspace?`,
    detail: text[to],
    button: modeLabel(to),
  };
}
