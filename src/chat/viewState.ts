import { present } from "../base/present.ts";
import { nameOf } from "../base/nameOf.ts";
import { destinationView } from "../protocol/destinationView.ts";
import type {
  AnswerView,
  ChatViewState,
  ComposerPart,
  ComposerView,
  DestinationView,
  MeasuredView,
  ProblemView,
  SummaryView,
  TurnView,
  WelcomeView,
} from "../protocol/messages.ts";
import type { Attachment } from "../context/attachment.ts";
import { mayGo } from "../gate/pathAllowance.ts";
import type { Route } from "../routing/route.ts";
import { explain } from "../sending/explain.ts";
import type { RestingServer } from "../sending/nextModel.ts";
import { notAllowed, type Destination } from "../terms/destination.ts";
import type { Refusal } from "../terms/refusal.ts";
import { fileOf, sourceLabel } from "../terms/source.ts";
import { appliesAll } from "./appliesAll.ts";
import { excludedSentence } from "./excludedSentence.ts";
import { chipView, codebaseView } from "./chipView.ts";
import { noRules } from "./rules.ts";
import { hasPicture, sightWords } from "./sightWords.ts";
import { roomView } from "./roomView.ts";
import { mayGoOn } from "./mayGoOn.ts";
import { siblingsIn } from "./branches.ts";
import type { Running, ViewFacts } from "./viewFacts.ts";
import { welcomeView } from "./welcomeView.ts";
import { conversationTitle, type StoredAnswer, type Turn } from "./conversation.ts";
import { say } from "../terms/words.ts";

function measuredView({ destination, record, usage, firstTokenMs }: StoredAnswer): MeasuredView | undefined {
  if (destination === undefined || record === undefined) return undefined;
  const { answerTokens, answerMs } = usage ?? {};
  return {
    destination: destinationView(destination),
    record,
    ...(answerTokens !== undefined && { tokens: answerTokens }),
    ...(answerTokens !== undefined &&
      answerMs !== undefined &&
      answerMs > 0 && { tokensPerSecond: (answerTokens / answerMs) * 1000 }),
    ...(firstTokenMs !== undefined && { firstTokenMs }),
  };
}

const statuses = {
  done: "done",
  stopped: "stopped",
  failed: "failed",
  refused: "refused",
  interrupted: "stopped",
} as const;

