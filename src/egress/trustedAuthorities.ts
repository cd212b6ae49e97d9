import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";

/**
 * Makes the source of what a certificate has to lead to: the authorities that Node knows, and those that the system was
 * told to trust, such as a company's own. Node by itself asks only the first; the editor's fetch asks both. They are read
 * when first needed, in about a tenth of a second, and Node's again when somebody in this process replaced them.
 */
export function createTrustedAuthorities(): () => SecureContext {
  let read: { readonly defaults: readonly string[]; readonly context: SecureContext } | undefined;
  return () => {
    const defaults = getCACertificates("default");
    if (read?.defaults !== defaults) {
      const all = new Set([...defaults, ...getCACertificates("system")]);
      read = { defaults, context: createSecureContext({ ca: [...all] }) };
    }
    return read.context;
  };
}
