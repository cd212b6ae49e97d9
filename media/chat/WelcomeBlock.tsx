import type { JSX } from "preact";
import type { WelcomeView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { useCopied } from "../parts/useCopied.ts";
import { Steps } from "./ProblemBlock.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** What the panel shows before the first question: what there is, or what is missing and the ways to it, and examples. */
export function WelcomeBlock({ welcome }: { readonly welcome: WelcomeView }): JSX.Element {
  const { found, detail, command, steps, examples } = welcome;
  return (
    <div class="welcome" tabIndex={-1}>
      <p class="found">
        <VisibleText text={found} as="prose" />
      </p>
      {detail !== undefined && (
        <p class="found-detail">
          <VisibleText text={detail} as="prose" />
        </p>
      )}
      {command !== undefined && <Command text={command} />}
      <Steps steps={steps} />
      {examples.length > 0 && <Examples examples={examples} />}
    </div>
  );
}

/** A command for a terminal, to be read and copied. */
function Command({ text }: { readonly text: string }): JSX.Element {
  const store = useStore();
  const [copied, markCopied] = useCopied();
  return (
    <div class="command">
      <code tabIndex={0} role="region" aria-label={say("Command for a terminal")}>
        <VisibleText text={text} as="code" />
      </code>
      <button
        type="button"
        class="small"
        title={say("Copy this command")}
        onClick={() => {
          store.post({ type: "copy", text });
          markCopied();
        }}
      >
        <Icon name={copied ? "check" : "copy"} />
        {copied ? say("Copied") : say("Copy")}
      </button>
    </div>
  );
}

function Examples({ examples }: { readonly examples: readonly string[] }): JSX.Element {
  const store = useStore();
  return (
    <>
      <h2 class="author">{say("You could ask")}</h2>
      <ul class="examples">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              class="example"
              title={say("Put this into the message box")}
              onClick={() => {
                store.takeExample(example);
              }}
            >
              <VisibleText text={example} as="prose" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
