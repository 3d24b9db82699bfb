/** `npm test`: every check, then every journey in a real browser; the last line counts the tests of both. */
import { check } from './check.ts';
import { journeys } from './journeys.ts';
import { add, closingLines } from './tally.ts';

const checked = await check();
const travelled = checked.ok ? await journeys([]) : undefined;
if (!travelled) console.log('The journeys did not run: a check before them failed.');
console.log(closingLines(travelled ? add(checked.tally, travelled.tally) : checked.tally));
process.exitCode = travelled?.ok ? 0 : 1;
