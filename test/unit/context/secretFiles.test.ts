import assert from "node:assert/strict";
import { matchRules } from "../../../src/context/matchRules.ts";
import { secretFiles } from "../../../src/context/secretFiles.ts";

const matches = matchRules(
  secretFiles.map(({ rule }) => ({ rule, written: rule })),
  true,
);

/** A file for each rule that excludes. */
const secrets: readonly string[] = [
  ".env",
  "app/.env.production",
  "docker/db.env",
  ".envrc",
  "worker/.dev.vars",
  "tls/server.pem",
  "config/master.key",
  "AuthKey_1.p8",
  "putty.ppk",
  "tls/server.crt",
  "tls/ca.cer",
  "tls/ca.der",
  "a.p12",
  "a.pfx",
  "a.pkcs12",
  "app/release.jks",
  "app/debug.keystore",
  "a.bks",
  "krb5.keytab",
  "home/me/id_rsa",
  "id_dsa",
  "id_ecdsa",
  "id_ed25519",
  "id_ecdsa_sk",
  "id_ed25519_sk",
  "home/me/.ssh/config",
  "home/me/.gnupg/pubring.kbx",
  "passwords.gpg",
  "home/me/.aws/credentials",
  "home/me/.aws/config",
  "home/me/.aws/sso/cache/a.json",
  "home/me/.aws/cli/cache/a.json",
  "home/me/.azure/accessTokens.json",
  "home/me/.azure/msal_token_cache.json",
  "functions/local.settings.json",
  "home/me/.config/gcloud/credentials.db",
  "application_default_credentials.json",
  ".boto",
  "service-account.json",
  "service_account_prod.json",
  "serviceAccountKey.json",
  "prod-service-account.json",
  "shop-firebase-adminsdk-x1.json",
  "gha-creds-1.json",
  "client_secret_1.apps.json",
  "credentials.json",
  "home/me/.kube/config",
  "kubeconfig",
  "prod.kubeconfig",
  "home/me/.docker/config.json",
  ".dockercfg",
  ".npmrc",
  ".pypirc",
  "home/me/.cargo/credentials",
  "home/me/.cargo/credentials.toml",
  "home/me/.gem/credentials",
  "home/me/.m2/settings.xml",
  "home/me/.m2/settings-security.xml",
  "home/me/.composer/auth.json",
  ".netrc",
  "_netrc",
  ".git-credentials",
  ".htpasswd",
  "home/me/.config/gh/hosts.yml",
  ".pgpass",
  ".my.cnf",
  ".mylogin.cnf",
  "home/me/.password-store/mail",
  "mine.kdbx",
  "old.kdb",
  ".vault-token",
  ".vault_pass",
  ".vault_password",
  "vault-password",
  "terraform.tfstate",
  "terraform.tfstate.backup",
  "prod.tfvars",
  "prod.tfvars.json",
  ".terraformrc",
  "terraform.rc",
  "credentials.tfrc.json",
  "config/secrets.yml",
  "secrets.yaml",
  "secrets.json",
  ".streamlit/secrets.toml",
  ".s3cfg",
  ".passwd-s3fs",
  "rclone.conf",
  "office.ovpn",
  ".bash_history",
  ".zsh_history",
  ".psql_history",
  ".mysql_history",
];

/** What looks a little like one and is ordinary. */
const ordinary: readonly string[] = [
  ".env.example",
  "app/.env.sample",
  ".env.template",
  ".env.dist",
  "example.env",
  "sample.env",
  "template.env",
  "src/env.ts",
  "src/environment.ts",
  "src/credentials.ts",
  "src/secrets.ts",
  "src/secrets/index.ts",
  "src/keys.ts",
  "src/ssh/config.ts",
  "docker/config.json",
  ".docker/Dockerfile",
  ".aws/task-definition.json",
  "main.tf",
  "package.json",
  "tsconfig.json",
  "settings.xml",
  "auth.json",
  "id_rsa.pub",
  ".npmignore",
  ".gitignore",
  "src/tokens.css",
  "charts/templates/secret.yaml",
  "README.md",
];

describe("context/secretFiles", () => {
  for (const path of secrets)
    it(`excludes ${path}`, () => {
      assert.notEqual(matches(path), undefined);
    });

  for (const path of ordinary)
    it(`leaves ${path} alone`, () => {
      assert.equal(matches(path), undefined);
    });

  it("has an example here for every rule, and a reason in each row", () => {
    const used = new Set(secrets.map(matches));
    const excluding = secretFiles.map(({ rule }) => rule).filter((rule) => !rule.startsWith("!"));
    assert.deepEqual(
      excluding.filter((rule) => !used.has(rule)),
      [],
    );
    assert.ok(secretFiles.every(({ reason }) => /\w/.test(reason)));
  });
});
