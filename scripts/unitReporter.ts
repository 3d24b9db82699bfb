/** A vitest reporter that leaves the run's tally where the check script finds it. */
import type { Reporter, TestModule } from 'vitest/node';
import { add, nothing, one, writeTally, type Tally } from './tally.ts';

const tallyModule = (module: TestModule): Tally => {
  const tests = [...module.children.allTests()].map((test) => {
    const result = test.result();
    return result.state === 'skipped'
      ? one('skipped', result.note ?? `${test.fullName} (${module.relativeModuleId}) gives no reason`)
      : one(result.state === 'passed' ? 'passed' : 'failed');
  });
  // A file that could not be loaded has no tests, and must still count as a failure.
  return tests.length === 0 && module.state() === 'failed' ? one('failed') : tests.reduce(add, nothing);
};

export default class UnitReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    writeTally('unit', modules.map(tallyModule).reduce(add, nothing));
  }
}
