import type { ProblemView } from "../protocol/messages.ts";
import type { ChoreFailure } from "../sending/chores.ts";
import { explain, step, type Names } from "../sending/explain.ts";
import { registryOf } from "../terms/modelName.ts";
import { say } from "../terms/words.ts";

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
    words(say("{0} is no Ollama. Only an Ollama can be told to pull, load or remove a model.", server)),
  noSuchModel: ({ model }) =>
    words(say("{0} has no model named {1}. Look at its spelling and its tag.", registryOf(model), model)),
  registryUnreachable: ({ server, model }) =>
    words(say("{0} cannot reach {1}. Is its machine online?", server, registryOf(model)), "retry"),
  diskFull: ({ server, model }) =>
    words(
      say(
        "The disk of {0} is full. Make room or remove a model, then pull {1} again: it goes on from where it stopped.",
        server,
        model,
      ),
      "retry",
    ),
  cut: ({ server, model }) =>
    words(
      say("The connection to {0} broke. It keeps what it has; pull {1} again to go on.", server, model),
      "retry",
    ),
  stopped: ({ server, model }) =>
    words(say("Stopped. {0} keeps what it has; pull {1} again to go on.", server, model)),
  modelMissing: ({ server, model }) => words(say("{0} does not have {1} any more.", server, model)),
  needsConsent: ({ server, model }) =>
    words(say("{0} neither pulls nor removes {1} before you say yes.", server, model)),
};

function isOwn(failure: ChoreFailure): failure is Extract<ChoreFailure, { kind: Own }> {
  return Object.hasOwn(own, failure.kind);
}

/** One plain sentence and the ways on, for whatever kept a server from doing what it was told about a model. */
export function explainChore(failure: ChoreFailure, names: Names): ProblemView {
  return isOwn(failure) ? own[failure.kind](names) : explain(failure, names);
}
