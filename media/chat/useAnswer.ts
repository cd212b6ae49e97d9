import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** The answer that something is drawn in. */
export type AnswerPlace = {
  readonly turn: string;
  /** Whether more of it may come. */
  readonly isUnfinished: boolean;
};

/** Hands the answer down to whatever is drawn inside it. */
export const AnswerContext = createContext<AnswerPlace | undefined>(undefined);

/** The answer around what is drawn. */
export function useAnswer(): AnswerPlace {
  const answer = useContext(AnswerContext);
  if (answer === undefined) throw new Error("drawn outside an answer");
  return answer;
}
