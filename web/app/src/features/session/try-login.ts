import { ProblemError } from '@fetchlight/client';

/** Signs in, and puts a refusal in words that help. */
export async function tryLogin(
  login: (token: string) => Promise<void>,
  token: string,
): Promise<void> {
  try {
    await login(token);
  } catch (error) {
    throw new Error(wordsFor(error), { cause: error });
  }
}

function wordsFor(error: unknown): string {
  if (!(error instanceof ProblemError))
    return 'The service does not answer. Try again in a moment.';
  if (error.status === 401) return 'That token is not the right one.';
  if (error.status !== 429) return error.message;
  const wait = error.retryAfter === null ? 'a moment' : `${error.retryAfter} seconds`;
  return `Too many tries. Wait ${wait}.`;
}
