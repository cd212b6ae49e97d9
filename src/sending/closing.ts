import type { Answer } from "../egress/answer.ts";
import type { Delta } from "../providers/provider.ts";
import type { SendEvent } from "./sendEvent.ts";

/** Passes deltas on and records how the answer ended, also when nobody listens any more. */
export async function* closing(answer: Answer, deltas: AsyncIterable<Delta>): AsyncGenerator<SendEvent> {
  try {
    for await (const delta of deltas) {
      if (delta.kind === "end") {
        const { promptTokens, answerTokens } = delta.usage;
        answer.close({
          outcome: "done",
          ...(promptTokens !== undefined && { promptTokens }),
          ...(answerTokens !== undefined && { answerTokens }),
        });
      } else if (delta.kind === "failed") answer.close({ outcome: delta.failure.kind });
      yield delta;
    }
  } finally {
    answer.close({ outcome: "stopped" });
  }
}
