import { useEffect, useState } from "preact/hooks";

const shownMs = 2000;

/** Whether something was copied just now, and the way to say so. */
export function useCopied(): readonly [boolean, () => void] {
  const [copies, setCopies] = useState(0);
  useEffect(() => {
    if (copies === 0) return undefined;
    const timer = setTimeout(() => {
      setCopies(0);
    }, shownMs);
    return () => {
      clearTimeout(timer);
    };
  }, [copies]);
  return [
    copies > 0,
    () => {
      setCopies((before) => before + 1);
    },
  ];
}
