import { useEffect, useState } from "preact/hooks";
import type { AnswerView } from "../../src/protocol/messages.ts";

/** How long something has been waited for, in milliseconds: counted on, once a second, from what the host said. */
export function useElapsed(waitingFor: AnswerView["waitingFor"]): number {
  const { words, forMs = 0 } = waitingFor ?? {};
  const [waitedMs, setWaitedMs] = useState(forMs);
  useEffect(() => {
    const sinceMs = performance.now() - forMs;
    setWaitedMs(forMs);
    const tick = setInterval(() => {
      setWaitedMs(performance.now() - sinceMs);
    }, 1000);
    return () => {
      clearInterval(tick);
    };
  }, [words, forMs]);
  return waitedMs;
}
