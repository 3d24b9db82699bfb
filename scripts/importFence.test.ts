/**
 * Plants one file per import in a scratch tree, lints it with the project's own rules, and asserts that exactly the imports which
 * the house's table forbids are reported. A fence that is switched off, or a folder that it forgot, fails here.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What files of each folder may and may not import: the table of the house, with its neighbours one step too far. */
const table: Record<string, { allowed: string[]; forbidden: string[] }> = {
  'src/geometry': {
    allowed: ['./plane.ts'],
    forbidden: [
      '#dicom/study.ts',
      '#store/store.ts',
      'react',
      'zustand',
      'dicom-parser',
      'node:fs',
      '../dicom/study.ts',
      './testStacks.ts',
    ],
  },
  'src/dicom': {
    allowed: ['./study.ts', '#geometry/plane.ts', 'dicom-parser'],
    forbidden: ['#spine/levels.ts', '#store/store.ts', '#engine/index.ts', 'react', 'node:fs', '@cornerstonejs/core'],
  },
  'src/spine': {
    allowed: ['./levels.ts', '#geometry/plane.ts', '#dicom/study.ts'],
    forbidden: ['#store/store.ts', '#engine/index.ts', '#ui/Button.tsx', 'react', 'dicom-parser', 'zustand'],
  },
  'src/store': {
    allowed: ['./store.ts', '#geometry/plane.ts', '#dicom/study.ts', '#spine/levels.ts', 'zustand', 'zustand/vanilla'],
    forbidden: [
      '#engine/engine.ts',
      '#engine/index.ts',
      '#ui/Button.tsx',
      '#features/intake/index.ts',
      '#app/App.tsx',
      'react',
      '@cornerstonejs/core',
    ],
  },
  'src/engine': {
    allowed: ['./engine.ts', '#geometry/plane.ts', '#dicom/study.ts', '#spine/levels.ts', '@cornerstonejs/codec-charls/decodewasmjs'],
    forbidden: [
      '#store/store.ts',
      '../store/store.ts',
      '#ui/Button.tsx',
      '#features/intake/index.ts',
      'react',
      'react-dom/client',
      'zustand',
    ],
  },
  'src/engine/decode': { allowed: ['../engine.ts'], forbidden: ['../../store/store.ts', '#store/store.ts', 'react'] },
  'src/ui': {
    allowed: ['./Button.tsx', './button.css', 'react', 'lucide-react'],
    forbidden: ['#geometry/plane.ts', '#dicom/study.ts', '#store/store.ts', '#engine/index.ts', '#features/intake/index.ts', 'zustand'],
  },
  'src/features/viewing': {
    allowed: ['./Pane.tsx', '#geometry/plane.ts', '#store/store.ts', '#ui/Button.tsx', '#engine/index.ts', 'react', 'react/jsx-runtime'],
    forbidden: [
      '#features/intake/index.ts',
      '../intake/index.ts',
      '#engine/decode/native.ts',
      '#app/App.tsx',
      '#server/host.ts',
      '@cornerstonejs/core',
      'node:fs',
    ],
  },
  'src/app': {
    allowed: ['./App.tsx', '#features/intake/index.ts', '#engine/index.ts', '#store/store.ts', '#ui/Button.tsx', 'react-dom/client'],
    forbidden: ['#features/intake/sourceFile.ts', '#engine/decode/native.ts', '#server/host.ts', '@cornerstonejs/core', 'node:fs'],
  },
  'src/server': {
    allowed: ['./host.ts', '#dicom/study.ts', 'node:fs/promises', 'fastify', '@fastify/static'],
    forbidden: [
      '#store/store.ts',
      '#engine/index.ts',
      '#ui/Button.tsx',
      '#features/intake/index.ts',
      '#app/App.tsx',
      'react',
      '@cornerstonejs/core',
    ],
  },
};

/** Ways to name a module; a fence that sees only one of them has a hole. */
const forms: Record<string, (module: string) => string> = {
  value: (module) => `import { thing } from '${module}';\nthing();\n`,
  type: (module) => `import type { Thing } from '${module}';\nexport type Own = Thing;\n`,
  reexport: (module) => `export { thing } from '${module}';\n`,
  dynamic: (module) => `export const later = () => import('${module}');\n`,
};

const plantings = Object.entries(table).flatMap(([folder, { allowed, forbidden }]) =>
  [...allowed.map((module) => ({ module, ok: true })), ...forbidden.map((module) => ({ module, ok: false }))].flatMap(
    ({ module, ok }, row) => Object.keys(forms).map((form) => ({ folder, module, ok, form, file: `${folder}/planted-${row}-${form}.ts` })),
  ),
);

let tree = '';
let reported: ReadonlySet<string> = new Set();

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'conus-fence-'));
  const rules = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  // Type-aware rules need a program and say nothing of imports; the tree has none.
  writeFileSync(join(tree, '.oxlintrc.json'), JSON.stringify({ ...rules, options: {} }));
  for (const { file, form, module } of plantings) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), forms[form]!(module));
  }
  reported = new Set(lint(tree));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** Files with a reported import, relative to the tree. */
const lint = (cwd: string): string[] => {
  const args = [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });
  } catch (failure) {
    // oxlint exits 1 when it reports anything: that is the expected outcome here.
    output = (failure as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  return diagnostics.filter(({ code }) => code === 'eslint(no-restricted-imports)').map(({ filename }) => filename);
};

test.each(Object.keys(table))('%s: the fence reports what the table forbids and nothing else', (folder) => {
  const own = plantings.filter((planting) => planting.folder === folder);
  const expected = own.filter(({ ok }) => !ok).map(({ module, form }) => `${module} (${form})`);
  const found = own.filter(({ file }) => reported.has(file)).map(({ module, form }) => `${module} (${form})`);
  expect(found).toEqual(expected);
});

test('every folder of src has its row in the table', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const fenced = new Set(Object.keys(table).map((folder) => folder.split('/')[1]));
  expect(folders.map(({ name }) => name).filter((name) => !fenced.has(name))).toEqual([]);
});
