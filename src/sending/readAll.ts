import { err, ok, type Result } from "../base/result.ts";
import type { Answer } from "../egress/answer.ts";
import { doorFailureOf, type DoorFailure } from "../egress/doorFailure.ts";

/** Reads an answer's whole body as text; closes the answer when that fails. The door bounds its size. */
export async function readAll(answer: Answer): Promise<Result<string, DoorFailure>> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of answer.body) pieces.push(piece);
    return ok(Buffer.concat(pieces).toString("utf8"));
  } catch (error) {
    const failure = doorFailureOf(error);
    if (failure === undefined) throw error;
    answer.close({ outcome: failure.kind });
    return err(failure);
  }
}
