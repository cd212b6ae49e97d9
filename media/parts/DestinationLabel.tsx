import type { JSX } from "preact";
import type { DestinationView } from "../../src/protocol/messages.ts";
import { Icon } from "./Icon.tsx";
import { VisibleText } from "./VisibleText.tsx";

/** Icon and words of a destination; `prefix` stands before the words. No line begins with a dot that parts them. */
export function DestinationLabel(props: {
  readonly destination: DestinationView;
  readonly prefix?: string;
}): JSX.Element {
  const { icon, label } = props.destination;
  return (
    <span class="destination">
      <Icon name={icon} />
      <span class="destination-words">
        {props.prefix}
        <VisibleText text={label.replaceAll(" ·", "\u00A0·")} as="code" />
      </span>
    </span>
  );
}
