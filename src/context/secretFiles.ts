/** A rule that Drawbridge brings itself, and what such a file holds. */
export type SecretFileRule = { readonly rule: string; readonly reason: string };

function rows(reason: string, ...rules: readonly string[]): readonly SecretFileRule[] {
  return rules.map((rule) => ({ rule, reason }));
}

/**
 * Files that hold secrets by their very purpose, in gitignore syntax, whatever the case of their names. They are never
 * read. Names that ordinary code carries as well are not here.
 */
export const secretFiles: readonly SecretFileRule[] = [
  ...rows("passwords and tokens of an environment", "*.env", ".env", ".env.*", ".envrc", ".dev.vars"),
  ...rows(
    "an example of an environment file, without its secrets",
    "!.env.example",
    "!.env.sample",
    "!.env.template",
    "!.env.dist",
    "!example.env",
    "!sample.env",
    "!template.env",
  ),
  ...rows("private keys or certificates", "*.pem", "*.key", "*.p8", "*.ppk", "*.crt", "*.cer", "*.der"),
  ...rows("a key store", "*.p12", "*.pfx", "*.pkcs12", "*.jks", "*.keystore", "*.bks", "*.keytab"),
  ...rows(
    "an SSH private key",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_ecdsa_sk",
    "id_ed25519_sk",
    ".ssh/",
  ),
  ...rows("GnuPG keys", ".gnupg/", "*.gpg"),
  ...rows("AWS credentials", "**/.aws/credentials", "**/.aws/config", "**/.aws/sso/", "**/.aws/cli/cache/"),
  ...rows(
    "Azure credentials",
    "**/.azure/accessTokens.json",
    "**/.azure/msal_token_cache.*",
    "local.settings.json",
  ),
  ...rows("Google Cloud credentials", "**/.config/gcloud/", "application_default_credentials.json", ".boto"),
  ...rows(
    "the key of a service account",
    "service-account*.json",
    "service_account*.json",
    "serviceAccount*.json",
    "*-service-account.json",
    "*firebase-adminsdk*.json",
    "gha-creds-*.json",
  ),
  ...rows("an OAuth client's secret", "client_secret*.json", "credentials.json"),
  ...rows("access to a Kubernetes cluster", ".kube/", "kubeconfig", "*.kubeconfig"),
  ...rows("tokens of a container registry", "**/.docker/config.json", ".dockercfg"),
  ...rows(
    "tokens of a package registry",
    ".npmrc",
    ".pypirc",
    "**/.cargo/credentials",
    "**/.cargo/credentials.toml",
    "**/.gem/credentials",
    "**/.m2/settings.xml",
    "**/.m2/settings-security.xml",
    "**/.composer/auth.json",
  ),
  ...rows(
    "passwords for servers",
    ".netrc",
    "_netrc",
    ".git-credentials",
    ".htpasswd",
    "**/.config/gh/hosts.yml",
  ),
  ...rows("a database's password", ".pgpass", ".my.cnf", ".mylogin.cnf"),
  ...rows("a password store", ".password-store/", "*.kdbx", "*.kdb"),
  ...rows("tokens of a vault", ".vault-token", ".vault_pass", ".vault_password", "vault-password"),
  ...rows("the state of Terraform, in plain text", "*.tfstate", "*.tfstate.*", "*.tfvars", "*.tfvars.json"),
  ...rows("tokens of Terraform", ".terraformrc", "terraform.rc", "credentials.tfrc.json"),
  ...rows("secrets, by its name", "secrets.yml", "secrets.yaml", "secrets.json", "secrets.toml"),
  ...rows("keys of a storage or network tool", ".s3cfg", ".passwd-s3fs", "rclone.conf", "*.ovpn"),
  ...rows("what was typed into a shell", ".bash_history", ".zsh_history", ".psql_history", ".mysql_history"),
];
