/**
 * Whether a system's code says that a certificate was not accepted. Node hands on OpenSSL's names (such as
 * DEPTH_ZERO_SELF_SIGNED_CERT, UNABLE_TO_VERIFY_LEAF_SIGNATURE) and has its own, such as ERR_TLS_CERT_ALTNAME_INVALID.
 */
export function isCertificateCode(code: string): boolean {
  return /CERT|^UNABLE_TO_|^INVALID_CA$|^INVALID_PURPOSE$|^HOSTNAME_MISMATCH$/.test(code);
}
