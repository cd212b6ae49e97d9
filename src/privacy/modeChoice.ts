import type { Policy } from "../gate/policy.ts";
import { modeLabel, modes, setByLabel, type Mode } from "../terms/mode.ts";
import { say } from "../terms/words.ts";

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
  onDevice: say("Only models on this device"),
  network: say("Also servers you declared as your own"),
  ask: say("A cloud may be picked; you review every send"),
  cloud: say("The providers you name may be used without asking"),
};

/** The picker's rows. What is looser than somebody stricter allows is shown, locked, with the reason. */
export function modeItems({ mode: inForce, cap }: Policy): readonly ModeItem[] {
  const highest = modes.indexOf(cap.mode);
  return modes.map((mode, index) => ({
    mode,
    label: modeLabel(mode),
    detail: details[mode],
    isCurrent: mode === inForce,
    ...(index > highest && {
      locked: say('Held at "{0}" by {1}', modeLabel(cap.mode), setByLabel(cap.setBy)),
    }),
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
      ? say("No provider is named, so every send will still be reviewed.")
      : say("Named providers: {0}.", providers.join(", "));
  const text: { readonly [M in Mode]: string } = {
    onDevice: "",
    network: say(
      "Chat and completion may use servers you declared as your own, after one confirmation each.",
    ),
    ask: say(
      "You may pick a cloud provider for chat. Every send waits until you have seen where it goes and what it holds.",
    ),
    cloud: say(
      "Chat and completion may send code of this workspace to the named providers without asking. {0}",
      named,
    ),
  };
  return {
    title: say('Lower the bridge to "{0}" for {1}?', modeLabel(to), workspace),
    detail: text[to],
    button: modeLabel(to),
  };
}
