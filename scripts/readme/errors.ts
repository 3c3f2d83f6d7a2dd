// What each error code means, for the README. The compiler sees to it that none is missing.

import type { ErrorCode } from "../../src/errors.ts";

export const ERROR_MEANINGS: Readonly<Record<ErrorCode, string>> = {
  "input-unknown":
    "An input has a name that this action does not know; the nearest known one is named. No request was sent.",
  "input-missing": "An input is needed and not there. Nothing was written.",
  "input-conflict":
    "Two inputs exclude each other, such as two targets or two ways to sign in. No request was sent.",
  "input-invalid": "An input's value cannot be right; the message says what would be. Nothing was written.",
  "key-material-invalid":
    "A certificate, private key or PFX cannot be read: wrong password, damaged, not RSA, or too short. No request was sent.",
  "certificate-mismatch": "The private key does not belong to the certificate. No request was sent.",
  "certificate-not-valid-now": "The certificate has expired, or is not valid yet. No request was sent.",
  "oidc-unavailable":
    "No credential was given and GitHub offers no OIDC token: the job lacks `permissions: id-token: write`. No request was sent.",
  "secret-file-unusable":
    "The file for a secret is not below `RUNNER_TEMP`, is a link, or exists where it must not. Nothing was written to Graph.",
  "last-key": "The key to be removed or disabled is the last valid one. Nothing was written.",
  "proof-key": "The key to be removed is the one that signs the proof. Nothing was removed.",
  unverified:
    "The object cannot be read, so nobody can tell whether the removal is safe. Nothing was removed.",
  "sign-in-refused":
    "Entra gave no token; the message has its AADSTS code and what it means. Nothing was written.",
  "proof-refused": "Graph did not accept the proof of possession. Nothing was written.",
  "request-refused":
    "Graph refused the call, or would have: the message names the missing permission, or what stands against it.",
  "not-found": "The key set, application or service principal is not in this tenant. Nothing was written.",
  throttled: "The service asked to wait for longer than the run may take.",
  unreachable:
    "There was no connection to the service: name resolution, TLS, proxy or network. The message says which.",
  "answer-unreadable": "The answer is not what the service sends; often it is a proxy's own page.",
  "outcome-unknown":
    "The answer to a write was lost or could not be read, and what became of it could not be found out. The message says how to look. It was not sent again, or only after 90 seconds without a trace of it.",
  "secret-orphaned":
    "A client secret was made that nobody has the value of, and could not be removed. The message has its id.",
  "check-failed": "`check` found something that would stop the operation. Nothing was written.",
  "credentials-expiring":
    "`report` found credentials that end within `fail-before`. The report itself is complete.",
  "stale-input": "The credential given is not the one that was delivered last. Nothing was written.",
  "current-credential-missing": "The credential given is not on the object. Nothing was written.",
  "too-many-leftovers":
    "Several newer keys stand on the object and none is known to be delivered. Nothing was written.",
  "not-proved": "The token service did not accept the new credential. The old one stays valid.",
  "add-unknown":
    "It is not known whether the new certificate was added. Nothing was sent twice and nothing was removed.",
  "sink-unusable": "A place in `deliver-to` cannot be written with the token given. Nothing was written.",
  "delivery-refused": "A place in `deliver-to` refused the new credential. The old one stays valid.",
  "delivery-unknown": "A place may hold the new credential or the old one. Both stay valid.",
  "delivery-unconfirmed": "A place took the new credential and does not show it yet. Both stay valid.",
  "delivery-incomplete":
    "Not every place has the new credential. Both stay valid; the next run brings the others up to date.",
  "credential-lost":
    "Somebody else took the new credential off the object after its delivery, and it could not be added again. The message says what the places hold now.",
  "wrong-key-active":
    "Another key of the key set is active than the one that should be. What was due was done; in an emergency the leaked key is still enabled.",
  "key-not-found":
    "`emergency-key-id` names a key that was not found in several looks; the message says what stands there. Nothing was written.",
  "retirement-incomplete": "Not every key that was due could be retired. They stay valid.",
  "clock-untrusted":
    "The answers' times differ from the runner's clock by more than a day, or contradict each other: what cannot be taken back was not sent.",
  timeout: "The run's time (`timeout`) is spent; no new write was started.",
  interrupted: "The job was cancelled; no new write was started.",
  "report-unwritable":
    "The work is done, and the log says what; but an output or the summary could not be written to the runner's files. Later steps lack the outputs.",
  "internal-error": "This action has a defect. Please report it.",
};
