import tseslint from "typescript-eslint";

const network = ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"];
const onlyTheDoor = "Only src/egress/ opens a connection.";
const globals = [
  ...network.map((name) => ({ name, message: onlyTheDoor })),
  { name: "console", message: "Log through the Logger you were given." },
];
const properties = [
  ...network.flatMap((property) =>
    ["globalThis", "window", "self"].map((object) => ({ object, property, message: onlyTheDoor })),
  ),
  { object: "navigator", property: "sendBeacon", message: onlyTheDoor },
  { object: "process", property: "env", message: "No environment variable may decide what Drawbridge does." },
];
const shape = [
  { selector: "ExportDefaultDeclaration", message: "Use named exports." },
  { selector: "ExportAllDeclaration", message: "No barrel files: import from where the thing lives." },
  {
    selector: "ExportNamedDeclaration[source]",
    message: "No barrel files: import from where the thing lives.",
  },
];
const brand = {
  selector: "TSAsExpression > TSTypeReference > Identifier[name='ClearedRequest']",
  message: "Only src/gate/ clears a request.",
};
const draftBrand = {
  selector: "TSAsExpression > TSTypeReference > Identifier[name='Draft']",
  message: "Only src/prompt/ constructs a draft.",
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "*-output/", "test/fixtures/", "**/*.mjs", "**/*.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { noInlineConfig: true },
    rules: {
      "no-restricted-syntax": ["error", ...shape],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}", "media/**/*.{ts,tsx}"],
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      "no-restricted-globals": ["error", ...globals],
      "no-restricted-properties": ["error", ...properties],
      "no-restricted-syntax": ["error", ...shape, brand, draftBrand],
    },
  },
  {
    files: ["src/egress/**"],
    rules: {
      "no-restricted-globals": ["error", ...globals.filter(({ name }) => name !== "fetch")],
      "no-restricted-properties": ["error", ...properties.filter(({ property }) => property !== "fetch")],
    },
  },
  { files: ["src/gate/**"], rules: { "no-restricted-syntax": ["error", ...shape, draftBrand] } },
  { files: ["src/prompt/**"], rules: { "no-restricted-syntax": ["error", ...shape, brand] } },
  {
    files: ["test/**", "scripts/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: ["describe", "it", "test"] },
      ],
    },
  },
);
