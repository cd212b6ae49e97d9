import { builtIn, exclusionSentence } from "../context/pathVerdict.ts";
import { explain } from "../sending/explain.ts";
import type { Finding, FindingAction } from "./finding.ts";
import type { Unfit } from "./site.ts";
import { snoozeWords } from "./snooze.ts";
import type { NoSuggestion, Unsuitable } from "./suggestion.ts";
import { say } from "../terms/words.ts";

type Kind = NoSuggestion["kind"];
type No<K extends Kind> = Extract<NoSuggestion, { kind: K }>;

/** Who asks with a key is answered also where nothing is suggested unasked. */
const askAnyway: FindingAction = {
  label: say("Ask all the same"),
  command: "editor.action.inlineSuggest.trigger",
};
const otherModel: FindingAction = { label: say("Choose another model"), step: "pickModel" };

const unsuitable: { readonly [U in Unsuitable]: Finding } = {
  insideWord: { sentence: say("The cursor stands in the middle of a word."), action: askAnyway },
  codeBehind: { sentence: say("There is code behind the cursor on its line."), action: askAnyway },
  tooLarge: { sentence: say("This document is too large to complete."), action: askAnyway },
  longLine: { sentence: say("This line is too long to complete."), action: askAnyway },
  severalCursors: { sentence: say("There are several cursors.") },
  readOnly: { sentence: say("This document is read-only, or shown to compare it.") },
  commitMessage: { sentence: say("What is written for git is not completed.") },
  otherSuggestion: { sentence: say("What is selected in the editor's own list leaves no room.") },
};

const unfit: { readonly [U in Unfit]: (model: string) => Finding } = {
  blank: (model) => ({ sentence: say("{0} had only blanks to add.", model), action: askAnyway }),
  prose: (model) => ({
    sentence: say("{0} wrote about the code instead of writing it.", model),
    action: otherModel,
  }),
  repetition: (model) => ({ sentence: say("{0} only repeated itself.", model), action: otherModel }),
  duplicate: (model) => ({ sentence: say("{0} wrote what stands there already.", model) }),
  tooShort: (model) => ({ sentence: say("{0} had too little to add.", model), action: askAnyway }),
  breaksSyntax: (model) => ({
    sentence: say("What {0} wrote would have broken the code.", model),
    action: otherModel,
  }),
};

const table: { readonly [K in Kind]: (no: No<K>) => Finding } = {
  cancelled: () => ({ sentence: say("You went on before there was an answer.") }),
  unsuitable: ({ because }) => unsuitable[because],
  off: ({ languageId, pattern }) =>
    pattern === undefined
      ? {
          sentence: say("Completion is off for {0}.", languageId),
          action: {
            label: say("Turn it on for {0}", languageId),
            command: "drawbridge.toggleCompletionHere",
          },
        }
      : {
          sentence: say('Completion is off for files that match "{0}".', pattern),
          action: settingsOf("drawbridge.completion.exclude"),
        },
  snoozed: ({ untilMs }) => ({
    sentence: say("Completion is {0}.", snoozeWords(untilMs)),
    action: { label: say("Resume"), command: "drawbridge.snoozeCompletion" },
  }),
  excluded: ({ path, restriction }) => ({
    sentence: exclusionSentence(path, restriction),
    ...(restriction.from !== builtIn && { action: settingsOf("drawbridge.context") }),
  }),
  busyWithChat: ({ server }) => ({
    sentence: say("{0} is answering your chat. Completion goes on after that.", server),
  }),
  empty: () => ({ sentence: say("The model had nothing to add here."), action: askAnyway }),
  unfit: ({ because, model }) => unfit[because](model),
  unsure: ({ model }) => ({
    sentence: say("{0} was not sure enough of what it wrote.", model),
    action: askAnyway,
  }),
  failed: failedWords,
};

function settingsOf(setting: string): FindingAction {
  return { label: say("Open settings"), command: "workbench.action.openSettings", argument: setting };
}

function failedWords(no: No<"failed">): Finding {
  const server = no.server === "" ? say("The server") : no.server;
  const { sentence, steps } = explain(no.failure, { ...no, server });
  const [first] = steps;
  const wait = no.againInS === undefined ? "" : ` ${say("Completion asks again in {0} s.", no.againInS)}`;
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
