import { DoorError } from "./doorFailure.ts";
import { limits } from "./limits.ts";

/** Passes a body through, counting it, and ends it with a {@link DoorError} when it falls silent or grows too large. */
export async function* boundedBody(
  body: AsyncIterable<Uint8Array>,
  options: {
    readonly onBytes: (bytes: number) => void;
    readonly destroy: () => void;
    /** The most bytes that are taken. */
    readonly most: number;
  },
): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  let total = 0;
  for (;;) {
    const next = await withinIdle(iterator.next(), options.destroy);
    if (next.done === true) return;
    total += next.value.length;
    options.onBytes(next.value.length);
    if (total > options.most) {
      options.destroy();
      throw new DoorError({ kind: "tooLarge" });
    }
    yield next.value;
  }
}

async function withinIdle<T>(next: Promise<T>, destroy: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new DoorError({ kind: "timeout", step: "idle" }));
      destroy();
    }, limits.idleMs);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
