export type Refusal =
  | { readonly kind: "paused" }
  /** The server does not answer. */
  | {
      readonly kind: "serverDown";
      readonly provider: string;
      readonly reason: string;
    }
  | { readonly kind: "unknown" };
