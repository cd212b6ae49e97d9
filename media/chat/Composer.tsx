import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type {
  ChatViewState,
  ComposerView,
  DestinationView,
  ProblemView,
} from "../../src/protocol/messages.ts";
import { destinationIcon } from "../../src/terms/destination.ts";
import type { ChatStore } from "./chatStore.ts";
import { ContextBar } from "./ContextBar.tsx";
import { DestinationLabel } from "../parts/DestinationLabel.tsx";
import { Icon } from "../parts/Icon.tsx";
import type { IconName } from "../parts/iconOutlines.ts";
import { NoticeBlock } from "./NoticeBlock.tsx";
import { ProblemBlock } from "./ProblemBlock.tsx";
import { Remark } from "./Remark.tsx";
import { RoomBlock } from "./RoomBlock.tsx";
import { RulesLine } from "./RulesLine.tsx";
import { suggestionListId, suggestionOptionId } from "./SuggestionList.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { useTakenPaste } from "./useTaken.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** While a person still decides nothing leaves. */
function isUnderReview({ turns }: ChatViewState): boolean {
  return turns.at(-1)?.answer.underReview === true;
}

/** Where the next message is written, what goes with it, and where it will go. */
export function Composer({ state }: { readonly state: ChatViewState }): JSX.Element {
  const { composer, chips, busy } = state;
  const store = useStore();
  useFoundKeyboard(busy);
  const leaving = composer.destination.cloud && busy && !isUnderReview(state);
  return (
    <div class="composer">
      {composer.problem !== undefined && !isSaidAbove(composer.problem, state) && (
        <ProblemBlock problem={composer.problem} icon={problemIcon(state)} />
      )}
      <Unsendable />
      <Remark sentence={composer.leftOut} />
      <Remark sentence={composer.sight} />
      {composer.notice !== undefined && <NoticeBlock notice={composer.notice} />}
      <RoomBlock composer={composer} />
      <ContextBar chips={chips} composer={composer} />
      <RulesLine composer={composer} />
      <div class={leaving ? "composer-box leaving" : "composer-box"} onPaste={useTakenPaste()}>
        <PendingLine />
        <MessageInput />
        <div class={composer.onDevice ? "composer-foot wrapping" : "composer-foot"}>
          <RouteButton state={state} />
          {store.isBusy() ? <StopButton /> : <SendButton state={state} />}
        </div>
      </div>
    </div>
  );
}

/** The button that had an answer made goes while it is made: whoever pressed it goes on in the message box, not nowhere. */
function useFoundKeyboard(busy: boolean): void {
  const store = useStore();
  useLayoutEffect(() => {
    const isLost = document.hasFocus() && document.activeElement === document.body;
    if (busy && isLost) store.composerCalls.value += 1;
  }, [store, busy]);
}

/** What goes along is still being read, which is worth telling when it takes a moment. */
function PendingLine(): JSX.Element | null {
  const { pending, state } = useStore();
  if (pending.text.value === undefined && state.value?.composer.preparing === undefined) return null;
  return <div class="waiting late" role="progressbar" aria-label={say("Reading what goes along")} />;
}

/** Why the draft cannot be sent as it is. */
function Unsendable(): JSX.Element | null {
  const { tooLong, aboutNothing, held } = useStore();
  return <Remark sentence={tooLong.value ?? aboutNothing.value ?? held.sentence.value} />;
}

/** Whether the welcome or the last answer says it already, with ways on. */
function isSaidAbove({ sentence }: ProblemView, { turns, welcome }: ChatViewState): boolean {
  const last = turns.at(-1);
  if (last === undefined) return welcome.tellsProblem === true;
  return last.answer.problem?.sentence.startsWith(sentence) === true;
}

function problemIcon({ composer }: ChatViewState): "debug-pause" | "info" {
  return composer.destination.icon === "debug-pause" ? "debug-pause" : "info";
}

/** The message box, which takes the keyboard when the store calls for it. */
function useInput(store: ChatStore): Input {
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(
    () =>
      store.composerCalls.subscribe((calls) => {
        if (calls > 0) focusAtEnd(input);
      }),
    [store],
  );
  return input;
}

function MessageInput(): JSX.Element {
  const store = useStore();
  const input = useInput(store);
  const choice = store.lists.open()?.choice.value;
  const look = ({ value, selectionEnd }: HTMLTextAreaElement): void => {
    store.lists.look(value, selectionEnd);
  };
  return (
    <>
      <Suggestions
        onChoose={(index) => {
          choose(store, input, index);
        }}
      />
      <textarea
        ref={input}
        rows={1}
        class="message"
        dir="auto"
        aria-label={say("Ask about your code")}
        aria-description={say("Type @ to add context, / for commands")}
        placeholder={say("Ask · @ context · / commands")}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(choice && {
          "aria-controls": suggestionListId,
          "aria-activedescendant": suggestionOptionId(choice.active),
        })}
        value={store.draft.value}
        onInput={(event) => {
          store.write(event.currentTarget.value);
          look(event.currentTarget);
        }}
        onKeyUp={(event) => {
          if (/^(?:Arrow(?:Left|Right)|Home|End)$/.test(event.key)) look(event.currentTarget);
        }}
        onBlur={() => {
          store.lists.close();
        }}
        onKeyDown={(event) => {
          if (!event.isComposing) press(event, store, input);
        }}
      />
    </>
  );
}

