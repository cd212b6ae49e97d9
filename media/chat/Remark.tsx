import type { JSX } from "preact";
import { ProblemBlock } from "./ProblemBlock.tsx";

/** Something to know that nothing has to be done about. */
export function Remark({ sentence }: { readonly sentence: string | undefined }): JSX.Element | null {
  return sentence === undefined ? null : <ProblemBlock problem={{ sentence, steps: [] }} icon="info" />;
}
