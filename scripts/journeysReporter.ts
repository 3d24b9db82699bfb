/** A Playwright reporter that leaves the run's tally where the journeys script finds it. */
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { add, nothing, one, writeTally } from './tally.ts';

export default class JourneysReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    const results = tests.map((test) => {
      const outcome = test.outcome();
      const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      return outcome === 'skipped' ? one('skipped', reason) : one(outcome === 'unexpected' ? 'failed' : 'passed');
    });
    writeTally('journeys', results.reduce(add, nothing));
  }
}
