import type { Policy } from "../gate/policy.ts";
import { modeLabel, modes, setByLabel, type Mode } from "../terms/mode.ts";

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
  onDevice: "Only models on this device",
  network: "Also servers you declared as your own",
  ask: "A cloud may be picked; you review every send",
  cloud: "The providers you name may be used without asking",
};

/** The picker's rows. What is looser than somebody stricter allows is shown, locked, with the reason. */
export function modeItems({ mode: inForce, cap }: Policy): readonly ModeItem[] {
  const highest = modes.indexOf(cap.mode);
  return modes.map((mode, index) => ({
    mode,
    label: modeLabel(mode),
    detail: details[mode],
    isCurrent: mode === inForce,
    ...(index > highest && { locked: `Held at "${modeLabel(cap.mode)}" by ${setByLabel(cap.setBy)}` }),
  }));
}

/** A change of mode that was picked. */
export type ModeChange = {
  readonly from: Mode;
  readonly to: Mode;
  /** The providers that would be used without asking, in words. */
  readonly providers: readonly string[];
  readonly workspace: string;
};

/** What has to be confirmed for a change of mode; `undefined` for a stricter one, which needs no question. */
export function modeQuestion({ from, to, providers, workspace }: ModeChange): ModeQuestion | undefined {
  if (modes.indexOf(to) < modes.indexOf(from) || (to === from && to !== "cloud")) return undefined;
  const named =
    providers.length === 0
      ? "No provider is named, so every send will still be reviewed."
      : `Named providers: ${providers.join(", ")}.`;
  const text: { readonly [M in Mode]: string } = {
    onDevice: "",
    network: "Chat and completion may use servers you declared as your own, after one confirmation each.",
    ask: "You may pick a cloud provider for chat. Every send waits until you have seen where it goes and what it holds.",
    cloud: `Chat and completion may send code of this workspace to the named providers without asking. ${named}`,
  };
  return {
    title: `Lower the bridge to "${modeLabel(to)}" for ${workspace}?`,
    detail: text[to],
    button: modeLabel(to),
  };
}
