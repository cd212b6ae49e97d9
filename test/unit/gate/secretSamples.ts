import { createRandom } from "../../support/random.ts";

/** A text that holds a secret of one rule, and one that nearly does. Made when it runs, so that no file holds any. */
export type SecretSample = {
  readonly rule: string;
  readonly before: string;
  readonly secret: string;
  readonly after: string;
  readonly miss: string;
};

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const digits = "0123456789";
const alphabets = {
  hex: "0123456789abcdef",
  base32: `${upper}234567`,
  capital: `${upper}${digits}`,
  small: `${lower}${digits}`,
  word: `${lower}${upper}${digits}`,
  base64: `${lower}${upper}${digits}`,
  bech32: "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
  digit: digits,
} as const;

const random = createRandom(7);

function made(alphabet: keyof typeof alphabets, length: number): string {
  const letters = Array.from(alphabets[alphabet]);
  return Array.from({ length }, () => random.pick(letters)).join("");
}

const hex = (length: number): string => made("hex", length);
const word = (length: number): string => `a1B2${made("word", length - 4)}`;

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function pem(kind: string, lines: number, eol = "\n"): string {
  const body = Array.from({ length: lines }, () => `${made("base64", 64)}${eol}`).join("");
  return `-----BEGIN ${kind}-----${eol}${body}-----END ${kind}-----`;
}

type Given = Partial<SecretSample> & { readonly secret: string; readonly miss: string };

function sample(
  rule: string,
  { before = 'const it = "', after = '";\n', secret, miss }: Given,
): SecretSample {
  return { rule, before, secret, after, miss };
}

const fullHex = (prefix: string, length: number): Given => ({
  secret: `${prefix}${hex(length)}`,
  miss: `x = ${prefix}${hex(length - 1)}`,
});
const fullWord = (prefix: string, length: number): Given => ({
  secret: `${prefix}${word(length)}`,
  miss: `x = ${prefix}${word(length - 1)}`,
});
const uuid = (): string => [8, 4, 4, 4, 12].map(hex).join("-");

const rain = ["r4in", "In", "Spa1n"].join("-");

const cloud: readonly SecretSample[] = [
  sample("aws-access-key", { secret: `AKIA${made("base32", 16)}`, miss: `AKIAIOSFODNN7EXAMPLE` }),
  sample("aws-secret-key", {
    before: "aws_secret_access_key = ",
    secret: word(40),
    after: "\n",
    miss: `aws_secret_access_key = ${"A".repeat(40)}`,
  }),
  sample("aws-bedrock", fullWord("AB" + "SK", 109)),
  sample("gcp-private-key-id", {
    before: '"private_key_id": "',
    secret: hex(40),
    after: '",',
    miss: '"private_key_id": "<your key id>"',
  }),
  sample("google-api-key", fullWord("AI" + "za", 35)),
  sample("google-client-secret", fullWord("GOC" + "SPX-", 28)),
  sample("google-access-token", { secret: `ya29.${word(120)}`, miss: "node ya29.short" }),
  sample("google-refresh-token", { secret: `1//0${word(60)}`, miss: "https://1//0/short" }),
  sample("azure-storage-key", {
    before: "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=",
    secret: `${word(86)}==`,
    after: ";EndpointSuffix=core.windows.net",
    miss: `AccountName=shop;AccountKey=${word(60)};`,
  }),
  sample("azure-shared-access-key", {
    before: "SharedAccessKeyName=all;SharedAccessKey=",
    secret: `${word(43)}=`,
    after: ";",
    miss: "SharedAccessKey=<your key>",
  }),
  sample("azure-sas", {
    before: "/c/b.txt?sv=2024-11-04&sp=r&sig=",
    secret: `${word(43)}%3D`,
    after: "&se=2026",
    miss: "config=1&sig=none",
  }),
  sample("azure-client-secret", { secret: `aB38Q~${word(34)}`, miss: `x = aB38Q~${word(20)}` }),
  sample("digitalocean", fullHex("dop" + "_v1_", 64)),
  sample("heroku", { secret: `HRKU-${uuid()}`, miss: "HRKU-none" }),
  sample("heroku-in-context", {
    before: "HEROKU_API_KEY=",
    secret: uuid(),
    after: "\n",
    miss: `heroku deployment ${uuid()}`,
  }),
  sample("cloudflare", fullWord("cf" + "ut_", 40)),
  sample("cloudflare-in-context", {
    before: "CLOUDFLARE_API_TOKEN: ",
    secret: word(40),
    after: "\n",
    miss: "cloudflare_worker_name: the-name-of-a-worker-in-our-account-here",
  }),
  sample("cloudflare-origin-key", {
    secret: `v1.0-${hex(24)}-${hex(146)}`,
    miss: `v1.0-${hex(24)}-${hex(8)}`,
  }),
  sample("vercel", fullWord("vc" + "p_", 24)),
  sample("vercel-in-context", {
    before: "VERCEL_TOKEN=",
    secret: word(24),
    after: "\n",
    miss: "vercelToken=abcdefghijklmnopqrstuvwx",
  }),
  sample("netlify", fullWord("nf" + "p_", 36)),
  sample("databricks", fullHex("da" + "pi", 32)),
  sample("vault", fullWord("hv" + "s.", 24)),
  sample("terraform", {
    secret: `${word(14)}.atlasv1.${word(64)}`,
    miss: `${word(14)}.atlasv1.${word(20)}`,
  }),
  sample("pulumi", fullHex("pu" + "l-", 40)),
  sample("supabase", fullHex("sb" + "p_", 40)),
  sample("planetscale", fullWord("pscale" + "_tkn_", 32)),
  sample("fly", fullWord("fo" + "1_", 43)),
  sample("doppler", fullWord("dp" + ".pt.", 40)),
];

