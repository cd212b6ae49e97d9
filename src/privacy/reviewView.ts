import { plainLine } from "../base/plainLine.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import { pictureTokens } from "../context/pictureTokens.ts";
import { messagePictures, messageText } from "../prompt/draft.ts";
import { destinationView } from "../protocol/destinationView.ts";
import type { DestinationView } from "../protocol/messages.ts";
import type {
  DecisionsView,
  ExactView,
  FindingView,
  OfferView,
  ReviewRowView,
  ReviewView,
} from "../protocol/reviewMessages.ts";
import type { ReviewFinding, ReviewRequest } from "../sending/consentPort.ts";
import type { Keep } from "../terms/keep.ts";
import { pictureUrl } from "../terms/picture.ts";
import type { Task } from "../terms/task.ts";
import { sizeLabel } from "./ledgerWords.ts";
import { sourceRows, type SourceRow } from "./sourceRows.ts";
import { language, say } from "../terms/words.ts";

const counts = new Intl.NumberFormat(language());

/** Characters whose tokens are estimated; the estimate of a megabyte would hold the editor up for half a second. */
const sampled = 50_000;

const offers: { readonly [K in Keep]: (to: string, task: Task) => Omit<OfferView, "keep"> } = {
  once: (to) => ({ label: say("Send once"), detail: say("The next send to {0} is reviewed again.", to) }),
  conversation: (to, task) => ({
    label: say("Send, and allow for this conversation"),
    detail: say(
      "Only for {0}: what you send to {1} in this conversation goes without a review until you leave it.",
      task,
      to,
    ),
  }),
  window: (to, task) => ({
    label: say("Send, and allow until the window closes"),
    detail: say(
      "Only for {0}: what you send to {1} from this workspace goes without a review until this window closes.",
      task,
      to,
    ),
  }),
  day: (to, task) => ({
    label: say("Send, and allow for 24 hours"),
    detail: say(
      "Only for {0}: what you send to {1} from this workspace goes without a review for 24 hours.",
      task,
      to,
    ),
  }),
  workspace: (to, task) => ({
    label: say("Send, and allow for this workspace"),
    detail: say(
      "Only for {0}: what you send to {1} from this workspace goes without a review until you take that back.",
      task,
      to,
    ),
  }),
};

/** The bytes as text. Nothing is dropped, not even a byte order mark; a byte that is no text becomes U+FFFD. */
export function bodyText({ wire }: Pick<ReviewRequest, "wire">): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(wire.body);
}

function offerViews({ keeps, provider, destination, task }: ReviewRequest): ReviewView["offers"] {
  const to = plainLine(`${provider} (${destination.host})`);
  const view = (keep: Keep): OfferView => ({ keep, ...offers[keep](to, task) });
  const [first, ...more] = keeps;
  if (first === undefined) throw new Error("a review that offers no way to say yes");
  return [view(first), ...more.map(view)];
}

function rowView({ label, detail, texts, pictures, removableAs }: SourceRow, index: number): ReviewRowView {
  const sizes = [...texts.map((text) => Buffer.byteLength(text)), ...pictures.map(({ bytes }) => bytes)];
  return {
    id: String(index),
    label,
    detail,
    size: sizes.length === 0 ? "" : sizeLabel(sizes.reduce((sum, bytes) => sum + bytes)),
    texts,
    pictures: pictures.map(pictureUrl),
    removable: removableAs !== undefined,
  };
}

/** What a row is left out by, when it can be; `row` is an id from {@link reviewView}. */
export function removableAs({ draft }: Pick<ReviewRequest, "draft">, row: string): string | undefined {
  return sourceRows(draft).find((_, index) => String(index) === row)?.removableAs;
}

function plainDestination({ destination }: ReviewRequest): DestinationView {
  const view = destinationView(destination);
  return { ...view, label: plainLine(view.label), details: view.details.map(plainLine) };
}

function exactView(request: ReviewRequest): ExactView {
  const { method, path, body } = request.wire;
  return {
    request: plainLine(`${method} ${path}`),
    body: bodyText(request),
    size: sizeLabel(body.length),
    note: say(
      "With it go the headers accept, user-agent and content-type, and your API key if one is set for this server.",
    ),
  };
}

/** Estimated from the first {@link sampled} characters where there are more. */
function aboutTokens({ draft }: ReviewRequest): string {
  const text = draft.messages.map(messageText).join("\n");
  const perSample = estimateTokens(text.slice(0, sampled));
  const seen = draft.messages.flatMap(messagePictures).map(pictureTokens);
  const read = Math.round(perSample * Math.max(1, text.length / sampled));
  const tokens = seen.reduce((sum, more) => sum + more, read);
  return tokens === 1 ? say("about 1 token") : say("about {0} tokens", counts.format(tokens));
}

/** What is shown of a request for consent, under the id `id`. Pure. */
export function reviewView(request: ReviewRequest, id: string): ReviewView {
  const { destination, provider, model, task, draft, screenedWhole, deviceModel } = request;
  return {
    id,
    title: plainLine(say("Send this to {0} ({1})?", destination.host, model)),
    tokens: aboutTokens(request),
    destination: plainDestination(request),
    route: plainLine(`${provider} · ${model} · ${task}`),
    rows: sourceRows(draft).map(rowView),
    ...(!screenedWhole && {
      warning: say(
        "This could not be screened for secrets completely: it took too long, or this workspace has more environment files than are compared with it. Read it before you send it.",
      ),
    }),
    exact: exactView(request),
    offers: offerViews(request),
    ...(deviceModel !== undefined && { deviceModel: plainLine(deviceModel) }),
    tooSoon: say("That was too soon after this appeared to be meant. Press again to send."),
  };
}

/** Shows how a secret begins, never more than a quarter of it. */
function preview(secret: string): string {
  return `${plainLine(secret.slice(0, Math.min(6, Math.floor(secret.length / 4))))}…`;
}

function findingView({ id, label, where, secret }: ReviewFinding, kept: boolean): FindingView {
  const words =
    where === undefined
      ? say("Possible secret ({0})", label)
      : say("Possible secret in {0} ({1})", where, label);
  return { id, label: plainLine(words), preview: preview(secret), kept };
}

/** How far a person is with a request: `kept` are the ids of the findings that were decided to be left as they are. */
export function decisionsView(
  { findings }: Pick<ReviewRequest, "findings">,
  kept: ReadonlySet<string>,
  waiting: boolean,
): DecisionsView {
  const open = findings.filter(({ id }) => !kept.has(id)).length;
  return {
    findings: findings.map((finding) => findingView(finding, kept.has(finding.id))),
    ...(open > 0 && {
      first: {
        label:
          open === 1
            ? say("Decide about 1 possible secret first")
            : say("Decide about {0} possible secrets first", open),
        reason: say("Redact each possible secret, or leave it as it is. Nothing is sent before that."),
      },
    }),
    ...(waiting && { waiting: say("Preparing it again. Nothing was sent.") }),
  };
}
