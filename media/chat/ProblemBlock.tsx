import type { JSX } from "preact";
import type { ProblemView, Step } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import type { IconName } from "../parts/iconOutlines.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type ProblemProps = {
  readonly problem: ProblemView;
  readonly icon: IconName;
  /** Whether something was stopped from leaving: the only problem that takes the warning colour. */
  readonly refused?: boolean;
  /** The turn the problem belongs to, when it belongs to one. */
  readonly turn?: string;
};

/** What went wrong or was stopped, and the ways on. */
export function ProblemBlock({ problem, icon, refused = false, turn }: ProblemProps): JSX.Element {
  return (
    <div
      class={refused ? "problem refused" : "problem"}
      role="group"
      aria-label={refused ? say("Stopped") : say("Problem")}
    >
      <p class="problem-sentence">
        <Icon name={icon} />
        <span>
          <VisibleText text={problem.sentence} as="prose" />
        </span>
      </p>
      <Steps steps={problem.steps} {...(turn === undefined ? {} : { turn })} />
    </div>
  );
}

/** Buttons that the host carries out; the first is the one to take. */
export function Steps(props: {
  readonly steps: readonly Step[];
  readonly turn?: string;
}): JSX.Element | null {
  const store = useStore();
  const { steps, turn } = props;
  if (steps.length === 0) return null;
  return (
    <div class="steps">
      {steps.map(({ label, action }, index) => (
        <button
          key={label}
          type="button"
          class={index === 0 ? "button" : "button secondary"}
          onClick={() => {
            store.post({ type: "step", action, ...(turn === undefined ? {} : { turn }) });
          }}
        >
          <VisibleText text={label} as="prose" />
        </button>
      ))}
    </div>
  );
}
