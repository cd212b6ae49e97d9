import type { JSX } from "preact";
import type { ChipView, ComposerView } from "../../src/protocol/messages.ts";
import { ChipFace } from "./ChipFace.tsx";
import { formatCount } from "./measuredText.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** The project's own rules that go along with every question: what they are, how much, and what of them is left out. */
export function RulesLine({ composer }: { readonly composer: ComposerView }): JSX.Element | null {
  const { rules = [], rulesLeftOut } = composer;
  if (rules.length === 0 && rulesLeftOut === undefined) return null;
  return (
    <section class="rules" aria-label={say("Rules of the project")}>
      {rules.length > 1 ? <FoldedRules rules={rules} /> : <RuleList rules={rules} />}
      <ChooseButton />
      {rulesLeftOut !== undefined && (
        <span class="rules-left-out">
          <VisibleText text={rulesLeftOut} as="prose" />
        </span>
      )}
    </section>
  );
}

function FoldedRules({ rules }: { readonly rules: readonly ChipView[] }): JSX.Element {
  const tokens = rules.reduce((sum, rule) => sum + (rule.tokens ?? 0), 0);
  const more = rules.length - 1;
  return (
    <details>
      <summary>
        {say("Rules: {0} and {1} more", spelledOut(rules[0]?.label ?? "", "code"), more)}{" "}
        <span class="chip-tokens">{say("{0} tok", formatCount(tokens))}</span>
      </summary>
      <RuleList rules={rules} />
    </details>
  );
}

function RuleList({ rules }: { readonly rules: readonly ChipView[] }): JSX.Element {
  return (
    <ul>
      {rules.map((rule) => (
        <li key={rule.id} class="rule" title={spelledOut(rule.title, "code")}>
          {rules.length === 1 && `${say("Rules:")} `}
          <ChipFace chip={rule} />
        </li>
      ))}
    </ul>
  );
}

function ChooseButton(): JSX.Element {
  const store = useStore();
  return (
    <button
      type="button"
      class="choose-rules"
      title={say("Choose the rules that go along")}
      onClick={() => {
        store.post({ type: "chooseRules" });
      }}
    >
      {say("Choose…")}
    </button>
  );
}