const code: readonly SecretSample[] = [
  sample("github", fullWord("gh" + "p_", 36)),
  sample("github-fine-grained", {
    secret: `github_pat_${word(22)}_${word(59)}`,
    miss: `github_pat_${word(22)}_${word(58)}`,
  }),
  sample("gitlab", fullWord("gl" + "pat-", 20)),
  sample("bitbucket", fullWord("AT" + "BB", 32)),
  sample("atlassian", fullWord("ATA" + "TT3", 150)),
  sample("npm", fullWord("np" + "m_", 36)),
  sample("npm-config", {
    before: "//registry.npmjs.org/:_authToken=",
    secret: uuid(),
    after: "\n",
    miss: "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
  }),
  sample("pypi", { secret: `pypi-AgEIcHlwaS5vcmc${word(60)}`, miss: "pypi-AgEshort" }),
  sample("rubygems", fullHex("ruby" + "gems_", 48)),
  sample("nuget", {
    secret: `oy2a7b6${made("base32", 39).toLowerCase()}`,
    miss: `oy2${made("small", 20)}`,
  }),
  sample("crates", fullWord("ci" + "o", 32)),
  sample("docker-hub", fullWord("dckr" + "_pat_", 27)),
  sample("postman", { secret: `PMAK-${hex(24)}-${hex(34)}`, miss: `PMAK-${hex(24)}` }),
  sample("openai", { secret: `sk-proj-${word(80)}`, miss: `sk-proj-${"ab".repeat(30)}` }),
  sample("openai", { secret: `sk-${word(20)}T3BlbkFJ${word(20)}`, miss: "sk-T3BlbkFJ" }),
  sample("anthropic", { secret: `sk-ant-api03-${word(95)}`, miss: "sk-ant-api03-short" }),
  sample("openrouter", { secret: `sk-or-v1-${hex(64)}`, miss: "sk-or-v1-none" }),
  sample("model-api", { secret: `sk-${word(32)}`, miss: "class sk-loading-spinner-dots-animation-2" }),
  sample("mistral", {
    before: 'mistral_key = "',
    secret: word(32),
    miss: `mistral_model = "mistral-small-latest-2026"`,
  }),
  sample("groq", fullWord("gs" + "k_", 52)),
  sample("xai", fullWord("xa" + "i-", 80)),
  sample("perplexity", fullWord("ppl" + "x-", 48)),
  sample("replicate", fullWord("r" + "8_", 37)),
  sample("hugging-face", {
    secret: `hf_${word(34)}`,
    miss: "hf_hub_download_from_a_repository_to_disk",
  }),
];

