/** One known form of a secret, as data. */
export type SecretRule = {
  readonly id: string;
  /** What a person calls it: "Stripe key". */
  readonly label: string;
  /** Where the form is documented. */
  readonly source: string;
  /** In lower case; the pattern is tried only where one of them stands, whatever its case there. */
  readonly keywords: readonly string[];
  /** How many characters before the keyword the pattern starts; absent: none. */
  readonly lead?: number;
  /**
   * Sticky, and tried from the keyword on (less `lead`). Takes time in proportion to what it reads: every repeat is
   * bounded, none is inside another. Group 1, when there is one, is the secret and ends the match; else all of it is.
   */
  readonly pattern: RegExp;
  /** Looks at the secret itself, where its form alone says too little. */
  readonly check?: (secret: string) => boolean;
};
