import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Top folders that must not be imported, as a pattern for `no-restricted-imports`. */
const folders = (/** @type {string[]} */ ...names) => ({
  regex: `^(\\.\\./)+(${names.join('|')})(/|$)`,
  message: 'contract imports nobody; electron, renderer and county import contract and never each other.',
});
const electronModule = {
  group: ['electron', 'electron/**'],
  message: 'Only electron/shell, electron/ipc, main.ts and preload.ts import electron; everything else is plain Node.',
};
/** @returns {import('eslint').Linter.RulesRecord} */
const restrict = (/** @type {object[]} */ ...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'data/', 'node_modules/', 'resources/sample/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node } },
  { rules: { eqeqeq: 'error', 'no-console': 'off', 'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }] } },

  // Who may import whom.
  { files: ['contract/**'], rules: restrict(folders('electron', 'renderer', 'county', 'test', 'build'), electronModule) },
  { files: ['electron/**'], rules: restrict(folders('renderer', 'county', 'test', 'build'), electronModule) },
  {
    files: ['electron/shell/**', 'electron/ipc/**', 'electron/main.ts', 'electron/preload.ts'],
    rules: restrict(folders('renderer', 'county', 'test', 'build')),
  },
  { files: ['renderer/**'], rules: restrict(folders('electron', 'county', 'test', 'build'), { group: ['electron', 'node:*'], message: 'The screens run in a browser: ask the main process.' }) },
  {
    files: ['county/**'],
    rules: restrict(folders('electron', 'renderer', 'test', 'build'), electronModule),
  },

  // One file a side touches the IPC.
  {
    files: ['electron/**'],
    ignores: ['electron/ipc/**', 'electron/preload.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]', message: 'Only electron/ipc and preload.ts use Electron’s IPC.' },
      ],
    },
  },
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts', 'county/dashboard/**'], ...reactHooks.configs.flat.recommended },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'error', 'max-lines': 'off' },
  },
);
