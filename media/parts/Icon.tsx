import type { JSX } from "preact";
import { iconOutlines, type IconName } from "./iconOutlines.ts";

/** A decorative icon: whatever it stands beside says the same in words. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path fill="currentColor" fill-rule="evenodd" d={iconOutlines[name]} />
    </svg>
  );
}
