import type { JSX } from "preact";

/** One of a few, side by side: a radio group that looks like the editor's. */
export function RadioRow<T extends string>(props: {
  /** What a screen reader calls the group. */
  readonly label: string;
  readonly name: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}): JSX.Element {
  return (
    <fieldset class="radio-row">
      <legend class="hidden">{props.label}</legend>
      {props.options.map(([value, label]) => (
        <label key={value} class="radio">
          <input
            type="radio"
            class="radio-input"
            name={props.name}
            checked={props.chosen === value}
            onChange={() => {
              props.onChoose(value);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
