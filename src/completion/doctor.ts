import type { Result } from "../base/result.ts";
import type { PathVerdict } from "../context/pathVerdict.ts";
import { recommendModels } from "../models/recommendedModels.ts";
import type { Route } from "../routing/route.ts";
import { explain } from "../sending/explain.ts";
import { isSilence } from "../sending/outage.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { CompletionFigures } from "./completionDesk.ts";
import type { Finding, FindingAction } from "./finding.ts";
import { silenceReason } from "./silenceReason.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";
import type { Off } from "./switches.ts";
import { say } from "../terms/words.ts";

/** What is known about completion at this moment. */
export type DoctorFacts = {
  /** Whether the editor shows suggestions of extensions here at all. */
  readonly editorShows: boolean;
  readonly snoozed: Extract<NoSuggestion, { kind: "snoozed" }> | undefined;
  /** The code that has the keyboard; absent: none has. */
  readonly document?: {
    /** Path as a person knows it. */
    readonly path: string;
    readonly off: Off | undefined;
    readonly verdict: PathVerdict;
  };
  /** Where the next request would go. */
  readonly outlook: Outlook;
  /** What came of the last one. */
  readonly last: Result<Suggestion, NoSuggestion> | undefined;
  readonly figures: CompletionFigures;
};

/** Above this a median is felt as waiting. */
const slowMs = 1500;
/** A server that is at a request for longer without a word is loading the model, or hangs. */
const silentForMs = 3000;
/** A request that extends the one before needs a few dozen at most. */
const manyTokens = 256;

const askNow: FindingAction = { label: say("Ask now"), command: "editor.action.inlineSuggest.trigger" };

/** Why there is no suggestion, what decides first; what is certain now comes before what happened last. */
export function doctor(facts: DoctorFacts): readonly Finding[] {
  const findings = [
    ...editorFindings(facts),
    ...switchFindings(facts),
    ...routeFindings(facts.outlook),
    ...waitFindings(facts.figures),
    ...lastFindings(facts),
    ...figureFindings(facts.figures),
  ];
  const said = new Set<string>();
  const different = findings.filter(({ sentence }) => !said.has(sentence) && said.add(sentence));
  if (different.length > 0) return different;
  return [{ sentence: say("Nothing stands in the way: type on, or ask for a suggestion."), action: askNow }];
}

function editorFindings({ editorShows, document }: DoctorFacts): readonly Finding[] {
  return [
    ...(editorShows
      ? []
      : [
          {
            sentence: say("The editor shows no inline suggestions: editor.inlineSuggest.enabled is off."),
            action: {
              label: say("Open settings"),
              command: "workbench.action.openSettings",
              argument: "editor.inlineSuggest.enabled",
            },
          },
        ]),
    ...(document === undefined
      ? [{ sentence: say("No code has the keyboard: click into a file first.") }]
      : []),
  ];
}

function switchFindings({ snoozed, document }: DoctorFacts): readonly Finding[] {
  const { verdict, path, off } = document ?? {};
  return [
    ...(snoozed === undefined ? [] : [silenceReason(snoozed)]),
    ...(off === undefined ? [] : [silenceReason(off)]),
    ...(path !== undefined && verdict?.kind === "never"
      ? [silenceReason({ kind: "excluded", path, restriction: verdict })]
      : []),
  ];
}

function routeFindings(outlook: Outlook): readonly Finding[] {
  if (!outlook.ok) {
    const { againInS, ...failure } = outlook.error;
    return [silenceReason({ kind: "failed", failure, server: "", model: "", againInS })];
  }
  const { route, refusal } = outlook.value;
  const names = { server: route.provider.label, model: route.model, url: route.provider.url };
  return [
    ...(refusal === undefined ? [] : [failureFinding(refusal, names)]),
    ...(route.infill === undefined ? [plainlyFinding(route)] : []),
  ];
}

function failureFinding(failure: SendFailure, names: Parameters<typeof explain>[1]): Finding {
  const { sentence, steps } = explain(failure, names);
  const [first] = steps;
  return { sentence, ...(first && { action: { label: first.label, step: first.action } }) };
}

/** What is said of a model that was picked although it cannot see what follows the cursor. */
export function plainlyFinding({ model, provider }: Route): Finding {
  const [better] = recommendModels({ task: "completion" });
  const isPulled = provider.kind === "ollama" && better !== undefined;
  return {
    sentence: say("{0} was not made to fill in code: it does not see what follows the cursor.", model),
    action: isPulled
      ? { label: say("Get {0}", better.name), step: "pullModel", model: better.name }
      : { label: say("Choose another model"), step: "pickModel" },
  };
}

/** Who asks next waits for it, too: a server seldom stops reading. */
function waitFindings({ silentMs = 0 }: CompletionFigures): readonly Finding[] {
  if (silentMs < silentForMs) return [];
  const sentence = say(
    "The server has been at a request for {0} s without a word: it may be loading the model, or hang.",
    Math.round(silentMs / 1000),
  );
  return [{ sentence, action: { label: say("Choose a smaller model"), step: "pickModel" } }];
}

const toldNow: ReadonlySet<NoSuggestion["kind"]> = new Set(["off", "snoozed", "excluded", "cancelled"]);

function lastFindings({ last, outlook }: DoctorFacts): readonly Finding[] {
  // Switches and rules are told as they are now, not as they were.
  const isOver = last === undefined || last.ok || toldNow.has(last.error.kind);
  return isOver ? [] : [silenceReason(asOfNow(last.error, outlook))];
}

/** How long a server is left alone changes while time passes, and whenever somebody asks it. */
function asOfNow(no: NoSuggestion, outlook: Outlook): NoSuggestion {
  if (no.kind !== "failed" || !isSilence(no.failure)) return no;
  const { againInS } = outlook.ok ? outlook.value : outlook.error;
  return { ...no, againInS };
}

function figureFindings({ firstTextMs = 0, evaluatedTokens = 0 }: CompletionFigures): readonly Finding[] {
  const findings: Finding[] = [];
  if (firstTextMs > slowMs)
    findings.push({
      sentence: say(
        "Suggestions come late: half of them take the model {0} s or longer.",
        (firstTextMs / 1000).toFixed(1),
      ),
      action: { label: say("Choose a smaller model"), step: "pickModel" },
    });
  if (evaluatedTokens > manyTokens)
    findings.push({
      sentence: say(
        "The server reads {0} tokens anew for each request: something makes it forget.",
        Math.round(evaluatedTokens),
      ),
      action: { label: say("Open statistics"), command: "drawbridge.openCompletionStatistics" },
    });
  return findings;
}
