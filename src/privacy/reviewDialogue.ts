import type { FromReviewView, ToReviewView } from "../protocol/reviewMessages.ts";
import type { ReviewAnswer, ReviewRequest } from "../sending/consentPort.ts";
import { bodyText, decisionsView, removableAs, reviewView } from "./reviewView.ts";

type Answering = Exclude<FromReviewView, { type: "ready" }>;
type Handlers = { readonly [T in Answering["type"]]: (message: Extract<Answering, { type: T }>) => Heard };

/** What became of a message: an answer, something decided on the way to one, a text to copy, or nothing. */
export type Heard =
  | { readonly kind: "answer"; readonly answer: ReviewAnswer }
  | { readonly kind: "decided" }
  | { readonly kind: "copy"; readonly text: string }
  /** After an answer that asks again: the person does not want to be asked any more. */
  | { readonly kind: "left" }
  | { readonly kind: "ignored" };

const ignored: Heard = { kind: "ignored" };

/** An answer, unless the value it needs is not there. */
function answerWith<T>(value: T | undefined, answer: (value: T) => ReviewAnswer): Heard {
  return value === undefined ? ignored : { kind: "answer", answer: answer(value) };
}

/** Whether a person is asked again after this answer, about what it changed. */
export function asksAgain({ kind }: ReviewAnswer): boolean {
  return kind === "redact" || kind === "remove";
}

/** One question about one exact body. It is answered once, by a message that names it and says what was offered. */
export class ReviewDialogue {
  readonly #id: string;
  readonly #request: ReviewRequest;
  /** Ids of the findings that stay as they are. */
  readonly #kept: Set<string>;
  #isAnswered = false;

  /** `keptSecrets` were decided about when the same send was shown before. */
  constructor(id: string, request: ReviewRequest, keptSecrets: ReadonlySet<string>) {
    this.#id = id;
    this.#request = request;
    const known = request.findings.filter(({ secret }) => keptSecrets.has(secret));
    this.#kept = new Set(known.map((finding) => finding.id));
  }

  /** Everything, for a page that has nothing yet. */
  whole(): ToReviewView {
    const { decisions } = this.progress();
    return { type: "review", review: reviewView(this.#request, this.#id), decisions };
  }

  /** How far it is, for a page that shows it already. */
  progress(): Extract<ToReviewView, { type: "decisions" }> {
    const decisions = decisionsView(this.#request, this.#kept, this.#isAnswered);
    return { type: "decisions", review: this.#id, decisions };
  }

  /** The secrets that were decided to be left as they are. */
  keptSecrets(): ReadonlySet<string> {
    const kept = this.#request.findings.filter(({ id }) => this.#kept.has(id));
    return new Set(kept.map(({ secret }) => secret));
  }

  /** Hears a message of the page; whatever was not offered, is for another question or comes too late is ignored. */
  hear(message: Answering): Heard {
    if (message.review !== this.#id) return ignored;
    if (this.#isAnswered) return message.type === "cancel" ? { kind: "left" } : ignored;
    const handle = this.#handlers[message.type] as (message: Answering) => Heard;
    const heard = handle(message);
    this.#isAnswered = heard.kind === "answer";
    return heard;
  }

  readonly #handlers: Handlers = {
    send: ({ keep }) =>
      this.#isDecided()
        ? answerWith(
            this.#request.keeps.find((offered) => offered === keep),
            (offered) => ({ kind: "send", keep: offered }),
          )
        : ignored,
    redact: ({ findings }) => answerWith(this.#secrets(findings), (secrets) => ({ kind: "redact", secrets })),
    keep: ({ finding }) => {
      if (!this.#request.findings.some(({ id }) => id === finding)) return ignored;
      this.#kept.add(finding);
      return { kind: "decided" };
    },
    remove: ({ row }) => answerWith(removableAs(this.#request, row), (uri) => ({ kind: "remove", uri })),
    onDevice: () => answerWith(this.#request.deviceModel, () => ({ kind: "onDevice" })),
    cancel: () => ({ kind: "answer", answer: { kind: "cancel" } }),
    copy: () => ({ kind: "copy", text: bodyText(this.#request) }),
  };

  #isDecided(): boolean {
    return this.#request.findings.every(({ id }) => this.#kept.has(id));
  }

  #secrets(ids: readonly string[]): Extract<ReviewAnswer, { kind: "redact" }>["secrets"] | undefined {
    const named = this.#request.findings.filter(({ id }) => ids.includes(id));
    if (named.length === 0 || named.length !== ids.length) return undefined;
    return named.map(({ secret, label }) => ({ secret, label }));
  }
}
