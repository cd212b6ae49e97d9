/**
 * Whether what somebody typed begins a word of one of the names of a thing. Names are given in English and, through `say`, as
 * they stand on the screen: both are looked for, since what is written about Drawbridge names things in English.
 */
export function isNamed(typed: string, ...names: readonly string[]): boolean {
  const wanted = ` ${typed.trim().toLowerCase()}`;
  return names.some((name) => ` ${name.toLowerCase()}`.includes(wanted));
}
