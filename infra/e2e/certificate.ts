import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate that this machine made for its own address, and the flag by which Chromium believes it and no other. */
export type OwnCertificate = {
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly chromiumFlag: string;
};

/** Makes one, good for two days, in a folder. */
export function makeCertificate(folder: string): OwnCertificate {
  const [keyFile, certificateFile] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"],
      ...["-keyout", keyFile, "-out", certificateFile, ...names],
    ],
    { stdio: "ignore" },
  );
  const spki = new X509Certificate(readFileSync(certificateFile)).publicKey.export({ type: "spki", format: "der" });
  const hash = createHash("sha256").update(spki).digest("base64");
  return { certificateFile, keyFile, chromiumFlag: `--ignore-certificate-errors-spki-list=${hash}` };
}
