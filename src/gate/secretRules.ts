import { cloudSecretRules } from "./cloudSecretRules.ts";
import { codeSecretRules } from "./codeSecretRules.ts";
import { genericSecretRules } from "./genericSecretRules.ts";
import type { SecretRule } from "./secretRule.ts";
import { serviceSecretRules } from "./serviceSecretRules.ts";

/** Every form of a secret that is known here. Where two cover the same text, the earlier one names it. */
export const secretRules: readonly SecretRule[] = [
  ...cloudSecretRules,
  ...codeSecretRules,
  ...serviceSecretRules,
  ...genericSecretRules,
];
