import { ProblemError } from '@fetchlight/client';

/** Whether the service said no in one of these ways. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof ProblemError && statuses.includes(error.status);
}
