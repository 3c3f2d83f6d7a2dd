/** One of the runner's files takes nothing more: not there, no room, no rights, not a file. */
export class ReportUnwritable extends Error {
  /** `GITHUB_OUTPUT` or `GITHUB_STEP_SUMMARY`. */
  readonly variable: string;
  /** Node's code (`ENOSPC`, `EACCES`), or what it is instead of a file. */
  readonly reason: string;

  constructor(variable: string, reason: string) {
    super(`${variable} cannot be written (${reason}).`);
    this.name = "ReportUnwritable";
    this.variable = variable;
    this.reason = reason;
  }
}
