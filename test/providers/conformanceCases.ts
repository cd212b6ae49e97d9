import { answerCases } from "./answerCases.ts";
import type { ConformanceCase } from "./conformanceCase.ts";
import { listCases } from "./listCases.ts";
import { troubleCases } from "./troubleCases.ts";

/** Every case, under the heading it has in docs/providers.md. */
export const conformanceCases: readonly {
  readonly heading: string;
  readonly cases: readonly ConformanceCase[];
}[] = [
  { heading: "Answers", cases: answerCases },
  { heading: "Failures and stops", cases: troubleCases },
  { heading: "Lists, and what a request carries", cases: listCases },
];
