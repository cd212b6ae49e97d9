import type { Policy } from "../gate/policy.ts";
import { explain } from "../sending/explain.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import { destinationIcon, destinationLabel, isCloud, type Destination } from "../terms/destination.ts";
import { modeLabel } from "../terms/mode.ts";
import type { Task } from "../terms/task.ts";
import type { DayCounts } from "./ledgerCounts.ts";
import { sizeLabel } from "./ledgerPage.ts";
import { setByLabel } from "./modeChoice.ts";

/** Data that is on its way right now, as the door measured it. */
export type Moving = { readonly destination: Destination; readonly purpose: string };

/** The most recent task that was sent. */
export type LastSend = Moving & { readonly bytes: number; readonly time: string };

/** Everything the status-bar item says is made from. */
export type IndicatorFacts = {
  readonly policy: Policy;
  /** Where the next send of each task would go; a text says why there will be none. */
  readonly outlooks: { readonly [T in Task]: Outlook | { readonly off: string } };
  /** The task whose destination is shown at rest. */
  readonly activeTask: Task;
  readonly moving?: Moving;
  /** True once something has been on its way for longer than a moment: then a spinner is worth it. */
  readonly slow: boolean;
  readonly last?: LastSend;
  readonly today: DayCounts;
  /** What the gate stopped last, until the next send. */
  readonly blocked?: string;
  /** Why completion is silent, when it is. */
  readonly silence?: string;
  /** Settings of the workspace that only the user may set; they were ignored. */
  readonly ignored: readonly string[];
  /** What an Ollama server says about its own cloud features. */
  readonly serverCloud?: "off" | "on";
};

/** The item as it is shown. */
export type Indicator = {
  /** With codicons: `$(lock) On device · smollm2:135m`. */
  readonly text: string;
  readonly warning: boolean;
  /** Lines of the hover, plain text. */
  readonly hover: readonly string[];
  /** One sentence for screen readers. */
  readonly spoken: string;
};

function isOff(outlook: Outlook | { readonly off: string }): outlook is { readonly off: string } {
  return "off" in outlook;
}

function sentenceOf(failure: SendFailure, names = { server: "The server", model: "the model" }): string {
  return explain(failure, names).sentence;
}

type Rest = { readonly icon: string; readonly label: string };

/** What stands in the bar while nothing moves. */
function atRest({ policy, outlooks, activeTask }: IndicatorFacts): Rest {
  if (policy.paused) return { icon: "debug-pause", label: "Paused" };
  const outlook = outlooks[activeTask];
  if (isOff(outlook)) return { icon: "lock", label: outlook.off };
  if (!outlook.ok) {
    // Not asked yet is neither safe nor a problem.
    if (outlook.error.kind === "unasked")
      return { icon: "question", label: `${outlook.error.provider.label} not asked yet` };
    return { icon: "warning", label: sentenceOf(outlook.error).replace(/\.$/, "") };
  }
  const { route, destination, refusal } = outlook.value;
  const needs = refusal?.kind === "needsConfirmation" ? " · needs your confirmation" : "";
  return {
    icon: destinationIcon(destination.class),
    label: `${destinationLabel(destination)} · ${route.model}${needs}`,
  };
}

function inMotion({ destination, purpose }: Moving, slow: boolean): Rest {
  const spins = slow && !(purpose === "completion" && destination.class === "device");
  return {
    icon: spins ? "loading~spin" : destinationIcon(destination.class),
    label: destinationLabel(destination),
  };
}

function taskLine(task: Task, outlook: Outlook | { readonly off: string }): string {
  const name = task === "chat" ? "Chat" : "Completion";
  if (isOff(outlook)) return `${name}: ${outlook.off}`;
  if (!outlook.ok) return `${name}: ${sentenceOf(outlook.error)}`;
  const { route, destination, refusal } = outlook.value;
  const names = { server: route.provider.label, model: route.model };
  const stopped = refusal === undefined ? "" : ` (${sentenceOf(refusal, names)})`;
  return `${name}: ${destinationLabel(destination)} · ${route.model}${stopped}. ${destination.evidence.join("; ")}.`;
}

function cloudLine(serverCloud: "off" | "on" | undefined): readonly string[] {
  if (serverCloud === undefined) return [];
  return serverCloud === "off"
    ? ["Ollama's own cloud features are off, as the server reports."]
    : [
        "Ollama's own cloud features are on: it contacts ollama.com by itself. Start it with OLLAMA_NO_CLOUD=1 to turn them off.",
      ];
}

function hoverLines(facts: IndicatorFacts): readonly string[] {
  const { policy, outlooks, last, today, silence, blocked, ignored, serverCloud } = facts;
  return [
    `Mode: ${modeLabel(policy.mode)}, set by ${setByLabel(policy.setBy)}${policy.paused ? ". Paused: no requests at all" : ""}.`,
    taskLine("chat", outlooks.chat),
    taskLine("completion", outlooks.completion),
    ...(silence === undefined ? [] : [`Completion is silent: ${silence}`]),
    ...(blocked === undefined ? [] : [`Stopped: ${blocked}`]),
    ...(last === undefined
      ? []
      : [
          `Last sent: ${last.purpose}, ${sizeLabel(last.bytes)} to ${destinationLabel(last.destination)} at ${last.time.slice(11, 19)} UTC.`,
        ]),
    `Today: ${today.onDevice} requests on this device, ${today.offDevice} off it, ${today.refused} refused.`,
    ...cloudLine(serverCloud),
    ...ignored.map((key) => `This workspace tries to set drawbridge.${key}. Only you can; it was ignored.`),
  ];
}

/** The status-bar item, from what was measured and what the gate would say. Pure. */
export function indicator(facts: IndicatorFacts): Indicator {
  const { moving, policy, slow, blocked } = facts;
  const shown = moving === undefined ? atRest(facts) : inMotion(moving, slow);
  const toCloud = moving !== undefined && isCloud(moving.destination.class);
  const doing = moving === undefined ? "" : " Data is moving now.";
  return {
    text: `$(${shown.icon}) ${shown.label}`,
    warning: toCloud || blocked !== undefined,
    hover: hoverLines(facts),
    spoken: `Drawbridge: ${shown.label}.${doing} Mode: ${modeLabel(policy.mode)}. Activate to change the mode.`,
  };
}
