/** Words of the common languages' own, which name nothing that is defined anywhere. */
export const keywords: ReadonlySet<string> = new Set(
  `abstract and any as assert async auto await bool boolean break case catch char class const constructor continue
  crate debugger def default defer del delete do double elif else end enum except export extends extern false
  final finally float fn for foreach from func function global goto if impl implements import in include infer
  inout instanceof int interface internal is keyof lambda let long mut namespace never new nil None nonlocal not
  null number of operator or out override package pass private protected protocol pub public readonly ref
  require return satisfies self Self short signed sizeof static string struct super switch this throw throws
  trait true True False try type typeof undefined union unknown unsafe unsigned using val var virtual void
  volatile when where while with yield`.split(/\s+/),
);
