import { makeCertificate } from "./certificates.ts";
import { certificateHosts } from "./hosts.ts";
import { pkcs8Pem } from "./keyFiles.ts";

export interface ServerCertificate {
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** A new authority and, signed by it, a certificate for every host that the emulator stands for. */
export function makeServerCertificate(now = new Date()): ServerCertificate {
  const notBefore = new Date(now.getTime() - 86_400_000);
  const notAfter = new Date(now.getTime() + 30 * 86_400_000);
  const authority = makeCertificate({
    subject: "graph-keyroll emulator CA",
    key: "ec",
    isAuthority: true,
    notBefore,
    notAfter,
  });
  const server = makeCertificate({
    subject: "localhost",
    key: "ec",
    issuer: authority,
    notBefore,
    notAfter,
    hosts: [...certificateHosts(), "127.0.0.1", "::1"],
  });
  return {
    caPem: authority.certificatePem,
    certificatePem: server.certificatePem + authority.certificatePem,
    keyPem: pkcs8Pem(server),
  };
}
