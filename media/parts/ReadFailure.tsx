import type { JSX } from "preact";
import { say } from "../../src/terms/words.ts";

/** What could not be read, in a sentence, and what tries again. */
type ReadFailureProps = { readonly sentence: string; readonly onRetry: () => void };

/** What a page shows when it has nothing to show because reading failed. */
export function ReadFailure({ sentence, onRetry }: ReadFailureProps): JSX.Element {
  return (
    <>
      <p class="lead" role="alert">
        {sentence}
      </p>
      <p class="others">{say("Drawbridge's log has the details.")}</p>
      <button type="button" class="button again" onClick={onRetry}>
        {say("Try again")}
      </button>
    </>
  );
}
