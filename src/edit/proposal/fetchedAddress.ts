/** Lines that have an editor fetch what stands at an address, as soon as it shows them: schemas, document types, entities. */
const fetching = [
  /["']?\$schema["']?\s*[:=]\s*["']?\s*[\w+.-]+:/i,
  /schemaLocation\s*=/i,
  /<\?xml-(?:model|stylesheet)\b/i,
  /<!(?:DOCTYPE|ENTITY)\b[^>]*["'][\w+.-]+:/i,
  /<xs:(?:import|include)\b/i,
];

/** Whether lines that are put in have the editor fetch an address, and those they replace did not. */
export function bringsFetchedAddress(before: readonly string[], after: readonly string[]): boolean {
  const known = new Set(before.map((line) => line.trim()));
  // An address may stand in the line below its key.
  const text = after.filter((line) => !known.has(line.trim())).join("");
  return fetching.some((form) => form.test(text));
}

const schemaFiles = /\.(?:json|jsonc|json5|code-snippets|ya?ml|xml|xsd|xsl|xslt|svg|html?|wsdl|toml)$/i;

/** Whether the editor fetches addresses that stand in such a file, so that a proposal for it is shown as plain text. */
export function mayFetchAddresses(path: string): boolean {
  return schemaFiles.test(path);
}
