import type { Outlook } from "../sending/send.ts";
import { destinationLabel, staysHere } from "../terms/destination.ts";

/**
 * What is about to be asked, with where that goes and to which model, as far as it is known before it goes. Of what is to stay
 * on this device, whatever is chosen, that is not known where the choice lies elsewhere.
 */
export function titleWithRoute(title: string, outlook: Outlook, onDevice = false): string {
  if (!outlook.ok) return title;
  const { destination, route } = outlook.value;
  if (onDevice && !staysHere(destination)) return title;
  return `${title} · ${destinationLabel(destination)} · ${route.model}`;
}