function noteOn({ answer, againStopped }: Turn): string | undefined {
  const { instead, reachedLimit, leftPrompt } = answer ?? {};
  const notes = [
    instead,
    againStopped === true ? say("Asking again was stopped; the earlier answer is kept.") : undefined,
    reachedLimit === true ? say("The answer reached the model's limit.") : undefined,
    leftPrompt === true
      ? say("The server may still be finishing the prompt, so the next answer can take longer to begin.")
      : undefined,
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join(" ");
}

function saidBy({
  text,
  thinking,
}: Pick<StoredAnswer, "text" | "thinking">): Pick<AnswerView, "text" | "thinking"> {
  return { text, ...(thinking !== undefined && { thinking }) };
}

function answerView(turn: Turn, running: Running | undefined): AnswerView {
  if (running !== undefined) {
    return {
      ...saidBy(running.answer),
      status: running.started ? "streaming" : "waiting",
      model: running.model,
      ...(running.underReview && { underReview: true }),
      ...(running.waitingFor && { waitingFor: running.waitingFor }),
    };
  }
  const { answer } = turn;
  if (answer === undefined) return { text: "", status: "stopped", model: "" };
  const measured = measuredView(answer);
  const note = noteOn(turn);
  return {
    ...saidBy(answer),
    status: statuses[answer.outcome],
    model: answer.model,
    ...(measured && { measured }),
    ...(note !== undefined && { note }),
    ...(answer.problem && { problem: answer.problem }),
  };
}

function summaryView(summary: StoredAnswer): SummaryView {
  const measured = measuredView(summary);
  return { text: summary.text.trim(), model: summary.model, ...(measured && { measured }) };
}

/** Which version of an answer is shown, and what can be done with it while none is being made. */
function versionView(turn: Turn, facts: ViewFacts): Partial<AnswerView> {
  const { conversation, running, outlook, readOnly } = facts;
  const { versions, version } = turn;
  const shown = versions[version];
  if (running?.turn === turn.id || shown === undefined) return {};
  const isLast = running === undefined && conversation.turns.at(-1) === turn;
  return {
    ...codeView(turn, facts),
    ...(readOnly === undefined && { ratable: true }),
    ...(versions.length > 1 && { versions: { shown: version, count: versions.length } }),
    ...(shown.rating && { rating: shown.rating }),
    ...(isLast && mayGoOn(turn, outlook) && { mayGoOn: true }),
  };
}

function codeView({ answer }: Turn, { changesSeveral }: ViewFacts): Pick<AnswerView, "appliesAll"> {
  const isSeveral = answer && changesSeveral && appliesAll(answer, changesSeveral);
  return isSeveral === true ? { appliesAll: true } : {};
}

function turnView(turn: Turn, facts: ViewFacts): TurnView {
  const { running } = facts;
  return {
    id: turn.id,
    question: turn.question,
    chips: turn.attachments.map((attachment) => chipView(attachment, facts)),
    answer: {
      ...answerView(turn, running?.turn === turn.id ? running : undefined),
      ...versionView(turn, facts),
    },
    ...(turn.summary && { summary: summaryView(turn.summary) }),
  };
}

function turnViews(facts: ViewFacts): readonly TurnView[] {
  const siblings = siblingsIn(facts.conversation);
  return facts.conversation.turns.map((turn) => {
    const family = siblings.get(turn.id);
    return { ...turnView(turn, facts), ...(family && { siblings: family }) };
  });
}

/** A question still open, consent or confirmation, is asked when sending; anything else keeps from sending. */
function stopping(refusal: Refusal | undefined): Refusal | undefined {
  return refusal?.kind === "needsConsent" || refusal?.kind === "needsConfirmation" ? undefined : refusal;
}

type Excluded = Extract<Refusal, { kind: "sourceExcluded" }>;

/** What the gate would say of the first chip that may not go there, as far as the rules about it are known. */
function excludedChip(
  { chips, rules = noRules, verdict }: Pick<ViewFacts, "chips" | "rules" | "verdict">,
  destination: Destination,
): Excluded | undefined {
  for (const { source } of [...chips, ...rules.rules]) {
    const file = fileOf(source);
    const said = file && verdict(file.uri);
    if (file === undefined || said === undefined || said.kind === "allowed" || mayGo(said, destination))
      continue;
    const { kind: reach, rule, from } = said;
    return { kind: "sourceExcluded", source: file, reach, rule, from, destination };
  }
  return undefined;
}

function composerDestination(destination: Destination, refusal: Refusal | undefined): DestinationView {
  const view = destinationView(destination);
  if (refusal?.kind === "sourceExcluded") {
    const label = say("{0} · not with {1}", view.label, nameOf(refusal.source.path));
    return { ...view, icon: "warning", label, cloud: false };
  }
  if (refusal?.kind === "paused") return { ...view, icon: "debug-pause", label: say("Paused"), cloud: false };
  if (refusal?.kind !== "modeForbids") return view;
  return { ...view, icon: "warning", label: `${view.label} · ${notAllowed}`, cloud: false };
}

function sendButton(refusal: Refusal | undefined): Pick<ComposerView, "sendLabel" | "onDevice"> {
  if (refusal?.kind === "sourceExcluded" && refusal.reach === "deviceOnly")
    return { sendLabel: "Answer on this device", onDevice: true };
  return { sendLabel: refusal?.kind === "needsConsent" ? "Review…" : "Send" };
}

/** Before the send a file is left out by its chip, and the button itself is the way to a model on this device. */
function composerProblem(stopped: Refusal, { provider, model }: Route): ProblemView {
  const problem = explain(stopped, { server: provider.label, model });
  if (stopped.kind !== "sourceExcluded") return problem;
  return { ...problem, steps: problem.steps.filter(({ action }) => action === "pickModel") };
}

/** A question about a picture, and a model that cannot see it. */
function blindProblem({ chips }: ViewFacts, { provider, model, sees }: Route): ProblemView | undefined {
  return sees === false && hasPicture(chips)
    ? explain({ kind: "cannotSee", provider, model }, { server: provider.label, model })
    : undefined;
}

/** A model that stands in for the chosen one says so where it says where the message will go. */
function standingIn(
  view: DestinationView,
  { model }: Route,
  insteadOf: RestingServer | undefined,
): DestinationView {
  if (insteadOf === undefined) return view;
  const { provider, failure } = insteadOf;
  const { sentence } = explain(failure, {
    server: provider.label,
    url: provider.url,
    model: insteadOf.model,
  });
  return {
    ...view,
    label: say("{0} · instead of {1}", view.label, provider.label),
    details: [
      `${sentence} ${say("{0} stands in for {1}, which is tried again after a while.", model, insteadOf.model)}`,
      ...view.details,
    ],
  };
}

/** What else goes along or could, and what was left out. */
function besideView(
  facts: ViewFacts,
): Pick<ComposerView, "addable" | "excluded" | "leftOut" | "rules" | "rulesLeftOut"> {
  const { addable, leftOut, rules = noRules } = facts;
  const excluded = facts.excluded && excludedSentence(facts.excluded);
  // Who has just tried to put that very file beside the question is told above.
  const isSaid = excluded !== undefined && leftOut?.includes(excluded) === true;
  return {
    ...(addable && { addable: sourceLabel(addable.source) }),
    ...(excluded !== undefined && !isSaid && { excluded }),
    ...present({ leftOut, rulesLeftOut: rules.leftOut }),
    ...(rules.rules.length > 0 && { rules: rules.rules.map((rule) => chipView(rule, facts)) }),
  };
}

function composerView(facts: ViewFacts): ComposerView {
  const { outlook } = facts;
  const common = {
    ...roomView(facts),
    ...besideView(facts),
    ...present({ preparing: facts.preparing }),
  };
  if (!outlook.ok) {
    const problem = explain(outlook.error, { server: "", model: "" });
    const destination: DestinationView = {
      icon: "warning",
      label: problem.sentence.replace(/\.$/, ""),
      details: [],
      cloud: false,
    };
    return { ...common, destination, model: "", sendLabel: "Send", problem };
  }
  const { route, destination, refusal, insteadOf } = outlook.value;
  const stopped = stopping(refusal) ?? excludedChip(facts, destination);
  const problem = stopped ? composerProblem(stopped, route) : blindProblem(facts, route);
  return {
    ...common,
    ...sendButton(stopped ?? refusal),
    destination: standingIn(composerDestination(destination, stopped ?? refusal), route, insteadOf),
    model: route.model,
    contextTokens: route.contextTokens,
    ...present({ problem, sight: sightWords({ ...facts, route }) }),
  };
}

/** Whether a text is code of a document, and nothing that was told of one, written by a command or pasted. */
function isCode({ source, picture }: Attachment): boolean {
  return picture === undefined && source.kind === "file" && source.shows === undefined;
}

function openWelcome({ outlook, server, setUp, addable, chips }: ViewFacts): WelcomeView {
  const open = (chips.find(isCode) ?? addable)?.source;
  return welcomeView({
    ...{ outlook, server },
    ...(setUp && { setUp }),
    ...(open && { open: sourceLabel(open) }),
  });
}

/** The part of what the panel shows that a moved selection changes. Pure. */
export function composerPart(facts: ViewFacts): ComposerPart {
  return {
    chips: [...facts.chips.map((chip) => chipView(chip, facts)), ...(facts.findsCode ? [codebaseView] : [])],
    composer: composerView(facts),
    welcome: openWelcome(facts),
  };
}

/** What the panel shows, from what is known. Pure. */
export function viewState(facts: ViewFacts): ChatViewState {
  const { conversation, running, readOnly } = facts;
  return {
    ...composerPart(facts),
    conversation: { id: conversation.id, title: conversationTitle(conversation) },
    turns: turnViews(facts),
    busy: running !== undefined,
    ...(readOnly !== undefined && { readOnly }),
  };
}