type Input = RefObject<HTMLTextAreaElement | null>;

function press(event: KeyboardEvent, store: ChatStore, input: Input): void {
  const { key, shiftKey } = event;
  if (pressInList(key, store, input)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (isUndo(event) && store.undoPaste()) event.preventDefault();
  else if (key === "Enter" && !shiftKey) {
    event.preventDefault();
    store.send();
  } else if (key === "ArrowUp" && store.recallQuestion()) event.preventDefault();
}

function isUndo({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return key === "z" && (ctrlKey || metaKey) && !shiftKey;
}

/**
 * Whether the key was one for the list of what can be mentioned or called. One that takes a row waits for the row: whoever
 * types fast means what they wrote, not what fits a part of it, and not to send it.
 */
function pressInList(key: string, store: ChatStore, input: Input): boolean {
  const awaited = store.lists.awaited();
  if (awaited !== undefined && (key === "Enter" || key === "Tab")) {
    awaited.whenCome(() => {
      if (awaited.choice.value !== undefined) take(key, store, input);
      else if (key === "Enter") store.send();
    });
    return true;
  }
  const list = store.lists.open();
  if (list === undefined) return false;
  if (key === "ArrowDown") list.move(1);
  else if (key === "ArrowUp") list.move(-1);
  else if (key === "Escape") list.close();
  else if (key === "Enter" || key === "Tab") take(key, store, input);
  else return false;
  return true;
}

/** Takes the row that was gone to. Enter behind a command that is written out already has nothing to take, and sends it. */
function take(key: "Enter" | "Tab", store: ChatStore, input: Input): void {
  const before = store.draft.value.trim();
  const isCalled = store.lists.open() === store.lists.commands;
  choose(store, input);
  if (key === "Enter" && isCalled && store.draft.value.trim() === before) store.send();
}

function choose(store: ChatStore, input: Input, index?: number): void {
  const left = store.lists.open()?.choose(store.draft.value, index);
  if (left === undefined) return;
  store.write(left.text);
  queueMicrotask(() => {
    input.current?.setSelectionRange(left.caret, left.caret);
  });
}

/** After the next drawing: the text may have changed together with the request for the keyboard. */
function focusAtEnd(input: Input): void {
  queueMicrotask(() => {
    const element = input.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  });
}

function RouteButton({ state }: { readonly state: ChatViewState }): JSX.Element {
  const store = useStore();
  const { destination, model } = state.composer;
  const answering = model === "" ? [] : [say("Model {0}.", model)];
  const lines = [destination.label, ...destination.details, ...answering, say("Choose a model.")];
  const details = spelledOut(lines.join("\n"), "code");
  return (
    <button
      type="button"
      class="route"
      title={details}
      aria-description={details}
      onClick={() => {
        store.post({ type: "step", action: "pickModel" });
      }}
    >
      <DestinationLabel
        destination={destination}
        {...(destination.cloud ? { prefix: say("Goes to ") } : {})}
      />
      {model !== "" && (
        <span class="model">
          <VisibleText text={model} as="code" />
        </span>
      )}
      <Icon name="chevron-down" />
    </button>
  );
}

function StopButton(): JSX.Element {
  const store = useStore();
  return (
    <button
      type="button"
      class="send stop"
      title={say("Stop (Escape)")}
      aria-label={say("Stop")}
      onClick={() => {
        store.stop();
      }}
    >
      <Icon name="debug-stop" />
    </button>
  );
}

type SendLabel = ComposerView["sendLabel"];

const sendWords: { readonly [L in SendLabel]: string } = {
  Send: say("Send"),
  "Review…": say("Review…"),
  "Answer on this device": say("Answer on this device"),
};

function purposeOf(label: SendLabel, { cloud, label: goal }: DestinationView): string {
  if (label === "Answer on this device") return say("Send to a model on this device");
  if (label === "Send") return cloud ? say("Send to {0}", goal) : say("Send");
  return cloud ? say("Review what would be sent to {0}", goal) : say("Review what would be sent");
}

function SendButton({ state }: { readonly state: ChatViewState }): JSX.Element {
  const store = useStore();
  const { destination, sendLabel, onDevice } = state.composer;
  const possible = store.canSend() && store.draft.value.trim() !== "";
  const inWords = destination.cloud || sendLabel !== "Send";
  return (
    <button
      type="button"
      class={inWords ? "send in-words" : "send"}
      title={spelledOut(say("{0} (Enter)", purposeOf(sendLabel, destination)), "code")}
      aria-label={inWords ? undefined : sendWords[sendLabel]}
      aria-disabled={!possible}
      onClick={() => {
        store.send();
      }}
    >
      <Icon name={sendIcon(destination, onDevice)} />
      {inWords && sendWords[sendLabel]}
    </button>
  );
}

function sendIcon({ cloud, icon }: DestinationView, onDevice: true | undefined): IconName {
  if (onDevice) return destinationIcon("device");
  return cloud ? icon : "arrow-up";
}
