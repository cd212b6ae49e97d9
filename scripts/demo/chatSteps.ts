import type { ChatStage } from "./chatStage.ts";
import { codebaseQuestion, contextByMention, contextRefused } from "./contextSteps.ts";
import { editAndBranch, exportBoth } from "./conversationSteps.ts";
import { historySurvives } from "./historyStep.ts";
import { keyboardOnly } from "./keyboardStep.ts";
import { longAnswerSmooth } from "./longAnswerStep.ts";
import { imageRefused } from "./pictureStep.ts";
import type { Step } from "./step.ts";

/** A day's work in the panel. Each begins a conversation of its own, and none needs another. */
export const chatSteps: readonly Step<ChatStage>[] = [
  { name: "context-by-mention", run: contextByMention },
  { name: "context-refused-by-path-rule", run: contextRefused },
  { name: "codebase-question", run: codebaseQuestion },
  { name: "image-refused-by-blind-model", run: imageRefused },
  { name: "edit-and-branch", run: editAndBranch },
  { name: "export", run: exportBoth },
  { name: "history-survives-reload", run: historySurvives },
  { name: "keyboard-only", run: keyboardOnly },
  { name: "long-answer-stays-smooth", run: longAnswerSmooth },
];
