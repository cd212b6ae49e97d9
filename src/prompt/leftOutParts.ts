import { sourceLabel } from "../terms/source.ts";
import type { ChatTurn } from "./chatTurn.ts";
import { shortenCode } from "./shortenCode.ts";
import type { TurnForm } from "./turnForms.ts";

/** Something of an earlier turn that does not go along, since there is no room for it; the turn is told by its question. */
export type LeftOut =
  | { readonly kind: "turn"; readonly question: string }
  | { readonly kind: "file"; readonly question: string; readonly label: string }
  | { readonly kind: "code"; readonly question: string; readonly lines: number };

/** What of a turn does not go along in a form; in none, all of it. */
export function leftOutParts(turn: ChatTurn, form: TurnForm | undefined): readonly LeftOut[] {
  const { question, attachments, answer } = turn;
  if (form === undefined) return [{ kind: "turn", question }];
  if (form === "whole") return [];
  const files = attachments.map(({ source }): LeftOut => ({
    kind: "file",
    question,
    label: sourceLabel(source),
  }));
  const lines = form === "short" ? shortenCode(answer).lostLines : 0;
  return lines === 0 ? files : [...files, { kind: "code", question, lines }];
}
