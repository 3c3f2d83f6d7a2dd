import {
  makeCertificate,
  type CertificateOptions,
  type MadeCertificate,
} from "../../emulator/certificates.ts";

/** Valid in 2026 to 2028: at the fake clock's time, and when the tests are run for a good while. */
const PERIOD = { notBefore: new Date("2026-01-01T00:00:00Z"), notAfter: new Date("2036-01-01T00:00:00Z") };
const made = new Map<string, MadeCertificate>();

/** One for each name and test file: keys are slow. */
export function certificate(name: string, options: CertificateOptions = {}): MadeCertificate {
  const known = made.get(name) ?? makeCertificate({ subject: name, ...PERIOD, ...options });
  made.set(name, known);
  return known;
}
