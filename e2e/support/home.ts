import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person sees it: everything is found by role and name. */
export class Home {
  readonly page: Page;
  readonly linkField: Locator;
  readonly light: Locator;

  constructor(page: Page) {
    this.page = page;
    this.linkField = page.getByRole('textbox', { name: /link/i });
    this.light = page.getByTestId('connection-status');
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(origin);
    await expect(this.linkField).toBeVisible();
  }

  async submit(links: string): Promise<void> {
    await this.linkField.fill(links);
    await this.linkField.press('Enter');
  }

  /** The card or row of one download. */
  download(title: string): Locator {
    return this.page.getByRole('article').filter({ hasText: title });
  }

  bar(title: string): Locator {
    return this.download(title).getByRole('progressbar');
  }

  action(title: string, name: RegExp): Locator {
    return this.download(title)
      .getByRole('button', { name })
      .or(this.download(title).getByRole('link', { name }));
  }

  /** What the bar shows, or null where there is no bar or it only moves. */
  async percent(title: string): Promise<number | null> {
    const bar = this.bar(title);
    const value =
      (await bar.count()) === 0 ? null : await bar.first().getAttribute('aria-valuenow');
    return value === null ? null : Number(value);
  }

  /** Waits until the bar shows more than this. */
  async beyond(title: string, percent: number): Promise<number> {
    await expect.poll(() => this.percent(title)).toBeGreaterThan(percent);
    return (await this.percent(title)) ?? 100;
  }

  /** Waits until the download is among the finished ones. */
  async completed(title: string): Promise<void> {
    await expect(this.action(title, /save/i)).toBeVisible();
  }
}
