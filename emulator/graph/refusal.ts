/** Graph says no; the dispatcher puts it into the error envelope. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "GraphRefusal";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function badRequest(message: string, code = "Request_BadRequest"): GraphRefusal {
  return new GraphRefusal(400, code, message);
}

export function insufficientPrivileges(): GraphRefusal {
  return new GraphRefusal(
    403,
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
  );
}

/** The proof of possession is wrong. The service never says in what respect. */
export function badProof(): GraphRefusal {
  return new GraphRefusal(401, "Authentication_MissingOrMalformed", "Access Token missing or malformed.");
}

export function notFound(id: string): GraphRefusal {
  return new GraphRefusal(
    404,
    "Request_ResourceNotFound",
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export const CONCURRENCY_VIOLATION = {
  status: 409,
  code: "Directory_ConcurrencyViolation",
  message: "Error due to concurrent requests being made to the tenant. Please wait briefly and retry.",
} as const;

export function concurrencyViolation(): GraphRefusal {
  const { status, code, message } = CONCURRENCY_VIOLATION;
  return new GraphRefusal(status, code, message);
}

export function unknownSegment(segment: string): GraphRefusal {
  return badRequest(`Resource not found for the segment '${segment}'.`, "BadRequest");
}

export function methodNotAllowed(): GraphRefusal {
  return new GraphRefusal(
    405,
    "Request_BadRequest",
    "Specified HTTP method is not allowed for the request target.",
  );
}
