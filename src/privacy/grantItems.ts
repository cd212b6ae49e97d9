import type { Grant, GrantTerm } from "../gate/grant.ts";

/** A grant as the list shows it. */
export type GrantItem = { readonly id: string; readonly label: string; readonly detail: string };

function termLabel(term: GrantTerm): string {
  switch (term.kind) {
    case "conversation":
      return "for one conversation";
    case "window":
      return "until this window closes";
    case "until":
      return `until ${minute(term.atMs)} UTC`;
    case "workspace":
      return "for this workspace";
  }
}

/** `2026-01-31 12:00`. */
function minute(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}

/** Every grant in words: who may be sent what, for how long, and since when. */
export function grantItems(grants: readonly Grant[]): readonly GrantItem[] {
  return grants.map(({ id, host, tasks, term, givenMs }) => ({
    id,
    label: `${host} · ${tasks.join(", ")}`,
    detail: `Without asking ${termLabel(term)}; you allowed it on ${minute(givenMs)} UTC`,
  }));
}
