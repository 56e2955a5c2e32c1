import { dirname, resolve } from 'node:path';
import { JavaProcess, programCommand, root } from './java-process.ts';

const READY = /Media site ready at (\S+)/;

/** The local media site of the Java tests (`dev.fetchlight.site.MediaSite` tells its paths). */
export class MediaSite {
  readonly #process: JavaProcess;

  private constructor(process: JavaProcess) {
    this.#process = process;
  }

  static async start(): Promise<MediaSite> {
    const classes = resolve(root, 'server/target/test-classes');
    const java = resolve(dirname(programCommand[0] ?? ''), 'java');
    return new MediaSite(
      await JavaProcess.start([java, '-cp', classes, 'dev.fetchlight.site.MediaSite', '0'], READY),
    );
  }

  url(path: string): string {
    return this.#process.origin + path;
  }

  /** A page with a title around a clip of about 4 MB that comes at so many bytes a second. */
  slowPage(title: string, rate: number): string {
    return this.url(`/slow/page?media=/clip.mp4&rate=${rate}&title=${encodeURIComponent(title)}`);
  }

  /** A page with a title around a clip that comes at once. */
  page(title: string, media = '/short.mp4'): string {
    return this.url(`/page?media=${media}&title=${encodeURIComponent(title)}`);
  }

  /** From now on a file flows only up to this byte, until released. */
  async hold(path: string, at: number): Promise<void> {
    await fetch(this.url(`/control/hold?path=${encodeURIComponent(path)}&at=${at}`));
  }

  /** Lets everything flow again. */
  async release(): Promise<void> {
    await fetch(this.url('/control/release'));
  }

  stop(): Promise<unknown> {
    return this.#process.kill();
  }
}
