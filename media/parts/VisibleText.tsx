import type { JSX } from "preact";
import { textChunks } from "./textChunks.ts";
import { visibleRuns } from "./visibleRuns.ts";
import type { Reading } from "../../src/terms/hiddenCharacters.ts";
import { say } from "../../src/terms/words.ts";

type VisibleProps = { readonly text: string; readonly as: Extract<Reading, "code" | "prose"> };

/** Laying out more characters than this at once takes seconds where they are one line. */
const longText = 20_000;

/** Text as it is, but that what would hide in it is named. Copying it by its button copies the characters themselves. */
export function VisibleText({ text, as }: VisibleProps): JSX.Element {
  if (text.length <= longText) return <Runs text={text} as={as} />;
  return (
    <>
      {textChunks(text).map((chunk, index) => (
        <span key={index} class="long-chunk">
          <Runs text={chunk} as={as} />
        </span>
      ))}
    </>
  );
}

function Runs({ text, as }: VisibleProps): JSX.Element {
  return (
    <>
      {visibleRuns(text, as).map((run, index) =>
        typeof run === "string" ? (
          run
        ) : (
          <span key={index} class="unseen" title={say("A hidden character. Copying takes it along.")}>
            {run.name}
          </span>
        ),
      )}
    </>
  );
}
