// Turns a TypeScript type node into the schema's type: { kind: string | bool | int | any | array | map | object | enum | union }.

import ts from "typescript";

const keywords = new Map([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.BooleanKeyword, "bool"],
  [ts.SyntaxKind.NumberKeyword, "int"],
  [ts.SyntaxKind.AnyKeyword, "any"],
]);

/** The type of a property without Input and Output, and whether `undefined` is among its values. */
export function readType(node, source) {
  if (ts.isTypeReferenceNode(node) && /^pulumi\.(Input|Output)$/.test(node.typeName.getText()))
    return readType(node.typeArguments[0], source);
  if (!ts.isUnionTypeNode(node))
    return { type: readSingle(node, source), optional: false };
  const options = node.types.filter(t => t.kind !== ts.SyntaxKind.UndefinedKeyword).map(t => readType(t, source).type);
  return {
    type: options.length === 1 ? options[0] : { kind: "union", options },
    optional: options.length < node.types.length,
  };
}

function readSingle(node, source) {
  if (keywords.has(node.kind))
    return { kind: keywords.get(node.kind) };
  if (ts.isArrayTypeNode(node))
    return { kind: "array", element: readType(node.elementType, source).type };
  if (ts.isParenthesizedTypeNode(node))
    return readType(node.type, source).type;
  if (ts.isTypeLiteralNode(node) && node.members.length === 1 && ts.isIndexSignatureDeclaration(node.members[0]))
    return { kind: "map", element: readType(node.members[0].type, source).type };
  if (ts.isTypeReferenceNode(node) && !node.typeArguments) {
    const [, space, module, name] = /^(?:(inputs|outputs|enums)\.(?:(\w+)\.)?)?(\w+)$/.exec(node.typeName.getText());
    if (space)
      return { kind: space === "enums" ? "enum" : "object", module: module ?? "", name };
    // A resource in place of its name or ARN: only TypeScript accepts the object itself.
    if (isImported(name, source))
      return { kind: "string" };
  }
  throw new Error(`${source.fileName}: unknown type ${node.getText()}`);
}

function isImported(name, source) {
  return source.statements.some(s =>
    ts.isImportDeclaration(s) && ts.isNamedImports(s.importClause.namedBindings)
    && s.importClause.namedBindings.elements.some(e => e.name.text === name));
}
