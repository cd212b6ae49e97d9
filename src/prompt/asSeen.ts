import type { Route } from "../routing/route.ts";
import { messagePictures, type Draft, type Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** What stands in a draft instead of a picture that its model cannot see. It names no file: a name can tell a lot. */
const note = "[Left out: a picture, which this model cannot see.]\n\n";

/** Whether the question that is asked has a picture beside it. */
export function asksAboutPicture({ messages }: Draft): boolean {
  const asked = messages.findLast(({ role }) => role === "user");
  return asked !== undefined && messagePictures(asked).length > 0;
}

/**
 * A draft as the model of its route can take it: one that cannot see is given a note in the place of every picture. Whether
 * a model can see is not always known; then it is given the pictures.
 */
export function asSeen(draft: Draft, { sees }: Pick<Route, "sees">): Draft {
  if (sees !== false || !draft.messages.some((message) => messagePictures(message).length > 0)) return draft;
  return makeDraft({
    ...draft,
    messages: draft.messages.map((message) => ({ ...message, parts: message.parts.map(unseen) })),
  });
}

function unseen(part: Part): Part {
  return part.picture === undefined ? part : { text: note, source: part.source, isFrame: true };
}
