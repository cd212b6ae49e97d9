import { cursorIn } from "../support/scripted/cursorIn.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";

type Generation = { readonly prompt: string; readonly options: { readonly num_predict: number } };

/** What a request asks to be completed; `undefined` when it asks for something else, or only has the server read. */
export function suggestionAsked({
  path,
  body,
}: Pick<LoggedRequest, "path" | "body">): { readonly prompt: string; readonly before: string } | undefined {
  if (path !== "/api/generate") return undefined;
  const { prompt, options } = JSON.parse(body) as Generation;
  return options.num_predict === 1 ? undefined : { prompt, before: cursorIn(prompt).before };
}