const service: readonly SecretSample[] = [
  sample("slack", {
    secret: `xoxb-${made("digit", 12)}-${made("digit", 12)}-${word(24)}`,
    miss: "xoxb-your-token-goes-here-please",
  }),
  sample("slack-app", {
    secret: `xapp-1-${made("capital", 11)}-${made("digit", 13)}-${hex(64)}`,
    miss: "xapp-1-A-1-a",
  }),
  sample("slack-webhook", {
    before: "https://hooks.slack.com/services/",
    secret: `T${made("capital", 10)}/B${made("capital", 10)}/${word(24)}`,
    miss: "https://hooks.slack.com/services/T000/B000/XXX",
  }),
  sample("discord-bot", {
    before: 'client.login("',
    secret: `MT${word(24)}.G${word(5)}.${word(38)}`,
    miss: 'client.login("M.a.b")',
  }),
  sample("discord-webhook", {
    before: "https://discord.com/api/webhooks/",
    secret: `${made("digit", 18)}/${word(68)}`,
    miss: "https://discord.com/api/webhooks/123/abc",
  }),
  sample("telegram-bot", {
    before: `bot ${made("digit", 9)}1:`,
    secret: `AA${word(33)}`,
    miss: `bot 12:AA${word(33)}`,
  }),
  sample("twilio", fullHex("S" + "K", 32)),
  sample("twilio-auth", { before: 'twilioAuth = "', secret: hex(32), miss: `twilioRegion = "${hex(20)}"` }),
  sample("sendgrid", { secret: `SG.${word(22)}.${word(43)}`, miss: `SG.${word(22)}.${word(42)}` }),
  sample("mailgun", fullHex("ke" + "y-", 32)),
  sample("mailgun-in-context", {
    before: "MAILGUN_KEY=",
    secret: `${hex(32)}-${hex(8)}-${hex(8)}`,
    after: "\n",
    miss: `mailgun ${hex(32)}-${hex(8)}`,
  }),
  sample("mailchimp", { secret: `${hex(32)}-us12`, miss: `${hex(31)}-us12` }),
  sample("brevo", { secret: `xkeysib-${hex(64)}-${word(16)}`, miss: `xkeysib-${hex(64)}` }),
  sample("stripe", { secret: `sk_live_${word(24)}`, miss: "sk_live_short" }),
  sample("stripe", { secret: `rk_test_${word(99)}`, miss: `rk_test_${"a".repeat(24)}` }),
  sample("stripe-webhook", fullWord("wh" + "sec_", 32)),
  sample("square", fullWord("sq0" + "atp-", 22)),
  sample("braintree", {
    secret: `access_token$production$${made("small", 16)}$${hex(32)}`,
    miss: "access_token$production$none",
  }),
  sample("paypal", {
    before: 'paypalClientSecret: "',
    secret: `E${word(79)}`,
    miss: `paypalClientId: "none"`,
  }),
  sample("shopify", fullHex("shp" + "at_", 32)),
  sample("datadog", { before: "DD_API_KEY=", secret: hex(32), after: "\n", miss: `datadog ${hex(32)}` }),
  sample("new-relic", {
    secret: `NRAK-${made("capital", 27)}`,
    miss: `NRAK-${made("capital", 26)}`,
  }),
  sample("new-relic-license", { secret: `eu01xx${hex(30)}NRAL`, miss: `${hex(30)}NRAL` }),
  sample("error-tracking-dsn", {
    before: "https://",
    secret: hex(32),
    after: "@o123.ingest.example.com/456",
    miss: `https://${hex(31)}@o123.ingest.example.com/456`,
  }),
  sample("error-tracking-token", fullHex("snt" + "ryu_", 64)),
  sample("grafana", { secret: `glsa_${word(32)}_${hex(8)}`, miss: `glsa_${word(32)}_${hex(7)}` }),
  sample("dynatrace", {
    secret: `dt0c01.${made("base32", 24)}.${made("base32", 64)}`,
    miss: `dt0c01.${made("base32", 24)}.${made("base32", 63)}`,
  }),
  sample("linear", fullWord("lin" + "_api_", 40)),
  sample("notion", { secret: `ntn_${made("digit", 11)}${word(35)}`, miss: `ntn_${made("digit", 11)}` }),
  sample("figma", fullWord("fi" + "gd_", 40)),
  sample("airtable", { secret: `pat${word(14)}.${hex(64)}`, miss: `pat${word(14)}.${hex(63)}` }),
  sample("1password-service", fullWord("ops" + "_eyJ", 200)),
  sample("1password-secret-key", {
    secret: `A3-7${made("capital", 5)}-${made("capital", 11)}-${[1, 2, 3].map(() => made("capital", 5)).join("-")}`,
    miss: "A3-ABCDEF-short",
  }),
];

