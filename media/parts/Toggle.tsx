import type { JSX } from "preact";

/** A check box with its words. */
export function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label class="toggle">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={({ currentTarget }) => {
          props.onChange(currentTarget.checked);
        }}
      />
      <span>{props.label}</span>
    </label>
  );
}
