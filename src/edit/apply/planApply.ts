import { codeLabel } from "../../terms/codeLabel.ts";
import { answerForms, type AnswerForm } from "./answerForm.ts";
import { applyFile, type ApplyFile } from "./applyFile.ts";
import type { ApplyPlan, ApplyRequest } from "./applyPlan.ts";
import { isOtherLanguage } from "./languageFamily.ts";
import { holdsGap, isMarker } from "./marker.ts";
import { planEdits } from "./planEdits.ts";
import { planSnippet } from "./planSnippet.ts";
import { sumEvidence } from "./sumEvidence.ts";

/**
 * Plans what an answer makes of a file. Pure, and never a guess: what is not sure is asked, with the places in question.
 * Rows that the answer does not change keep their bytes, the file keeps its line ends and whether it ends with one.
 */
export function planApply(request: ApplyRequest): ApplyPlan {
  const { before } = request;
  if (before === undefined) return planNew(request);
  if (isBinary(before)) return { kind: "refused", reason: "binary" };
  if (hasConflict(before)) return { kind: "refused", reason: "conflictMarkers" };
  const file = applyFile(before, request);
  return inOrder(request, file, answerForms(request.answer, readingOf(request, file)));
}

function readingOf(request: ApplyRequest, file?: ApplyFile): Parameters<typeof answerForms>[1] {
  const { languageId, answerLanguage, path } = request;
  return {
    isKnown: file?.has ?? (() => false),
    isMarkdown: languageId === "markdown",
    ...(answerLanguage !== undefined && { language: codeLabel(answerLanguage).language }),
    ...(path !== undefined && { path }),
  };
}

function isBinary(text: string): boolean {
  return text.slice(0, 100_000).includes("\0");
}

function hasConflict(text: string): boolean {
  const mayHave = text.includes("<<<<<<< ");
  return mayHave && /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}

/** Several blocks for one file are put in one after the other; what cannot be is asked about as it is. */
function inOrder(request: ApplyRequest, before: ApplyFile, forms: readonly AnswerForm[]): ApplyPlan {
  const useful = forms.filter(({ kind }) => kind === "rows" || kind === "edits");
  const [only = forms[0]] = useful;
  if (only === undefined) return { kind: "refused", reason: "empty" };
  if (useful.length <= 1) return planForm(request, before, only);
  let file = before;
  let last: ApplyPlan = { kind: "unchanged" };
  let evidence = sumEvidence([]);
  for (const form of useful) {
    const plan = planForm(request, file, form);
    if (plan.kind === "applied") {
      evidence = sumEvidence([evidence, plan.evidence]);
      last = { ...plan, evidence };
      file = applyFile(plan.after, request);
    } else if (plan.kind !== "unchanged") return plan;
  }
  return last;
}

function planForm(request: ApplyRequest, file: ApplyFile, form: AnswerForm): ApplyPlan {
  if (!("rows" in form || "edits" in form)) return { kind: "refused", reason: form.kind };
  if ("edits" in form) return planEdits(file, form.edits, request.at);
  const plan = planSnippet(file, form.rows, request);
  const isForeign = isOtherLanguage(form.language, request.languageId) && request.at === undefined;
  return isForeign && plan.kind === "ask" ? { kind: "refused", reason: "wrongLanguage" } : plan;
}

/** A file that is not there yet: all of the answer, if it is all of a file. */
function planNew(request: ApplyRequest): ApplyPlan {
  const [form = { kind: "empty" }, ...more] = answerForms(request.answer, readingOf(request));
  if (!("rows" in form || "edits" in form)) return { kind: "refused", reason: form.kind };
  if (more.some(({ kind }) => kind === "rows" || kind === "edits"))
    return { kind: "refused", reason: "partOfNothing" };
  if ("rows" in form && isOtherLanguage(form.language, request.languageId))
    return { kind: "refused", reason: "wrongLanguage" };
  const rows =
    form.kind === "rows"
      ? form.rows
      : form.edits.flatMap((edit) => edit.rows.map(({ op, text }) => (op === "+" ? text : undefined)));
  const texts = rows.filter((text) => text !== undefined);
  if (texts.length < rows.length || texts.some((text) => isMarker(text) || holdsGap(text)))
    return { kind: "refused", reason: "partOfNothing" };
  return { kind: "new", after: `${texts.join("\n")}\n` };
}
