/** Questions for consent to test with: a test names only what it is about. */
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import type { ChatTurn } from "../../src/prompt/chatTurn.ts";
import type { ReviewFinding, ReviewRequest } from "../../src/sending/consentPort.ts";
import { destination, routeTo } from "./samples.ts";

const bytes = new TextEncoder();

/** A question with an earlier turn behind it and two files beside it. */
export const askedBefore: readonly ChatTurn[] = [
  {
    question: "What is a rate?",
    answer: "A share of the amount.",
    attachments: [file("src/billing/old.ts", "export const old = 1;\n")],
  },
  {
    question: "Why is the sum wrong?",
    answer: "",
    attachments: [
      file("src/billing/invoice.ts", "const total = 0;\n", { first: 40, last: 96 }),
      file("src/billing/rates.ts", "export const rate = 0.2;\n"),
    ],
  },
];

function file(path: string, text: string, lines?: { readonly first: number; readonly last: number }) {
  const source = { kind: "file" as const, uri: `file:///project/${path}`, path, ...(lines && { lines }) };
  return { source, languageId: "typescript", text };
}

/** What looks like a secret. */
export const stripeKey: ReviewFinding = {
  id: "finding-1",
  label: "Stripe key",
  where: "rates.ts:12",
  secret: "sk_example_0123456789abcdef",
};

/** A request to send to a cloud. */
export function reviewRequest(changes: Partial<ReviewRequest> = {}): ReviewRequest {
  const draft = chatDraft(askedBefore, routeTo(), () => false);
  return {
    destination: destination({
      class: "cloud",
      origin: "https://api.openai.com:443",
      host: "api.openai.com",
      evidence: ["api.openai.com is a public address"],
    }),
    provider: "OpenAI",
    model: "gpt-5-mini",
    task: "chat",
    wire: {
      method: "POST",
      path: "/v1/chat/completions",
      body: bytes.encode(JSON.stringify({ model: "gpt-5-mini", messages: draft.messages })),
    },
    draft,
    findings: [],
    screenedWhole: true,
    keeps: ["once"],
    ...changes,
  };
}
