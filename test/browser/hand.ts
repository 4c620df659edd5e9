import type { Locator } from 'playwright-core';

/** A person's hand at a screen: does what is named, and counts it. */
export class Hand {
  acts = 0;

  async tap(what: Locator): Promise<void> {
    await what.click();
    this.acts++;
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.acts++;
  }

  async choose(field: Locator, label: string): Promise<void> {
    await field.selectOption({ label });
    this.acts++;
  }
}
