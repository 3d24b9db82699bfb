import { expect, test } from 'vitest';
import { caseFilesAlone } from './caseFilesAlone.ts';
import type { Found } from './sourceFile.ts';

const file = (path: string): Found => ({ path, blob: new Blob([]) });
async function* of(...paths: string[]): AsyncGenerator<Found> {
  for (const path of paths) yield file(path);
}
const names = async (sources: AsyncIterable<Found>): Promise<string[]> => {
  const found: string[] = [];
  for await (const { path } of sources) found.push(path);
  return found;
};

test('case files alone are told from a choice that holds anything else, which stays whole and in order', async () => {
  expect(await caseFilesAlone(of('a.conus.json', 'B.CONUS.JSON'))).toMatchObject({
    caseFiles: [{ path: 'a.conus.json' }, { path: 'B.CONUS.JSON' }],
  });
  for (const paths of [[], ['1.dcm'], ['a.conus.json', '1.dcm', 'b.conus.json', '2.dcm'], ['a.json']]) {
    const chosen = await caseFilesAlone(of(...paths));
    expect('sources' in chosen && (await names(chosen.sources))).toEqual(paths);
  }
});
