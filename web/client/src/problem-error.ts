import type { Problem } from './generated/schemas.ts';

/** The service said no: an RFC 9457 problem, with a stable `code` for programs. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  /** The field, parameter or header that is wrong. */
  readonly field: string | null;
  readonly detail: string | null;
  /** Seconds to wait before another try, where the service said so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.field = problem.field ?? null;
    this.detail = problem.detail ?? null;
    this.retryAfter = retryAfter;
  }

  /** Reads the problem out of an answer; one that carries none (a proxy's page) gets a plain one. */
  static async from(answer: Response): Promise<ProblemError> {
    const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
    const body: unknown = await answer.json().catch(() => null);
    return new ProblemError(
      isProblem(body) ? body : plain(answer.status),
      Number.isNaN(seconds) ? null : seconds,
    );
  }
}

/** No answer at all: the service is down or out of reach. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body;
}

function plain(status: number): Problem {
  const title = `The service answered with status ${status}.`;
  return { type: 'about:blank', title, status, code: 'unknown' };
}
