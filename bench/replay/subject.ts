/** An extension that is measured, as it is installed. */
export type Subject = {
  /** How it is called in the results; empty for Drawbridge itself. */
  readonly name: string;
  /** Holds package.json and what its `main` names. */
  readonly folder: string;
  /** The user's settings; `${url}` and `${model}` in a text stand for the simulated server and its model. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The model that the server has. */
  readonly model: string;
};

/** Settings with the server's address and model put in. */
export function settingsFor(subject: Subject, url: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(subject.settings).map(([key, value]) => [
      key,
      filled(value, { url, model: subject.model }),
    ]),
  );
}

function filled(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string")
    return value.replace(/\$\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  if (Array.isArray(value)) return value.map((each) => filled(each, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, names)]));
}
