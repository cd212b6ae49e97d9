/** Values that are read from elsewhere at run time: `${X}`, `<your key>`, `{{ x }}`, `process.env.X`, `os.environ[…]`. */
const reference =
  /^(?:\$[A-Za-z_]\w*$|[<{[(]|%\w+%$|@\w+\.)|\$\{|\$\(|\{\{|<%|process\.env|import\.meta|environ|getenv|secrets?\.|vault:|config\.|\.(?:get|value)$/i;

/** Words people write where a secret will stand. */
const standIn =
  /change.?me|change.?this|example|sample|dummy|placeholder|your[-_. ]?|redacted|replace|insert|here$|fixme|todo|fake|mock|lorem|abc123|not[-_]?(?:a[-_])?(?:real|secret)|some[-_]|null|undefined|^(?:my|the|test|super|top)?[-_ ]?(?:secret|password|passwd|passphrase|token|api[-_]?key|key|pass|pwd|pw)\d{0,4}$/i;

/** What everybody's first database is opened with. */
const usual = new Set(["postgres", "mysql", "root", "admin", "guest", "user", "test", "mongo", "rabbitmq"]);

const keyboardRows = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop 9876543210 0123456789abcdef";

/** Whether a value only holds the place of a secret. */
export function isPlaceholder(value: string): boolean {
  const lower = value.toLowerCase();
  return (
    new Set(lower).size < 4 ||
    usual.has(lower) ||
    reference.test(value) ||
    standIn.test(value) ||
    keyboardRows.includes(lower)
  );
}
