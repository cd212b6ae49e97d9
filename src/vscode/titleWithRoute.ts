import type { Outlook } from "../sending/send.ts";
import { destinationLabel } from "../terms/destination.ts";

/** What is about to be asked, with where that goes and to which model, as far as it is known before it goes. */
export function titleWithRoute(title: string, outlook: Outlook): string {
  if (!outlook.ok) return title;
  const { destination, route } = outlook.value;
  return `${title} · ${destinationLabel(destination)} · ${route.model}`;
}
