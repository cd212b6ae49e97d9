import type { ProblemView } from "../protocol/messages.ts";
import type { ChoreFailure } from "../sending/chores.ts";
import { explain, step, type Names } from "../sending/explain.ts";
import { registryOf } from "../terms/modelName.ts";

type Words = (names: Names) => ProblemView;
type Own =
  | "notOffered"
  | "noSuchModel"
  | "registryUnreachable"
  | "diskFull"
  | "cut"
  | "stopped"
  | "modelMissing"
  | "needsConsent";

function words(sentence: string, ...actions: readonly "retry"[]): ProblemView {
  return { sentence, steps: actions.map(step) };
}

/** What reads another way about models than about a send, or does not happen there. */
const own: { readonly [K in Own]: Words } = {
  notOffered: ({ server }) =>
    words(`${server} is no Ollama. Only an Ollama can be told to pull, load or remove a model.`),
  noSuchModel: ({ model }) =>
    words(`${registryOf(model)} has no model named ${model}. Look at its spelling and its tag.`),
  registryUnreachable: ({ server, model }) =>
    words(`${server} cannot reach ${registryOf(model)}. Is its machine online?`, "retry"),
  diskFull: ({ server, model }) =>
    words(
      `The disk of ${server} is full. Make room or remove a model, then pull ${model} again: it goes on from where it stopped.`,
      "retry",
    ),
  cut: ({ server, model }) =>
    words(`The connection to ${server} broke. It keeps what it has; pull ${model} again to go on.`, "retry"),
  stopped: ({ server, model }) =>
    words(`Stopped. ${server} keeps what it has; pull ${model} again to go on.`),
  modelMissing: ({ server, model }) => words(`${server} does not have ${model} any more.`),
  needsConsent: ({ server, model }) =>
    words(`${server} neither pulls nor removes ${model} before you say yes.`),
};

function isOwn(failure: ChoreFailure): failure is Extract<ChoreFailure, { kind: Own }> {
  return Object.hasOwn(own, failure.kind);
}

/** One plain sentence and the ways on, for whatever kept a server from doing what it was told about a model. */
export function explainChore(failure: ChoreFailure, names: Names): ProblemView {
  return isOwn(failure) ? own[failure.kind](names) : explain(failure, names);
}
