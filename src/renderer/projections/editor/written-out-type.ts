import ts from 'typescript-editor'

/** The type of the name at a place, member by member, where it is an alias for an object type; else nothing. */
export function writtenOutType(program: ts.Program, path: string, at: number): string | undefined {
  const source = program.getSourceFile(path)
  const name = source && nameAt(source, at)
  if (source === undefined || name === undefined) return undefined
  const checker = program.getTypeChecker()
  const type = checker.getTypeAtLocation(name)
  if (type.aliasSymbol === undefined) return undefined
  const { InTypeAlias, MultilineObjectLiterals, NoTruncation } = ts.NodeBuilderFlags
  const written = checker.typeToTypeNode(type, name, InTypeAlias | MultilineObjectLiterals | NoTruncation)
  return written && ts.createPrinter().printNode(ts.EmitHint.Unspecified, written, source)
}

function nameAt(node: ts.Node, at: number): ts.Identifier | undefined {
  if (at < node.getFullStart() || at > node.getEnd()) return undefined
  if (ts.isIdentifier(node)) return node
  return ts.forEachChild(node, (child) => nameAt(child, at))
}
