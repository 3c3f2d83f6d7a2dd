export class VaultRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "VaultRefusal";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
