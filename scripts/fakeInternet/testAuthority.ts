import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { mustRun } from "../run.ts";

/** A certificate for some names, from an authority that lives for one run, as PEM texts. */
export type TestCertificate = {
  /** What must be trusted. */
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
};

const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** Makes an authority and a certificate for `names` in `folder`, valid for a day. Debian's openssl does the work. */
export async function makeCertificate(folder: string, names: readonly string[]): Promise<TestCertificate> {
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): Promise<string> =>
    mustRun("Making a certificate", "openssl", args).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      throw new Error("openssl is missing: install Debian's openssl package.", { cause: error });
    });
  const subject = ["-subj", "/CN=Drawbridge test authority"];
  const authority = ["-keyout", file("authority.key"), "-out", file("authority.pem"), "-days", "1"];
  await openssl("req", "-x509", ...curve, ...subject, ...authority);
  const request = [
    "-subj",
    `/CN=${names[0] ?? ""}`,
    "-keyout",
    file("server.key"),
    "-out",
    file("server.csr"),
  ];
  await openssl("req", ...curve, ...request);
  const alternatives = names.map((name) => `DNS:${name}`).join(",");
  await writeFile(file("names.cnf"), `subjectAltName=${alternatives}\n`);
  const signed = ["-in", file("server.csr"), "-out", file("server.pem"), "-days", "1"];
  const signer = ["-CA", file("authority.pem"), "-CAkey", file("authority.key"), "-CAcreateserial"];
  await openssl("x509", "-req", ...signed, ...signer, "-extfile", file("names.cnf"));
  const read = (name: string): Promise<string> => readFile(file(name), "utf8");
  const [trusted, certificate, key] = await Promise.all(
    ["authority.pem", "server.pem", "server.key"].map(read),
  );
  return { authority: trusted ?? "", certificate: certificate ?? "", key: key ?? "" };
}
