import type { JSX } from "preact";
import type { CommandView, MentionKind, MentionView } from "../../src/protocol/messages.ts";
import { SuggestionList, type SuggestionRow } from "./SuggestionList.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

const kinds: { readonly [K in MentionKind]: string } = {
  selection: say("Selection"),
  file: say("File"),
  folder: say("Folder"),
  symbol: say("Symbol"),
  open: say("Editors"),
  problems: say("Problems"),
  changes: say("Changes"),
  search: say("Search"),
  terminal: say("Terminal"),
  codebase: say("Code"),
};

const byPath: ReadonlySet<MentionKind> = new Set(["file", "folder", "symbol", "open"]);

function mentionRow({ id, kind, label, detail }: MentionView): SuggestionRow {
  return { key: id, label, detail, detailIs: byPath.has(kind) ? "path" : "words", kind: kinds[kind] };
}

function commandRow({ name, detail, from }: CommandView): SuggestionRow {
  return {
    key: `${name}\n${from ?? ""}`,
    label: `/${name}`,
    detailIs: "words",
    detail: [...(detail === "" ? [] : [detail]), ...(from === undefined ? [] : [say("from {0}", from)])].join(
      " · ",
    ),
  };
}

/** Nothing was found yet, which is worth telling when it takes a moment: it stays the same while letters are typed. */
function Looking(): JSX.Element {
  return (
    <p class="mentions looking" role="status">
      {say("Looking…")}
    </p>
  );
}

/** The list for what is being written in the message box: what can be mentioned, or what can be called. */
export function Suggestions(props: { readonly onChoose: (index: number) => void }): JSX.Element | null {
  const { mentions, commands } = useStore().lists;
  const [mention, command] = [mentions.choice.value, commands.choice.value];
  if (mention === undefined && command === undefined)
    return mentions.isLooking.value || commands.isLooking.value ? <Looking /> : null;
  if (mention !== undefined)
    return (
      <SuggestionList
        label={say("Context to add")}
        rows={mention.items.map(mentionRow)}
        active={mention.active}
        isBusy={mentions.isLooking.value}
        onChoose={props.onChoose}
      />
    );
  if (command === undefined) return null;
  return (
    <SuggestionList
      label={say("Commands and prompts")}
      rows={command.items.map(commandRow)}
      active={command.active}
      isBusy={commands.isLooking.value}
      onChoose={props.onChoose}
    />
  );
}
