/** Something in a body that looks like a secret, or is one of the workspace's own. */
export type SecretFinding = {
  /** The same secret has the same id in every screening. */
  readonly id: string;
  /** Which rule found it; `env` for a value of the workspace's own. */
  readonly rule: string;
  /** What it seems to be: `Stripe key`, `value of DB_PASSWORD in .env`. */
  readonly label: string;
  /** The exact text. It lives in memory only: no log, no ledger and no file ever holds it. */
  readonly secret: string;
};

/** What screening a body found. */
export type Screening = {
  /** Each secret once. */
  readonly findings: readonly SecretFinding[];
  /** False when it had to be given up: then nothing says that there is no more. */
  readonly complete: boolean;
};

/** A secret that the workspace itself names, such as a value of its `.env`. In memory only, like every secret. */
export type KnownSecret = Pick<SecretFinding, "label" | "secret">;

/** What is known of the workspace's own secrets. */
export type KnownSecrets = {
  readonly secrets: readonly KnownSecret[];
  /** False when there are more of its files than are read: then nothing says that these are all. */
  readonly isWhole: boolean;
};
