/** What came of reading a small text file whose content nobody vouches for. */
export type FileText =
  /** There is no such file. */
  | { readonly kind: "missing" }
  | { readonly kind: "text"; readonly text: string }
  /** Something is there and cannot be used; `because` completes the sentence "<file> …". */
  | { readonly kind: "unreadable"; readonly because: string };
