import { signal } from "@preact/signals";
import type * as highlighting from "./highlightCode.ts";

type Colours = typeof highlighting;

const colours = signal<Colours | undefined>(undefined);
let isAskedFor = false;

/** What colours code, once it has come; whoever draws meanwhile is drawn again then. */
export function lateColours(): Colours | undefined {
  return colours.value;
}

/** Asks for what colours code, the first time: a bundle of its own. Where it cannot be loaded, code stays plain. */
export function loadColours(): void {
  if (isAskedFor) return;
  isAskedFor = true;
  import("./highlightCode.ts").then(
    (loaded) => {
      colours.value = loaded;
    },
    () => {
      isAskedFor = false;
    },
  );
}
