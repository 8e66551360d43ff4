import { join } from 'node:path';
import ts from 'typescript';

const project = join(import.meta.dirname, '../../../..');
const renderer = join(project, 'renderer');

/** The screens' sources with their types. */
export function screensProgram(): { readonly checker: ts.TypeChecker; readonly sources: readonly ts.SourceFile[] } {
  const config = ts.getParsedCommandLineOfConfigFile(join(renderer, 'tsconfig.json'), { noEmit: true, composite: false, emitDeclarationOnly: false }, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  });
  if (config === undefined) throw new Error('renderer/tsconfig.json cannot be read');
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options });
  const sources = program.getSourceFiles().filter((source) => source.fileName.startsWith(`${renderer}/`));
  return { checker: program.getTypeChecker(), sources };
}

/** Where a node stands, as an editor opens it. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName.slice(project.length + 1)}:${line + 1}`;
}

export function everyNode(source: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(source);
}

/** Every key that a call of `t` can ask for, as `namespace:key`; null when it cannot be told from the code. */
export function keysOf(call: ts.CallExpression, checker: ts.TypeChecker): readonly string[] | null {
  const [argument] = call.arguments;
  const keys = argument === undefined ? null : textsOfExpression(argument, checker);
  const namespace = namespaceOf(call.expression, checker);
  return keys?.map((key) => (key.includes(':') ? key : `${namespace}:${key}`)) ?? null;
}

/** All texts that an expression may be, from its types. */
function textsOfExpression(expression: ts.Expression, checker: ts.TypeChecker): readonly string[] | null {
  if (ts.isConditionalExpression(expression)) {
    const [yes, no] = [textsOfExpression(expression.whenTrue, checker), textsOfExpression(expression.whenFalse, checker)];
    return yes === null || no === null ? null : [...yes, ...no];
  }
  if (ts.isTemplateExpression(expression)) {
    let texts: readonly string[] = [expression.head.text];
    for (const span of expression.templateSpans) {
      const parts = textsOfExpression(span.expression, checker);
      if (parts === null) return null;
      texts = texts.flatMap((text) => parts.map((part) => text + part + span.literal.text));
    }
    return texts;
  }
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  const type = checker.getTypeAtLocation(expression);
  const members = type.isUnion() ? type.types : [type];
  return members.every((member) => member.isStringLiteral()) ? members.map((member) => member.value) : null;
}

/** The namespace of `const { t } = useTranslation('…')`; `common` for a `t` that came as an argument. */
function namespaceOf(callee: ts.Expression, checker: ts.TypeChecker): string {
  const declaration = checker.getSymbolAtLocation(callee)?.declarations?.[0];
  const variable = declaration === undefined ? undefined : ts.findAncestor(declaration, ts.isVariableDeclaration);
  const source = variable?.initializer;
  if (source === undefined || !ts.isCallExpression(source) || source.expression.getText() !== 'useTranslation') return 'common';
  const [namespace] = source.arguments;
  return namespace !== undefined && ts.isStringLiteralLike(namespace) ? namespace.text : 'common';
}
