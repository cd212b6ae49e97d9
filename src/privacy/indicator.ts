import { plainLine } from "../base/plainLine.ts";
import type { Policy } from "../gate/policy.ts";
import { shownName } from "../base/shownName.ts";
import { explain } from "../sending/explain.ts";
import type { ExposedServer } from "../sending/exposure.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { ServerWarnings } from "../sending/serverWarnings.ts";
import type { IgnoredSetting } from "../settings/readSettings.ts";
import {
  destinationIcon,
  destinationLabel,
  isCloud,
  notAllowed,
  type Destination,
} from "../terms/destination.ts";
import { modeLabel, setByLabel } from "../terms/mode.ts";
import { picksFrom, type PickedTask, type RoamingTask } from "../terms/task.ts";
import { ignoredSentences } from "./ignoredSentences.ts";
import { dayLine, type Today } from "./ledgerCounts.ts";
import { purposeLabel, sizeLabel } from "./ledgerWords.ts";
import { say } from "../terms/words.ts";

/** Data that is on its way right now, as the door measured it. */
export type Moving = { readonly destination: Destination; readonly purpose: string; readonly model?: string };

/** The most recent task that was sent. */
export type LastSend = Moving & { readonly bytes: number; readonly time: string };

/** Everything the status-bar item says is made from. */
export type IndicatorFacts = ServerWarnings & {
  readonly policy: Policy;
  /** Where the next send of each task would go; a text says why there will be none. */
  readonly outlooks: {
    readonly [T in PickedTask]: TaskOutlook;
  } & {
    /** Absent: it goes where the task goes that it has its model from. */
    readonly [T in RoamingTask]?: TaskOutlook;
  };
  /** The task whose destination is shown at rest. */
  readonly activeTask: RoamingTask;
  readonly moving?: Moving;
  /** True once something has been on its way for longer than a moment: then a spinner is worth it. */
  readonly slow: boolean;
  readonly last?: LastSend;
  readonly today: Today;
  /** What the gate stopped last, until the next send. */
  readonly blocked?: string;
  /** Why completion is silent, when it is. */
  readonly silence?: string;
  /** Settings that a project or a remote machine set although only the user may. */
  readonly ignored: readonly IgnoredSetting[];
};

/** A row of the hover's table. */
export type HoverRow = { readonly task: string; readonly model: string; readonly destination: string };

/** The hover; every text is plain. */
export type Hover = {
  readonly mode: string;
  readonly paused: boolean;
  readonly rows: readonly HoverRow[];
  /** What was observed about the destinations, and the other things worth knowing, one sentence each. */
  readonly notes: readonly string[];
};

/** The item as it is shown. */
export type Indicator = {
  /** With codicons: `$(lock) On device · smollm2:135m`. */
  readonly text: string;
  readonly warning: boolean;
  readonly hover: Hover;
  /** One sentence for screen readers. */
  readonly spoken: string;
};

function isOff(outlook: TaskOutlook): outlook is { readonly off: string } {
  return "off" in outlook;
}

function sentenceOf(
  failure: SendFailure,
  names = { server: say("The server"), model: say("the model") },
): string {
  return explain(failure, names).sentence;
}

type Rest = { readonly icon: string; readonly label: string };

/** What stands in the bar while nothing moves. */
function atRest({ policy, outlooks, activeTask }: IndicatorFacts): Rest {
  if (policy.paused) return { icon: "debug-pause", label: say("Paused") };
  const outlook = outlooks[activeTask] ?? outlooks[picksFrom(activeTask)];
  if (isOff(outlook)) return { icon: "lock", label: outlook.off };
  if (!outlook.ok) {
    // Not asked yet is neither safe nor a problem.
    if (outlook.error.kind === "unasked")
      return { icon: "question", label: say("{0} not asked yet", outlook.error.provider.label) };
    return { icon: "warning", label: sentenceOf(outlook.error).replace(/\.$/, "") };
  }
  const { route, destination, refusal } = outlook.value;
  const label = `${destinationLabel(destination)} · ${route.model}`;
  // Nothing goes there, so the icon must not say that it would.
  if (refusal?.kind === "modeForbids") return { icon: "warning", label: `${label} · ${notAllowed}` };
  const needs = refusal?.kind === "needsConfirmation" ? say(" · needs your confirmation") : "";
  return { icon: destinationIcon(destination.class), label: `${label}${needs}` };
}

/** What Drawbridge does by itself while a person works: on this device it is over soon, and nothing to look at. */
function isQuiet(purpose: string): boolean {
  return purpose === "completion" || purpose === "embed";
}

function inMotion({ destination, purpose, model }: Moving, slow: boolean): Rest {
  const spins = slow && !(isQuiet(purpose) && destination.class === "device");
  return {
    icon: spins ? "loading~spin" : destinationIcon(destination.class),
    label: [destinationLabel(destination), model].filter((part) => part !== undefined).join(" · "),
  };
}

type TaskOutlook = Outlook | { readonly off: string };

function hoverRow(task: RoamingTask, outlook: TaskOutlook): HoverRow {
  const name = purposeLabel(task);
  if (isOff(outlook)) return { task: name, model: "", destination: outlook.off };
  if (!outlook.ok) return { task: name, model: "", destination: sentenceOf(outlook.error) };
  const { route, destination, refusal } = outlook.value;
  const names = { server: route.provider.label, model: route.model };
  const stopped = refusal === undefined ? "" : `. ${sentenceOf(refusal, names)}`;
  return { task: name, model: route.model, destination: `${destinationLabel(destination)}${stopped}` };
}

