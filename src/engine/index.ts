/** What features and the app may use of the engine. */
export { createEngine } from './createEngine.ts';
export { createFakeEngine, type FakeEngine } from './fakeEngine.ts';
export type { Engine, EngineReports, Intent, Picture, Show } from './engine.ts';
