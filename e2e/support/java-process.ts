import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const asScriptServer = `
  for part in say tools build run; do source "$root/script/lib/$part.sh"; done
  find_jdk && find_java && printf '%s\\n' "\${java[@]}"`;

/** The command that `script/server` runs: java, its flags, the AOT cache and the jar. */
export const programCommand = execFileSync(
  'bash',
  ['-eu', '-o', 'pipefail', '-c', asScriptServer],
  {
    env: { ...process.env, root },
    encoding: 'utf8',
  },
)
  .trim()
  .split('\n');

/** A child that says on its standard output when and where it is ready. */
export class JavaProcess {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  private constructor(child: ChildProcess, origin: string, ended: Promise<number | null>) {
    this.#child = child;
    this.origin = origin;
    this.#ended = ended;
  }

  /** @param ready finds the origin in what the child prints */
  static async start(
    command: readonly string[],
    ready: RegExp,
    env: Record<string, string> = {},
  ): Promise<JavaProcess> {
    const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('FETCHLIGHT_'));
    const [program = '', ...args] = command;
    const child = spawn(program, args, {
      env: { ...Object.fromEntries(clean), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
    const origin = await new Promise<string>((done, fail) => {
      const hear = (part: Buffer) => {
        said += part;
        const line = ready.exec(said);
        if (line?.[1]) done(line[1]);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('error', fail);
      ended.then((code) => fail(new Error(`ended with ${code} before it was ready:\n${said}`)));
    });
    return new JavaProcess(child, origin, ended);
  }

  get port(): string {
    return new URL(this.origin).port;
  }

  /** Asks it to end; the answer is its exit status. */
  stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#ended;
  }

  /** Ends it at once, as a power cut would. */
  kill(): Promise<number | null> {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }
}
