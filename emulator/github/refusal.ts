export class GitHubRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "GitHubRefusal";
    this.status = status;
  }
}

export function notFound(): GitHubRefusal {
  return new GitHubRefusal(404, "Not Found");
}

export function notAccessible(): GitHubRefusal {
  return new GitHubRefusal(403, "Resource not accessible by integration");
}
