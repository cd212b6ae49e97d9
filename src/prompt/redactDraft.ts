import { messageText, type Draft, type Message, type Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** A text to leave out, and the words that stand for it. */
type Redaction = { readonly secret: string; readonly label: string };

/** A stretch of a message's text to leave out. */
type Gap = { readonly start: number; end: number; readonly label: string };

function gaps(text: string, redactions: readonly Redaction[]): readonly Gap[] {
  const all: Gap[] = [];
  for (const { secret, label } of redactions) {
    // One further each time: a secret can overlap itself.
    for (let start = text.indexOf(secret); start !== -1; start = text.indexOf(secret, start + 1))
      all.push({ start, end: start + secret.length, label });
  }
  const apart: Gap[] = [];
  for (const gap of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1);
    if (last === undefined || gap.start >= last.end) apart.push(gap);
    else last.end = Math.max(last.end, gap.end);
  }
  return apart;
}

/** What stays of a part that starts at `offset` of its message; words stand where a gap starts. */
function partWithout(part: Part, offset: number, all: readonly Gap[]): Part {
  const { text } = part;
  const end = offset + text.length;
  let kept = "";
  let at = offset;
  for (const gap of all) {
    if (gap.end <= at || gap.start >= end) continue;
    if (gap.start >= at) kept += `${text.slice(at - offset, gap.start - offset)}[redacted: ${gap.label}]`;
    at = Math.min(gap.end, end);
  }
  return { ...part, text: kept + text.slice(at - offset) };
}

function messageWithout(message: Message, redactions: readonly Redaction[]): Message {
  const all = gaps(messageText(message), redactions);
  if (all.length === 0) return message;
  let offset = 0;
  const parts = message.parts.map((part) => {
    const kept = partWithout(part, offset, all);
    offset += part.text.length;
    return kept;
  });
  return { ...message, parts };
}

/**
 * A draft with `[redacted: <label>]` wherever one of the secrets stood, also where one runs over several parts of a
 * message. Sources stay as they are.
 */
export function redactDraft(draft: Draft, secrets: readonly Redaction[]): Draft {
  const redactions = secrets.filter(({ secret }) => secret !== "");
  return makeDraft({
    ...draft,
    messages: draft.messages.map((message) => messageWithout(message, redactions)),
  });
}
