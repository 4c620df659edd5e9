import ts from 'typescript';

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Exported name → the files that declare it. Names that a file only passes on are not counted. */
export function exportedNames(sources: readonly SourceText[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { path, text } of sources)
    for (const name of namesIn(ts.createSourceFile(path, text, ts.ScriptTarget.Latest)))
      names.set(name, [...(names.get(name) ?? []), path]);
  return names;
}

const namesIn = ({ statements }: ts.SourceFile): string[] => [
  ...new Set(statements.filter(isExported).flatMap(declared)),
];

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function declared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? name.text : [],
    );
  const { name } = statement as ts.DeclarationStatement;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}
