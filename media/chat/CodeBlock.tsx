import type { JSX } from "preact";
import { codeChunks } from "./codeChunks.ts";
import { colourLimit } from "./colourLimit.ts";
import { codeLabel } from "../../src/terms/codeLabel.ts";
import type { CodeSpan } from "./highlightCode.ts";
import { Icon } from "../parts/Icon.tsx";
import { memoized } from "./memoized.tsx";
import { useAnswer } from "./useAnswer.ts";
import { useCodeColours } from "./useCodeColours.ts";
import { useCopied } from "../parts/useCopied.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

type CodeProps = {
  readonly info: string;
  /** The whole code; absent while it is being written, then `chunks` are what there is. */
  readonly text?: string;
  readonly chunks?: readonly string[];
  /** Whether the code will not change any more. */
  readonly settled: boolean;
};

/** Code with its language and file, and what can be done with it. */
export function CodeBlock({ info, text, chunks, settled }: CodeProps): JSX.Element {
  const { language, file } = codeLabel(info);
  const colours = useCodeColours({ text, language, settled });
  const label = [language, file].filter((part) => part !== undefined && part !== "").join(" · ");
  return (
    <figure class="code">
      <figcaption>
        <span class="code-label" title={file && spelledOut(file, "code")}>
          <VisibleText text={label === "" ? say("text") : label} as="code" />
        </span>
        {text !== undefined && <CodeActions text={text} language={language} file={file ?? ""} />}
      </figcaption>
      <pre
        dir="ltr"
        tabIndex={0}
        aria-label={label === "" ? say("Code") : say("Code, {0}", spelledOut(label, "code"))}
        role="region"
      >
        <code>{colours === undefined ? <UncolouredCode text={text} chunks={chunks} /> : spans(colours)}</code>
      </pre>
    </figure>
  );
}

type UncolouredProps = {
  readonly text: string | undefined;
  readonly chunks: readonly string[] | undefined;
};

function UncolouredCode({ text, chunks }: UncolouredProps): JSX.Element {
  if (text !== undefined && text.length <= colourLimit) return <VisibleText text={text} as="code" />;
  return <PlainCode chunks={chunks ?? codeChunks(text ?? "")} />;
}

/** Not looked through again while the next one grows. */
const CodeChunk = memoized(VisibleText);

function PlainCode({ chunks }: { readonly chunks: readonly string[] }): JSX.Element {
  return (
    <>
      {chunks.map((chunk, index) => (
        <span key={index} class="chunk">
          <CodeChunk text={chunk} as="code" />
        </span>
      ))}
    </>
  );
}

function spans(colours: readonly CodeSpan[]): readonly JSX.Element[] {
  return colours.map((span, index) =>
    typeof span === "string" ? (
      <VisibleText key={index} text={span} as="code" />
    ) : (
      <span key={index} class={span.role}>
        {spans(span.children)}
      </span>
    ),
  );
}

type ActionsProps = { readonly text: string; readonly language: string; readonly file: string };

function CodeActions({ text, language, file }: ActionsProps): JSX.Element {
  const store = useStore();
  const [copied, markCopied] = useCopied();
  const copy = (): void => {
    store.post({ type: "copy", text });
    markCopied();
  };
  const copyName = copied ? say("Copied") : say("Copy");
  return (
    <span class="code-actions">
      <ApplyButton text={text} language={language} file={file} />
      <button
        type="button"
        class="small copy-code"
        aria-label={copyName}
        title={say("Copy this code")}
        onClick={copy}
      >
        <Icon name={copied ? "check" : "copy"} />
        <span class="words">{copyName}</span>
      </button>
      <button
        type="button"
        class="small"
        aria-label={say("Insert")}
        title={say("Insert this code at the cursor")}
        onClick={() => {
          store.post({ type: "insert", text });
        }}
      >
        <Icon name="insert" />
        <span class="words">{say("Insert")}</span>
      </button>
      <button
        type="button"
        class="small"
        aria-label={say("New file")}
        title={say("Open this code in a new file, which is not saved yet")}
        onClick={() => {
          store.post({ type: "newFile", text, language, file });
        }}
      >
        <Icon name="new-file" />
        <span class="words">{say("New file")}</span>
      </button>
    </span>
  );
}

/** What is not complete yet would leave half of it in a file. */
function ApplyButton(code: ActionsProps): JSX.Element {
  const store = useStore();
  const { turn, isUnfinished } = useAnswer();
  return (
    <button
      type="button"
      class="small apply-code"
      aria-label={say("Apply")}
      aria-disabled={isUnfinished}
      title={
        isUnfinished
          ? say("Apply this code when the answer is complete")
          : say("Show this code as a change of its file, to accept or reject")
      }
      onClick={() => {
        if (!isUnfinished) store.post({ type: "apply", turn, ...code });
      }}
    >
      <Icon name="diff" />
      <span class="words">{say("Apply")}</span>
    </button>
  );
}
