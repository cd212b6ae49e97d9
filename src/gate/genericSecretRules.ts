import { entropy } from "./entropy.ts";
import { isPlaceholder } from "./isPlaceholder.ts";
import { isWords } from "./isWords.ts";
import type { SecretRule } from "./secretRule.ts";

function hasAlgorithm(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
    return typeof header === "object" && header !== null && ("alg" in header || "enc" in header);
  } catch {
    return false;
  }
}

/** At least this many characters of base64, more than any ellipsis in a manual. */
function holdsKey(block: string): boolean {
  return (
    /[A-Za-z0-9+/=]{40}/.test(block) || /(?:[A-Za-z0-9+/=]{16,64}(?:\s|\\[nr]|["'+,]){1,12}){2}/.test(block)
  );
}

function isPassword(value: string): boolean {
  return !isPlaceholder(value) && !isWords(value);
}

/** Random enough, and mixed: a word or a name with a digit at its end is not. */
function isRandom(value: string, bits: number): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropy(value) >= bits && isPassword(value);
}

function isBasic(value: string): boolean {
  return /^[\x20-\x7e]{1,100}:[\x20-\x7e]{3,200}$/.test(Buffer.from(value, "base64").toString());
}

const names = [
  "password",
  "passwd",
  "passphrase",
  "passwort",
  "pwd",
  "secret",
  "token",
  "apikey",
  "api_key",
  "api-key",
  "accesskey",
  "access_key",
  "authkey",
  "auth_key",
  "private_key",
  "privatekey",
  "signing_key",
  "signingkey",
  "encryption_key",
  "encryptionkey",
  "credential",
] as const;

/** Forms that no single vendor owns; they look at the value too. */
export const genericSecretRules: readonly SecretRule[] = [
  {
    id: "private-key",
    label: "private key",
    source: "RFC 7468, OpenSSH, RFC 9580",
    keywords: ["-----begin "],
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!-)){40,20000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/y,
    check: holdsKey,
  },
  {
    id: "putty-key",
    label: "PuTTY private key",
    source: "PuTTY: PPK file format",
    keywords: ["private-lines:"],
    pattern: /Private-Lines: {0,2}\d{1,4}([A-Za-z0-9+/=\s\\]{64,20000})/y,
    check: holdsKey,
  },
  {
    id: "age-key",
    label: "age secret key",
    source: "age: file format",
    keywords: ["age-secret-key-1"],
    pattern: /AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}(?![0-9A-Z])/iy,
  },
  {
    id: "jwt",
    label: "JSON web token",
    source: "RFC 7519",
    keywords: ["eyj"],
    pattern: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,8000}\.[\w-]{16,2000}/y,
    check: hasAlgorithm,
  },
  {
    id: "database-url",
    label: "database password",
    source: "libpq, MongoDB, MySQL, Redis, AMQP: connection URLs",
    keywords: [
      "postgres://",
      "postgresql://",
      "mysql://",
      "mariadb://",
      "mongodb://",
      "mongodb+srv://",
      "redis://",
      "rediss://",
      "amqp://",
      "amqps://",
      "mssql://",
      "sqlserver://",
      "cockroachdb://",
      "clickhouse://",
      "nats://",
    ],
    pattern:
      /[a-z]{4,12}(?:\+srv)?:\/\/[^\s:@/"'`<>\\{}[\]|^]{0,100}:([^\s@/"'`<>\\{}[\]|^]{4,200})(?=@[\w.[\]-])/iy,
    check: isPassword,
  },
  {
    id: "url-password",
    label: "password in a URL",
    source: "RFC 3986, user information",
    keywords: ["://"],
    pattern: /:\/\/[^\s:@/"'`<>\\{}[\]|^]{1,100}:([^\s@/"'`<>\\{}[\]|^]{4,200})(?=@[\w.[\]-])/y,
    check: isPassword,
  },
  {
    id: "bearer",
    label: "bearer token",
    source: "RFC 6750",
    keywords: ["bearer "],
    pattern: /bearer {1,2}([\w.~+/-]{16,2000}={0,2})/iy,
    check: (value) => isRandom(value, 3),
  },
  {
    id: "basic-auth",
    label: "basic credentials",
    source: "RFC 7617",
    keywords: ["basic "],
    pattern: /basic {1,2}([A-Za-z0-9+/]{12,400}={0,2})(?![\w+/=])/iy,
    check: isBasic,
  },
  {
    id: "quoted-assignment",
    label: "possible secret",
    source: "an assignment to a telling name",
    keywords: names,
    pattern:
      /[\w-]{3,40}["'`]?\]?(?:: ?[A-Za-z]{3,10} ?(?==))?\s{0,8}(?:=>|:=|==|[:=,])\s{0,8}[bru]?["'`]([^\s"'`\\]{8,400})(?=["'`\\])/iy,
    check: (value) => isRandom(value, value.length < 16 ? 2.8 : 3.3),
  },
  {
    id: "plain-assignment",
    label: "possible secret",
    source: "environment files, query strings, YAML",
    keywords: names,
    pattern: /[\w-]{3,40}(?:=|: {1,4})([\w+/.~!@#%^*=-]{10,400})(?=[;&"'`\s\\]|$)/iy,
    check: (value) => isRandom(value, 3) && /\d\D+\d/.test(value) && !/^[\w$]+(?:\.[\w$]+)+$/.test(value),
  },
];
