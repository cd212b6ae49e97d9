import { builtIn, exclusionSentence } from "../context/pathVerdict.ts";
import { explain } from "../sending/explain.ts";
import type { Finding, FindingAction } from "./finding.ts";
import type { Unfit } from "./site.ts";
import { snoozeWords } from "./snooze.ts";
import type { NoSuggestion, Unsuitable } from "./suggestion.ts";

type Kind = NoSuggestion["kind"];
type No<K extends Kind> = Extract<NoSuggestion, { kind: K }>;

/** Who asks with a key is answered also where nothing is suggested unasked. */
const askAnyway: FindingAction = {
  label: "Ask all the same",
  command: "editor.action.inlineSuggest.trigger",
};
const otherModel: FindingAction = { label: "Choose another model", step: "pickModel" };

const unsuitable: { readonly [U in Unsuitable]: Finding } = {
  insideWord: { sentence: "The cursor stands in the middle of a word.", action: askAnyway },
  codeBehind: { sentence: "There is code behind the cursor on its line.", action: askAnyway },
  tooLarge: { sentence: "This document is too large to complete.", action: askAnyway },
  longLine: { sentence: "This line is too long to complete.", action: askAnyway },
  severalCursors: { sentence: "There are several cursors." },
  readOnly: { sentence: "This document is read-only, or shown to compare it." },
  commitMessage: { sentence: "What is written for git is not completed." },
  otherSuggestion: { sentence: "What is selected in the editor's own list leaves no room." },
};

const unfit: { readonly [U in Unfit]: (model: string) => Finding } = {
  blank: (model) => ({ sentence: `${model} had only blanks to add.`, action: askAnyway }),
  prose: (model) => ({
    sentence: `${model} wrote about the code instead of writing it.`,
    action: otherModel,
  }),
  repetition: (model) => ({ sentence: `${model} only repeated itself.`, action: otherModel }),
  duplicate: (model) => ({ sentence: `${model} wrote what stands there already.` }),
  tooShort: (model) => ({ sentence: `${model} had too little to add.`, action: askAnyway }),
  breaksSyntax: (model) => ({
    sentence: `What ${model} wrote would have broken the code.`,
    action: otherModel,
  }),
};

const table: { readonly [K in Kind]: (no: No<K>) => Finding } = {
  cancelled: () => ({ sentence: "You went on before there was an answer." }),
  unsuitable: ({ because }) => unsuitable[because],
  off: ({ languageId, pattern }) =>
    pattern === undefined
      ? {
          sentence: `Completion is off for ${languageId}.`,
          action: { label: `Turn it on for ${languageId}`, command: "drawbridge.toggleCompletionHere" },
        }
      : {
          sentence: `Completion is off for files that match "${pattern}".`,
          action: settingsOf("drawbridge.completion.exclude"),
        },
  snoozed: ({ untilMs }) => ({
    sentence: `Completion is ${snoozeWords(untilMs)}.`,
    action: { label: "Resume", command: "drawbridge.snoozeCompletion" },
  }),
  excluded: ({ path, restriction }) => ({
    sentence: exclusionSentence(path, restriction),
    ...(restriction.from !== builtIn && { action: settingsOf("drawbridge.context") }),
  }),
  busyWithChat: ({ server }) => ({
    sentence: `${server} is answering your chat. Completion goes on after that.`,
  }),
  empty: () => ({ sentence: "The model had nothing to add here.", action: askAnyway }),
  unfit: ({ because, model }) => unfit[because](model),
  unsure: ({ model }) => ({ sentence: `${model} was not sure enough of what it wrote.`, action: askAnyway }),
  failed: failedWords,
};

function settingsOf(setting: string): FindingAction {
  return { label: "Open settings", command: "workbench.action.openSettings", argument: setting };
}

function failedWords(no: No<"failed">): Finding {
  const server = no.server === "" ? "The server" : no.server;
  const { sentence, steps } = explain(no.failure, { ...no, server });
  const [first] = steps;
  const wait = no.againInS === undefined ? "" : ` Completion asks again in ${no.againInS} s.`;
  return {
    sentence: `${sentence}${wait}`,
    ...(first && { action: { label: first.label, step: first.action } }),
  };
}

/** Why completion shows nothing, as one plain sentence, and the next step where there is one. */
export function silenceReason<K extends Kind>(no: No<K>): Finding {
  const words: (no: No<K>) => Finding = table[no.kind];
  return words(no);
}