const alg = base64url({ alg: "HS256", typ: "JWT" });

const generic: readonly SecretSample[] = [
  ...["RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED ", ""].map((kind) =>
    sample("private-key", {
      before: "",
      secret: pem(`${kind}PRIVATE KEY`, 4),
      after: "\n",
      miss: `-----BEGIN ${kind}PRIVATE KEY-----\n… your key here …\n-----END ${kind}PRIVATE KEY-----`,
    }),
  ),
  sample("private-key", {
    before: '{"type":"service_account","private_key":"',
    secret: pem("PRIVATE" + " KEY", 4, "\\n"),
    after: '\\n"}',
    miss: pem("PUBLIC KEY", 4),
  }),
  sample("putty-key", {
    before: "Public-Lines: 2\nPrivate-Lines: 2",
    secret: `\n${made("base64", 64)}\n${made("base64", 64)}\nPrivate`,
    after: `-MAC: ${hex(4)}`,
    miss: "Private-Lines: 2 are not many",
  }),
  sample("age-key", {
    secret: `AGE-SECRET-KEY-1${made("bech32", 58)}`,
    miss: "AGE-SECRET-KEY-1QPZRY",
  }),
  sample("jwt", {
    secret: `${alg}.${base64url({ sub: "1234567890", name: "Ada" })}.${word(43)}`,
    miss: `${base64url({ typ: "none" })}.${base64url({ a: "and so on" })}.${word(43)}`,
  }),
  sample("database-url", {
    before: "postgres://shop:",
    secret: rain,
    after: "@db.example.com:5432/shop",
    miss: "postgres://postgres:postgres@localhost:5432/shop",
  }),
  sample("database-url", {
    before: "redis://:",
    secret: rain,
    after: "@cache.example.com",
    miss: "redis://:${PASSWORD}@cache",
  }),
  sample("url-password", {
    before: "https://ada:",
    secret: `${rain}9`,
    after: "@example.com/x",
    miss: "https://user:password@example.com/x and http://example.com:8080/a@b",
  }),
  sample("bearer", {
    before: "Authorization: Bearer ",
    secret: word(40),
    after: "\n",
    miss: "Authorization: Bearer <token>",
  }),
  sample("basic-auth", {
    before: "Authorization: Basic ",
    secret: Buffer.from(`ada:${rain}`).toString("base64"),
    after: "\n",
    miss: "a basic introduction",
  }),
  sample("quoted-assignment", {
    before: 'dbPassword = "',
    secret: `${rain}!`,
    miss: 'dbPassword = "changeme2026"',
  }),
  sample("quoted-assignment", {
    before: "'x-api-key': '",
    secret: word(32),
    after: "'",
    miss: "'x-api-key': 'none'",
  }),
  sample("plain-assignment", {
    before: "export SERVICE_TOKEN=",
    secret: word(32),
    after: "\n",
    miss: "export SERVICE_TOKEN=$OTHER_TOKEN_2",
  }),
  sample("plain-assignment", {
    before: "https://example.com/?access_token=",
    secret: word(32),
    after: "&x=1",
    miss: "token = readToken2(from)",
  }),
  sample("plain-assignment", {
    before: "db:\n  password: ",
    secret: `${rain}7`,
    after: "\n",
    miss: "password: string; token: Token",
  }),
];

/** At least one for every rule. */
export const secretSamples: readonly SecretSample[] = [...cloud, ...code, ...service, ...generic];

/** The sample as it would stand in a file. */
export function sampleText({ before, secret, after }: SecretSample): string {
  return `${before}${secret}${after}`;
}

/** The sample of a rule; every rule has one. */
export function sampleOf(rule: string): SecretSample {
  const sample = secretSamples.find((each) => each.rule === rule);
  if (sample === undefined) throw new Error(`There is no sample of ${rule}.`);
  return sample;
}
