import { expect, type Locator, type Page } from '@playwright/test';

/** What the buttons of a download are called, before its title. */
type Verb =
  | 'Play'
  | 'Cancel'
  | 'Pause'
  | 'Resume'
  | 'Try now:'
  | 'Try again:'
  | 'Delete'
  | 'More for'
  | 'Entries of';

/** The page as a person sees it: everything is found by role and name. */
export class Home {
  readonly page: Page;
  readonly linkField: Locator;
  readonly light: Locator;

  constructor(page: Page) {
    this.page = page;
    this.linkField = page.getByRole('textbox', { name: /^links to download/i });
    this.light = page.getByTestId('connection-status');
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(origin);
    await expect(this.linkField).toBeVisible();
    // The last of what is asked when the page opens.
    await expect(this.page.getByTestId('engine')).toBeVisible();
  }

  async submit(links: string): Promise<void> {
    await this.linkField.fill(links);
    await this.linkField.press('Enter');
  }

  /** The card of one download. */
  download(title: string): Locator {
    return this.page.getByRole('listitem', { name: title });
  }

  bar(title: string): Locator {
    return this.page.getByRole('progressbar', { name: `Progress of ${title}` });
  }

  button(verb: Verb, title: string): Locator {
    return this.page.getByRole('button', { name: `${verb} ${title}` });
  }

  /** Does what is found under the three dots of a download. */
  async more(title: string, words: string): Promise<void> {
    await this.button('More for', title).click();
    await this.page.getByRole('button', { name: words, exact: true }).click();
  }

  /** The look at a link before it is downloaded. */
  get preview(): Locator {
    return this.page.getByRole('region', { name: 'Preview' });
  }

  async look(link: string): Promise<void> {
    await this.linkField.fill(link);
    await this.page.getByRole('button', { name: 'Preview', exact: true }).click();
  }

  saveLink(title: string): Locator {
    return this.page.getByRole('link', { name: `Save ${title}` });
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
    await expect(this.saveLink(title)).toBeVisible();
  }
}
