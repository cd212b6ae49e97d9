/** Every state the consent view is designed for, as the host would describe it. */
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../src/prompt/chatTurn.ts";
import { decisionsView, reviewView } from "../../src/privacy/reviewView.ts";
import type { ToReviewView } from "../../src/protocol/reviewMessages.ts";
import type { ReviewFinding, ReviewRequest } from "../../src/sending/consentPort.ts";
import { keeps } from "../../src/terms/keep.ts";
import { askedBefore, reviewRequest, stripeKey } from "../support/reviewSamples.ts";
import { attachment, destination, routeTo } from "../support/samples.ts";

type State = Extract<ToReviewView, { type: "review" }>;

/** What is decided so far. */
export type Progress = { readonly kept?: readonly string[]; readonly waiting?: boolean };

/** The state of a request. */
export function reviewState(changes: Partial<ReviewRequest> = {}, progress: Progress = {}): State {
  const request = reviewRequest(changes);
  const { kept = [], waiting = false } = progress;
  return {
    type: "review",
    review: reviewView(request, "review-1"),
    decisions: decisionsView(request, new Set(kept), waiting),
  };
}

/** A request whose draft and body are a conversation's. */
export function about(turns: readonly ChatTurn[]): Pick<ReviewRequest, "draft" | "wire"> {
  const draft = chatDraft(turns, routeTo({ contextTokens: 1_000_000 }), () => false);
  const messages = draft.messages.map(({ role, parts }) => ({
    role,
    content: parts.map(({ text }) => text).join(""),
  }));
  const body = new TextEncoder().encode(JSON.stringify({ model: "gpt-5-mini", messages, stream: true }));
  return { draft, wire: { method: "POST", path: "/v1/chat/completions", body } };
}

const longPath = `src/${"aFolderWithAVeryLongName/".repeat(6)}anInvoiceWithAVeryLongNameThatDoesNotFit.test.ts`;
const longFindings: readonly ReviewFinding[] = [
  { ...stripeKey, where: `${longPath}:1204` },
  { id: "finding-2", label: "private key", where: `${longPath}:7`, secret: "-----BEGIN PRIVATE KEY-----" },
];
const line = "const total = invoice.lines.reduce((sum, { amount, rate }) => sum + amount * rate, 0);\n";
const large: ChatTurn = {
  question: "What is slow here?",
  answer: "",
  attachments: [attachment("src/billing/everything.ts", line.repeat(Math.ceil(1_000_000 / line.length)))],
};

/** A review of a body of about 1 MB. */
export const largeState = reviewState(about([large]));

/** The states that are drawn, by name. */
export const reviewStates: Readonly<Record<string, State>> = {
  "a fresh question": reviewState(about([{ question: "What is a monad?", answer: "", attachments: [] }])),
  files: reviewState({ ...about(askedBefore), keeps }),
  "a secret": reviewState({ ...about(askedBefore), findings: [stripeKey] }),
  "a secret kept": reviewState({ ...about(askedBefore), findings: [stripeKey] }, { kept: [stripeKey.id] }),
  "two secrets in a long path": reviewState({
    ...about([{ question: "Why?", answer: "", attachments: [attachment(longPath, line)] }]),
    findings: longFindings,
  }),
  "a large body": largeState,
  "a model on this device": reviewState({ ...about(askedBefore), keeps, deviceModel: "qwen2.5-coder:7b" }),
  "not screened": reviewState({ ...about(askedBefore), screenedWhole: false }),
  "prepared again": reviewState(about(askedBefore), { waiting: true }),
  "behind a local server": reviewState({
    ...about(askedBefore),
    provider: "Ollama",
    model: "gpt-oss:120b-cloud",
    destination: destination({
      class: "cloudViaDevice",
      host: "ollama.com",
      evidence: ["the model's name ends in -cloud, so the server forwards it to ollama.com"],
    }),
  }),
};
