import { destinationIcon, destinationLabel, isCloud, type Destination } from "../terms/destination.ts";
import type { DestinationView } from "./messages.ts";

/** A destination in words and icon, with its evidence. */
export function destinationView(destination: Destination): DestinationView {
  return {
    icon: destinationIcon(destination.class),
    label: destinationLabel(destination),
    details: destination.evidence,
    cloud: isCloud(destination.class),
  };
}
