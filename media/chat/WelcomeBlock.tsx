import type { JSX } from "preact";
import type { WelcomeView } from "../../src/protocol/messages.ts";
import { Steps } from "./ProblemBlock.tsx";
import { useStore } from "./useStore.ts";

/** What the panel shows before the first question: what there is, the one thing to do, and what could be asked. */
export function WelcomeBlock({ welcome }: { readonly welcome: WelcomeView }): JSX.Element {
  const store = useStore();
  return (
    <div class="welcome" tabIndex={-1}>
      <p class="found">{welcome.found}</p>
      {welcome.step !== undefined && <Steps steps={[welcome.step]} />}
      {welcome.examples.length > 0 && (
        <>
          <h2 class="author">You could ask</h2>
          <ul class="examples">
            {welcome.examples.map((example) => (
              <li key={example}>
                <button
                  type="button"
                  class="example"
                  title="Put this into the message box"
                  onClick={() => {
                    store.write(example);
                    store.composerCalls.value += 1;
                  }}
                >
                  {example}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