/** Where tasks go that follow chat is only told where they do not. */
function hoverRows(outlooks: IndicatorFacts["outlooks"]): readonly HoverRow[] {
  const { chat, completion } = outlooks;
  const like = hoverRow("chat", chat);
  const apart = (["edit", "commit"] as const)
    .map((task) => hoverRow(task, outlooks[task] ?? chat))
    .filter(({ model, destination }) => model !== like.model || destination !== like.destination);
  return [like, hoverRow("completion", completion), ...apart];
}

function evidenceOf(outlook: TaskOutlook): string {
  return !isOff(outlook) && outlook.ok ? outlook.value.destination.evidence.join("; ") : "";
}

/** What was observed, said of whose destination. Facts stay as they are written: many begin with the name of a host. */
function evidenceNotes(outlooks: IndicatorFacts["outlooks"]): readonly string[] {
  const [ofChat, ofCompletion] = [evidenceOf(outlooks.chat), evidenceOf(outlooks.completion)];
  const lines =
    ofChat === ofCompletion
      ? [[say("Chat and completion"), ofChat]]
      : [
          [purposeLabel("chat"), ofChat],
          [purposeLabel("completion"), ofCompletion],
        ];
  const apart = (["edit", "commit"] as const)
    .map((task) => [purposeLabel(task), evidenceOf(outlooks[task] ?? outlooks.chat)])
    .filter(([, facts]) => facts !== ofChat);
  return [...lines, ...apart]
    .filter(([, facts]) => facts !== "")
    .map(([whose, facts]) => `${whose}: ${facts}.`);
}

function cloudLine(server: string | undefined): readonly string[] {
  if (server === undefined) return [];
  return [
    say(
      "{0}'s own cloud features are on: it contacts ollama.com by itself. Start it with OLLAMA_NO_CLOUD=1 to turn them off.",
      server,
    ),
  ];
}

function outdatedLine(version: string | undefined): readonly string[] {
  return version === undefined
    ? []
    : [say("Ollama {0} has known security problems; update to 0.17.1 or newer.", version)];
}

function exposedLine(exposed: ExposedServer | undefined): readonly string[] {
  if (exposed === undefined) return [];
  const { provider, address } = exposed;
  const how =
    provider.kind === "ollama"
      ? say("Start it with OLLAMA_HOST=127.0.0.1.")
      : say("Let it listen on 127.0.0.1 only.");
  return [
    say(
      "{0} also answers at {1}: others on your network can use it, unless a firewall stops them. {2}",
      provider.label,
      address,
      how,
    ),
  ];
}

function lastLine(last: LastSend | undefined): readonly string[] {
  if (last === undefined) return [];
  const { purpose, bytes, destination, time } = last;
  const clock = new Date(time).toTimeString().slice(0, 5);
  return [
    say(
      "Last sent: {0}, {1}, {2}, at {3}.",
      purposeLabel(purpose),
      sizeLabel(bytes),
      whither(destination),
      clock,
    ),
  ];
}

function whither(destination: Destination): string {
  if (destination.class === "device") return say("on this device");
  if (destination.class === "remoteDevice") return say("on {0}", destination.host);
  return say("to {0}", destinationLabel(destination));
}

function modeWords({ mode, setBy, paused }: IndicatorFacts["policy"]): string {
  const words = [modeLabel(mode), setByLabel(setBy)] as const;
  return paused ? say("{0}, by {1}. Paused: no requests at all.", ...words) : say("{0}, by {1}.", ...words);
}

function hover(facts: IndicatorFacts): Hover {
  const { policy, outlooks, last, today, silence, blocked, ignored, serverWithCloud } = facts;
  return {
    mode: modeWords(policy),
    paused: policy.paused,
    rows: hoverRows(outlooks),
    notes: [
      ...(blocked === undefined ? [] : [say("Stopped: {0}", blocked)]),
      ...(silence === undefined ? [] : [say("No suggestion: {0}", silence)]),
      ...lastLine(last),
      dayLine(today.counts, today.everyWindow ? say("Today") : say("Today in this window")),
      ...evidenceNotes(outlooks),
      ...cloudLine(serverWithCloud),
      ...outdatedLine(facts.outdated),
      ...exposedLine(facts.exposed),
      ...ignoredSentences(ignored),
    ],
  };
}

/** The status-bar item, from what was measured and what the gate would say. Pure. */
export function indicator(facts: IndicatorFacts): Indicator {
  const { moving, policy, slow, blocked } = facts;
  const { icon, label: named } = moving === undefined ? atRest(facts) : inMotion(moving, slow);
  const label = plainLine(named);
  const toCloud = moving !== undefined && isCloud(moving.destination.class);
  const doing = moving === undefined ? "" : say(" Data is moving now.");
  return {
    text: `$(${icon}) ${shownName(label)}`,
    warning: toCloud || blocked !== undefined,
    hover: hover(facts),
    spoken: say(
      "Drawbridge: {0}.{1} Mode: {2}. Activate to change the mode.",
      label,
      doing,
      modeLabel(policy.mode),
    ),
  };
}
