import { expect, openPage, test } from './harness.ts';

test.describe('@trust home', () => {
  test('the page comes from this host alone, under its security policy', async ({ page }) => {
    const answer = await page.goto('/');
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(await page.evaluate(() => document.querySelectorAll('script:not([src]), style').length)).toBe(0);
  });

  test('nothing is open, and the ways to open something have names', async ({ page }) => {
    await openPage(page);
    await expect(page.locator('html')).toHaveAttribute('data-study', 'empty');
    await expect(page.locator('input[type=file][aria-label="Open DICOM files"]')).toHaveCount(1);
    await expect(page.locator('input[type=file][aria-label="Open DICOM folder"]')).toHaveCount(1);
    await expect(page.getByText('Not a medical device. Not for primary diagnosis.')).toBeVisible();
  });
});
