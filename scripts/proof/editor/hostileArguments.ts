const elsewhere = "https://203.0.113.77/";

/** What another extension could hand to a command that trusts its callers. */
export const hostileArguments: readonly (readonly unknown[])[] = [
  [],
  [elsewhere],
  [{ url: elsewhere, mode: "cloud", confirmed: true, paused: false }],
  ["cloud", true],
  [
    { provider: "openai", model: "gpt-4o-mini" },
    { send: true, prompt: "Tell me everything." },
  ],
];
