import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { E2E_AT_ONCE } from './build/test/steps.mjs';

/** Unit tests of pure parts; integration over real HTTP, disk and databases; e2e in the real program. */
export default defineConfig({
  plugins: [react()],
  test: {
    // Playwright looks at a window that opens; a program that ends in that moment leaves it with a promise that nobody holds.
    onUnhandledError: ({ message }) => !/^Protocol error .*session closed\.?$/.test(message),
    projects: [
      {
        extends: true,
        // Files share a process: loading what they test costs more than testing it.
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 20_000, isolate: false },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['accounts', 'database', 'figures*', 'information*', 'ingest*', 'hall', 'learning', 'migrations', 'monthly', 'overview', 'records*', 'register*', 'reports*', 'roster*', 'sites'].map((name) => `test/integration/county/${name}.test.ts`),
          globalSetup: 'test/support/postgres-for-tests.ts',
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000, maxWorkers: E2E_AT_ONCE, maxConcurrency: 1 },
      },
    ],
  },
});
