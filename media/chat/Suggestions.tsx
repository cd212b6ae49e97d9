import type { JSX } from "preact";
import type { CommandView, MentionKind, MentionView } from "../../src/protocol/messages.ts";
import { SuggestionList, type SuggestionRow } from "./SuggestionList.tsx";
import { useStore } from "./useStore.ts";

const kinds: { readonly [K in MentionKind]: string } = {
  selection: "Selection",
  file: "File",
  folder: "Folder",
  symbol: "Symbol",
  open: "Editors",
  problems: "Problems",
  changes: "Changes",
  search: "Search",
  terminal: "Terminal",
  codebase: "Code",
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
    detail: [...(detail === "" ? [] : [detail]), ...(from === undefined ? [] : [`from ${from}`])].join(" · "),
  };
}

/** The list for what is being written in the message box: what can be mentioned, or what can be called. */
export function Suggestions(props: { readonly onChoose: (index: number) => void }): JSX.Element | null {
  const { mentions, commands } = useStore();
  const [mention, command] = [mentions.choice.value, commands.choice.value];
  if (mention !== undefined)
    return (
      <SuggestionList
        label="Context to add"
        rows={mention.items.map(mentionRow)}
        active={mention.active}
        onChoose={props.onChoose}
      />
    );
  if (command === undefined) return null;
  return (
    <SuggestionList
      label="Commands and prompts"
      rows={command.items.map(commandRow)}
      active={command.active}
      onChoose={props.onChoose}
    />
  );
}
