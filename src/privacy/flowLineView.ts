import { plainLine } from "../base/plainLine.ts";
import type { FlowCourse, FlowLineView } from "../protocol/flowMessages.ts";
import { destinationClasses, destinationIcon, destinationLabel, isCloud } from "../terms/destination.ts";
import { tasks } from "../terms/task.ts";
import type { FlowShare } from "./dataFlow.ts";
import type { Fate } from "./fate.ts";
import type { FlowDestination, FlowLine } from "./flowLine.ts";
import { isPull, purposeLabel, refusalWords, sizeLabel } from "./ledgerWords.ts";
import { say } from "../terms/words.ts";

const became: { readonly [F in Fate]: string } = {
  stayed: say("stayed on this device"),
  unended: say("no end recorded: it may have left"),
  mayHaveLeft: say("may have left this device"),
  left: say("left this device"),
  unsent: say("nothing was sent"),
  refused: say("nothing was sent"),
};

const courses: { readonly [F in Fate]: FlowCourse } = {
  stayed: "went",
  unended: "mayHaveGone",
  mayHaveLeft: "mayHaveGone",
  left: "went",
  unsent: "ended",
  refused: "ended",
};

/** In what order ways are drawn. */
const fateOrder: readonly Fate[] = ["stayed", "unended", "mayHaveLeft", "left", "unsent", "refused"];

function partWords(part: string): string {
  return part === "errand" ? say("Errands (no text of yours)") : plainLine(purposeLabel(part));
}

function gateWords({ fate, refusal }: FlowLine): string {
  if (fate === "refused") return plainLine(say("Stopped: {0}", refusalWords(refusal)));
  return fate === "unsent" ? say("Let through, reached nobody") : say("Let through");
}

function destinationWords(destination: FlowDestination): string {
  return plainLine(destinationLabel(destination));
}

/** What a server does about a pull is no request of ours, so that nothing here measures it: it is said all the same. */
function becameWords({ part, fate, destination }: FlowLine): string {
  return isPull(part) && destination !== undefined
    ? say("{0}; the server itself contacts its registry", became[fate])
    : became[fate];
}

/** A way and how much went it, in words. Whatever came from a server or a setting is one line of text. */
function flowLineView({ line, sum }: FlowShare): FlowLineView {
  const { id, fate, destination } = line;
  const { requests, bytesOut, bytesHeld, bytesIn } = sum;
  return {
    id,
    part: partWords(line.part),
    gate: gateWords(line),
    course: courses[fate],
    ...(destination && {
      destination: { icon: destinationIcon(destination.class), label: destinationWords(destination) },
    }),
    became: becameWords(line),
    warns: fate === "refused" || (destination !== undefined && isCloud(destination.class)),
    requests,
    bytes: bytesOut + bytesHeld,
    sent: destination === undefined ? say("nothing of {0}", sizeLabel(bytesHeld)) : sizeLabel(bytesOut),
    received: destination === undefined ? "" : sizeLabel(bytesIn),
  };
}

/** One line about a way, for where its records are listed: `Chat, let through, api.openai.com: left this device`. */
export function flowLineTitle(line: FlowLine): string {
  const gate = gateWords(line);
  const way = [partWords(line.part), `${gate.slice(0, 1).toLowerCase()}${gate.slice(1)}`];
  if (line.destination !== undefined) way.push(destinationWords(line.destination));
  return `${way.join(", ")}: ${becameWords(line)}`;
}

/** Errands last, tasks in their own order, those of another version between. */
function partOrder(part: string): number {
  const known = tasks.findIndex((task) => task === part);
  if (known >= 0) return known;
  return part === "errand" ? tasks.length + 1 : tasks.length;
}

function compare({ line: one }: FlowShare, { line: other }: FlowShare): number {
  return (
    partOrder(one.part) - partOrder(other.part) ||
    fateOrder.indexOf(one.fate) - fateOrder.indexOf(other.fate) ||
    classOrder(one) - classOrder(other) ||
    (one.id < other.id ? -1 : 1)
  );
}

function classOrder({ destination }: FlowLine): number {
  return destination === undefined ? -1 : destinationClasses.indexOf(destination.class);
}

/** Every way in words: parts in their order, in each what stayed first and what was stopped last. */
export function flowLineViews(shares: readonly FlowShare[]): readonly FlowLineView[] {
  return shares.toSorted(compare).map(flowLineView);
}
