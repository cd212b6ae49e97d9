import type { Answer, Ending } from "../../src/egress/answer.ts";
import { destination, pieces } from "./samples.ts";

/** An answer that never saw a socket, and how it was closed. */
export type FakeAnswer = Answer & { readonly endings: readonly Ending[] };

/** Makes one; without a body it has none. */
export function fakeAnswer(changes: Partial<Answer> & { readonly text?: string } = {}): FakeAnswer {
  const endings: Ending[] = [];
  const { text = "", ...rest } = changes;
  return {
    record: "record-1",
    status: 200,
    firstByteMs: 0,
    headers: {},
    destination: destination(),
    body: pieces(text),
    close: (ending) => {
      endings.push(ending);
    },
    endings,
    ...rest,
  };
}
