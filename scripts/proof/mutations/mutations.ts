import { absenceMutations } from "./absenceMutations.ts";
import { completionMutations } from "./completionMutations.ts";
import { contextMutations } from "./contextMutations.ts";
import { conversationMutations } from "./conversationMutations.ts";
import { destinationMutations } from "./destinationMutations.ts";
import { doorMutations } from "./doorMutations.ts";
import { editMutations } from "./editMutations.ts";
import { gateMutations } from "./gateMutations.ts";
import { instructionMutations } from "./instructionMutations.ts";
import { ledgerMutations } from "./ledgerMutations.ts";
import { mentionMutations } from "./mentionMutations.ts";
import type { Mutation } from "./mutation.ts";
import { pictureMutations } from "./pictureMutations.ts";
import { placeMutations } from "./placeMutations.ts";
import { privacyMutations } from "./privacyMutations.ts";
import { providerMutations } from "./providerMutations.ts";
import { modelMutations } from "./modelMutations.ts";
import { viewMutations } from "./viewMutations.ts";

/** Every guard that is taken out in turn. */
export const mutations: readonly Mutation[] = [
  ...gateMutations,
  ...doorMutations,
  ...destinationMutations,
  ...contextMutations,
  ...mentionMutations,
  ...instructionMutations,
  ...completionMutations,
  ...privacyMutations,
  ...providerMutations,
  ...ledgerMutations,
  ...modelMutations,
  ...pictureMutations,
  ...viewMutations,
  ...conversationMutations,
  ...editMutations,
  ...placeMutations,
  ...absenceMutations,
];
